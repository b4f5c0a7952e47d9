"""kaituan stats: the numbers of a shop in which something happened."""

import re
from datetime import timedelta

from groupbuys import closing, joining, opening
from groupbuys.model import Seated
from kaituan.numbers import numbers, waiting
from payments import stepping
from storage import alarms
from tests.kaituan.conftest import Command
from tests.payments.till import claims, does
from tests.stories import Town


def start(town: Town, person: int) -> Seated:
    """Open a group buy and pay for it."""
    variant = town.variant_ids[0]
    wish = town.run(lambda tx: opening.start(tx, person, town.deal_id, variant, 1))
    return town.seated(wish, person)


def test_an_empty_database_says_how_to_begin(kaituan: Command, database_url: str) -> None:
    ended = kaituan("stats", "--database", database_url)
    assert ended.code == 0
    assert "kaituan import FILE" in ended.out


def test_how_late_groups_were_closed_can_be_looked_at(database_url: str) -> None:
    """Promise 23."""
    with Town(database_url) as town:
        for seconds in (1, 3, 2):
            start(town, town.person())
            town.wind(hours=24, seconds=seconds)
            town.run(closing.close_due)
        late = town.run(numbers).lateness
    assert late is not None
    assert late.closes == 3
    told = [length.total_seconds() for length in (late.median, late.p99, late.longest)]
    assert told == [2, 3, 3]


def test_a_group_that_filled_up_early_was_not_late(database_url: str) -> None:
    with Town(database_url) as town:
        mei, *others = town.people("Mei", "Ana", "Tom")
        group = start(town, mei).group
        for person in others:
            variant = town.variant_ids[0]
            wish = town.run(lambda tx: joining.join(tx, person, group.id, variant, 1))  # noqa: B023
            town.seated(wish, person)
        found = town.run(numbers)
    assert found.lateness is None
    assert found.shops[0].groups == {"succeeded": 1}
    assert found.waiting["captures"] == 3


def test_the_tables_tell_groups_money_and_what_waits(kaituan: Command, database_url: str) -> None:
    """Promise 19: refunds that wait are visible."""
    with Town(database_url) as town:
        start(town, town.person())
        start(town, town.person())
        town.wind(hours=23)
        start(town, town.person())
        town.wind(hours=2)
        town.run(closing.close_due)
        town.run(lambda tx: alarms.raise_alarm(tx, "odd", 7, "a payment of [5]"))
        owed = town.run(waiting)
    ended = kaituan("stats", "--database", database_url)
    assert ended.code == 0
    assert re.search(r"Corner shop \(EUR\) +1 +1 +0 +1 +0 +2 +0", ended.out)
    assert re.search(r"held +1 +€16.00", ended.out)
    assert re.search(r"on its way back +2 +€32.00", ended.out)
    assert re.search(r"refunds +2\n", ended.out)
    assert re.search(rf"messages +{owed['messages']}\n", ended.out)
    assert re.search(r"late by, at most +3600.0 s", ended.out)
    assert "a payment of [5]" in ended.out


def test_a_refund_that_keeps_failing_is_listed_with_its_reason(
    kaituan: Command, database_url: str
) -> None:
    """Promise 19: also after the operator was told of it, and no longer when it went through."""
    with Town(database_url) as town:
        start(town, town.person())
        town.wind(hours=24)
        town.run(closing.close_due)
        (step,) = claims(town)
        later = town.now + timedelta(hours=1)
        town.run(lambda tx: stepping.again(tx, step, later, "card [closed]", rejected=True))
        listed = kaituan("stats", "--database", database_url).out
        assert re.search(r"2026-03-03 12:00 +refund +€16.00 +charge-0 +1 +card \[closed\]", listed)
        assert does(town, step)
        assert "card [closed]" not in kaituan("stats", "--database", database_url).out
