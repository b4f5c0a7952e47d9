"""Something is wrong with an order: claimed, answered, offered, taken, and what becomes of the money."""

import pytest

from catalog.money import Money
from groupbuys.claims import accepting, answering, deciding, looking
from groupbuys.claims.clocks import decide_due, remind_due
from groupbuys.claims.model import (
    ClaimState,
    Declined,
    NoClaim,
    Offer,
    Outcome,
    Remedy,
    Taken,
    Wrong,
)
from groupbuys.claims.opening import open_claim
from groupbuys.refunding import take_back
from payments.model import StepKind
from storage import alarms
from storage.alarms import Alarm
from tests.claims.counter import Counter, taken
from tests.payments.till import works_off
from tests.stories import Terms, Town


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


FIVE = Offer(Remedy.PART, eur(500))


def alarmed(town: Town) -> tuple[Alarm, ...]:
    return town.run(alarms.untold)


def test_a_part_that_is_offered_and_taken_goes_back_once(database_url: str) -> None:
    """Promises 19, 20 and 21."""
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        claim = at.claims(photos=("telegram:a", "telegram:b"))
        assert (claim.state, claim.due_at is not None) == (ClaimState.SHOP, True)
        assert (at.told(at.owner), at.told(at.buyer)) == (1, 0)
        offered = at.offers(claim, FIVE)
        assert (offered.state, offered.remedy) == (ClaimState.BUYER, Remedy.PART)
        assert at.told(at.buyer) == 1
        closed = at.accepts(offered)
        assert (closed.outcome, closed.amount) == (Outcome.PART, eur(500))
        assert town.run(at.accepting(offered)) == Declined(NoClaim.CLOSED)
        assert [(one.kind, one.amount) for one in works_off(town)] == [(StepKind.PART, eur(500))]
        assert at.told(at.buyer, "part_refunded") == 1
        assert at.state() == "shipped", "the rest of the order is what it was"
        assert at.deeds() == ["buyer opened", "shop offered", "buyer accepted"]
        photos = town.run(lambda tx: looking.photos(tx, claim))
        assert [one.source for one in photos] == ["telegram:a", "telegram:b"]
        at.balanced()


def test_all_of_it_goes_back_at_once(database_url: str) -> None:
    """Promise 16 too: what was never sent may be sold again."""
    with Town(database_url, Terms(stock=5)) as town:
        at = Counter(town)
        town.wind(days=3)
        claim = at.claims(Wrong.MISSING, "")
        closed = taken(town.run(at.refunding(claim)))
        assert (closed.outcome, closed.amount) == (Outcome.FULL, eur(2000))
        assert town.run(at.refunding(claim)) == Declined(NoClaim.CLOSED)
        assert (at.told(at.buyer, "claim_money"), at.told(at.buyer, "taken_back")) == (1, 0)
        works_off(town)
        assert at.state() == "refunded"
        at.balanced()


def test_a_shop_that_is_silent_for_two_days_pays(database_url: str) -> None:
    """Decided once, for the shopper; twelve hours before that it was reminded."""
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        claim = at.claims()
        town.wind(hours=48, seconds=-1)
        assert town.run(remind_due) == 1
        assert town.run(remind_due) == 0
        assert at.told(at.owner, "claim_reminder") == 1
        assert town.run(decide_due) == 0
        town.wind(seconds=1)
        assert town.run(decide_due) == 1
        assert town.run(decide_due) == 0
        closed = at.now(claim)
        assert (closed.outcome, closed.amount) == (Outcome.FULL, eur(2000))
        assert closed.answered_at == town.now, "a shop that is silent took all of its time"
        assert (at.told(at.buyer, "claim_money"), at.told(at.owner)) == (1, 2)
        assert at.deeds() == ["buyer opened", "clock ruled"]
        works_off(town)
        at.balanced()


@pytest.mark.parametrize(
    ("offer", "outcome", "amount"),
    [
        (FIVE, Outcome.PART, 500),
        (Offer(Remedy.REPLACEMENT), Outcome.REPLACEMENT, 0),
        (Offer(Remedy.RETURN, words="Main Street 1"), Outcome.LAPSED, 0),
        (None, Outcome.LAPSED, 0),
    ],
)
def test_a_shopper_who_is_silent_is_given_what_was_offered(
    database_url: str, offer: Offer | None, outcome: Outcome, amount: int
) -> None:
    """What wants something of them lapses instead, and they may claim anew."""
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        claim = at.claims()
        _ = at.replies(claim) if offer is None else at.offers(claim, offer)
        town.wind(hours=48)
        town.run(remind_due)
        town.run(decide_due)
        closed = at.now(claim)
        assert (closed.state, closed.outcome) == (ClaimState.CLOSED, outcome)
        assert closed.amount.minor == amount
        assert sum(step.amount.minor for step in works_off(town)) == amount
        at.balanced()
        assert at.claims().id != claim.id


