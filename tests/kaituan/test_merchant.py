"""What a merchant does from the command line reaches everybody (promises 14 and 16)."""

import re

from groupbuys.history import orders
from groupbuys.model import GroupState, Reason, Refused, Seated
from tests.groupbuys.group import filled, group, opened, owed, seat_states, starts, steps
from tests.groupbuys.ledger import audited
from tests.kaituan.conftest import Command
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
        assert (ended.code, "1 open group ended" in ended.out) == (0, True)
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
        again = kaituan("refund", number, "--database", database_url)
        assert (again.code, "paid back already" in again.err) == (2, True)
        audited(town)
