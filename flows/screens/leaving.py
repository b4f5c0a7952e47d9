"""Leaving a group buy: the question, and what came of it."""

from markupsafe import Markup

from flows.faces import Screen
from flows.presses.every import Leave, ShowGroup, Stay
from flows.screens.buttons import button, home, open_groups
from flows.screens.group import GroupView
from flows.screens.paying import given_back
from flows.screens.shape import paragraphs
from flows.texts import Texts
from groupbuys.model import GivenBack


def ask(t: Texts, view: GroupView) -> Screen:
    """The question: it says what comes back and what becomes of the group."""
    group = view.group
    text = paragraphs(
        Markup("<b>{}</b>").format(view.title),
        _question(t, view),
        _money(t, view),
        _leader(t, view) if view.seat and group.leader_id == view.seat.person_id else None,
    )
    leave = button(t.pgettext("button", "Leave"), Leave(group.id), "danger")
    stay = button(t.pgettext("button", "Stay"), Stay(group.id))
    return Screen(text, ((stay, leave),))


def _money(t: Texts, view: GroupView) -> Markup:
    if view.seat is None or view.seat.payment_id is None:
        return t.gettext("No money was taken, so nothing is owed.")
    amount = t.money(view.seat.total)
    if view.payer:
        return t.gettext(
            "<b>{amount}</b> goes back to {name}, who paid for it.", amount=amount, name=view.payer
        )
    return t.gettext("You get <b>{amount}</b> back in full.", amount=amount)


def _question(t: Texts, view: GroupView) -> Markup:
    if view.paid and view.group.paid <= 1:
        return t.gettext("Leave this group?")
    return t.gettext("Leave this group? Your place becomes free for somebody else.")


def _leader(t: Texts, view: GroupView) -> Markup:
    group = view.group
    if group.paid > 1:
        return t.gettext("You lead this group: whoever joined first after you leads it then.")
    if group.taken > group.paid:
        return t.ngettext(
            "Nobody else has paid yet: if you leave, the group ends, also for {n} person who is paying now.",
            "Nobody else has paid yet: if you leave, the group ends, also for {n} people who are paying now.",
            group.taken - group.paid,
        )
    return t.gettext("You are the only one in it, so the group ends when you leave.")


def left(t: Texts, back: GivenBack, payer: str = "") -> Screen:
    """Somebody has left; `payer`: who paid for their place, where that was somebody else."""
    screen = given_back(t, back, t.gettext("You have left the group."), payer)
    if back.group is None:
        return screen
    see = button(t.pgettext("button", "See the group"), ShowGroup(back.group.id))
    others = open_groups(t, back.group.deal_id)
    return Screen(screen.text, ((see, others), *screen.buttons))


def stayed(t: Texts, view: GroupView) -> Screen:
    """Somebody stays after all."""
    text = paragraphs(
        Markup("<b>{}</b>").format(view.title), t.gettext("Good: your place is still yours.")
    )
    see = button(t.pgettext("button", "See the group"), ShowGroup(view.group.id))
    return Screen(text, ((see,), (home(t),)))
