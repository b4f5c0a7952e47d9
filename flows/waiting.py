"""Waiting for a place in a full group buy: the wish, its answer, and waiting no longer."""

from dataclasses import replace

from markupsafe import Markup

from flows import groups, home, joining, views
from flows.presses.seats import Join
from flows.presses.waiting import StopWaiting, WaitFor, WaitingPress
from flows.refusing import refuse
from flows.replies import Edit, Reply, Say
from flows.screens import waiting as screen
from flows.screens.shape import paragraphs
from flows.visit import Visit
from groupbuys import finding
from groupbuys.model import Seated, ToPay
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
        taken = isinstance(answer, Seated) or (isinstance(answer, ToPay) and answer.fresh)
        replies = joining.answer_join(visit, answer, Join(*choice))
        return _just_free(visit, replies) if taken else replies
    title = views.title(visit.tx, answer.group.product_id, visit.person.language)
    return visit.show(screen.waits(visit.texts, title, answer, pays=not visit.pickup))


def _just_free(visit: Visit, replies: list[Reply]) -> list[Reply]:
    """The same answer, whose first words say why they are asked to pay, or are in, without having waited."""
    first, *rest = replies
    if not isinstance(first, Say | Edit) or first.screen.card_of is not None:
        return [*visit.tell(str(screen.just_free(visit.texts))), *replies]
    text = paragraphs(screen.just_free(visit.texts), Markup(first.screen.text))  # noqa: S704  a screen's text is markup
    return [replace(first, screen=replace(first.screen, text=text)), *rest]


def stop(visit: Visit, press: StopWaiting) -> list[Reply]:
    """Stand in line no longer; the group's page says how it goes."""
    no = line.stop(visit.tx, visit.person.id, press.group_buy_id)
    group = finding.group(visit.tx, press.group_buy_id)
    if group is None:
        return home.note(visit, visit.texts.gettext("That group does not exist any more."))
    if no is not None:
        return [*refuse(visit, no), *groups.page(visit, group)]
    return [*visit.tell(screen.stopped(visit.texts)), *groups.page(visit, group)]
