"""A deal that makes no sense is refused by a sentence that says what would be right, whichever way it comes (35)."""

from pathlib import Path

import pytest

from tests.kaituan.conftest import Command

_FILE = """
[[products]]
title = "Mug"
price = "10.00"
deal = {deal}
"""


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        ('{ people = 0, off = "20%" }', "a whole number of at least 2"),
        ('{ people = 1, off = "20%" }', "a whole number of at least 2"),
        ('{ people = -3, off = "20%" }', "a whole number of at least 2"),
        ('{ people = 2.5, off = "20%" }', "a whole number of at least 2"),
        ('{ minimum = 5, capacity = 3, off = "20%" }', "a minimum of at most the capacity, 3"),
        ('{ people = 3, off = "20%", window = "-3h" }', "a length of time such as 90s, 30m, 24h"),
        (
            '{ people = 3, off = "20%", window = "0h" }',
            "a length of time of at least 10s and at most 365d",
        ),
        (
            '{ people = 3, off = "20%", window = "1s" }',
            "deal.window: '1s' expected a length of time of at least 10s and at most 365d",
        ),
        ('{ people = 3, off = "0%" }', "a percentage above 0 and below 100, such as 20%"),
        ('{ people = 3, off = "100%" }', "a percentage above 0 and below 100, such as 20%"),
        ('{ people = 3, price = "10.01" }', "a group price of at most the price of each variant"),
        ('{ people = 3, price = "-1" }', "a price"),
        ('{ people = 3, off = "20%", limit = 0 }', "a whole number of at least 1"),
        ('{ people = 3, off = "20%", prices = "9, 12" }', "one of the keys people, minimum"),
        ('{ people = 200000, off = "20%" }', "a whole number of at least 2 and at most 100,000"),
    ],
)
def test_a_file_with_an_impossible_deal_is_answered_line_by_line(
    kaituan: Command,
    tmp_path: Path,
    sqlite_url: str,
    deal: str,
    expected: str,
) -> None:
    """Promises 35 and 37: and no product is for sale in groups on other terms than were written."""
    file = tmp_path / "goods.toml"
    file.write_text(_FILE.format(deal=deal))
    ended = kaituan("import", str(file), "--database", sqlite_url)
    assert ended.code == 1
    assert "line " in ended.err
    assert expected in ended.err
    listed = kaituan("deals", "--database", sqlite_url).out
    kept = "prices" in deal
    assert ("Mug" in listed) == kept, "a word that we do not know is said and left out"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("--people 0 --off 20%", "0 is not in the range x>=2"),
        ("--people 3 --off 0%", "a percentage above 0 and below 100, such as 20%"),
        ("--people 3 --off 20% --window -3h", "a length of time such as 90s, 30m, 24h or 7d"),
        ("--people 3 --off 20% --window 1s", "'1s' is not a length of time of at least 10s"),
        ("--people 200000 --off 20%", "A group has room for 100,000 people at most."),
        ("--people 3 --off 20% --limit 10001", "A person may buy 1 to 10,000 units"),
        ("--people 3 --off 20% --limit 0", "0 is not in the range x>=1"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_before_anything_is_read(
    kaituan: Command,
    tmp_path: Path,
    sqlite_url: str,
    rule: str,
    expected: str,
) -> None:
    """Promise 35."""
    file = tmp_path / "goods.toml"
    file.write_text('[[products]]\ntitle = "Mug"\nprice = "10.00"\n')
    ended = kaituan("import", str(file), *rule.split(), "--database", sqlite_url)
    assert ended.code == 2
    assert ended.err.count("\n") == 1
    assert expected in ended.err
    assert "There is no deal" in kaituan("deals", "--database", sqlite_url).out
    assert "none yet" in kaituan("stats", "--database", sqlite_url).out, "and nothing was brought"
