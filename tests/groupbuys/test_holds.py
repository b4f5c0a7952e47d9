"""A hold has its fifteen minutes, however often its person presses (promise 6)."""

from collections.abc import Callable

import pytest

from groupbuys.holds import expire_due
from groupbuys.model import HOLD, Refused, ToPay, Wish
from groupbuys.paying import ask_again
from tests.groupbuys.group import buys, joins, opened, starts, stock
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town

PRESSES: dict[str, Callable[[Town, int], Wish]] = {
    "Join": lambda town, bo: joins(town, bo, 1),
    "Start a group": starts,
    "Buy alone": buys,
}


def held(wish: Wish) -> ToPay:
    """It is kept, and wants to be paid."""
    assert isinstance(wish, ToPay), wish
    return wish


def again(town: Town, person: int, wish: ToPay) -> ToPay | Refused:
    """Press Pay."""
    return town.run(lambda tx: ask_again(tx, person, wish.what, wish.id))


@pytest.mark.parametrize("label", PRESSES)
def test_pressing_again_and_again_shows_the_same_hold_and_never_keeps_it_longer(
    database_url: str, label: str
) -> None:
    """Promises 6 and 9: what one does not pay for in fifteen minutes is free for others."""
    with Town(database_url, Terms(stock=20)) as town:
        mei, bo = town.people("Mei", "Bo")
        opened(town, mei)
        free = stock(town)
        press = PRESSES[label]
        first = held(press(town, bo))
        for _ in range(7):
            town.wind(minutes=2)
            for shown in (held(press(town, bo)), again(town, bo, first)):
                assert isinstance(shown, ToPay)
                assert (shown.id, shown.token, shown.until) == (first.id, first.token, first.until)
                assert not shown.fresh
        town.wind(minutes=1)
        assert town.run(expire_due) == 1
        assert stock(town) == free
        audited(town)


@pytest.mark.parametrize("label", PRESSES)
def test_a_hold_that_ran_out_and_was_not_ended_yet_is_held_anew(
    database_url: str, label: str
) -> None:
    """Promise 6: the tick is a second late, and its place is still nobody else's."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        opened(town, mei)
        press = PRESSES[label]
        first = held(press(town, bo))
        town.wind(minutes=15)
        anew = held(press(town, bo))
        assert (anew.id, anew.until) == (first.id, town.now + HOLD)
        assert town.run(expire_due) == 0
        town.wind(minutes=15)
        renewed = again(town, bo, first)
        assert isinstance(renewed, ToPay)
        assert renewed.until == town.now + HOLD
        assert town.run(expire_due) == 0
        audited(town)


def test_another_choice_in_the_same_group_is_kept_no_longer_than_the_first(
    database_url: str,
) -> None:
    """Promise 6: changing one's mind to and fro keeps no place for ever, in another's group or in one's own."""
    with Town(database_url, Terms(stock=20, variants=("S", "L"))) as town:
        mei, bo = town.people("Mei", "Bo")
        own = held(starts(town, mei))
        changed = held(joins(town, mei, own.group_buy_id, 1))
        assert changed.fresh
        assert changed.until == own.until
        leads = town.seated(changed, mei)
        first = held(joins(town, bo, leads.group.id, 0))
        for number in (1, 0, 1):
            town.wind(minutes=4)
            assert held(joins(town, bo, leads.group.id, number)).until == first.until
        town.wind(minutes=4)
        assert town.run(expire_due) == 1
        audited(town)
