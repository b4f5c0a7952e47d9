"""kaituan money: where all money is, and what the operator does about what is stuck."""

import re

import pytest
from sqlalchemy import select

from groupbuys.closing import close_due
from groupbuys.refunding import done_by_hand, step_done
from payments import by_hand, comparing, finding, stepping
from payments.by_hand import Barred
from payments.ledger import entries_of
from payments.model import PaymentState, Step, StepKind
from payments.tables import money_step, payment
from tests.groupbuys.group import filled, opened, owed, seat_states
from tests.groupbuys.ledger import audited
from tests.kaituan.conftest import Command
from tests.payments.till import LEASE, claims, works_off
from tests.races.crowd import at_once, processes
from tests.stories import Terms, Town


def stuck(town: Town) -> Step:
    """The refund of a group that failed, which the provider will not do."""
    opened(town, town.person("Mei [b]"))
    town.wind(hours=24)
    town.run(close_due)
    (step,) = claims(town)
    soon, no = town.now, "no such charge [red]\x1b[2J"
    town.run(lambda tx: stepping.again(tx, step, soon, no, rejected=True))
    return step


def test_an_empty_shop_has_no_money(kaituan: Command, database_url: str) -> None:
    ended = kaituan("money", "--database", database_url)
    assert (ended.code, ended.out) == (0, "No money has come yet.\n")
    ended = kaituan("money", "--stuck", "--database", database_url)
    assert (ended.code, ended.out) == (0, "Nothing is stuck.\n")


