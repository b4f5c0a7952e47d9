"""What the bot offers when its name is typed into a chat: to people it knows, to strangers, page by page."""

import pytest
from sqlalchemy import func, select

from catalog.shops import find_or_found
from flows.faces import START_LINK, LinkButton
from flows.replies import InlineResult
from groupbuys.cancelling import cancel_deal
from groupbuys.closing import close_due
from people.tables import person
from storage.tables import inbox
from tests.flows.bazaar import Bazaar
from tests.flows.limits import visible
from tests.flows.walks import joins, opens, the_group


def count(shop: Bazaar, what: object) -> int:
    """Rows of a table."""
    return int(shop.run(lambda tx: tx.value(select(func.count()).select_from(what))))  # type: ignore[arg-type]  # a table


def kinds(results: tuple[InlineResult, ...]) -> list[str]:
    """What each result is, by the beginning of its line."""
    return [one.line.partition(" · ")[0] if " · " in one.line else "deal" for one in results]


async def test_a_stranger_who_asks_is_answered_and_not_met(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, stranger = shop.phones("Mei", "Zoe")
        await opens(mei)
        await mei.asks()
        people, events = count(shop, person), count(shop, inbox)
        offered = await stranger.asks("mug")
        assert kinds(offered.results) == ["Open group", "deal"]
        assert (count(shop, person), count(shop, inbox)) == (people, events)
        assert (offered.personal, offered.seconds) == (True, 0)


async def test_ones_own_groups_come_first_then_the_open_ones_then_the_deals(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await opens(bo)
        await opens(mei)
        await opens(ana)
        offered = (await mei.asks()).results
        assert kinds(offered)[:4] == ["Your group", "Open group", "Open group", "deal"]
        assert len(offered) == len({one.id for one in offered})
        found = (await mei.asks("  enamel   MUG ")).results
        assert kinds(found) == ["Your group", "Open group", "Open group", "deal"]


async def test_a_group_is_shown_with_its_price_seats_time_and_members(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens(mei)
        [one, _] = (await bo.asks("mug")).results
        text = visible(one.screen.text)
        assert "1 of 3" in text
        assert "👑 Mei" in text
        assert "€7.49 each instead of €9.99" in text
        assert 'format="r"' in one.screen.text
        assert "As of Mar 2, 13:00." in text
        assert one.line == "Open group · 1/3 · €7.49 · closes Mar 3, 13:00 (UTC+1)"
        [[join]] = one.screen.buttons
        assert isinstance(join, LinkButton)
        assert (join.label, join.address) == ("Join", START_LINK + one.id)


@pytest.mark.parametrize(("words", "deals"), [("", 43), ("shirt", 31)])
async def test_pages_hold_twenty_and_lead_to_the_end_without_repeating(
    sqlite_url: str, words: str, deals: int
) -> None:
    with Bazaar(sqlite_url, shirts=32) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens(bo)
        seen: list[str] = []
        offset, rounds = "", 0
        while rounds == 0 or offset:
            page = await mei.asks(words, offset)
            assert 0 < len(page.results) <= 20
            seen += [one.id for one in page.results if one.line.find(" · ") < 0]
            offset, rounds = page.next_offset, rounds + 1
        assert len(seen) == len(set(seen)) >= deals


@pytest.mark.parametrize("offset", ["x", "g", "g-1", "g１", "s9999999999999", "d999999999", "\0"])
async def test_a_strange_offset_is_the_end(sqlite_url: str, offset: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        offered = await mei.asks("", offset)
        assert (offered.results, offered.next_offset) == ((), "")


async def test_only_addresses_are_thumbnails(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        [shirt] = (await mei.asks("cotton shirt")).results
        assert shirt.thumbnail == "https://pictures.example/shirt.jpg"
        [mug] = (await mei.asks("mug")).results
        assert mug.thumbnail == ""


async def test_what_is_over_is_not_offered(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens(mei)
        deal = the_group(shop).deal_id
        shop.wind(hours=24)
        assert kinds((await mei.asks("mug")).results) == ["deal"]
        shop.run(close_due)
        shop.run(lambda tx: cancel_deal(tx, deal, "no mugs"))
        offered = await bo.asks("mug")
        assert not offered.results
        assert (offered.button, offered.start) == ("Nothing found. Open the shop", "shop-1")


async def test_an_invite_button_names_its_group_and_only_its_members_get_it(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await joins(bo, await opens(mei))
        assert kinds((await mei.asks("#1")).results) == ["Your group"]
        assert kinds((await bo.asks("#1")).results) == ["Your group"]
        for outside, words in ((ana, "#1"), (mei, "#2"), (mei, "#zzzzzzzzzzzzz")):
            assert not (await outside.asks(words)).results


async def test_an_invite_button_that_outlived_its_group_offers_another_and_the_deal(
    sqlite_url: str,
) -> None:
    """Promise 10: to whoever was in it; to nobody else."""
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana, li, kim = shop.phones("Mei", "Bo", "Ana", "Li", "Kim")
        token = await opens(mei)
        await joins(bo, token)
        await joins(ana, token)
        assert kinds((await mei.asks("#1")).results) == ["deal"]
        await opens(li)
        assert kinds((await mei.asks("#1")).results) == ["Open group", "deal"]
        assert not (await kim.asks("#1")).results


async def test_nothing_of_another_shop_is_offered(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens(mei)
        await bo.start()
        other = shop.run(lambda tx: find_or_found(tx, "Other", "EUR"))
        await bo.start(f"shop-{other}")
        assert not (await bo.asks("mug")).results
        offered = await bo.asks()
        assert (offered.results, offered.start) == ((), f"shop-{other}")
        assert kinds((await mei.asks("mug")).results) == ["Your group", "deal"]


@pytest.mark.parametrize(("language", "join"), [("zh-hans", "参团"), ("zh-TW", "加入")])
async def test_it_speaks_the_language_of_who_asks(
    sqlite_url: str, language: str, join: str
) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        (stranger,) = shop.phones("Zoe", language=language)
        [one, deal] = (await stranger.asks("mug")).results
        [[button]] = one.screen.buttons
        assert button.label == join
        assert "Open group" not in one.line
        assert "in a group of" not in deal.line
