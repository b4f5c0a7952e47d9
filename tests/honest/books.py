"""Every number that the books know, as it may stand in a text: amounts, counts, moments, lengths, numbers in names."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from catalog.money import Money
from flows.faces import PressButton, Screen, ShareButton
from flows.replies import AskPayment, Reply, Toast
from groupbuys.coupons.funds import fund
from groupbuys.coupons.suggesting import bound
from groupbuys.coupons.suggesting import values as values_of
from groupbuys.coupons.suggesting import worths as worths_at
from storage.schema import metadata
from storage.transaction import Transaction
from tests.flows.limits import visible

_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_LINK = re.compile(r"kaituan:start/\S+|@\w+")
_OWN = {"inbox", "outbox", "conversation", "upload", "errand", "alarm"}
"""Tables about talking, not about goods and groups."""

_MONEY, _COUNTS, _HOURS = "money", "counts", "hours"
_MEANING = {
    _MONEY: {
        *(("terms_price", name) for name in ("solo", "price")),
        *(("seat", name) for name in ("price", "total")),
        *(("purchase", name) for name in ("price", "total")),
        ("variant", "price"),
        ("payment", "amount"),
        *(("coupon_fund", name) for name in ("amount", "least", "budget", "aside", "spent")),
    },
    _COUNTS: {
        *(("terms", name) for name in ("minimum", "capacity")),
        *(("group_buy", name) for name in ("minimum", "capacity", "paid", "taken")),
        *(("seat", "quantity"), ("purchase", "quantity")),
        *(("product", "free"), ("variant", "free")),
        *(("coupon_fund", "size"), ("coupon_fund", "days")),
    },
    _HOURS: {("person", name) for name in ("quiet_from", "quiet_to", "daily_hour")},
}
"""What a number in a column means; ids and versions are nobody's to read."""

_WORDS = {"name", "title", "label", "description", "number", "receipt"}
"""Columns of words that people read, in which a number may stand."""

_SHELVES = ("category", "deal", "group_buy", "product", "seat", "purchase")
"""Tables whose rows people are told the number of."""


def figures(text: str) -> set[str]:
    """The numbers in a text that is read, links left out; no commas between thousands."""
    return {one.replace(",", "") for one in _FIGURES.findall(_LINK.sub("", text))}


def texts(reply: Reply) -> list[str]:
    """What of a reply is read."""
    match reply:
        case AskPayment(title, description, _, label):
            return [title, description, label]
        case Toast(text):
            return [text]
        case _:
            screen = getattr(reply, "screen", None)
            return on_screen(screen) if isinstance(screen, Screen) else []


def on_screen(screen: Screen) -> list[str]:
    """What of a screen is read, its buttons and what they share too."""
    every = [one for row in screen.buttons for one in row]
    labels = [one.label for one in every if isinstance(one, PressButton)]
    return [
        visible(screen.text),
        *labels,
        *(one.text for one in every if isinstance(one, ShareButton)),
    ]


def known(tx: Transaction, zones: Iterable[str]) -> set[str]:
    """Every number that may be said now, by the clocks of these zones and of those that people live in."""
    rows = {
        table.name: tx.all(select(table))
        for table in metadata.sorted_tables
        if table.name not in _OWN
    }
    values = [
        (table.name, column.name, getattr(row, column.name))
        for table in metadata.sorted_tables
        for row in rows.get(table.name, ())
        for column in table.columns
    ]
    moments = {value for *_, value in values if isinstance(value, datetime)} | {tx.now}
    return (
        {one for value in _words(values) for one in figures(value)}
        | {f"{many * value / 100:.2f}" for value in _of(values, _MONEY) for many in (1, 2)}
        | {str(value) for value in _of(values, _COUNTS)}
        | {f"{value:02}" for value in _of(values, _HOURS)}
        | {str(len(rows[name])) for name in _SHELVES}
        | set(_savings(rows["terms_price"]))
        | set(_coupons(tx, rows["terms_price"], rows["coupon_fund"]))
        | set(_people(rows["group_buy"], rows["seat"]))
        | set(_clock(moments, {*zones, *(one.zone for one in rows["person"] if one.zone)}))
        | set(_lengths(moments, tx.now, rows["terms"]))
    )


def _words(values: list[tuple[str, str, Any]]) -> Iterator[str]:
    yield from (value for _, name, value in values if name in _WORDS and isinstance(value, str))


def _of(values: list[tuple[str, str, Any]], meaning: str) -> Iterator[int]:
    for table, name, value in values:
        if (table, name) in _MEANING[meaning] and isinstance(value, int):
            yield value


def _savings(prices: Iterable[Any]) -> Iterator[str]:
    """What a group saves, as an amount and in percent."""
    for one in prices:
        yield f"{(one.solo - one.price) / 100:.2f}"
        yield str(round(100 * (one.solo - one.price) / one.solo))


def _coupons(tx: Transaction, prices: Iterable[Any], rows: Iterable[Any]) -> Iterator[str]:
    """What a coupon could be worth where things cost that much, and what a fund may be changed to."""
    worths = [worth for one in prices for worth in worths_at(Money(one.price, "EUR"))]
    yield from (f"{one.minor / 100:.2f}" for one in worths)
    for found in (fund(tx, one.shop_id, one.id) for one in rows):
        assert found is not None
        for field in "alb":
            yield from (
                f"{one / 100:.2f}" for one in (bound(found, field), *values_of(found, field))
            )
        for field in "sd":
            yield from (str(one) for one in (bound(found, field), *values_of(found, field)))


def _people(groups: Iterable[Any], seats: Iterable[Any]) -> Iterator[str]:
    """How many a group misses, how many more it has room for, and how many sit in all groups or could."""
    yield str(sum(seat.state == "paid" for seat in seats))
    yield str(sum(one.capacity for one in groups))
    for one in groups:
        yield str(one.minimum - one.paid)
        yield str(one.capacity - one.paid)


def _clock(moments: set[datetime], zones: Iterable[str]) -> Iterator[str]:
    for moment in moments:
        for zone in zones:
            local = moment.astimezone(ZoneInfo(zone))
            yield from figures(f"{local:%Y} {local.month} {local.day} {local:%H} {local:%M}")
            yield str(round((local.utcoffset() or timedelta()) / timedelta(hours=1)))


def _lengths(moments: set[datetime], now: datetime, terms: Iterable[Any]) -> Iterator[str]:
    """How long it is until a moment, and how long a group stays open."""
    windows = [timedelta(seconds=one.window_seconds) for one in terms]
    for span in (*(moment - now for moment in moments if moment > now), *windows):
        for unit in (timedelta(hours=1), timedelta(days=1)):
            yield str(span // unit)


def said(replies: Iterable[Reply]) -> Iterator[tuple[str, str]]:
    """Each number that these replies say, and where."""
    for reply in replies:
        for text in texts(reply):
            for figure in figures(text):
                yield figure, text
