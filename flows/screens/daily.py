"""The daily message: what was gathered in a day, in a few lines; and how somebody wants to be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from flows.faces import Button, Picture, PressButton, Screen
from flows.presses.daily import SetDaily, SetHour, ShowHours, ShowTheme
from flows.presses.every import ShowGroup, ShowProduct
from flows.presses.follow import ShowFollowed
from flows.screens import group
from flows.screens.buttons import Row, button, home, standing
from flows.screens.from_shops import LISTED, News, listed
from flows.screens.group import GroupView
from flows.screens.names import short
from flows.screens.shape import LABEL, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.reminding import Quiet
from groupbuys.telling.arrivals import FEW, TOGETHER
from people.model import DIGEST, Person

NAMED = 2
"""Of more than three who joined a group, so many are named."""

_BUTTONS = 3
"""Buttons of each part."""

_IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Joined:
    """A group buy that still runs, and the names of those who joined it and are in it.

    `unnamed`: so many more joined, of whom no name was looked up.
    """

    view: GroupView
    names: Sequence[str]
    unnamed: int = 0


@dataclass(frozen=True, slots=True)
class Other:
    """Some other news in a line of markup, and its button."""

    line: Markup
    button: Button | None


def message(
    t: Texts, groups: Sequence[Joined], deals: News | None, others: Sequence[Other]
) -> Screen:
    """Everything in one message: at most LISTED lines of each, and how many more there are."""
    text = paragraphs(
        t.gettext("📬 <b>Your daily message</b>"),
        lines([*(_joined(t, one) for one in groups[:LISTED]), _more(t, len(groups))]) or None,
        _deals(t, deals) if deals is not None else None,
        lines([*(one.line for one in others[:LISTED]), _more(t, len(others))]) or None,
    )
    rows: list[Row] = [
        (button(shorten(one.view.title, LABEL), ShowGroup(one.view.group.id)),)
        for one in groups[:_BUTTONS]
    ]
    offers = deals.offers[:_BUTTONS] if deals is not None else ()
    rows += [(button(shorten(one.title, LABEL), ShowProduct(one.id)),) for one in offers]
    shops = button(t.pgettext("button", "Shops you follow"), ShowFollowed())
    often = button(t.pgettext("button", "How often?"), ShowTheme("n"))
    own = standing(Screen(text, (*rows, (shops, often) if offers else (often,))))
    theirs = [(one.button,) for one in others[:_BUTTONS] if one.button is not None]
    return Screen(text, (*theirs, *own.buttons))


def _joined(t: Texts, one: Joined) -> Markup:
    """Who came, and how many are in now."""
    named = [short(name) for name in one.names]
    title, rest = shorten(one.view.title, TITLE), max(len(named) - NAMED, 0) + one.unnamed
    if rest <= 1 and not one.unnamed:
        who = t.gettext("👥 <b>{title}</b>: {names} joined.", title=title, names=t.listed(*named))
    else:
        who = t.ngettext(
            "👥 <b>{title}</b>: {names} and {n} more joined.",
            "👥 <b>{title}</b>: {names} and {n} more joined.",
            rest,
            title=title,
            names=t.listed(*named[:NAMED]),
        )
    return t.sentences(who, group.seats(t, one.view.group))


def _deals(t: Texts, deals: News) -> Markup:
    head = t.ngettext(
        "🆕 {n} new deal at the shops you follow:",
        "🆕 {n} new deals at the shops you follow:",
        deals.total,
    )
    return lines([head, *listed(t, deals)])


def _more(t: Texts, total: int) -> Markup | None:
    more = total - LISTED
    return t.ngettext("and {n} more", "and {n} more", more) if more > 0 else None


def told(t: Texts, person: Person) -> Markup:
    """How what can wait is told to this person."""
    if not person.daily:
        return t.gettext(
            "📬 Who joined your groups, and other news: as it happens, in a group for more than {few} people "
            "every {minutes} minutes.",
            few=t.number(FEW),
            minutes=t.number(int(TOGETHER / timedelta(minutes=1))),
        )
    said = t.gettext(
        "📬 Who joined your groups, new deals and other news: one message a day, at {hour}.",
        hour=clock(person.hour),
    )
    return t.sentences(said, _later(t, person)) if _is_quiet(person) else said


def never(t: Texts) -> Markup:
    """What is told at once, whatever somebody chooses."""
    return t.gettext(
        "Whatever you choose: a group that closes soon, your money, your orders and a place that is kept for you "
        "always have a message of their own."
    )


def deals(t: Texts, person: Person) -> Markup | None:
    """How new deals are told to who gets them in the daily message; None where they stand in it with all others."""
    if person.daily:
        return None
    said = t.gettext(
        "🏪 New deals of the shops you follow: one message a day, at {hour}.",
        hour=clock(person.hour),
    )
    return t.sentences(said, _later(t, person)) if _is_quiet(person) else said


def _is_quiet(person: Person) -> bool:
    return Quiet(person.quiet_from, person.quiet_to, "UTC").holds(person.hour)


def _later(t: Texts, person: Person) -> Markup:
    return t.gettext(
        "It is quiet for you then, so it comes at {hour}.", hour=clock(person.quiet_to)
    )


def choices(t: Texts, person: Person) -> tuple[Row, ...]:
    """At once or once a day; and the hour, where there is a daily message."""
    once = _chosen(t.pgettext("button", "As it happens"), SetDaily(0), chosen=not person.daily)
    daily = _chosen(t.pgettext("button", "Once a day"), SetDaily(1), chosen=person.daily)
    if not person.daily and person.news != DIGEST:
        return ((once, daily),)
    hour = t.pgettext("button", "At {hour}", hour=clock(person.hour))
    return (once, daily), (button(hour, ShowHours()),)


def hours(t: Texts, person: Person, zone: str, picture: Picture | None) -> Screen:
    """All hours of a day to choose from; `zone` as it is called."""
    text = paragraphs(
        t.gettext("<b>Daily message</b>\nAt which hour should it come?"),
        t.gettext("Your time zone: {zone}", zone=zone),
    )
    every = [_chosen(clock(hour), SetHour(hour), chosen=hour == person.hour) for hour in range(24)]
    rows = tuple(
        tuple(every[at * _IN_A_ROW : (at + 1) * _IN_A_ROW])
        for at in range(pages(len(every), _IN_A_ROW))
    )
    back = button(t.pgettext("button", "‹ Back"), ShowTheme("n"))
    return Screen(text, (*rows, (back, home(t))), picture)


def clock(hour: int) -> str:
    """An hour of the day."""
    return f"{hour:02}:00"


def _chosen(label: str, press: SetDaily | SetHour, *, chosen: bool) -> PressButton:
    return button(f"✓ {label}" if chosen else label, press)
