"""Stories of the daily round-up: it comes at its hour, tells what is on, and stays true."""

from datetime import timedelta

import pytest

from catalog import deals
from groupbuys.cancelling import cancel_deal
from groupbuys.channels import roundup_plans
from scheduler.sending import TryLater, Unreachable
from tests.groupbuys.group import opened
from tests.posts.board import NEWS, SALE
from tests.posts.test_edited import types
from tests.roundup.market import DAY, EVENING, SIX, Market

KICKED = Unreachable("Forbidden: bot was kicked from the channel chat")
HOUR = timedelta(hours=1)


async def test_at_its_hour_one_message_tells_each_channel_of_all_live_deals(market: Market) -> None:
    late = market.offers("Nuts <b>", 3 * DAY)
    soon = market.offers("Dates", DAY)
    market.daily()
    assert market.plan().next_at == EVENING
    await market.at(EVENING - timedelta(seconds=13))
    assert market.said(NEWS) == [], "not a second too early"
    await market.at(EVENING)
    for chat in (NEWS, SALE):
        (text,) = market.said(chat)
        assert text.startswith("🗓 <b>Corner shop</b> · deals of Mon, Mar 2")
        assert text.index("Dates") < text.index("Nuts &lt;b&gt;") < text.index("Oolong tea")
        assert "€20.00 → <b>€16.00</b> in a group of 3" in text
        assert 'href="kaituan:start/post-' in text
        assert "⏳ Ends <tg-time" in text
        assert "🆕" not in text, "there was none before"
    assert market.line(NEWS, soon) != market.line(SALE, soon) != market.line(NEWS, late)
    await market.work_for(30)
    assert market.edits(NEWS) == []
    assert len(market.said(NEWS)) == 1


async def test_the_next_day_a_new_one_comes_the_old_one_goes_and_what_is_new_is_marked(
    market: Market,
) -> None:
    market.daily()
    await market.at(EVENING)
    market.town.wind(hours=3)
    market.offers("Dates")
    await market.at(EVENING + DAY)
    for chat in (NEWS, SALE):
        assert len(market.said(chat)) == 2
        assert "🆕 <b><a" in market.said(chat)[1].replace("\n", " ")
        assert market.said(chat)[1].count("🆕") == 1
        assert market.said(chat)[1].index("🆕") < market.said(chat)[1].index("Dates")
    gone = {(row.chat, row.message_id) for row in market.rows() if row.state == "down"}
    assert {(one.chat, one.message_id) for one in market.office.sender.deleted} == gone
    assert market.wholes() == ["down", "down", "shown", "shown"]
    assert [row.state for row in market.rows() if row.part_of] == ["past"] * 2 + ["line"] * 4


async def test_it_stays_true_while_it_stands(market: Market) -> None:
    """Promise 29: ended, sold out, paused, called off, another price; and on again."""
    dates, nuts, figs, salt = (market.offers(one) for one in ("Dates", "Nuts", "Figs", "Salt"))
    market.daily()
    await market.at(EVENING)
    market.town.run(lambda tx: deals.end(tx, dates))
    market.has_left(nuts, 0)
    market.town.run(lambda tx: deals.pause(tx, figs))
    market.reprices(market.town.deal_id, 1500)
    await market.work_for(10)
    for chat in (NEWS, SALE):
        shown = market.shows(chat)
        assert "<s>Dates</s> · 🏁 This deal has ended." in shown
        assert "<s>Nuts</s> · ❌ Sold out." in shown
        assert "<s>Figs</s> · ⏸ No new groups just now." in shown
        assert "€20.00 → <b>€15.00</b>" in shown
        assert len(market.edits(chat)) <= 2
    market.town.run(lambda tx: deals.resume(tx, figs))
    market.has_left(nuts, 5)
    market.town.run(lambda tx: cancel_deal(tx, salt, "mouldy"))
    await market.work_for(15)
    for chat in (NEWS, SALE):
        shown = market.shows(chat)
        assert "<s>Figs" not in shown
        assert "<s>Nuts" not in shown
        assert "📦 too few for a new group" in shown
        assert "<s>Salt</s> · 🚫 Called off." in shown


async def test_another_title_or_end_is_in_it_at_once(market: Market) -> None:
    """Promise 29: the terms stay the same, and yet what it says would not be true any more."""
    market.offers("Dates")
    market.daily()
    await market.at(EVENING)
    await types(market, "title", "Green <tea>")
    await market.work_for(15)
    await types(market, "ends", "tomorrow 9:00")
    await market.work_for(15)
    for chat in (NEWS, SALE):
        assert "Oolong" not in market.shows(chat)
        assert "Green &lt;tea&gt;</a></b>" in market.shows(chat)
        assert market.shows(chat).count("⏳ Ends <tg-time") == 1
        assert len(market.edits(chat)) == 2


async def test_no_join_edits_it_and_what_it_says_of_groups_has_its_time(market: Market) -> None:
    group = opened(market.town, market.town.person()).group.id
    dates = market.offers("Dates")
    market.daily()
    await market.at(EVENING)
    assert "👥 2 more needed" in market.shows(NEWS)
    assert (
        'Open groups as of <tg-time unix="1772470800" format="t">18:00</tg-time>'
        in market.shows(NEWS)
    )
    market.join(group)
    await market.work_for(20)
    assert market.edits(NEWS) == []
    market.town.run(lambda tx: deals.end(tx, dates))
    await market.work_for(10)
    assert "👥 1 more needed" in market.shows(NEWS), "an edit brings the newest of everything"


