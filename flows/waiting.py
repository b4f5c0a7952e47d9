"""Waiting for a place in a full group buy: the wish, its answer, and waiting no longer."""

from flows import groups, home, joining, views
from flows.presses.seats import Join
from flows.presses.waiting import StopWaiting, WaitFor, WaitingPress
from flows.refusing import refuse
from flows.replies import Reply
from flows.screens import waiting as screen
from flows.visit import Visit
from groupbuys import finding
from groupbuys.waiting import line
from groupbuys.waiting.line import Waits


def press(visit: Visit, pressed: WaitingPress) -> list[Reply]:
    """A button of who waits, or wants to."""
    if isinstance(pressed, WaitFor):
        return wait(visit, pressed)
    return stop(visit, pressed)


def wait(visit: Visit, press: WaitFor) -> list[Reply]:
    """Stand in line; where a place is free by now, that is taken instead."""
    choice = (press.group_buy_id, press.variant_id, press.quantity)
    answer = line.wait(visit.tx, visit.person.id, *choice)
    if not isinstance(answer, Waits):
        return joining.answer_join(visit, answer, Join(*choice))
    title = views.title(visit.tx, answer.group.product_id, visit.person.language)
    return visit.show(screen.waits(visit.texts, title, answer, pays=not visit.pickup))


def stop(visit: Visit, press: StopWaiting) -> list[Reply]:
    """Stand in line no longer; the group's page says how it goes."""
    no = line.stop(visit.tx, visit.person.id, press.group_buy_id)
    group = finding.group(visit.tx, press.group_buy_id)
    if group is None:
        return home.note(visit, visit.texts.gettext("That group does not exist any more."))
    if no is not None:
        return [*refuse(visit, no), *groups.page(visit, group)]
    return [*visit.tell(screen.stopped(visit.texts)), *groups.page(visit, group)]
