"""Stories of posts whose shop says something else now: they show it at once, not with the deal's next news."""

from datetime import timedelta

from sqlalchemy import update

from catalog.intake.values import Report
from catalog.tables import deal, product_text
from flows.conversation import Conversation
from flows.presses.editing import EditDeal, EditField
from groupbuys.channels.freshness import file_landed
from groupbuys.fulfilment import pickup
from tests.flows.phone import Phone
from tests.posts.board import NEWS, SALE, Board
from tests.stories import NOON


async def types(board: Board, field: str, words: str) -> None:
    """The owner edits its first deal."""
    shop_id, deal_id = board.town.shop_id, board.town.deal_id
    phone = Phone(Conversation(board.town.database), "Olive", external=101)
    await phone.do(EditDeal(shop_id, deal_id))
    await phone.do(EditField(shop_id, deal_id, field, 0))
    await phone.write(words)
    await phone.press("Save")
    assert "Saved" in phone.last.text


async def test_another_title_is_in_every_channel_at_once(board: Board) -> None:
    board.publish()
    await board.work_for(5)
    await types(board, "title", "Green <tea>")
    await board.work_for(10)
    assert "<b>Green &lt;tea&gt;</b>" in board.shows(NEWS)
    assert board.shows(NEWS) == board.shows(SALE)
    assert board.states() == ["shown", "shown"]


async def test_pickup_points_are_in_every_channel_at_once(board: Board) -> None:
    shop_id = board.town.shop_id
    board.publish()
    await board.work_for(5)
    first = board.town.run(lambda tx: pickup.open_point(tx, shop_id, "Market"))
    await board.work_for(10)
    assert "Pickup: Market" in board.shows(NEWS)
    board.town.run(lambda tx: pickup.open_point(tx, shop_id, "Station"))
    board.town.run(lambda tx: pickup.close_point(tx, shop_id, first))
    await board.work_for(10)
    assert "Pickup: Station" in board.shows(SALE)


async def test_a_file_with_other_words_is_in_every_channel_at_once(board: Board) -> None:
    board.publish()
    await board.work_for(5)
    board.town.run(lambda tx: tx.write(update(product_text).values(title="Black tea")))
    file_landed(board.town.database, Report(board.town.shop_id, 0, 0, 1, ()))
    await board.work_for(10)
    assert board.edits(NEWS) == [], "a file that changed nothing edits nothing"
    file_landed(board.town.database, Report(board.town.shop_id, 0, 1, 0, ()))
    await board.work_for(10)
    assert "Black tea" in board.shows(NEWS)


async def test_a_deal_that_starts_earlier_than_it_was_said_is_posted_then(board: Board) -> None:
    starts = NOON + timedelta(days=2)
    board.town.run(lambda tx: tx.write(update(deal).values(state="scheduled", starts_at=starts)))
    board.publish()
    await board.work_for(5)
    await types(board, "starts", "tomorrow 9:00")
    board.town.now = NOON + timedelta(days=1)
    await board.work_for(15)
    assert len(board.said(NEWS)) == 1
