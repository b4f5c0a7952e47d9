"""Language, reminders, quiet hours and time zone."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from flows.faces import Picture, PressButton, Screen
from flows.languages import NAMES
from flows.places import city
from flows.presses.daily import ShowTheme
from flows.presses.every import (
    Mute,
    Press,
    SetLanguage,
    SetQuiet,
    SetZone,
    ShowHelp,
    ShowQuiet,
    ShowZones,
)
from flows.presses.follow import SetNews, ShowFollowed
from flows.screens import daily
from flows.screens.buttons import Row, button, home, pager, pairs
from flows.screens.destination import forget
from flows.screens.shape import TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts
from flows.time_text import zone_text
from people.model import DIGEST, Person

QUIET = ((22, 8), (21, 9), (23, 7), (0, 0))
"""Quiet hours to choose from; the same hour twice means none."""
NEWS = (3, 10, DIGEST, 0)
"""Messages about new deals a day to choose from."""
NEWS_DAILY = (DIGEST, 0)
"""The same for who gets all news in one message a day."""
ZONES = 10
"""Time zones on a page."""


def languages(t: Texts, picture: Picture | None) -> Screen:
    """The languages, each in its own words."""
    rows = tuple(
        (button(f"✓ {name}" if code == t.language else name, SetLanguage(code)),)
        for code, name in NAMES.items()
    )
    text = t.gettext("<b>Language</b>\nWhich one would you like to read?")
    return Screen(str(text), (*rows, (home(t),)), picture)


def quiet(
    t: Texts, person: Person, picture: Picture | None, *, has_address: bool = False
) -> Screen:
    """How somebody is told, theme by theme; and, where an address is kept, a way to have it forgotten."""
    text = paragraphs(
        t.gettext("<b>Reminders and quiet hours</b>"),
        lines(
            [
                _reminders(t, person),
                daily.told(t, person),
                _news(t, person),
                _hours(t, person.quiet_from, person.quiet_to),
                t.gettext("🕐 Your time zone: {zone}", zone=zone_name(t, t.zone)),
            ]
        ),
        t.gettext("News about money and about how a group ended always comes at once."),
    )
    themes = [
        button(t.pgettext("button", "How news comes"), ShowTheme("n")),
        button(t.pgettext("button", "New deals"), ShowTheme("s")),
        button(t.pgettext("button", "Quiet hours"), ShowTheme("q")),
        button(t.pgettext("button", "Time zone"), ShowZones()),
    ]
    address: tuple[Row, ...] = ((forget(t),),) if has_address else ()
    to_help = button(t.pgettext("button", "‹ Back"), ShowHelp())
    rows = ((_mute(t, person),), *pairs(themes), *address, (to_help, home(t)))
    return Screen(text, rows, picture)


def theme(t: Texts, person: Person, which: str, picture: Picture | None) -> Screen | None:
    """What can be chosen about one of them (see ShowTheme); None for what is none."""
    back = button(t.pgettext("button", "‹ Back"), ShowQuiet())
    match which:
        case "n":
            text: Markup = paragraphs(
                t.gettext("<b>How news comes</b>"), daily.told(t, person), daily.never(t)
            )
            rows = daily.choices(t, person)
        case "s":
            text = paragraphs(t.gettext("<b>New deals</b>"), _news(t, person))
            choices = NEWS_DAILY if person.daily else NEWS
            shops = button(t.pgettext("button", "Shops you follow"), ShowFollowed())
            rows = (*pairs([_news_choice(t, person, a_day) for a_day in choices]), (shops,))
        case "q":
            text = paragraphs(
                t.gettext("<b>Quiet hours</b>"), _hours(t, person.quiet_from, person.quiet_to)
            )
            rows = pairs([_choice(t, person, start, end) for start, end in QUIET])
        case _:
            return None
    return Screen(text, (*rows, (back, home(t))), picture)


def zones(
    t: Texts,
    names: Sequence[str],
    page: int,
    now: datetime,
    picture: Picture | None,
    said: Markup | None = None,
) -> Screen:
    """One page of time zones, by their offset at `now`; `said` comes first."""
    count = pages(len(names), ZONES)
    page = min(max(page, 0), count - 1)
    shown = names[page * ZONES : (page + 1) * ZONES]
    rows: tuple[Row, ...] = pairs([_zone(t, name, now) for name in shown])
    text = paragraphs(
        said,
        t.gettext("<b>Time zone</b>\nWhich place keeps the same time as you?"),
        t.gettext("Choose one, or type your city or country."),
    )
    to_quiet = button(t.pgettext("button", "‹ Back"), ShowQuiet())
    return Screen(text, (*rows, *pager(t, page, count, ShowZones), (to_quiet, home(t))), picture)


def offered_zones(t: Texts, typed: str, ways: Sequence[tuple[str, Press]], every: Press) -> Screen:
    """What fits the place that was typed: a label and a press for each; `every` leads to the whole list."""
    text = t.gettext(
        "Which of these keeps the same time as “{place}”?", place=shorten(typed, TITLE)
    )
    rows: tuple[Row, ...] = pairs([button(label, press) for label, press in ways])
    back = button(t.pgettext("button", "All time zones"), every)
    return Screen(str(text), (*rows, (back, home(t))))


def no_zone(t: Texts, typed: str) -> Markup:
    """There is no such place."""
    return t.gettext(
        "I know no place called “{place}”. A larger city nearby may do.",
        place=shorten(typed, TITLE),
    )


def zone_name(t: Texts, zone: str) -> str:
    """A zone by its city, in the reader's language."""
    if zone == "UTC":
        return zone
    return city(zone, t.language)


