"""What keeps a claim fair: enough photos, what was settled, nobody in their own cause, a return that never came."""

from functools import partial

import pytest
from sqlalchemy import select

from catalog.keeping.roles import Role
from catalog.money import Money
from flows.presses.claims import CallForShop, RefundClaim, ReplyClaim, ShowClaim, ShowShopClaim
from groupbuys.claims import accepting, answering, deciding
from groupbuys.claims.clocks import decide_due
from groupbuys.claims.model import (
    ClaimState,
    Declined,
    NoClaim,
    Offer,
    Outcome,
    Remedy,
    Taken,
    Wrong,
)
from groupbuys.claims.opening import open_claim
from groupbuys.claims.rules import MOST_PHOTOS, MOST_PHOTOS_OF_SIDE
from storage.tables import alarm
from tests.claims.chat import claims, has_mug, sends_photo
from tests.claims.counter import Counter, taken
from tests.desk.packing import LANTERN, hires, presses
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import told
from tests.stories import Town

SOME = Offer(Remedy.PART, Money(500, "EUR"))


async def test_each_side_sends_twelve_photos_and_is_told_kindly_that_it_is_enough(
    database_url: str,
) -> None:
    """Also of an album, photo by photo; words are still taken."""
    with Bazaar(database_url) as shop:
        mei, olga = await has_mug(shop)
        await claims(mei, *(f"telegram:{number}" for number in range(MOST_PHOTOS)))
        await mei.press("Answer")
        for number in range(MOST_PHOTOS_OF_SIDE - MOST_PHOTOS):
            await sends_photo(mei, f"telegram:more{number}")
        assert "12 photos" in mei.labels()
        await sends_photo(mei, "telegram:thirteenth", "and look here")
        assert "12 photos from each side are enough" in mei.last.text
        assert "and look here" not in mei.last.text
        assert "12 photos" in mei.labels()
        await mei.write("and look there")
        assert "and look there" in mei.last.text
        await presses(olga, ReplyClaim(LANTERN, 1))
        for number in range(MOST_PHOTOS_OF_SIDE):
            await sends_photo(olga, f"telegram:ours{number}")
        assert "24 photos" in olga.labels(), "each side has its own"
        await sends_photo(olga, "telegram:ours13")
        assert "12 photos from each side are enough" in olga.last.text
        assert "24 photos" in olga.labels()


def test_what_was_accepted_for_some_of_the_money_is_settled(database_url: str) -> None:
    """Another reason is another matter; the same one is not the beginning of the next offer."""
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        at.accepts(at.offers(at.claims(), SOME))
        again = partial(open_claim, person_id=at.buyer, order_id=at.order, words="and more")
        no = town.run(lambda tx: again(tx, wrong=Wrong.DAMAGED))
        assert no == Declined(NoClaim.SETTLED)
        at.accepts(at.offers(taken(town.run(lambda tx: again(tx, wrong=Wrong.DIFFERENT))), SOME))
        at.balanced()


def test_what_the_operator_gave_in_part_is_settled(database_url: str) -> None:
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        claim = at.claims()
        taken(town.run(lambda tx: deciding.for_buyer(tx, claim.id, "a dent", SOME.amount)))
        again = partial(open_claim, person_id=at.buyer, order_id=at.order, words="and more")
        assert town.run(lambda tx: again(tx, wrong=Wrong.DAMAGED)) == Declined(NoClaim.SETTLED)


def test_what_the_clock_gave_a_silent_buyer_may_be_claimed_once_more(database_url: str) -> None:
    """They never said yes; a second silence is one."""
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        again = partial(open_claim, person_id=at.buyer, order_id=at.order, words="on holiday")
        for _ in range(2):
            claim = at.offers(taken(town.run(lambda tx: again(tx, wrong=Wrong.DAMAGED))), SOME)
            town.wind(hours=48)
            town.run(decide_due)
            assert at.now(claim).outcome is Outcome.PART
        assert town.run(lambda tx: again(tx, wrong=Wrong.DAMAGED)) == Declined(NoClaim.SETTLED)
        at.balanced()