def test_the_table_says_where_all_money_is(kaituan: Command, database_url: str) -> None:
    """Promise 21."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        filled(town, *town.people("Mei", "Bo"))
        (first, _) = claims(town)
        town.run(lambda tx: step_done(tx, first))
        opened(town, town.person("Ana"))
        town.wind(hours=24)
        town.run(close_due)
        ended = kaituan("money", "--database", database_url)
    assert ended.code == 0
    said = r"Corner shop +1 Oolong tea +sandbox +€48.00 +€16.00 +€16.00 +€16.00 +€0.00 +balanced"
    assert re.search(said, ended.out)


def test_a_difference_is_named_and_ends_the_command_with_one(
    kaituan: Command, database_url: str
) -> None:
    with Town(database_url) as town:
        opened(town, town.person())
        town.run(lambda tx: tx.write(payment.update().values(state="captured")))
        ended = kaituan("money", "--database", database_url)
        assert ended.code == 1
        assert "1 DIFFER" in ended.out
        assert "payment 1: held 1600 in the ledger, 0 in its row" in ended.out
        town.made_up = True


def test_what_is_stuck_is_listed_and_tried_again(kaituan: Command, database_url: str) -> None:
    """Promise 19."""
    with Town(database_url) as town:
        step = stuck(town)
        here = ("--database", database_url)
        listed = kaituan("money", "--stuck", *here).out
        assert re.search(rf"{step.id} +refund +Mei \[b\] +€16.00 +1 +2026-03-03 12:00", listed)
        assert "no such charge [red]" in listed
        assert "\x1b[2J" not in listed, "nobody's words command the terminal"
        town.run(
            lambda tx: tx.write(money_step.update().values(due_at=town.now.replace(year=2999)))
        )
        assert claims(town) == ()
        done = kaituan("money", "retry", str(step.id), *here)
        assert (done.code, "is due now" in done.out) == (0, True)
        town.wind(days=9_999)  # the command goes by the real clock
        assert [one.id for one in claims(town)] == [step.id]


@pytest.mark.parametrize("command", [("retry", "7"), ("done", "7", "--why", "cash")])
def test_what_is_not_stuck_is_left_alone(
    kaituan: Command, database_url: str, command: tuple[str, ...]
) -> None:
    with Town(database_url) as town:
        filled(town, *town.people("Mei", "Bo", "Ana"))
        for number in ("1", "7"):
            ended = kaituan("money", command[0], number, *command[2:], "--database", database_url)
            assert (ended.code, ended.out) == (2, "")
            assert f"Nothing stuck has the number {number}" in ended.err
        assert len(claims(town)) == 3, "due as before, and not done"


def test_done_by_hand_moves_all_that_the_provider_s_done_moves(
    kaituan: Command, database_url: str
) -> None:
    """Promises 19 and 20: seat, payment and ledger; its person hears of it; the provider is asked no more."""
    with Town(database_url) as town:
        step = stuck(town)
        mei = step.person_id
        town.run(lambda tx: tx.write(money_step.update().values(leased_until=None)))
        words = ("money", "done", str(step.id), "--why", " in cash, \x1b[2J12 March ")
        ended = kaituan(*words, "--database", database_url)
        assert (ended.code, ended.out) == (0, "€16.00 of payment 1 is back, by hand.\n")
        assert seat_states(town) == [(mei, "refunded")]
        money = town.run(lambda tx: finding.money_of(tx, step.payment_id))
        assert money is not None
        assert money.state is PaymentState.REFUNDED
        last = town.run(lambda tx: entries_of(tx, step.payment_id))[-1]
        assert (last.kind.value, last.reason) == ("voided", "in cash, \x1b[2J12 March")
        assert last.who.endswith(", by command")
        assert owed(town, "failed") + owed(town, "refunded") == [mei], "one message says both"
        town.wind(days=9_999)
        assert claims(town) == ()
        again = kaituan(*words, "--database", database_url)
        assert (again.code, "Nothing stuck" in again.err) == (2, True)
        audited(town)


@pytest.mark.parametrize(("why", "said"), [("  ", "Say why"), ("x" * 301, "too long")])
def test_done_by_hand_needs_a_reason(
    kaituan: Command, database_url: str, why: str, said: str
) -> None:
    with Town(database_url) as town:
        step = stuck(town)
        ended = kaituan("money", "done", str(step.id), "--why", why, "--database", database_url)
        assert (ended.code, said in ended.err) == (2, True)
        assert "--why" in kaituan("money", "done", "1", "--database", database_url).err


def test_a_step_that_is_being_tried_is_left_to_who_tries_it(database_url: str) -> None:
    """Its provider may be doing it at this moment; money would go back twice."""
    with Town(database_url) as town:
        step = stuck(town)
        assert [one.id for one in claims(town)] == [step.id]
        barred = town.run(lambda tx: done_by_hand(tx, step.id, "cash", "me"))
        assert barred is Barred.BEING_TRIED
        town.wind(minutes=3)
        assert isinstance(town.run(lambda tx: done_by_hand(tx, step.id, "cash", "me")), Step)
        audited(town)


def test_a_worker_and_a_hand_at_once_end_in_one_of_them(database_url: str) -> None:
    """Real transactions: whoever claims or says first has it, ten at once on either side."""
    with Town(database_url) as town:
        step = stuck(town)
        with processes(town) as databases:
            hands = [lambda tx: done_by_hand(tx, step.id, "cash", "me")] * 10
            workers = [lambda tx: stepping.claim(tx, LEASE, 5)] * 10
            both = [one for pair in zip(hands, workers, strict=True) for one in pair]
            results = at_once(databases, both)
            assert sum(isinstance(one, Step) for one in results) <= 1
            town.wind(minutes=3)
            ends = [lambda tx: step_done(tx, step)] * 5
            last = [*results, *at_once(databases, [*ends, *hands])]
        assert sum(one is True or isinstance(one, Step) for one in last) == 1
        entries = town.run(lambda tx: entries_of(tx, step.payment_id))
        assert [one.kind.value for one in entries] == ["authorised", "refund_asked", "voided"]
        assert len(owed(town, "failed") + owed(town, "refunded")) == 1
        audited(town)


def test_what_was_done_by_hand_meanwhile_is_not_stuck_again(database_url: str) -> None:
    """A worker whose answer comes late raises nothing."""
    with Town(database_url) as town:
        step = stuck(town)
        town.wind(minutes=3)
        town.run(lambda tx: done_by_hand(tx, step.id, "cash", "me"))
        late = town.run(lambda tx: stepping.again(tx, step, town.now, "no", rejected=True))
        assert late == "done"
        (row,) = town.run(lambda tx: tx.all(select(money_step.c.state, money_step.c.error)))
        assert (row.state, row.error) == ("done", None)


def test_a_capture_that_was_done_by_hand_is_captured(database_url: str) -> None:
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        filled(town, *town.people("Mei", "Bo"))
        (step, _) = claims(town)
        assert step.kind is StepKind.CAPTURE
        town.run(lambda tx: stepping.again(tx, step, town.now, "no", rejected=True))
        assert town.run(lambda tx: by_hand.try_now(tx, step.id))
        assert isinstance(town.run(lambda tx: done_by_hand(tx, step.id, "there", "me")), Step)
        town.wind(minutes=3)
        works_off(town)
        assert audited(town).money() == {"captured": 3200}


def test_what_providers_lists_say_otherwise_is_shown(kaituan: Command, database_url: str) -> None:
    here = ("--database", database_url)
    assert "not compared yet" not in kaituan("money", "--compare", *here).out
    with Town(database_url) as town:
        opened(town, town.person())
        town.wind(hours=2)
        window = town.run(lambda tx: comparing.claim(tx, "sandbox"))
        assert window is not None
        assert "sandbox: not compared yet" in kaituan("money", "--compare", *here).out
        found = town.run(lambda tx: comparing.differences(tx, "sandbox", [], window))
        town.run(lambda tx: comparing.settle(tx, "sandbox", window, 0, found))
        ended = kaituan("money", "--compare", *here)
        assert ended.code == 1
        assert "sandbox: 0 charges, 2026-03-02 14:00 UTC: 1 differ" in ended.out
        assert "payment 1 (charge charge-0) is held here, and not in their list" in ended.out
        town.run(lambda tx: comparing.put_off(tx, "sandbox", "HTTP 503"))
        assert "did not work: HTTP 503" in kaituan("money", "--compare", *here).out
