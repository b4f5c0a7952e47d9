"""Group chats that move, throw the bot out and let it in again: what is kept by their numbers."""

from collections.abc import Awaitable, Callable, Sequence
from itertools import permutations

import pytest
from sqlalchemy import func, select

from catalog.keeping import channels
from groupbuys import cards
from groupbuys.cards import Card
from groupbuys.tables import card
from storage.tables import outbox
from tests.desk.rooms import OURS, adds, brings, dead, hears, moves, throws_out
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.stories import BOT

OLD, NEW = -5, -1005

Step = Callable[[Phone], Awaitable[None]]


async def leaves_old(mei: Phone) -> None:
    """The bot is told that it is in the old group no more."""
    await brings(mei, OLD, "Family", stands="gone", kind="group")


async def comes_into_new(mei: Phone) -> None:
    """The bot is told that it is in the new group."""
    await brings(mei, NEW, "Family", kind="group")


async def is_told(mei: Phone) -> None:
    """One of the two groups says that it is the other one."""
    await moves(mei, OLD, NEW)


ORDERS = sorted(set(permutations((leaves_old, comes_into_new, is_told, is_told))), key=str)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "-".join(s.__name__ for s in order))
async def test_a_group_that_moves_stays_the_shops_in_whatever_order_it_is_told(
    sqlite_url: str, order: Sequence[Step]
) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await adds(mei, "Add a group")
        await mei.pick(OLD, "Family")
        await brings(mei, OLD, "Family", kind="group")
        for step in order:
            await step(mei)
        (found,) = shop.run(lambda tx: channels.channels_of(tx, OURS))
        assert (found.chat, found.title, found.lost) == (NEW, "Family", False)
        assert await hears(shop, mei, "channel_lost") is None
        assert await hears(shop, mei, "channel_which") is None


async def test_a_group_that_threw_the_bot_out_has_dead_cards_until_it_is_let_in_again(
    database_url: str,
) -> None:
    """Promise 31: in a group of anybody's, whether or not a shop posts there; and each bot has cards of its own."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.start()
        for bot, message in ((BOT, 7), (BOT, 8), (BOT + 1, 7)):
            shop.run(lambda tx, b=bot, m=message: cards.show(tx, Card(b, OLD, m, 0, 1), 1))  # type: ignore[misc]  # a card
        await brings(mei, OLD, "Family", kind="group")
        await throws_out(mei, OLD, "group")
        assert sorted(dead(shop)) == [0, 1, 1]
        await brings(mei, OLD, "Family", kind="group")
        assert sorted(dead(shop)) == [0, 0, 0]
        owed = select(func.count()).where(outbox.c.kind == "cards", outbox.c.subject_id == 1)
        assert shop.run(lambda tx: tx.value(owed)) == 1, "they are brought up to date at once"


async def test_cards_of_a_group_that_moved_never_come_to_life_again(database_url: str) -> None:
    """Their messages stand in the old group, which answers nobody any more."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.start()
        shop.run(lambda tx: cards.show(tx, Card(BOT, OLD, 7, 0, 1), 1))
        await is_told(mei)
        await is_told(mei)
        await comes_into_new(mei)
        shop.run(lambda tx: cards.show(tx, Card(BOT, NEW, 1, 0, 1), 1))
        kept = shop.run(lambda tx: tx.all(select(card.c.chat, card.c.dead).order_by(card.c.dead)))
        assert [(row.chat, row.dead) for row in kept] == [(NEW, 0), (OLD, 1)]
