"""Markup is read as Telegram reads it, and plain text survives whatever it is made of."""

import contextlib
import html

import pytest
from aiogram.types import MessageEntity
from hypothesis import given
from hypothesis import strategies as st

from sandbox.text.formatted import formatted
from sandbox.text.utf16 import length
from sandbox.world.refusals import Refusal

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80)


def told(source: str, mode: str = "HTML") -> tuple[str, list[dict[str, object]]]:
    text, entities = formatted(source, mode, None, 4096)
    return text, [entity.model_dump(exclude_none=True) for entity in entities]


@given(TEXTS)
def test_escaped_words_come_back_as_words_never_as_markup(words: str) -> None:
    """Promise 38: whatever a user typed is shown as text."""
    text, entities = formatted(f"<b>{html.escape(words)}</b>", "HTML", None, 4096)
    assert text == words.strip()
    bold = [entity for entity in entities if entity.type == "bold"]
    assert [(e.offset, e.length) for e in bold] == ([(0, length(text))] if text else [])


@given(TEXTS)
def test_any_text_is_read_or_refused_and_nothing_else(source: str) -> None:
    for mode in ("HTML", "MarkdownV2"):
        with contextlib.suppress(Refusal):
            text, entities = formatted(source, mode, None, 4096)
            assert all(e.offset >= 0 and e.offset + e.length <= length(text) for e in entities)


@pytest.mark.parametrize(
    ("source", "text", "entity"),
    [
        ("<s>9 €</s>", "9 €", {"type": "strikethrough", "offset": 0, "length": 3}),
        ("<tg-spoiler>x</tg-spoiler>", "x", {"type": "spoiler", "offset": 0, "length": 1}),
        ('<span class="tg-spoiler">x</span>', "x", {"type": "spoiler", "offset": 0, "length": 1}),
        ("<pre>a\nb</pre>", "a\nb", {"type": "pre", "offset": 0, "length": 3}),
        (
            '<pre><code class="language-py">x</code></pre>',
            "x",
            {"type": "pre", "offset": 0, "length": 1, "language": "py"},
        ),
        (
            "<blockquote expandable>q</blockquote>",
            "q",
            {"type": "expandable_blockquote", "offset": 0, "length": 1},
        ),
        (
            '<a href="https://a.example/?b=1&amp;c=2">go</a>',
            "go",
            {"type": "text_link", "offset": 0, "length": 2, "url": "https://a.example/?b=1&c=2"},
        ),
        (
            '<tg-time unix="1800000000" format="r">soon</tg-time>',
            "soon",
            {
                "type": "date_time",
                "offset": 0,
                "length": 4,
                "unix_time": 1800000000,
                "date_time_format": "r",
            },
        ),
        (
            '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
            "👍",
            {
                "type": "custom_emoji",
                "offset": 0,
                "length": 2,
                "custom_emoji_id": "5368324170671202286",
            },
        ),
    ],
)
def test_each_tag_becomes_its_entity(source: str, text: str, entity: dict[str, object]) -> None:
    assert told(source) == (text, [entity])


def test_nested_markdown_becomes_nested_entities() -> None:
    text, entities = told("*bold _both_* [go](https://a.example) `1.5` ||x||", "MarkdownV2")
    assert text == "bold both go 1.5 x"
    kinds = [(e["type"], e["offset"], e["length"]) for e in entities]
    assert kinds == [
        ("bold", 0, 9),
        ("italic", 5, 4),
        ("text_link", 10, 2),
        ("code", 13, 3),
        ("spoiler", 17, 1),
    ]


def test_commands_links_and_hashtags_are_found_but_not_inside_code() -> None:
    text, entities = told("<code>/no</code> /yes@shop_bot #tea https://a.example/x, a@b.example")
    kinds = [e["type"] for e in entities]
    assert kinds == ["code", "bot_command", "hashtag", "url", "email"]
    assert text.endswith("a@b.example")


def test_entities_given_by_the_bot_must_lie_inside_the_text() -> None:
    outside = MessageEntity(type="bold", offset=0, length=9)
    with pytest.raises(Refusal, match="ENTITY_BOUNDS_INVALID"):
        formatted("short", None, [outside], 4096)


def test_trimming_moves_the_entities_along() -> None:
    assert told("\n  <b>a</b> ") == ("a", [{"type": "bold", "offset": 0, "length": 1}])
