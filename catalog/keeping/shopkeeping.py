"""Keeping a shop: opening one, letting it go live, holding it back, and where its goods are handed over."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from babel.core import get_global
from sqlalchemy import bindparam, func, insert, select, update

from catalog.keeping import staff
from catalog.keeping.roles import Role
from catalog.keeping.tables import house
from catalog.tables import deal, shop
from storage.alarms import raise_alarm
from storage.outbox import Notice, owe
from storage.schema import to_milliseconds
from storage.transaction import Transaction
from storage.upsert import or_update

LONGEST_NAME = 64
MOST_SHOPS = 5
"""Shops that one person may open: nobody fills the books with empty ones."""

_NAMED = select(shop.c.id).where(func.lower(shop.c.name) == func.lower(bindparam("name_")))
_OWNED = select(func.count()).where(shop.c.owner_id == bindparam("owner"))
_OPEN = insert(shop)
_KEPT = select(
    shop.c.id,
    shop.c.name,
    shop.c.owner_id,
    shop.c.currency,
    shop.c.zone,
    shop.c.provider,
    shop.c.state,
    shop.c.why,
    shop.c.handover,
    shop.c.asks,
    shop.c.points,
).where(shop.c.id == bindparam("shop_id"))
_APPROVAL = select(house.c.approval)
_WANT = or_update(house, ["id"], ["approval"])
_ASSISTANT = select(house.c.assistant)
_HIRE = or_update(house, ["id"], ["assistant"])
_PAUSE_ALL = (
    update(deal)
    .where(deal.c.shop_id == bindparam("of_shop"), deal.c.state == "live")
    .values(state="paused")
)
_MOVE = (
    update(shop)
    .where(shop.c.id == bindparam("id_"))
    .values(state=bindparam("new_state"), why=bindparam("reason"))
)
_HAND_OVER = (
    update(shop)
    .where(shop.c.id == bindparam("id_"))
    .values(handover=bindparam("how"), asks=bindparam("what"))
)
DETAILS = ("name", "phone", "address", "note")
"""What a delivery may ask a buyer for; a note is never required."""

USUAL_ASKS = ("name", "phone", "address")
"""What it asks for where the shop has not said otherwise."""


class ShopState(StrEnum):
    """pending: its first deal waits for the operator -> live; suspended: it takes nothing new."""

    PENDING = "pending"
    LIVE = "live"
    SUSPENDED = "suspended"


class Handover(StrEnum):
    """How goods reach their buyers."""

    PICKUP = "pickup"
    DELIVERY = "delivery"
    BOTH = "both"


class Unfounded(StrEnum):
    """Why a shop was not opened."""

    NO_NAME = "no name"
    LONG_NAME = "long name"
    NAME_TAKEN = "name taken"
    TOO_MANY = "too many"
    NO_CURRENCY = "no currency"


@dataclass(frozen=True, slots=True)
class ShopForm:
    """What a shop is to be: `currency` by its ISO 4217 code, `zone` an IANA name; `provider` "" is at pickup."""

    name: str
    currency: str
    zone: str
    handover: Handover = Handover.PICKUP
    provider: str = ""
    asks: tuple[str, ...] = USUAL_ASKS


@dataclass(frozen=True, slots=True)
class KeptShop:
    """A shop as its keepers see it; `asks`: what a delivery asks buyers for; `points`: open pickup points."""

    id: int
    name: str
    owner_id: int | None
    currency: str
    zone: str
    provider: str
    state: ShopState
    why: str
    handover: Handover
    asks: tuple[str, ...]
    points: int


def wrong_name(tx: Transaction, name: str) -> Unfounded | None:
    """What is wrong with this name for a new shop."""
    if not name.strip():
        return Unfounded.NO_NAME
    if len(name) > LONGEST_NAME:
        return Unfounded.LONG_NAME
    return Unfounded.NAME_TAKEN if tx.first(_NAMED, {"name_": name.strip()}) else None


def may_open(tx: Transaction, person_id: int) -> bool:
    """Whether this person has room for one more shop."""
    return int(tx.value(_OWNED, {"owner": person_id})) < MOST_SHOPS


def open_shop(tx: Transaction, owner_id: int, form: ShopForm) -> int | Unfounded:
    """Found a shop that this person owns. Where the operator wants to approve shops, it waits and they are told."""
    wrong = wrong_name(tx, form.name)
    if wrong is not None:
        return wrong
    if form.currency not in get_global("all_currencies"):
        return Unfounded.NO_CURRENCY
    if not may_open(tx, owner_id):
        return Unfounded.TOO_MANY
    waits = bool(tx.value(_APPROVAL))
    row: dict[str, Any] = {
        "name": form.name.strip(),
        "owner_id": owner_id,
        "currency": form.currency,
        "zone": form.zone,
        "provider": form.provider,
        "handover": form.handover.value,
        "asks": "" if form.handover is Handover.PICKUP else ",".join(form.asks),
        "state": (ShopState.PENDING if waits else ShopState.LIVE).value,
        "created_at": tx.now,
    }
    shop_id = tx.add(_OPEN, row)
    staff.engage(tx, shop_id, owner_id, Role.OWNER)
    if waits:
        said = f"the new shop {form.name.strip()!r} waits for you: kaituan approve {shop_id}"
        raise_alarm(tx, "shop", shop_id, said)
    return shop_id


def want_approval(tx: Transaction, *, wanted: bool) -> None:
    """Whether shops that are opened from now on wait for the operator."""
    tx.write(_WANT[tx.dialect], {"id": 1, "approval": int(wanted)})


def hire_assistant(tx: Transaction, *, hired: bool) -> None:
    """Whether a language model is set up that may be asked to read what merchants write."""
    tx.write(_HIRE[tx.dialect], {"id": 1, "assistant": int(hired)})


def has_assistant(tx: Transaction) -> bool:
    """Whether there is one to ask."""
    return bool(tx.value(_ASSISTANT))


def approve(tx: Transaction, shop_id: int) -> bool:
    """Let a shop go live, or live again; its owner is told. False where there is none, or it is live."""
    return _move(tx, shop_id, ShopState.LIVE, "")


def suspend(tx: Transaction, shop_id: int, why: str) -> bool:
    """Hold a shop back: its live deals take no new groups, open ones go on, and its owner is told why."""
    if not _move(tx, shop_id, ShopState.SUSPENDED, why):
        return False
    tx.write(_PAUSE_ALL, {"of_shop": shop_id})
    return True


def _move(tx: Transaction, shop_id: int, state: ShopState, why: str) -> bool:
    shop_now = kept(tx, shop_id)
    if shop_now is None or shop_now.state is state:
        return False
    tx.write(_MOVE, {"id_": shop_id, "new_state": state.value, "reason": why})
    if shop_now.owner_id is not None:
        when = str(to_milliseconds(tx.now))
        owe(tx, Notice(f"shop_{state.value}", shop_id, shop_now.owner_id, when))
    return True


def kept(tx: Transaction, shop_id: int) -> KeptShop | None:
    """The shop of that number, as its keepers see it."""
    row = tx.first(_KEPT, {"shop_id": shop_id})
    if row is None:
        return None
    return KeptShop(
        row.id,
        row.name,
        row.owner_id,
        row.currency,
        row.zone,
        row.provider,
        ShopState(row.state),
        row.why,
        Handover(row.handover),
        asked(row.asks),
        row.points,
    )


def asked(asks: str) -> tuple[str, ...]:
    """What a shop's `asks` column stands for, in the order of DETAILS; where it says nothing, the usual."""
    said = asks.split(",")
    return tuple(one for one in DETAILS if one in said) or USUAL_ASKS


def hand_over(tx: Transaction, shop_id: int, how: Handover, asks: tuple[str, ...] = ()) -> None:
    """Goods are handed over like this from now on."""
    tx.write(_HAND_OVER, {"id_": shop_id, "how": how.value, "what": ",".join(asks)})