def _zone(t: Texts, zone: str, now: datetime) -> PressButton:
    mark = "✓ " if zone == t.zone else ""
    return button(f"{mark}{zone_label(t, zone, now)}", SetZone(zone))


def zone_label(t: Texts, zone: str, now: datetime) -> str:
    """A zone on a button: its city, and how far its clocks are from UTC."""
    return f"{zone_name(t, zone)} {zone_away(now, zone)}"


def zone_away(now: datetime, zone: str) -> str:
    """How far a zone is from UTC at that moment: "+8"."""
    return zone_text(now, zone).removeprefix("UTC") or "±0"


def _reminders(t: Texts, person: Person) -> Markup:
    if person.muted:
        return t.gettext(
            "🔕 Reminders are off: no word of who joins your groups, which one closes soon, which coupon runs out."
        )
    return t.gettext(
        "🔔 Reminders are on: who joins your groups, which one closes soon, which coupon runs out."
    )


def _mute(t: Texts, person: Person) -> PressButton:
    if person.muted:
        return button(t.pgettext("button", "Reminders on"), Mute(0, 0))
    return button(t.pgettext("button", "Reminders off"), Mute(0, 1))


def _hours(t: Texts, start: int, end: int) -> Markup:
    if start == end:
        return t.gettext("🌙 There are no quiet hours: what comes, comes at night too.")
    return t.gettext(
        "🌙 Quiet from {start} to {end}: what can wait comes after that.",
        start=f"{start:02}:00",
        end=f"{end:02}:00",
    )


def _news(t: Texts, person: Person) -> Markup | None:
    a_day = person.news
    if not a_day:
        return t.gettext("🏪 New deals of the shops you follow: no messages.")
    if person.daily or a_day == DIGEST:
        return daily.deals(t, person)
    return t.ngettext(
        "🏪 New deals of the shops you follow: at most {n} message a day.",
        "🏪 New deals of the shops you follow: at most {n} messages a day.",
        a_day,
    )


def _news_choice(t: Texts, person: Person, a_day: int) -> PressButton:
    if a_day == DIGEST:
        label = t.pgettext("button", "In the daily message")
    elif a_day:
        label = t.pgettext("button", "{n} a day at most", n=t.number(a_day))
    else:
        label = t.pgettext("button", "None")
    now = DIGEST if person.daily and person.news else person.news
    return button(f"✓ {label}" if a_day == now else label, SetNews(a_day))


def _choice(t: Texts, person: Person, start: int, end: int) -> PressButton:
    none = start == end
    chosen = (
        person.quiet_from == person.quiet_to
        if none
        else (person.quiet_from, person.quiet_to) == (start, end)
    )
    label = t.pgettext("button", "No quiet hours") if none else f"{start:02}:00 – {end:02}:00"
    return button(f"✓ {label}" if chosen else label, SetQuiet(start, end))
