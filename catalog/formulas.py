"""Texts in tables that spreadsheets would take for formulas, made harmless."""

import re

_BEGINS = frozenset("=+-@\t\r\n＝＋－＠")
"""Signs that begin a formula, also in their wide forms, which spreadsheets for Chinese and Japanese read alike."""

_INNER = re.compile(r"([;\t]\s*)(?=[=+\-@＝＋－＠])")
"""Where a table is split at ";" or tabs, as in much of Europe, a cell may begin in the middle of a text."""


def harmless(text: str) -> str:
    """The text, with an apostrophe before whatever in it a spreadsheet would take for a formula."""
    inside = _INNER.sub(r"\1'", text)
    return f"'{inside}" if not _BEGINS.isdisjoint((text[:1], text.lstrip()[:1])) else inside
