"""What people read about a price ladder: all steps before they pay, the next one as it fills, what it came to."""

from decimal import Decimal

import pytest

from catalog.importers.values import PercentOff, StepDraft
from flows.posts import view_of
from flows.screens import post
from flows.texts import Texts
from groupbuys.closing import close_due
from groupbuys.friends import giving
from groupbuys.refunding import step_done
from payments import stepping
from payments.model import StepKind
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import card_of, me, orders, told
from tests.flows.walks import joins, opens, sees_mug, the_group
from tests.payments.till import LEASE

STEPS = (StepDraft(3, PercentOff(Decimal(40))), StepDraft(5, PercentOff(Decimal(50))))
"""The mug costs 9.99 alone, 7.49 for two, 5.99 for three and 5.00 for five."""


def climbing(url: str, provider: str = "sandbox") -> Bazaar:
    """A shop where all deals have a ladder."""
    return Bazaar(url, provider=provider, minimum=2, capacity=5, steps=STEPS)


async def crowd(shop: Bazaar, people: int) -> list[Phone]:
    """So many people in the first group for a mug."""
    phones = shop.phones(*(f"P{number}" for number in range(people)))
    token = await opens(phones[0])
    for phone in phones[1:]:
        await joins(phone, token)
    return phones


def pays_back(shop: Bazaar, *kinds: StepKind) -> None:
    """The provider does what it is asked, of these kinds or all."""
    for step in shop.run(lambda tx: stepping.claim(tx, LEASE, 100)):
        if not kinds or step.kind in kinds:
            shop.run(lambda tx, step=step: step_done(tx, step))  # type: ignore[misc]


def said_of(shop: Bazaar, phone: Phone, kind: str) -> str:
    """News of that kind, in words."""
    screen = told(shop, phone)[kind]
    assert screen is not None
    return screen.text


