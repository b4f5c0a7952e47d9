"""What is paid by card in the chat is the shop's at once: it is captured as it comes, and goes back as a refund."""

from collections.abc import Iterator

import pytest

from catalog.money import Money
from groupbuys.closing import close_due
from groupbuys.model import GivenBack, NotOurs, Seated, ToPay
from payments import ledger
from payments.model import EntryKind, StepKind
from tests.groupbuys.group import joins, opened, starts
from tests.groupbuys.ledger import audited
from tests.payments.till import works_off
from tests.stories import Terms, Town

CARDS = "telegram-1"


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """A shop that takes cards in the chat."""
    with Town(database_url, Terms(minimum=2, capacity=2, provider=CARDS)) as made:
        yield made


def entries(town: Town, payment_id: int) -> list[EntryKind]:
    """What the ledger tells of a payment."""
    return [one.kind for one in town.run(lambda tx: ledger.entries_of(tx, payment_id))]


def test_it_is_taken_as_it_comes_and_nothing_is_left_to_capture(town: Town) -> None:
    """Promises 18, 21: the books say at each moment where the provider has it."""
    mei, bo = town.people("Mei", "Bo")
    first = opened(town, mei)
    assert audited(town).money() == {"captured": 1600}
    town.again()
    assert first.seat.payment_id is not None
    assert entries(town, first.seat.payment_id) == [EntryKind.AUTHORISED, EntryKind.CAPTURED]
    town.seated(joins(town, bo, first.group.id), bo)
    assert works_off(town) == []
    assert audited(town).money() == {"captured": 3200}


def test_a_group_that_fails_pays_back_by_refunds(town: Town) -> None:
    """Promises 3, 19."""
    seat = opened(town, town.person()).seat
    town.wind(hours=25)
    town.run(close_due)
    [step] = works_off(town)
    assert (step.kind, step.provider) == (StepKind.REFUND, CARDS)
    assert audited(town).money() == {"refunded": 1600}
    assert seat.payment_id is not None
    told = [EntryKind.AUTHORISED, EntryKind.CAPTURED, EntryKind.REFUND_ASKED, EntryKind.REFUNDED]
    assert entries(town, seat.payment_id) == told


def test_money_that_nobody_is_owed_goes_back_too(town: Town) -> None:
    """Promise 17: one minor unit more than was asked, and an invoice that was paid twice."""
    mei = town.person()
    wish = starts(town, mei)
    odd = town.pay(wish, mei, amount=Money(1601, "EUR"))
    assert isinstance(odd, NotOurs)
    town.seated(wish, mei)
    assert isinstance(town.pay(wish, mei, charge="another"), GivenBack)
    assert sorted(step.amount.minor for step in works_off(town)) == [1600, 1601]
    assert audited(town).money() == {"captured": 1600, "refunded": 3201}


def test_a_notice_that_overtook_its_invoice_is_its_payment_after_all(town: Town) -> None:
    """Promise 18: what was captured under no invoice is reversed there, and stands once."""
    mei = town.person()
    wish = starts(town, mei)
    assert isinstance(wish, ToPay)
    told = town.arrival(wish, mei)
    assert isinstance(town.take(told, token="none-of-ours"), NotOurs)
    assert isinstance(town.take(told), Seated)
    assert works_off(town) == []
    assert audited(town).money() == {"captured": 1600}
