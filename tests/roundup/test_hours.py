"""Stories of the hour of a round-up: a shop's clock, its changes, and moves to another zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.captions.hours import read_hour
from groupbuys.channels.rhythm import DAY, LATE, daily
from tests.posts.board import NEWS
from tests.roundup.market import EVENING, SIX, Market

BERLIN = ZoneInfo("Europe/Berlin")


def local(*when: int) -> datetime:
    """That moment by the clocks of Berlin."""
    return datetime(*when, tzinfo=BERLIN)  # type: ignore[arg-type, misc]  # a year, a month ...


async def test_six_in_the_evening_stays_six_across_a_clock_change(market: Market) -> None:
    """Promise 29: clocks go forward on 29 March."""
    market.daily()
    for day in (28, 29, 30):
        at = local(2026, 3, day, 18).astimezone(UTC)
        await market.at(at - timedelta(minutes=1))
        before = len(market.said(NEWS))
        await market.at(at)
        assert len(market.said(NEWS)) == before + 1
    assert market.plan().next_at == datetime(2026, 3, 31, 16, tzinfo=UTC)


async def test_a_shop_that_moves_has_it_by_its_new_clock(market: Market) -> None:
    market.daily()
    market.lives_in("Asia/Taipei")
    await market.at(EVENING)
    assert market.said(NEWS) == [], "there it is past midnight"
    assert market.plan().next_at == datetime(2026, 3, 3, 10, tzinfo=UTC)
    await market.at(datetime(2026, 3, 3, 10, tzinfo=UTC))
    (text,) = market.said(NEWS)
    assert "Tue, Mar 3" in text


def test_a_minute_that_a_clock_change_skips_comes_an_hour_later_and_one_that_comes_twice_comes_once() -> (
    None
):
    rhythm = daily(2 * 60 + 30, "Europe/Berlin")
    spring = rhythm.after(local(2026, 3, 29, 0))
    assert spring == local(2026, 3, 29, 3, 30)
    autumn = rhythm.after(local(2026, 10, 25, 0))
    assert autumn == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    again = rhythm.after(autumn, autumn)
    assert again == local(2026, 10, 26, 2, 30)


@given(
    now=st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  hypothesis wants none here
    minute=st.integers(0, DAY - 1),
    zone=st.sampled_from(["Europe/Berlin", "Asia/Taipei", "America/St_Johns", "Pacific/Apia"]),
    ago=st.none() | st.integers(0, 3000),
)
def test_the_next_one_comes_within_two_days_on_a_day_of_its_own(
    now: datetime, minute: int, zone: str, ago: int | None
) -> None:
    posted = None if ago is None else now - timedelta(minutes=ago)
    rhythm, home = daily(minute, zone), ZoneInfo(zone)
    at = rhythm.after(now, posted)
    assert now < at <= now + timedelta(days=2, hours=1)
    assert posted is None or at.astimezone(home).date() > posted.astimezone(home).date()
    assert rhythm.came_today(at)
    assert not rhythm.came_today(at + LATE + timedelta(minutes=1))


def test_an_evenings_hour_is_read_as_people_write_it() -> None:
    six = (SIX,)
    for words in (
        *("18:00", "18.00", "18h", "18", "6 pm", "6pm", "1８：00", "at 18:00", "every day at 6 pm"),
        *("晚上6点", "下午六点", "晚上六點", "每天18:00", "18点", "傍晚6点整"),
    ):
        assert read_hour(words) == six, words
    assert read_hour("晚上8点半") == (20 * 60 + 30,)
    assert read_hour("0:05") == (5,)
    assert read_hour("24:00") == (0,)
    assert read_hour("noon") == (12 * 60,)


@pytest.mark.parametrize("words", ["8", "8点", "8 o'clock"])
def test_an_hour_that_may_be_in_the_morning_or_in_the_evening_is_two(words: str) -> None:
    assert read_hour(words) == (8 * 60, 20 * 60)


@pytest.mark.parametrize(
    "words",
    ["", "25:00", "18:60", "soon", "-1", "１２３", "18:00 tomorrow", "<b>", "6 pm 7 pm", "²"],
)
def test_what_is_no_time_of_day_is_none(words: str) -> None:
    assert read_hour(words) == ()
