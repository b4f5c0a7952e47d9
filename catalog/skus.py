"""Article numbers (SKU): those that a shop gave, and those that stand in for one where goods were typed in a chat."""

import re
import secrets

_STAND_IN = re.compile(r"chat-[0-9a-f]{16}")


def stand_in() -> str:
    """A number that nobody gave, for goods that have none; nobody needs to read it."""
    return f"chat-{secrets.token_hex(8)}"


def spoken(sku: str) -> str:
    """The number as its shop knows it: "" where it gave none."""
    return "" if _STAND_IN.fullmatch(sku) else sku
