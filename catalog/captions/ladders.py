"""The steps of a price ladder, typed in one answer: "5 people 18, 10 people 15", 5人18 10人15, 5人8折."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from catalog.captions.amounts import amount_pattern, read_amount
from catalog.captions.counts import COUNT, read_count
from catalog.captions.findings import Setting, Value
from catalog.captions.prices import find_prices
from catalog.captions.writing import Writing
from catalog.editing.drafting import DealForm, Field, FormStep, Why
from catalog.money import Money
from catalog.pricing import WHOLE, hundredths

_PEOPLE = r"(?:[个位]?人|people|persons?|ppl|pax)"
_GLUE = r"(?:[ :=]|以上|起|or more|\+|团购?价?|拼|pay|each|off|price)*"
"""Not "for": "18 for 5" has them the other way round."""
_NONE = re.compile(r"(?:no|none|nothing|no ladder|without|没有|不用|不需要|不要|无|不)")
_AWAY = re.compile(
    rf"(?:- ?|without |remove |delete |去掉|删掉|删除|不要) ?(?P<n>{COUNT}) ?{_PEOPLE}?"
)
_BELOW = re.compile(r"(?<!\d)-\d")
_MORE = re.compile(r"(?:\+|add |加) ?")
_BETWEEN = re.compile(r"[\s,;.]*(?:and|和)?[\s,;.]*")


@lru_cache(maxsize=1)
def _item() -> re.Pattern[str]:
    """People, and what they pay: a part taken off, what is left of ten (8折), or an amount."""
    return re.compile(
        rf"(?:from |满|达到?|够)? ?(?P<people>{COUNT}) ?{_PEOPLE}? ?{_GLUE}"
        rf"(?:-? ?(?P<percent>\d{{1,2}}(?:[.,]\d{{1,2}})?) ?%|(?P<tenths>\d(?:\.\d)?|\d\d)折|{amount_pattern()})"
        rf" ?(?:off|each|一?[位人]|per person)?(?![a-z\d])"
    )


def read_steps(text: str, form: DealForm, setting: Setting) -> Mapping[Field, Value | None] | Why:
    """The whole ladder as it is after this answer, None for none; or why it will not do.

    All of it typed anew, "none", "+8 people 16" for one more (or another price), "-8" for one less.
    """
    writing = Writing(text.strip())
    typed = writing.text.strip(" .;")
    if not typed:
        return Why.MISSING
    if _NONE.fullmatch(typed):
        return {Field.STEPS: None}
    before = {step.people: step for step in form.steps}
    if (away := _AWAY.fullmatch(typed)) is not None:
        people = read_count(away["n"])
        if people not in before:
            return Why.UNREADABLE
        return _all({key: step for key, step in before.items() if key != people})
    more = _MORE.match(typed)
    rest = typed[more.end() :] if more else typed
    said = _read(rest, setting, han=writing.han)
    if said is Why.UNREADABLE and not _BELOW.search(rest):
        said = _as_in_a_caption(rest, setting)
    if isinstance(said, Why):
        return said
    return _all({**before, **said} if more else said)


def _all(steps: Mapping[int, FormStep]) -> Mapping[Field, Value | None]:
    return {Field.STEPS: tuple(steps[key] for key in sorted(steps)) or None}


def _read(typed: str, setting: Setting, *, han: bool) -> dict[int, FormStep] | Why:
    """Every step that stands there, if nothing else does."""
    found: dict[int, FormStep] = {}
    for match in _items(typed):
        if match is None:
            return Why.UNREADABLE
        people = read_count(match["people"])
        if people is None:
            return Why.UNREADABLE
        if people in found:
            return Why.TWO
        step = _step(match, people, setting, han=han)
        if isinstance(step, Why):
            return step
        found[people] = step
    return found or Why.UNREADABLE


def _as_in_a_caption(typed: str, setting: Setting) -> dict[int, FormStep] | Why:
    """With labels as a caption has them, the price first too: "18 for 5 people, 15 for 10 people"."""
    writing = Writing(typed)
    found = find_prices(writing, setting)
    left = writing.text.replace("\x00", "")
    said = {finding.field: finding.value for finding in found}
    price, people, more = (said.get(one) for one in (Field.GROUP, Field.PEOPLE, Field.STEPS))
    if len(said) != len(found) or any(map(str.isalnum, left)):
        return Why.UNREADABLE
    if not isinstance(price, Money) or not isinstance(people, int):
        return price if isinstance(price, Why) else Why.UNREADABLE
    steps = more if isinstance(more, tuple) else ()
    return {step.people: step for step in (FormStep(people, price), *steps)}


def _items(typed: str) -> Iterator[re.Match[str] | None]:
    at = 0
    while at < len(typed):
        match = _item().match(typed, at)
        yield match
        if match is None:
            return
        between = _BETWEEN.match(typed, match.end())
        at = between.end() if between is not None else match.end()


def _step(match: re.Match[str], people: int, setting: Setting, *, han: bool) -> FormStep | Why:
    if match["percent"]:
        return FormStep(people, hundredths(Decimal(match["percent"].replace(",", "."))))
    if match["tenths"]:
        share = Decimal(match["tenths"])
        left = int(share * (WHOLE // 10 if share < 10 else WHOLE // 100))
        return FormStep(people, WHOLE - left)
    price = read_amount(match, setting.currency, han=han)
    return price if isinstance(price, Why) else FormStep(people, price)
