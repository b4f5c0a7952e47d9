"""What a round-up looks like at its worst: the longest titles, markup in them, every language, within the limits."""

from datetime import timedelta

import pytest
from aiogram.types import MessageEntity
from sqlalchemy import update

from bot.rendering.markup import TEXT_LIMIT, units, with_start_links
from catalog.tables import shop
from flows import posts as faces
from groupbuys.channels import hushing, posts
from groupbuys.channels.hushing import Manner
from people import wishes
from sandbox.text.html import read_html
from tests.flows.bazaar import NASTY
from tests.groupbuys.group import opened
from tests.posts.board import NEWS
from tests.roundup.market import DAY, EVENING, Market
from tests.stories import BOT

MOST_ENTITIES = 100
"""Of a message (Telegram's limit `message_entities`): what is beyond loses its links."""


def read(market: Market) -> tuple[str, list[MessageEntity]]:
    """The newest round-up as its readers see it."""
    return read_html(with_start_links(market.shows(NEWS), "a_bot_with_a_long_name_indeed_bot"))


@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
async def test_the_worst_is_within_the_limits_and_no_title_is_markup(
    market: Market, language: str
) -> None:
    """Promise 38."""
    market.town.run(lambda tx: tx.write(update(shop).values(name=NASTY * 5)))
    market.town.run(lambda tx: wishes.set_language(tx, market.owner, language))
    opened(market.town, market.town.person())
    market.daily()
    await market.at(EVENING)
    made = [
        market.offers(f"{number}{'<b>&amp;🧺</b> ' * 17}"[:200], DAY * (number + 1), stock=2)
        for number in range(12)
    ]
    await market.at(EVENING + timedelta(days=1))
    text, entities = read(market)
    assert units(text) < TEXT_LIMIT
    assert len(entities) <= MOST_ENTITIES
    assert sum(one.type == "text_link" for one in entities) == 10
    assert "<b>&amp;🧺</b>" in text, "shown as it was typed"
    for number in made[::2]:
        market.stands(number, state="cancelled", why=NASTY)
    await market.work_for(10)
    text, entities = read(market)
    assert units(text) < TEXT_LIMIT
    assert sum(one.type == "strikethrough" for one in entities) == 5


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", "€20.00 → €16.00 in a group of 3 · 👥 2 more needed"),
        ("zh_Hans", "€20.00 → 3 人团 €16.00 · 👥 还差 2 人"),
        ("zh_Hant", "€20.00 → 3 人團 €16.00 · 👥 還差 2 人"),
    ],
)
async def test_it_speaks_its_owners_language(market: Market, language: str, wanted: str) -> None:
    market.town.run(lambda tx: wishes.set_language(tx, market.owner, language))
    opened(market.town, market.town.person())
    market.daily()
    await market.at(EVENING)
    assert wanted in read(market)[0]


@pytest.mark.parametrize("how", list(Manner))
async def test_in_quiet_hours_it_comes_at_its_hour_without_a_sound_unless_the_shop_wants_one(
    market: Market, how: Manner
) -> None:
    shop_id = market.town.shop_id
    market.town.run(lambda tx: hushing.set_hush(tx, shop_id, 17, 8, how.value))
    market.daily()
    await market.at(EVENING)
    assert market.sounds(NEWS) == [how is Manner.DAY]
    market.asks()
    await market.work_for(5)
    assert market.sounds(NEWS) == [how is Manner.DAY] * 2


async def test_a_group_that_becomes_a_supergroup_gets_it_there(market: Market) -> None:
    market.daily()
    await market.at(EVENING)
    market.town.run(lambda tx: posts.moved(tx, BOT, NEWS, -100_999))
    await market.at(EVENING + DAY)
    assert len(market.said(-100_999)) == 1
    assert market.wholes() == ["gone", "down", "shown", "shown"]


async def test_one_that_was_deleted_by_hand_is_not_missed(market: Market) -> None:
    market.daily()
    await market.at(EVENING)
    whole = next(row for row in market.rows() if row.deal_id is None)
    market.town.run(lambda tx: posts.end(tx, whole.id, posts.PostState.GONE))
    market.stands(market.town.deal_id, state="paused")
    await market.work_for(10)
    assert market.edits(NEWS) == []
    assert len([row for row in market.rows() if row.state == "past"]) == 1
    found = market.town.run(lambda tx: posts.by_id(tx, whole.id))
    assert found is not None
    assert market.town.run(lambda tx: faces.face(tx, found)) is not None
