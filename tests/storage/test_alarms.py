"""Stories of alarms: told once, and again when the same trouble is back a day later."""

from datetime import timedelta

from storage.alarms import Alarm, raise_alarm, told, untold
from tests.stories import Town


def raised(town: Town, words: str) -> tuple[Alarm, ...]:
    """Raise the alarm about the tick, and see what the operator is to be told."""
    town.run(lambda tx: raise_alarm(tx, "tick_closes", 0, words))
    return town.run(untold)


def test_the_same_trouble_is_told_once_and_again_when_it_is_back_after_a_day(
    database_url: str,
) -> None:
    with Town(database_url) as town:
        (first,) = raised(town, "first")
        assert raised(town, "again, before anybody was told") == (first,)
        town.run(lambda tx: told(tx, first.id, 1))
        town.wind(hours=1)
        assert raised(town, "an hour later") == ()
        town.wind(days=1)
        (later,) = raised(town, "a day later")
        assert later.text == "a day later"
        assert later.at - first.at == timedelta(days=1, hours=1)
        town.run(lambda tx: told(tx, later.id, 1))
        assert raised(town, "at once") == ()
