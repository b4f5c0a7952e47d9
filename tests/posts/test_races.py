"""Races over posts: however many press or look at the same instant, a deal is owed to a channel once."""

from datetime import timedelta

from catalog.offers import find_deal
from groupbuys.channels import plans, posting, timing
from groupbuys.channels.rhythm import Repeat
from storage.transaction import Transaction
from tests.posts.board import Board
from tests.posts.test_plans import EVENING, planned
from tests.races.crowd import Work, at_once, processes


def test_two_keepers_who_press_at_the_same_instant_post_once(board: Board) -> None:
    channel, deal_id = board.channel(-1001), board.town.deal_id

    def presses(tx: Transaction) -> object:
        deal = find_deal(tx, deal_id)
        assert deal is not None
        return posting.post_deal(tx, deal, channel, board.owner)

    with processes(board.town) as databases:
        made = at_once(databases, [presses] * 12)
    assert sum(one is not None for one in made) == 1
    assert board.states() == ["owed"]


def test_several_workers_post_an_occurrence_once(board: Board) -> None:
    """Each plan of ten is posted into both channels by one of them, and goes on to its next day."""
    for number in range(plans.MOST_PLANS):
        planned(board, EVENING + timedelta(minutes=number), Repeat.DAILY)
    board.town.now = EVENING + timedelta(hours=1)
    with processes(board.town) as databases:
        done = at_once(databases, [timing.post_due] * 12)
    assert sum(done) == plans.MOST_PLANS, "each is seen to by one"
    assert board.states() == ["owed", "owed"]
    shop_id, deal_id = board.town.shop_id, board.town.deal_id
    going = board.town.run(lambda tx: plans.of_deal(tx, shop_id, deal_id))
    assert {one.next_at.date() for one in going} == {EVENING.date() + timedelta(days=1)}


def test_a_plan_that_is_removed_or_moved_while_it_comes_due_is_posted_once_or_not_at_all(
    board: Board,
) -> None:
    plan = planned(board)
    board.town.now = EVENING
    shop_id = board.town.shop_id
    works: list[Work] = [timing.post_due, lambda tx: plans.drop(tx, shop_id, plan.id)]
    with processes(board.town) as databases:
        at_once(databases, works * 4)
    assert board.states() in ([], ["owed", "owed"])
    assert board.town.run(lambda tx: plans.find(tx, shop_id, plan.id)) is None
