"""Stories of a merchant who posts deals into channels, and of shoppers who come through them."""

from collections.abc import Sequence

from sqlalchemy import select

from catalog.keeping import channels
from catalog.keeping.channels import Found
from flows.presses.every import WIRE
from flows.presses.posts import ChooseChannel, PickChannel, PostDeal, ShowPosts, TakeDown
from groupbuys.channels import footfall, posts
from groupbuys.channels.footfall import Figures
from groupbuys.channels.tables import post
from storage.transaction import Found as Row
from tests.desk.test_opening import opens_shop
from tests.desk.test_posting import OIL, OURS, sends
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me
from tests.stories import BOT


async def opens_with(shop: Bazaar, mei: Phone, *titles: str) -> None:
    """Mei opens a shop that posts into these channels."""
    await opens_shop(mei)
    owner = me(shop, mei)
    for number, title in enumerate(titles):
        found = Found(BOT, -100 - number, "channel", title)
        shop.run(lambda tx, found=found: channels.connect(tx, OURS, found, owner))  # type: ignore[misc]  # a chat


def rows(shop: Bazaar) -> Sequence[Row]:
    """The posts."""
    return shop.run(lambda tx: tx.all(select(post).order_by(post.c.id)))


async def follows(shop: Bazaar, phone: Phone, number: int) -> None:
    """Follow the link of the post with that place."""
    await phone.start(f"post-{'0123456789abcdefghijklmnopqrstuvwxyz'[rows(shop)[number].id]}")


async def test_publishing_posts_into_the_channels_that_are_chosen_and_remembers_them(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_with(shop, mei, f"News {NASTY}", "Sale", "Old")
        await sends(mei, OIL)
        assert "✓ Post into Sale" in mei.labels()
        await mei.press("✓ Post into Sale")
        assert "Not into Sale" in mei.labels()
        await mei.press("✓ Post into Old")
        await mei.press("Not into Old")
        await mei.press("Publish")
        assert [row.chat for row in rows(shop)] == [-100, -102]
        await sends(mei, OIL.replace("Olive", "Nut"))
        assert "Not into Sale" in mei.labels(), "it is remembered"


async def test_many_channels_have_pages_of_their_own(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_with(shop, mei, *(f"Channel {number}" for number in range(9)))
        await sends(mei, OIL)
        await mei.press("Post into 9 of 9 channels")
        await mei.press("›")
        await mei.press("✓ Post into Channel 8")
        assert "Not into Channel 8" in mei.labels()
        await mei.press("‹ Back")
        assert "Post into 8 of 9 channels" in mei.labels()


async def comes(shop: Bazaar) -> Phone:
    """Mei's oil is posted twice; Bo starts a group and pays, Ana wants one, Eve only looks. Gives Mei."""
    mei, bo, ana, eve = shop.phones("Mei", "Bo", "Ana", "Eve")
    await opens_with(shop, mei, "News", "Sale")
    await sends(mei, OIL)
    await mei.press("Publish")
    for number in (0, 0, 1):
        await follows(shop, bo, number)
    assert "<b>Olive oil 1 l</b>" in bo.last.text
    await bo.press("Start a group")
    await bo.pay()
    await follows(shop, ana, 1)
    await ana.press("Buy alone")
    await follows(shop, eve, 1)
    await follows(shop, mei, 0)
    return mei


async def test_who_came_through_which_post_is_kept(database_url: str) -> None:
    """Promise 33: the first post of a deal gets the credit, and a shop's own people count for nothing."""
    with Bazaar(database_url) as shop:
        await comes(shop)
        first, second = rows(shop)
        found = shop.run(lambda tx: footfall.of_deal(tx, OURS, first.deal_id))
        assert found == {first.id: Figures(1, 1, 1, started=1), second.id: Figures(3, 1, 0)}
        since, until = shop.now, shop.now.replace(year=2030)
        by_channel = shop.run(lambda tx: footfall.figures_by_channel(tx, OURS, since, until))
        assert [(one.title, one.figures.paid) for one in by_channel] == [("News", 1), ("Sale", 0)]
        by_post = shop.run(lambda tx: footfall.figures_of(tx, OURS, since, until))
        assert [one.figures for one in by_post] == [Figures(1, 1, 1, started=1), Figures(3, 1, 0)]
        assert not shop.run(lambda tx: footfall.figures_of(tx, OURS + 1, since, until))
        assert not shop.run(lambda tx: footfall.figures_of(tx, OURS, until, until))


async def test_a_deals_page_posts_it_again_takes_it_down_and_says_what_each_has_brought(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei = await comes(shop)
        second = rows(shop)[1].id
        await mei.command("shop")
        await mei.press("Deals")
        await mei.press("🟢 Olive oil")
        await mei.press("Posts")
        assert "Through it: 3 opened, 1 joined, 0 paid" in mei.last.text
        assert "On its way" in mei.last.text
        await mei.press("Post into a channel")
        await mei.press("Sale")
        assert len(rows(shop)) == 2, "one is on its way there already"
        shop.run(lambda tx: posts.sent(tx, second, 5, "face"))
        shop.wind(minutes=1)
        await mei.press("Post into a channel")
        await mei.press("Sale")
        assert [row.chat for row in rows(shop)] == [-100, -101, -101]
        downs = [one for one in mei.labels() if one.startswith("Take down")]
        assert len(set(downs)) == len(downs) == 3, "two stand in Sale: each button says which"
        await mei.press("Take down: News")
        assert rows(shop)[0].state == "down"


async def test_a_forged_link_lands_softly(sqlite_url: str) -> None:
    """Promise 10."""
    with Bazaar(sqlite_url) as shop:
        (bo,) = shop.phones("Bo")
        for forged in ("post-", "post-zz", "post-%", "post-" + "z" * 50):
            await bo.start(forged)
            assert "no such deal" in bo.last.text


async def test_posts_channels_and_deals_of_another_shop_look_like_none(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens_with(shop, mei, "News")
        await sends(mei, OIL)
        await mei.press("Publish")
        await opens_shop(bo, "Other")
        theirs, other = rows(shop)[0], OURS + 1
        for press in (
            ShowPosts(other, theirs.deal_id),
            ChooseChannel(other, theirs.deal_id),
            PostDeal(other, theirs.deal_id, theirs.channel_id),
            TakeDown(other, theirs.id),
            PickChannel(other, theirs.channel_id, 0),
        ):
            await bo.wire(WIRE.encode(press))
            assert "Olive" not in bo.last.text
        assert [row.state for row in rows(shop)] == ["owed"]
        await sends(mei, OIL.replace("Olive", "Nut"))
        assert "✓ Post into News" in mei.labels()
