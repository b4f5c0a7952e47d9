"""The hand-out list of a group that succeeded, for its leader."""

from catalog.keeping.shopkeeping import Handover
from catalog.wares import labels
from flows import views
from flows.lead import pages
from flows.presses.lead import ShowHandOut
from flows.replies import Reply
from flows.screens.lead import handing as screen
from flows.screens.shape import pages as pages_of
from flows.visit import Visit
from groupbuys.leading import handing
from groupbuys.model import GroupBuy, GroupState
from storage import errands
from storage.errands import Wanted

KIND = "hand_out"
"""The errand that sends the list as a file."""

_LATEST = 20
"""Errands of a shop among which one for the same list is looked for."""


def show(visit: Visit, group: GroupBuy, press: ShowHandOut) -> list[Reply]:
    """A page of it; a group that did not succeed, or whose goods all come by parcel, has none."""
    t, view = views.brief(visit.tx, group, None, visit.person)
    if group.state is not GroupState.SUCCEEDED or view.way is Handover.DELIVERY:
        return pages.lead(visit, group)
    whole = handing.whole(visit.tx, group.id)
    page = min(max(press.page, 0), pages_of(whole.people, screen.SIZE) - 1)
    found = handing.lines(visit.tx, group.id, page * screen.SIZE, screen.SIZE)
    numbers = {*whole.to_fetch, *(one.variant_id for one in found)}
    named = labels(visit.tx, sorted(numbers), visit.person.language)
    return visit.show(screen.hand_out(t, view, (whole, found), named, page))


def send(visit: Visit, group: GroupBuy) -> list[Reply]:
    """The whole of it as a file: made once, however often that is pressed while it goes on."""
    _, view = views.brief(visit.tx, group, None, visit.person)
    if group.state is not GroupState.SUCCEEDED or view.way is Handover.DELIVERY:
        return pages.lead(visit, group)
    if not handing.whole(visit.tx, group.id).people:
        return visit.tell(screen.nobody(visit.texts), alert=True)
    place, by, work = visit.place, visit.person.id, {"group": group.id}
    latest = errands.latest(visit.tx, group.shop_id, KIND, _LATEST)
    waits = {"owed", "leased"}
    if not any(one.work == work and one.person_id == by and one.state in waits for one in latest):
        errands.owe(visit.tx, Wanted(KIND, place.bot, place.chat, by, group.shop_id, work))
    return visit.tell(screen.is_made(visit.texts))
