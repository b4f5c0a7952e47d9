"""Waiting for a place, in the chat: offered where a group is full, listed, left, and told when it is one's turn."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from flows.news.manners import MANNERS
from flows.news.notices import compose
from flows.presses.seats import Join
from flows.presses.waiting import StopWaiting, WaitFor
from flows.replies import Reply, Say
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.tables import seat
from groupbuys.waiting.promoting import promote_due
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me, told
from tests.flows.walks import joins, opens, the_group
from tests.stock.shelf import mug


async def fills(shop: Bazaar) -> tuple[str, Phone, Phone, Phone]:
    """A full group of three: Mei and Bo have paid, Ana holds the last place; gives its link."""
    mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
    token = await opens(mei)
    await joins(bo, token)
    await ana.start(token)
    await ana.press("Join")
    return token, mei, bo, ana


def ticks(shop: Bazaar) -> None:
    """The scheduler comes by."""
    shop.run(expire_due)
    while shop.run(lambda tx: promote_due(tx, 1)):
        pass


def news(shop: Bazaar, phone: Phone, kind: str, detail: str) -> tuple[Reply, ...] | None:
    """What somebody is told of the line now."""
    number = me(shop, phone)
    return shop.run(lambda tx: compose(tx, kind, 1, number, detail))


async def test_a_full_group_offers_to_wait_and_everybody_sees_how_many_do(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        token, mei, *_ = await fills(shop)
        cy, dee = shop.phones("Cy", "Dee")
        await cy.start(token)
        assert "All places are taken just now" in cy.last.text
        assert "Join" not in cy.labels()
        await cy.press("Wait for a place")
        assert "You are number 1 of 1 waiting for a place in this group." in cy.last.text
        assert "keep it for you for 15 minutes" in cy.last.text
        await dee.start(token)
        assert "🕐 1 person waits for a place." in dee.last.text
        await dee.press("Wait for a place")
        assert "number 2 of 2" in dee.last.text
        await mei.command("mine")
        await mei.press("Enamel mug")
        assert "🕐 2 people wait for a place." in mei.last.text, "the leader sees it"


async def test_who_wants_to_wait_where_a_place_just_came_free_is_told_so(database_url: str) -> None:
    """The page still said that it is full: nobody is asked to pay without a word of why, and until when."""
    with Bazaar(database_url) as shop:
        token, _, _, ana = await fills(shop)
        cy, dee = shop.phones("Cy", "Dee")
        for phone in (cy, dee):
            await phone.start(token)
        await ana.press("Give it up")
        said = await cy.press("Wait for a place")
        assert said.text.startswith("A place just came free, so you need not wait.")
        assert "A place in the group is kept for you." in said.text
        assert "It is kept until" in said.text
        await dee.press("Wait for a place")
        assert "just came free" not in dee.last.text
        assert "number 1 of 1" in dee.last.text


async def test_the_turn_comes_is_paid_and_the_others_are_led_on(database_url: str) -> None:
    """Promise 10."""
    with Bazaar(database_url) as shop:
        token, _, _, ana = await fills(shop)
        cy, dee = shop.phones("Cy", "Dee")
        for phone in (cy, dee):
            await phone.start(token)
            await phone.press("Wait for a place")
        await ana.press("Give it up")
        ticks(shop)
        said = told(shop, cy)["place_kept"]
        assert said is not None
        assert "it is your turn" in said.text
        assert "€7.49" in said.text
        await cy.hear(said)
        await cy.press("Pay")
        await cy.pay()
        assert the_group(shop).paid == 3
        assert told(shop, cy)["place_kept"] is None, "no longer true"
        over = told(shop, dee)["line_over"]
        assert over is not None
        assert "is closed, and no place came free for you" in over.text
        await dee.hear(over)
        await dee.press("Start a group")
        await dee.pay()


async def test_a_turn_that_was_not_paid_in_time_ends_with_one_plain_word(database_url: str) -> None:
    """Who took a place themselves was told until when; who got it on their turn may not have looked."""
    with Bazaar(database_url) as shop:
        token, _, _, ana = await fills(shop)
        (cy,) = shop.phones("Cy")
        await cy.start(token)
        await cy.press("Wait for a place")
        await ana.press("Give it up")
        ticks(shop)
        shop.wind(minutes=16)
        ticks(shop)
        said = told(shop, cy)
        assert set(said) == {"place_kept", "place_gone"}
        assert said["place_kept"] is None
        assert said["place_gone"] is not None
        assert "was not paid in time" in said["place_gone"].text
        assert "Nothing was taken." in said["place_gone"].text
        assert MANNERS["place_gone"].waits
        assert not {"place_gone", "place_kept"} & set(told(shop, ana))
        await cy.hear(said["place_gone"])
        await cy.press("See the group")
        await cy.press("Join")
        assert told(shop, cy)["place_gone"] is None, "they are there again"


async def test_a_turn_that_the_end_of_the_group_cut_off_is_told_too(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        token, _, _, ana = await fills(shop)
        (cy,) = shop.phones("Cy")
        await cy.start(token)
        await cy.press("Wait for a place")
        shop.wind(hours=23, minutes=50)
        shop.run(expire_due)
        ticks(shop)
        shop.wind(minutes=11)
        shop.run(close_due)
        said = told(shop, cy)["place_gone"]
        assert said is not None
        assert "while the group is open" not in said.text
        assert "place_gone" not in told(shop, ana)


async def test_where_one_waits_stands_under_my_groups_and_can_be_left(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        token, *_ = await fills(shop)
        (cy,) = shop.phones("Cy")
        await cy.start(token)
        await cy.press("Wait for a place")
        await cy.command("mine")
        assert "you wait for a place, as number 1" in cy.last.text
        await cy.press("Enamel mug")
        assert "You are number 1 of 1 waiting for a place in this group." in cy.last.text
        await cy.press("Stop waiting")
        assert cy.toast == "Done: you are not waiting there any more."
        assert "Wait for a place" in cy.labels()
        await cy.do(StopWaiting(1), max(cy.messages))
        assert cy.toast == "You are not in this group."
        await cy.command("mine")
        assert "You are in no group yet." in cy.last.text
        await cy.do(StopWaiting(77), max(cy.messages))
        assert "does not exist" in cy.last.text
        await cy.do(WaitFor(77, 1, 1))
        assert "no longer offered" in cy.toast


async def test_whoever_pressed_join_with_a_choice_waits_with_that_choice(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        token, _, _, ana = await fills(shop)
        (cy,) = shop.phones("Cy")
        await cy.start(token)
        await cy.do(Join(1, mug(shop), 3), max(cy.messages))
        assert cy.toast == "This group is full."
        assert "You can wait for one" in cy.last.text
        await cy.press("Wait for a place")
        await ana.press("Give it up")
        ticks(shop)
        said = told(shop, cy)["place_kept"]
        assert said is not None
        assert "3 pieces" in said.text
        assert "€22.47" in said.text


async def test_of_several_variants_one_is_chosen_first(database_url: str) -> None:
    with Bazaar(database_url, minimum=2, capacity=2) as shop:
        mei, bo, cy = shop.phones("Mei", "Bo", "Cy")
        await mei.write("blue cotton")
        await mei.press("Blue cotton shirt")
        await mei.press("Start a group")
        await mei.press("S ·")
        await mei.press("Start a group")
        await mei.pay()
        await bo.start(mei.shared().address.partition("/")[2])
        await bo.press("Join")
        await bo.press("L ·")
        await bo.press("Join")
        await cy.start(mei.shared().address.partition("/")[2])
        await cy.press("Wait for a place")
        await cy.press("L ·")
        await cy.press("Wait for a place")
        assert "number 1 of 1" in cy.last.text


async def test_who_could_not_have_the_place_reads_why(database_url: str) -> None:
    with Bazaar(database_url, limit=2) as shop:
        token, _, _, ana = await fills(shop)
        (cy,) = shop.phones("Cy")
        await cy.start(token)
        await cy.press("Wait for a place")
        await opens(cy)
        await opens(cy)
        await ana.press("Give it up")
        ticks(shop)
        said = told(shop, cy)["passed_over"]
        assert said is not None
        assert "went to the next in line. You already have as many" in said.text


async def test_a_turn_near_the_end_names_the_end_of_the_group(sqlite_url: str) -> None:
    """A place is kept for 15 minutes, but never beyond its group."""
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana, cy = shop.phones("Mei", "Bo", "Ana", "Cy")
        token = await opens(mei)
        await joins(bo, token)
        shop.wind(hours=23, minutes=50)
        await ana.start(token)
        await ana.press("Join")
        await cy.start(token)
        await cy.press("Wait for a place")
        await ana.press("Give it up")
        ticks(shop)
        said = told(shop, cy)["place_kept"]
        closes_at = the_group(shop).closes_at
        assert said is not None
        assert closes_at is not None
        assert f'unix="{int(closes_at.timestamp())}"' in said.text


async def test_at_night_it_is_told_without_a_sound(database_url: str) -> None:
    """Promise 26: the place cannot wait until the morning, and nobody is woken for it."""
    with Bazaar(database_url, now=datetime(2026, 3, 2, 22, 30, tzinfo=UTC)) as shop:
        token, _, _, ana = await fills(shop)
        (cy,) = shop.phones("Cy")
        await cy.start(token)
        await cy.press("Wait for a place")
        await ana.press("Give it up")
        ticks(shop)
        detail = str(shop.run(lambda tx: tx.value(select(func.max(seat.c.id)))))
        (said,) = news(shop, cy, "place_kept", detail) or ()
        assert isinstance(said, Say)
        assert said.silent
        assert not MANNERS["place_kept"].waits
        shop.wind(hours=10)
        assert news(shop, cy, "place_kept", detail) is None, "it ran out"
