"""A shop whose goods are counted, packed and handed out: what there is to press about them."""

from catalog import stocktaking
from catalog.keeping import points
from flows.presses.counter import HandOutAt, PasteParcels
from flows.presses.editing import EditField
from flows.presses.stock import Restock
from tests.desk.packing import LANTERN, buys, deal_on, number_of
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone


async def handles_goods(shop: Bazaar, owner: Phone) -> None:
    """Two counters, something handed out just now, a list of nonsense, a bare number, and half an edit."""
    shop.run(lambda tx: points.add_pickup_point(tx, LANTERN, "Station"))
    shop.run(lambda tx: points.add_pickup_point(tx, LANTERN, NASTY * 3))
    (ana,) = shop.phones("Ana")
    await buys(ana)
    await owner.do(HandOutAt(LANTERN, 0), 10**9)
    await owner.write(number_of(shop, ana))
    await owner.do(PasteParcels(LANTERN), 10**9)
    await owner.write("\n".join([number_of(shop, ana), NASTY * 3, "ABCDEFGH", NASTY]))
    found = shop.run(lambda tx: stocktaking.page(tx, LANTERN, 0, "", 0, 1))
    await owner.do(Restock(LANTERN, found[0].variant_id), 10**9)
    await owner.write("20")
    await owner.do(EditField(LANTERN, deal_on(shop, "shirt"), "limit", 0), 10**9)
    await owner.write("4")
