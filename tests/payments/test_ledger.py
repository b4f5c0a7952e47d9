"""The ledger: each thing that happens to money stands in it once, and it says where all of it is (promise 21)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest
import sqlalchemy as sa

from groupbuys.closing import close_due
from groupbuys.model import NotOurs, Reason, Seated, ToPay
from groupbuys.refunding import step_done, take_back
from payments import ledger, recording
from payments.ledger import Places
from payments.ledger_tables import ledger_entry
from payments.tables import payment
from storage.transaction import Transaction
from tests.groupbuys.group import buys, filled, joins, opened, raised, starts
from tests.groupbuys.ledger import audited
from tests.payments.test_parts import bought, part
from tests.payments.till import claims, works_off
from tests.stories import Terms, Town


def told(town: Town, payment_id: int) -> list[tuple[str, int]]:
    """What the ledger says of a payment: the kinds, and minor units."""
    entries = town.run(lambda tx: ledger.entries_of(tx, payment_id))
    return [(one.kind.value, one.amount.minor) for one in entries]


def changing(change: sa.Executable) -> Callable[[Transaction], int]:
    """A turn that writes this."""
    return lambda tx: tx.write(change)


def places(town: Town) -> Places:
    """Where the money of the town's one deal is."""
    (only,) = town.run(ledger.balance)
    assert only.balanced
    assert (only.shop_id, only.deal_id) == (town.shop_id, town.deal_id)
    assert (only.currency, only.provider) == ("EUR", "sandbox")
    return only.places


def test_a_success_is_told_from_the_payment_to_the_capture_and_a_return(database_url: str) -> None:
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        filled(town, *town.people("Mei", "Bo"))
        assert places(town) == Places(3200, held=3200, kept=0, refunding=0, back=0)
        works_off(town)
        assert places(town) == Places(3200, held=0, kept=3200, refunding=0, back=0)
        town.run(lambda tx: take_back(tx, 1))
        assert places(town) == Places(3200, held=0, kept=1600, refunding=1600, back=0)
        works_off(town)
        assert places(town) == Places(3200, held=0, kept=1600, refunding=0, back=1600)
        captured = [("authorised", 1600), ("captured", 1600)]
        assert told(town, 1) == [*captured, ("refund_asked", 1600), ("refunded", 1600)]
        assert told(town, 2) == captured


def test_a_hold_that_is_let_go_was_never_captured(database_url: str) -> None:
    with Town(database_url) as town:
        seated = opened(town, town.person())
        town.wind(hours=24)
        town.run(close_due)
        works_off(town)
        number = seated.seat.payment_id or 0
        entries = town.run(lambda tx: ledger.entries_of(tx, number))
        assert [one.kind.value for one in entries] == ["authorised", "refund_asked", "voided"]
        assert [one.reason for one in entries] == ["seat", "failed", "failed"]
        assert {one.who for one in entries} == {""}


def test_parts_stand_beside_what_stays(database_url: str) -> None:
    """A part that is asked for before the capture is on its way all the same."""
    with Town(database_url) as town:
        _, money = bought(town)
        town.run(part(money, 500, "a"))
        assert places(town) == Places(2000, held=1500, kept=0, refunding=500, back=0)
        capture, waiting = claims(town)
        town.run(lambda tx: step_done(tx, capture))
        assert places(town) == Places(2000, held=0, kept=1500, refunding=500, back=0)
        town.run(lambda tx: step_done(tx, waiting))
        assert places(town) == Places(2000, held=0, kept=1500, refunding=0, back=500)
        assert told(town, money)[1:] == [
            ("part_asked", 500),
            ("captured", 2000),
            ("part_refunded", 500),
        ]


