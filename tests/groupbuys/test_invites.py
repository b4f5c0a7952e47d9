"""Invites: who came through whom, and where a link leads (promises 8, 10, 33)."""

import pytest
from sqlalchemy import select

from catalog import deals
from groupbuys import finding
from groupbuys.invites import Opened, invite_token
from groupbuys.invites import opened as open_invite
from groupbuys.leaving import leave
from groupbuys.model import GroupState
from groupbuys.tables import invitation, seat
from tests.groupbuys.group import filled, joins, opened, owed, starts
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town


def token(town: Town, group_id: int, person: int, source: str = "") -> str:
    """The link that this person shares."""
    return town.run(lambda tx: invite_token(tx, group_id, person, source))


def opens(town: Town, link: str, person: int) -> Opened | None:
    """Somebody presses a link."""
    return town.run(lambda tx: open_invite(tx, link, person))


def credit(town: Town, person: int) -> list[int | None]:
    """Through which invite each seat of this person came."""
    wanted = select(seat.c.invite_id).where(seat.c.person_id == person).order_by(seat.c.id)
    return [row.invite_id for row in town.run(lambda tx: tx.all(wanted))]


def test_the_first_invite_that_was_opened_gets_the_credit(database_url: str) -> None:
    """Promise 33: later clicks do not take it over, and it is given when the money is there."""
    with Town(database_url, Terms(minimum=4, capacity=4)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        seated = filled(town, mei, bo)
        group_id = seated.group.id
        of_bo, of_mei = token(town, group_id, bo), token(town, group_id, mei)
        for link in (of_bo, of_mei, of_bo):
            found = opens(town, link, ana)
            assert found is not None
            assert (found.group.id, found.own) == (group_id, False)
        wish = joins(town, ana, group_id)
        assert credit(town, ana) == [None]
        town.seated(wish, ana)
        assert credit(town, ana) == [1]
        assert owed(town, "joined") == sorted([mei, mei, bo])
        audited(town)


def test_ones_own_invite_is_worth_nothing(database_url: str) -> None:
    """Promises 9 and 33."""
    with Town(database_url) as town:
        mei = town.person()
        wish = starts(town, mei)
        link = token(town, 1, mei)
        found = opens(town, link, mei)
        assert found is not None
        assert found.own
        town.seated(wish, mei)
        assert credit(town, mei) == [None]
        assert town.run(lambda tx: tx.all(select(invitation))) == []


def test_a_link_is_the_same_each_time_and_tells_where_it_was_shared(database_url: str) -> None:
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        filled(town, mei, bo)
        links = [
            token(town, 1, mei),
            token(town, 1, mei),
            token(town, 1, bo),
            token(town, 1, mei, "ch"),
        ]
        assert links[0] == links[1]
        assert len(set(links)) == 3
        assert all(len(link) == 16 for link in links)


@pytest.mark.parametrize("forged", ["", "x", "a" * 33, "a" * 5000, "a\0b", "團購", "' OR 1=1 --"])
def test_a_forged_link_leads_nowhere(database_url: str, forged: str) -> None:
    """Promise 10."""
    with Town(database_url) as town:
        mei = town.person()
        opened(town, mei)
        assert opens(town, forged, mei) is None


def test_credit_is_kept_through_leaving_and_coming_back(database_url: str) -> None:
    """Promises 8 and 33."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        opened(town, mei)
        opens(town, token(town, 1, mei), bo)
        for _ in range(2):
            town.seated(joins(town, bo, 1), bo)
            town.run(lambda tx: leave(tx, bo, 1))
        assert credit(town, bo) == [1, 1]


def test_the_nearest_group_is_the_one_that_misses_the_fewest(database_url: str) -> None:
    """Promise 10: not full, not over, of the same deal, and not one's own."""
    with Town(database_url, Terms(minimum=3, capacity=3)) as town:
        people = town.people(*["Mei"] * 9)
        bo = town.person("Bo")
        few = opened(town, people[0]).group.id
        town.wind(minutes=1)
        many = filled(town, *people[1:3]).group.id
        town.wind(minutes=1)
        later = opened(town, people[3]).group.id
        full = filled(town, *people[4:6]).group.id
        joins(town, people[6], full)
        mine = filled(town, bo, people[7]).group.id

        def nearest(person: int, limit: int = 3) -> list[int]:
            found = town.run(lambda tx: finding.nearest_open(tx, town.deal_id, person, limit))
            return [group.id for group in found]

        assert nearest(bo, 9) == [many, few, later]
        assert nearest(bo, 1) == [many]
        assert nearest(people[8], 9) == [many, mine, few, later]
        town.wind(hours=24, minutes=-2)
        assert nearest(people[8], 9) == [many, mine, later]


def test_open_groups_are_listed_by_when_they_close(database_url: str) -> None:
    with Town(database_url) as town:
        people = town.people("Mei", "Bo", "Ana", "Cy")
        for person in people[:3]:
            opened(town, person)
            town.wind(minutes=5)
        starts(town, people[3])

        def page(deal: int, offset: int, limit: int = 2) -> list[int]:
            found = town.run(lambda tx: finding.open_groups(tx, 1, deal, offset, limit))
            assert all(group.state is GroupState.FORMING for group in found)
            return [group.id for group in found]

        def count(shop: int, deal: int) -> int:
            return town.run(lambda tx: finding.count_open(tx, shop, deal))

        for deal in (0, town.deal_id):
            assert (page(deal, 0), page(deal, 2), count(1, deal)) == ([1, 2], [3], 3)
        assert page(999, 0) == []
        assert count(2, 0) == 0
        town.run(lambda tx: deals.pause(tx, town.deal_id))
        assert page(0, 0) == [1, 2]
