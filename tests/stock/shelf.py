"""The bazaar's shop seen by those who look after its stock."""

from sqlalchemy import select

from catalog.keeping.roles import Role
from catalog.tables import product, variant
from flows.presses.stock import Restock, ShowCount
from tests.desk.packing import LANTERN, hires
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone

_BOOKS = (
    select(variant.c.id, variant.c.free, product.c.free.label("together"))
    .join_from(variant, product, product.c.id == variant.c.product_id)
    .where(product.c.handle == "mug")
)


async def keeper(shop: Bazaar, name: str = "Kim", role: Role = Role.MANAGER) -> Phone:
    """Somebody who looks after the bazaar's stock."""
    (kim,) = shop.phones(name)
    await hires(shop, kim, role=role)
    return kim


def mug(shop: Bazaar) -> int:
    """The number of the mug's only variant."""
    return int(shop.run(lambda tx: tx.value(_BOOKS)))


def books(shop: Bazaar) -> tuple[int | None, int | None]:
    """Free units of the mug, in the variant's book and in its product's."""
    row = shop.run(lambda tx: tx.first(_BOOKS))
    assert row is not None
    return row.free, row.together


async def looks(shop: Bazaar, phone: Phone) -> None:
    """See the mug's count."""
    await phone.do(ShowCount(LANTERN, mug(shop)), 10**9)


async def says(shop: Bazaar, phone: Phone, words: str) -> None:
    """Restock the mug in these words."""
    await phone.do(Restock(LANTERN, mug(shop)), 10**9)
    await phone.write(words)
