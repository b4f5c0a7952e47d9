"""Whose turn it is at night, and what it means where nothing is paid beforehand."""

from datetime import UTC, datetime

from sqlalchemy import update

from catalog.tables import shop
from people.tables import person as people
from tests.groupbuys.group import seat_states
from tests.stories import Terms, Town
from tests.waiting.bench import full, leaves, lined, ticks, told, waits


def test_at_night_whoever_is_awake_comes_first_where_it_must_be_paid(database_url: str) -> None:
    """Promise 26: nobody loses a place for sleeping through fifteen minutes; the sleeper keeps theirs in the line."""
    with Town(database_url, now=datetime(2026, 3, 2, 21, 30, tzinfo=UTC)) as town:
        mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
        there, _ = full(town, mei, bo, ana)
        waits(town, cy, there.id)
        waits(town, dee, there.id)
        town.run(
            lambda tx: tx.write(
                update(people).where(people.c.id == dee).values(quiet_from=0, quiet_to=0)
            )
        )
        leaves(town, bo, there.id)
        ticks(town)
        assert lined(town) == [(cy, "waiting", ""), (dee, "served", "")]
        leaves(town, ana, there.id)
        ticks(town)
        assert lined(town)[0] == (cy, "served", ""), "all sleep: the first of them, without a sound"


def test_a_shop_that_is_paid_at_pickup_seats_them_at_once(database_url: str) -> None:
    with Town(database_url, Terms(minimum=2, capacity=3)) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        there, _ = full(town, mei, bo, ana)
        waits(town, cy, there.id)
        town.run(lambda tx: tx.write(update(shop).values(provider="")))
        leaves(town, bo, there.id)
        ticks(town)
        assert seat_states(town)[-1] == (cy, "paid")
        assert told(town, cy) == ["place_yours"]
