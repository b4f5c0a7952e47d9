"""Texts in tables that spreadsheets would take for formulas, made harmless."""

_BEGINS = frozenset("=+-@\t\r\n＝＋－＠")
"""Signs that begin a formula, also in their wide forms, which spreadsheets for Chinese and Japanese read alike."""


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if not _BEGINS.isdisjoint((text[:1], text.lstrip()[:1])) else text
