"""Lengths and cuts of Telegram's HTML: what counts is what the reader sees, in UTF-16 units."""

import html
import re

from flows.faces import GROUP_LINK, START_LINK

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
"""UTF-16 units after the markup is parsed (Bot API, sendMessage and sendPhoto)."""

_ELLIPSIS = "…"
_PIECE = re.compile(r"<[^>]*>|&(?:[a-zA-Z]+|#\d+|#[xX][0-9a-fA-F]+);|.", re.DOTALL)
_TAG = re.compile(r"</?\s*([a-zA-Z-]+)")
_WORD_AT_MOST = 60


def units(text: str) -> int:
    """The length of plain text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fits(markup: str, limit: int) -> bool:
    """Whether what a reader sees of this markup is at most `limit` units long."""
    return units(markup) <= limit or units(plain(markup)) <= limit


def plain(markup: str) -> str:
    """The words alone, without tags, with entities resolved."""
    return "".join(_seen(piece) for piece in _PIECE.findall(markup))


def cut(markup: str, limit: int) -> str:
    """The markup itself if it fits; else as many whole words as do, an ellipsis, and every tag closed."""
    if fits(markup, limit):
        return markup
    kept: list[str] = []
    open_tags: list[str] = []
    left = limit - units(_ELLIPSIS)
    for piece in _PIECE.findall(markup):
        left -= units(_seen(piece))
        if left < 0:
            break
        kept.append(piece)
        _follow(piece, open_tags)
    _drop_half_a_word(kept)
    return "".join(kept) + _ELLIPSIS + "".join(f"</{tag}>" for tag in reversed(open_tags))


def cut_plain(text: str, limit: int) -> str:
    """Plain text of at most `limit` units, its end replaced by an ellipsis where it was longer."""
    if units(text) <= limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - units(_ELLIPSIS))]
    return kept.decode("utf-16-le", "ignore").rstrip() + _ELLIPSIS


def with_start_links(text: str, username: str) -> str:
    """Text or an address in which START_LINK and GROUP_LINK lead to this bot (its username without the @)."""
    bot = f"https://t.me/{username}"
    return str(text).replace(START_LINK, f"{bot}?start=").replace(GROUP_LINK, f"{bot}?startgroup=")


def _seen(piece: str) -> str:
    if piece.startswith("<") and len(piece) > 1:
        return ""
    return html.unescape(piece) if len(piece) > 1 else piece


def _follow(piece: str, open_tags: list[str]) -> None:
    tag = _TAG.match(piece)
    if tag is None or len(piece) == 1:
        return
    if not piece.startswith("</"):
        open_tags.append(tag[1])
    elif open_tags and open_tags[-1] == tag[1]:
        open_tags.pop()


def _drop_half_a_word(kept: list[str]) -> None:
    """Go back to the last blank, unless that is far away, as it is where words are not parted by blanks."""
    for back in range(1, min(_WORD_AT_MOST, len(kept)) + 1):
        piece = kept[-back]
        if len(piece) > 1 and piece.startswith("<"):
            return
        if piece.isspace():
            del kept[-back:]
            return
