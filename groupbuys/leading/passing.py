"""Passing the lead on: offered to one member, who takes it or not."""

from dataclasses import dataclass, replace

from sqlalchemy import bindparam, func, insert, select, text, update

from groupbuys import books
from groupbuys.facts import locked_group
from groupbuys.leading.asking import may_ask
from groupbuys.leading.lead_tables import lead_offer
from groupbuys.leading.model import No
from groupbuys.model import GroupBuy, GroupState, SeatState
from groupbuys.tables import seat
from people.guests import is_guest
from people.tables import person
from storage.outbox import Notice, owe, owe_anew, withdraw
from storage.transaction import Found, Transaction

_OPEN = text("lead_offer.ended_at IS NULL")  # as the partial index says it
_OFFER = select(lead_offer).where(lead_offer.c.id == bindparam("id_"), _OPEN)
_ANY_OFFER = select(lead_offer).where(lead_offer.c.id == bindparam("id_"))
_OF_GROUP = select(lead_offer).where(lead_offer.c.group_buy_id == bindparam("group_buy_id"), _OPEN)
_END = (
    update(lead_offer)
    .where(lead_offer.c.group_buy_id == bindparam("of_group"), _OPEN)
    .values(ended_at=bindparam("moment"), declined=bindparam("said_no"))
)
_NEW = insert(lead_offer)
_PAID = (seat.c.group_buy_id == bindparam("group_buy_id")) & (seat.c.state == SeatState.PAID.value)
_HAS_PAID = select(seat.c.id).where(_PAID, seat.c.person_id == bindparam("person_id"))
_OTHERS = _PAID & (seat.c.person_id != bindparam("leader_id")) & ~is_guest(seat.c.person_id)
"""Whoever is not here themselves leads nobody."""

_HEIRS = (
    select(seat.c.person_id, person.c.name)
    .join_from(seat, person, person.c.id == seat.c.person_id)
    .where(_OTHERS)
    .order_by(seat.c.paid_at, seat.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_COUNT = select(func.count()).select_from(seat).where(_OTHERS)


@dataclass(frozen=True, slots=True)
class Offer:
    """The lead of a group buy, offered by who leads it to one of its members."""

    id: int
    group_buy_id: int
    from_id: int
    to_id: int


@dataclass(frozen=True, slots=True)
class Heir:
    """A member who could lead."""

    person_id: int
    name: str


def heirs(tx: Transaction, group: GroupBuy, offset: int, limit: int) -> tuple[Heir, ...]:
    """A page of the members who have paid, the earliest first, without the leader."""
    asked = {"group_buy_id": group.id, "leader_id": group.leader_id}
    rows = tx.all(_HEIRS, {**asked, "skip": offset, "most": limit})
    return tuple(Heir(row.person_id, row.name) for row in rows)


def count_heirs(tx: Transaction, group: GroupBuy) -> int:
    """How many there are."""
    asked = {"group_buy_id": group.id, "leader_id": group.leader_id}
    return int(tx.value(_COUNT, asked))


def waiting(tx: Transaction, group: GroupBuy) -> Offer | None:
    """The offer that waits for an answer; one of a former leader counts for nothing."""
    offer = _read(tx.first(_OF_GROUP, {"group_buy_id": group.id}))
    return offer if offer is not None and offer.from_id == group.leader_id else None


def offer_of(tx: Transaction, offer_id: int, *, answered: bool = False) -> Offer | None:
    """The offer of that number, if it was neither answered nor replaced (`answered`: even so)."""
    return _read(tx.first(_ANY_OFFER if answered else _OFFER, {"id_": offer_id}))


def offer(tx: Transaction, person_id: int, group_buy_id: int, to_id: int) -> Offer | No:
    """Offer the lead to a member who has paid; whoever was asked before is not asked any more.

    Nobody is asked twice in a day, nor ever again after a no.
    """
    group = locked_group(tx, group_buy_id)
    if group is None or group.leader_id != person_id:
        return No.NOT_LEADING
    if not _is_open(tx, group):
        return No.CLOSED
    if to_id == person_id or not _has_paid(tx, group.id, to_id):
        return No.NOT_IN
    if (no := may_ask(tx, lead_offer, group, to_id)) is not None:
        return no
    _end(tx, group.id)
    row = {"group_buy_id": group.id, "from_id": person_id, "to_id": to_id, "at": tx.now}
    made = Offer(tx.add(_NEW, row), group.id, person_id, to_id)
    owe(tx, Notice("lead_offer", group.id, to_id, str(made.id), stale_at=group.closes_at))
    return made


def call_back(tx: Transaction, person_id: int, group_buy_id: int) -> None:
    """The leader keeps the lead after all."""
    group = locked_group(tx, group_buy_id)
    if group is not None and group.leader_id == person_id:
        _end(tx, group.id)


def void(tx: Transaction, group_buy_id: int) -> None:
    """Whoever leads a group buy (locked) now has not asked anybody: an offer of who led it ends, and stays ended."""
    _end(tx, group_buy_id)


def accept(tx: Transaction, person_id: int, offer_id: int) -> GroupBuy | No:
    """Lead from now on. Deadline and links stay; who led is told."""
    found = _answerable(tx, person_id, offer_id)
    if isinstance(found, No):
        return found
    group, taken = found
    if not _has_paid(tx, group.id, person_id):
        return No.NOT_IN
    _end(tx, group.id)
    led = books.save(tx, replace(group, leader_id=person_id))
    owe_anew(tx, Notice("cards", group.id))
    owe(tx, Notice("lead_taken", group.id, taken.from_id, str(taken.id)))
    return led


def decline(tx: Transaction, person_id: int, offer_id: int) -> GroupBuy | No:
    """Rather not; who leads is told."""
    found = _answerable(tx, person_id, offer_id)
    if isinstance(found, No):
        return found
    group, declined = found
    _end(tx, group.id, declined=True)
    stale_at = group.closes_at
    owe(tx, Notice("lead_declined", group.id, declined.from_id, str(declined.id), None, stale_at))
    return group


def _answerable(tx: Transaction, person_id: int, offer_id: int) -> tuple[GroupBuy, Offer] | No:
    """The offer with its group buy, locked; offers change only under that lock, so it is read again behind it."""
    seen = offer_of(tx, offer_id)
    group = None if seen is None else locked_group(tx, seen.group_buy_id)
    found = None if group is None else offer_of(tx, offer_id)
    if group is None or found is None or person_id != found.to_id:
        return No.GONE
    if group.leader_id != found.from_id:
        return No.GONE
    return (group, found) if _is_open(tx, group) else No.CLOSED


def _end(tx: Transaction, group_buy_id: int, *, declined: bool = False) -> None:
    before = _read(tx.first(_OF_GROUP, {"group_buy_id": group_buy_id}))
    if before is not None:
        tx.write(_END, {"of_group": group_buy_id, "moment": tx.now, "said_no": int(declined)})
        withdraw(tx, "lead_offer", group_buy_id, before.to_id)


def _is_open(tx: Transaction, group: GroupBuy) -> bool:
    in_time = group.closes_at is not None and tx.now < group.closes_at
    return group.state is GroupState.FORMING and in_time


def _has_paid(tx: Transaction, group_buy_id: int, person_id: int) -> bool:
    return tx.first(_HAS_PAID, {"group_buy_id": group_buy_id, "person_id": person_id}) is not None


def _read(row: Found | None) -> Offer | None:
    return None if row is None else Offer(row.id, row.group_buy_id, row.from_id, row.to_id)
