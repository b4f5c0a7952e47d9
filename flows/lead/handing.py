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
