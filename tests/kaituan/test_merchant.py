"""What a merchant does from the command line reaches everybody (promises 14 and 16)."""

import re

from groupbuys.history import orders
from groupbuys.model import GroupState, Reason, Refused, Seated, Wish
from tests.groupbuys.group import filled, group, joins, opened, owed, seat_states, starts, steps
from tests.groupbuys.ledger import audited
from tests.kaituan.conftest import Command
from tests.payments.till import works_off
from tests.stories import Terms, Town


def test_deals_are_listed_with_their_open_groups(kaituan: Command, database_url: str) -> None:
    said = kaituan("deals", "--database", database_url)
    assert (said.code, "kaituan import FILE" in said.out) == (0, True)
    with Town(database_url, Terms(minimum=2, capacity=5)) as town:
        opened(town, town.person())
        assert re.search(
            r"1 +Corner shop +Oolong tea +live +2-5 +1\s",
            kaituan("deals", "--database", database_url).out,
        )


def test_a_deal_is_paused_and_goes_on(kaituan: Command, database_url: str) -> None:
    """Promise 14."""
    with Town(database_url) as town:
        mei = town.person()
        assert kaituan("pause", "1", "--database", database_url).code == 0
        assert starts(town, mei) == Refused(Reason.DEAL_NOT_LIVE)
        assert kaituan("pause", "1", "--database", database_url).code == 2
        assert "live again" in kaituan("resume", "1", "--database", database_url).out
        assert isinstance(town.pay(starts(town, mei), mei), Seated)


def test_a_deal_is_called_off_with_a_reason(kaituan: Command, database_url: str) -> None:
    """Promise 14."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        running = filled(town, mei, bo).group.id
        ended = kaituan("cancel", "1", "--why", "The roaster broke.", "--database", database_url)
        assert ended.code == 0
        assert "1 open group ended" in ended.out
        assert "is told why; 2 payments go back." in ended.out
        assert group(town, running).state is GroupState.CANCELLED
        assert owed(town, "cancelled") == [mei, bo]
        assert [step[0] for step in steps(town, "refund")] == [mei, bo]
        audited(town)
        assert kaituan("cancel", "1", "--why", "again", "--database", database_url).code == 2


def test_one_order_is_paid_back_by_its_number(kaituan: Command, database_url: str) -> None:
    """Promise 16: however it is typed, and once."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        mei, bo = town.people("Mei", "Bo")
        filled(town, mei, bo)
        number = town.run(lambda tx: orders(tx, bo))[0].number
        assert number is not None
        back = kaituan("refund", f" {number.lower()} ", "--database", database_url)
        assert "€16.00 goes back to its buyer" in back.out
        assert seat_states(town) == [(mei, "confirmed"), (bo, "refunding")]
        assert [step[0] for step in steps(town, "refund")] == [bo]
        again = kaituan("refund", number.lower(), "--database", database_url)
        assert again.code == 2
        assert f"Order {number} is being paid back already" in again.err
        town.wind(days=36_500)  # the command lives in real time
        works_off(town)
        late = kaituan("refund", number, "--database", database_url)
        assert f"Order {number} was paid back already." in late.err
        audited(town)


def test_where_people_pay_at_pickup_nothing_is_said_to_be_paid_back(
    kaituan: Command, database_url: str
) -> None:
    """Promise 14: and an order that is taken back twice was never paid."""
    with Town(database_url, Terms(minimum=2, capacity=2, provider="")) as town:
        mei, bo = town.people("Mei", "Bo")
        joins(town, bo, has_seat(starts(town, mei)).group.id)
        starts(town, mei)
        number = town.run(lambda tx: orders(tx, bo))[0].number
        assert number is not None
        taken = kaituan("refund", number, "--database", database_url)
        assert taken.out == f"Order {number} is taken back; no money had been taken.\n"
        again = kaituan("refund", number, "--database", database_url)
        assert f"{number} was taken back already; no money had been taken for it." in again.err
        ended = kaituan("cancel", "1", "--why", "The roaster broke.", "--database", database_url)
        assert "1 open group ended, and everybody with a seat in it is told why." in ended.out
        assert "No money had been taken, so none goes back." in ended.out
        assert owed(town, "cancelled") == [mei]


def test_a_deal_without_groups_is_called_off_quietly(kaituan: Command, sqlite_url: str) -> None:
    """Promise 14."""
    with Town(sqlite_url):
        ended = kaituan("cancel", "1", "--why", "Sold out.", "--database", sqlite_url)
        assert ended.out == "Deal 1 is called off. It had no open group.\n"


def has_seat(wish: Wish) -> Seated:
    """At pickup a seat is had at once."""
    assert isinstance(wish, Seated)
    return wish
