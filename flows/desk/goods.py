"""Which flow answers which button and words about goods: stock, packing, the counter."""

from flows.desk import counter, editing, packing, pasting, stock
from flows.presses.counter import (
    HandOutAt,
    HandOutNow,
    PackingPress,
    PasteParcels,
    SetPacked,
    ShowTicks,
    ShowToFetch,
    TakeIn,
)
from flows.presses.editing import EditField, EditPress
from flows.presses.goods import GoodsPress, GoodsQuestion
from flows.presses.stock import StockPress, StockQuestion
from flows.replies import Reply
from flows.visit import Visit


def press(visit: Visit, pressed: GoodsPress) -> list[Reply]:
    """A button about goods."""
    if isinstance(pressed, StockPress):
        return stock.press(visit, pressed)
    if isinstance(pressed, EditPress):
        return editing.press(visit, pressed)
    return _packing(visit, pressed)


def typed(visit: Visit, question: GoodsQuestion, text: str) -> list[Reply]:
    """Words that answer a question about goods."""
    if isinstance(question, StockQuestion):
        return stock.typed(visit, question, text)
    match question:
        case EditField():
            return editing.typed(visit, question, text)
        case PasteParcels():
            return pasting.pasted(visit, question, text)
        case HandOutAt():
            return counter.typed(visit, question, text)


def _packing(visit: Visit, pressed: PackingPress) -> list[Reply]:
    match pressed:
        case ShowToFetch():
            return packing.fetched(visit, pressed)
        case ShowTicks():
            return packing.ticked(visit, pressed)
        case SetPacked():
            return packing.tick(visit, pressed)
        case HandOutAt():
            return counter.stay(visit, pressed)
        case HandOutNow():
            return counter.now(visit, pressed)
        case TakeIn():
            return counter.take_in(visit, pressed)
        case PasteParcels():
            return pasting.ask(visit, pressed)
