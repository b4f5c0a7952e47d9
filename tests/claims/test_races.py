"""Races over one claim: whoever presses at the same instant, it ends once and its money goes back once."""

from collections import Counter as Count
from collections.abc import Callable

import pytest

from catalog.money import Money
from groupbuys.claims import accepting
from groupbuys.claims.clocks import decide_due, remind_due
from groupbuys.claims.model import Claim, Declined, NoClaim, Offer, Outcome, Remedy, Taken, Wrong
from groupbuys.claims.opening import open_claim
from groupbuys.refunding import take_back
from payments import finding
from tests.claims.counter import Counter
from tests.payments.till import works_off
from tests.races.crowd import Work, at_once, processes
from tests.stories import Town

FIVE = Offer(Remedy.PART, Money(500, "EUR"))


def ended(results: list[object]) -> int:
    """How many of the answers ended the claim."""
    return sum(isinstance(one, Taken) and one.claim.outcome is not Outcome.OPEN for one in results)


def test_done_that_is_pressed_ten_times_opens_one_claim(database_url: str) -> None:
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()

        def opening(tx: object) -> object:
            return open_claim(tx, at.buyer, at.order, Wrong.DAMAGED, "broken")  # type: ignore[arg-type]

        with processes(town) as databases:
            results = at_once(databases, [opening] * 10)
        assert sum(isinstance(one, Taken) for one in results) == 1
        assert results.count(Declined(NoClaim.OPEN_ALREADY)) == 9
        assert (at.deeds(), at.told(at.owner)) == (["buyer opened"], 1)
        at.balanced()


def test_accept_refund_and_withdraw_at_once_end_it_once(database_url: str) -> None:
    """Promises 19 and 21: with an order that is taken back at the very same moment."""
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        of = at.offers(at.claims(), FIVE)
        works: list[Work] = [
            at.accepting(of),
            at.refunding(of),
            lambda tx: accepting.withdraw(tx, at.buyer, of.id),
            lambda tx: take_back(tx, at.order),
        ]
        with processes(town) as databases:
            results = at_once(databases, works * 4)
        assert ended([one for one in results if isinstance(one, Taken)]) == 1
        assert at.now(of).closed_at is not None
        works_off(town)
        assert sum(total.minor for _, _, total in town.run(finding.sums)) == 2000
        at.balanced()


@pytest.mark.parametrize("pressed", ["accept", "refund", "answer"])
def test_the_clock_and_an_answer_at_the_same_instant(database_url: str, pressed: str) -> None:
    """Whoever comes first: it is decided once, its money goes back once, and each is told once."""
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        of = at.offers(at.claims(), FIVE)
        answer: dict[str, Callable[[Claim], Work]] = {
            "accept": at.accepting,
            "refund": at.refunding,
            "answer": lambda one: lambda tx: accepting.answer(tx, at.buyer, one.id, "no"),
        }
        town.wind(hours=48)
        with processes(town) as databases:
            works: list[Work] = [decide_due, answer[pressed](of), remind_due]
            at_once(databases, works * 5)
        now, deeds = at.now(of), Count(at.deeds())
        assert deeds["clock ruled"] + deeds["buyer accepted"] + deeds["shop ruled"] == int(
            now.closed_at is not None
        )
        paid = sum(step.amount.minor for step in works_off(town))
        assert paid == now.amount.minor * (now.closed_at is not None)
        assert at.told(at.buyer, "claim_money") <= 1
        at.balanced()
