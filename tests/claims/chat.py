"""A mug that was sent, its buyer and who keeps the shop, in the chat: the ground of stories about claims."""

from catalog.keeping.roles import Role
from catalog.keeping.shopkeeping import Handover
from flows.events import Photo
from groupbuys.fulfilment import fulfilling
from groupbuys.refunding import step_done
from payments import stepping
from payments.model import StepKind
from tests.desk.packing import LANTERN, bought, buys, hires
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone, new_id
from tests.payments.till import LEASE


async def sends_photo(phone: Phone, source: str = "telegram:AgAC", caption: str = "") -> None:
    """Send a photo into the chat."""
    await phone.take(Photo(new_id(), phone.sender, phone.place, source, caption))


async def has_mug(shop: Bazaar, role: Role = Role.OWNER) -> tuple[Phone, Phone]:
    """Mei's mug was sent a week ago; Olga keeps the shop."""
    mei, olga = shop.phones("Mei", "Olga")
    await buys(mei)
    await hires(shop, olga, Handover.DELIVERY, role)
    works_off(shop)
    order = bought(shop, mei).id
    shop.run(lambda tx: fulfilling.ship(tx, LANTERN, order))
    shop.wind(days=6)
    return mei, olga


async def claims(mei: Phone, *sources: str, words: str = "The handle is <off>") -> None:
    """It is damaged."""
    await mei.command("orders")
    await mei.press("Enamel mug")
    await mei.press("Something is wrong")
    await mei.press("Damaged")
    await mei.write(words)
    for source in sources:
        await sends_photo(mei, source)
    await mei.press("Done")


def works_off(shop: Bazaar) -> list[tuple[StepKind, int]]:
    """The provider does what it is asked."""
    steps = shop.run(lambda tx: stepping.claim(tx, LEASE, 100))
    for step in steps:
        shop.run(lambda tx: step_done(tx, step))  # noqa: B023  run at once
    return [(step.kind, step.amount.minor) for step in steps]
