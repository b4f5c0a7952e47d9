"""When a day begins, also where the clock shows midnight twice."""

from datetime import UTC, datetime

from groupbuys.telling.announcing import digest_at, midnight

CUBA = "America/Havana"
"""On November 1, 2026, clocks go back from one to midnight: the hour before one comes twice."""


def test_a_day_begins_once_where_clocks_go_back_over_midnight() -> None:
    began = datetime(2026, 11, 1, 4, tzinfo=UTC)
    again = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert midnight(datetime(2026, 11, 1, 4, 30, tzinfo=UTC), CUBA) == began
    assert midnight(again, CUBA) == began, "half past midnight, for the second time"


def test_the_next_digest_after_a_repeated_hour_is_on_the_same_day() -> None:
    again = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert digest_at(again, CUBA) == datetime(2026, 11, 1, 23, tzinfo=UTC)
