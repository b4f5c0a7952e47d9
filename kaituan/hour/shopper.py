"""An invented shopper of the hour: comes by a link, presses what there is to press, pays, leaves and comes back."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import httpx

from sandbox.acts import links, paying, pressing, starting, talking
from sandbox.acts.outcomes import ChatOpened
from sandbox.world.bots import BotAccount
from sandbox.world.cards import CARDS
from sandbox.world.messages import Posted
from sandbox.world.people import Person
from sandbox.world.refusals import Impossible
from sandbox.world.world import World

_PATIENCE = timedelta(minutes=2)
"""On the shop's clock: whoever waits in vain for so long does something else."""

_TRIES = 12
_WISHES = ("Join", "Start a group", "Buy alone")
_WAYS = ("🌐 Stripe", "💳 Card, here in the chat")
_LINK = re.compile(r"https://t\.me/\S+start=\S+")
_AWAY = (
    "Home",
    "Back",
    "«",
    "»",
    "My ",
    "Browse",
    "Give it up",
    "See ",
    "More than one",
    "🏬",
    "Follow",
)
"""Labels of buttons that lead away from what a shopper came for."""


@dataclass
class Street:
    """Where all shoppers are: the links to deals, and those to groups that they pass on."""

    world: World
    bot: BotAccount
    browser: httpx.AsyncClient
    deals: Sequence[str]
    invites: list[str] = field(default_factory=list)


@dataclass
class Shopper:
    """One of them; what they do is drawn from `random`."""

    street: Street
    person: Person
    random: Random
    pages: set[str] = field(default_factory=set)

    async def live(self) -> None:
        """Come, wish for something and pay for it; perhaps leave, and perhaps come back."""
        for _ in range(self.random.choice([1, 1, 2])):
            self._come()
            if await self._wishes() and await self._pays():
                self._pass_on()
                if self.random.random() < 0.1:
                    await self._leaves()
            await self.wait(timedelta(minutes=self.random.randint(1, 9)), lambda: False)

    def _come(self) -> None:
        """By a friend's link, if there is one, or by that of a deal."""
        invites = self.street.invites[-4:]
        if invites and self.random.random() < 0.75:
            opened = links.open_link(self.world, self.person.id, self.random.choice(invites))
            payload = opened.start or "" if isinstance(opened, ChatOpened) else ""
        else:
            payload = self.random.choice(self.street.deals)
        starting.start(self.world, self.person.id, self.street.bot.id, payload)

    async def _wishes(self) -> bool:
        """Press one of the wishes, then whatever has to be chosen, until something is to be paid."""
        alone = self.random.random() < 0.1
        await self.wait(_PATIENCE, lambda: self._any(_WISHES) is not None)
        found = self._any(("Buy alone",) if alone else _WISHES)
        if found is None or not self._press(*found):
            return False
        for _ in range(_TRIES):
            await self.wait(timedelta(seconds=20), self._is_to_pay)
            if self._is_to_pay():
                return True
            self._choose()
        return False

    async def _pays(self) -> bool:
        """Pay until the place is theirs, or until it is gone; some change their minds about the way, some never pay."""
        if self.random.random() < 0.08:
            return False
        for _ in range(_TRIES):
            way = self._any((self.random.choice(_WAYS), *_WAYS))
            invoice, page = self._invoice(), self._page()
            if invoice is not None:
                await self._pays_invoice(invoice)
            elif page:
                await self._pays_there(page)
            elif way is not None:
                self._press(*way)
            if await self.wait(timedelta(seconds=50), self._is_theirs):
                return True
        return False

    async def _pays_invoice(self, invoice: Posted) -> None:
        card = self.random.choices(CARDS, [12, 2, 1, 3])[0].number
        try:
            checkout = paying.pay(self.world, self.person.id, self.street.bot.id, invoice.id, card)
        except Impossible:
            return
        await self.wait(_PATIENCE, lambda: checkout.over)

    async def _pays_there(self, page: str) -> None:
        """Try the link; whoever was led nowhere, or declined, tries it again later."""
        card = self.random.choices(["pay", "decline"], [8, 1])[0]
        with suppress(httpx.HTTPError):
            shown = await self.street.browser.get(page)
            if "/stripe/pay/" in str(shown.url) and shown.is_success:
                done = await self.street.browser.post(str(shown.url), data={"card": card})
                if done.is_success and card == "pay":
                    self.pages.add(page)

    async def _leaves(self) -> None:
        """Give the place up that was paid for."""
        for label in ("See the group", "Leave", "Leave"):
            if found := self._any((label,)):
                self._press(*found)
            await self.wait(timedelta(seconds=20), lambda: False)

    def _pass_on(self) -> None:
        """Friends come by the link that stands above the button to share."""
        said = [found[0] for one in self.messages() if (found := _LINK.search(_words(one)))]
        if said and said[-1] not in self.street.invites:
            self.street.invites.append(said[-1])

    def _choose(self) -> None:
        """Of what the newest message offers take one thing, but nothing that leads away; or ask for it again."""
        again = self._any(("Start a group", "Join"))
        if again is not None and self.random.random() < 0.8:
            self._press(*again)
            return
        newest = self.messages()[-1] if self.messages() else None
        labels = [] if newest is None else [button.text for button in newest.buttons()]
        wanted = [label for label in labels if not label.startswith(_AWAY)]
        if newest is not None and wanted:
            self._press(newest, self.random.choice(wanted))
        else:
            talking.say(self.world, self.person.id, self.street.bot.id, "/mine")

    @property
    def world(self) -> World:
        """Where they live."""
        return self.street.world

    def messages(self) -> list[Posted]:
        """What the bot said to them, oldest first, as it stands now."""
        chat = self.world.chats.open_private(self.person.id, self.street.bot.id)
        return [
            one for one in self.world.messages.of(chat.key) if one.owner_id == self.street.bot.id
        ]

    async def wait(self, span: timedelta, until: Callable[[], bool]) -> bool:
        """Wait for something, for so long at most on the shop's clock; whether it came."""
        end = self.world.clock.now() + span
        with self.world.subscribe() as changes:
            while not until():
                if self.world.clock.now() >= end:
                    return False
                await anext(changes)
        return True

    def _any(self, labels: Sequence[str]) -> tuple[Posted, str] | None:
        """The newest message with a button that begins with one of these, and its label."""
        for posted in reversed(self.messages()[-4:]):
            for label in labels:
                for button in posted.buttons():
                    if button.text.startswith(label):
                        return posted, button.text
        return None

    def _press(self, posted: Posted, label: str) -> bool:
        try:
            pressing.press(self.world, self.person.id, self.street.bot.id, posted.id, label)
        except Impossible:
            return False
        return True

    def _invoice(self) -> Posted | None:
        found = [one for one in self.messages() if one.invoice is not None and not one.paid]
        return found[-1] if found else None

    def _page(self) -> str:
        urls = [b.url for one in self.messages()[-4:] for b in one.buttons() if b.url]
        return next((url for url in reversed(urls) if "/pay/" in url and url not in self.pages), "")

    def _is_to_pay(self) -> bool:
        return bool(self._invoice() or self._page() or self._any(_WAYS))

    def _is_theirs(self) -> bool:
        newest = " ".join(_words(one) for one in self.messages()[-3:])
        return self._any(("Invite friends",)) is not None or "is complete" in newest


def _words(posted: Posted) -> str:
    return posted.message.text or posted.message.caption or ""
