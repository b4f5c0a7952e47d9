"""One answer typed for one field of the form, read by the same rules as a caption."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TypeAlias

from catalog.captions.amounts import find_amount, read_amount
from catalog.captions.counts import LENGTH, MANY, SIZE, THINGS, read_count, read_length, read_size
from catalog.captions.findings import Finding, Setting, Value
from catalog.captions.goods import find_limit, find_stock
from catalog.captions.members import find_newcomers
from catalog.captions.moments import read_foreign
from catalog.captions.opening import find_window
from catalog.captions.prices import find_people, find_prices
from catalog.captions.times import read_time
from catalog.captions.writing import Writing
from catalog.editing.drafting import Field, Why
from catalog.reward_text import read_leader_reward
from catalog.terms_text import read_duration
from catalog.typed import Misread

Answer: TypeAlias = Mapping[Field, Value | str | None] | Why

_COUNTED = re.compile(rf"(?:x|×)? ?(?P<n>{MANY}){THINGS}?")
_PEOPLE = re.compile(rf"(?P<n>{SIZE}) ?(?:[个位]?人|people|persons?|ppl)?")
_LENGTH = re.compile(rf"(?:for )?(?P<n>{LENGTH})")
_BY = re.compile(r"^(?:by |延长 ?)")
_NONE = re.compile(
    r"(?:no|none|nothing|never|any|unlimited|no (?:limit|end)|without(?: limit)?|same|not counted"
    r"|不限[制购量]?|无限?制?|没有|不用|不需要|一样|永久|长期|从不|不)"
)
_AT_ONCE = re.compile(
    r"(?:now|at once|immediately|right away|straight away|现在|马上|立[即刻]|即刻|立马)"
)
_YES = re.compile(r"(?:yes|new(?:comers)?|是|对|要|新客|新人)")
_EVERYBODY = re.compile(
    r"(?:no|everybody|everyone|anybody|anyone|all|否|不|不是|不用|所有人|都可以|不限)"
)
_BELOW = re.compile(r"- ?\d+")
_COUNTABLE = {Field.PEOPLE, Field.CAPACITY, Field.STOCK, Field.LIMIT}
_OPTIONAL = {
    *(Field.CAPACITY, Field.STOCK, Field.LIMIT, Field.EXTENSION, Field.ENDS),
    Field.REWARD,
}


def read_answer(field: Field, text: str, setting: Setting) -> Answer:
    """The value of the field, and of another one that was named beside it ("9 for three"); or why there is none."""
    writing = Writing(text.strip())
    typed = writing.text.strip(" .;")
    if field is Field.TITLE:
        return {field: " ".join(text.split())} if typed else Why.MISSING
    if not typed:
        return Why.MISSING
    if field in _OPTIONAL and _NONE.fullmatch(typed):
        return {field: None}
    if field is Field.STARTS and _AT_ONCE.fullmatch(typed):
        return {field: None}
    if field in _COUNTABLE and _BELOW.fullmatch(typed):
        return Why.TOO_FEW
    return _READERS[field](field, typed, writing, setting)


def _price(field: Field, typed: str, writing: Writing, setting: Setting) -> Answer:
    alone = find_amount(typed)
    if alone:
        price = read_amount(alone, setting.currency, han=writing.han)
        return price if isinstance(price, Why) else {field: price}
    return _of_findings(field, find_prices(writing, setting), writing)


def _people(field: Field, typed: str, writing: Writing, _setting: Setting) -> Answer:
    match = _PEOPLE.fullmatch(typed)
    if match is None:
        return _of_findings(field, list(find_people(writing, 0)), writing)
    ends = read_size(match["n"])
    if ends is None or (field is Field.CAPACITY and ends[1] is not None):
        return Why.UNREADABLE if ends is None else Why.TWO
    low, high = ends
    return {field: low} if high is None else {Field.PEOPLE: low, Field.CAPACITY: high}


def _units(field: Field, typed: str, writing: Writing, _setting: Setting) -> Answer:
    match = _COUNTED.fullmatch(typed)
    if match:
        count = read_count(match["n"])
        return Why.UNREADABLE if count is None else {field: count}
    find = find_limit if field is Field.LIMIT else find_stock
    return _of_findings(field, list(find(writing)), writing)


def _window(field: Field, typed: str, writing: Writing, _setting: Setting) -> Answer:
    match = _LENGTH.fullmatch(typed)
    if match:
        length = read_length(match["n"])
        return Why.UNREADABLE if length is None else {field: length}
    if typed.isdecimal():
        return Why.TWO
    short = read_duration(typed)
    if isinstance(short, timedelta):
        return {field: short}
    return _of_findings(field, list(find_window(writing)), writing)


def _members(field: Field, typed: str, writing: Writing, _setting: Setting) -> Answer:
    """Yes, no, or the words of a caption."""
    if _YES.fullmatch(typed) or _EVERYBODY.fullmatch(typed):
        return {field: _EVERYBODY.fullmatch(typed) is None}
    return _of_findings(field, list(find_newcomers(writing)), writing)


def _extension(field: Field, typed: str, writing: Writing, setting: Setting) -> Answer:
    """A length, such as a group stays open for; "by 12 hours" too."""
    length = _window(Field.WINDOW, _BY.sub("", typed), writing, setting)
    return length if isinstance(length, Why) else {field: length[Field.WINDOW]}


def _reward(field: Field, typed: str, _writing: Writing, setting: Setting) -> Answer:
    """A free seat, a share or an amount."""
    found = read_leader_reward(typed, setting.currency)
    return Why.UNREADABLE if isinstance(found, Misread) else {field: found}


def _moment(field: Field, typed: str, writing: Writing, setting: Setting) -> Answer:
    moment = read_time(typed, setting, han=writing.han)
    if moment is None:
        moment = read_foreign(typed, setting.zone, setting.now)
    return moment if isinstance(moment, Why) else {field: moment}


def _of_findings(field: Field, findings: list[Finding], writing: Writing) -> Answer:
    """What rules for captions found, where that is all that was typed and one value a field."""
    left = writing.text.replace("\x00", "")
    found: dict[Field, Value | str | None] = {}
    for finding in findings:
        if isinstance(finding.value, Why):
            return finding.value
        if found.setdefault(finding.field, finding.value) != finding.value:
            return Why.TWO
    return found if field in found and not any(map(str.isalnum, left)) else Why.UNREADABLE


_READERS: Mapping[Field, Callable[[Field, str, Writing, Setting], Answer]] = {
    Field.SOLO: _price,
    Field.GROUP: _price,
    Field.PEOPLE: _people,
    Field.CAPACITY: _people,
    Field.STOCK: _units,
    Field.LIMIT: _units,
    Field.WINDOW: _window,
    Field.EXTENSION: _extension,
    Field.STARTS: _moment,
    Field.ENDS: _moment,
    Field.NEWCOMERS: _members,
    Field.REWARD: _reward,
}
