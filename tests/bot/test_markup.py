"""Cutting markup: never too long, never broken, never in the middle of a sign."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.markup import cut, cut_plain, fits, plain, units

TAGS = ("b", "i", "u", "code", 'a href="https://x.y/?a=1&amp;b=2"', "tg-spoiler")


@st.composite
def markups(draw: st.DrawFn) -> str:
    """Well-formed markup, some of it nested."""
    parts: list[str] = []
    open_tags: list[str] = []
    for _ in range(draw(st.integers(1, 25))):
        kind = draw(st.sampled_from("topc"))
        if kind == "o":
            tag = draw(st.sampled_from(TAGS))
            parts.append(f"<{tag}>")
            open_tags.append(tag.split()[0])
        elif kind == "c" and open_tags:
            parts.append(f"</{open_tags.pop()}>")
        elif kind == "p":
            parts.append(draw(st.sampled_from(["&lt;", "&amp;", "&#128514;", "😂", "拼團", "é"])))
        else:
            parts.append(draw(st.text("abc xyz\n", max_size=12)))
    return "".join(parts) + "".join(f"</{tag}>" for tag in reversed(open_tags))


@given(markups(), st.integers(2, 60))
def test_what_was_cut_fits_starts_the_same_and_closes_what_it_opened(
    markup: str, limit: int
) -> None:
    short = cut(markup, limit)
    assert units(plain(short)) <= limit
    if units(plain(markup)) <= limit:
        assert short == markup
        return
    assert plain(markup).startswith(plain(short).removesuffix("…"))
    opened: list[str] = []
    for closing, tag in re.findall(r"<(/?)([a-z-]+)", short):
        if closing:
            assert opened.pop() == tag
        else:
            opened.append(tag)
    assert not opened
    assert not re.search(r"&[^;]*$|<[^>]*$", short.removesuffix("…"))


@given(st.text(max_size=80), st.integers(2, 40))
def test_plain_text_is_cut_by_what_telegram_counts(text: str, limit: int) -> None:
    assert units(cut_plain(text, limit)) <= limit


def test_tags_and_entities_cost_what_the_reader_sees_of_them() -> None:
    markup = "<b>" + "&amp;" * 1024 + "</b>"
    assert fits(markup, 1024)
    assert not fits(markup + "x", 1024)


def test_a_cut_falls_between_words_where_there_are_words() -> None:
    assert cut("<b>one two</b> three four", 12) == "<b>one two</b>…"
    assert cut("一二三四五六七八", 5) == "一二三四…"
