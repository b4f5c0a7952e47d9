"""The outbox: what is owed to go out, written in the turn's own commit, before anybody speaks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from sqlalchemy import BigInteger, bindparam, case, select, type_coerce, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import outbox
from storage.transaction import Transaction
from storage.upsert import Upsert, or_nothing


class Lane(IntEnum):
    """Who goes first. A million reminders that are due hold up no refund's news and no card, and no post anybody."""

    MONEY = 0
    NEWS = 1
    CARDS = 2
    LETTERS = 3
    OFFERS = 4
    POSTS = 5
    CHANNELS = 6


MONEY = frozenset(
    {
        "succeeded",
        "failed",
        "cancelled",
        "refunding",
        "refunded",
        "rescued",
        "part_refunded",
        "taken_back",
        "unplaced",
        "place_kept",
        "claim_money",
    }
)
"""The close itself and everything about money. Where it is unknown whether one of these arrived it is said again:
better twice, with its number on it, than never."""

LETTERS = frozenset({"letter"})
"""What shops write to the buyers of a deal, many at once."""

DAILY = "daily"
"""What was gathered for somebody, in one message a day."""

OFFERS = frozenset({"new_deals", DAILY})
"""Word of new deals to a shop's followers, of whom there may be a hundred thousand, and daily messages: after all
else."""

CARDS = "cards"
"""The cards of a group buy: nobody is told, messages are edited."""

PACKET_CARDS = "packet_cards"
"""The same of coupons that are given away."""

DEAL_CARDS = "deal_cards"
"""The same of deals that people dropped into chats."""

PROMPTS = "prompts"
"""What asks to pay for a solo purchase that is not kept any more."""

POST, CHANNEL = "post", "channel"
"""A deal's post that is to be sent into its channel; a channel whose posts are behind, which is edited."""

_LANES = {
    CARDS: Lane.CARDS,
    PACKET_CARDS: Lane.CARDS,
    DEAL_CARDS: Lane.CARDS,
    PROMPTS: Lane.CARDS,
    POST: Lane.POSTS,
    CHANNEL: Lane.CHANNELS,
}

_KEY = ["kind", "subject_id", "person_id", "detail"]
_OWE = or_nothing(outbox, _KEY)


_SOON_MS = 6_000
"""News end a long wait after failures, but not the few seconds between two edits of one card."""


def _or_anew() -> Upsert:
    made = {}
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql)):
        row = dialect.insert(outbox)
        soon = type_coerce(row.excluded.due_at, BigInteger) + _SOON_MS
        made[name] = row.on_conflict_do_update(
            index_elements=_KEY,
            set_={
                "generation": outbox.c.generation + 1,
                "state": case((outbox.c.state == "leased", "leased"), else_="owed"),
                "attempts": 0,
                "due_at": case((outbox.c.due_at > soon, soon), else_=outbox.c.due_at),
            },
            where=(outbox.c.state != "owed") | (outbox.c.attempts > 0) | (outbox.c.due_at > soon),
        )
    return Upsert(made)


_OWE_ANEW = _or_anew()
_NOW = bindparam("now", type_=outbox.c.due_at.type)
_HASTEN = (
    update(outbox)
    .where(
        outbox.c.kind == bindparam("of_kind"),
        outbox.c.subject_id.in_(bindparam("ids", expanding=True)),
        outbox.c.person_id == 0,
        outbox.c.detail == "",
        outbox.c.state == "owed",
        outbox.c.due_at > _NOW,
    )
    .values(due_at=_NOW)
)
_THEIRS = (
    outbox.c.kind == bindparam("of_kind"),
    outbox.c.subject_id == bindparam("subject"),
    outbox.c.person_id == bindparam("person"),
)
_UNSAID = outbox.c.state.in_(["owed", "unreachable"])
_BRING_FORWARD = (
    update(outbox)
    .where(*_THEIRS, outbox.c.detail == "", _UNSAID)
    .values(due_at=case((outbox.c.attempts == 0, outbox.c.created_at), else_=outbox.c.due_at))
)
"""Due as it was owed, so that several are said in that order; what was tried before keeps its wait."""

