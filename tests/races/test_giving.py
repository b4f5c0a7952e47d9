"""Given places under real concurrent transactions: many press at once, or the giver leaves, and one thing happens."""

from groupbuys import leaving
from groupbuys.friends import giving
from groupbuys.friends.giving import Offered
from groupbuys.model import GivenBack, Refused, Seat
from tests.groupbuys.group import filled, joins, seat_states
from tests.groupbuys.ledger import audited
from tests.races.crowd import Work, at_once, processes
from tests.stories import Terms, Town


def given(town: Town, giver: int, seat: Seat) -> str:
    """The token under which somebody gives their seat away."""
    offered = town.run(lambda tx: giving.offer(tx, giver, seat.id))
    assert isinstance(offered, Offered)
    return offered.gift.token


def taking(person: int, token: str) -> Work:
    """Press "Take the place"."""
    return lambda tx: giving.take(tx, person, token)


def test_of_many_who_press_at_once_one_has_the_place(database_url: str) -> None:
    with Town(database_url, Terms(minimum=3, capacity=3)) as town:
        mei, bo, *friends = town.people("Mei", "Bo", *(f"Friend {n}" for n in range(8)))
        token = given(town, bo, filled(town, mei, bo).seat)
        with processes(town) as databases:
            answers = at_once(databases, [taking(one, token) for one in friends * 2])
        (won,) = [one for one in answers if isinstance(one, Offered)]
        assert won.seat.person_id in friends
        assert won.seat.payer_id == bo
        assert seat_states(town) == [(mei, "paid"), (won.seat.person_id, "paid")]
        audited(town)


def test_a_giver_who_leaves_while_a_friend_takes_it_loses_it_once(database_url: str) -> None:
    with Town(database_url, Terms(minimum=3, capacity=3)) as town:
        mei, bo, *friends = town.people("Mei", "Bo", *(f"Friend {n}" for n in range(4)))
        seated = filled(town, mei, bo)
        token = given(town, bo, seated.seat)
        works: list[Work] = [taking(one, token) for one in friends]
        works[2:2] = [
            lambda tx: leaving.leave(tx, bo, seated.group.id),
            lambda tx: giving.keep(tx, bo, seated.seat.id),
        ]
        with processes(town) as databases:
            answers = at_once(databases, works)
        took = [one for one in answers[:2] + answers[4:] if isinstance(one, Offered)]
        left = isinstance(answers[2], GivenBack)
        assert len(took) + left <= 1
        assert took or left or isinstance(answers[3], Offered)
        assert all(isinstance(one, Offered | Refused | GivenBack) for one in answers)
        audited(town)


def test_two_places_of_one_group_taken_by_one_friend_at_once_are_one_seat(
    database_url: str,
) -> None:
    """Promise 9."""
    with Town(database_url, Terms(minimum=4, capacity=4)) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        first = filled(town, mei, bo)
        tokens = [given(town, bo, first.seat)]
        third = filled_more(town, ana, first.group.id)
        tokens.append(given(town, ana, third))
        with processes(town) as databases:
            answers = at_once(databases, [taking(cy, token) for token in tokens * 3])
        assert sum(isinstance(one, Offered) for one in answers) == 1
        audited(town)


def filled_more(town: Town, person: int, group_id: int) -> Seat:
    """One more person joins and pays."""
    return town.seated(joins(town, person, group_id), person).seat
