"""Days as people write them: Sunday, tomorrow, 5 March, 2026-03-08, 3月8日, 下周一."""

import re
from datetime import date, datetime, timedelta

from babel.dates import get_day_names

from catalog import numerals
from catalog.captions.counts import read_count
from catalog.editing.drafting import Why

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    rf"|sept|{_MONTHS.replace(' ', '|')})\b\.?"
)
NAMED = (
    rf"(?:(?:the )?(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?(?: of)? ?{_MONTH}(?:,? \d{{4}}(?!\d))?"
    rf"|{_MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?(?![\d:.]*\d)(?! ?[ap]\.?m\b)(?:,? \d{{4}}(?!\d))?)"
)
_ENGLISH = "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_WEEKDAY = rf"(?:\b(?:(?:this|next|coming) )?(?:{_ENGLISH})\b\.?)"
_ZHOU = r"(?:这个?|本|下{1,3}个?)?(?:周|星期|礼拜)(?:[一二三四五六日天]|[1-7](?![\d:]))"
_FIGURE = rf"(?:\d{{1,2}}|{numerals.CHINESE})"
_CHINESE = rf"(?<!年)(?:(?<!\d)(?:\d{{4}}|\d{{2}})年)?{_FIGURE}月{_FIGURE}(?:日|号)?"
_ISO = r"(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
_SLASHED = r"(?<![\d.,/])(?:\d{1,2}/\d{1,2}(?:/\d{4}|/\d\d)?|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d(?!:))?)(?![\d/])"
_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1, "今": 0, "明": 1, "后": 2, "大后": 3}
_RELATIVE = r"(?:\b(?:today|tonight|tomorrow)\b|(?:今|明|大?后)(?:天|日)|(?:今|明)(?=晚|夜))"
_VAGUE = (
    r"(?:周末|月底|月末|月初|年底|下个?月|下周(?![一二三四五六日天1-7])|下个?(?:星期|礼拜)(?![一二三四五六日天])"
    r"|\b(?:(?:this|next) )?weekend\b|\b(?:next|this) (?:week|month|year)\b|\bend of (?:the )?(?:week|month|year)\b)"
)
DAY = rf"(?:{_ISO}|{_CHINESE}|{NAMED}|{_SLASHED}|{_WEEKDAY}|{_ZHOU}|{_RELATIVE}|{_VAGUE})"

_SOON = timedelta(days=183)
"""A date without a year that is over is next year's if that is nearer than half a year, and else over."""
_FURTHEST = 10
_FOREIGN = ("de", "es", "fr", "it", "pt", "nl", "pl", "ru", "uk", "tr", "id")
"""Languages in which a month may be named where a day is asked for."""
_NEXT_WEEK = "下"


def read_day(words: str, today: date, *, han: bool) -> date | Why:
    """The day in a match of `DAY`; a bare weekday is the first from today on. `han`: months come before days."""
    relative = re.sub("[天日]$", "", words)
    if relative in _NEAR:
        return today + timedelta(days=_NEAR[relative])
    if re.fullmatch(_ZHOU, words):
        return _of_week(words, today)
    if re.fullmatch(_WEEKDAY, words):
        return _of_english_week(words, today)
    if re.fullmatch(NAMED, words):
        return read_named(words, today, ("en",))
    figures = [read_count(part) for part in re.findall(_FIGURE.replace("{1,2}", "{1,4}"), words)]
    numbers = [number for number in figures if number is not None]
    if re.fullmatch(_VAGUE, words) or len(numbers) != len(figures):
        return Why.UNREADABLE
    if re.fullmatch(rf"{_ISO}|{_CHINESE}", words):
        return _of_figures(numbers, today)
    return _of_slashes(numbers, today, han=han)


def is_weekday(words: str) -> bool:
    """Whether a match of `DAY` names a weekday, which may stand beside its date."""
    return re.fullmatch(rf"{_WEEKDAY}|{_ZHOU}", words) is not None


def read_named(words: str, today: date, languages: tuple[str, ...] = _FOREIGN) -> date | Why:
    """A day whose month is named: "5 March", "March 5th 2027", "5 марта"."""
    import dateparser  # noqa: PLC0415 - half a second that only those wait for who name a month

    leap = {"RELATIVE_BASE": datetime(2024, 1, 1), "REQUIRE_PARTS": ["day", "month"]}  # noqa: DTZ001 - it wants no zone
    try:
        found = dateparser.parse(
            words, languages=list(languages), settings={**leap, "PARSERS": ["absolute-time"]}
        )
    except (ValueError, OverflowError):
        found = None
    if found is None:
        return Why.UNREADABLE
    years = [int(year) for year in re.findall(r"\d{4}", words)]
    return _of_figures([*years, found.month, found.day], today)


def _of_figures(numbers: list[int], today: date) -> date | Why:
    """Year (or none), month and day."""
    *years, month, day = numbers
    try:
        if years:
            year = years[0] if years[0] > 99 else 2000 + years[0]
            far = year > today.year + _FURTHEST
            return Why.UNREADABLE if far else date(year, month, day)
        return _nearest(month, day, today)
    except ValueError:
        return Why.UNREADABLE


def _nearest(month: int, day: int, today: date) -> date | Why:
    if (month, day) >= (today.month, today.day):
        return date(today.year, month, day)
    date(2024, month, day)  # raises ValueError where no year has such a day
    coming = date(today.year + 1, month, day)
    return coming if coming - today < _SOON else Why.PAST


def _of_slashes(numbers: list[int], today: date, *, han: bool) -> date | Why:
    """3/8 is March in Chinese; elsewhere both readings must agree, or one of them must be impossible."""
    first, second, *years = numbers
    readings = [(first, second)] if han else [(first, second), (second, first)]
    found = {_of_figures([*years, *reading], today) for reading in readings}
    days = [day for day in found if day is not Why.UNREADABLE]
    match days:
        case []:
            return Why.UNREADABLE
        case [only]:
            return only
        case _:
            return Why.TWO


def _of_week(words: str, today: date) -> date | Why:
    """周日 is the coming one, 这周日 this week's, 下周日 next week's; weeks begin on Monday."""
    sign = words[-1]
    number = int(sign) - 1 if sign.isdigit() else "一二三四五六日".find(sign.replace("天", "日"))
    monday = today - timedelta(days=today.weekday())
    later = words.count(_NEXT_WEEK)
    if later or words[0] in "这本":
        return monday + timedelta(days=number, weeks=later)
    return today + timedelta(days=(number - today.weekday()) % 7)


def _of_english_week(words: str, today: date) -> date | Why:
    """The coming one; "next Sunday" is tomorrow to some, in a week to others."""
    if words.startswith("next "):
        return Why.TWO
    name = words.rpartition(" ")[2][:3]
    names = get_day_names("wide", locale="en")
    number = next(number for number, day in names.items() if day.lower().startswith(name))
    return today + timedelta(days=(number - today.weekday()) % 7)