_WITHDRAW = (
    update(outbox)
    .where(*_THEIRS, _UNSAID)
    .values(state="dropped", error="withdrawn", settled_at=_NOW)
)
_CARRY = (
    update(outbox)
    .where(
        outbox.c.kind.in_(bindparam("kinds", expanding=True)),
        outbox.c.subject_id == bindparam("subject"),
    )
    .values(subject_id=bindparam("into"))
)
_TO = select(outbox.c.subject_id, outbox.c.person_id, outbox.c.detail).where(
    outbox.c.kind == bindparam("of_kind"),
    outbox.c.subject_id.in_(bindparam("ids", expanding=True)),
)
_EVER = select(outbox.c.id).where(*_THEIRS).limit(1)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something somebody must be told: `kind` about the row `subject_id`, to `person_id`.

    Person 0 is nobody in particular, as for the cards of a group buy. `detail` tells apart what may be said more
    than once. `due_at` None is now; past `stale_at` it is not said at all.
    """

    kind: str
    subject_id: int
    person_id: int = 0
    detail: str = ""
    due_at: datetime | None = None
    stale_at: datetime | None = None


def owe(tx: Transaction, *notices: Notice) -> None:
    """Owe each of these once: one that was owed before, even if it was sent since, is left as it is."""
    if notices:
        rows = [_row(tx, notice) for notice in notices]
        tx.write(_OWE[tx.dialect], rows if len(rows) > 1 else rows[0])


def owe_anew(tx: Transaction, *notices: Notice) -> None:
    """Owe these again although they were owed before: only the newest state of a card matters.

    One that waits already, untried and soon, is left as it is: nobody has looked at it yet.
    While one is being sent it stays with its sender, who sees by the generation that there is more to say.
    """
    if notices:
        rows = [_row(tx, notice) for notice in notices]
        tx.write(_OWE_ANEW[tx.dialect], rows if len(rows) > 1 else rows[0])


def hasten(tx: Transaction, kind: str, subject_ids: Collection[int]) -> None:
    """Whatever these wait for has changed: they are looked at once more now. What is being sent is left alone."""
    if subject_ids:
        tx.write(_HASTEN, {"of_kind": kind, "ids": sorted(subject_ids), "now": tx.now})


def bring_forward(tx: Transaction, kind: str, subject_id: int, person_id: int) -> bool:
    """What waits to be said to a person is due now. False where nothing waits: it is being said, was, or never owed."""
    values = {"of_kind": kind, "subject": subject_id, "person": person_id}
    return tx.write(_BRING_FORWARD, values) == 1


def withdraw(tx: Transaction, kind: str, subject_id: int, person_id: int) -> bool:
    """What waits to be said to a person is not said any more. False where nothing waits: as for `bring_forward`."""
    values = {"of_kind": kind, "subject": subject_id, "person": person_id, "now": tx.now}
    return tx.write(_WITHDRAW, values) > 0


def carry(tx: Transaction, kinds: Collection[str], subject_id: int, into_id: int) -> None:
    """What was owed or said of one subject was of another one, which it is a part of now; no `detail` is in both."""
    tx.write(_CARRY, {"kinds": sorted(kinds), "subject": subject_id, "into": into_id})


def was_owed(tx: Transaction, kind: str, subject_id: int, person_id: int) -> bool:
    """Whether a person is owed that, or was once: it has been said, or still will be."""
    values = {"of_kind": kind, "subject": subject_id, "person": person_id}
    return tx.first(_EVER, values) is not None


def owed_to(tx: Transaction, kind: str, subject_ids: Collection[int]) -> set[tuple[int, int, str]]:
    """Who is owed such news of these, or was once: the subject, the person and the detail of each."""
    rows = tx.all(_TO, {"of_kind": kind, "ids": sorted(subject_ids)})
    return {(row.subject_id, row.person_id, row.detail) for row in rows}


def _row(tx: Transaction, notice: Notice) -> dict[str, object]:
    return {
        "lane": _lane(notice.kind),
        "kind": notice.kind,
        "subject_id": notice.subject_id,
        "person_id": notice.person_id,
        "detail": notice.detail,
        "due_at": notice.due_at or tx.now,
        "stale_at": notice.stale_at,
        "created_at": tx.now,
    }


def _lane(kind: str) -> int:
    if kind in MONEY:
        return Lane.MONEY.value
    if kind in LETTERS:
        return Lane.LETTERS.value
    if kind in OFFERS:
        return Lane.OFFERS.value
    return _LANES.get(kind, Lane.NEWS).value
