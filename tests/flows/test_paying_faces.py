"""What faces say while a place is only kept: to who pays, to the others, and once it was not paid in time."""

from groupbuys.holds import expire_due
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import card_of, me
from tests.flows.walks import joins, opens


async def test_an_old_card_never_says_that_somebody_is_in_who_is_still_paying(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await joins(bo, token)
        assert "Give my place to a friend" in bo.labels(bo.cards[0])
        await bo.press("Leave")
        await bo.press("Leave")
        await bo.start(token)
        await bo.press("Join")
        card = card_of(shop, 1, me(shop, bo))
        assert card is not None
        assert "Your place is kept while you pay." in card.text
        assert "You are in" not in card.text
        assert bo.labels(card) == ["See the group", "Home"]
        shop.wind(minutes=16)
        shop.run(expire_due)
        card = card_of(shop, 1, me(shop, bo))
        assert card is not None
        assert "You are not in this group any more." in card.text
        assert bo.labels(card) == ["See the group", "Home"]


async def test_who_is_still_paying_is_counted_and_not_named_to_who_is_not_in(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        await bo.start(token)
        await bo.press("Join")
        await mei.command("mine")
        await mei.press("Enamel mug")
        assert "👑 Mei, Bo (paying)" in mei.last.text
        await ana.start(token)
        assert "👑 Mei and 1 more" in ana.last.text
        public = card_of(shop, 1, 0)
        assert public is not None
        assert "Bo" not in public.text
        dropped = await mei.asks()
        assert "👑 Mei and 1 more" in dropped.results[0].screen.text
        assert "Bo" not in dropped.results[0].screen.text
