"""A time of day that is typed by itself: 18:00, 18.30, 6 pm, 晚上8点半, 每天9点."""

import re

from catalog.captions.clocks import CLOCK, PART, Clock, read_clock
from catalog.captions.writing import Writing

_DAILY = re.compile(r"^(?:(?:daily|every ?day|each day) ?)?(?:at |@ ?)?|^每[天日] ?")
_ANSWER = re.compile(rf"(?P<before>{PART})? ?(?P<clock>{CLOCK}) ?(?P<after>{PART})?")
_BARE = re.compile(r"(?P<hour>\d{1,2})(?:[.h](?P<minute>\d\d)|h)?")
_HALF = 12 * 60


def read_hour(words: str) -> tuple[int, ...]:
    """Minutes after midnight: two of them where it may be the morning or the evening, none where it is no time."""
    typed = _DAILY.sub("", Writing(words.strip()).text.strip(" .;")).strip()
    clock = _bare(typed)
    if clock is None:
        match = _ANSWER.fullmatch(typed)
        clock = match and read_clock(match["clock"], match["before"] or match["after"] or "")
    if not clock or clock.hour > 24 or clock.minute > 59:
        return ()
    minutes = clock.hour % 24 * 60 + clock.minute
    if clock.sure or not 0 < clock.hour <= 12:
        return (minutes,)
    return (minutes % _HALF, minutes % _HALF + _HALF)


def _bare(typed: str) -> Clock | None:
    match = _BARE.fullmatch(typed)
    if match is None:
        return None
    hour = int(match["hour"])
    return Clock(hour, int(match["minute"] or 0), sure=match["minute"] is not None)
