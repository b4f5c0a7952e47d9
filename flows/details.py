"""What a buyer types about a delivery, understood: one thing after the other, or all in one message."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from catalog.typed import plain

LONGEST = {"name": 80, "phone": 40, "address": 300, "note": 200}
"""Characters of each."""

_DIGITS = range(5, 21)
"""Digits of a phone number: short ones are inside a town, long ones have the way out of an office in front."""
_SURE = range(7, 16)
"""Digits of what is a phone number beyond doubt, beside other words (at most 15: E.164)."""

_PHONE = re.compile(r"\+?[\d\s()./-]+")
_LABEL = re.compile(
    r"\s*(?:(?:full )?name|phone(?: number)?|tel(?:ephone)?\.?|mobile|address|"
    r"(?:收[货貨件]人)?姓名|收[货貨件]人|(?:联系|聯絡|聯繫)?(?:电话|電話)|手机(?:号码?)?|手機(?:號碼?)?|"
    r"(?:收[货貨件]|详细|詳細)?地址)\s*[:：]\s*",
    re.IGNORECASE,
)
_APART = re.compile(r"[,，;；、]")


class Unfit(StrEnum):
    """Why something that was typed will not do."""

    EMPTY = "empty"
    LINES = "lines"
    LONG = "long"
    NO_PHONE = "no phone"


def read_detail(field: str, text: str) -> str | Unfit:
    """One thing on one line, a phone number with ASCII digits; or why it will not do."""
    lines = [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
    said = (", " if field == "address" else " ").join(lines)
    if field == "phone":
        said = plain(said)
    if not said or (field != "note" and not any(sign.isalnum() for sign in said)):
        return Unfit.EMPTY
    if len(lines) > 1 and field in {"name", "phone"}:
        return Unfit.LINES
    if len(said) > LONGEST[field]:
        return Unfit.LONG
    return Unfit.NO_PHONE if field == "phone" and _digits(said) not in _DIGITS else said


def read_all(wanted: Sequence[str], text: str) -> Mapping[str, str] | None:
    """All of `wanted` (out of name, phone, address) in one message, or None where it is not clear what is which.

    Each on a line of its own or between commas, the phone number anywhere; or name, number and address in a row.
    """
    if len(wanted) < 2 or "address" not in wanted or _is_phone(text):
        return None
    for parts in _splits(text, phone="phone" in wanted):
        found = _sorted_out(wanted, parts)
        if found is not None:
            return found
    return None


def _splits(text: str, *, phone: bool) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    splits = [lines] if len(lines) > 1 else []
    if phone:
        splits += [_APART.split(text), _around_phone(" ".join(lines))]
    return [[_LABEL.sub("", part, count=1).strip() for part in parts] for parts in splits]


def _around_phone(text: str) -> list[str]:
    """The words before and after the one that is a phone number, and it between them."""
    words = text.split()
    at = [number for number, word in enumerate(words) if _is_phone(word)]
    if len(at) != 1:
        return []
    return [" ".join(words[: at[0]]), words[at[0]], " ".join(words[at[0] + 1 :])]


def _sorted_out(wanted: Sequence[str], parts: Sequence[str]) -> Mapping[str, str] | None:
    rest, found = [part for part in parts if part], {}
    if "phone" in wanted:
        phones = [part for part in rest if _is_phone(part)]
        if len(phones) != 1:
            return None
        found["phone"] = phones[0]
        rest.remove(phones[0])
    if "name" in wanted:
        found["name"] = rest.pop(0) if rest else ""
    found["address"] = "\n".join(rest)
    read = {field: read_detail(field, said) for field, said in found.items()}
    fit = {field: said for field, said in read.items() if not isinstance(said, Unfit)}
    return fit if len(fit) == len(wanted) else None


def _is_phone(text: str) -> bool:
    narrow = plain(text)
    return bool(_PHONE.fullmatch(narrow)) and _digits(narrow) in _SURE


def _digits(text: str) -> int:
    return sum(sign.isdecimal() for sign in text)
