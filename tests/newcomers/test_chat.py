"""A group for newcomers in the chat: said before anyone pays, refused kindly with ways on, set by the merchant."""

from sqlalchemy import func, select

from catalog.tables import deal
from charts import posters
from flows.presses.editing import EditDeal, EditField, SaveDeal
from flows.presses.seats import Join
from tests.desk.packing import LANTERN, buys, deal_on, presses
from tests.desk.test_editing import line
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.flows.walks import joins, opens, sees_mug, the_group, token_of
from tests.stock.shelf import keeper, mug

RULE = "🌱 Whoever joins must be new to this shop."
KNOWN = "This group is for people new to this shop, and you know it already."


async def test_everybody_sees_the_rule_before_they_pay(database_url: str) -> None:
    with Bazaar(database_url, newcomers=True) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await sees_mug(mei)
        assert "whoever joins must be new to this shop" in mei.last.text
        token = await opens(mei)
        assert RULE in mei.last.text, "on the leader's card"
        shared = mei.shared()
        assert "For people new to this shop." in shared.text
        await bo.start(token)
        assert RULE in bo.last.text, "on the invite"
        copy, *_ = (await mei.asks()).results
        assert RULE in copy.screen.text, "on a copy of the card"
        assert any(RULE in one.screen.text for one in (await ana.asks()).results), "and of the deal"
        await mei.press("Poster")
        await mei.press("Without words")
        picture = mei.last.picture
        assert picture is not None
        poster = posters.poster_of(picture.source)
        assert poster is not None
        assert "For people new to this shop." in poster.beside
        await joins(bo, token)
        assert the_group(shop).paid == 2


async def test_who_knows_the_shop_is_told_so_and_led_on(database_url: str) -> None:
    """Start one's own, buy alone, or see the product; the price stays behind no button that refuses."""
    with Bazaar(database_url, newcomers=True) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await buys(bo)
        await bo.start(token)
        assert KNOWN in bo.last.text
        assert "Join" not in bo.labels()
        assert {"Start a group", "See the product"} <= set(bo.labels())
        await bo.do(Join(1, mug(shop), 1), max(bo.messages))
        assert KNOWN in bo.toast
        await bo.press("Start a group")
        await bo.pay()
        assert the_group(shop).taken == 1


async def test_who_bought_in_between_hears_that_it_was_the_rule(database_url: str) -> None:
    """Promises 7, 34: refused before the money is taken; if it was taken all the same, it goes back, and why."""
    with Bazaar(database_url, newcomers=True) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await bo.start(token)
        await bo.press("Join")
        place = bo.invoices[-1]
        await buys(bo)
        refusal = await bo.check_out(place)
        assert refusal is not None
        assert KNOWN in refusal
        await bo.pay_late(place)
        said = "".join(screen.text for screen in bo.messages.values())
        assert "by then you were not any more" in said
        assert "is on its way back to you" in said


async def test_a_merchant_turns_it_on_in_a_draft_and_off_in_an_edit(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (kim,) = shop.phones("Kim")
        await opens_shop(kim)
        await kim.press("New deal")
        await kim.write("Soap, 12 alone, 9 for three")
        await kim.press("More")
        assert "Who may join: everybody" in kim.last.text
        await kim.press("✎ Who may join")
        assert "Who may join: only new customers" in kim.last.text
        await kim.press("Publish")
        assert "whoever joins must be new to this shop" in kim.last.text
        number = newest(shop)
        assert line(shop, number).newcomers
        await kim.press("Edit")
        assert "Who may join: only new customers" in kim.last.text
        await kim.press("✎ Who may join")
        assert "only new customers → <b>everybody</b>" in kim.last.text
        await kim.press("Save")
        assert "It counts for new groups." in kim.last.text
        assert not line(shop, number).newcomers
        await kim.press("To the deal")
        await kim.press("Copy")
        assert "Publish" in kim.labels()


async def test_a_caption_says_it_in_words(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (kim,) = shop.phones("Kim")
        await opens_shop(kim)
        await kim.press("New deal")
        await kim.write("Soap, 12 alone, 9 for three, new customers only")
        assert "Who may join: only new customers" in kim.last.text


async def test_an_edit_is_for_new_groups_and_open_ones_keep_the_rule(database_url: str) -> None:
    """Promise 4."""
    with Bazaar(database_url, newcomers=True) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        kim = await keeper(shop)
        token = await opens(mei)
        number = deal_on(shop, "mug")
        await presses(kim, EditDeal(LANTERN, number))
        await presses(kim, EditField(LANTERN, number, "newcomers", 0))
        await presses(kim, SaveDeal(LANTERN, number))
        assert "1 open group keeps its terms." in kim.last.text
        await bo.start(token)
        assert RULE in bo.last.text
        other = await opens(bo)
        assert other == token_of(bo)
        assert RULE not in bo.last.text


def newest(shop: Bazaar) -> int:
    """The newest deal."""
    return int(shop.run(lambda tx: tx.value(select(func.max(deal.c.id)))))
