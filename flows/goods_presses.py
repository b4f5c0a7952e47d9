"""Buttons about the goods themselves: what there is of them, and how they are packed and handed out."""

from typing import TypeAlias

from flows.counter_presses import PackingPress, PackingQuestion
from flows.stock_presses import StockPress, StockQuestion

GoodsPress: TypeAlias = PackingPress | StockPress
"""What is done about goods."""

GoodsQuestion: TypeAlias = PackingQuestion | StockQuestion
"""Those that are answered by typing."""
