"""What is done for company in a group buy: posters, the lead, the line, places given or taken for friends."""

from collections.abc import Callable
from typing import TypeAlias

from flows import posters, waiting
from flows.friends import acting, bringing, giving
from flows.lead import routes as lead
from flows.presses.friends import FriendPress
from flows.presses.guests import AsGuest, BringFriend, GuestPress
from flows.presses.lead import LeadPress
from flows.presses.posters import AskPoster, PosterPress
from flows.presses.waiting import WaitingPress
from flows.replies import Reply
from flows.visit import Visit

CompanyPress: TypeAlias = PosterPress | LeadPress | WaitingPress | FriendPress | GuestPress


def press(visit: Visit, pressed: CompanyPress, deed: acting.Deed) -> list[Reply]:
    """A button of these; `deed` does what one for a guest holds."""
    if isinstance(pressed, PosterPress):
        return posters.press(visit, pressed)
    if isinstance(pressed, LeadPress):
        return lead.press(visit, pressed)
    if isinstance(pressed, FriendPress):
        return giving.press(visit, pressed)
    if isinstance(pressed, BringFriend):
        return bringing.ask(visit, pressed)
    if isinstance(pressed, AsGuest):
        return acting.press(visit, pressed, deed)
    return waiting.press(visit, pressed)


def typed(
    visit: Visit,
    question: AskPoster | BringFriend | AsGuest,
    again: Callable[[Visit], list[Reply]],
    text: str,
) -> list[Reply]:
    """Words for a poster, a friend's name, or the answer to what was asked about a friend's place (`again`, theirs)."""
    if isinstance(question, AskPoster):
        return posters.typed(visit, question, text)
    if isinstance(question, BringFriend):
        return bringing.typed(visit, question, text)
    return acting.answered(visit, question, again)
