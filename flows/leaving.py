"""Leaving a group buy: asked once in a message of its own, then done."""

from flows import views
from flows.presses.every import AskLeave, Leave, Stay
from flows.refusing import refuse
from flows.replies import Reply, Say
from flows.screens import leaving as screen
from flows.screens.group import GroupView
from flows.visit import Visit
from groupbuys import finding, leaving
from groupbuys.leading.went_on import went_on
from groupbuys.model import GroupState, Reason, Refused


def ask(visit: Visit, press: AskLeave) -> list[Reply]:
    """Ask whether to leave; the card or page that was pressed stays as it is."""
    view = _view(visit, press.group_buy_id)
    if view is None or not view.inside:
        return refuse(visit, Refused(Reason.NOT_IN))
    if view.group.state not in {GroupState.OPENING, GroupState.FORMING} or view.closing:
        return refuse(visit, Refused(Reason.NOT_FORMING))
    return [Say(screen.ask(visit.texts, view))]


def leave(visit: Visit, press: Leave) -> list[Reply]:
    """Leave."""
    group = finding.group(visit.tx, press.group_buy_id)
    number = press.group_buy_id if group is None else went_on(visit.tx, group).id
    back = leaving.leave(visit.tx, visit.person.id, number)
    if isinstance(back, Refused):
        return refuse(visit, back)
    return visit.show(screen.left(visit.texts, back, views.payer(visit.tx, back.seat)))


def stay(visit: Visit, press: Stay) -> list[Reply]:
    """Stay after all."""
    view = _view(visit, press.group_buy_id)
    if view is None or not view.inside:
        return refuse(visit, Refused(Reason.NOT_IN))
    return visit.show(screen.stayed(visit.texts, view))


def _view(visit: Visit, group_buy_id: int) -> GroupView | None:
    group = finding.group(visit.tx, group_buy_id)
    if group is None:
        return None
    group = went_on(visit.tx, group)
    seat = finding.seat_of(visit.tx, group.id, visit.person.id)
    return views.brief(visit.tx, group, seat, visit.person)[1]
