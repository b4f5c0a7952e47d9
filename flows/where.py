"""Where to? The buyer chooses a pickup point or says where it is delivered, until it has left the shop."""

from collections.abc import Mapping

from markupsafe import Markup

from catalog.keeping.points import pickup_points
from flows import asking, wares
from flows.details import Unfit, read_all, read_detail
from flows.presses.every import ShowOrder
from flows.presses.handover import (
    ForgetAddress,
    PickUpAt,
    SameAsLast,
    TypeDetail,
    WherePress,
    WhereTo,
    WithoutNote,
)
from flows.refusing import refuse
from flows.replies import Reply, Say
from flows.screens import where as screen
from flows.visit import Visit
from groupbuys import history
from groupbuys.fulfilment import directing, handover
from groupbuys.fulfilment.handover import REQUIRED, Bought, still_asked
from groupbuys.model import Order, Reason, Refused
from people import addresses, guests


def press(visit: Visit, pressed: WherePress) -> list[Reply]:
    """A button about where something goes; somebody else's looks like one that does not exist."""
    asking.let_go(visit)
    if isinstance(pressed, ForgetAddress):
        _forget(visit)
        return visit.show(screen.forgotten(visit.texts))
    one = handover.bought(visit.tx, visit.person.id, pressed.what, pressed.id)
    if one is None:
        return refuse(visit, Refused(Reason.GONE))
    match pressed:
        case WhereTo() | TypeDetail() if _is_all_there(one):
            return _done(visit, one, directing.deliver_to(visit.tx, one, {}))
        case WhereTo(page=page):
            return show(visit, one, page=page)
        case PickUpAt(point_id=point_id):
            return _told(visit, one, directing.pick_up_at(visit.tx, one, point_id))
        case TypeDetail():
            return _ask(visit, pressed, one)
        case WithoutNote():
            return _done(visit, one, directing.deliver_to(visit.tx, one, {"note": ""}))
        case SameAsLast():
            last = _last(visit)
            asked = {field: said for field, said in last.items() if field in one.asks}
            return _done(visit, one, directing.deliver_to(visit.tx, one, asked))


def show(visit: Visit, one: Bought, *, page: int = 0, said: Markup | None = None) -> list[Reply]:
    """Where it goes, and what can be chosen; where there is only delivery, what to type is asked at once."""
    points = pickup_points(visit.tx, one.shop_id) if one.is_open else ()
    last = _last(visit) if one.is_open else {}
    left = still_asked(one, one.draft)
    if one.is_asked and left and not points:
        asking.asks(visit, TypeDetail(one.what, one.id, left[0]))
    return visit.show(
        screen.where(visit.texts, one, _goods(visit, one), screen.Choice(points, last), page, said)
    )


def _last(visit: Visit) -> Mapping[str, str]:
    """Where the reader had something delivered last; a guest's goods perhaps go where their host's do."""
    return addresses.last(visit.tx, visit.person.id) or addresses.last(visit.tx, visit.reader.id)


def _forget(visit: Visit) -> None:
    """Forget the reader's address, and those of the friends whom they named."""
    friends = (one.person_id for one in guests.of_host(visit.tx, visit.reader.id))
    for number in (visit.reader.id, *friends):
        directing.forget(visit.tx, number)


def typed(visit: Visit, question: TypeDetail, text: str) -> list[Reply]:
    """One thing was typed, or all that is still missing; shown back as text, or asked for again."""
    one = handover.bought(visit.tx, visit.person.id, question.what, question.id)
    asking.let_go(visit)
    if one is None:
        return refuse(visit, Refused(Reason.GONE))
    given = _given(one, question.field, text)
    if isinstance(given, Unfit):
        asking.asks(visit, question)
        return [Say(screen.ask_detail(visit.texts, question, one, given))]
    if not given and one.destination is not None:
        return show(visit, one)
    return _done(visit, one, directing.deliver_to(visit.tx, one, given))


def _given(one: Bought, field: str, text: str) -> Mapping[str, str] | Unfit:
    """What was typed, by name: one thing or all that is missing; without what the shop asks for no more."""
    left = still_asked(one, one.draft)
    if field not in one.asks:
        whole = read_all(REQUIRED, text) or read_all(left, text) or {}
        return {key: said for key, said in whole.items() if key in left}
    given = read_all(left, text) if field in left[:1] else None
    if given is not None:
        return given
    read = read_detail(field, text)
    return read if isinstance(read, Unfit) else {field: read}


def _is_all_there(one: Bought) -> bool:
    """Whether all of a delivery was typed, since the shop has stopped asking for what was missing."""
    return one.is_asked and one.delivers and bool(one.draft) and not still_asked(one, one.draft)


def ordered(visit: Visit, order: Order) -> Bought | None:
    """A solo purchase as it was placed just now, with what can be said of where it goes."""
    return handover.bought(visit.tx, visit.person.id, "o", order.id)


def _ask(visit: Visit, press: TypeDetail, one: Bought) -> list[Reply]:
    if not one.is_open or not one.delivers or press.field not in one.asks:
        return show(visit, one)
    asking.asks(visit, press)
    return visit.show(screen.ask_detail(visit.texts, press, one))


def _done(visit: Visit, before: Bought, now: Bought | None) -> list[Reply]:
    """The shop knows now; or the next thing is asked for."""
    left = still_asked(now, now.draft) if now is not None else ()
    if now is not None and left:
        return _ask(visit, TypeDetail(now.what, now.id, left[0]), now)
    return _told(visit, before, now)


def _told(visit: Visit, before: Bought, now: Bought | None) -> list[Reply]:
    if now is not None:
        return show(visit, now, said=screen.thanks(visit.texts))
    fresh = handover.bought(visit.tx, visit.person.id, before.what, before.id) or before
    why = None if fresh.is_open else screen.too_late(visit.texts)
    return show(visit, fresh, said=why)


def _goods(visit: Visit, one: Bought) -> screen.Goods:
    see = ShowOrder("s", one.id) if one.order_id is None else ShowOrder("o", one.order_id)
    line = history.order(visit.tx, visit.person.id, see.what, see.id)
    title = wares.of_product(visit, line.product_id).title if line is not None else ""
    return screen.Goods(title, see)
