"""What spreadsheets take for a formula, and what they do not."""

import pytest

from catalog.formulas import harmless


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠1", "'＠1"),
        ("燈籠", "燈籠"),
        ("a=b", "a=b"),
        ("", ""),
        ("'quoted", "'quoted"),
        ("abc;=1+1", "abc;'=1+1"),
        ("abc; ＝1", "abc; '＝1"),
        ("a\t@b", "a\t'@b"),
        ("a; b", "a; b"),
    ],
)
def test_whatever_begins_like_a_formula_is_a_text(text: str, safe: str) -> None:
    assert harmless(text) == safe
