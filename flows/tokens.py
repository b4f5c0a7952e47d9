"""Invoice tokens as they travel: ours, and the number of the message that asked for the payment."""

_MARK = "."
"""Stands in no token of ours (see payments.asking)."""


def written(token: str, above: int) -> str:
    """The token with the number of the message above its invoice; 0 is left away."""
    return f"{token}{_MARK}{above}" if above else token


def read(travelled: str) -> tuple[str, int]:
    """Both parts again."""
    token, _, above = travelled.partition(_MARK)
    return token, int(above) if above.isascii() and above.isdecimal() else 0
