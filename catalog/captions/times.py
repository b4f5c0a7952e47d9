"""When a deal starts and ends, found in a caption."""

import re
from collections.abc import Iterator
from datetime import datetime

from catalog.captions.clocks import CLOCK
from catalog.captions.days import DAY
from catalog.captions.findings import Finding, Setting, search
from catalog.captions.moments import MOMENT, has_both, read_moment
from catalog.captions.writing import Writing
from catalog.editing.drafting import Field, Why

_END = (
    r"(?:(?<![a-z])(?:(?:open |valid |runs? )?(?:until|till?)|ends?(?: on| at)?|ending(?: on)?|closes?(?: on| at)?"
    r"|closing(?: on)?|deadline|order by|up to)(?![a-z])|截止(?:日期|时间)?(?:到|至|于)?|截至|有效期?[到至]|直到|[到至]"
    r"|结束(?:时间|于)?|结团(?:时间)?)[ :]*"
)
_START = (
    r"(?:(?<![a-z])(?:(?:live |open |valid )?from|starts?(?: on| at)?|starting(?: on| at| from)?|begins?(?: on| at)?"
    r"|beginning|opens?(?: on| at)?|as of)(?![a-z])|[从自]|开始(?:时间|于)?|开团(?:时间)?|开抢|开售)[ :]*"
)
_OVER = " ?(?:截止|结束|截团|结团|之前|以前|前|止)"
_ON = " ?(?:开始|开团|开抢|开售|开卖|上架|起)"
_DASH = r" ?(?:-|~|to|until|till|[到至]) ?"

_SPAN = re.compile(
    rf"(?P<key>{_START})?(?P<first>{MOMENT})(?:{_ON})?{_DASH}(?P<last>{MOMENT})(?:{_OVER})?"
)
_ENDS = re.compile(rf"{_END}(?P<one>{MOMENT})(?:{_OVER})?|(?P<two>{MOMENT}){_OVER}")
_STARTS = re.compile(rf"{_START}(?P<one>{MOMENT})(?:{_ON})?|(?P<two>{MOMENT}){_ON}")
_BARE = re.compile(MOMENT)
_SOMEHOW = re.compile(
    r"(?:(?<![a-z])(?:until|till?|deadline)(?![a-z])|截止|截至|有效期?[到至])[^,;\n\x00]*"
)
_STOCK_LASTS = re.compile("stocks? lasts?|sold out|gone|run out|[售卖用]完|售罄")
_HANDOVER = re.compile(
    r"pick(?:ed)?[ -]?up|collect|deliver|ship|open(?:ing)? hours|[自取提]货?点|自提|[取提发到送]货|配送"
)


def find_times(writing: Writing, setting: Setting) -> Iterator[Finding]:
    """Start and end, or doubts about them; when goods are handed over is something else."""
    for match in list(_SPAN.finditer(writing.text)):
        if match["key"] or (re.search(DAY, match["first"]) and not _handover(writing, match)):
            yield from _of_span(writing, match, setting)
            writing.claim(*match.span())
    for field, pattern in ((Field.ENDS, _ENDS), (Field.STARTS, _STARTS)):
        for match in search(writing, pattern):
            yield _of_keyword(writing, match, field, setting)
    for match in search(writing, _SOMEHOW):
        if not _STOCK_LASTS.search(match[0]):
            yield Finding(Field.ENDS, Why.UNREADABLE, writing.words(*match.span()))
    for match in list(_BARE.finditer(writing.text)):
        if has_both(match[0]) and not _handover(writing, match):
            yield Finding(Field.ENDS, Why.TWO, writing.words(*match.span()))
            writing.claim(*match.span())


def read_time(words: str, setting: Setting, *, han: bool) -> datetime | Why | None:
    """The moment in an answer that is a moment and nothing else, with or without its keyword; else None."""
    for pattern in (_ENDS, _STARTS, _BARE):
        match = pattern.fullmatch(words)
        if match:
            moment = next((text for text in match.groupdict().values() if text), match[0])
            return read_moment(moment, setting.zone, setting.now, han=han)
    return None


def _of_span(writing: Writing, match: re.Match[str], setting: Setting) -> Iterator[Finding]:
    days = re.findall(DAY, match["first"])
    own = re.search(DAY, match["last"]) is not None
    last = match["last"] if own else " ".join([*days, match["last"]])
    if not (match["key"] or own or re.search(CLOCK, match["first"])):
        yield Finding(
            Field.ENDS, _moment(last, writing, match, setting), writing.words(*match.span())
        )
        return
    for field, words, group in (
        (Field.STARTS, match["first"], "first"),
        (Field.ENDS, last, "last"),
    ):
        value = _moment(words, writing, match, setting)
        yield Finding(field, value, writing.words(*match.span(group)))


def _of_keyword(writing: Writing, match: re.Match[str], field: Field, setting: Setting) -> Finding:
    words = match["one"] or match["two"]
    value = _moment(words, writing, match, setting)
    return Finding(field, value, writing.words(*match.span()), match.start())


def _moment(words: str, writing: Writing, match: re.Match[str], setting: Setting) -> datetime | Why:
    """A time in a clause about the handing over of goods may be that of the deal, or not."""
    if _handover(writing, match):
        return Why.TWO
    return read_moment(words, setting.zone, setting.now, han=writing.han)


def _handover(writing: Writing, match: re.Match[str]) -> bool:
    return _HANDOVER.search(writing.clause(match.start())) is not None
