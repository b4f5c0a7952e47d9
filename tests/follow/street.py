"""A street: a shop that publishes deals, people who follow it or have bought, and whatever time makes of that."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from catalog.editing.drafting import DealForm
from catalog.editing.publishing import publish
from catalog.money import Money
from catalog.offers import DealLine
from flows.news.notices import compose
from flows.replies import Reply, Say
from people import wishes
from scheduler.pacer import Pacer
from scheduler.relay import Relay
from scheduler.sending import Outcome, Sent
from scheduler.speaking import Mouth
from scheduler.telling import Teller
from scheduler.tick import Tick
from storage.tables import outbox
from tests.flows.bazaar import NOON, Bazaar
from tests.flows.limits import fits
from tests.flows.phone import Phone
from tests.flows.test_news import me
from tests.scheduler.office import ScriptedSender
from tests.stories import BOT

LANTERN = 1
"""The number of the bazaar's own shop."""


@dataclass
class Courier(ScriptedSender):
    """A messenger's double that brings what was said to the phones there are."""

    phones: dict[int, Phone] = field(default_factory=dict)

    async def say(self, chat: int, reply: Reply) -> Outcome:
        """Say it, as scripted; what arrived is on the phone."""
        outcome = await super().say(chat, reply)
        if isinstance(outcome, Sent) and chat in self.phones:
            assert isinstance(reply, Say)
            fits(reply)
            await self.phones[chat].hear(reply.screen)
        return outcome


@dataclass
class Street:
    """A bazaar with its tick and its relay. All that was on offer from the start is announced already, to nobody."""

    shop: Bazaar
    compose: Callable[..., tuple[Reply, ...] | None] = compose
    most: int = 24

    def __post_init__(self) -> None:
        self.courier = Courier(lambda: self.shop.now)
        self.tick = Tick(self.shop.database)
        mouth = Mouth(self.courier, Pacer(self._seconds, self._sleep))
        self.relay = Relay(
            self.shop.database,
            Teller(self.shop.database, {BOT: mouth}, self.compose),
            most=self.most,
        )

    async def phones(self, *names: str, language: str = "en") -> list[Phone]:
        """Phones of people who have met the bot; what is on offer by now is old to them."""
        made = self.shop.phones(*names, language=language)
        for phone in made:
            await phone.start()
            self.courier.phones[phone.external] = phone
        await self.go()
        return made

    async def go(self) -> None:
        """Do what is due by now, and say it."""
        while await self.tick.tick() or await self._pay():
            pass

    async def until(self, moment: datetime) -> None:
        """Let time pass until then."""
        self.shop.now = max(self.shop.now, moment)
        await self.go()

    def publish(
        self, *titles: str, shop_id: int = LANTERN, starts_at: datetime | None = None
    ) -> list[int]:
        """New deals of a shop, in one turn; gives their numbers."""
        forms = [
            DealForm(
                title,
                solo=Money(1200, "EUR"),
                group=Money(900, "EUR"),
                people=3,
                starts_at=starts_at,
            )
            for title in titles
        ]
        made = self.shop.run(lambda tx: [publish(tx, shop_id, form) for form in forms])
        assert all(isinstance(one, DealLine) for one in made), made
        return [one.id for one in made if isinstance(one, DealLine)]

    def heard(self, phone: Phone, word: str = "") -> list[str]:
        """What somebody was told on the shop's own accord, if it holds that word."""
        return [text for text in self.courier.texts(phone.external) if word in text]

    def no_quiet(self, *phones: Phone, zone: str = "Europe/Berlin") -> None:
        """These people live in that zone and have no quiet hours."""
        for phone in phones:
            number = me(self.shop, phone)
            self.shop.run(lambda tx: wishes.set_quiet(tx, number, 0, 0))  # noqa: B023  run at once
            self.shop.run(lambda tx: wishes.set_zone(tx, number, zone))  # noqa: B023  run at once

    def states(self, kind: str) -> list[str]:
        """What became of the notices of that kind."""
        wanted = select(outbox.c.state).where(outbox.c.kind == kind).order_by(outbox.c.id)
        return [row.state for row in self.shop.run(lambda tx: tx.all(wanted))]

    async def _pay(self) -> int:
        paid = await self.relay.pay()
        await self.relay.crew.all_back()
        return paid

    def _seconds(self) -> float:
        return (self.shop.now - NOON).total_seconds()

    async def _sleep(self, seconds: float) -> None:
        self.shop.wind(seconds=seconds)
