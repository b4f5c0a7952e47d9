"""A whole house beside a whole messenger: what people see, say, press, open and pay there."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.acts import inlining, links, paying, pressing, starting, talking
from sandbox.acts.outcomes import ChatOpened, InlineOffered
from sandbox.world.bots import BotAccount
from sandbox.world.messages import Posted
from sandbox.world.people import Person
from sandbox.world.world import World

PATIENCE = 60
"""Seconds until a story gives up waiting; none waits that long when all is well."""

GOOD_CARD = "4242424242424242"


@dataclass
class Phone:
    """One person with the shop's bot on their phone."""

    world: World
    bot: BotAccount
    person: Person

    def start(self, payload: str = "") -> None:
        """Press Start, or follow a link into the bot."""
        starting.start(self.world, self.person.id, self.bot.id, payload)

    def say(self, text: str) -> None:
        """Type something to the bot."""
        talking.say(self.world, self.person.id, self.bot.id, text)

    def messages(self) -> list[Posted]:
        """What the bot said, oldest first, as it stands now."""
        chat = self.world.chats.open_private(self.person.id, self.bot.id)
        return [one for one in self.world.messages.of(chat.key) if one.owner_id == self.bot.id]

    def texts(self) -> list[str]:
        """The same as plain words."""
        return [words(one) for one in self.messages()]

    def sees(self, wanted: str) -> bool:
        """Whether some message of the bot has these words."""
        return any(wanted in text for text in self.texts())

    def has(self, label: str) -> Posted | None:
        """The newest message with a button of that label."""
        found = (
            one
            for one in reversed(self.messages())
            if any(button.text == label for button in one.buttons())
        )
        return next(found, None)

    async def reads(self, wanted: str) -> None:
        """Wait until some message of the bot has these words."""
        await self.until(lambda: self.sees(wanted), f"{wanted!r}")

    async def press(self, label: str) -> object:
        """Wait for a button of that label, and press the newest."""
        await self.until(lambda: self.has(label) is not None, f"button {label!r}")
        posted = self.has(label)
        assert posted is not None
        return pressing.press(self.world, self.person.id, self.bot.id, posted.id, label)

    async def press_like(self, pattern: str) -> object:
        """Press the newest button whose label has these words."""
        await self.until(lambda: bool(self._like(pattern)), f"button like {pattern!r}")
        return await self.press(self._like(pattern)[-1])

    async def pays(self, card: str = GOOD_CARD) -> None:
        """Wait for an invoice that is not paid yet, and pay it."""
        await self.until(lambda: self.invoice() is not None, "an invoice")
        invoice = self.invoice()
        assert invoice is not None
        checkout = paying.pay(self.world, self.person.id, self.bot.id, invoice.id, card)
        async with asyncio.timeout(PATIENCE):
            await paying.settled(self.world, checkout)

    async def invite(self) -> str:
        """Look for the button that shares a live card, and give the plain link that stands above it."""
        await self.until(lambda: self.has("Invite friends") is not None, "an invite")
        offered = await self.press("Invite friends")
        assert isinstance(offered, InlineOffered), offered
        links = [re.search(r"https://t\.me/\S+", text) for text in self.texts()]
        return [found[0] for found in links if found is not None][-1]

    async def shares(self, chat: int, words: str = "") -> Posted:
        """Type the bot's name and words into a chat, and drop the first card that is offered there."""
        query = inlining.ask_inline(self.world, self.person.id, self.bot.id, words, chat)
        await self.until(lambda: self.world.inline.answer(query.id) is not None, "an offer")
        answer = self.world.inline.answer(query.id)
        assert answer is not None
        first = answer.results[0].id
        return inlining.choose(self.world, self.person.id, query.id, first, chat)

    async def opens(self, link: str) -> None:
        """Tap a link that a friend passed on."""
        opened = links.open_link(self.world, self.person.id, link)
        assert isinstance(opened, ChatOpened), opened
        self.start(opened.start or "")

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for something that the world shows; says what was there instead if it never comes."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self.world.until(condition)
        except TimeoutError:
            shown = "\n---\n".join(
                f"{words(one)}\n{[button.text for button in one.buttons()]}"
                for one in self.messages()
            )
            raise AssertionError(f"{self.person.first_name} waits for {what}:\n{shown}") from None

    def invoice(self) -> Posted | None:
        """The newest invoice that is not paid yet."""
        unpaid = [one for one in self.messages() if one.invoice is not None and not one.paid]
        return unpaid[-1] if unpaid else None

    def _like(self, pattern: str) -> list[str]:
        labels = [button.text for one in self.messages() for button in one.buttons()]
        return [label for label in labels if re.search(pattern, label)]


def words(posted: Posted) -> str:
    """A message's text or caption."""
    return posted.message.text or posted.message.caption or ""
