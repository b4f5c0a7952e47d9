"""Axes begin at nought, end at a round number above what they show, and have few marks."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from charts.scale import lengths, rounds


def test_marks_are_round() -> None:
    assert rounds(7) == (0, 2, 4, 6, 8)
    assert rounds(100) == (0, 50, 100)
    assert rounds(0) == (0, 1)
    assert lengths(5400) == (0, 1800, 3600, 5400)
    assert lengths(20 * 86400) == (0, 604800, 1209600, 1814400)


@given(st.integers(0, 10**12))
def test_an_axis_holds_what_it_shows_and_is_not_much_longer(top: int) -> None:
    for marks in (rounds(top), lengths(top)):
        assert marks[0] == 0
        assert marks[-1] >= top
        assert 2 <= len(marks) <= 5
        assert len({after - before for before, after in pairwise(marks)}) == 1
        assert marks[-2] < max(top, 1)
