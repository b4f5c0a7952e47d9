"""A deal in a channel, as its readers live it: through the messenger, under both libraries, on both databases."""

from sqlalchemy import select

from catalog import deals
from catalog.keeping import channels
from catalog.keeping.channels import Found
from catalog.offers import find_deal
from catalog.tables import deal, product
from groupbuys.channels import footfall, posting
from groupbuys.channels.footfall import Figures
from groupbuys.channels.tables import post
from sandbox.acts import rooms
from sandbox.world.chats import Chat, Kind
from sandbox.world.messages import Posted
from storage.transaction import Transaction
from tests.journeys.conftest import Quarter
from tests.journeys.quarter import Phone, words


def posts_in(quarter: Quarter, chat: Chat) -> list[Posted]:
    """What the bot has said in a channel."""
    return [one for one in quarter.world.messages.of(chat.key) if one.owner_id == quarter.bot.id]


def opens_channel(quarter: Quarter, merchant: Phone) -> Chat:
    """A channel of the merchant's, with the bot in it."""
    chat = rooms.create(quarter.world, merchant.person.id, "News", Kind.CHANNEL)
    rooms.add_bot(quarter.world, merchant.person.id, chat.id, quarter.bot.id)
    return chat


def publish(tx: Transaction, bot: int, chat: int) -> int:
    """Post the tea into that channel; the number of its deal."""
    tea = tx.value(select(deal.c.id).join(product).where(product.c.handle == "oolong"))
    found = find_deal(tx, tea)
    assert found is not None
    channels.connect(tx, found.shop_id, Found(bot, chat, "channel", "News"), 1)
    posting.post_everywhere(tx, found, 1)
    return found.id


def shows(quarter: Quarter, chat: Chat, wanted: str) -> bool:
    """Whether the newest post in a channel has these words."""
    found = posts_in(quarter, chat)
    return bool(found) and wanted in words(found[-1])


async def test_a_post_leads_into_the_bot_follows_its_groups_and_ends(quarter: Quarter) -> None:
    """Promise 29: posted, followed, joined, edited, over; and it is known who came through it."""
    mei, bo = quarter.phones("Mei", "Bo")
    chat, books = opens_channel(quarter, mei), quarter.house.books
    tea = await books.run(lambda tx: publish(tx, quarter.bot.id, chat.id))
    quarter.house.runner.wake()
    await quarter.until(lambda: shows(quarter, chat, "In a group of 3"))
    (standing,) = posts_in(quarter, chat)
    (button,) = standing.buttons()
    assert button.url is not None
    await bo.opens(button.url)
    await bo.press("Start a group")
    await bo.pays()
    await quarter.until(lambda: shows(quarter, chat, "1 of 3"))
    await books.run(lambda tx: deals.end(tx, tea))
    quarter.house.runner.look_at_the_clock()
    await quarter.until(lambda: shows(quarter, chat, "has ended"))
    assert [one.id for one in posts_in(quarter, chat)] == [standing.id], "it is the same message"
    row = await books.run(lambda tx: tx.first(select(post)))
    assert row is not None
    brought = await books.run(lambda tx: footfall.of_deal(tx, row.shop_id, tea))
    assert brought == {row.id: Figures(1, 1, 1, started=1)}


async def test_a_post_that_is_taken_down_is_gone_from_the_channel(quarter: Quarter) -> None:
    mei = quarter.phone("Mei")
    chat, books = opens_channel(quarter, mei), quarter.house.books
    await books.run(lambda tx: publish(tx, quarter.bot.id, chat.id))
    quarter.house.runner.wake()
    await quarter.until(lambda: shows(quarter, chat, "In a group of 3"))
    row = await books.run(lambda tx: tx.first(select(post)))
    assert row is not None
    assert await books.run(lambda tx: posting.take_down(tx, row.shop_id, row.id))
    quarter.house.runner.look_at_the_clock()
    await quarter.until(lambda: not posts_in(quarter, chat))
