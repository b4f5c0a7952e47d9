"""A shop's accounts with two real providers' stand-ins in this process, each behind its weather, and its mail."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any, TypeVar

import httpx
from starlette.applications import Starlette

from bot.incoming import Incoming
from bot.library import Saying
from bot.pay_counter import PayCounter
from catalog.money import Money
from flows.conversation import Conversation
from flows.events import Paid, Place, Sender
from groupbuys.model import ToPay
from payments import accounts
from payments.account import Account, Kind, kind_of
from payments.model import Step, StepKind
from payments.port import Answer, Later
from payments.registry import Registry
from payments.sandbox_provider import SandboxProvider
from payments.seal import Seal, new_key
from payments.stripe_provider import StripeProvider
from payments.telegram_cards import TelegramCards
from people import meeting
from sandbox.clock import Clock
from sandbox.server import create_app
from sandbox.stripe import acts
from sandbox.stripe.notices import signature
from sandbox.world.stripe import Event, Session, SessionState
from sandbox.world.world import World
from scheduler.link_pages import LinkPages
from scheduler.money import Till
from scheduler.reconciling import Reconciler
from tests.money.mail import Letter, Mail, body_of
from tests.money.weather import Weather
from tests.stories import BOT, Town

T = TypeVar("T")

SEAL, TILL, HOLDS = new_key(), "stripe:TEST:money", "sandbox:TEST:money"
KEY, SECRET = "sk_test_money", "whsec_money"
_THERE = "http://sandbox"
_SHOP = "https://shop.example"


async def _silence() -> None:
    """What a turn answers is of no interest here."""


@dataclass
class Exchange:
    """The providers of one town. Its clock is the town's; close it when done."""

    town: Town
    kinds: tuple[Kind, ...]
    mail: Mail = field(default_factory=Mail)
    accounts: dict[Kind, Account] = field(default_factory=dict)
    pages: dict[str, Session] = field(default_factory=dict)
    """Every page to pay on that was ever opened, by its invoice's token."""
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self._runner = asyncio.Runner()
        self.world = World(Clock(lambda: self.town.now))
        app = httpx.ASGITransport(app=create_app(self.world))
        self.weather = {kind: Weather(app, lambda: self.town.now) for kind in Kind}
        self.world.provider.open_account(HOLDS)
        hears = _SHOP if Kind.STRIPE in self.kinds else ""
        self.there = self.world.stripe.open_account(KEY, hears, SECRET)
        self.there.invoices_by = TILL
        self.world.stripe.on_event = self.mail.post
        for kind in self.kinds:
            self.accounts[kind] = self._account(kind)
        self.registry = self._registry()
        self.talk = Conversation(self.town.database)
        self._door = httpx.AsyncClient(transport=httpx.ASGITransport(self._counter()))
        self.till = Till(self.town.database, self.registry, most=1)
        self._pages = LinkPages(self.town.database, self.registry, most=1)
        self._reconciler = Reconciler(self.town.database, self.registry)

    def name(self, kind: Kind) -> str:
        """How an account of that kind is called in the books."""
        return self.accounts[kind].provider

    def wait_for(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something that awaits."""
        return self._runner.run(work)

    def opens(self, token: str) -> Session | None:
        """Somebody opens the link of an invoice: the page that it leads to, if it leads to one."""
        answer = self.wait_for(self._door.get(f"{_SHOP}/pay/{token}"))
        assert answer.status_code in {200, 303, 503}, answer.text
        if answer.status_code == 303:
            number = answer.headers["location"].rpartition("/")[2]
            self.pages[token] = self.world.stripe.sessions[number]
        return self.pages.get(token)

    def pays_page(self, token: str, amount: Money) -> bool:
        """Somebody pays that much on a page that was opened; False where it takes no money, or not that."""
        page = self.pages.get(token) or self.opens(token)
        if page is None or page.state is not SessionState.OPEN or amount.minor <= 0:
            return False
        page.amount, page.currency = amount.minor, amount.currency.lower()
        acts.pay(self.world, page)
        return True

    def pays_invoice(self, due: ToPay, payer: int, amount: Money) -> None:
        """Somebody pays an invoice in the chat; less than something is only ever made up."""
        number = f"paid {next(self._numbers)}"
        charge = self._paid(due, amount) if amount.minor > 0 else f"nothing of {number}"
        person = self.town.run(lambda tx: meeting.by_id(tx, payer))
        assert person is not None
        sender = Sender(person.external_id, person.name, "en")
        place = Place(BOT, person.external_id)
        paid = Paid(number, sender, place, due.token, amount, charge, f"receipt of {charge}")
        self.mail.waiting.append(paid)

    def _paid(self, due: ToPay, amount: Money) -> str:
        """The number of the charge: taken at once by a card's account, only held by the provider of the settings."""
        minor, currency = amount.minor, amount.currency
        if kind_of(due.provider) is Kind.TELEGRAM:
            return acts.charge_invoice(self.world, self.there, minor, currency, "Oolong")
        return self.world.provider.hold(HOLDS, minor, currency, self.world.clock.now()).id

    def delivers(self, letter: Letter) -> None:
        """A letter comes; what is not taken goes on waiting."""
        if isinstance(letter, Paid):
            self.wait_for(self.talk.turn(letter))
        else:
            answer = self.wait_for(self._tell(letter, SECRET))
            assert answer.status_code == 200, answer.text
        if letter in self.mail.waiting:
            self.mail.waiting.remove(letter)
        self.mail.come.append(letter)

    def at_once(self, letter: Letter, times: int) -> None:
        """The same letter comes over several connections at the same moment."""

        async def all_of_them() -> None:
            async with asyncio.TaskGroup() as group:
                for _ in range(times):
                    group.create_task(self._take(letter))

        self.wait_for(all_of_them())
        if letter in self.mail.waiting:
            self.mail.waiting.remove(letter)
        self.mail.come.append(letter)

    def works_off(self, most: int) -> int:
        """The till asks for so many steps, one after the other; how many there were."""
        done = 0
        while done < most and self.wait_for(self._one(self.till)):
            done += 1
        return done

    def ends_pages(self) -> None:
        """Pages of no use any more are ended at their provider."""
        while self.wait_for(self._one(self._pages)):
            pass

    def asks(self, step: Step) -> Answer:
        """A worker asks its provider as the till does, and may never write down what came of it."""

        async def ask() -> Answer:
            if step.waits:
                return Later("its payment is not captured yet")
            provider = await self.registry.named(step.provider)
            assert provider is not None
            act = provider.capture if step.kind is StepKind.CAPTURE else provider.give_back
            return await act(step.charge, step.amount, step.key)

        return self.wait_for(ask())

    def compares(self) -> int:
        """The providers' lists are compared with the books, if a day is over."""
        return self.wait_for(self._reconciler.look())

    def goes_down(self, span: timedelta) -> None:
        """Nobody answers for so long."""
        for weather in self.weather.values():
            weather.down_until = self.town.now + span

    def clears_up(self) -> None:
        """Everybody answers from now on; charges that are barred stay so."""
        for weather in self.weather.values():
            weather.next.clear()
            weather.down_until = None

    def close(self) -> None:
        """Close every connection."""
        self.wait_for(self._close())
        self._runner.close()

    async def _close(self) -> None:
        self.world.clock.stop()
        await self._door.aclose()
        await self.registry.close()

    async def _one(self, work: Till | LinkPages) -> int:
        done = await work.pay()
        await work.crew.all_back()
        return done

    async def _take(self, letter: Letter) -> None:
        if isinstance(letter, Paid):
            await self.talk.turn(letter)
        else:
            assert (await self._tell(letter, SECRET)).status_code == 200

    async def _tell(self, event: Event, secret: str) -> httpx.Response:
        body = body_of(event)
        signed = signature(secret, body, self.town.now)
        return await self._door.post(
            f"{_SHOP}/pay/stripe/{self.town.shop_id}",
            content=body,
            headers={"Stripe-Signature": signed},
        )

    async def _begin(self, incoming: Incoming) -> Saying:
        assert incoming.event is not None
        await self.talk.turn(incoming.event)
        return _silence

    def _counter(self) -> Starlette:
        counter = PayCounter(
            self.town.database,
            self.registry,
            self._begin,
            bot=BOT,
            chat="https://t.me/shop_bot",
            pages=_SHOP,
            now=lambda: self.town.now,
        )
        return Starlette(routes=counter.routes())

    def _account(self, kind: Kind) -> Account:
        keys = {
            Kind.TELEGRAM: {"provider_token": TILL, "secret_key": KEY},
            Kind.STRIPE: {"secret_key": KEY, "webhook_secret": SECRET},
            Kind.PICKUP: {},
        }
        sealed = Seal([SEAL]).close(keys[kind])
        made = self.town.run(lambda tx: accounts.add(tx, self.town.shop_id, kind, "", sealed))
        assert made is not None
        return made

    def _registry(self) -> Registry:
        return Registry(
            self.town.database,
            {SandboxProvider.name: SandboxProvider(_THERE, HOLDS, self.weather[Kind.TELEGRAM])},
            {
                Kind.TELEGRAM: lambda account, keys: TelegramCards(
                    account.provider,
                    keys["secret_key"],
                    f"{_THERE}/stripe",
                    self.weather[Kind.TELEGRAM],
                ),
                Kind.STRIPE: lambda account, keys: StripeProvider(
                    account.provider,
                    keys["secret_key"],
                    f"{_THERE}/stripe",
                    self.weather[Kind.STRIPE],
                ),
            },
            Seal([SEAL]),
        )
