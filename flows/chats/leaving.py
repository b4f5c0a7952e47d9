"""Leaving in a group chat: at once where nobody's money is concerned, else asked first, for its person alone."""

from flows import views
from flows.chats.phrases import Out
from flows.chats.saying import go_on, heard, named, refuse, say_no, tell
from flows.links import to_seat
from flows.replies import Reply
from flows.screens.chats import whispers
from flows.screens.group import GroupView
from flows.screens.names import clean
from flows.texts import Texts
from flows.visit import Visit
from groupbuys import finding, leaving
from groupbuys.chats.hanging import Hanging
from groupbuys.friends import bringing
from groupbuys.model import GroupState, Reason, Refused, Seat, SeatState


def out(visit: Visit, here: Hanging, wish: Out, *, to_us: bool) -> list[Reply]:
    """What somebody typed; of who is not in and did not speak to us it is talk, and who is in is asked then."""
    found = _found(visit, here)
    if found is None:
        return _not_in(visit, here) if to_us else []
    if not to_us:
        return _question(visit, here, found)
    _, view, seat = found
    kept_back = seat.payment_id is not None or view.group.leader_id == visit.person.id
    if (view.paid and kept_back) or 0 < wish.fewer < seat.quantity:
        return _question(visit, here, found)
    return ask(visit, here) if seat.state is SeatState.HELD else leave(visit, here)


def _not_in(visit: Visit, here: Hanging) -> list[Reply]:
    """They are in it for a friend alone: how that is said."""
    theirs = () if visit.host else bringing.brought(visit.tx, visit.person.id, here.group_buy_id)
    if not theirs:
        return refuse(visit, Refused(Reason.NOT_IN), here.token)
    said = visit.texts.pgettext(
        "refusal",
        "You are not in this group yourself. For your friend say “{said}”.",
        said=f"-1 {clean(theirs[0].guest.name)}",
    )
    return say_no(visit, said, go_on(visit, here.token))


def money_back(visit: Visit) -> list[Reply]:
    """Whoever speaks of money or goods going back is told how to leave, and where their money is; nothing is done."""
    said = visit.texts.pgettext(
        "refusal",
        "To leave, answer the card with “out”; where your money is, and what to do about the goods, "
        "you find in our private chat under /orders.",
    )
    return say_no(visit, said, go_on(visit))


def is_in(visit: Visit, here: Hanging) -> bool:
    """Whether somebody has a live seat in what hangs there."""
    return _found(visit, here) is not None


def ask(visit: Visit, here: Hanging) -> list[Reply]:
    """Ask whether to leave; a place that is only kept is given up at once."""
    found = _found(visit, here)
    if found is None:
        return refuse(visit, Refused(Reason.NOT_IN), here.token)
    _, _, seat = found
    if seat.state is SeatState.HELD:
        back = leaving.give_up(visit.tx, visit.person.id, "s", seat.id)
        if not isinstance(back, Refused):
            return _given_up(visit, here)
    return _question(visit, here, found)


def _given_up(visit: Visit, here: Hanging) -> list[Reply]:
    group = finding.group(visit.tx, here.group_buy_id)
    if group is None:
        return refuse(visit, Refused(Reason.GONE))
    t, view = views.brief(visit.tx, group, None, visit.person)
    toast = t.pgettext("toast", "The place is free again.")
    aloud = named(visit.reader.name, t.gettext("The place is free again."))
    screen = whispers.given_up(t, view)
    told = tell(visit, screen, start=here.token, toast=toast, aloud=aloud)
    return heard(visit, told)


def _question(visit: Visit, here: Hanging, found: tuple[Texts, GroupView, Seat]) -> list[Reply]:
    """Aloud nothing is said of money, nor of leaving."""
    t, view, seat = found
    if view.group.state not in {GroupState.OPENING, GroupState.FORMING} or view.closing:
        return refuse(visit, Refused(Reason.NOT_FORMING))
    start = to_seat(seat.id)
    aloud = go_on(visit, start)
    return tell(visit, whispers.ask_leave(t, view, here), start=start, aloud=aloud)


def leave(visit: Visit, here: Hanging) -> list[Reply]:
    """Leave."""
    back = leaving.leave(visit.tx, visit.person.id, here.group_buy_id)
    if isinstance(back, Refused):
        return refuse(visit, back, here.token)
    group = finding.group(visit.tx, here.group_buy_id)
    if group is None:
        return refuse(visit, Refused(Reason.GONE))
    t, view = views.brief(visit.tx, group, back.seat, visit.person)
    said = t.gettext("You have left the group.")
    toast = t.pgettext("toast", "You have left the group.")
    aloud = named(visit.reader.name, said)
    screen = whispers.left(t, view, back)
    told = tell(visit, screen, start=here.token, toast=toast, aloud=aloud)
    return heard(visit, told)


def stay(visit: Visit, here: Hanging) -> list[Reply]:
    """Stay after all."""
    found = _found(visit, here)
    if found is None:
        return refuse(visit, Refused(Reason.NOT_IN), here.token)
    t, view, seat = found
    toast = t.pgettext("toast", "Good: your place is still yours.")
    held = seat.state is SeatState.HELD
    screen = (whispers.still_kept if held else whispers.seated)(t, view, here, seat)
    start = to_seat(seat.id)
    return tell(visit, screen, start=start, toast=toast, aloud=go_on(visit, start))


def _found(visit: Visit, here: Hanging) -> tuple[Texts, GroupView, Seat] | None:
    """The reader's live seat and how the group buy stands for them."""
    group = finding.group(visit.tx, here.group_buy_id)
    seat = None if group is None else finding.seat_of(visit.tx, group.id, visit.person.id)
    if group is None or seat is None:
        return None
    t, view = views.brief(visit.tx, group, seat, visit.person)
    return (t, view, seat) if view.inside else None
