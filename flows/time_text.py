"""Moments and lengths of time in words of a language and a zone."""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_timedelta, get_day_names
from babel.lists import format_list

Step: TypeAlias = tuple[int, Literal["day", "hour", "minute", "second"], int]
"""So many of a unit, and its length in seconds."""

_BESIDE_DIGITS = re.compile(r"(?<=\d)(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=\d)")
"""Between a number and Chinese words: there our texts have a space, as in "3 人"."""

_HOUR = 3600
_DAY = 24 * _HOUR
_NEVER_LARGER = 10**9
_SAID_IN_HOURS = 2 * _DAY
"""Windows of up to two days are said in hours: "24 hours" are 24 real hours."""


@lru_cache(maxsize=256)
def zone_of(name: str | None) -> ZoneInfo:
    """The zone of that IANA name, UTC where there is none."""
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


@lru_cache(maxsize=8192)
def moment_text(moment: datetime, language: str, zone: str) -> str:
    """A day and a time of day in that zone, without the year: "May 3, 14:05"."""
    local = moment.astimezone(zone_of(zone))
    gap = " " if language.startswith("zh") else ", "
    return f"{format_skeleton('MMMd', local, locale=language)}{gap}{local:%H:%M}"


@lru_cache(maxsize=2048)
def zone_text(moment: datetime, zone: str) -> str:
    """How far that zone is from Greenwich at that moment: "UTC+8", "UTC−3:30", "UTC"."""
    away = moment.astimezone(zone_of(zone)).utcoffset() or timedelta()
    hours, minutes = divmod(abs(int(away.total_seconds())) // 60, 60)
    sign = "−" if away < timedelta() else "+"
    return "UTC" + (f"{sign}{hours}" if away else "") + (f":{minutes:02}" if minutes else "")


@lru_cache(maxsize=2048)
def day_text(moment: datetime, language: str, zone: str) -> str:
    """A day in that zone: "May 3, 2026"."""
    return format_date(moment.astimezone(zone_of(zone)), "medium", locale=language)


@lru_cache(maxsize=2048)
def weekday_text(moment: datetime, language: str, zone: str) -> str:
    """A day in that zone with its weekday, without the year: "Sun, May 3"."""
    return format_skeleton("MMMEd", moment.astimezone(zone_of(zone)), locale=language)


@lru_cache(maxsize=2048)
def length_text(length: timedelta, language: str) -> str:
    """A length of time in whole units that add up to it: "24 hours", "3 days 12 hours", "90 minutes"."""
    seconds = max(0, int(length.total_seconds()))
    days = seconds // _DAY if seconds > _SAID_IN_HOURS else 0
    seconds -= days * _DAY
    hours, rest = divmod(seconds, _HOUR)
    minutes, rest = divmod(rest, 60)
    parts = [
        format_timedelta(
            timedelta(seconds=count * of), unit, threshold=_NEVER_LARGER, locale=language
        )
        for count, unit, of in _steps(days, hours, minutes, rest)
        if count
    ]
    said = format_list(parts, "unit", locale=language) if parts else "0"
    return _BESIDE_DIGITS.sub(" ", said)


@lru_cache(maxsize=64)
def day_of_week_text(weekday: int, language: str) -> str:
    """The name of a day of the week; 0 is Monday."""
    return str(get_day_names("wide", locale=language)[weekday])


def _steps(days: int, hours: int, minutes: int, seconds: int) -> tuple[Step, ...]:
    return (
        (days, "day", _DAY),
        (hours, "hour", _HOUR),
        (minutes, "minute", 60),
        (seconds, "second", 1),
    )
