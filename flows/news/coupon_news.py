"""News of coupons: those that a group has brought its leader, one that runs out, and a fund that has."""

from catalog.browsing import shop
from catalog.keeping.shopkeeping import kept
from flows.coupons.pages import gift
from flows.faces import Screen
from flows.screens import coupons as screen
from flows.screens.desk import coupons as desk_screen
from flows.texts import Texts
from groupbuys.coupons import funds, looking, packets
from groupbuys.coupons.model import CouponState
from people.model import Person
from storage.transaction import Transaction

GIVEN, ENDS, EMPTY = "packet", "coupon_ends", "fund_empty"
KINDS = (GIVEN, ENDS, EMPTY)


def compose(
    tx: Transaction, kind: str, subject_id: int, person: Person, detail: str
) -> Screen | None:
    """The words about a packet, a coupon or a fund, or None where they are not true any more."""
    if kind == GIVEN:
        return _given(tx, subject_id, person)
    if kind == ENDS:
        return _ends(tx, subject_id, person)
    return _empty(tx, subject_id, person, detail)


def _given(tx: Transaction, packet_id: int, person: Person) -> Screen | None:
    found = packets.by_id(tx, packet_id)
    if found is None or not found.is_open(tx.now) or not found.left:
        return None
    t = _texts(tx, person, found.shop_id)
    return screen.given(t, gift(tx, t, found))


def _ends(tx: Transaction, coupon_id: int, person: Person) -> Screen | None:
    one = looking.one(tx, person.id, person.language, coupon_id)
    if one is None or one.coupon.state is not CouponState.LIVE or one.coupon.until <= tx.now:
        return None
    return screen.ends(_texts(tx, person, one.coupon.shop_id), one)


def _empty(tx: Transaction, fund_id: int, person: Person, budget: str) -> Screen | None:
    """A fund that could not pay for a coupon; no longer true once it has another budget, or is off."""
    found = funds.by_id(tx, fund_id)
    house = None if found is None else kept(tx, found.shop_id)
    if found is None or house is None or str(found.budget.minor) != budget or not found.is_on:
        return None
    return desk_screen.empty(Texts(person.language, person.zone or house.zone), found)


def _texts(tx: Transaction, person: Person, shop_id: int) -> Texts:
    place = shop(tx, shop_id)
    return Texts(person.language, person.zone or (place.zone if place else "UTC"))
