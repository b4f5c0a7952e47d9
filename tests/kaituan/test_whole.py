"""A group buy from the first word to the money, through everything: messenger, bot, books, scheduler, provider."""

import asyncio
import re
from dataclasses import dataclass

from kaituan.numbers import numbers
from sandbox.acts import links, paying, pressing, starting, talking
from sandbox.world.charges import ChargeState
from sandbox.world.chats import private_key
from sandbox.world.checkouts import CheckoutState
from sandbox.world.messages import Posted
from sandbox.world.world import World
from tests.catalog.market import Market
from tests.kaituan.street import PATIENCE, Street, street
from tests.kaituan.test_house import opened, told

CARD = "4242424242424242"


@dataclass
class Phone:
    """Somebody's messenger, in their chat with the shop."""

    world: World
    person: int
    bot: int

    @property
    def posts(self) -> list[Posted]:
        """What the bot said here."""
        chat = self.world.messages.of(private_key(self.person, self.bot))
        return [posted for posted in chat if posted.owner_id == self.bot]

    async def see(self, words: str) -> Posted:
        """Wait for a message of the bot with these words in its text or on its buttons."""
        async with asyncio.timeout(PATIENCE):
            await self.world.until(lambda: any(words in _face(post) for post in self.posts))
        return next(post for post in reversed(self.posts) if words in _face(post))

    async def press(self, label: str) -> None:
        """Press the newest button that has this in its label, once it is there."""
        posted = await self.see(f"[{label}")
        button = next(one for one in posted.buttons() if one.text.startswith(label))
        pressing.press(self.world, self.person, self.bot, posted.id, button.text)

    async def pay(self) -> CheckoutState:
        """Pay the newest invoice, and wait for the outcome."""
        async with asyncio.timeout(PATIENCE):
            await self.world.until(lambda: any(post.invoice for post in self.posts))
            posted = next(post for post in reversed(self.posts) if post.invoice)
            checkout = paying.pay(self.world, self.person, self.bot, posted.id, CARD)
            return (await paying.settled(self.world, checkout)).state


def _face(posted: Posted) -> str:
    text = posted.message.text or posted.message.caption or ""
    return "\n".join([text, *(f"[{button.text}]" for button in posted.buttons())])


def phone(here: Street, name: str) -> Phone:
    """Somebody new, who reads English."""
    return Phone(here.world, here.world.people.add(name, language_code="en").id, here.bot)


async def open_group(mei: Phone) -> str:
    """Find the mug, start a group and pay; returns the invite link."""
    starting.start(mei.world, mei.person, mei.bot)
    await mei.see("Browse")
    talking.say(mei.world, mei.person, mei.bot, "mugs")
    await mei.press("Enamel mug")
    await mei.press("Start a group")
    assert await mei.pay() is CheckoutState.PAID
    card = await mei.see("1 of 3")
    link = re.search(r"https://t\.me/shop_bot\?start=\S+", _face(card))
    assert link
    return link[0]


async def join(friend: Phone, link: str) -> None:
    """Follow an invite, press Start, join and pay."""
    links.open_link(friend.world, friend.person, link)
    token = link.partition("=")[2]
    starting.start(friend.world, friend.person, friend.bot, token)
    await friend.press("Join")
    assert await friend.pay() is CheckoutState.PAID


async def charged(here: Street, state: ChargeState, count: int) -> None:
    """Wait until so many charges stand like that at the provider."""
    async with asyncio.timeout(PATIENCE):
        await here.world.until(
            lambda: [one.state for one in here.world.provider].count(state) == count
        )


async def test_three_people_buy_together_and_the_money_is_taken(sqlite_url: str) -> None:
    """Promises 1, 2 and 28."""
    with Market(sqlite_url) as market:
        market.bring()
    async with street() as here, opened(here, told(here, sqlite_url)) as shop:
        mei, ana, tom = (phone(here, name) for name in ("Mei", "Ana", "Tom"))
        link = await open_group(mei)
        await join(ana, link)
        await mei.see("2 of 3")
        await join(tom, link)
        await charged(here, ChargeState.CAPTURED, 3)
        for person in (mei, ana, tom):
            await person.see("3 of 3")
            await person.see("€7.99 is paid.")
        found = await shop.books.run(numbers, reads=True)
    assert found.shops[0].groups == {"succeeded": 1}
    assert [(state, total.minor) for state, _, total in found.money] == [("captured", 3 * 799)]


async def test_a_group_that_stays_alone_is_paid_back_when_its_day_is_over(sqlite_url: str) -> None:
    """Promises 3, 20 and 23."""
    with Market(sqlite_url) as market:
        market.bring()
    async with street() as here, opened(here, told(here, sqlite_url)) as shop:
        here.world.clock.listen(lambda _: shop.runner.look_at_the_clock())
        mei = phone(here, "Mei")
        await open_group(mei)
        here.world.wind(24 * 3600)
        await charged(here, ChargeState.VOIDED, 1)
        await mei.see("2 were missing")
        await mei.see("€7.99 went back to you")
        found = await shop.books.run(numbers, reads=True)
    assert found.shops[0].groups == {"failed": 1}
    assert found.lateness is not None
    assert found.lateness.longest.total_seconds() < 5
