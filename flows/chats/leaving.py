"""Leaving in a group chat: at once where nobody's money is concerned, else asked first, for its person alone."""

from flows import views
from flows.chats.saying import named, refuse, tell
from flows.chats.words import Out
from flows.links import to_seat
from flows.replies import START_LINK, LinkButton, Reply, Screen
from flows.screens.chats import words
from flows.screens.group import GroupView
from flows.texts import Texts
from flows.visit import Visit
from groupbuys import finding, leaving
from groupbuys.chats.hanging import Hanging
from groupbuys.model import GroupState, Reason, Refused, Seat


def out(visit: Visit, here: Hanging, wish: Out, *, to_us: bool) -> list[Reply]:
    """What somebody typed; of who is not in and did not speak to us it is talk."""
    found = _found(visit, here)
    if found is None:
        return refuse(visit, Refused(Reason.NOT_IN)) if to_us else []
    _, view, seat = found
    kept_back = seat.payment_id is not None or view.group.leader_id == visit.person.id
    if (view.paid and kept_back) or 0 < wish.fewer < seat.quantity:
        return ask(visit, here)
    return leave(visit, here)


def is_in(visit: Visit, here: Hanging) -> bool:
    """Whether somebody has a live seat in what hangs there."""
    return _found(visit, here) is not None


def ask(visit: Visit, here: Hanging) -> list[Reply]:
    """Ask whether to leave; aloud nothing is said of money."""
    found = _found(visit, here)
    if found is None:
        return refuse(visit, Refused(Reason.NOT_IN))
    t, view, seat = found
    if view.group.state not in {GroupState.OPENING, GroupState.FORMING} or view.closing:
        return refuse(visit, Refused(Reason.NOT_FORMING))
    said = named(visit.person.name, t.gettext("Please say in our private chat whether to leave."))
    there = LinkButton(t.pgettext("button", "Open our private chat"), START_LINK + to_seat(seat.id))
    aloud = Screen(said.text, ((there,),))
    return tell(visit, words.ask_leave(t, view, here), start=to_seat(seat.id), aloud=aloud)


def leave(visit: Visit, here: Hanging) -> list[Reply]:
    """Leave."""
    back = leaving.leave(visit.tx, visit.person.id, here.group_buy_id)
    if isinstance(back, Refused):
        return refuse(visit, back)
    group = finding.group(visit.tx, here.group_buy_id)
    if group is None:
        return refuse(visit, Refused(Reason.GONE))
    t, view = views.brief(visit.tx, group, back.seat, visit.person)
    said = t.gettext("You have left the group.")
    toast = t.pgettext("toast", "You have left the group.")
    aloud = named(visit.person.name, said)
    return tell(visit, words.left(t, view, back), start=here.token, toast=toast, aloud=aloud)


def stay(visit: Visit, here: Hanging) -> list[Reply]:
    """Stay after all."""
    found = _found(visit, here)
    if found is None:
        return refuse(visit, Refused(Reason.NOT_IN))
    t, view, seat = found
    toast = t.pgettext("toast", "Good: your place is still yours.")
    screen = words.seated(t, view, here, seat)
    return tell(visit, screen, start=to_seat(seat.id), toast=toast)


def _found(visit: Visit, here: Hanging) -> tuple[Texts, GroupView, Seat] | None:
    """The reader's live seat and how the group buy stands for them."""
    group = finding.group(visit.tx, here.group_buy_id)
    seat = None if group is None else finding.seat_of(visit.tx, group.id, visit.person.id)
    if group is None or seat is None:
        return None
    t, view = views.brief(visit.tx, group, seat, visit.person)
    return (t, view, seat) if view.inside else None
