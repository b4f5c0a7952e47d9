"""The daily message, put into words when it is said: of what was gathered, whatever is still true and wanted."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from catalog.lines import lines
from flows import views
from flows.faces import PressButton, Screen
from flows.news.manners import is_muted
from flows.screens import daily as screen
from flows.screens.daily import Joined, Other
from flows.screens.from_shops import LISTED, News
from flows.screens.group import GroupView
from flows.screens.shape import first_line
from flows.texts import Texts
from groupbuys import finding
from groupbuys.model import GroupState
from groupbuys.telling import arrivals, daily, offers_told
from people.model import Person
from storage import gathering
from storage.outbox import DAILY
from storage.transaction import Found, Transaction

KINDS = frozenset({DAILY})
"""The number is a bundle's."""

Tell: TypeAlias = Callable[[Transaction, str, int, Person, str], Screen | None]
"""Puts one notice into words as if it came alone: (tx, kind, subject_id, person, detail)."""


def compose(tx: Transaction, tell: Tell, bundle: int, person: Person) -> Screen | None:
    """What lies in a bundle; None where nothing of it is to be said any more."""
    rows = [
        row
        for row in gathering.bound(tx, bundle, person.id)
        if (row.stale_at is None or row.stale_at > tx.now)
        and not is_muted(tx, row.kind, row.subject_id, person)
    ]
    groups = _groups(tx, [row for row in rows if row.kind == "joined"], person)
    deals = _deals(tx, [row for row in rows if row.kind == "new_deals"], person)
    apart = [row for row in rows if row.kind not in {"joined", "new_deals"}]
    others = [one for row in apart if (one := _other(tx, tell, row, person)) is not None]
    if not groups and deals is None and not others:
        return None
    t = Texts(person.language, daily.zone_of(tx, person))
    return screen.message(t, groups, deals, others)


def _groups(tx: Transaction, rows: Sequence[Found], person: Person) -> list[Joined]:
    """Who joined, by group buy, where it still runs; the newest first."""
    seats = [int(row.detail) for row in rows if row.detail.isdecimal()]
    named = daily.still_in(tx, seats)
    stretches: dict[int, list[str]] = {}
    for row in rows:
        if not row.detail.isdecimal():
            stretches.setdefault(row.subject_id, []).append(row.detail)
    groups = []
    for group_buy_id in named.keys() | stretches.keys():
        view = _running(tx, group_buy_id, person)
        if view is None:
            continue
        came = arrivals.in_all(tx, view.group, person.id, stretches.get(group_buy_id, ()))
        names = (*named.get(group_buy_id, ()), *came.names)
        if names:
            groups.append(Joined(view, names, came.people - len(came.names)))
    return sorted(groups, key=lambda one: -one.view.group.id)


def _running(tx: Transaction, group_buy_id: int, person: Person) -> GroupView | None:
    """A group buy that still looks for people and that the reader is in."""
    found = finding.group(tx, group_buy_id)
    if found is None or found.state is not GroupState.FORMING:
        return None
    _, view = views.brief(tx, found, finding.seat_of(tx, found.id, person.id), person)
    return view if view.paid and not view.closing else None


def _deals(tx: Transaction, rows: Sequence[Found], person: Person) -> News | None:
    """The deals that are still to be had, each once, the newest first."""
    words = [offers_told.announced(tx, row.subject_id, person) for row in reversed(rows)]
    found = [word for word in words if word is not None]
    products = list(dict.fromkeys(one for word in found for one in reversed(word.products)))
    if not products:
        return None
    offered = lines(tx, products[:LISTED], person.language)
    return News(0, "", offered, len(products))


def _other(tx: Transaction, tell: Tell, row: Found, person: Person) -> Other | None:
    """Other news by its first line and its first button."""
    alone = tell(tx, row.kind, row.subject_id, person, row.detail)
    if alone is None:
        return None
    first = next((one for line in alone.buttons for one in line), None)
    return Other(first_line(alone.text), first if isinstance(first, PressButton) else None)
