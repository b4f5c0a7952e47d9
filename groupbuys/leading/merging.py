"""Merging two half-full group buys of one deal: one leader asks, the other agrees, and they go on as one."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, insert, select, text, update

from groupbuys import closing
from groupbuys.facts import GROUP_COLUMNS, locked_group, read_group
from groupbuys.leading import moving
from groupbuys.leading.asking import may_ask
from groupbuys.leading.merge_tables import merge_offer
from groupbuys.leading.model import No
from groupbuys.model import GroupBuy, GroupState
from groupbuys.tables import group_buy
from people.tables import person
from storage.outbox import Notice, owe, owe_anew, withdraw
from storage.transaction import Found, Transaction

_OPEN = text("merge_offer.ended_at IS NULL")  # as the partial index says it
_ANY = select(merge_offer).where(merge_offer.c.id == bindparam("id_"))
_OFFER = _ANY.where(_OPEN)
_OF_GROUP = select(merge_offer).where(
    merge_offer.c.group_buy_id == bindparam("group_buy_id"), _OPEN
)
_NEW = insert(merge_offer)
_END = (
    update(merge_offer)
    .where(merge_offer.c.group_buy_id == bindparam("of_group"), _OPEN)
    .values(ended_at=bindparam("moment"), declined=bindparam("said_no"))
)
_FITS = (
    (group_buy.c.deal_id == bindparam("deal_id"))
    & (group_buy.c.state == GroupState.FORMING.value)
    & (group_buy.c.closes_at > bindparam("at"))
    & (group_buy.c.terms_id == bindparam("terms_id"))
    & (group_buy.c.taken <= bindparam("room"))
    & (group_buy.c.waiting == 0)
    & (group_buy.c.id != bindparam("besides"))
    & (group_buy.c.leader_id != bindparam("leader_id"))
)
_LEADER = person.c.name.label("leader")
_OTHERS = (
    select(*GROUP_COLUMNS, _LEADER)
    .join_from(group_buy, person, person.c.id == group_buy.c.leader_id)
    .where(_FITS)
    .order_by(group_buy.c.closes_at, group_buy.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_COUNT = select(func.count()).select_from(group_buy).where(_FITS)


@dataclass(frozen=True, slots=True)
class Offer:
    """The leader `from_id` of a group buy asks the leader `to_id` of another one to go on in theirs."""

    id: int
    group_buy_id: int
    other_id: int
    from_id: int
    to_id: int


@dataclass(frozen=True, slots=True)
class Other:
    """Another group buy of the deal that would fit, and who leads it."""

    group: GroupBuy
    leader: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Two group buys went on as `group`; `people` came along, `left` places were one person's second."""

    group: GroupBuy
    people: int
    left: int


def others(tx: Transaction, group: GroupBuy, offset: int, limit: int) -> tuple[Other, ...]:
    """A page of the group buys that would fit into what is free in this one; the soonest to close first."""
    asked = {**_asked(tx, group), "skip": offset, "most": limit}
    return tuple(Other(read_group(row), row.leader) for row in tx.all(_OTHERS, asked))


def count_others(tx: Transaction, group: GroupBuy) -> int:
    """How many there are."""
    return int(tx.value(_COUNT, _asked(tx, group)))


def waiting(tx: Transaction, group: GroupBuy) -> Offer | None:
    """What its leader asked and nobody has answered yet."""
    offer = _read(tx.first(_OF_GROUP, {"group_buy_id": group.id}))
    return offer if offer is not None and offer.from_id == group.leader_id else None


def offer_of(tx: Transaction, offer_id: int, *, answered: bool = False) -> Offer | None:
    """The offer of that number, if it was neither answered nor replaced (`answered`: even so)."""
    return _read(tx.first(_ANY if answered else _OFFER, {"id_": offer_id}))


def offer(tx: Transaction, person_id: int, group_buy_id: int, other_id: int) -> Offer | No:
    """Ask the leader of another group buy to go on in this one; whoever was asked before is not asked any more.

    Nobody is asked twice in a day, nor ever again after a no.
    """
    group, other = _both(tx, group_buy_id, other_id)
    if group is None or group.leader_id != person_id:
        return No.NOT_LEADING
    if other is None:
        return No.CLOSED
    no = may_merge(tx, group, other) or may_ask(tx, merge_offer, group, other.leader_id)
    if no is not None:
        return no
    _end(tx, group.id)
    who = {"group_buy_id": group.id, "other_id": other.id, "from_id": person_id}
    row = {**who, "to_id": other.leader_id, "at": tx.now}
    made = Offer(tx.add(_NEW, row), group.id, other.id, person_id, other.leader_id)
    stale_at = min(filter(None, (group.closes_at, other.closes_at)), default=None)
    owe(tx, Notice("merge_offer", other.id, other.leader_id, str(made.id), stale_at=stale_at))
    return made


