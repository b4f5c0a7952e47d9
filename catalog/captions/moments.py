"""Moments in a caption, in the shop's zone: a day and a time of day, or why they are not sure."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from catalog.captions.clocks import CLOCK, PART, Clock, read_clock
from catalog.captions.days import DAY, NAMED, is_weekday, read_day, read_named
from catalog.editing.drafting import Why

_ABROAD = r"(?:\b(?:utc|gmt|[ce]e?s?t|[pm][sd]t|bst|jst|msk|ist)\b(?:[+-]\d{1,2})?|[(]?(?:北京|台北|当地)时间)"
_ATOM = rf"(?:{DAY}|{CLOCK}|{PART})"
_COMMA = rf"(?: ?,(?= ?(?:{CLOCK}|{PART}|{NAMED})))?"
_LINK = rf"(?:{_COMMA} ?[(]?(?:(?:at|on|the|around)\b ?|[@的])?)"
MOMENT = rf"(?:{_ATOM}(?:{_LINK}{_ATOM}[)]?){{0,5}}(?: ?{_ABROAD})?)"
"""A pattern for a day, a time of day or both, without groups."""

_DAY, _CLOCK, _PART = re.compile(DAY), re.compile(CLOCK), re.compile(PART)
_WEEK = timedelta(days=7)


def has_both(words: str) -> bool:
    """Whether a match of `MOMENT` names a day and a time of day."""
    return bool(_DAY.search(words) and _CLOCK.search(_DAY.sub(" ", words)))


def read_moment(words: str, zone: str, now: datetime, *, han: bool) -> datetime | Why:
    """The moment, in UTC and after `now`, in a match of `MOMENT`, or why not."""
    if re.search(_ABROAD, words):
        return Why.UNREADABLE
    days = _DAY.findall(words)
    rest = _DAY.sub(" ", words)
    clocks = _CLOCK.findall(rest)
    parts = _PART.findall(_CLOCK.sub(" ", rest))
    if "tonight" in words and not parts:
        parts = ["evening"]
    home = ZoneInfo(zone)
    day = _day(days, now.astimezone(home).date(), han=han)
    if isinstance(day, Why):
        return day
    if len(clocks) != 1 or len(parts) > 1:
        return Why.TWO if clocks else Why.NO_TIME
    clock = read_clock(clocks[0], parts[0] if parts else "")
    if clock is None or not clock.sure:
        return Why.UNREADABLE if clock is None else Why.TWO
    repeats = len(days) == 1 and is_weekday(days[0]) and days[0][0] not in "这本下"
    return _next(day, clock, home, now, repeats=repeats)


def read_foreign(words: str, zone: str, now: datetime) -> datetime | Why:
    """The moment in a text whose month is named in another language than the shop speaks: "5. März 20:00"."""
    clocks = _CLOCK.findall(words)
    if len(clocks) > 1:
        return Why.TWO
    home = ZoneInfo(zone)
    bare = _CLOCK.sub(" ", words).strip(" ,")
    day = read_named(bare, now.astimezone(home).date()) if bare else Why.UNREADABLE
    if isinstance(day, Why):
        return day
    clock = read_clock(clocks[0], "") if clocks else None
    if clock is None or not clock.sure:
        return Why.TWO if clock else Why.NO_TIME
    return _next(day, clock, home, now, repeats=False)


def _day(days: list[str], today: date, *, han: bool) -> date | Why:
    """One day, today where none is named; a weekday beside a date must be that date's."""
    found = {words: read_day(words, today, han=han) for words in days}
    reasons = [day for day in found.values() if isinstance(day, Why)]
    if reasons:
        return reasons[0]
    dates = [day for words, day in found.items() if not is_weekday(words)] or list(found.values())
    weekdays = [day for words, day in found.items() if is_weekday(words)]
    chosen = dates[0] if dates else today
    if not isinstance(chosen, date):
        return chosen
    agree = all(isinstance(day, date) and day.weekday() == chosen.weekday() for day in weekdays)
    return chosen if agree and len(dates) < 2 else Why.TWO


def _next(
    day: date, clock: Clock, home: ZoneInfo, now: datetime, *, repeats: bool
) -> datetime | Why:
    """That day's moment, a week later where it is over and the day comes `repeats`edly."""
    moment = _in_zone(day, clock, home)
    if repeats and isinstance(moment, datetime) and moment <= now:
        moment = _in_zone(day + _WEEK, clock, home)
    return Why.PAST if isinstance(moment, datetime) and moment <= now else moment


def _in_zone(day: date, clock: Clock, home: ZoneInfo) -> datetime | Why:
    """The moment in UTC; a clock change makes some local times come twice, and others never."""
    later, hour = divmod(clock.hour, 24)
    bare = datetime(day.year, day.month, day.day, hour, clock.minute, tzinfo=home)
    local = bare + timedelta(days=later)
    moment = local.astimezone(UTC)
    if moment.astimezone(home).replace(tzinfo=None) != local.replace(tzinfo=None):
        return Why.UNREADABLE
    twice = local.replace(fold=1).utcoffset() != local.utcoffset()
    return Why.TWO if twice else moment
