"""After-sales looked at: the claims of an order and of a shop, what happened to one of them, and its photos."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from catalog.money import Money
from groupbuys.claims.books import by_id, claims, read_claim
from groupbuys.claims.model import Claim, ClaimState, ClaimStep, Deed, Remedy, Side
from groupbuys.claims.tables import claim, claim_photo, claim_step
from groupbuys.tables import purchase
from people import guests
from people.tables import person
from storage.transaction import Transaction

_OF_ORDER = (
    claims()
    .where(claim.c.order_id == bindparam("order_id"))
    .order_by(claim.c.id.desc())
    .limit(bindparam("most"))
)
_COUNTS = (
    select(claim.c.state, func.count().label("many"))
    .where(claim.c.shop_id == bindparam("shop_id"), claim.c.closed_at.is_(None))
    .group_by(claim.c.state)
)
_WAITING = (
    claims()
    .add_columns(purchase.c.number, person.c.name)
    .join(person, person.c.id == claim.c.person_id)
    .where(claim.c.closed_at.is_(None))
)
_OF_SHOP = (
    _WAITING.where(claim.c.shop_id == bindparam("shop_id"))
    .order_by((claim.c.state != ClaimState.SHOP.value), claim.c.due_at, claim.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_ALL_OPEN = _WAITING.order_by(claim.c.id).limit(bindparam("most"))
_PHOTOS_OF = (
    select(func.count())
    .where(claim_photo.c.step_id == claim_step.c.id)
    .correlate(claim_step)
    .scalar_subquery()
)
_STEPS = (
    select(
        claim_step.c.id,
        claim_step.c.at,
        claim_step.c.side,
        claim_step.c.deed,
        claim_step.c.remedy,
        claim_step.c.amount,
        claim_step.c.words,
        _PHOTOS_OF.label("photos"),
    )
    .where(claim_step.c.claim_id == bindparam("claim_id"))
    .order_by(claim_step.c.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_HOW_MANY = select(func.count()).where(claim_step.c.claim_id == bindparam("claim_id"))
_PHOTOS = (
    select(claim_photo.c.source, claim_step.c.at, claim_step.c.side)
    .join_from(claim_photo, claim_step, claim_step.c.id == claim_photo.c.step_id)
    .where(claim_photo.c.claim_id == bindparam("claim_id"))
    .order_by(claim_photo.c.id)
)


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim on a list, with the order's number and the buyer's name."""

    claim: Claim
    number: str
    buyer: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that came with a step."""

    source: str
    at: datetime
    side: Side


def of_buyer(tx: Transaction, person_id: int, claim_id: int) -> Claim | None:
    """A claim of one's own; another's looks like one that does not exist."""
    found = by_id(tx, claim_id)
    return found if found is not None and found.person_id == person_id else None


def of_shop(tx: Transaction, shop_id: int, claim_id: int) -> Claim | None:
    """A claim against this shop; another's looks like one that does not exist."""
    found = by_id(tx, claim_id)
    return found if found is not None and found.shop_id == shop_id else None


def is_own(tx: Transaction, of: Claim, person_id: int) -> bool:
    """Whether it is that person's own claim, or of a guest whom they speak for."""
    return person_id in {of.person_id, guests.speaker_of(tx, of.person_id)}


def of_order(tx: Transaction, order_id: int, limit: int = 3) -> tuple[Claim, ...]:
    """The claims about an order, the newest first."""
    rows = tx.all(_OF_ORDER, {"order_id": order_id, "most": limit})
    return tuple(map(read_claim, rows))


def counts(tx: Transaction, shop_id: int) -> dict[ClaimState, int]:
    """How many open claims against a shop stand where."""
    rows = tx.all(_COUNTS, {"shop_id": shop_id})
    return {ClaimState(row.state): int(row.many) for row in rows}


def page(tx: Transaction, shop_id: int, offset: int, limit: int) -> tuple[OpenClaim, ...]:
    """Some open claims against a shop: those that wait for it first, the most urgent at the top."""
    rows = tx.all(_OF_SHOP, {"shop_id": shop_id, "most": limit, "skip": offset})
    return tuple(OpenClaim(read_claim(row), row.number, row.name) for row in rows)


def all_open(tx: Transaction, limit: int = 200) -> tuple[OpenClaim, ...]:
    """The open claims of all shops, the oldest first, for the operator."""
    rows = tx.all(_ALL_OPEN, {"most": limit})
    return tuple(OpenClaim(read_claim(row), row.number, row.name) for row in rows)


def steps(tx: Transaction, of: Claim, offset: int, limit: int) -> tuple[ClaimStep, ...]:
    """What happened to a claim, the newest first."""
    rows = tx.all(_STEPS, {"claim_id": of.id, "most": limit, "skip": offset})
    return tuple(
        ClaimStep(
            id=row.id,
            at=row.at,
            side=Side(row.side),
            deed=Deed(row.deed),
            remedy=Remedy(row.remedy) if row.remedy else None,
            amount=Money(row.amount, of.amount.currency),
            words=row.words,
            photos=int(row.photos),
        )
        for row in rows
    )


def count_steps(tx: Transaction, of: Claim) -> int:
    """How many steps there are."""
    return int(tx.value(_HOW_MANY, {"claim_id": of.id}))


def photos(tx: Transaction, of: Claim) -> tuple[Photo, ...]:
    """Every photo of a claim, the oldest first."""
    rows = tx.all(_PHOTOS, {"claim_id": of.id})
    return tuple(Photo(row.source, row.at, Side(row.side)) for row in rows)
