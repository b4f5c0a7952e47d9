"""The ground of stories about where goods go: a shop with pickup points or delivery, and its buyers."""

from sqlalchemy import select

from catalog.keeping import shopkeeping
from catalog.keeping.shopkeeping import Handover
from groupbuys.fulfilment import handover, pickup
from groupbuys.fulfilment.handover import Bought, Destination
from groupbuys.tables import purchase
from tests.desk.packing import LANTERN
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me

HOME = ("Mei", "+49 151 23456789", "Main Street 5, 10115 Berlin")
"""What a delivery usually asks for: name, phone, address."""


def has_points(shop: Bazaar, *names: str) -> list[int]:
    """The bazaar's shop opens these pickup points."""
    return [
        shop.run(lambda tx: pickup.open_point(tx, LANTERN, name, f"{name} street 1", "9 to 18"))  # noqa: B023  run at once
        for name in names
    ]


def delivers(shop: Bazaar, how: Handover = Handover.DELIVERY, *asks: str) -> None:
    """The bazaar's shop hands over like that, and asks for that."""
    shop.run(lambda tx: pickup.change_way(tx, LANTERN, how))
    if asks:
        shop.run(lambda tx: shopkeeping.hand_over(tx, LANTERN, how, asks))


def destinations(shop: Bazaar) -> list[Destination | None]:
    """Where every order goes, the oldest first."""
    ids = [row.id for row in shop.run(lambda tx: tx.all(select(purchase.c.id).order_by("id")))]
    found = shop.run(lambda tx: handover.where_to(tx, ids))
    return [found.get(number) for number in ids]


def places(shop: Bazaar) -> list[str | None]:
    """The same by the names of pickup points, "" for what is delivered."""
    return [
        None if one is None else one.point.name if one.point else "" for one in destinations(shop)
    ]


def of_seat(shop: Bazaar, phone: Phone, seat_id: int) -> Bought:
    """A seat as its buyer has it."""
    person = me(shop, phone)
    found = shop.run(lambda tx: handover.bought(tx, person, "s", seat_id))
    assert found is not None
    return found
