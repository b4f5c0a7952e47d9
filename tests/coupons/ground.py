"""What coupon stories do over and over: a fund that is on, groups that succeed, packets given, taken and counted."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import insert, select

from catalog.money import Money
from groupbuys.coupons import ending, funds, giving, packets, taking
from groupbuys.coupons import purse as purse_of
from groupbuys.coupons.model import Fund, NotTaken, Offered, Packet, Taken
from groupbuys.coupons.tables import coupon, coupon_fund, packet
from storage.transaction import Transaction
from tests.groupbuys.coupon_books import complaints
from tests.groupbuys.group import filled
from tests.stories import Town

EUR = "EUR"


def euros(minor: int) -> Money:
    """So many cents."""
    return Money(minor, EUR)


def sets_up(
    town: Town,
    *,
    size: int = 3,
    amount: int = 300,
    least: int = 1000,
    days: int = 14,
    budget: int = 9000,
    deal_id: int = 0,
) -> Fund:
    """A fund that is on; amounts in cents."""

    def work(tx: Transaction) -> Fund:
        made = funds.begin(tx, town.shop_id, deal_id, euros(amount))
        assert isinstance(made, Fund), made
        offered = Offered(size, euros(amount), euros(least), days)
        on = funds.change(tx, replace(made, is_on=True, offered=offered, budget=euros(budget)))
        assert isinstance(on, Fund), on
        return on

    return town.run(work)


def gives(town: Town) -> list[Packet]:
    """The tick gives what is owed; every packet that was ever given, in order."""

    def work(tx: Transaction) -> list[Packet]:
        giving.give_due(tx, 100)
        rows = tx.all(select(packet.c.id).where(packet.c.token.is_not(None)).order_by(packet.c.id))
        return [one for row in rows if (one := packets.by_id(tx, row.id)) is not None]

    return town.run(work)


def packet_of(town: Town, *people: int) -> Packet:
    """These people fill a group buy, and its leader, the first of them, has been given their packet."""
    group = filled(town, *people).group
    return next(one for one in gives(town) if one.group_buy_id == group.id)


def takes(town: Town, person: int, of: Packet) -> Taken | NotTaken:
    """Somebody opens the link of a packet."""
    return town.run(lambda tx: taking.take(tx, person, of.token))


def has(town: Town, person: int, of: Packet) -> Taken:
    """Somebody takes a coupon, and gets one."""
    taken = takes(town, person, of)
    assert isinstance(taken, Taken), taken
    return taken


def ends(town: Town) -> None:
    """The tick ends whatever has run out."""
    town.run(lambda tx: ending.end_coupons(tx, 100))
    town.run(lambda tx: ending.end_packets(tx, 100))


def states(town: Town) -> Counter[str]:
    """How many coupons there are in each state, those still in their packets as "waiting"."""
    rows = town.run(lambda tx: tx.all(select(coupon.c.state)))
    waiting = town.run(lambda tx: tx.all(select(packet.c.left)))
    found = Counter(row.state for row in rows)
    left = sum(row.left for row in waiting)
    return found + Counter({"waiting": left} if left else {})


def purse(town: Town) -> tuple[int, int]:
    """What is set aside and what is spent of all funds together, in cents; and both are right, to the cent."""
    assert town.run(complaints) == []
    rows = town.run(lambda tx: tx.all(select(coupon_fund.c.aside, coupon_fund.c.spent)))
    return sum(row.aside for row in rows), sum(row.spent for row in rows)


def packet_for(tx: Transaction, giver: int, shop_id: int = 1) -> str:
    """Somebody can give three coupons of that shop away, for whatever they did; gives the word of the link."""
    found = funds.for_deal(tx, shop_id, 0) or funds.begin(tx, shop_id, 0, euros(300))
    assert isinstance(found, Fund), found
    assert purse_of.set_aside(tx, found.id, 900)
    terms = {"size": 3, "left": 3, "unused": 0, "amount": 300, "least": 600, "days": 9}
    row = {"fund_id": found.id, "shop_id": shop_id, "group_buy_id": -giver, "giver_id": giver}
    token = f"given-by-{giver:07}"
    rest = {"token": token, "state": "open", "currency": EUR, "version": 1, "created_at": tx.now}
    tx.add(insert(packet), {**row, **terms, **rest, "until": tx.now + timedelta(days=7)})
    return token