def test_a_return_ends_with_the_money_once_it_came_or_the_shop_says_nothing(
    database_url: str,
) -> None:
    with Town(database_url) as town:
        at = Counter(town)
        at.hands_out()
        claim = at.claims(Wrong.CHANGED, "")
        sending = at.accepts(at.offers(claim, Offer(Remedy.RETURN, words="Main Street 1")))
        assert (sending.state, at.state()) == (ClaimState.SENDING, "received")
        assert isinstance(town.run(at.accepting(sending)), Declined)
        coming = taken(town.run(lambda tx: accepting.send_back(tx, at.buyer, claim.id)))
        assert coming.state is ClaimState.COMING
        assert town.run(lambda tx: accepting.send_back(tx, at.buyer, claim.id)) == Declined(
            NoClaim.OTHERS_TURN
        )
        town.wind(days=14)
        assert town.run(decide_due) == 1
        assert at.now(claim).outcome is Outcome.FULL
        works_off(town)
        at.balanced()


def test_the_operator_decides_and_both_read_why(database_url: str) -> None:
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        claim = at.claims()
        call = town.run(lambda tx: accepting.call_operator(tx, at.buyer, claim.id))
        assert call == Declined(NoClaim.OTHERS_TURN), "the shop has its say first"
        at.replies(claim)
        called = taken(town.run(lambda tx: accepting.call_operator(tx, at.buyer, claim.id)))
        assert (called.state, called.due_at) == (ClaimState.OPERATOR, None)
        again = town.run(lambda tx: accepting.call_operator(tx, at.buyer, claim.id))
        assert again == Declined(NoClaim.CALLED)
        assert [one.kind for one in alarmed(town)] == ["claim"]
        town.wind(days=30)
        assert town.run(decide_due) == 0, "no clock runs before the operator"
        much = town.run(lambda tx: deciding.for_buyer(tx, claim.id, "half", eur(2001)))
        assert much == Declined(NoClaim.TOO_MUCH)
        half = taken(town.run(lambda tx: deciding.for_buyer(tx, claim.id, "half", eur(1000))))
        assert (half.outcome, half.amount) == (Outcome.PART, eur(1000))
        assert town.run(lambda tx: deciding.for_shop(tx, claim.id, "no")) == Declined(
            NoClaim.CLOSED
        )
        (ruled, *_) = town.run(lambda tx: looking.steps(tx, half, 0, 10))
        assert ruled.words == "half"
        works_off(town)
        at.balanced()


@pytest.mark.parametrize(("fetched", "state"), [(False, "taken_back"), (True, "received")])
def test_where_nothing_was_taken_nothing_goes_back(
    database_url: str, *, fetched: bool, state: str
) -> None:
    """Paid at pickup: before it is fetched the order is taken back; after that it is settled over the counter."""
    with Town(database_url, Terms(provider="")) as town:
        at = Counter(town)
        if fetched:
            at.hands_out()
        claim = at.claims(Wrong.CHANGED)
        assert town.run(at.offering(claim, FIVE)) == Declined(NoClaim.NO_MONEY)
        town.wind(hours=48)
        town.run(decide_due)
        assert (at.now(claim).outcome, at.state()) == (Outcome.BUYER, state)
        assert works_off(town) == []
        at.balanced()


def test_a_claim_about_what_was_paid_back_otherwise_is_settled(database_url: str) -> None:
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        claim = at.claims()
        town.run(lambda tx: take_back(tx, at.order))
        town.wind(hours=48)
        town.run(decide_due)
        assert at.now(claim).outcome is Outcome.SETTLED
        works_off(town)
        at.balanced()


def test_only_its_buyer_claims_and_only_its_shop_answers(database_url: str) -> None:
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        eve = town.person("Eve")
        gone = Declined(NoClaim.GONE)
        assert town.run(lambda tx: open_claim(tx, eve, at.order, Wrong.DAMAGED, "x")) == gone
        claim = at.claims()
        for turn in (
            lambda tx: accepting.answer(tx, eve, claim.id, "x"),
            lambda tx: accepting.accept(tx, eve, claim.id, 1),
            lambda tx: accepting.withdraw(tx, eve, claim.id),
            lambda tx: answering.reply(tx, 99, claim.id, eve, "x"),
            lambda tx: answering.offer(tx, 99, claim.id, eve, FIVE),
            lambda tx: answering.refund_all(tx, 99, claim.id, eve),
        ):
            assert town.run(turn) == gone
        assert town.run(lambda tx: looking.of_buyer(tx, eve, claim.id)) is None
        assert town.run(lambda tx: looking.of_shop(tx, 99, claim.id)) is None
        assert at.deeds() == ["buyer opened"]


def test_one_claim_at_a_time_and_a_newer_offer_replaces_the_older(database_url: str) -> None:
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        claim = at.claims()
        again = town.run(lambda tx: open_claim(tx, at.buyer, at.order, Wrong.DAMAGED, "x"))
        assert again == Declined(NoClaim.OPEN_ALREADY)
        old = at.offers(claim, FIVE)
        new = at.offers(claim, Offer(Remedy.PART, eur(700)))
        assert town.run(at.accepting(old)) == Declined(NoClaim.NO_SUCH_OFFER)
        assert isinstance(town.run(at.accepting(new)), Taken)
        second = at.claims(Wrong.DIFFERENT)
        too_much = town.run(at.offering(second, Offer(Remedy.PART, eur(1301))))
        assert too_much == Declined(NoClaim.TOO_MUCH)
        rest = taken(town.run(at.offering(second, Offer(Remedy.PART, eur(1300)))))
        assert (rest.outcome, rest.amount) == (Outcome.FULL, eur(1300))
        works_off(town)
        at.balanced()
