"""Figures as they stand in the books: what was sold, what became of each group buy, how long it took; a shop's own."""

from datetime import timedelta

from groupbuys import invites
from groupbuys.cancelling import cancel_deal
from groupbuys.closing import close_due
from groupbuys.figures.advice import Tried
from groupbuys.figures.days import Period, period
from groupbuys.figures.fills import Fill, by_size, fills
from groupbuys.figures.funnel import Funnel, funnel
from groupbuys.figures.history import tried
from groupbuys.figures.outcomes import Outcome, daily, reasons
from groupbuys.figures.sales import sales
from groupbuys.leaving import leave
from tests.groupbuys.group import buys, filled, joins, opened, starts
from tests.stories import NOON, Town

ELSEWHERE = 99
"""A shop that is none of ours."""


def week(town: Town) -> Period:
    """The last seven days, as they are in Shanghai."""
    return period(town.now, "Asia/Shanghai", 7)


def eventful(town: Town) -> None:
    """Four days: a group fills in two hours, one misses somebody, one is left, one called off, one never paid for."""
    mei, bo, ana, dan = town.people("Mei", "Bo", "Ana", "Dan")
    first = opened(town, mei).group.id
    token = town.run(lambda tx: invites.invite_token(tx, first, mei))
    assert town.run(lambda tx: invites.opened(tx, token, bo))
    assert town.run(lambda tx: invites.opened(tx, token, dan)), "who only looks"
    town.wind(hours=2)
    for one in (bo, ana):
        town.seated(joins(town, one, first), one)
    town.wind(days=1)
    filled(town, *town.people("Eva", "Fay"))
    starts(town, town.person("Gus"))
    town.wind(days=1, hours=1)
    town.run(close_due)
    hal, ida = town.people("Hal", "Ida")
    left = opened(town, hal).group.id
    town.run(lambda tx: leave(tx, hal, left))
    town.wind(days=1)
    opened(town, ida)
    town.run(lambda tx: cancel_deal(tx, town.deal_id, "rain"))


def test_what_was_sold_stands_on_its_day_in_the_zone_of_the_shop(database_url: str) -> None:
    """17:00 in Greenwich is the next day in Shanghai."""
    with Town(database_url) as town:
        filled(town, *town.people("Mei", "Bo", "Ana"))
        town.wind(hours=5)
        dan = town.person("Dan")
        town.pay(buys(town, dan, quantity=2), dan)
        town.wind(days=1)
        starts(town, town.person("Eva"))
        sold = town.run(lambda tx: sales(tx, town.shop_id, week(town)))
        assert sold.orders == (0, 0, 0, 0, 3, 1, 0)
        assert sold.money == (0, 0, 0, 0, 4800, 4000, 0)
        assert not any(town.run(lambda tx: sales(tx, ELSEWHERE, week(town))).orders)
        town.wind(days=6)
        later = town.run(lambda tx: sales(tx, town.shop_id, week(town)))
        assert not any(later.orders), "and what was before the period is not in it"


def test_every_group_that_was_opened_is_counted_once_by_what_became_of_it(
    database_url: str,
) -> None:
    with Town(database_url) as town:
        eventful(town)
        found = town.run(lambda tx: daily(tx, town.shop_id, week(town)))
        assert found == {
            Outcome.OPEN: (0,) * 7,
            Outcome.SUCCEEDED: (0, 0, 0, 1, 0, 0, 0),
            Outcome.SHORT: (0, 0, 0, 0, 1, 0, 0),
            Outcome.LEFT: (0, 0, 0, 0, 0, 1, 0),
            Outcome.CALLED_OFF: (0, 0, 0, 0, 0, 0, 1),
        }
        why = town.run(lambda tx: reasons(tx, town.shop_id, week(town)))
        assert why.short == {1: 1}
        assert why.ended == dict.fromkeys(set(Outcome) - {Outcome.OPEN}, 1)
        strange = town.run(lambda tx: reasons(tx, ELSEWHERE, week(town)))
        assert (strange.ended, strange.short) == ({}, {})


def test_how_many_came_how_far(database_url: str) -> None:
    """Two followed a link, and one paid; seven seats were taken and paid, three of them in the group that succeeded."""
    with Town(database_url) as town:
        eventful(town)
        found = town.run(lambda tx: funnel(tx, town.shop_id, week(town)))
        assert found == Funnel(started=4, followed=2, taken=7, paid=7, invited=1, kept=3)
        assert town.run(lambda tx: funnel(tx, ELSEWHERE, week(town))) == Funnel(0, 0, 0, 0, 0, 0)


def test_how_long_a_full_group_took(database_url: str) -> None:
    with Town(database_url) as town:
        eventful(town)
        found = town.run(lambda tx: fills(tx, town.shop_id, week(town)))
        assert found == (Fill(3, 1, 7200, 7200, 7200),)
        assert town.run(lambda tx: fills(tx, ELSEWHERE, week(town))) == ()


def test_the_advice_is_made_of_groups_that_ended_by_themselves_within_a_year(
    database_url: str,
) -> None:
    """The one called off proves nothing; the one that was never paid for was none."""
    with Town(database_url) as town:
        eventful(town)
        expected = Tried(town.product_id, 3, 20, groups=3, succeeded=1, taken=4800)
        assert town.run(lambda tx: tried(tx, town.shop_id)) == (expected,)
        assert town.run(lambda tx: tried(tx, ELSEWHERE)) == ()
        town.wind(days=366)
        assert town.run(lambda tx: tried(tx, town.shop_id)) == ()


def test_quartiles_are_those_of_each_size() -> None:
    minutes = [(3, taken) for taken in (10, 20, 30, 40, 50)] + [(2, 7)]
    found = by_size((size, NOON, NOON + timedelta(minutes=taken)) for size, taken in minutes)
    assert found == (Fill(2, 1, 420, 420, 420), Fill(3, 5, 1200, 1800, 2400))