def test_money_that_was_of_no_invoice_is_taken_out_again_when_its_invoice_is_known(
    database_url: str,
) -> None:
    """Promise 18; and the number that its money went by first is nobody else's afterwards."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        wish = joins(town, bo, opened(town, mei).group.id)
        assert isinstance(wish, ToPay)
        told_of = town.arrival(wish, bo)
        assert isinstance(town.take(told_of, token="forged"), NotOurs)
        found = {one.deal_id: one.places for one in town.run(ledger.balance)}
        assert (found[None].refunding, found[town.deal_id].held) == (1600, 1600)
        assert isinstance(town.take(told_of, token=wish.token), Seated)
        assert told(town, 3) == [("authorised", 1600), ("refund_asked", 1600), ("reversal", 1600)]
        found = {one.deal_id: one.places for one in town.run(ledger.balance)}
        assert found == {None: Places(0, 0, 0, 0, 0), town.deal_id: Places(3200, 3200, 0, 0, 0)}
        eve = town.person("Eve")
        town.pay(buys(town, eve), eve)
        assert told(town, 4) == [("authorised", 2000)]
        audited(town)


def test_a_second_and_an_odd_payment_are_of_the_deal_that_was_asked_for(database_url: str) -> None:
    """Promises 7 and 17."""
    with Town(database_url) as town:
        mei = town.person()
        wish = starts(town, mei)
        town.seated(wish, mei)
        assert isinstance(wish, ToPay)
        town.pay(wish, mei)
        odd = town.arrival(wish, mei)
        town.take(replace(odd, amount=replace(odd.amount, minor=1)))
        assert places(town) == Places(3201, held=1600, kept=0, refunding=1601, back=0)


@pytest.mark.parametrize("amount", [0, -5])
def test_word_of_no_money_is_raised_and_breaks_nothing(database_url: str, amount: int) -> None:
    """Promises 17 and 21: nothing came, so nothing is kept of it, and no provider is asked to give nothing back."""
    with Town(database_url) as town:
        mei = town.person()
        wish = starts(town, mei)
        assert isinstance(wish, ToPay)
        odd = town.arrival(wish, mei)
        nothing = replace(odd, amount=replace(odd.amount, minor=amount))
        for token in (wish.token, wish.token, "forged"):
            no = town.take(nothing, token=token)
            assert no == NotOurs(Reason.WRONG_AMOUNT, nothing.amount)
        assert raised(town) == ["odd payment", "odd payment"], "of the invoice, and of none"
        assert told(town, 1) == told(town, 2) == []
        assert audited(town).payments.keys() == {1}
        town.seated(wish, mei)


def test_an_entry_is_never_changed_and_never_taken_out(database_url: str) -> None:
    with Town(database_url) as town:
        bought(town)
        for change in (ledger_entry.update().values(amount=1), ledger_entry.delete()):
            with pytest.raises(Exception, match="only ever added to"):
                town.run(changing(change))
        assert told(town, 1) == [("authorised", 2000)]


def test_no_fact_stands_there_twice(database_url: str) -> None:
    with Town(database_url) as town:
        _, money = bought(town)
        with pytest.raises(Exception, match=r"(?i)unique"):
            town.run(lambda tx: recording.authorised(tx, money))
        assert told(town, money) == [("authorised", 2000)]


def test_a_difference_is_named_with_its_payment(database_url: str) -> None:
    """What somebody changed behind the ledger's back."""
    with Town(database_url) as town:
        _, money = bought(town)
        _, other = bought(town)
        town.run(lambda tx: tx.write(_state(money, "captured")))
        town.run(lambda tx: tx.write(_state(other, "asked")))
        (only,) = town.run(ledger.balance)
        assert not only.balanced
        assert [str(one) for one in only.differences] == [
            f"payment {money}: held 2000 in the ledger, 0 in its row; kept 0 in the ledger, 2000 in its row",
            f"payment {other}: taken 2000 in the ledger, 0 in its row; held 2000 in the ledger, 0 in its row",
        ]
        town.made_up = True


def test_the_entries_stand_in_the_order_in_which_things_happened(database_url: str) -> None:
    with Town(database_url) as town:
        order_id, _ = bought(town)
        town.wind(minutes=1)
        works_off(town)
        town.wind(minutes=1)
        town.run(lambda tx: take_back(tx, order_id))
        moments = town.run(_moments)
        assert len(moments) == 3
        assert all(earlier < later for earlier, later in pairwise(moments))


def test_what_was_given_back_by_hand_says_by_whom_and_why(database_url: str) -> None:
    with Town(database_url) as town:
        order_id, money = bought(town)
        works_off(town)
        town.run(lambda tx: take_back(tx, order_id))
        (step,) = claims(town)
        assert town.run(lambda tx: step_done(tx, step, "handed over in cash", "the operator"))
        last = town.run(lambda tx: ledger.entries_of(tx, money))[-1]
        assert (last.reason, last.who) == ("handed over in cash", "the operator")


def _state(payment_id: int, state: str) -> sa.Update:
    return payment.update().where(payment.c.id == payment_id).values(state=state)


def _moments(tx: Transaction) -> list[datetime]:
    return [row.at for row in tx.all(sa.select(ledger_entry.c.at).order_by(ledger_entry.c.id))]
