"""The list of who is in, said anew at the end of a chat: one message, kept current; the one before is taken away."""

from markupsafe import escape

from flows.chats import faces
from flows.chats.saying import later, refuse, tell
from flows.replies import Reply, Say, TakeAway, Toast
from flows.screens.chats import whispers
from flows.visit import Visit
from groupbuys.chats import hanging
from groupbuys.chats.hanging import Hanging, Spot
from groupbuys.model import Reason, Refused

FRESH = hanging.MINUTE
"""A list that was said so lately is not said again: it stands above, and is current."""


def say(visit: Visit, here: Hanging) -> list[Reply]:
    """Say the list anew, and first of all the card where it stayed behind in the chat's old self."""
    if visit.place.kind == "private" or visit.place.chat != here.chat:
        return refuse(visit, Refused(Reason.GONE))
    if here.listed_at is not None and visit.tx.now - here.listed_at < FRESH:
        return _stands(visit)
    if hanging.is_loud(visit.tx, Spot(here.bot, here.chat)):
        return later(visit)
    screen = faces.roll(visit.tx, here)
    if screen is None:
        return refuse(visit, Refused(Reason.GONE))
    hanging.lists(visit.tx, here)
    old = [TakeAway(here.list_id)] if here.list_id else []
    toast = [Toast(visit.texts.pgettext("toast", "Here is the list."))] if visit.pressed else []
    return [*toast, *card_again(visit, here), Say(screen, silent=True), *old]


def _stands(visit: Visit) -> list[Reply]:
    """Messages of others may stand between: whoever asked hears, alone, that the list is further up."""
    said = visit.texts.pgettext("toast", "The list stands a little further up, and is up to date.")
    if visit.pressed:
        return [Toast(said)]
    return tell(visit, whispers.note(escape(said)))


def card_again(visit: Visit, here: Hanging) -> list[Reply]:
    """The card once more, where the chat has moved and the message that showed it stayed behind."""
    if not here.moved or here.card_id or visit.place.kind == "private":
        return []
    screen = faces.face(visit.tx, here)
    return [] if screen is None else [Say(screen)]
