"""Days and times of day are those of the shop's zone, and none is guessed."""

from datetime import UTC, datetime

import pytest

from catalog.captions.reading import read_field
from catalog.editing.drafting import DealForm, Doubt, Field, Why

WEDNESDAY = datetime(2026, 3, 4, 11, tzinfo=UTC)


def ends(
    text: str, zone: str = "Europe/Berlin", now: datetime = WEDNESDAY
) -> datetime | Why | None:
    """When a deal ends for whom the answer is that text, or why that is not known."""
    answer = read_field(Field.ENDS, text, DealForm(), currency="EUR", zone=zone, now=now)
    return answer.why if isinstance(answer, Doubt) else answer.ends_at


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("Sunday 20:00", "08 20:00"),
        ("till 5 March 8 pm", "05 20:00"),
        ("March 5th at 8:30 p.m.", "05 20:30"),
        ("the 5th of March, 20:00", "05 20:00"),
        ("Sunday, 8 March 2026, noon", "08 12:00"),
        ("2026-03-08 20:00", "08 20:00"),
        ("13/3 20:00", "13 20:00"),
        ("tomorrow 8pm", "05 20:00"),
        ("tonight 8:00", "04 20:00"),
        ("Wednesday 13:00", "04 13:00"),
        ("Wednesday 11:00", "11 11:00"),
        ("20:00", "04 20:00"),
        ("周日20点", "08 20:00"),
        ("星期天晚上八点半", "08 20:30"),
        ("截止週日 20:00", "08 20:00"),
        ("3月8日（周日）20:00", "08 20:00"),
        ("3/8 晚上8點", "08 20:00"),
        ("三月八號晚上八點", "08 20:00"),
        ("今晚8点", "04 20:00"),
        ("明天下午三点一刻", "05 15:15"),
        ("下周一 9:00", "09 09:00"),
        ("周六24:00", "08 00:00"),
        ("5. März 20:00", "05 20:00"),
        ("8 марта 20:00", "08 20:00"),
    ],
)
def test_a_moment_is_read_in_the_zone_of_the_shop(text: str, local: str) -> None:
    assert ends(text) == datetime.strptime(f"2026-03-{local} +0100", "%Y-%m-%d %H:%M %z")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Sunday", Why.NO_TIME),
        ("5 March", Why.NO_TIME),
        ("今晚", Why.NO_TIME),
        ("3/8 20:00", Why.TWO),
        ("next Sunday 20:00", Why.TWO),
        ("Monday 8 March 20:00", Why.TWO),
        ("周日8点", Why.TWO),
        ("周日晚上12点", Why.TWO),
        ("Sunday midnight", Why.TWO),
        ("1 March 20:00", Why.PAST),
        ("5 Mar 2025 10:00", Why.PAST),
        ("9:00", Why.PAST),
        ("本周二 20:00", Why.PAST),
        ("31 February 20:00", Why.UNREADABLE),
        ("Sunday 25:00", Why.UNREADABLE),
        ("上午20点", Why.UNREADABLE),
        ("20:00 CET", Why.UNREADABLE),
        ("weekend 20:00", Why.UNREADABLE),
        ("月底 20:00", Why.UNREADABLE),
        ("soon", Why.UNREADABLE),
        ("40", Why.UNREADABLE),
    ],
)
def test_a_moment_that_is_not_sure_is_asked_for(text: str, why: Why) -> None:
    assert ends(text) is why


def test_sunday_after_the_clocks_change_keeps_its_local_time() -> None:
    """Berlin goes to summer time on 29 March 2026 at 2:00."""
    friday = datetime(2026, 3, 27, 12, tzinfo=UTC)
    assert ends("Saturday 20:00", now=friday) == datetime(2026, 3, 28, 19, tzinfo=UTC)
    assert ends("Sunday 20:00", now=friday) == datetime(2026, 3, 29, 18, tzinfo=UTC)
    assert ends("Friday 12:30", now=friday) == datetime(2026, 4, 3, 10, 30, tzinfo=UTC)


def test_a_local_time_that_comes_never_or_twice_is_asked_for() -> None:
    friday = datetime(2026, 3, 27, 12, tzinfo=UTC)
    assert ends("Sunday 2:30", now=friday) is Why.UNREADABLE
    autumn = datetime(2026, 10, 23, 12, tzinfo=UTC)
    assert ends("Sunday 2:30", now=autumn) is Why.TWO


def test_today_is_the_day_of_the_shop_and_not_that_of_greenwich() -> None:
    late = datetime(2026, 3, 7, 20, tzinfo=UTC)
    assert ends("周日20:00", "Asia/Shanghai", late) == datetime(2026, 3, 8, 12, tzinfo=UTC)
    assert ends("today 23:00", "Asia/Shanghai", late) == datetime(2026, 3, 8, 15, tzinfo=UTC)
    assert ends("Sunday 20:00", "America/New_York", late) == datetime(2026, 3, 9, 0, tzinfo=UTC)


def test_a_date_without_a_year_may_be_in_the_next_one() -> None:
    december = datetime(2026, 12, 20, 12, tzinfo=UTC)
    assert ends("5 January 20:00", "UTC", december) == datetime(2027, 1, 5, 20, tzinfo=UTC)
    assert ends("1月5日 20:00", "UTC", december) == datetime(2027, 1, 5, 20, tzinfo=UTC)
    assert ends("5 November 20:00", "UTC", december) is Why.PAST
