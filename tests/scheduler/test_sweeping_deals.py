"""Deals that were dropped into chats are watched until long after they are over; who drops one meets no sweep."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from catalog import deals
from groupbuys.dropped import deal_copies
from groupbuys.dropped.deal_copies import DealCopy
from groupbuys.dropped.deal_copy_tables import deal_news, shared_deal
from groupbuys.dropped.sealing import Share
from groupbuys.pruning import sweep
from storage import worker
from storage.transaction import Transaction
from tests.races.crowd import Work, at_once, processes
from tests.scheduler.test_sweeping import ends, furnished, kept, sweeps
from tests.stories import Terms, Town


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """Give a deal without an end, whose groups stay open for half a year."""
    with Town(database_url, Terms(minimum=3, window=timedelta(days=180))) as made:
        yield made


def dropped(town: Town, shown: int = 2) -> None:
    """The deal stands in a chat, where its card shows version `shown`; the newest is 2."""
    news = {"deal_id": town.deal_id, "version": 2, "state": "live", "terms_id": 1, "stock": 2}
    row = {"bot": 1, "inline_id": "i", "deal_id": town.deal_id, "person_id": 1, "token": "t"}

    def work(tx: Transaction) -> None:
        tx.write(insert(deal_news), news)
        tx.write(insert(shared_deal), {**row, "shown": shown, "made_at": tx.now})

    town.run(work)


def shows(town: Town, version: int) -> None:
    """Its card is put right."""
    town.run(lambda tx: tx.write(update(shared_deal).values(shown=version)))


def in_chats(town: Town) -> tuple[int, int]:
    """How many deals are watched, and how many cards they have in chats."""
    found = kept(town, deal_news, shared_deal)
    return found["deal_news"], found["shared_deal"]


def ends_deal(town: Town) -> None:
    """Somebody ends the deal by hand."""
    assert town.run(lambda tx: deals.end(tx, town.deal_id))


def test_dropped_deals_go_once_their_deal_is_over_and_shown(town: Town) -> None:
    dropped(town, shown=1)
    town.wind(days=100)
    assert sweeps(town) == 0, "live"
    ends_deal(town)
    town.wind(days=61)
    assert sweeps(town) == 0, "its card does not say so yet"
    shows(town, 2)
    assert sweeps(town) == 2
    assert in_chats(town) == (0, 0)


def test_a_deal_that_was_ended_by_hand_is_over_for_as_long_as_its_last_group(town: Town) -> None:
    group = furnished(town)
    dropped(town)
    town.wind(days=100)
    ends_deal(town)
    town.wind(days=61)
    sweeps(town)
    assert in_chats(town) == (1, 1), "still open"
    ends(town, group)
    town.wind(days=59)
    sweeps(town)
    assert in_chats(town) == (1, 1)
    town.wind(days=2)
    sweeps(town)
    assert in_chats(town) == (0, 0)


@pytest.mark.parametrize("how", [deals.end, deals.cancel])
def test_old_cards_of_a_deal_stay_until_they_say_that_it_was_ended_by_hand(
    town: Town, how: Callable[[Transaction, int], bool]
) -> None:
    """One without an end, and without a group."""
    dropped(town)
    town.wind(days=100)
    assert town.run(lambda tx: how(tx, town.deal_id))
    assert sweeps(town) == 0, "nobody has looked round since"
    town.run(deal_copies.look_round)
    shows(town, 3)
    town.wind(days=59)
    assert sweeps(town) == 0
    town.wind(days=2)
    assert sweeps(town) == 2


def test_a_deal_that_came_to_its_end_is_over_since_that_was_seen(database_url: str) -> None:
    """The machine was down for three months."""
    with Town(database_url, Terms(ends_after=timedelta(days=2))) as town:
        dropped(town)
        town.wind(days=90)
        assert town.run(deals.turn_due) == 1
        assert sweeps(town) == 0
        town.wind(days=61)
        assert sweeps(town) == 2


@pytest.fixture
def over(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """Watch a deal that is long over, where nobody's turn is run again for what was swept away."""
    monkeypatch.setattr(worker, "_TRIES_OF_GONE", 1)
    with Town(postgres_url) as made:
        dropped(made)
        made.run(lambda tx: tx.write(delete(shared_deal)))
        ends_deal(made)
        made.wind(days=61)
        yield made


def drops(deal_id: int, number: int, tx: Transaction) -> None:
    """Somebody drops a card of the deal into a chat."""
    copy = DealCopy(1, f"i{number}", deal_id, 1, "t")
    deal_copies.drop(tx, copy, Share(0, 1, "p", "00", deal_id))


def test_a_sweep_passes_over_a_deal_that_is_being_dropped(over: Town) -> None:
    """It comes in the moment before the card is written down, waits for nobody, and the drop is done once."""
    swept: list[int] = []

    def meanwhile(tx: Transaction) -> None:
        run = tx._run  # noqa: SLF001  the one place where every statement comes by

        def watched(sql: str, values: Any) -> Any:
            if sql.startswith("INSERT INTO shared_deal"):
                swept.append(over.run(sweep))
            return run(sql, values)

        tx._run = watched  # noqa: SLF001  as above
        drops(over.deal_id, 1, tx)

    with processes(over) as databases:
        at_once(databases[:1], [meanwhile])
    assert swept == [0]
    assert in_chats(over) == (1, 1)


def test_of_many_drops_and_sweeps_none_breaks_and_each_card_is_watched(over: Town) -> None:
    def away(tx: Transaction) -> int:
        return tx.write(delete(shared_deal))

    works: list[Work] = []
    for number in range(60):
        works += [partial(drops, over.deal_id, number), sweep, away, sweep, sweep]
    with processes(over) as databases:
        answers = at_once(databases, works)
    assert sum(answers[1::5]) + sum(answers[3::5]) + sum(answers[4::5]), "swept, and watched anew"
    over.run(partial(drops, over.deal_id, 1))
    assert in_chats(over)[0] == 1
