"""What is said of extending a group once: on its deal before anybody pays, on its page, and to its leader."""

from datetime import datetime, timedelta

from markupsafe import Markup

from flows.faces import Screen
from flows.presses.lead import ExtendGroup, ShowLead
from flows.screens.buttons import button
from flows.screens.group import GroupView
from flows.screens.shape import TITLE, paragraphs, shorten
from flows.texts import Texts
from groupbuys.leading.extending import Rule


def may_be(t: Texts, length: timedelta, ends_at: datetime | None) -> Markup:
    """A deal's rule, in a sentence; `ends_at`: the end of the deal, which no group outlives."""
    if ends_at is not None:
        return t.gettext(
            "The leader may extend a group that still misses people once, by {length}, at most "
            "until the deal ends.",
            length=t.length(length),
        )
    return t.gettext(
        "The leader may extend a group that still misses people once, by {length}.",
        length=t.length(length),
    )


def of_group(t: Texts, rule: Rule | None, *, leads: bool = False) -> Markup | None:
    """The same of one group buy, to its leader (`leads`) or to others; once it was extended, that it was."""
    if rule is None or (rule.over and rule.was is None):
        return None
    if leads:
        return _of_ones_own(t, rule)
    if rule.was is not None:
        return t.gettext(
            "Its leader has extended it; before, it closed {when}.", when=t.moment(rule.was)
        )
    return may_be(t, rule.length, rule.ends_at)


def _of_ones_own(t: Texts, rule: Rule) -> Markup:
    if rule.was is not None:
        return t.gettext("It was extended; before, it closed {when}.", when=t.moment(rule.was))
    if rule.ends_at is not None:
        return t.gettext(
            "You may extend it once while it misses people, by {length}, at most until the deal ends.",
            length=t.length(rule.length),
        )
    return t.gettext(
        "You may extend it once while it misses people, by {length}.", length=t.length(rule.length)
    )


def ask(t: Texts, view: GroupView, until: datetime) -> Screen:
    """Whether to extend it, and what that means."""
    text = paragraphs(
        t.gettext("<b>{title}</b>", title=shorten(view.title, TITLE)),
        t.gettext(
            "Extend this group? It then closes {until} instead of {when}.",
            until=t.moment(until),
            when=t.moment(view.group.closes_at or until),
        ),
        t.gettext("This can be done once. Everybody in it is told, and can still leave."),
    )
    extend = button(t.pgettext("button", "Extend"), ExtendGroup(view.group.id), "primary")
    back = button(t.pgettext("button", "‹ Back"), ShowLead(view.group.id))
    return Screen(text, ((extend,), (back,)))
