"""Merging two half-full groups: one leader asks, the other one says yes or no."""

from flows import views
from flows.lead import pages
from flows.presses.lead import (
    CallMergeBack,
    MergePress,
    OfferMerge,
    RefuseMerge,
    ShowOthers,
    TakeMerge,
)
from flows.replies import Reply
from flows.screens.lead import merging as screen
from flows.screens.lead import refusals
from flows.screens.shape import pages as pages_of
from flows.visit import Visit
from groupbuys.leading import merging
from groupbuys.leading.merging import Merged
from groupbuys.leading.model import No
from groupbuys.model import GroupBuy


def press(visit: Visit, group: GroupBuy, pressed: MergePress) -> list[Reply]:
    """What the leader who asks presses."""
    match pressed:
        case ShowOthers():
            return _others(visit, group, pressed)
        case OfferMerge():
            return _offer(visit, group, pressed)
        case CallMergeBack():
            merging.call_back(visit.tx, visit.person.id, group.id)
            said = visit.texts.pgettext("toast", "Good: the groups stay apart.")
            return [*visit.tell(said), *pages.lead(visit, group)]


def answer(visit: Visit, press: TakeMerge | RefuseMerge) -> list[Reply]:
    """The leader who was asked says yes or no; a question that is not open any more is said to be so."""
    if isinstance(press, RefuseMerge):
        kept = merging.decline(visit.tx, visit.person.id, press.offer_id)
        if isinstance(kept, No):
            return visit.tell(refusals.sentence(visit.texts, kept), alert=True)
        t, view = views.brief(visit.tx, kept, None, visit.person)
        return visit.show(screen.declined(t, view))
    merged = merging.accept(visit.tx, visit.person.id, press.offer_id)
    if isinstance(merged, No):
        return visit.tell(refusals.sentence(visit.texts, merged), alert=True)
    return _merged(visit, merged)


def _merged(visit: Visit, merged: Merged) -> list[Reply]:
    t, view = views.brief(visit.tx, merged.group, None, visit.person)
    return visit.show(screen.went_on(t, view))


def _others(visit: Visit, group: GroupBuy, press: ShowOthers) -> list[Reply]:
    t, view = views.brief(visit.tx, group, None, visit.person)
    total = merging.count_others(visit.tx, group)
    page = min(max(press.page, 0), pages_of(total, screen.SIZE) - 1)
    found = merging.others(visit.tx, group, page * screen.SIZE, screen.SIZE)
    return visit.show(screen.others(t, view, found, total, page))


def _offer(visit: Visit, group: GroupBuy, press: OfferMerge) -> list[Reply]:
    made = merging.offer(visit.tx, visit.person.id, group.id, press.other_id)
    said = visit.texts.pgettext("toast", "I ask their leader. Until they say yes, nothing changes.")
    if isinstance(made, No):
        said = refusals.sentence(visit.texts, made)
    return [*visit.tell(said), *pages.lead(visit, group)]
