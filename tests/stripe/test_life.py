"""Stories from the page to the end: the books, the till and the stand-in for Stripe, on each database."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from groupbuys.model import GroupState, ToPay, Wish
from payments import asking
from payments.links import Asked, Link
from payments.registry import Among
from payments.stripe_notices import Authorised, read
from payments.stripe_provider import StripeProvider
from payments.taking import Arrival
from sandbox.clock import Clock
from sandbox.server import serving
from sandbox.stripe import acts
from sandbox.world.faults import Failure, Fault
from sandbox.world.stripe import Intent, IntentState, Manner
from sandbox.world.world import World
from scheduler.money import Till
from scheduler.tick import Tick
from tests.groupbuys.group import group, joins, starts
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town
from tests.stripe.counter import KEY, SECRET, Door

NAME = "stripe-7"
PAGE = "https://shop.example/"


@dataclass
class House:
    """A town whose shop takes money at Stripe; what comes to its door is written into its books."""

    town: Town
    world: World
    provider: StripeProvider
    door: Door

    async def link(self, wish: Wish) -> Link:
        """The page of a place that is held."""
        assert isinstance(wish, ToPay)
        asked = Asked(wish.token, wish.amount, "Oolong", wish.until, PAGE, PAGE)
        link = await self.provider.checkout(asked)
        assert isinstance(link, Link), link
        return link

    async def pays(self, wish: Wish, notices: int = 2) -> Intent:
        """Pay on the page, and have the notices of that read."""
        link = await self.link(wish)
        intent = acts.pay(self.world, self.world.stripe.sessions[link.session])
        await self.hears(len(self.door.came) + notices)
        return intent

    async def hears(self, count: int) -> None:
        """Have every notice written down, once so many have come."""
        await self.door.until(count)
        for body, signed in self.door.came:
            told = read(body, signed, SECRET, self.town.now)
            if isinstance(told, Authorised):
                self.town.take(self._arrival(told))
        self.door.came.clear()

    def _arrival(self, told: Authorised) -> Arrival:
        asked = self.town.run(lambda tx: asking.peek(tx, told.token))
        payer = 0 if asked is None else asked.person_id
        charge, shop = told.charge, self.town.shop_id
        return Arrival(told.token, payer, told.amount, charge, told.event_id, shop, NAME)

    async def goes_on(self, **span: float) -> None:
        """Let time pass, and do what is due by then."""
        self.town.wind(**span)
        self.world.wind(0)
        self.door.came.clear()
        await Tick(self.town.database).tick()
        till = Till(self.town.database, Among({NAME: self.provider}))
        while await till.pay():
            await till.crew.all_back()


@pytest.fixture
async def house(database_url: str, door: Door) -> AsyncIterator[House]:
    terms = Terms(minimum=2, capacity=2, provider=NAME, window=timedelta(days=10))
    with Town(database_url, terms) as town:
        world = World(Clock(lambda: town.now))
        world.stripe.open_account(KEY, door.url, SECRET)
        async with serving(world) as address:
            provider = StripeProvider(NAME, KEY, f"{address}/stripe")
            yield House(town, world, provider, door)
            await provider.close()
        world.clock.stop()


async def test_a_group_that_fills_takes_what_was_held(house: House) -> None:
    """Promises 18, 21: each notice comes five times, over two connections."""
    house.world.stripe.plan(Manner.FIVE_TIMES, times=4)
    mei, bo = house.town.people("Mei", "Bo")
    first = await house.pays(starts(house.town, mei), notices=10)
    second = await house.pays(joins(house.town, bo, 1), notices=10)
    assert group(house.town, 1).state is GroupState.SUCCEEDED
    assert {first.state, second.state} == {IntentState.HELD}
    await house.goes_on(seconds=1)
    assert (first.received, second.received) == (1600, 1600)
    assert audited(house.town).money() == {"captured": 3200}


async def test_a_group_that_fails_while_stripe_is_away_lets_go_when_it_is_back(
    house: House,
) -> None:
    """Promises 3, 19, 21: the first answer after that hour is lost, too."""
    house.world.stripe.accounts[KEY].window = timedelta(days=30)
    intent = await house.pays(starts(house.town, house.town.person()))
    house.town.wind(days=5)
    house.world.stripe.down_until = house.town.now + timedelta(days=5, hours=1)
    await house.goes_on(days=5)
    assert group(house.town, 1).state is GroupState.FAILED
    assert intent.back == 0
    assert audited(house.town).money() == {"refunding": 1600}
    house.world.faults.plan(Fault(Failure.LOST, "stripe/cancel"))
    await house.goes_on(hours=2)
    assert intent.state is IntentState.CANCELED
    await house.goes_on(hours=2)
    assert audited(house.town).money() == {"refunded": 1600}


async def test_a_card_is_charged_before_its_hold_ends_and_paid_back_when_the_group_fails(
    house: House,
) -> None:
    intent = await house.pays(starts(house.town, house.town.person()))
    await house.goes_on(days=6)
    assert (intent.state, intent.received) == (IntentState.TAKEN, 1600)
    await house.goes_on(days=4)
    assert intent.left == 0
    assert audited(house.town).money() == {"refunded": 1600}


async def test_one_minor_unit_too_much_goes_back_and_the_place_stays_unpaid(house: House) -> None:
    """Promise 17."""
    house.world.stripe.plan(Manner.WRONG_AMOUNT, "payment_intent.amount_capturable_updated")
    intent = await house.pays(starts(house.town, house.town.person()))
    await house.goes_on(seconds=1)
    assert intent.state is IntentState.CANCELED
    assert group(house.town, 1).state is not GroupState.FORMING


async def test_who_pays_on_the_page_after_the_place_was_given_up_is_late_like_any_other(
    house: House,
) -> None:
    """Promise 7: Stripe's page lives longer than the place. What it is paid with finds a place, or goes back."""
    link = await house.link(starts(house.town, house.town.person()))
    await house.goes_on(minutes=20)
    intent = acts.pay(house.world, house.world.stripe.sessions[link.session])
    await house.hears(2)
    await house.goes_on(days=1)
    await house.goes_on(days=10)
    assert intent.back == 1600
    assert set(audited(house.town).money()) == {"refunded"}
