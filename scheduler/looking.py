"""A last look before something is said: is it still true, wanted, timely, and is there anybody to hear it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Select, Table, bindparam, select

from catalog.keeping.following_tables import announcement
from catalog.keeping.tables import channel
from catalog.low_stock import OF_PRODUCT, OF_VARIANT
from catalog.tables import product, shop, variant
from flows.news.manners import MANNERS, is_muted
from flows.replies import Reply
from groupbuys.claims.tables import claim
from groupbuys.coupons.tables import coupon, coupon_fund, packet
from groupbuys.reminding import Quiet
from groupbuys.tables import group_buy, purchase, seat
from groupbuys.telling import daily
from groupbuys.telling.offers_told import told_today
from groupbuys.telling.tables import letter
from people import meeting, reaching
from people.model import DIGEST, Person, Reach
from storage.claiming import Owed
from storage.outbox import DAILY
from storage.transaction import Transaction

Compose: TypeAlias = Callable[[Transaction, str, int, int, str], tuple[Reply, ...] | None]
"""Puts a notice into words: (tx, kind, subject_id, person_id, detail); None where it is no longer true."""


def _zone_by(what: Table) -> Select[tuple[str]]:
    """The zone of the shop that a row of this table belongs to."""
    return (
        select(shop.c.zone)
        .join_from(what, shop, shop.c.id == what.c.shop_id)
        .where(what.c.id == bindparam("id_"))
    )


_GROUPS_ZONE = _zone_by(group_buy)
_ANNOUNCERS_ZONE = _zone_by(announcement)
_WRITERS_ZONE = _zone_by(letter)
_ORDERS_ZONE = _zone_by(purchase)
_SEATS_ZONE = _zone_by(seat)
_PRODUCTS_ZONE = _zone_by(product)
_VARIANTS_ZONE = (
    select(shop.c.zone)
    .join_from(variant, product, product.c.id == variant.c.product_id)
    .join(shop, shop.c.id == product.c.shop_id)
    .where(variant.c.id == bindparam("id_"))
)
_CLAIMS_ZONE = _zone_by(claim)
_CHANNELS_ZONE = _zone_by(channel)
_PACKETS_ZONE = _zone_by(packet)
_COUPONS_ZONE = _zone_by(coupon)
_FUNDS_ZONE = _zone_by(coupon_fund)
_ZONES = {
    "shipped": _ORDERS_ZONE,
    "rerouted": _ORDERS_ZONE,
    "handed_out": _ORDERS_ZONE,
    "taken_in": _ORDERS_ZONE,
    "claim": _CLAIMS_ZONE,
    "letter": _WRITERS_ZONE,
    "new_deals": _ANNOUNCERS_ZONE,
    "claim_reminder": _CLAIMS_ZONE,
    "channel_lost": _CHANNELS_ZONE,
    "channel_back": _CHANNELS_ZONE,
    "packet": _PACKETS_ZONE,
    "coupon_ends": _COUPONS_ZONE,
    "fund_empty": _FUNDS_ZONE,
    OF_VARIANT: _VARIANTS_ZONE,
    OF_PRODUCT: _PRODUCTS_ZONE,
}
"""The shop's zone, for people who named none of their own; by the kind of news, mostly about a group buy."""


@dataclass(frozen=True, slots=True)
class Speak:
    """Say this there."""

    reach: Reach
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class HoldBack:
    """It is quiet there until then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """It is not said at all."""

    why: str


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """It waits until they come back."""


@dataclass(frozen=True, slots=True)
class Gather:
    """It is said with others, at that moment or when the others are."""

    at: datetime


Look: TypeAlias = Speak | HoldBack | Drop | OutOfReach | Gather


def look(tx: Transaction, owed: Owed, compose: Compose) -> Look:
    """What to do with a claimed row at this moment."""
    if owed.stale_at is not None and owed.stale_at <= tx.now:
        return Drop("stale")
    person = meeting.by_id(tx, owed.person_id)
    if person is None:
        return Drop("nobody to tell")
    return _wish(tx, owed, person) or _words(tx, owed, compose)


def _wish(tx: Transaction, owed: Owed, person: Person) -> HoldBack | Drop | Gather | None:
    """What the person wants: nothing of this, not now, not alone, or (None) nothing against it."""
    manner = MANNERS.get(owed.kind)
    if manner is None:
        return None
    if is_muted(tx, owed.kind, owed.subject_id, person):
        return Drop("muted")
    if manner.gathers and _is_gathered(person, owed.kind) and _is_reached(tx, owed):
        return Gather(daily.next_for(tx, person))
    if not manner.waits:
        return None
    zone = _zone(tx, owed, person)
    quiet = Quiet(person.quiet_from, person.quiet_to, zone)
    until = quiet.until(tx.now)
    if until is None:
        return _enough(tx, owed, person, zone)
    if owed.stale_at is not None and owed.stale_at <= until:
        return Drop("stale before the quiet hours are over")
    return HoldBack(until)


def _is_gathered(person: Person, kind: str) -> bool:
    return person.daily or (kind == "new_deals" and person.news == DIGEST)


def _is_reached(tx: Transaction, owed: Owed) -> bool:
    """Whether they are there; whom nothing reaches keeps everything for when they return."""
    reach = reaching.where(tx, owed.person_id, owed.bot)
    return reach is not None and reach.unreachable_at is None


def _enough(tx: Transaction, owed: Owed, person: Person, zone: str) -> Drop | None:
    """Word of new deals keeps within what they want to hear in a day of theirs."""
    if owed.kind != "new_deals" or told_today(tx, person.id, tx.now, zone) < person.news:
        return None
    return Drop("enough for today")


def _zone(tx: Transaction, owed: Owed, person: Person) -> str:
    """Theirs; else that of the shop that it is about, or of the one that a daily message comes by."""
    if owed.kind == DAILY:
        return daily.zone_of(tx, person)
    return person.zone or _shops_zone(tx, owed) or "UTC"


def _shops_zone(tx: Transaction, owed: Owed) -> str | None:
    wanted, number = _ZONES.get(owed.kind, _GROUPS_ZONE), owed.subject_id
    if owed.kind in {"ask_where", "where"}:
        wanted = _SEATS_ZONE if owed.detail == "s" else _ORDERS_ZONE
    return tx.value(wanted, {"id_": number})  # type: ignore[no-any-return]  # a text


def _words(tx: Transaction, owed: Owed, compose: Compose) -> Speak | Drop | OutOfReach:
    reach = reaching.where(tx, owed.person_id, owed.bot)
    if reach is None or reach.unreachable_at is not None:
        return OutOfReach()
    replies = compose(tx, owed.kind, owed.subject_id, owed.person_id, owed.detail)
    return Speak(reach, replies) if replies else Drop("no longer true")
