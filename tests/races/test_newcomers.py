"""Newness under real concurrent transactions: of two payments of one person the second sees the first (promise 34)."""

from groupbuys.model import GivenBack, Reason, Seated, ToPay
from tests.groupbuys.group import joins, opened, starts
from tests.groupbuys.ledger import audited
from tests.races.crowd import at_once, processes
from tests.races.test_races import joining, paying
from tests.stories import Terms, Town


def test_one_newcomer_who_pays_for_five_groups_at_once_is_in_one(database_url: str) -> None:
    with Town(database_url, Terms(newcomers=True)) as town:
        *leaders, bo, cy = town.people(*["Mei"] * 3, "Bo", "Cy")
        groups = [opened(town, leader).group.id for leader in leaders]
        works = []
        for person in (bo, cy):
            for number in groups:
                wish = joins(town, person, number)
                assert isinstance(wish, ToPay)
                works.append(paying(town, wish, person))
        with processes(town) as databases:
            answers = at_once(databases, works)
        seated = [one for one in answers if isinstance(one, Seated)]
        back = [one for one in answers if isinstance(one, GivenBack)]
        assert sorted(one.seat.person_id for one in seated) == [bo, cy]
        assert [one.why for one in back] == [Reason.NOT_NEW] * 4
        audited(town)


def test_at_a_pickup_shop_one_newcomer_presses_everywhere_and_sits_once(database_url: str) -> None:
    with Town(database_url, Terms(newcomers=True, provider="")) as town:
        *leaders, bo = town.people(*["Mei"] * 6, "Bo")
        groups = []
        for leader in leaders:
            opening = starts(town, leader)
            assert isinstance(opening, Seated)
            groups.append(opening.group.id)
        with processes(town) as databases:
            answers = at_once(databases, [joining(town, bo, number) for number in groups])
        assert sum(isinstance(one, Seated) for one in answers) == 1
        audited(town)
