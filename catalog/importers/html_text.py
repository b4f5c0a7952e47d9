"""Descriptions in HTML, made plain text: paragraphs stay paragraphs, lists get bullets, scripts go."""

import re
from html import unescape
from html.parser import HTMLParser

from catalog.typed import Misread

LONGEST = 50_000
"""Characters of markup; what is longer is no description."""

_BLOCK = re.compile(
    r"(?:address|article|aside|blockquote|d[dlt]|div|fieldset|figcaption|figure|footer|form|h[1-6r]"
    r"|header|main|nav|[ou]l|p|pre|section|table)\Z"
)
_UNSEEN = {"script", "style", "template", "noscript", "title", "iframe", "svg", "object"}
_BREAKS = {"br": "\n", "li": "\n• ", "/li": "\n", "/tr": "\n", "/td": " ", "/th": " "}


def read_html(markup: str, *, keep_lines: bool) -> str | Misread:
    """Plain text; line breaks of the markup count if `keep_lines` or if there is no tag at all."""
    if len(markup) > LONGEST:
        return Misread(f"a description of at most {LONGEST} characters with its markup")
    if not re.search(r"<[/!a-zA-Z]", markup):
        return _tidy(unescape(markup))
    page = _Page(keep_lines=keep_lines)
    try:
        page.feed(markup)
        page.close()
    except AssertionError:  # how the parser says that a declaration `<![...` makes no sense to it
        return Misread("a description in plain text or in HTML")
    return _tidy("".join(page.parts))


class _Page(HTMLParser):
    """What a browser would show, in `parts`."""

    def __init__(self, *, keep_lines: bool) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._keep_lines = keep_lines
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's signature
        if tag in _UNSEEN:
            self._unseen = self._unseen or tag
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's signature
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        self._part(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data if self._keep_lines else re.sub(r"\s+", " ", data))

    def _part(self, tag: str) -> None:
        is_block = _BLOCK.match(tag.removeprefix("/"))
        self.parts.append("\n\n" if is_block else _BREAKS.get(tag, ""))


def _tidy(text: str) -> str:
    """Trimmed lines, at most one empty line in a row, and no bullet alone on its line."""
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines())
    bullets = re.sub(r"^•\s*", "• ", lines, flags=re.MULTILINE)
    listed = re.sub(r"\n{2,}(?=• )", "\n", bullets)
    return re.sub(r"\n{3,}", "\n\n", listed).strip()
