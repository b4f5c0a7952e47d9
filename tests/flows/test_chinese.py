"""The two Chinese catalogues, each in its own script and words: see docs/glossary.md."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parents[2] / "flows/locale"
CHARACTERS = re.compile(r"[\u4e00-\u9fff]")
GIVEN_UP = {
    "zh_Hans": "商店 店家 送货 自取 取货点 币种 承运商 运单号 正在拼 您 按“ 点击 「",
    "zh_Hant": "店鋪 商家 送貨 配送 參團 拼團 發佈 信息 默認 點擊 渠道 用戶 設置 保存 視頻 您 “",
}
"""Words that another one stands for, or that are said elsewhere only."""


def texts(language: str) -> Iterator[str]:
    """Everything that is said in a language."""
    with (LOCALE / language / "LC_MESSAGES/kaituan.po").open("rb") as lines:
        for message in read_po(lines, locale=language):
            said = message.string if message.id else ""
            yield from [said] if isinstance(said, str) else said or []


@pytest.mark.parametrize("language", GIVEN_UP)
def test_a_word_that_was_given_up_does_not_come_back(language: str) -> None:
    words = GIVEN_UP[language].split()
    assert not [(word, text) for text in texts(language) for word in words if word in text]


@pytest.mark.parametrize(("language", "charset"), [("zh_Hans", "gb2312"), ("zh_Hant", "big5")])
def test_no_character_strays_in_from_the_other_script(language: str, charset: str) -> None:
    for text in texts(language):
        "".join(CHARACTERS.findall(text)).encode(charset)
