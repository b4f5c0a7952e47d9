"""A shop with something to deliver: the ground of stories about packing."""

from collections.abc import Sequence

from sqlalchemy import func, select

from catalog.keeping import shopkeeping, staff
from catalog.keeping.roles import Role
from catalog.keeping.shopkeeping import Handover
from catalog.tables import deal, product
from flows.presses.every import WIRE, Press
from groupbuys.history import OrderLine
from groupbuys.tables import purchase, seat
from storage.tables import outbox
from storage.transaction import Found
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me, orders
from tests.flows.walks import joins, opens, sees_mug
from tests.groupbuys import ledger

LANTERN = 1
"""The number of the bazaar's own shop."""


async def hires(
    shop: Bazaar, packer: Phone, how: Handover = Handover.BOTH, role: Role = Role.PACKER
) -> None:
    """Somebody works for the bazaar's shop, which hands its goods over like that."""
    await packer.start()
    number = me(shop, packer)
    shop.run(lambda tx: staff.engage(tx, LANTERN, number, role))
    shop.run(lambda tx: shopkeeping.hand_over(tx, LANTERN, how))


async def buys(phone: Phone) -> None:
    """Buy the mug alone."""
    await sees_mug(phone)
    await phone.press("Buy alone")
    if phone.invoices:
        await phone.pay()


async def succeeds(shop: Bazaar) -> tuple[Phone, Phone, Phone, Phone]:
    """A group of three got its mugs, and Pat packs for the shop."""
    mei, bo, ana, pat = shop.phones("Mei", "Bo <i>", "Ana", "Pat")
    token = await opens(mei)
    await joins(bo, token)
    await joins(ana, token)
    await hires(shop, pat)
    return mei, bo, ana, pat


def bought(shop: Bazaar, phone: Phone) -> OrderLine:
    """The one thing that somebody bought."""
    (line,) = orders(shop, phone)
    return line


def deal_on(shop: Bazaar, handle: str) -> int:
    """The number of the deal on one of the bazaar's products."""
    wanted = select(deal.c.id).join(product, product.c.id == deal.c.product_id)
    return int(shop.run(lambda tx: tx.value(wanted.where(product.c.handle == handle))))


def number_of(shop: Bazaar, phone: Phone) -> str:
    """The number that a buyer reads out."""
    return bought(shop, phone).number or "?"


def rows(shop: Bazaar) -> Sequence[Found]:
    """Every order with its seat's state."""
    wanted = (
        select(purchase, seat.c.state.label("seat_state"))
        .outerjoin(seat, seat.c.id == purchase.c.seat_id)
        .order_by(purchase.c.id)
    )
    return shop.run(lambda tx: tx.all(wanted))


def owed(shop: Bazaar) -> int:
    """How many people are told that something is on its way."""
    wanted = select(func.count()).where(outbox.c.kind == "shipped")
    return int(shop.run(lambda tx: tx.value(wanted)))


async def presses(phone: Phone, press: Press) -> None:
    """Press that under the newest message, whether or not there is a button for it."""
    await phone.wire(WIRE.encode(press))


def balanced(shop: Bazaar) -> None:
    """Seats, orders, stock and money agree with each other."""
    assert shop.run(ledger.read).complaints() == []


async def looks(packer: Phone) -> None:
    """Go from the desk to the orders."""
    await packer.command("shop")
    await packer.press("Orders")