async def test_the_page_names_every_step_and_that_one_pays_the_first_price_now(
    database_url: str,
) -> None:
    with climbing(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await sees_mug(mei)
        page = mei.last.text
        assert "In a group of 2: <b>€7.49</b>" in page
        assert "less for everyone: from 3 people €5.99, from 5 people €5.00." in page
        assert "You pay this price now" in page
        await mei.press("Start a group")
        assert "€7.49" in mei.last.text
        assert "you get the difference back" in mei.last.text
        assert "you get the difference back" in mei.invoices[-1].description


async def test_cards_say_how_many_more_and_what_it_is_then(database_url: str) -> None:
    """Counted by who has paid: who only holds a place, or has left, is not in."""
    with climbing(database_url) as shop:
        mei, bo, ana, li = await crowd(shop, 1) + shop.phones("Bo", "Ana", "Li")
        token = mei.shared().address.partition("/")[2]

        def card() -> str:
            found = card_of(shop, 1, me(shop, mei))
            assert found is not None
            return found.text

        assert "📉 2 more people and it is €5.99 for everyone." in card()
        await joins(bo, token)
        assert "📉 1 more person and it is €5.99 for everyone." in card()
        await ana.start(token)
        assert "📉 1 more person and it is €5.99 for everyone." in ana.last.text
        assert "You pay this price now" in ana.last.text
        await ana.press("Join")
        assert "📉 1 more person" in card(), "a place that is held is not paid"
        await ana.pay()
        so_far = "📉 It is €5.99 for everyone as it stands; 2 more people and it is €5.00."
        assert so_far in card()
        await li.start(token)
        assert so_far in li.last.text
        await bo.press("Leave")
        await bo.press("Leave")
        assert "📉 1 more person and it is €5.99 for everyone." in card()


async def test_the_top_is_said_to_be_the_top(sqlite_url: str) -> None:
    steps = (StepDraft(3, PercentOff(Decimal(40))),)
    with Bazaar(sqlite_url, minimum=2, capacity=5, steps=steps) as shop:
        (mei, *_) = await crowd(shop, 3)
        found = card_of(shop, 1, me(shop, mei))
        assert found is not None
        assert "It is €5.99 for everyone as it stands, and goes no lower." in found.text


async def test_a_success_says_the_price_and_what_is_not_taken(database_url: str) -> None:
    """Promises 5, 20, 28: what was only held is captured lower."""
    with climbing(database_url) as shop:
        mei, bo, ana = await crowd(shop, 3)
        shop.wind(hours=24)
        shop.run(close_due)
        for phone in (mei, bo, ana):
            news = said_of(shop, phone, "succeeded")
            assert "📉 It came down to €5.99 for everyone." in news
            assert "Only €5.99 is taken: <b>€1.50</b> of what you paid stays yours." in news
        await mei.command("orders")
        await mei.press("Enamel mug")
        page = mei.last.text
        assert "1 × €5.99 = <b>€5.99</b>" in page
        assert "€5.99 is paid." in page
        assert "<b>€1.50</b> of what you paid is not taken" in page
        pays_back(shop)
        assert [kind for kind in told(shop, mei) if kind == "part_refunded"] == []
        found = card_of(shop, 1, me(shop, mei))
        assert found is not None
        assert "<b>€5.99</b> each instead of €9.99" in found.text


async def test_what_was_taken_goes_back_in_part_and_its_owner_hears_when_it_is_back(
    database_url: str,
) -> None:
    """Promise 20."""
    with climbing(database_url, provider="telegram-1") as shop:
        mei, *_ = await crowd(shop, 3)
        shop.wind(hours=24)
        shop.run(close_due)
        news = said_of(shop, mei, "succeeded")
        assert "It costs €5.99 now, so <b>€1.50</b> goes back to you." in news
        await mei.command("orders")
        await mei.press("Enamel mug")
        assert "€7.49 is paid." in mei.last.text
        assert "so the difference goes back:\n<b>€1.50</b> is on its way back" in mei.last.text
        pays_back(shop, StepKind.CAPTURE)
        shop.wind(minutes=5)
        pays_back(shop)
        back = said_of(shop, mei, "part_refunded")
        assert "so you got the difference back.\n\n<b>€1.50</b> went back to you." in back


async def test_at_pickup_the_price_to_pay_is_the_one_that_was_reached(database_url: str) -> None:
    with climbing(database_url, provider="") as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await sees_mug(mei)
        assert "If enough people are in when the group closes, you pay less." in mei.last.text
        await mei.press("Start a group")
        token = mei.shared().address.partition("/")[2]
        for phone in (bo, ana):
            await phone.start(token)
            await phone.press("Join")
        shop.wind(hours=24)
        shop.run(close_due)
        news = said_of(shop, mei, "succeeded")
        assert "📉 It came down to €5.99 for everyone." in news
        assert "€5.99" in news
        assert "taken" not in news
        assert orders(shop, mei)[0].total.minor == 599


async def test_who_gave_their_place_on_hears_that_less_is_taken(database_url: str) -> None:
    """The difference goes back to whoever paid, so the word of it goes there."""
    with climbing(database_url) as shop:
        mei, bo = await crowd(shop, 2)
        friend, ana = shop.phones("Friend", "Ana")
        await friend.start()
        number, other = me(shop, bo), me(shop, friend)
        offered = shop.run(lambda tx: giving.offer(tx, number, 2))
        assert isinstance(offered, giving.Offered)
        token = offered.gift.token
        assert isinstance(shop.run(lambda tx: giving.take(tx, other, token)), giving.Offered)
        await joins(ana, mei.shared().address.partition("/")[2])
        shop.wind(hours=24)
        shop.run(close_due)
        paid_for = said_of(shop, friend, "succeeded")
        assert "P1 paid for it. It costs €5.99 now, and the difference goes back to P1." in paid_for
        news = said_of(shop, bo, "part_refunded")
        assert "<b>€1.50</b> of what you paid is not taken" in news


async def test_words_that_are_passed_on_name_the_steps_and_stay_true(sqlite_url: str) -> None:
    with climbing(sqlite_url) as shop:
        (mei,) = await crowd(shop, 1)
        words = mei.shared().text
        assert "The more people, the less for everyone: from 3 people €5.99" in words


async def test_posts_and_inline_lines_name_the_ladder(sqlite_url: str) -> None:
    with climbing(sqlite_url) as shop:
        (mei,) = await crowd(shop, 1)
        deal_id = the_group(shop).deal_id
        view = shop.run(lambda tx: view_of(tx, deal_id, "x", "en"))
        assert view is not None
        text = post.post(Texts("en"), view).text
        assert "from 3 people €5.99, from 5 people €5.00." in text
        assert "📉 2 more people and it is €5.99 for everyone." in text
        found = await mei.asks("enamel mug")
        shown = "\n".join(one.screen.text for one in found.results)
        assert "📉 2 more people and it is €5.99 for everyone." in shown
        assert "📉 €5.00 from 5 people" in shown


@pytest.mark.parametrize(
    ("language", "start", "words"),
    [
        ("zh-hans", "发起拼团", ["满3人 €5.99", "差价会退给你"]),
        ("zh-TW", "開團", ["滿 3 人 €5.99", "差價會退給你"]),
    ],
)
async def test_it_is_said_in_chinese_too(
    sqlite_url: str, language: str, start: str, words: list[str]
) -> None:
    with climbing(sqlite_url) as shop:
        (mei,) = shop.phones("Mei", language=language)
        await mei.write("enamel mug")
        await mei.press("Enamel mug")
        assert all(one in mei.last.text for one in words)
        await mei.press(start)
        assert words[1] in mei.last.text
