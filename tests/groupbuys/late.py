"""What stories of late money do over and over."""

from groupbuys.holds import expire_due
from groupbuys.model import (
    Refused,
    Taking,
    ToPay,
    Unplaced,
    Wish,
)
from groupbuys.paying import check, move
from tests.groupbuys.group import (
    joins,
    opened,
)
from tests.stories import Town


def let_run_out(town: Town) -> None:
    """Sixteen minutes pass, and the tick comes by."""
    town.wind(minutes=16)
    town.run(expire_due)


def late(town: Town, person: int, group_id: int, quantity: int = 1) -> ToPay:
    """Somebody holds a seat, and the hold runs out."""
    wish = joins(town, person, group_id, quantity=quantity)
    assert isinstance(wish, ToPay)
    let_run_out(town)
    return wish


def unplaced(taking: Taking) -> Unplaced:
    """The answer that asks where it should go."""
    assert isinstance(taking, Unplaced), taking
    return taking


def moves(town: Town, person: int, seat_id: int, group_id: int) -> Taking | Refused:
    """Press `Move it there`."""
    return town.run(lambda tx: move(tx, person, seat_id, group_id))


def payable(town: Town, wish: Wish, person: int) -> Refused | None:
    """What the messenger is told just before it takes the money."""
    assert isinstance(wish, ToPay)
    return town.run(lambda tx: check(tx, person, wish.token, wish.amount))


def waits_for_a_choice(town: Town) -> tuple[int, int]:
    """Bo's money came after his seat was taken, and there is another group; (Bo, his seat)."""
    mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
    first = opened(town, mei).group.id
    wish = late(town, bo, first)
    for person in (ana, cy):
        town.seated(joins(town, person, first), person)
    opened(town, dee)
    return bo, unplaced(town.pay(wish, bo)).seat.id
