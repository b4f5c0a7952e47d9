"""Numbers in few letters: base 36, as they stand in buttons' ways and in links."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LONGEST = 11
"""Digits of a number: a longer one fits no row's 64 bits, and no press on the way back."""


def written(number: int) -> str:
    """A number from 0 on."""
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits


def read(text: str) -> int | None:
    """The number again; None where it is none of ours (it came over the wire)."""
    if not 0 < len(text) <= _LONGEST or not (text.isascii() and text.isalnum()):
        return None
    return int(text, 36)