def call_back(tx: Transaction, person_id: int, group_buy_id: int) -> None:
    """The leader would rather not after all."""
    group = locked_group(tx, group_buy_id)
    if group is not None and group.leader_id == person_id:
        _end(tx, group.id)


def void(tx: Transaction, group_buy_id: int) -> None:
    """The same of what its former leader asked another group's."""
    _end(tx, group_buy_id)


def decline(tx: Transaction, person_id: int, offer_id: int) -> GroupBuy | No:
    """The other leader would rather not; who asked is told. Gives the group buy of who declined."""
    found = _answerable(tx, person_id, offer_id)
    if isinstance(found, No):
        return found
    group, other, declined = found
    _end(tx, group.id, declined=True)
    stale_at = group.closes_at
    notice = Notice("merge_declined", group.id, declined.from_id, str(declined.id), None, stale_at)
    owe(tx, notice)
    return other


def accept(tx: Transaction, person_id: int, offer_id: int) -> Merged | No:
    """Go on in the group buy whose leader asked: all who are in either are in one.

    It closes at the earlier of both deadlines: nobody waits longer than they were told. Everybody keeps place, price
    and credit; who was in both keeps one place, and is paid back the other. Both groups are locked in the order of
    their numbers, as everywhere.
    """
    found = _answerable(tx, person_id, offer_id)
    if isinstance(found, No):
        return found
    group, other, _ = found
    if (no := may_merge(tx, group, other)) is not None:
        return no
    _end(tx, group.id)
    _end(tx, other.id)
    came = set(moving.inside(tx, other)) - set(moving.inside(tx, group))
    moved = moving.move_all(tx, group, other)
    owe_anew(tx, Notice("cards", moved.group.id))
    told = [one for one in moving.inside(tx, moved.group) if one != person_id]
    details = {one: f"{other.id}.{int(one in came)}" for one in told}
    owe(tx, *(Notice("merged", moved.group.id, one, details[one]) for one in told))
    after = moved.group
    if after.paid >= after.capacity:
        after = closing.succeed(tx, after)
    return Merged(after, moved.people, moved.left)


def may_merge(tx: Transaction, group: GroupBuy, other: GroupBuy) -> No | None:
    """Why these two (locked) cannot go on as one, if so."""
    if not (_is_open(tx, group) and _is_open(tx, other)):
        return No.CLOSED
    if group.id == other.id or group.terms_id != other.terms_id:
        return No.OTHER_TERMS
    if group.waiting or other.waiting:
        return No.TOO_MANY  # what is free there belongs to those who wait for it
    together = group.taken + other.taken - moving.twice(tx, group, other)
    return No.TOO_MANY if together > group.capacity else None


def _answerable(
    tx: Transaction, person_id: int, offer_id: int
) -> tuple[GroupBuy, GroupBuy, Offer] | No:
    seen = offer_of(tx, offer_id)
    if seen is None:
        return No.GONE
    group, other = _both(tx, seen.group_buy_id, seen.other_id)
    found = offer_of(tx, offer_id)
    if group is None or other is None or found is None:
        return No.GONE
    if (group.leader_id, other.leader_id) != (found.from_id, person_id):
        return No.GONE
    return group, other, found


def _both(
    tx: Transaction, group_buy_id: int, other_id: int
) -> tuple[GroupBuy | None, GroupBuy | None]:
    """Two group buys, locked in the order of their numbers."""
    locked = {number: locked_group(tx, number) for number in sorted({group_buy_id, other_id})}
    return locked[group_buy_id], locked[other_id]


def _end(tx: Transaction, group_buy_id: int, *, declined: bool = False) -> None:
    before = _read(tx.first(_OF_GROUP, {"group_buy_id": group_buy_id}))
    if before is not None:
        tx.write(_END, {"of_group": group_buy_id, "moment": tx.now, "said_no": int(declined)})
        withdraw(tx, "merge_offer", before.other_id, before.to_id)


def _is_open(tx: Transaction, group: GroupBuy) -> bool:
    in_time = group.closes_at is not None and tx.now < group.closes_at
    return group.state is GroupState.FORMING and in_time


def _asked(tx: Transaction, group: GroupBuy) -> dict[str, object]:
    return {
        "deal_id": group.deal_id,
        "terms_id": group.terms_id,
        "at": tx.now,
        "room": group.free,
        "besides": group.id,
        "leader_id": group.leader_id,
    }


def _read(row: Found | None) -> Offer | None:
    if row is None:
        return None
    return Offer(row.id, row.group_buy_id, row.other_id, row.from_id, row.to_id)
