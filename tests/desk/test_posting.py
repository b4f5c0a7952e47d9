"""Posting a deal by chatting: in one message, or step by step; and turning it afterwards."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from catalog.tables import deal, product, terms
from flows.conversation import Conversation
from flows.events import Photo
from flows.presses.every import WIRE, PublishDeal, ShowDeal, TurnDeal
from groupbuys.tables import seat
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone, new_id

OURS = 2
OIL = "Olive oil 1 l, 12 alone, 9 for three, 40 bottles, until Sunday 20:00"


async def sends(phone: Phone, caption: str = "", source: str = "telegram:AgAC") -> None:
    """Send a photo to the bot."""
    await phone.take(Photo(new_id(), phone.sender, phone.place, source, caption))


async def test_one_message_and_one_press_make_a_live_deal(database_url: str) -> None:
    """A photo with a caption in the merchant's own words: shown as a form, published by one press."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens_shop(mei)
        await sends(mei, OIL)
        for words in ("<b>Olive oil 1 l</b>", "Price alone: €12.00", "Group price: €9.00"):
            assert words in mei.last.text
        for words in ("People needed: 3", "In stock: 40", "Open for: 24 hours"):
            assert words in mei.last.text
        assert mei.last.picture is not None
        await mei.press("Publish")
        assert "It is live" in mei.last.text
        row = shop.run(lambda tx: tx.first(select(deal).where(deal.c.shop_id == OURS)))
        assert row is not None
        assert row.ends_at == datetime(2026, 3, 8, 19, tzinfo=UTC), "Sunday 20:00 in Berlin"
        await bo.start("shop-2")
        await bo.write("olive")
        await bo.press("Olive oil")
        await bo.press("Start a group")
        assert bo.invoices[-1].amount.minor == 900


async def test_a_deal_that_ends_says_that_its_groups_end_with_it(sqlite_url: str) -> None:
    """Promise 2: 24 hours, unless the deal ends sooner; with room for more people as well."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens_shop(mei)
        for caption in (OIL, "Olive soap, 12 alone, 9 for 3 to 5 people, until Sunday 20:00"):
            await sends(mei, caption)
            await mei.press("Publish")
            await bo.start("shop-2")
            await bo.press(caption.partition(",")[0])
            assert "stays open for 24 hours, at most until the deal ends" in bo.last.text


async def test_what_is_missing_is_asked_for_and_typed(database_url: str) -> None:
    """Promise 35: nothing is guessed, and a wrong answer learns what would be right."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await sends(mei, "Olive oil 1 l, 12 alone, for three people")
        assert "❓ Group price: not said yet" in mei.last.text
        assert "What does one cost in a group?" in mei.last.text
        assert "Publish" not in mei.labels()
        await mei.write("13")
        assert "must not be above the price alone" in mei.last.text
        await mei.write("９")
        assert "Group price: €9.00" in mei.last.text
        await mei.press("Publish")
        assert "It is live" in mei.last.text


