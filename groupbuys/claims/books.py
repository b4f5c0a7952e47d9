"""The rows of after-sales: claims read, locked, added and saved, with every step of them."""

from dataclasses import replace

from sqlalchemy import Select, and_, bindparam, func, insert, or_, select, update

from catalog.money import Money
from groupbuys.claims.model import (
    Act,
    Bought,
    Claim,
    ClaimState,
    Deed,
    Outcome,
    Remedy,
    Side,
    Wrong,
)
from groupbuys.claims.tables import claim, claim_photo, claim_step
from groupbuys.tables import purchase
from storage.transaction import Conflict, Found, Transaction

_ADD = insert(claim)
_STEP = insert(claim_step)
_PHOTO = insert(claim_photo).inline()
_SAVE = (
    update(claim)
    .where(claim.c.id == bindparam("id_"), claim.c.version == bindparam("seen"))
    .values(
        state=bindparam("to_state"),
        outcome=bindparam("ends"),
        remedy=bindparam("offered"),
        amount=bindparam("minor"),
        offer_id=bindparam("offer"),
        answered_at=bindparam("answered"),
        due_at=bindparam("due"),
        remind_at=bindparam("remind"),
        closed_at=bindparam("closed"),
        version=bindparam("seen") + 1,
    )
)


def claims() -> Select[tuple[int]]:
    """Claims as `read_claim` wants them; to be narrowed with a where."""
    return select(
        claim.c.id,
        claim.c.order_id,
        claim.c.shop_id,
        claim.c.person_id,
        claim.c.wrong,
        claim.c.state,
        claim.c.outcome,
        claim.c.remedy,
        claim.c.amount,
        purchase.c.currency,
        claim.c.offer_id,
        claim.c.opened_at,
        claim.c.answered_at,
        claim.c.due_at,
        claim.c.remind_at,
        claim.c.closed_at,
        claim.c.version,
    ).join_from(claim, purchase, purchase.c.id == claim.c.order_id)


_BY_ID = claims().where(claim.c.id == bindparam("id_"))
_LOCKED = _BY_ID.with_for_update(of=claim, key_share=True)
_OPEN = select(claim.c.id).where(
    claim.c.order_id == bindparam("order_id"), claim.c.closed_at.is_(None)
)
_DECIDED = (
    select(claim.c.id)
    .where(
        claim.c.order_id == bindparam("order_id"),
        claim.c.wrong == bindparam("what"),
        claim.c.outcome == Outcome.SHOP.value,
    )
    .limit(1)
)
_PARTS = select(
    select(claim_step.c.id)
    .where(
        claim_step.c.claim_id == claim.c.id,
        or_(
            claim_step.c.deed == Deed.ACCEPTED.value,
            and_(claim_step.c.deed == Deed.RULED.value, claim_step.c.side == Side.OPERATOR.value),
        ),
    )
    .correlate(claim)
    .exists()
    .label("agreed")
).where(
    claim.c.order_id == bindparam("order_id"),
    claim.c.wrong == bindparam("what"),
    claim.c.outcome == Outcome.PART.value,
)
_PHOTOS_OF = (
    select(func.count())
    .select_from(claim_photo)
    .join(claim_step, claim_step.c.id == claim_photo.c.step_id)
    .where(claim_photo.c.claim_id == bindparam("claim_id"), claim_step.c.side == bindparam("by"))
)


def by_id(tx: Transaction, claim_id: int) -> Claim | None:
    """The claim of that number, as it stands."""
    row = tx.first(_BY_ID, {"id_": claim_id})
    return None if row is None else read_claim(row)


def locked(tx: Transaction, claim_id: int) -> Claim | None:
    """The same, its row locked until the turn ends."""
    row = tx.first(_LOCKED, {"id_": claim_id})
    return None if row is None else read_claim(row)


