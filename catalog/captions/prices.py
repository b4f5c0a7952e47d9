"""The two prices of a deal and the number of people, found in a caption by the labels that stand beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from catalog.captions.amounts import read_amount
from catalog.captions.counts import read_size
from catalog.captions.findings import Finding, Setting
from catalog.captions.labels import Size, size_of, tokens
from catalog.captions.writing import Writing
from catalog.editing.drafting import Field, FormStep, Why
from catalog.money import Money

_PASSED = {"glue", "each"}
_BREAKS = {"parting", "other"}
_LABELS = {"solo": Field.SOLO, "sized": Field.GROUP, "group": Field.GROUP}
_ONE = (["1"], ["one"], ["一"])

Token: TypeAlias = re.Match[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A price (`field` None), or labels of one kind beside each other."""

    field: Field | None
    tokens: tuple[Token, ...]

    def sizes(self) -> tuple[Size, ...]:
        """How many people its labels name."""
        return tuple(size_of(token) for token in self.tokens if token.lastgroup == "sized")


@dataclass(frozen=True, slots=True)
class Pair:
    """A price, whose it is, and the words of both."""

    price: Money | Why
    field: Field
    sizes: tuple[Size, ...]
    said: str
    turned: bool = False
    """Whether the number of people may be the price, and the price a number of pieces."""


def find_prices(writing: Writing, setting: Setting) -> list[Finding]:
    """Both prices with the number of people that stands beside them; what does not fit together is doubtful."""
    pairs: list[Pair] = []
    for run in list(_runs(writing.text, 0)):
        for token in run:
            if token.lastgroup == "was":
                price = read_amount(token, setting.currency, han=writing.han, kind="_was")
                pairs.append(Pair(price, Field.SOLO, (), writing.words(*token.span())))
                writing.claim(*token.span())
        parts = _parts(run)
        if {part.field is None for part in parts} == {True, False}:
            total = any(token.lastgroup == "total" for token in run)
            pairs += _doubtful(parts, writing) if total else _paired(parts, writing, setting)
            writing.claim(parts[0].tokens[0].start(), parts[-1].tokens[-1].end())
    meant = list(_meant(pairs))
    ladder = _ladder(meant)
    lone = [pair for pair in meant if not ladder or pair.field is not Field.GROUP]
    return [*ladder, *(finding for pair in lone for finding in _of_pair(pair))]


def _ladder(pairs: list[Pair]) -> list[Finding]:
    """Several group prices, each with its own number of people: "3 people 20, 5 people 18"; else nothing."""
    rungs: list[tuple[int, Money]] = []
    groups = [pair for pair in pairs if pair.field is Field.GROUP]
    for pair in groups:
        needed = [size for size in pair.sizes if not size.most]
        ends = read_size(needed[0].words) if len(needed) == 1 else None
        if ends is None or isinstance(pair.price, Why) or pair.turned:
            return []
        rungs.append((ends[0], pair.price))
    if len(rungs) < 2 or any(after[0] <= before[0] for before, after in pairwise(rungs)):
        return []
    (people, price), *steps = rungs
    said = " / ".join(pair.said for pair in groups)
    room = [(size, pair.said) for pair in groups for size in pair.sizes if size.most]
    return [
        *(finding for size, words in room for finding in _of_size(size, words)),
        Finding(Field.GROUP, price, groups[0].said),
        Finding(Field.PEOPLE, people, groups[0].said),
        Finding(Field.STEPS, tuple(FormStep(*step) for step in steps), said),
    ]


def find_people(writing: Writing, start: int) -> Iterator[Finding]:
    """How many people, from `start` on, where no price stands beside it: "3人成团", "4 to 10 people"."""
    for run in list(_runs(writing.text, start)):
        for token in run:
            if token.lastgroup == "sized":
                yield from _of_size(size_of(token), writing.words(*token.span()))
                writing.claim(*token.span())


def find_strays(writing: Writing) -> Iterator[Finding]:
    """Amounts of money or for one of something, but with no label that says whose price they are."""
    found = [token for token in tokens().finditer(writing.text) if not token[0].isspace()]
    for token, following in pairwise([*found, None]):
        each = following is not None and following.lastgroup == "each"
        if token and token.lastgroup == "amount" and (token["before"] or token["after"] or each):
            yield Finding(Field.SOLO, Why.TWO, writing.words(*token.span()))
            writing.claim(*token.span())


