"""What rewards and credit cost those who have none: nothing; and every question about them has an index."""

from collections.abc import Callable

import pytest

from groupbuys import paying
from groupbuys.joining import join
from groupbuys.model import ToPay
from groupbuys.refunding import take_back
from groupbuys.rewards import thawing
from storage.transaction import Transaction
from tests.groupbuys.group import joins, opened
from tests.groupbuys.test_plans import explained
from tests.rewards.ground import TENTH, gives, hands_out, order_of, succeeds, terms
from tests.stories import Terms, Town


def test_whoever_has_no_credit_joins_with_no_statement_more(sqlite_url: str) -> None:
    """Whoever has some: it is taken, and written down: two more."""
    with Town(sqlite_url, Terms(stock=90)) as town:
        mei, bo = town.people("Mei", "Bo")
        gives(town, mei, 500)
        number, chosen = opened(town, bo).group.id, town.variant_ids[0]
        other = town.person("Ana")
        plain = explained(town, lambda tx: join(tx, other, number, chosen, 1))
        assert plain.statements == 6
        lowered = explained(town, lambda tx: join(tx, mei, number, chosen, 1))
        assert lowered.statements == 8
        assert plain.walks() == lowered.walks() == []


@pytest.mark.parametrize(("promised", "most"), [(None, 17), (TENTH, 22)])
def test_a_close_without_a_reward_asks_nothing_more(
    sqlite_url: str, promised: object, most: int
) -> None:
    """With one: what stands, the credit, the reward, its number and its line."""
    reward = TENTH if promised else None
    with Town(sqlite_url, terms(reward, stock=None)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        number = opened(town, mei).group.id
        town.seated(joins(town, bo, number), bo)
        last = joins(town, ana, number)
        assert isinstance(last, ToPay)
        arrival = town.arrival(last, ana)
        closed = explained(town, lambda tx: paying.take(tx, arrival))
        assert closed.walks() == []
        assert closed.statements <= most


QUESTIONS: dict[str, Callable[[Transaction], object]] = {
    "is a reward due": thawing.is_due,
    "rewards that are due": lambda tx: thawing.thaw_due(tx, 9),
    "their names": lambda tx: thawing.due_to_thaw(tx, 9),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_about_rewards_has_an_index(sqlite_url: str, name: str) -> None:
    """However many there are."""
    with Town(sqlite_url, terms(TENTH)) as town:
        people = town.people("Mei", "Bo", "Ana")
        succeeds(town, *people)
        hands_out(town, *people)
        town.wind(days=7)
        assert explained(town, QUESTIONS[name]).walks() == []


def test_taking_back_what_led_to_a_reward_walks_through_nothing(sqlite_url: str) -> None:
    """Nor does giving credit back."""
    with Town(sqlite_url, terms(TENTH)) as town:
        people = town.people("Mei", "Bo", "Ana")
        succeeds(town, *people)
        number = order_of(town, 2)
        assert explained(town, lambda tx: take_back(tx, number)).walks() == []