async def test_an_order_says_what_is_settled_where_its_buyer_would_claim_it(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, olga = await has_mug(shop)
        await claims(mei)
        await presses(olga, ShowShopClaim(LANTERN, 1))
        await olga.press("Offer some money back")
        await olga.write("2.50")
        await presses(mei, ShowClaim(1))
        await mei.press("Accept the offer")
        await mei.press("‹ The order")
        await mei.press("Something is wrong")
        assert "Damaged: That is settled: some of the money went back for it." in mei.last.text
        assert "Damaged" not in mei.labels()
        assert "Not as described" in mei.labels()


async def test_a_keeper_who_bought_here_does_not_rule_on_their_own_claim(
    database_url: str,
) -> None:
    """Mei manages the shop that she bought from: Olga decides, and only Olga is asked to."""
    with Bazaar(database_url) as shop:
        mei, olga = await has_mug(shop)
        await hires(shop, mei, role=Role.MANAGER)
        await claims(mei)
        assert "claim" in told(shop, olga)
        await mei.command("shop")
        await mei.press("❗ Claims: 1")
        await mei.press("Damaged · Mei")
        assert "This is your own claim: a colleague answers it" in mei.last.text
        assert set(mei.labels()) == {"Your side of it", "The order", "‹ Claims"}
        for press in (
            RefundClaim(LANTERN, 1, 1),
            ReplyClaim(LANTERN, 1),
            CallForShop(LANTERN, 1),
        ):
            await presses(mei, press)
            assert "This is your own claim" in mei.last.text
        await mei.press("Your side of it")
        assert "The shop has until" in mei.last.text, "the clock goes on"
        await presses(olga, ShowShopClaim(LANTERN, 1))
        await olga.press("Give it all back")
        await olga.press("Yes, give it back")
        assert "€9.99" in olga.last.text


def test_nobody_decides_in_their_own_cause_whichever_way_they_ask(database_url: str) -> None:
    """Who is alone in the shop leaves it to the operator, who hears of it, and to the clock."""
    with Town(database_url) as town:
        at = Counter(town)
        at.buyer = at.owner
        at.order, at.number = at.buys(at.owner)
        at.ships()
        claim = at.claims()
        mine = (town.shop_id, claim.id, at.owner)
        acts = (
            lambda tx: answering.reply(tx, *mine, "hello"),
            at.offering(claim, SOME),
            at.refunding(claim),
            lambda tx: answering.call_operator(tx, *mine),
        )
        for act in acts:
            assert town.run(act) == Declined(NoClaim.OWN)
        (raised,) = town.run(lambda tx: tx.all(select(alarm.c.text)))
        assert f"nobody to answer claim {claim.id}" in raised.text
        town.wind(hours=48)
        town.run(decide_due)
        assert at.now(claim).outcome is Outcome.FULL


async def test_a_shop_that_gets_nothing_back_calls_the_operator(database_url: str) -> None:
    """It is said to be on its way: until then there is nothing to call about, and after it no clock runs."""
    with Bazaar(database_url) as shop:
        mei, olga = await has_mug(shop)
        await claims(mei)
        await presses(olga, ShowShopClaim(LANTERN, 1))
        await olga.press("Offer a return")
        await olga.write("1 Harbour Street")
        await presses(mei, ShowClaim(1))
        await mei.press("Accept the offer")
        await presses(olga, ShowShopClaim(LANTERN, 1))
        assert "Call the operator" not in olga.labels()
        await presses(olga, CallForShop(LANTERN, 1))
        assert "The other side has the word just now" in olga.last.text
        await presses(mei, ShowClaim(1))
        await mei.press("I have sent it back")
        await presses(olga, ShowShopClaim(LANTERN, 1))
        assert "If it does not come, or not whole, call the operator." in olga.last.text
        await olga.press("Call the operator")
        assert "The operator decides; both of you will hear." in olga.last.text
        heard = told(shop, mei)["claim"]
        assert heard is not None
        assert "Calls the operator, who decides now." in heard.text
        await presses(mei, ShowClaim(1))
        assert "Accept the offer" not in mei.labels(), "the return was taken already"
        shop.wind(days=30)
        assert shop.run(decide_due) == 0
        (raised,) = shop.run(lambda tx: tx.all(select(alarm.c.text)))
        assert "claim 1 against shop 1 waits for you" in raised.text


@pytest.mark.parametrize("who", ["buyer", "shop"])
def test_a_return_before_the_operator_is_not_accepted_twice(database_url: str, who: str) -> None:
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        offered = at.offers(at.claims(), Offer(Remedy.RETURN, words="1 Harbour Street"))
        at.accepts(offered)
        taken(town.run(lambda tx: accepting.send_back(tx, at.buyer, offered.id)))
        shop = (town.shop_id, offered.id, at.owner)
        called = town.run(
            lambda tx: (
                accepting.call_operator(tx, at.buyer, offered.id)
                if who == "buyer"
                else answering.call_operator(tx, *shop)
            )
        )
        assert isinstance(called, Taken)
        assert (called.claim.state, called.claim.due_at) == (ClaimState.OPERATOR, None)
        assert town.run(at.accepting(offered)) == Declined(NoClaim.NO_SUCH_OFFER)
        taken(town.run(lambda tx: deciding.for_shop(tx, offered.id, "nothing came")))
        at.balanced()