async def test_last_places_in_open_groups_are_told_of_until_they_are_gone(market: Market) -> None:
    with_places = opened(market.town, market.town.person()).group
    market.has_left(market.town.deal_id, 0)
    market.offers("Dates")
    market.daily()
    await market.at(EVENING)
    assert "📦 too few for a new group" in market.shows(NEWS)
    for _ in range(with_places.capacity - 1):
        market.join(with_places.id)
    await market.work_for(10)
    assert "<s>Oolong tea</s> · ❌ Sold out." in market.shows(NEWS)


async def test_without_a_live_deal_nothing_is_posted(market: Market) -> None:
    sold = market.offers("Dates", stock=0)
    market.town.run(lambda tx: deals.pause(tx, market.town.deal_id))
    market.daily()
    await market.at(EVENING)
    assert market.rows() == []
    market.has_left(sold, 9)
    await market.at(EVENING + DAY)
    (text,) = market.said(NEWS)
    assert "Dates" in text
    assert "Oolong" not in text


async def test_more_than_ten_deals_are_ten_and_a_number(market: Market) -> None:
    for number in range(12):
        market.offers(f"Deal {number:02}", DAY * (number + 1))
    market.daily()
    await market.at(EVENING)
    (text,) = market.said(NEWS)
    assert "Deal 09" in text
    assert "Deal 10" not in text
    assert "and 3 more" in text


async def test_a_machine_that_was_down_posts_it_late_or_not_at_all(market: Market) -> None:
    """Promise 24."""
    market.daily()
    await market.at(EVENING + 3 * HOUR)
    assert len(market.said(NEWS)) == 1
    await market.at(EVENING + DAY + 3 * HOUR + timedelta(seconds=1))
    assert len(market.said(NEWS)) == 1, "too late: the next day has its own"
    assert market.plan().next_at == EVENING + 2 * DAY
    await market.at(EVENING + 9 * DAY)
    assert len(market.said(NEWS)) == 2, "one, and not nine"


async def test_past_midnight_it_is_another_days(market: Market) -> None:
    market.daily(23 * 60)
    await market.at(EVENING + 6 * HOUR + timedelta(minutes=1))
    assert market.said(NEWS) == []
    await market.at(EVENING + DAY + 5 * HOUR)
    assert len(market.said(NEWS)) == 1


async def test_another_hour_makes_no_second_one_on_the_same_day(market: Market) -> None:
    market.daily()
    await market.at(EVENING)
    market.daily(20 * 60)
    assert market.plan().next_at == EVENING + DAY + 2 * HOUR
    await market.at(EVENING + 2 * HOUR)
    assert len(market.said(NEWS)) == 1
    market.daily(-1)
    assert market.plan().minute is None
    market.daily()
    assert market.plan().next_at == EVENING + DAY


async def test_one_that_is_asked_for_comes_at_once_and_the_clocks_own_comes_too(
    market: Market,
) -> None:
    market.daily()
    assert market.asks() == 2
    assert market.asks() == 0, "a second press is the same wish"
    await market.work_for(5)
    await market.at(EVENING)
    assert len(market.said(NEWS)) == 2
    market.daily(-1)
    await market.at(EVENING + DAY)
    assert len(market.said(NEWS)) == 2
    assert market.wholes() == ["down", "down", "shown", "shown"]


async def test_it_goes_where_new_deals_go_unless_somebody_chose_otherwise(market: Market) -> None:
    channel, shop_id = market.channel(SALE).id, market.town.shop_id
    market.town.run(lambda tx: roundup_plans.choose(tx, shop_id, channel, wanted=False))
    market.daily(SIX)
    await market.at(EVENING)
    assert len(market.said(NEWS)) == 1
    assert market.said(SALE) == []


@pytest.mark.parametrize("answer", ["lost", "refused"])
async def test_a_channel_that_cannot_be_reached_in_time_gets_none(
    market: Market, answer: str
) -> None:
    """Promise 31; and whoever is let in again a day later gets no old list."""
    away = TryLater(reason="Bad Gateway") if answer == "refused" else KICKED
    market.office.sender.always[NEWS] = away
    market.daily()
    await market.at(EVENING)
    await market.work_for(60)
    del market.office.sender.always[NEWS]
    market.town.wind(hours=4)
    market.connect(NEWS)
    tries = len(market.said(NEWS))
    await market.work_for(10)
    assert len(market.said(NEWS)) == tries
    assert market.wholes() == ["dropped", "shown"]
    await market.at(EVENING + DAY)
    assert len(market.said(NEWS)) == tries + 1


async def test_where_it_is_unknown_whether_it_arrived_the_old_one_stays(market: Market) -> None:
    market.daily()
    await market.at(EVENING)
    market.office.sender.next[NEWS] = [TryLater(maybe_sent=True, reason="no answer")]
    await market.at(EVENING + DAY)
    assert market.wholes() == ["shown", "down", "unknown", "shown"]
    await market.work_for(60)
    assert len(market.said(NEWS)) == 2, "nothing is posted twice"
