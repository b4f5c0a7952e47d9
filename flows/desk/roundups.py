"""The daily round-up, as a shop's keepers plan it: when it is posted, where, and what the last one brought."""

from datetime import datetime

from catalog.captions.hours import read_hour
from catalog.keeping import channels
from flows import asking
from flows.desk import desk
from flows.presses.roundup import (
    AskRoundupHour,
    PickRoundup,
    PostRoundup,
    RoundupPress,
    SetRoundup,
    ShowRoundup,
)
from flows.replies import Reply
from flows.screens.desk import roundups as screen
from flows.screens.desk.roundups import RoundupPage
from flows.visit import Visit
from groupbuys.channels import (
    footfall,
    hushing,
    roundup_lines,
    roundup_plans,
    roundup_standing,
    roundups,
)
from groupbuys.channels.hushing import Aloud


def press(visit: Visit, pressed: RoundupPress) -> list[Reply]:
    """A button about the round-up."""
    match pressed:
        case ShowRoundup():
            return show(visit, pressed.shop_id, pressed.page)
        case SetRoundup():
            roundup_plans.set_minute(visit.tx, pressed.shop_id, pressed.minute)
            return show(visit, pressed.shop_id)
        case AskRoundupHour():
            asking.asks(visit, pressed)
            return visit.show(screen.ask(visit.texts, pressed.shop_id))
        case PickRoundup():
            return _pick(visit, pressed)
        case PostRoundup():
            return _post(visit, pressed.shop_id)


def show(visit: Visit, shop_id: int, page: int = 0) -> list[Reply]:
    """The plan, channel by channel what the last one brought, and the buttons that change it."""
    plan = roundup_plans.plan(visit.tx, shop_id)
    if plan is None:
        return desk.several(visit)
    found = roundup_plans.choices(visit.tx, shop_id)
    last = roundup_standing.last(visit.tx, shop_id)
    figures = footfall.of_roundups(visit.tx, shop_id, [one.id for one in last.values()])
    silent = plan.next_at is not None and _is_hushed(visit, shop_id, plan.next_at)
    view = RoundupPage(shop_id, plan, found, last, figures, max(0, page), silent)
    return visit.show(screen.roundup(visit.texts, view))


def _is_hushed(visit: Visit, shop_id: int, at: datetime) -> bool:
    return not isinstance(hushing.voice(visit.tx, shop_id, at), Aloud)


def typed(visit: Visit, question: AskRoundupHour, text: str) -> list[Reply]:
    """A time was typed; one that may be in the morning or in the evening is asked about."""
    minutes = read_hour(text)
    if len(minutes) == 1:
        asking.let_go(visit)
        roundup_plans.set_minute(visit.tx, question.shop_id, minutes[0])
        return show(visit, question.shop_id)
    asking.asks(visit, question)
    return visit.show(screen.ask(visit.texts, question.shop_id, minutes, again=True))


def _pick(visit: Visit, pressed: PickRoundup) -> list[Reply]:
    if channels.find(visit.tx, pressed.shop_id, pressed.channel_id) is not None:
        wanted = bool(pressed.wanted)
        roundup_plans.choose(visit.tx, pressed.shop_id, pressed.channel_id, wanted=wanted)
    return show(visit, pressed.shop_id, pressed.page)


def _post(visit: Visit, shop_id: int) -> list[Reply]:
    tx, t = visit.tx, visit.texts
    count = roundups.post_now(tx, shop_id, visit.person.id)
    if count:
        said = t.npgettext(
            "toast", "On its way into {n} channel.", "On its way into {n} channels.", count
        )
    elif not roundup_lines.live(tx, shop_id):
        said = t.pgettext("toast", "No deal is live just now: there is nothing to tell of.")
    elif any(wanted for _, wanted in roundup_plans.choices(tx, shop_id)):
        said = t.pgettext("toast", "One is on its way already.")
    else:
        said = t.pgettext("toast", "No channel is chosen.")
    return [*visit.tell(said), *show(visit, shop_id)]
