"""Extending a group once: asked, then done."""

from flows import views
from flows.lead import pages
from flows.replies import Reply
from flows.screens.lead import extending as screen
from flows.screens.lead import refusals
from flows.visit import Visit
from groupbuys.leading import extending
from groupbuys.leading.model import No
from groupbuys.model import GroupBuy


def ask(visit: Visit, group: GroupBuy) -> list[Reply]:
    """Whether to extend it, and until when."""
    until = extending.may_extend(extending.rule(visit.tx, group), group, visit.tx.now)
    if isinstance(until, No):
        return [*visit.tell(refusals.sentence(visit.texts, until)), *pages.lead(visit, group)]
    t, view = views.brief(visit.tx, group, None, visit.person)
    return visit.show(screen.ask(t, view, until))


def extend(visit: Visit, group: GroupBuy) -> list[Reply]:
    """Extend it."""
    extended = extending.extend(visit.tx, visit.person.id, group.id)
    if isinstance(extended, No):
        return [*visit.tell(refusals.sentence(visit.texts, extended)), *pages.lead(visit, group)]
    said = visit.texts.pgettext("toast", "Extended. Everybody in the group is told.")
    return [*visit.tell(said), *pages.lead(visit, extended)]