def _runs(text: str, start: int) -> Iterator[list[Token]]:
    """Prices and labels between which stands nothing of another meaning."""
    run: list[Token] = []
    for token in tokens().finditer(text, start):
        if token.lastgroup in _BREAKS and run:
            yield run
            run = []
        elif token.lastgroup not in _BREAKS | _PASSED:
            run.append(token)
    if run:
        yield run


def _parts(run: list[Token]) -> list[Part]:
    parts: list[Part] = []
    for token in run:
        field = _LABELS.get(token.lastgroup or "")
        if field and parts and parts[-1].field is field:
            parts[-1] = Part(field, (*parts[-1].tokens, token))
        elif field or token.lastgroup == "amount":
            parts.append(Part(field, (token,)))
    return _gathered(parts)


def _gathered(parts: list[Part]) -> list[Part]:
    """Labels on both sides of one price are one, unless the second may belong to another: "拼团 9 3人成团"."""
    at = 0
    while at + 2 < len(parts):
        label, price, second, *rest = parts[at:]
        alike = label.field is not None and price.field is None and second.field is label.field
        if alike and not (rest and rest[0].field is None):
            parts[at : at + 3] = [Part(label.field, label.tokens + second.tokens), price]
        at += 1
    return parts


def _paired(parts: list[Part], writing: Writing, setting: Setting) -> list[Pair]:
    """Each price with its label: all stand before their prices, or all behind them."""
    prices = [part for part in parts if part.field is None]
    labels = [part for part in parts if part.field]
    if len(prices) != len(labels) or not _alternate(parts):
        return _doubtful(parts, writing)
    return [
        _pair(price.tokens[0], label, writing, setting)
        for price, label in zip(prices, labels, strict=True)
    ]


def _alternate(parts: list[Part]) -> bool:
    kinds = [part.field is None for part in parts]
    return all(kind != following for kind, following in pairwise(kinds))


def _pair(amount: Token, label: Part, writing: Writing, setting: Setting) -> Pair:
    spans = [token.span() for token in (amount, *label.tokens)]
    said = writing.words(min(start for start, _ in spans), max(end for _, end in spans))
    price = read_amount(amount, setting.currency, han=writing.han)
    sizes = label.sizes()
    if _turned(amount, sizes):
        return Pair(Why.TWO, Field.GROUP, sizes, said, turned=True)
    return Pair(price, label.field or Field.SOLO, sizes, said)


def _turned(amount: Token, sizes: tuple[Size, ...]) -> bool:
    """Whether "3 for 9" may be three pieces for nine, rather than a price of 3 for nine people."""
    if not sizes or sizes[0].named or amount["before"] or amount["after"]:
        return False
    people, price = sizes[0].words, amount["number"]
    return people.isdecimal() and price.isdecimal() and int(price) <= int(people)


def _doubtful(parts: list[Part], writing: Writing) -> list[Pair]:
    """Every price that was named, none of them sure."""
    said = writing.words(parts[0].tokens[0].start(), parts[-1].tokens[-1].end())
    return [Pair(Why.TWO, part.field, part.sizes(), said) for part in parts if part.field]


def _meant(pairs: list[Pair]) -> Iterator[Pair]:
    """Whose prices they are after all: in "12 for one, 9 for three" the first is that of buying alone."""
    lone = [pair for pair in pairs if [size.words for size in pair.sizes] in _ONE]
    groups = [pair for pair in pairs if pair.field is Field.GROUP and pair not in lone]
    solo = any(pair.field is Field.SOLO for pair in pairs)
    for pair in pairs:
        alone = pair in lone and groups and not solo
        yield replace(pair, field=Field.SOLO, sizes=()) if alone else pair


def _of_pair(pair: Pair) -> Iterator[Finding]:
    yield Finding(pair.field, pair.price, pair.said)
    for size in pair.sizes:
        if pair.turned:
            yield Finding(Field.PEOPLE, Why.TWO, pair.said)
        else:
            yield from _of_size(size, pair.said)


def _of_size(size: Size, said: str) -> Iterator[Finding]:
    ends = read_size(size.words)
    if ends is None:
        yield Finding(Field.PEOPLE, Why.UNREADABLE, said)
        return
    low, high = ends
    if size.most and high is None:
        yield Finding(Field.CAPACITY, low, said)
    elif high is not None and high < low:
        yield Finding(Field.PEOPLE, Why.TWO, said)
    else:
        yield Finding(Field.PEOPLE, low, said)
        if high is not None:
            yield Finding(Field.CAPACITY, high, said)
