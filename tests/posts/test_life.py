"""Stories of posts: a deal stands in its channels, and what stands there is true."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from catalog import deals
from catalog.keeping import channels
from catalog.tables import deal, product
from groupbuys.cancelling import cancel_deal
from groupbuys.channels import freshness, posting
from scheduler.sending import Sent, TryLater, Unreachable
from storage import claiming
from tests.groupbuys.group import opened
from tests.posts.board import NEWS, SALE, Board
from tests.stories import BOT

KICKED = Unreachable("Forbidden: bot was kicked from the channel chat")
DELETED = Unreachable("Bad Request: message to edit not found", message_only=True)


async def test_a_published_deal_stands_in_every_channel_and_follows_its_groups(
    board: Board,
) -> None:
    """Promise 29."""
    assert board.publish() == 2
    await board.work()
    for chat in (NEWS, SALE):
        (text,) = board.said(chat)
        assert "<b>Oolong tea</b>" in text
        assert "In a group of 3: <b>€16.00</b>" in text
        assert "Alone: €20.00" in text
        assert "👥" not in text
    await board.work_for(5)
    assert board.edits(NEWS) == [], "nothing has happened yet"
    group = opened(board.town, board.town.person()).group.id
    await board.work()
    assert "People in: 1 · open groups: 1" in board.shows(NEWS)
    assert "1 of 3" in board.shows(NEWS)
    board.join(group)
    await board.work_for(15)
    for chat in (NEWS, SALE):
        assert "2 of 3" in board.shows(chat)
    assert board.states() == ["shown", "shown"]


async def test_the_end_of_a_deal_lands_and_takes_the_button_away(board: Board) -> None:
    board.publish()
    await board.work()
    board.town.run(lambda tx: deals.pause(tx, board.town.deal_id))
    await board.work_for(10)
    assert "No new groups just now" in board.shows(NEWS)
    board.town.run(lambda tx: deals.resume(tx, board.town.deal_id))
    await board.work_for(10)
    assert "No new groups" not in board.shows(NEWS)
    board.town.run(lambda tx: tx.write(update(product).values(free=0)))
    await board.work_for(10)
    assert "Sold out" in board.shows(NEWS)
    board.town.run(lambda tx: deals.end(tx, board.town.deal_id))
    await board.work_for(10)
    assert "has ended" in board.shows(NEWS)
    board.town.run(lambda tx: cancel_deal(tx, board.town.deal_id, "no <tea>"))
    await board.work_for(10)
    assert "Called off: no &lt;tea&gt;" in board.shows(NEWS)
    assert board.shows(NEWS) == board.shows(SALE)


async def test_a_deal_that_starts_later_is_posted_when_it_starts(board: Board) -> None:
    starts = board.town.now + timedelta(hours=2)
    board.town.run(lambda tx: tx.write(update(deal).values(state="scheduled", starts_at=starts)))
    board.publish()
    await board.work_for(5)
    assert board.said(NEWS) == []
    board.town.wind(days=1, hours=2)
    await board.work_for(10)
    assert len(board.said(NEWS)) == 1, "once, however late"
    assert "🕒" not in board.said(NEWS)[0]


@pytest.mark.parametrize("how", ["end", "pause"])
async def test_a_deal_that_is_over_before_its_time_is_not_posted(board: Board, how: str) -> None:
    starts = board.town.now + timedelta(hours=2)
    board.town.run(lambda tx: tx.write(update(deal).values(state="scheduled", starts_at=starts)))
    board.publish()
    state = {"end": "ended", "pause": "paused"}[how]
    board.town.run(lambda tx: tx.write(update(deal).values(state=state)))
    board.town.wind(hours=3)
    await board.work_for(10)
    assert board.said(NEWS) == []
    if how == "end":
        assert board.states() == ["dropped", "dropped"]
        return
    board.town.run(lambda tx: deals.resume(tx, board.town.deal_id))
    await board.work_for(90)
    assert len(board.said(NEWS)) == 1, "it goes on"


async def test_an_answer_that_was_lost_is_unknown_and_nothing_is_posted_twice(
    board: Board,
) -> None:
    board.office.sender.next[NEWS] = [TryLater(maybe_sent=True, reason="504")]
    board.office.sender.next[SALE] = [TryLater(reason="502")]
    board.publish()
    await board.work_for(60)
    assert len(board.said(NEWS)) == 1
    assert len(board.said(SALE)) == 2, "what surely did not leave is tried again"
    assert board.states() == ["unknown", "shown"]


async def test_a_sender_that_dies_in_the_middle_leaves_an_unknown_post(board: Board) -> None:
    board.publish()
    (first, *_) = await board.town.database.run(board.poster._claim)  # noqa: SLF001  it dies after it has begun
    later = timedelta(minutes=1)
    begun = await board.town.database.run(lambda tx: claiming.begin(tx, first, later))
    assert begun is not None
    board.town.wind(minutes=5)
    board.open()
    await board.work_for(10)
    assert board.states() == ["unknown", "shown"]


async def test_a_sender_that_was_merely_slow_leaves_a_post_that_stands(board: Board) -> None:
    """Its lease ran out and the tick gave the post up; then the answer came after all."""
    board.publish()

    given_up: list[str] = []

    def slow(chat: int) -> None:
        if chat == NEWS and not given_up:
            board.town.wind(minutes=5)
            board.town.run(claiming.take_over)
            board.town.run(freshness.look_round)
            given_up.append(board.states()[0])

    board.office.sender.before = slow
    await board.work_for(10)
    assert given_up == ["unknown"]
    assert board.office.sender.deleted == []
    assert board.states() == ["shown", "shown"]


async def test_a_message_that_was_deleted_over_there_is_gone(board: Board) -> None:
    """No endless retry."""
    board.publish()
    await board.work()
    board.office.sender.next[NEWS] = [DELETED]
    opened(board.town, board.town.person())
    await board.work_for(20)
    assert board.states() == ["gone", "shown"]
    assert len(board.edits(NEWS)) == 1
    board.town.run(lambda tx: deals.end(tx, board.town.deal_id))
    await board.work_for(20)
    assert len(board.edits(NEWS)) == 1
    assert "has ended" in board.shows(SALE)


async def test_a_channel_that_threw_the_bot_out_holds_up_nobody_and_is_current_when_it_is_back(
    board: Board,
) -> None:
    """Promise 31."""
    board.publish()
    await board.work()
    group = opened(board.town, board.town.person()).group.id
    board.office.sender.always[NEWS] = KICKED
    await board.work_for(20)
    tried = len(board.edits(NEWS))
    assert tried == 1
    kinds = [row.kind for row in board.office.rows()]
    assert kinds.count("channel_lost") == 1, "its merchant is told, once"
    board.join(group)
    await board.work_for(20)
    assert len(board.edits(NEWS)) == tried
    assert "2 of 3" in board.shows(SALE)
    board.office.sender.always.clear()
    board.connect(NEWS)
    await board.work_for(20)
    assert "2 of 3" in board.shows(NEWS)


async def test_a_post_that_was_owed_to_a_lost_channel_is_sent_when_it_is_back(
    board: Board,
) -> None:
    """Promise 31."""
    board.publish()
    board.town.run(lambda tx: channels.lose(tx, BOT, NEWS))
    await board.work_for(20)
    assert board.said(NEWS) == []
    assert len(board.said(SALE)) == 1
    board.connect(NEWS)
    await board.work_for(20)
    assert len(board.said(NEWS)) == 1


async def test_a_channel_that_the_shop_removed_gets_nothing_new_and_what_stands_stays_true(
    board: Board,
) -> None:
    board.publish()
    await board.work()
    board.publish()
    removed = board.channel(NEWS).id
    board.town.run(lambda tx: channels.remove(tx, board.town.shop_id, removed))
    await board.work_for(5)
    assert board.states() == ["shown", "shown", "dropped", "shown"]
    opened(board.town, board.town.person())
    await board.work_for(10)
    assert "1 of 3" in board.shows(NEWS)
    board.office.sender.always[NEWS] = KICKED
    board.town.run(lambda tx: deals.end(tx, board.town.deal_id))
    await board.work_for(20)
    assert board.states() == ["gone", "shown", "dropped", "shown"]
    assert len(board.edits(NEWS)) == 2


async def test_a_post_is_taken_down_and_another_is_posted(board: Board) -> None:
    board.publish()
    await board.work()
    first = board.rows()[0].id
    shop = board.town.shop_id
    assert not board.town.run(lambda tx: posting.take_down(tx, shop + 1, first))
    assert board.town.run(lambda tx: posting.take_down(tx, shop, first))
    await board.work_for(10)
    assert [one.chat for one in board.office.sender.deleted] == [NEWS]
    assert board.states() == ["down", "shown"]
    assert not board.town.run(lambda tx: posting.take_down(tx, shop, first))


async def test_a_post_that_is_taken_down_while_it_is_on_its_way_does_not_stay(
    board: Board,
) -> None:
    def changes_mind(chat: int) -> None:
        if chat != NEWS:
            return
        board.office.sender.before = lambda _: None
        first = board.rows()[0].id
        assert board.town.run(lambda tx: posting.take_down(tx, board.town.shop_id, first))

    board.publish()
    board.office.sender.before = changes_mind
    await board.work_for(10)
    assert [one.chat for one in board.office.sender.deleted] == [NEWS]
    assert board.states() == ["down", "shown"]


async def test_a_group_that_became_a_supergroup_gets_its_posts_under_its_new_number(
    board: Board,
) -> None:
    board.office.sender.next[NEWS] = [Unreachable("upgraded", moved_to=-1009)]
    board.publish()
    await board.work_for(20)
    assert len(board.said(-1009)) == 1
    assert board.channel(-1009).title == "News"


async def test_what_breaks_one_post_holds_up_no_other(board: Board) -> None:
    board.publish()
    await board.work()
    board.office.sender.next[NEWS] = [TryLater(reason="502"), Sent()]
    opened(board.town, board.town.person())
    await board.work_for(30)
    assert "1 of 3" in board.shows(NEWS)
    assert "1 of 3" in board.shows(SALE)
