"""Who keeps a shop makes a poster of a deal: it leads there, in the shop's colour, and its prices bear a date."""

from catalog.keeping import looks
from catalog.keeping.roles import Role
from charts.placard import draw
from charts.posters import Fact
from flows.presses.every import TurnDeal
from flows.presses.posters import AskDealPoster, PlainDealPoster
from tests.counter.scanner import opened, scanned
from tests.desk.packing import LANTERN, deal_on, hires
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.posters.wall import hung


async def keeps(shop: Bazaar) -> Phone:
    """The owner of the bazaar's shop, whose colour is teal."""
    (olga,) = shop.phones("Olga")
    await hires(shop, olga, role=Role.OWNER)
    shop.run(lambda tx: looks.choose_accent(tx, LANTERN, "teal"))
    return olga


async def test_who_scans_it_comes_to_the_deal(database_url: str) -> None:
    with Bazaar(database_url, minimum=3, capacity=10) as shop:
        olga = await keeps(shop)
        (bo,) = shop.phones("Bo")
        await olga.command("shop")
        await olga.press("Deals")
        await olga.press("🟢 Enamel mug")
        await olga.press("Poster")
        await olga.write("Only in our shop!")
        poster = hung(olga.last)
        assert (poster.accent, poster.words, poster.by) == ("teal", "Only in our shop!", "")
        assert poster.beside == ("each, for 3 people or more", "€9.99 alone")
        assert poster.facts == (Fact("", "", "Prices of Mar 2, 2026"),)
        address, _, payload = scanned(opened(draw(poster))).partition("?start=")
        assert address == "https://t.me/corner_bot"
        await bo.start(payload)
        assert "Enamel mug" in bo.last.text
        assert any("Start a group" in label for label in bo.labels())


async def test_another_shops_deal_is_none_and_a_paused_one_has_no_poster(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        olga = await keeps(shop)
        mug = deal_on(shop, "mug")
        for press in (AskDealPoster(LANTERN, 99), PlainDealPoster(LANTERN, 99)):
            await olga.do(press)
            assert "poster:" not in str(olga.last.picture)
        await olga.do(PlainDealPoster(LANTERN, mug))
        assert hung(olga.last).title.startswith("Enamel mug")
        await olga.do(AskDealPoster(LANTERN, mug))
        await olga.write("x" * 99)
        assert "99 characters" in olga.last.text
        await olga.do(TurnDeal(LANTERN, mug, "pause"))
        await olga.do(AskDealPoster(LANTERN, mug), max(olga.messages))
        assert "Paused" in olga.last.text
        assert "Poster" not in olga.labels()


async def test_a_deal_that_pauses_while_the_words_are_typed_is_shown_instead(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        olga = await keeps(shop)
        (kim,) = shop.phones("Kim")
        await hires(shop, kim, role=Role.MANAGER)
        mug = deal_on(shop, "mug")
        await olga.do(AskDealPoster(LANTERN, mug))
        await kim.do(TurnDeal(LANTERN, mug, "pause"))
        await olga.write(NASTY)
        assert "poster:" not in str(olga.last.picture)
        assert "Paused" in olga.last.text
