"""Reminders: who still misses somebody hears of it, twice at most of one end, and never in quiet hours (25, 26, 29)."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from groupbuys.closing import close_due
from groupbuys.leaving import leave
from groupbuys.reminders import remind_due
from people.wishes import set_quiet, set_zone
from storage.tables import outbox
from tests.groupbuys.group import filled, joins, opened
from tests.stories import Terms, Town


def told(town: Town) -> list[tuple[int, str, datetime]]:
    """Who is owed which reminder since when."""
    rows = town.run(
        lambda tx: tx.all(select(outbox).where(outbox.c.kind == "reminder").order_by(outbox.c.id))
    )
    return [(row.person_id, row.detail.partition(".")[0], row.due_at) for row in rows]


def reminded(town: Town, until: datetime) -> list[tuple[int, str, datetime]]:
    """Let the tick look every minute until then; what was owed."""
    while town.now < until:
        town.wind(minutes=1)
        town.run(remind_due)
        town.run(close_due)
    return told(town)


def test_two_hours_and_a_quarter_of_an_hour_before_the_end(database_url: str) -> None:
    """Promise 25: each once, to everybody who has paid; none to who holds an unpaid seat."""
    with Town(database_url, Terms(window=timedelta(hours=5))) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        closes = filled(town, mei, bo).group.closes_at
        assert closes is not None
        town.now = closes - timedelta(hours=2, minutes=2)
        joins(town, ana, 1)
        found = reminded(town, closes + timedelta(minutes=5))
        first, second = closes - timedelta(hours=2), closes - timedelta(minutes=15)
        assert sorted(found) == sorted(
            (person, which, at)
            for person in (mei, bo)
            for which, at in (("first", first), ("second", second))
        )


def test_a_short_window_reminds_at_half_time_and_at_nine_tenths(sqlite_url: str) -> None:
    """Promise 25."""
    with Town(sqlite_url, Terms(window=timedelta(minutes=100))) as town:
        mei = town.person()
        opened(town, mei)
        begun = town.now
        assert [
            (which, at - begun) for _, which, at in reminded(town, begun + timedelta(hours=2))
        ] == [
            ("first", timedelta(minutes=50)),
            ("second", timedelta(minutes=90)),
        ]


def test_a_group_that_misses_nobody_reminds_nobody(database_url: str) -> None:
    """Promise 25: nor one that has succeeded; but somebody who leaves makes it miss somebody again."""
    with Town(database_url, Terms(minimum=2, capacity=3, window=timedelta(hours=5))) as town:
        mei, bo = town.people("Mei", "Bo")
        closes = filled(town, mei, bo).group.closes_at
        assert closes is not None
        assert reminded(town, closes - timedelta(hours=1)) == []
        town.run(lambda tx: leave(tx, bo, 1))
        assert reminded(town, closes + timedelta(minutes=1)) == [
            (mei, "second", closes - timedelta(minutes=15))
        ]


def test_after_a_day_down_nobody_is_reminded_of_what_is_over(database_url: str) -> None:
    """Promise 24."""
    with Town(database_url, Terms(window=timedelta(hours=5))) as town:
        opened(town, town.person())
        town.wind(hours=30)
        town.run(remind_due)
        assert told(town) == []
        town.run(close_due)
        assert town.run(remind_due) == 0


def test_of_two_missed_reminders_only_the_newer_is_owed(database_url: str) -> None:
    """Promise 24."""
    with Town(database_url, Terms(window=timedelta(hours=5))) as town:
        mei = town.person()
        opened(town, mei)
        town.wind(hours=4, minutes=50)
        town.run(remind_due)
        assert [which for _, which, _ in told(town)] == ["second"]
        assert town.run(remind_due) == 0


@pytest.mark.parametrize(
    ("closes", "expected"),
    [
        # 22 to 8 in Berlin, which is 21 to 7 in UTC in winter
        ((2026, 3, 5, 5), [("second", (2026, 3, 4, 20, 55))]),
        ((2026, 3, 4, 22), [("first", (2026, 3, 4, 20)), ("second", (2026, 3, 4, 20, 55))]),
        ((2026, 3, 5, 7, 30), [("first", (2026, 3, 4, 20, 55)), ("second", (2026, 3, 5, 7, 15))]),
        ((2026, 3, 4, 21, 15), [("first", (2026, 3, 4, 19, 15)), ("second", (2026, 3, 4, 20, 55))]),
    ],
)
def test_what_would_fall_into_quiet_hours_comes_just_before_them(
    sqlite_url: str,
    closes: tuple[int, ...],
    expected: list[tuple[str, tuple[int, ...]]],
) -> None:
    """Promises 25 and 26: once where both would come at the same minute."""
    ends = datetime(*closes, tzinfo=UTC)  # type: ignore[misc,arg-type]  # as many numbers as a date and hour have
    with Town(sqlite_url) as town:
        town.now = ends - timedelta(hours=24)
        opened(town, town.person())
        found = reminded(town, ends + timedelta(minutes=1))
        assert [(which, at) for _, which, at in found] == [
            (which, datetime(*at, tzinfo=UTC))  # type: ignore[misc,arg-type]  # as above
            for which, at in expected
        ]


def test_quiet_hours_are_those_of_the_persons_own_zone(database_url: str) -> None:
    """Promise 26: theirs to change."""
    with Town(database_url, Terms(window=timedelta(hours=10))) as town:
        mei, bo = town.people("Mei", "Bo")
        town.run(lambda tx: set_zone(tx, mei, "Asia/Shanghai"))
        town.run(lambda tx: set_quiet(tx, bo, 3, 3))
        closes = filled(town, mei, bo).group.closes_at
        assert closes == town.now + timedelta(hours=10)
        found = reminded(town, closes)
        # noon to 22 UTC: in Shanghai it is quiet from 14 UTC on, Bo wants no quiet at all
        assert found == [
            (mei, "second", datetime(2026, 3, 2, 13, 55, tzinfo=UTC)),
            (bo, "first", closes - timedelta(hours=2)),
            (bo, "second", closes - timedelta(minutes=15)),
        ]


@pytest.mark.parametrize(
    "day", [datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)]
)
def test_twenty_four_hours_are_real_hours_when_the_clocks_change(
    database_url: str, day: datetime
) -> None:
    """Promise 29: Berlin's clocks change in that night."""
    with Town(database_url) as town:
        town.now = day
        closes = opened(town, town.person()).group.closes_at
        assert closes == day + timedelta(hours=24)
        town.now = closes - timedelta(milliseconds=1)
        assert town.run(close_due) == ()
        town.now = closes
        assert len(town.run(close_due)) == 1
