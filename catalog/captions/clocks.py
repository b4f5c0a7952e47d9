"""Times of day as people write them: 20:00, 8 pm, noon, 晚上8点半."""

import re
from dataclasses import dataclass

from catalog import numerals
from catalog.captions.counts import read_count

_HOUR = rf"(?:(?<!\d)\d{{1,2}}|{numerals.CHINESE})"
CLOCK = (
    r"(?:(?<![\d.,:])\d{1,2}:\d\d(?!\d)(?: ?[ap]\.?m\b\.?)?"
    r"|(?<![\d.,:])\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b\.?"
    r"|(?<![\d.,:])\d{1,2} ?o'?clock"
    rf"|{_HOUR} ?(?:点|时(?!间))(?:半|钟|整|一刻|三刻|{_HOUR}分?)?"
    r"|\bnoon\b|\bmidday\b|\bmidnight\b|午夜|零点)"
)
_MORNING = "凌晨|清晨|早上|早晨|上午|早|(?:in the )?morning"
_MIDDAY = "中午|正午"
_LATER = "下午|午后|傍晚|晚上|晚间|夜里|夜间|晚|夜|(?:in the |at )?(?:afternoon|evening|night)"
PART = rf"(?:{_MORNING}|{_MIDDAY}|{_LATER})"

_WESTERN = re.compile(
    r"(?P<hour>\d{1,2})(?:(?P<mark>[:.])(?P<minute>\d\d))?(?: ?(?P<half>[ap])\.?m\.?| o'?clock)?"
)
_CHINESE = re.compile(
    rf"(?P<hour>{_HOUR}) ?[点时](?:(?P<part>半|钟|整|一刻|三刻)|(?P<minute>{_HOUR})分?)?"
)
_PARTS = {"半": 30, "一刻": 15, "三刻": 45}
_NOON = 12


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: `hour` 0 to 24; `sure` where it cannot be twelve hours off."""

    hour: int
    minute: int
    sure: bool


def read_clock(words: str, part: str) -> Clock | None:
    """The time in a match of `CLOCK` in that part of the day (a match of `PART`, or ""); None where there is none."""
    if words in {"noon", "midday"}:
        return Clock(_NOON, 0, sure=True)
    if words in {"midnight", "午夜", "零点"}:
        return Clock(0, 0, sure=words == "零点")
    western, chinese = _WESTERN.fullmatch(words), _CHINESE.fullmatch(words)
    if western:
        hour, minute = int(western["hour"]), int(western["minute"] or 0)
        if western["half"]:
            return _of_half(hour, minute, later=western["half"] == "p", part=part)
        return _of_part(Clock(hour, minute, sure=western["mark"] == ":"), part)
    if not chinese:
        return None
    said = read_count(chinese["hour"])
    past = read_count(chinese["minute"]) if chinese["minute"] else _PARTS.get(chinese["part"], 0)
    return None if said is None or past is None else _of_part(Clock(said, past, sure=False), part)


def _of_half(hour: int, minute: int, *, later: bool, part: str) -> Clock | None:
    if not 1 <= hour <= _NOON or minute > 59 or (part and later != _is(part, _LATER)):
        return None
    return Clock(hour % _NOON + (_NOON if later else 0), minute, sure=True)


def _of_part(clock: Clock, part: str) -> Clock | None:
    """The time in its part of the day; 8 o'clock without one is in the morning or in the evening."""
    hour, minute = clock.hour, clock.minute
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    if not part:
        return Clock(hour, minute, sure=clock.sure or hour == 0 or hour > _NOON)
    if _is(part, _MORNING):
        return Clock(hour, minute, sure=True) if hour < _NOON else None
    if _is(part, _MIDDAY):
        return _of_midday(hour, minute)
    if hour == _NOON:
        return Clock(hour, minute, sure=False)
    if hour == 0:
        return None
    return Clock(hour + _NOON if hour < _NOON else hour, minute, sure=True)


def _of_midday(hour: int, minute: int) -> Clock | None:
    if hour in {11, 12, 13, 14}:
        return Clock(hour, minute, sure=True)
    return Clock(hour + _NOON, minute, sure=True) if hour in {1, 2} else None


def _is(part: str, parts: str) -> bool:
    return re.fullmatch(parts, part) is not None
