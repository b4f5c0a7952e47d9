"""When a host is reminded of a friend's place: by the hours that the host keeps, also those of later on."""

from datetime import UTC, datetime, timedelta

from groupbuys.friends import bringing
from groupbuys.reminders import move_reminders
from people.wishes import set_quiet, set_zone
from tests.groupbuys.group import opened
from tests.groupbuys.test_reminders import reminded
from tests.races.test_guests import named
from tests.stories import Terms, Town

_BEFORE_QUIET = datetime(2026, 3, 2, 13, 55, tzinfo=UTC)
"""In Shanghai it is quiet from 14 UTC on."""


def test_a_hosts_new_quiet_hours_move_what_they_hear_of_a_friend(database_url: str) -> None:
    """Promise 26: noon to 22 UTC; the host has no place of their own."""
    with Town(database_url, Terms(minimum=5, capacity=9, window=timedelta(hours=10))) as town:
        mei, bo = town.people("Mei", "Bo")
        group = opened(town, mei).group
        town.run(lambda tx: set_quiet(tx, mei, 3, 3))
        town.run(lambda tx: move_reminders(tx, mei))
        mum = named(town, bo, "Mum")
        wish = town.run(lambda tx: bringing.join(tx, mum, group.id, town.variant_ids[0], 1))
        town.seated(wish, bo)
        town.run(lambda tx: set_zone(tx, bo, "Asia/Shanghai"))
        assert town.run(lambda tx: move_reminders(tx, bo)) == 1
        closes = group.closes_at
        assert closes is not None
        assert reminded(town, closes) == [
            (mum.id, "second", _BEFORE_QUIET),
            (mei, "first", closes - timedelta(hours=2)),
            (mei, "second", closes - timedelta(minutes=15)),
        ]


def test_other_peoples_friends_are_reminded_as_before(database_url: str) -> None:
    with Town(database_url, Terms(minimum=5, capacity=9, window=timedelta(hours=10))) as town:
        mei, bo = town.people("Mei", "Bo")
        group = opened(town, mei).group
        mum = named(town, mei, "Mum")
        wish = town.run(lambda tx: bringing.join(tx, mum, group.id, town.variant_ids[0], 1))
        town.seated(wish, mei)
        town.run(lambda tx: set_zone(tx, bo, "Asia/Shanghai"))
        assert town.run(lambda tx: move_reminders(tx, bo)) == 0
        assert town.run(lambda tx: move_reminders(tx, mei)) == 2
