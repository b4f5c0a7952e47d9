"""Lengths of time and percentages as people type them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.deal_rules import LONGEST, SHORTEST
from catalog.terms_text import read_duration, read_percent
from catalog.typed import Misread


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90s", timedelta(seconds=90)),
        ("30m", timedelta(minutes=30)),
        ("24h", timedelta(hours=24)),
        ("7d", timedelta(days=7)),
        ("1d 12h", timedelta(hours=36)),
        (" ２４H ", timedelta(hours=24)),
    ],
)
def test_a_length_of_time_is_understood(text: str, length: timedelta) -> None:
    assert read_duration(text) == length


@pytest.mark.parametrize(
    "text", ["", "24", "0h", "1s", "9s", "-3h", "366d", "1.5h", "soon", "24h!", "999999999d" * 9]
)
def test_a_length_that_no_group_may_stay_open_is_refused(text: str) -> None:
    """Promise 35."""
    refused = read_duration(text)
    assert isinstance(refused, Misread)
    assert refused.expected.startswith("a length of time")


@given(st.text(alphabet="0123456789smhd .-٢", max_size=30))
def test_no_text_makes_a_length_raise(text: str) -> None:
    read = read_duration(text)
    assert isinstance(read, Misread) or SHORTEST <= read <= LONGEST


@pytest.mark.parametrize(
    ("text", "share"),
    [("20%", "20"), ("20", "20"), ("12.5 %", "12.5"), ("٢٠٪", "20"), ("12,5%", "12.5")],
)
def test_a_percentage_is_understood(text: str, share: str) -> None:
    assert read_percent(text) == Decimal(share)


@pytest.mark.parametrize("text", ["", "0", "0%", "100%", "-5%", "a fifth", "1e1", "20%%", "999"])
def test_a_percentage_of_nothing_or_of_everything_is_refused(text: str) -> None:
    """Promise 35."""
    assert read_percent(text) == Misread("a percentage above 0 and below 100, such as 20%")
