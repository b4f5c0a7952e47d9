"""News of those who wait for a place: kept for them, theirs, not paid in time, gone by, or the group is closed."""

from dataclasses import replace
from datetime import datetime

from catalog import browsing
from flows import cards, groups, views
from flows.faces import Screen
from flows.news.manners import MANNERS
from flows.replies import Reply, Say
from flows.screens import waiting as screen
from flows.screens import why
from flows.texts import Texts
from groupbuys import books, finding, newcomers
from groupbuys.leading.went_on import went_on
from groupbuys.model import LIVE_SEATS, GroupBuy, Seat, SeatState
from groupbuys.reminding import Quiet
from groupbuys.waiting import line
from people.model import Person
from storage.transaction import Transaction

KINDS = frozenset({"place_kept", "place_yours", "place_gone", "passed_over", "line_over"})
"""All about a group buy; `detail` is a seat's number for the first three, that of a row of the line for the others."""


def compose(
    tx: Transaction, kind: str, group_buy_id: int, person: Person, detail: str
) -> tuple[Reply, ...] | None:
    """The messages, of the group buy that goes on. What cannot wait until the morning is said without a sound."""
    found = finding.group(tx, group_buy_id)
    if found is None:
        return None
    said = _said(tx, kind, went_on(tx, found), person, detail)
    if said is None:
        return None
    first, *rest = said
    signed = why.signed(Texts(person.language), first.screen, MANNERS[kind].why)
    return (replace(first, screen=signed), *rest)


def _said(
    tx: Transaction, kind: str, group: GroupBuy, person: Person, detail: str
) -> tuple[Say, ...] | None:
    if kind == "passed_over":
        return _passed(tx, group, person, int(detail))
    if kind == "line_over":
        return _over(tx, group, person)
    seat = books.seat_now(tx, int(detail))
    if seat is None or seat.person_id != person.id:
        return None
    if kind == "place_gone":
        return _gone(tx, group, seat, person)
    if seat.state not in LIVE_SEATS:
        return None
    if kind == "place_yours":
        return _yours(tx, group, seat, person)
    return _kept(tx, group, seat, person)


def _kept(tx: Transaction, group: GroupBuy, seat: Seat, person: Person) -> tuple[Say, ...] | None:
    """No longer true once it is paid, given up or run out."""
    if seat.state is not SeatState.HELD or seat.held_until is None or seat.held_until <= tx.now:
        return None
    t, view = views.brief(tx, group, seat, person)
    until = min(seat.held_until, group.closes_at or seat.held_until)
    shown = screen.kept(t, view, seat.total, until, seat.id)
    return (Say(shown, silent=_asleep(person, t, tx.now)),)


def _gone(tx: Transaction, group: GroupBuy, seat: Seat, person: Person) -> tuple[Say, ...] | None:
    """No news to whoever is there again, waits again, or has paid for it after all."""
    last = finding.seat_of(tx, group.id, person.id)
    back = last is not None and (last.id != seat.id or last.state is not SeatState.RELEASED)
    if back or line.in_line(tx, group, person.id) is not None:
        return None
    t, view = views.brief(tx, group, seat, person)
    return (Say(screen.gone(t, view)),)


def _yours(tx: Transaction, group: GroupBuy, seat: Seat, person: Person) -> tuple[Say, ...]:
    t, view = views.brief(tx, group, seat, person)
    silent = _asleep(person, t, tx.now)
    return (
        Say(screen.yours(t, view), silent=silent),
        Say(cards.seen(tx, t, view, person), silent=True),
    )


def _passed(
    tx: Transaction, group: GroupBuy, person: Person, number: int
) -> tuple[Say, ...] | None:
    no = line.why_passed(tx, number, person.id)
    if no is None:
        return None
    t, view = views.brief(tx, group, None, person)
    return (Say(screen.passed(t, view, no)),)


def _over(tx: Transaction, group: GroupBuy, person: Person) -> tuple[Say, ...]:
    t, view = views.brief(tx, group, None, person)
    near = finding.nearest_open(tx, group.deal_id, person.id, limit=3)
    start = groups.starts(browsing.product(tx, group.product_id, person.language))
    shown: Screen = screen.over(t, view, newcomers.open_to(tx, person.id, near), start)
    return (Say(shown),)


def _asleep(person: Person, t: Texts, now: datetime) -> bool:
    return Quiet(person.quiet_from, person.quiet_to, t.zone).until(now) is not None
