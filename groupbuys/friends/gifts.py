"""Gifts as they stand in the books: a link that gives one place away, once."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from groupbuys.friends.gift_tables import seat_gift
from groupbuys.model import Seat
from storage.transaction import Conflict, Found, Transaction

_SHAPE = re.compile(r"[A-Za-z0-9_-]{16}")
"""96 random bits; anything else is not even looked up."""

_COLUMNS = (
    seat_gift.c.id,
    seat_gift.c.token,
    seat_gift.c.seat_id,
    seat_gift.c.group_buy_id,
    seat_gift.c.giver_id,
    seat_gift.c.taken_by,
    seat_gift.c.ended_at,
)
_BY_TOKEN = select(*_COLUMNS).where(seat_gift.c.token == bindparam("token_"))
_BY_ID = select(*_COLUMNS).where(seat_gift.c.id == bindparam("id_"))
_OPEN = select(*_COLUMNS).where(
    seat_gift.c.seat_id == bindparam("seat"), seat_gift.c.ended_at.is_(None)
)
_NEW = insert(seat_gift)
_END = (
    update(seat_gift)
    .where(seat_gift.c.id == bindparam("id_"), seat_gift.c.ended_at.is_(None))
    .values(ended_at=bindparam("at"), taken_by=bindparam("friend"))
)


@dataclass(frozen=True, slots=True)
class Gift:
    """A place that is given away by `giver_id` under an unguessable `token`; over since `ended_at`.

    `taken_by`: who took it, None while nobody has, and where it was taken back.
    """

    id: int
    token: str
    seat_id: int
    group_buy_id: int
    giver_id: int
    taken_by: int | None
    ended_at: datetime | None


def by_token(tx: Transaction, token: str) -> Gift | None:
    """The gift that a link leads to; None for one that we never gave out."""
    if not _SHAPE.fullmatch(token):
        return None
    return _read(tx.first(_BY_TOKEN, {"token_": token}))


def by_id(tx: Transaction, gift_id: int) -> Gift | None:
    """The gift of that number."""
    return _read(tx.first(_BY_ID, {"id_": gift_id}))


def open_of(tx: Transaction, seat: Seat) -> Gift | None:
    """The gift of a seat that has not ended."""
    return _read(tx.first(_OPEN, {"seat": seat.id}))


def make(tx: Transaction, seat: Seat, giver_id: int) -> Gift:
    """A new gift of a seat that has none; its group buy is locked by the caller."""
    token = secrets.token_urlsafe(12)
    row = {
        "token": token,
        "seat_id": seat.id,
        "group_buy_id": seat.group_buy_id,
        "giver_id": giver_id,
        "made_at": tx.now,
    }
    return Gift(tx.add(_NEW, row), token, seat.id, seat.group_buy_id, giver_id, None, None)


def end(tx: Transaction, gift: Gift, friend: int | None) -> None:
    """It was taken by this friend, or (None) taken back; if it has ended meanwhile, the turn is run again."""
    if tx.write(_END, {"id_": gift.id, "at": tx.now, "friend": friend}) != 1:
        raise Conflict


def _read(row: Found | None) -> Gift | None:
    return None if row is None else Gift(*row)
