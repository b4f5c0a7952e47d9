"""Descriptions in HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.importers.html_text import LONGEST, read_html
from catalog.typed import Misread


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Just words", "Just words"),
        ("one\ntwo", "one\ntwo"),
        ("5 < 6 &amp; 7", "5 < 6 & 7"),
        ("<p>One\nline</p><p>Two</p>", "One line\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<ul><li>tea</li><li><p>cups</p></li></ul>End", "• tea\n• cups\n\nEnd"),
        ("<p>List:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "List:\n• a\n• b"),
        ("<h2>Head</h2>Text<hr>More", "Head\n\nText\n\nMore"),
        ("a<script>alert('x')</script><style>p{}</style>b", "ab"),
        (
            "<table><tr><td>Size</td><td>M</td></tr><tr><td>Fit</td><td>Slim</td></tr></table>",
            "Size M\nFit Slim",
        ),
        ("&eacute;&#39;&nbsp;x &lt;b&gt;", "é' x <b>"),
        ("<!-- note --><?xml version='1.0'?>Words <b>count</b>", "Words count"),
        ("<div><div><div>deep</div></div></div>", "deep"),
    ],
)
def test_markup_becomes_what_a_reader_would_see(markup: str, text: str) -> None:
    assert read_html(markup, keep_lines=False) == text


def test_lines_count_where_the_program_that_wrote_them_counts_lines() -> None:
    assert read_html("<b>One</b>\nTwo", keep_lines=True) == "One\nTwo"
    assert read_html("<b>One</b>\nTwo", keep_lines=False) == "One Two"


def test_markup_that_is_endless_or_broken_is_refused() -> None:
    assert isinstance(read_html("x" * (LONGEST + 1), keep_lines=False), Misread)
    assert isinstance(read_html("<b><![nonsense", keep_lines=False), Misread | str)


def test_thousands_of_open_tags_do_no_harm() -> None:
    assert read_html("<b>" * 10_000 + "x", keep_lines=False) == "x"


@given(
    markup=st.text(alphabet="<>/!?[]&;#-= \n\"'abliprsctx•", max_size=200), keep_lines=st.booleans()
)
def test_no_markup_raises(*, markup: str, keep_lines: bool) -> None:
    assert isinstance(read_html(markup, keep_lines=keep_lines), str | Misread)
