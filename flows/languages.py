"""The languages that we speak, and which of them fits what a messenger says of a person."""

from functools import lru_cache

DEFAULT = "en"

NAMES = {"en": "English", "zh_Hans": "简体中文", "zh_Hant": "繁體中文"}
"""Each language by the name that its readers know."""

_TRADITIONAL = {"hant", "tw", "hk", "mo"}


@lru_cache(maxsize=1024)
def ours(code: str | None) -> str:
    """Our language for an IETF tag such as "zh-TW"; English where we do not speak it."""
    parts = (code or "").replace("_", "-").lower().split("-")
    if parts[0] != "zh":
        return DEFAULT
    if "hans" in parts:
        return "zh_Hans"
    return "zh_Hant" if _TRADITIONAL.intersection(parts) else "zh_Hans"