async def test_step_by_step_survives_a_restart(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await mei.press("New deal")
        await mei.press("Step by step")
        await mei.write(NASTY)
        assert "&lt;b&gt;" in mei.last.text, "promise 38"
        await mei.write("12")
        mei.talk = Conversation(shop.database)
        shop.wind(days=2)
        await mei.command("shop")
        await mei.press("New deal")
        assert "Price alone: €12.00" in mei.last.text
        await mei.write("9")
        await mei.write("3")
        assert "✎ Most per person" not in mei.labels(), "what is rare is one press further"
        await mei.press("More")
        await mei.press("✎ Most per person")
        await mei.write("2")
        await mei.press("✎ In stock")
        await mei.write("many")
        await mei.press("Leave it empty")
        assert "In stock: not counted" in mei.last.text
        await sends(mei)
        assert mei.last.picture is not None
        await mei.press("Publish")
        row = shop.run(lambda tx: tx.first(select(terms).order_by(terms.c.id.desc())))
        assert row is not None
        assert (row.minimum, row.capacity, row.limit_per_person) == (3, 3, 2)


async def test_a_draft_is_thrown_away(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await sends(mei, OIL)
        await mei.press("More")
        await mei.press("Throw it away")
        await mei.press("New deal")
        assert "in your own words" in mei.last.text
        assert not shop.run(lambda tx: tx.all(select(product).where(product.c.shop_id == OURS)))


async def test_a_photo_of_somebody_without_a_shop_is_answered_kindly(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (bo,) = shop.phones("Bo")
        await sends(bo, OIL)
        assert "/shop opens one" in bo.last.text


async def posted(shop: Bazaar, mei: Phone) -> int:
    """A live deal of a shop of Mei's; its number."""
    await opens_shop(mei)
    await sends(mei, OIL)
    await mei.press("Publish")
    return int(shop.run(lambda tx: tx.value(select(deal.c.id).where(deal.c.shop_id == OURS))))


async def test_a_deal_is_paused_resumed_ended_and_copied(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await posted(shop, mei)
        await mei.press("Pause")
        assert "Paused" in mei.last.text
        await bo.start("shop-2")
        await bo.write("olive")
        await bo.press("Olive oil")
        assert "Start a group" not in bo.labels()
        await mei.press("Resume")
        assert "Live" in mei.last.text
        await mei.press("End it")
        await mei.press("‹ Back")
        assert "Live" in mei.last.text, "it was only asked"
        await mei.press("End it")
        await mei.press("End it now")
        assert "Ended" in mei.last.text
        assert "Ends:" not in mei.last.text
        await mei.press("Copy")
        assert "Group price: €9.00" in mei.last.text
        await mei.press("Publish")
        assert "It is live" in mei.last.text
        await mei.press("‹ Deals")
        assert len([label for label in mei.labels() if "Olive oil" in label]) == 2


async def test_a_deal_that_is_called_off_pays_back_and_says_why(database_url: str) -> None:
    """Promise 14."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await posted(shop, mei)
        await bo.start("shop-2")
        await bo.write("olive")
        await bo.press("Olive oil")
        await bo.press("Start a group")
        await bo.pay()
        await mei.press("Call it off")
        await mei.write("the <press> broke")
        assert "1 open group ended" in mei.last.text
        states = shop.run(lambda tx: [row.state for row in tx.all(select(seat.c.state))])
        assert states == ["refunding"]
        await mei.press("‹ Deals")
        await mei.press("▫️ Olive oil")
        assert "the &lt;press&gt; broke" in mei.last.text


@pytest.mark.parametrize("how", ["pause", "end", "copy", "no such thing"])
async def test_a_deal_of_another_shop_looks_like_none(sqlite_url: str, how: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        theirs = shop.run(lambda tx: tx.value(select(deal.c.id).where(deal.c.shop_id != OURS)))
        await mei.wire(WIRE.encode(ShowDeal(OURS, theirs)))
        assert "no deal here yet" in mei.last.text
        await mei.wire(WIRE.encode(TurnDeal(OURS, theirs, how)))
        state = shop.run(lambda tx: tx.value(select(deal.c.state).where(deal.c.id == theirs)))
        assert state == "live"


async def test_a_deals_link_leads_to_it_and_into_its_shop(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await posted(shop, mei)
        _, share = mei.find("Share the deal")
        assert share.kind == "share"
        assert share.text == "Olive oil 1 l: €9.00 each for 3 together, €12.00 alone."
        await bo.start(share.address.partition("/")[2])
        assert "<b>Olive oil 1 l</b>" in bo.last.text
        assert "Start a group" in bo.labels()
        await bo.press("Home")
        assert "Olive corner" in bo.last.text
        for forged in ("deal-zzz", "deal-", "deal-" + "z" * 40, "deal-%"):
            await bo.start(forged)
            assert "no such deal" in bo.last.text


@pytest.mark.parametrize(("label", "answer"), [("Sunday 20:00", "Ends: "), ("", "Ends: never")])
async def test_a_doubt_stays_until_it_is_answered_and_nothing_is_published_before(
    database_url: str, label: str, answer: str
) -> None:
    """Nothing is guessed silently: not even by looking elsewhere and coming back."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await sends(mei, "Olive oil 1 l, 12 alone, 9 for three, until Friday")
        assert "❓ Ends: at what time of day?" in mei.last.text
        await mei.press("‹ Back to the shop")
        await mei.press("New deal")
        await mei.press("✎ In stock")
        await mei.write("40")
        assert "❓ Ends: at what time of day?" in mei.last.text
        assert "Publish" not in mei.labels()
        await mei.wire(WIRE.encode(PublishDeal(OURS)))
        assert not shop.run(lambda tx: tx.all(select(deal).where(deal.c.shop_id == OURS)))
        if label:
            await mei.write(label)
        else:
            await mei.press("❓ Ends")
            await mei.press("Leave it empty")
        assert answer in mei.last.text
        await mei.press("Publish")
        assert "It is live" in mei.last.text