def open_about(tx: Transaction, order_id: int) -> int | None:
    """The number of the claim about this order that is open already."""
    row = tx.first(_OPEN, {"order_id": order_id})
    return None if row is None else int(row.id)


def has_open(tx: Transaction, order_id: int) -> bool:
    """Whether there is one."""
    return open_about(tx, order_id) is not None


def is_decided(tx: Transaction, order_id: int, wrong: Wrong) -> bool:
    """Whether the operator has decided that about this order for the shop, for good."""
    return tx.first(_DECIDED, {"order_id": order_id, "what": wrong.value}) is not None


def parts_given(tx: Transaction, order_id: int, wrong: Wrong) -> list[bool]:
    """For each time some of the money went back for that: whether the buyer or the operator had agreed to it."""
    rows = tx.all(_PARTS, {"order_id": order_id, "what": wrong.value})
    return [bool(row.agreed) for row in rows]


def photos_of(tx: Transaction, of: Claim, side: Side) -> int:
    """How many photos that side has sent in all of this claim."""
    return int(tx.value(_PHOTOS_OF, {"claim_id": of.id, "by": side.value}))


def add(tx: Transaction, of: Bought, wrong: Wrong) -> Claim:
    """A new claim about an order, without a clock yet. Raises Conflict where one is open."""
    new = {
        "order_id": of.id,
        "shop_id": of.shop_id,
        "person_id": of.person_id,
        "wrong": wrong.value,
        "state": ClaimState.SHOP.value,
        "opened_at": tx.now,
    }
    number = tx.add(_ADD, new)
    nothing = Money(0, of.total.currency)
    return Claim(
        id=number,
        order_id=of.id,
        shop_id=of.shop_id,
        person_id=of.person_id,
        wrong=wrong,
        state=ClaimState.SHOP,
        outcome=Outcome.OPEN,
        remedy=None,
        amount=nothing,
        offer_id=0,
        opened_at=tx.now,
        answered_at=None,
        due_at=None,
        remind_at=None,
        closed_at=None,
        version=1,
    )


def save(tx: Transaction, new: Claim) -> Claim:
    """Write a claim that was read in this turn. Raises Conflict where somebody else wrote first."""
    values = {
        "id_": new.id,
        "seen": new.version,
        "to_state": new.state.value,
        "ends": new.outcome.value,
        "offered": new.remedy.value if new.remedy else "",
        "minor": new.amount.minor,
        "offer": new.offer_id,
        "answered": new.answered_at,
        "due": new.due_at,
        "remind": new.remind_at,
        "closed": new.closed_at,
    }
    if tx.write(_SAVE, values) != 1:
        raise Conflict
    return replace(new, version=new.version + 1)


def step(tx: Transaction, of: Claim, act: Act) -> int:
    """Write down what happened, for good; returns the step's number."""
    taken = {
        "claim_id": of.id,
        "at": tx.now,
        "side": act.side.value,
        "person_id": act.person_id,
        "deed": act.deed.value,
        "remedy": act.remedy.value if act.remedy else "",
        "amount": act.amount.minor if act.amount else 0,
        "words": act.words,
    }
    number = tx.add(_STEP, taken)
    for source in act.photos:
        tx.write(_PHOTO, {"claim_id": of.id, "step_id": number, "source": source})
    return number


def read_claim(row: Found) -> Claim:
    """A row of `claims()` as the value that it stands for."""
    return Claim(
        id=row.id,
        order_id=row.order_id,
        shop_id=row.shop_id,
        person_id=row.person_id,
        wrong=Wrong(row.wrong),
        state=ClaimState(row.state),
        outcome=Outcome(row.outcome),
        remedy=Remedy(row.remedy) if row.remedy else None,
        amount=Money(row.amount, row.currency),
        offer_id=row.offer_id,
        opened_at=row.opened_at,
        answered_at=row.answered_at,
        due_at=row.due_at,
        remind_at=row.remind_at,
        closed_at=row.closed_at,
        version=row.version,
    )
