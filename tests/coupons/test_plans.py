"""What coupons cost those who have none, and that every question about them has an index."""

from collections.abc import Callable

import pytest

from groupbuys.coupons import ending, giving, looking, packets, taking
from groupbuys.joining import join
from storage.transaction import Transaction
from tests.coupons.ground import has, packet_for, packet_of, sets_up
from tests.groupbuys.group import filled, opened
from tests.groupbuys.test_plans import explained
from tests.stories import Terms, Town


@pytest.fixture
def corner(sqlite_url: str) -> Town:
    """A town in which a packet was given and another is owed."""
    town = Town(sqlite_url, Terms(minimum=2, capacity=2, stock=60))
    mei, bo, ana = town.people("Mei", "Bo", "Ana")
    sets_up(town)
    has(town, ana, packet_of(town, mei, bo))
    filled(town, bo, mei)
    return town


def test_whoever_has_no_coupon_joins_with_no_statement_more(corner: Town) -> None:
    """Whoever has one is asked for the best, and it is bound: two more."""
    group_id, other = opened(corner, 1).group.id, corner.person("Cy")
    chosen = corner.variant_ids[0]
    plain = explained(corner, lambda tx: join(tx, other, group_id, chosen, 1))
    assert plain.statements == 6
    corner.wind(minutes=16)
    second = opened(corner, 2).group.id
    lowered = explained(corner, lambda tx: join(tx, 3, second, chosen, 1))
    assert lowered.statements == 8
    assert plain.walks() == lowered.walks() == []
    corner.database.close()


QUESTIONS: dict[str, Callable[[Transaction], object]] = {
    "is a packet owed": giving.is_due,
    "packets to give": lambda tx: giving.give_due(tx, 9),
    "is anything over": ending.is_due,
    "coupons that ran out": lambda tx: ending.end_coupons(tx, 9),
    "packets that are over": lambda tx: ending.end_packets(tx, 9),
    "words that are due": lambda tx: ending.tell_due(tx, 9),
    "a packet that is opened": lambda tx: taking.take(tx, 2, packet_for(tx, 77)),
    "what somebody has": lambda tx: looking.coupons(tx, 3, "en", 0, 9),
    "what somebody can give": lambda tx: packets.to_give_away(tx, 1, 9),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_about_coupons_has_an_index(corner: Town, name: str) -> None:
    """However many coupons there are."""
    if "ran out" in name or "over" in name or "words" in name:
        corner.wind(days=40)
    assert explained(corner, QUESTIONS[name]).walks() == []
    corner.database.close()
