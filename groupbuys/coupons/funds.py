"""Funds as a shop keeps them: made, changed, switched on and off, and what came of them in figures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, func, insert, select, update

from catalog.money import Money
from catalog.tables import deal, shop
from groupbuys.coupons.limits import Fault, fault
from groupbuys.coupons.model import CouponState, Fund, Offered, PacketState
from groupbuys.coupons.packets import offered
from groupbuys.coupons.tables import coupon, coupon_fund, packet
from storage.transaction import Found, Transaction

_OURS = select(coupon_fund).where(coupon_fund.c.shop_id == bindparam("shop_id"))
_ALL = _OURS.order_by(coupon_fund.c.deal_id).limit(bindparam("most"))
_ONE = _OURS.where(coupon_fund.c.id == bindparam("id_"))
_LOCKED = _ONE.with_for_update(key_share=True)
_BY_ID = select(coupon_fund).where(coupon_fund.c.id == bindparam("id_"))
_FOR_DEAL = _OURS.where(coupon_fund.c.deal_id == bindparam("of_deal"))
_ADD = insert(coupon_fund)
_SAVE = (
    update(coupon_fund)
    .where(
        coupon_fund.c.id == bindparam("id_"),
        coupon_fund.c.aside + coupon_fund.c.spent <= bindparam("new_budget"),
    )
    .values(
        is_on=bindparam("new_on"),
        size=bindparam("new_size"),
        amount=bindparam("new_amount"),
        least=bindparam("new_least"),
        days=bindparam("new_days"),
        budget=bindparam("new_budget"),
    )
)
_CURRENCY = select(shop.c.currency).where(shop.c.id == bindparam("shop_id"))
_DEAL = select(deal.c.id).where(deal.c.id == bindparam("id_"), deal.c.shop_id == bindparam("ours"))
_GIVEN = select(
    func.count().label("packets"),
    func.coalesce(func.sum(packet.c.size), 0).label("given"),
    func.coalesce(func.sum(packet.c.left), 0).label("waiting"),
    func.coalesce(func.sum(packet.c.unused), 0).label("unused"),
).where(
    packet.c.fund_id == bindparam("fund_id"),
    packet.c.state.in_([PacketState.OPEN.value, PacketState.OVER.value, PacketState.BACK.value]),
)
_TAKEN = (
    select(coupon.c.state, func.count().label("coupons"))
    .where(coupon.c.fund_id == bindparam("fund_id"))
    .group_by(coupon.c.state)
)

MOST_FUNDS = 30
"""Funds of one shop: as many as one screen has buttons for."""

SIZE, DAYS, TIMES_LEAST, PACKETS = 5, 14, 4, 20
"""What a new fund begins with: coupons in a packet, days, least purchase and budget as so many coupons or packets."""


@dataclass(frozen=True, slots=True)
class Given:
    """What became of a fund's coupons: `given` in `packets`, of which some `waiting` to be taken.

    given = waiting + live + held + used + expired + unused (nobody took those in time).
    """

    packets: int
    given: int
    waiting: int
    live: int
    held: int
    used: int
    expired: int
    unused: int


def funds_of(tx: Transaction, shop_id: int) -> tuple[Fund, ...]:
    """A shop's funds, that for the whole shop first."""
    return tuple(map(_read, tx.all(_ALL, {"shop_id": shop_id, "most": MOST_FUNDS})))


def fund(tx: Transaction, shop_id: int, fund_id: int) -> Fund | None:
    """One of them; another shop's looks like one that does not exist."""
    row = tx.first(_ONE, {"shop_id": shop_id, "id_": fund_id})
    return None if row is None else _read(row)


def by_id(tx: Transaction, fund_id: int) -> Fund | None:
    """The fund of that number, of whatever shop."""
    row = tx.first(_BY_ID, {"id_": fund_id})
    return None if row is None else _read(row)


def for_deal(tx: Transaction, shop_id: int, deal_id: int) -> Fund | None:
    """The fund of a deal, or (0) of the whole shop."""
    row = tx.first(_FOR_DEAL, {"shop_id": shop_id, "of_deal": deal_id})
    return None if row is None else _read(row)


def given(tx: Transaction, fund_id: int) -> Given:
    """What became of what it gave."""
    states: Mapping[str, int] = {
        row.state: int(row.coupons) for row in tx.all(_TAKEN, {"fund_id": fund_id})
    }
    row = tx.first(_GIVEN, {"fund_id": fund_id})
    packets, size, waiting, unused = map(int, row) if row is not None else (0, 0, 0, 0)
    return Given(
        packets,
        size,
        waiting,
        live=states.get(CouponState.LIVE, 0),
        held=states.get(CouponState.HELD, 0),
        used=states.get(CouponState.USED, 0),
        expired=states.get(CouponState.EXPIRED, 0),
        unused=unused,
    )


def begin(tx: Transaction, shop_id: int, deal_id: int, amount: Money) -> Fund | Fault | None:
    """Make a fund that is off still, with the rest as most would want it; the one that is there is left as it is.

    None: there is no such shop or deal, its currency is another one, or it has MOST_FUNDS.
    """
    there = for_deal(tx, shop_id, deal_id)
    if there is not None:
        return there
    known = not deal_id or tx.first(_DEAL, {"id_": deal_id, "ours": shop_id}) is not None
    full = len(funds_of(tx, shop_id)) >= MOST_FUNDS
    if not known or full or tx.value(_CURRENCY, {"shop_id": shop_id}) != amount.currency:
        return None
    terms = Offered(SIZE, amount, amount * TIMES_LEAST, DAYS)
    budget = amount * SIZE * PACKETS
    nothing = Money(0, amount.currency)
    wrong = fault(terms, budget, nothing)
    if wrong is not None:
        return wrong
    new = Fund(0, shop_id, deal_id, False, terms, budget, nothing, nothing)
    return replace(new, id=tx.add(_ADD, {**_row(new), "created_at": tx.now}))


def change(tx: Transaction, new: Fund) -> Fund | Fault | None:
    """Write a fund's new terms, budget or switch down; packets that were given stay what they are. None: it is gone."""
    row = tx.first(_LOCKED, {"shop_id": new.shop_id, "id_": new.id})
    if row is None:
        return None
    now = _read(row)
    new = replace(new, aside=now.aside, spent=now.spent)
    wrong = fault(new.offered, new.budget, new.aside + new.spent)
    if wrong is not None:
        return wrong
    terms = new.offered
    values = {
        "id_": new.id,
        "new_on": int(new.is_on),
        "new_size": terms.size,
        "new_amount": terms.amount.minor,
        "new_least": terms.least.minor,
        "new_days": terms.days,
        "new_budget": new.budget.minor,
    }
    return new if tx.write(_SAVE, values) == 1 else Fault.GIVEN_AWAY


def _row(new: Fund) -> dict[str, object]:
    return {
        "shop_id": new.shop_id,
        "deal_id": new.deal_id,
        "is_on": int(new.is_on),
        "size": new.offered.size,
        "amount": new.offered.amount.minor,
        "least": new.offered.least.minor,
        "currency": new.offered.amount.currency,
        "days": new.offered.days,
        "budget": new.budget.minor,
        "aside": new.aside.minor,
        "spent": new.spent.minor,
    }


def _read(row: Found) -> Fund:
    currency = row.currency
    return Fund(
        id=row.id,
        shop_id=row.shop_id,
        deal_id=row.deal_id,
        is_on=bool(row.is_on),
        offered=offered(row),
        budget=Money(row.budget, currency),
        aside=Money(row.aside, currency),
        spent=Money(row.spent, currency),
    )
