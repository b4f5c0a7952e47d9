"""Walks that many stories take: to a product, into a group buy, through a payment."""

from groupbuys.finding import group
from groupbuys.model import GroupBuy
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone


async def sees_mug(phone: Phone) -> None:
    """Search for the mug, which has one variant only, and look at it."""
    await phone.write("enamel mug")
    await phone.press("Enamel mug")


async def opens(phone: Phone) -> str:
    """Start a group for the mug and pay; gives the invite token."""
    await sees_mug(phone)
    await phone.press("Start a group")
    if phone.invoices:
        await phone.pay()
    return token_of(phone)


async def joins(phone: Phone, token: str) -> None:
    """Follow the invite, press Join once, pay."""
    await phone.start(token)
    await phone.press("Join")
    await phone.pay()


def token_of(phone: Phone) -> str:
    """The token that a member passes on."""
    return phone.shared().address.partition("/")[2]


def the_group(shop: Bazaar) -> GroupBuy:
    """The first group buy."""
    found = shop.run(lambda tx: group(tx, 1))
    assert found is not None
    return found
