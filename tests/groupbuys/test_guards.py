"""Every write of a group buy or a seat is guarded by what was read: a stale one is a Conflict, never a loss."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from groupbuys import books
from groupbuys.facts import locked_group
from groupbuys.model import GroupBuy, GroupState, Seat, SeatState, ToPay
from storage.transaction import Conflict, Transaction
from tests.groupbuys.group import joins, opened
from tests.stories import Town

Write = Callable[[Transaction, GroupBuy, Seat], object]


def gives_it_up(tx: Transaction, group: GroupBuy, seat: Seat) -> object:
    return books.release(tx, group, seat)


def pays(tx: Transaction, _: GroupBuy, seat: Seat) -> object:
    return books.pay_seat(tx, seat, None, None, None)


def holds_longer(tx: Transaction, _: GroupBuy, seat: Seat) -> object:
    return books.change_seat(tx, seat, SeatState.HELD, tx.now)


def closes(tx: Transaction, group: GroupBuy, _: Seat) -> object:
    return books.save(tx, replace(group, state=GroupState.FAILED, closed_at=tx.now))


def counts(tx: Transaction, group: GroupBuy, _: Seat) -> object:
    return books.count(tx, group, taken=1, paid=1)


@pytest.mark.parametrize("second", [gives_it_up, pays, holds_longer])
@pytest.mark.parametrize("first", [gives_it_up, pays])
def test_what_was_decided_about_a_seat_that_moved_on_is_a_conflict(
    database_url: str, first: Write, second: Write
) -> None:
    """Promise 18: whichever comes second sees that it was second."""
    assert conflicts(database_url, first, second)


@pytest.mark.parametrize("second", [closes, counts])
@pytest.mark.parametrize("first", [closes, counts])
def test_what_was_decided_about_a_group_buy_that_moved_on_is_a_conflict(
    database_url: str, first: Write, second: Write
) -> None:
    """Promise 2: its seats are counted once each, and it is closed once."""
    assert conflicts(database_url, first, second)


def conflicts(url: str, first: Write, second: Write) -> bool:
    """Whether the second of two writes after one and the same look is refused."""
    with Town(url) as town:
        mei, bo = town.people("Mei", "Bo")
        group_id = opened(town, mei).group.id
        held = joins(town, bo, group_id)
        assert isinstance(held, ToPay)

        def turn(tx: Transaction) -> bool:
            group, seat = locked_group(tx, group_id), books.locked_seat(tx, held.id)
            assert group is not None
            assert seat is not None
            first(tx, group, seat)
            try:
                second(tx, group, seat)
            except Conflict:
                return True
            return False

        return town.run(turn)
