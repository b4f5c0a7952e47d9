"""Stock numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.importers.stock import MOST, read_stock
from catalog.typed import Misread


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("25", 25),
        ("0", 0),
        ("-3", 0),
        ("２５", 25),
        ("٢٥", 25),
        ("12.0", 12),
        ("1,000", 1000),
        (" 7 ", 7),
    ],
)
def test_whole_numbers_of_any_script_are_understood_and_oversold_is_nothing_left(
    text: str, count: int
) -> None:
    """Promise 36."""
    assert read_stock(text) == count


@pytest.mark.parametrize(
    "text", ["", "1.5", "many", "1e3", "10,00", "--1", "1000000000001", "½", "9" * 5000]
)
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    """Promise 36."""
    assert read_stock(text) == Misread("a whole number of units such as 25")


@given(st.integers(0, MOST))
def test_every_count_is_read_back(count: int) -> None:
    assert read_stock(str(count)) == read_stock(f"{count:,}") == count
