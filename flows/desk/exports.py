"""Taking a shop's orders and deals out as tables: chosen here, made by an errand, and written down."""

from catalog.keeping.roles import Action, Role, may
from catalog.keeping.shopkeeping import kept
from catalog.keeping.staff import role_of
from flows import home
from flows.desk import desk
from flows.presses.files import (
    ExportDeals,
    ExportOrders,
    ExportPress,
    ShowDealExport,
    ShowOrderExport,
)
from flows.replies import Reply
from flows.screens.desk import exports as screen
from flows.screens.desk.exports import FORMS, PERIODS, STATES, Taken
from flows.visit import Visit
from people import meeting
from storage import errands
from storage.errands import Errand, Wanted

_LATEST = 5


def press(visit: Visit, pressed: ExportPress) -> list[Reply]:
    """Choose a table, or have it made."""
    match pressed:
        case ShowOrderExport(period=period, state=state):
            fits = period in PERIODS and state in STATES
            return _show(visit, pressed) if fits else home.old_button(visit)
        case ShowDealExport(period=period):
            return _show(visit, pressed) if period in PERIODS else home.old_button(visit)
        case ExportOrders(period=period, state=state, form=form):
            fits = period in PERIODS and state in STATES and form in FORMS
            return _make(visit, pressed, "orders", state) if fits else home.old_button(visit)
        case ExportDeals(period=period, form=form):
            fits = period in PERIODS and form in FORMS
            return _make(visit, pressed, "deals", "") if fits else home.old_button(visit)


def _show(visit: Visit, pressed: ShowOrderExport | ShowDealExport) -> list[Reply]:
    """What to take out; below it an owner sees who took what out lately."""
    shop, role = (
        kept(visit.tx, pressed.shop_id),
        role_of(visit.tx, pressed.shop_id, visit.person.id),
    )
    if shop is None:
        return desk.several(visit)
    taken: list[Taken] = []
    if role is Role.OWNER:
        found = errands.latest(visit.tx, shop.id, "export", _LATEST)
        taken = [_taken(visit, one) for one in found]
    both = may(role, Action.DEALS)
    return visit.show(screen.choose(visit.texts, shop, pressed, taken, both=both))


def _make(visit: Visit, pressed: ExportOrders | ExportDeals, what: str, state: str) -> list[Reply]:
    """Have it made, once, however often that is pressed while it goes on."""
    work = {"what": what, "period": pressed.period, "state": state, "form": pressed.form}
    place, by = visit.place, visit.person.id
    latest = errands.latest(visit.tx, pressed.shop_id, "export", _LATEST)
    waits = {"owed", "leased"}
    if not any(one.work == work and one.person_id == by and one.state in waits for one in latest):
        errands.owe(visit.tx, Wanted("export", place.bot, place.chat, by, pressed.shop_id, work))
    return visit.tell(screen.is_made(visit.texts))


def _taken(visit: Visit, one: Errand) -> Taken:
    person = meeting.by_id(visit.tx, one.person_id)
    name = person.name if person is not None else ""
    return Taken(name, str(one.work["what"]), str(one.work["form"]), one.created_at)
