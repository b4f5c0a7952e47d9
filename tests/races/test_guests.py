"""Places for friends under real concurrent transactions: pressed twice, or two hosts for the last one."""

from groupbuys.friends import bringing
from groupbuys.model import AlreadyIn, GroupBuy, Refused, Seated, ToPay
from people import guests, meeting
from people.model import Person
from storage.transaction import Transaction
from tests.groupbuys.group import filled, joins, seat_states, starts
from tests.groupbuys.ledger import audited
from tests.races.crowd import Work, at_once, processes
from tests.stories import Terms, Town


def named(town: Town, host_id: int, name: str) -> Person:
    """A friend of theirs."""

    def turn(tx: Transaction) -> Person:
        host = meeting.by_id(tx, host_id)
        assert host is not None
        made = guests.name(tx, host, name)
        assert made is not None
        friend = meeting.by_id(tx, made.person_id)
        assert friend is not None
        return friend

    return town.run(turn)


def joining(town: Town, friend: Person, group_buy_id: int) -> Work:
    """Press Join for that friend."""
    variant = town.variant_ids[0]
    return lambda tx: bringing.join(tx, friend, group_buy_id, variant, 1)


def seated(town: Town, *people: int) -> GroupBuy:
    """The group buy of these people, who pay when the goods come."""
    opened = starts(town, people[0])
    assert isinstance(opened, Seated)
    for one in people[1:]:
        assert isinstance(joins(town, one, opened.group.id), Seated)
    return opened.group


def test_pressed_twice_it_is_one_seat(database_url: str) -> None:
    """Promise 9."""
    with Town(database_url, Terms(minimum=3, capacity=9)) as town:
        mei, bo = town.people("Mei", "Bo")
        group = filled(town, mei, bo).group
        mum = named(town, bo, "Mum")
        with processes(town) as databases:
            answers = at_once(databases, [joining(town, mum, group.id)] * 8)
        assert all(isinstance(one, ToPay) for one in answers)
        assert len({one.token for one in answers}) == 1
        assert [state for _, state in seat_states(town)] == ["paid", "paid", "held"]
        audited(town)


def test_of_two_hosts_one_has_the_last_place(database_url: str) -> None:
    with Town(database_url, Terms(minimum=3, capacity=3, provider="")) as town:
        mei, bo = town.people("Mei", "Bo")
        group = seated(town, mei, bo)
        friends = [named(town, host, "Mum") for host in (mei, bo)]
        with processes(town) as databases:
            works = [joining(town, one, group.id) for one in friends * 3]
            answers = at_once(databases, works)
        (won,) = {who for who, state in seat_states(town) if state == "confirmed"} - {mei, bo}
        assert won in {one.id for one in friends}
        for friend, answer in zip(friends * 3, answers, strict=True):
            assert isinstance(answer, Seated | AlreadyIn if friend.id == won else Refused)
        audited(town)


def test_however_often_they_press_it_is_one_friend_where_nothing_is_paid(
    database_url: str,
) -> None:
    with Town(database_url, Terms(minimum=9, capacity=9, provider="")) as town:
        mei, bo = town.people("Mei", "Bo")
        group = seated(town, mei, bo)
        friends = [named(town, bo, f"Friend {number}") for number in range(6)]
        with processes(town) as databases:
            answers = at_once(databases, [joining(town, one, group.id) for one in friends])
        assert sum(isinstance(one, Seated) for one in answers) == 1
        assert len(seat_states(town)) == 3
        audited(town)
