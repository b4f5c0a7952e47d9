"""What was only of use while something lived is swept out sixty days after its end; nothing alive goes, however old."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Table, func, insert, select, update

from groupbuys.chats.hanging_tables import chat_entry, hanging
from groupbuys.closing import cancel
from groupbuys.coupons.tables import packet, packet_card
from groupbuys.dropped.copy_tables import shared_card
from groupbuys.facts import locked_group
from groupbuys.friends.gift_tables import seat_gift
from groupbuys.leading.lead_tables import lead_offer
from groupbuys.leading.merge_tables import merge_offer
from groupbuys.leading.nudge_tables import listener
from groupbuys.pruning import sweep
from groupbuys.tables import group_buy, invitation, invite, seat
from groupbuys.waiting.waiting_tables import waiting
from storage import conversation, pruning
from storage.schema import metadata
from storage.transaction import Transaction
from tests.coupons.ground import packet_for
from tests.groupbuys.group import opened
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town

FOR_GOOD = {
    "card": "one a place, in its person's own chat",
    "extension": "figures and the page of a group tell of it; one a group at most",
    "group_buy": "the books",
    "invitation": "who was invited by whom",
    "invite": "links keep leading somewhere",
    "merger": "links of a group that was merged lead on",
    "mute": "somebody's wish",
    "nudge": "one a group at most",
    "packet": "the books of coupons",
    "prompt": "forgotten after two days",
    "reward": "the books of credit",
    "seat": "the books",
}
"""What knows a group buy and stays, and why."""

_GROUPS: tuple[Table, ...] = (
    waiting,
    lead_offer,
    merge_offer,
    listener,
    chat_entry,
    hanging,
    seat_gift,
    shared_card,
)


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """Give a deal whose groups stay open for half a year."""
    with Town(database_url, Terms(minimum=3, window=timedelta(days=180))) as made:
        yield made


def furnished(town: Town) -> int:
    """A group buy with one row of each kind; its number."""
    seated = opened(town, town.person())
    number, who = seated.group.id, seated.seat.person_id
    times = {"at": town.now, "since": town.now, "made_at": town.now, "hung_at": town.now}
    rest: dict[str, object] = {
        "group_buy_id": number,
        "other_id": number,
        "person_id": who,
        "seat_id": seated.seat.id,
    }
    rest |= {"from_id": who, "to_id": who, "giver_id": who, "variant_id": 1, "quantity": 1}
    rest |= {"bot": 1, "chat": -number, "token": f"t{number}", "inline_id": f"i{number}"}
    rest |= {"state": "over", "shown": 9}

    def work(tx: Transaction) -> None:
        there = {"token": f"invite-{number}", "group_buy_id": number, "inviter_id": who}
        through = tx.add(insert(invite), {**there, "created_at": tx.now})
        for table in _GROUPS:
            values = {**times, **rest, "invite_id": through}
            names = {column.name for column in table.c if column.name != "id"}
            tx.write(insert(table), {name: values[name] for name in names & values.keys()})

    town.run(work)
    return number


def ends(town: Town, number: int) -> None:
    def work(tx: Transaction) -> None:
        group = locked_group(tx, number)
        assert group is not None
        cancel(tx, group)

    town.run(work)


def kept(town: Town, *tables: Table) -> dict[str, int]:
    """How many rows there are of each."""
    wanted = {table.name: select(func.count()).select_from(table) for table in tables}
    return town.run(lambda tx: {name: int(tx.value(one)) for name, one in wanted.items()})


def numbers(town: Town, *tables: Table, since: int = 0) -> set[tuple[str, int]]:
    """The numbers of their rows of group buys that came after that one."""
    asked = {one.name: select(one.c.id).where(one.c.group_buy_id > since) for one in tables}
    found = town.run(lambda tx: {name: tx.all(one) for name, one in asked.items()})
    return {(name, row.id) for name, rows in found.items() for row in rows}


def sweeps(town: Town) -> int:
    done = 0
    while some := town.run(sweep):
        done += some
    audited(town)
    return done


def test_what_a_group_buy_left_behind_goes_long_after_its_end(town: Town) -> None:
    """The other one is as old, and still open."""
    over, alive = furnished(town), furnished(town)
    town.wind(days=70)
    ends(town, over)
    town.wind(days=59)
    before = kept(town, seat, group_buy, invite, invitation)
    assert sweeps(town) == 0
    town.wind(days=2)
    assert sweeps(town) == len(_GROUPS)
    assert kept(town, *_GROUPS) == {table.name: 1 for table in _GROUPS}
    left = {town.run(lambda tx: tx.value(select(one.c.group_buy_id))) for one in _GROUPS}  # noqa: B023  asked at once
    assert left == {alive}
    assert kept(town, seat, group_buy, invite, invitation) == before


def test_a_number_that_old_buttons_carry_never_comes_again(town: Town) -> None:
    """SQLite counts on from the newest row that there is."""
    numbered = tuple(table for table in _GROUPS if "id" in table.c)
    ends(town, furnished(town))
    used = numbers(town, *numbered)
    town.wind(days=61)
    sweeps(town)
    furnished(town)
    assert not used & numbers(town, *numbered, since=1)
    sweeps(town)
    assert kept(town, *numbered) == {table.name: 1 for table in numbered}


def test_a_dropped_card_stays_until_it_shows_the_end(town: Town) -> None:
    over = furnished(town)
    ends(town, over)
    town.run(lambda tx: tx.write(update(shared_card).values(shown=1)))
    town.wind(days=61)
    sweeps(town)
    assert kept(town, shared_card) == {"shared_card": 1}


def test_an_offer_to_merge_stays_while_either_group_lives(town: Town) -> None:
    over, alive = furnished(town), furnished(town)
    asked = update(merge_offer).where(merge_offer.c.group_buy_id == over).values(other_id=alive)
    town.run(lambda tx: tx.write(asked))
    ends(town, over)
    town.wind(days=61)
    sweeps(town)
    assert kept(town, merge_offer) == {"merge_offer": 2}


def test_a_packets_cards_go_and_packets_and_coupons_stay(town: Town) -> None:
    giver = town.person()
    town.run(lambda tx: packet_for(tx, giver))
    row = {"bot": 1, "inline_id": "i", "packet_id": 1, "shown": 5}
    town.run(lambda tx: tx.write(insert(packet_card), {**row, "made_at": tx.now}))
    town.wind(days=68)
    assert sweeps(town) == 0, "open still: nobody has ended it"
    town.run(lambda tx: tx.write(update(packet).values(state="over", left=0, unused=3)))
    assert town.run(sweep) == 1
    assert kept(town, packet, packet_card) == {"packet": 1, "packet_card": 0}


def test_old_questions_and_counts_of_answers_go(town: Town) -> None:
    town.run(lambda tx: conversation.remember(tx, 1, -5, "29000000:3"))
    town.wind(days=59)
    town.run(lambda tx: conversation.remember(tx, 2, -5, "{}"))
    town.wind(days=2)
    town.run(pruning.sweep)
    found = [town.run(lambda tx: conversation.recall(tx, one, -5)) for one in (1, 2)]  # noqa: B023  asked at once
    assert found == [None, "{}"]


def test_whatever_knows_a_group_buy_is_swept_or_stays_for_a_reason() -> None:
    """A new table is put on one list or the other."""
    knows = {table.name for table in metadata.tables.values() if "group_buy_id" in table.c}
    assert {"group_buy", *knows} == FOR_GOOD.keys() | {table.name for table in _GROUPS}
