"""What the operator decides about claims from the command line."""

import re

import pytest

from catalog.importers.prices import read_price
from catalog.typed import Misread
from groupbuys.claims import accepting
from groupbuys.claims.model import Outcome
from tests.claims.counter import Counter, taken
from tests.kaituan.conftest import Command
from tests.payments.till import works_off
from tests.stories import Terms, Town


@pytest.mark.parametrize(
    ("winner", "amount", "end"),
    [
        ("buyer", None, ("€20.00 goes back", Outcome.FULL, 2000)),
        ("buyer", "7,50", ("€7.50 goes back", Outcome.PART, 750)),
        ("buyer", "20", ("€20.00 goes back", Outcome.FULL, 2000)),
        ("shop", None, ("decided for the shop", Outcome.SHOP, 0)),
    ],
)
def test_a_claim_that_was_brought_before_the_operator_is_decided_once(
    kaituan: Command,
    database_url: str,
    winner: str,
    amount: str | None,
    end: tuple[str, Outcome, int],
) -> None:
    said, outcome, back = end
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        claim = at.claims(words="broken\x1b[2J")
        at.replies(claim, "It was whole [red]")
        taken(town.run(lambda tx: accepting.call_operator(tx, at.buyer, claim.id)))
        here = ("--database", database_url)
        listed = kaituan("claims", *here).out
        assert re.search(rf"1 +{at.number} +1 +Mei +damaged +you", listed)
        assert "It was whole [red]" in " ".join(listed.split())
        assert "\x1b[2J" not in listed, "nobody's words command the terminal"
        more = () if amount is None else ("--amount", amount)
        done = kaituan("decide", "1", winner, "--why", "seen it", *more, *here)
        assert said in done.out
        again = kaituan("decide", "1", winner, "--why", "seen it", *here)
        assert (again.code, "is closed" in again.err) == (2, True)
        assert at.now(claim).outcome is outcome
        town.wind(days=9_999)  # the command goes by the real clock
        assert sum(step.amount.minor for step in works_off(town)) == back
        at.balanced()


def test_what_cannot_be_decided_says_why(kaituan: Command, database_url: str) -> None:
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        at.claims()
        here = ("--why", "x", "--database", database_url)
        for arguments, said in (
            (("decide", "9", "buyer"), "There is no claim 9"),
            (("decide", "1", "buyer", "--amount", "20.01"), "At most €20.00 is left"),
            (("decide", "1", "buyer", "--amount", "much"), "'much' is not a price in EUR"),
            (("decide", "1", "buyer", "--amount", "0"), "above zero, such as 39.90. At most"),
            (("decide", "1", "buyer", "--amount=-5"), "above zero"),
            (("decide", "1", "buyer", "--amount", "7.505"), "with at most 2 decimals"),
            (("decide", "1", "buyer", "--amount", "7.5055"), "with at most 2 decimals"),
            (("decide", "1", "buyer", "--amount", "5 USD"), "a price in EUR"),
            (("decide", "1", "buyer", "--amount", ""), "'' is not a price in EUR"),
            (("decide", "1", "buyer", "--amount", "9" * 400), "such as 39.90. At most €20.00"),
            (("decide", "1", "shop", "--amount", "5"), "for the buyer"),
            (("decide", "1", "nobody"), "nobody"),
            (("decide", "1", "shop", "--why", "x" * 401), "too long"),
        ):
            answer = (
                kaituan(*arguments, *here)
                if "--why" not in arguments
                else kaituan(*arguments, *here[2:])
            )
            assert (answer.code, said in answer.err) == (2, True), answer.err


def test_an_amount_of_money_that_never_went_through_us_says_so(
    kaituan: Command, database_url: str
) -> None:
    with Town(database_url, Terms(provider="")) as town:
        at = Counter(town)
        at.ships()
        at.claims()
        here = ("--why", "x", "--database", database_url)
        answer = kaituan("decide", "1", "buyer", "--amount", "5", *here)
        assert answer.code == 2
        assert "No money of claim 1 went through us: decide it without --amount." in answer.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [("7.50", "without decimals, such as 3990"), ("7.505", "without decimals; if")],
)
def test_money_without_decimals_is_not_said_to_have_at_most_none(typed: str, said: str) -> None:
    read = read_price(typed, "JPY")
    assert isinstance(read, Misread)
    assert said in read.expected


def test_an_order_that_is_refunded_by_command_settles_its_claim(
    kaituan: Command, database_url: str
) -> None:
    """Else it would wait for ever before an operator who has done all that there was to do."""
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        claim = at.claims()
        at.replies(claim)
        taken(town.run(lambda tx: accepting.call_operator(tx, at.buyer, claim.id)))
        before = at.told(at.owner)
        done = kaituan("refund", at.number, "--database", database_url)
        assert "€20.00 goes back" in done.out
        assert at.now(claim).outcome is Outcome.SETTLED
        assert (at.deeds()[-1], at.told(at.owner)) == ("operator ruled", before + 1)
        assert at.number not in kaituan("claims", "--database", database_url).out
        town.wind(days=9_999)  # the command goes by the real clock
        assert sum(step.amount.minor for step in works_off(town)) == 2000
        at.balanced()
