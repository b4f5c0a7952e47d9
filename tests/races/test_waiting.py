"""Waiting under real concurrent transactions: no place is given twice, and nobody gets two (promises 2, 9)."""

from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.leaving import leave
from groupbuys.model import Refused, ToPay
from groupbuys.waiting import line
from groupbuys.waiting.promoting import promote_due
from storage.transaction import Transaction
from tests.groupbuys.group import group, seat_states
from tests.groupbuys.ledger import audited
from tests.races.crowd import Work, at_once, processes
from tests.races.test_races import joining, leaving, paying
from tests.stories import Terms, Town
from tests.waiting.bench import full, lined, ticks, told, waits


def promoting(tx: Transaction) -> int:
    """The tick of one of several workers."""
    return promote_due(tx, 1)


def stopping(person: int, group_id: int) -> Work:
    return lambda tx: line.stop(tx, person, group_id)


def waiting(town: Town, person: int, group_id: int) -> Work:
    chosen = town.variant_ids[0]
    return lambda tx: line.wait(tx, person, group_id, chosen, 1)


def test_two_places_freed_at_once_go_to_two_people_once_each(database_url: str) -> None:
    """Twelve workers promote at the same moment, while others press Join and somebody stops waiting."""
    with Town(database_url, Terms(minimum=5, capacity=5)) as town:
        mei, *paying_ = town.people("Mei", *["Bo"] * 4)
        crowd = town.people(*["Cy"] * 4)
        pushing = town.people(*["Eve"] * 6)
        there, _ = full(town, mei, *paying_)
        for person in crowd:
            waits(town, person, there.id)
        with processes(town) as databases:
            at_once(databases, [leaving(paying_[0], there.id), leaving(paying_[1], there.id)])
            works = [
                *[promoting] * 12,
                *(joining(town, person, there.id) for person in pushing),
                stopping(crowd[3], there.id),
            ]
            answers = at_once(databases, works)
        assert all(isinstance(one, Refused) for one in answers[12:18]), "the line comes first"
        ticks(town)
        assert lined(town) == [
            (crowd[0], "served", ""),
            (crowd[1], "served", ""),
            (crowd[2], "waiting", ""),
            (crowd[3], "left", ""),
        ]
        assert [told(town, person) for person in crowd] == [["place_kept"]] * 2 + [[], []]
        assert group(town, there.id).taken == 5
        audited(town)


def test_a_crowd_that_waits_leaves_pays_and_is_promoted_stays_in_order(database_url: str) -> None:
    """No turn waits in a circle, and every place is taken once."""
    with Town(database_url, Terms(minimum=4, capacity=4)) as town:
        mei, *first = town.people("Mei", *["Bo"] * 3)
        crowd = town.people(*["Cy"] * 12)
        there, held = full(town, mei, *first)
        with processes(town) as databases:
            stood = at_once(databases, [waiting(town, person, there.id) for person in crowd])
            assert sorted(one.place for one in stood) == list(range(1, 13))
            town.wind(minutes=16)
            works: list[Work] = [
                expire_due,
                *[promoting] * 6,
                paying(town, held[0], first[0]),
                *(stopping(person, there.id) for person in crowd[6:8]),
                *(joining(town, person, there.id) for person in crowd[8:]),
                expire_due,
                *[promoting] * 6,
            ]
            at_once(databases, works)
        ticks(town)
        now = group(town, there.id)
        assert (now.taken, now.paid) == (4, 2 if seat_states(town)[1][1] == "paid" else 1)
        served = [person for person, state, _ in lined(town) if state == "served"]
        in_turn = [person for person, state, _ in lined(town) if state in {"served", "waiting"}]
        assert served == in_turn[: len(served)], "first come, first served"
        audited(town)


def test_a_group_that_closes_while_somebody_is_promoted_ends_once(database_url: str) -> None:
    with Town(database_url, Terms(minimum=3, capacity=3)) as town:
        mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
        there, held = full(town, mei, bo, ana)
        for person in (cy, dee):
            waits(town, person, there.id)
        town.seated(held[0], bo)
        with processes(town) as databases:
            works: list[Work] = [
                lambda tx: leave(tx, mei, there.id),
                promoting,
                lambda tx: leave(tx, bo, there.id),
                promoting,
                paying(town, held[1], ana),
                close_due,
                promoting,
            ]
            at_once(databases, works)
        ticks(town)
        assert all(len(told(town, person)) <= 2 for person in (cy, dee))
        assert isinstance(held[1], ToPay)
        audited(town)
