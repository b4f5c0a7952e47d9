"""A round-up in a channel, as its readers live it: through the messenger, under both libraries, on both databases."""

from sqlalchemy import select

from catalog import deals
from catalog.keeping import channels
from catalog.keeping.channels import Found
from catalog.tables import deal, product, shop
from groupbuys.channels import footfall, roundup_standing, roundups
from groupbuys.channels.footfall import Figures
from sandbox.world.messages import Posted
from storage.transaction import Transaction
from tests.journeys.conftest import Quarter
from tests.journeys.quarter import words
from tests.journeys.test_posts import opens_channel, posts_in, shows


def tell_of_all(tx: Transaction, bot: int, chat: int) -> int:
    """A round-up into that channel; the number of the tea's deal."""
    shop_id = tx.value(select(shop.c.id))
    channels.connect(tx, shop_id, Found(bot, chat, "channel", "News"), 1)
    assert roundups.post_now(tx, shop_id, 1) == 1
    return int(tx.value(select(deal.c.id).join(product).where(product.c.handle == "oolong")))


def links(said: Posted) -> dict[str, str]:
    """The linked words of a message, and where they lead."""
    text = words(said).encode("utf-16-le")
    return {
        text[one.offset * 2 : (one.offset + one.length) * 2].decode("utf-16-le"): one.url or ""
        for one in said.message.entities or []
        if one.type == "text_link"
    }


async def test_a_round_up_leads_to_each_deal_and_makes_room_for_the_next(quarter: Quarter) -> None:
    mei, bo, ana = quarter.phones("Mei", "Bo", "Ana")
    chat, books = opens_channel(quarter, mei), quarter.house.books
    tea = await books.run(lambda tx: tell_of_all(tx, quarter.bot.id, chat.id))
    quarter.house.runner.wake()
    await quarter.until(lambda: shows(quarter, chat, "Corner shop · deals of Mon, Mar 2"))
    (standing,) = posts_in(quarter, chat)
    leads = links(standing)
    assert set(leads) == {"Oolong tea", "Enamel mug"}
    await bo.opens(leads["Oolong tea"])
    await bo.press("Start a group")
    await bo.pays()
    (button,) = standing.buttons()
    assert button.url is not None
    await ana.opens(button.url)
    await books.run(lambda tx: deals.end(tx, tea))
    quarter.house.runner.look_at_the_clock()
    await quarter.until(lambda: shows(quarter, chat, "Oolong tea · 🏁 This deal has ended."))
    (edited,) = posts_in(quarter, chat)
    assert edited.id == standing.id
    assert set(links(edited)) == {"Enamel mug"}
    await books.run(lambda tx: tell_of_all(tx, quarter.bot.id, chat.id))
    quarter.house.runner.wake()
    await quarter.until(
        lambda: [one.id for one in posts_in(quarter, chat)] not in ([], [edited.id])
    )
    await quarter.until(lambda: len(posts_in(quarter, chat)) == 1)
    assert posts_in(quarter, chat)[0].id > standing.id
    await brought(quarter)


async def brought(quarter: Quarter) -> None:
    """Two people opened the first one, and one of them paid; nobody the second."""

    def look(tx: Transaction) -> tuple[Figures, Figures]:
        shop_id = tx.value(select(shop.c.id))
        (newest,) = roundup_standing.last(tx, shop_id).values()
        found = footfall.of_roundups(tx, shop_id, [1, newest.id])
        return found[1], found.get(newest.id, Figures())

    assert await quarter.house.books.run(look) == (Figures(2, 1, 1, started=1), Figures())
