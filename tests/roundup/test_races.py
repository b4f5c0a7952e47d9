"""Races over one shop's round-up: several workers at its hour, the tick and impatient people; each channel gets one."""

from asyncio import to_thread

import pytest

from groupbuys.channels import roundup_lines, roundups
from storage.transaction import Transaction
from tests.posts.board import NEWS
from tests.races.crowd import at_once, processes
from tests.roundup.market import DAY, EVENING, Market


def due(tx: Transaction) -> int:
    """A worker's turn."""
    return roundups.post_due(tx)


async def test_several_workers_post_it_once_each_day(market: Market) -> None:
    market.daily()
    with processes(market.town) as databases:
        for day in range(4):
            market.town.now = EVENING + day * DAY
            await to_thread(at_once, databases, [due] * 24)
            assert len(market.wholes()) == 2 * (day + 1)
            await market.work_for(12)
    assert len(market.said(NEWS)) == 4


@pytest.mark.parametrize("hour_has_come", [True, False])
async def test_whoever_presses_while_it_is_due_gets_one_for_each_channel(
    market: Market, *, hour_has_come: bool
) -> None:
    market.daily()
    market.town.now = EVENING if hour_has_come else EVENING - DAY / 4
    shop_id, owner = market.town.shop_id, market.owner
    with processes(market.town) as databases:
        works = [due, lambda tx: roundups.post_now(tx, shop_id, owner)] * 12
        await to_thread(at_once, databases, works)
    assert market.wholes() == ["owed", "owed"]
    await market.work_for(12)
    assert len(market.said(NEWS)) == 1


async def test_several_workers_that_notice_a_change_edit_each_message_once(market: Market) -> None:
    market.offers("Dates")
    market.daily()
    await market.at(EVENING)
    market.stands(market.town.deal_id, state="paused")
    with processes(market.town) as databases:
        await to_thread(at_once, databases, [roundup_lines.look_round] * 12)
    await market.work_for(15)
    assert len(market.edits(NEWS)) == 1
    assert "⏸" in market.shows(NEWS)
