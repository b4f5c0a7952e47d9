"""Lengths and offsets as Telegram counts them: in UTF-16 code units."""


def length(text: str) -> int:
    """UTF-16 code units in `text`."""
    return len(text) + sum(character > "\uffff" for character in text)
