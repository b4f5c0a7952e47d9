"""Buttons about the goods: their live deals edited, what there is of them, how they are packed and handed out."""

from typing import TypeAlias

from flows.presses.counter import PackingPress, PackingQuestion
from flows.presses.editing import EditField, EditPress
from flows.presses.stock import StockPress, StockQuestion

GoodsPress: TypeAlias = EditPress | PackingPress | StockPress
"""What is done about goods."""

GoodsQuestion: TypeAlias = EditField | PackingQuestion | StockQuestion
"""Those that are answered by typing."""
