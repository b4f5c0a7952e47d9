"""Passing the lead on: the leader asks one member, who says yes or no."""

from flows import views
from flows.lead import pages
from flows.presses.lead import OfferLead, RefuseLead, ShowHeirs, TakeLead
from flows.replies import Reply
from flows.screens.lead import passing as screen
from flows.screens.lead import refusals
from flows.screens.shape import pages as pages_of
from flows.visit import Visit
from groupbuys.leading import passing
from groupbuys.leading.model import No
from groupbuys.model import GroupBuy


def heirs(visit: Visit, group: GroupBuy, press: ShowHeirs) -> list[Reply]:
    """Whom the leader may ask."""
    t, view = views.brief(visit.tx, group, None, visit.person)
    total = passing.count_heirs(visit.tx, group)
    page = min(max(press.page, 0), pages_of(total, screen.SIZE) - 1)
    found = passing.heirs(visit.tx, group, page * screen.SIZE, screen.SIZE)
    return visit.show(screen.heirs(t, view, found, total, page))


def offer(visit: Visit, group: GroupBuy, press: OfferLead) -> list[Reply]:
    """Ask that member."""
    made = passing.offer(visit.tx, visit.person.id, group.id, press.person_id)
    said = visit.texts.pgettext("toast", "I ask them. You lead until they say yes.")
    if isinstance(made, No):
        said = refusals.sentence(visit.texts, made)
    return [*visit.tell(said), *pages.lead(visit, group)]


def keep(visit: Visit, group: GroupBuy) -> list[Reply]:
    """Lead on after all."""
    passing.call_back(visit.tx, visit.person.id, group.id)
    said = visit.texts.pgettext("toast", "Good: you lead on.")
    return [*visit.tell(said), *pages.lead(visit, group)]


def answer(visit: Visit, press: TakeLead | RefuseLead) -> list[Reply]:
    """The member who was asked says yes or no; a question that is not open any more is said to be so."""
    decide = passing.accept if isinstance(press, TakeLead) else passing.decline
    group = decide(visit.tx, visit.person.id, press.offer_id)
    if isinstance(group, No):
        return visit.tell(refusals.sentence(visit.texts, group), alert=True)
    t, view = views.brief(visit.tx, group, None, visit.person)
    led = isinstance(press, TakeLead)
    return visit.show(screen.took(t, view) if led else screen.declined(t, view))
