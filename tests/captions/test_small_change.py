"""Yuan and jiao: "9块9" is one price, "39元 5人团" is a price and a number of people."""

from datetime import UTC, datetime

import pytest

from catalog.captions.reading import read_caption
from catalog.editing.drafting import Field, Why

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("caption", "solo", "group", "people"),
    [
        ("袜子 单买9块9 5人团6块5", 990, 650, 5),
        ("袜子 单买39元5人团29元", 3900, 2900, 5),
        ("手工饼干 单买３９元 ５人团２９元", 3900, 2900, 5),
        ("袜子，单买15元，3人9元5份", 1500, 900, 3),
        ("饼干，单买39元50克，三人团29元24小时", 3900, 2900, 3),
        ("饼干，单买39元5角，9块9三人团包邮", 3950, 990, 3),
    ],
)
def test_what_follows_the_yuan_is_change_only_where_nothing_is_counted_by_it(
    caption: str, solo: int, group: int, people: int
) -> None:
    form = read_caption(caption, currency="CNY", zone="Asia/Shanghai", now=NOW).form
    assert form.solo is not None
    assert form.group is not None
    assert (form.solo.minor, form.group.minor, form.people) == (solo, group, people)


def test_a_number_behind_the_yuan_that_counts_something_else_is_asked_for() -> None:
    caption = "饼干，单买39元2选1，三人团29元"
    reading = read_caption(caption, currency="CNY", zone="Asia/Shanghai", now=NOW)
    assert reading.form.solo is None
    assert [(doubt.field, doubt.why) for doubt in reading.doubts] == [(Field.SOLO, Why.TWO)]
