"""What group size and price? What a shop's own history says for sure, and that it says nothing otherwise: pure rules.

Two ways are compared on the same products only: a size that was tried on honey says nothing about one that was tried on
lamps. Each needs `ENOUGH` group buys there, and their intervals (Wilson, 95 %) may not overlap. Where the way that
succeeds more often brings in less money for each group buy opened, both are said and neither is recommended.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import TypeAlias

ENOUGH = 10
"""Group buys that each of two ways needs before they are compared."""
_BAND, _DEEPEST = 10, 40
_Z = 1.959963985
"""Standard deviations to both sides of the middle that hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Tried:
    """Group buys of one product that ended by themselves: `size` people needed, `off` percent below the solo price.

    `taken`: what the seats of the succeeded ones came to, in minor units.
    """

    product_id: int
    size: int
    off: int
    groups: int
    succeeded: int
    taken: int


@dataclass(frozen=True, slots=True)
class Way:
    """One size, or the lower end of one band of discounts, and how it went."""

    key: int
    groups: int
    succeeded: int
    taken: int

    @property
    def rate(self) -> float:
        """The share that succeeded."""
        return self.succeeded / self.groups if self.groups else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies, at 95 %."""
        return wilson(self.succeeded, self.groups)

    @property
    def each(self) -> float:
        """Minor units for each group buy that was opened, whether it succeeded or not."""
        return self.taken / self.groups if self.groups else 0.0


@dataclass(frozen=True, slots=True)
class Nothing:
    """No group buy has ended yet."""


@dataclass(frozen=True, slots=True)
class Single:
    """Only one way was ever tried."""

    way: Way


@dataclass(frozen=True, slots=True)
class Apart:
    """Several ways were tried, no two of them on the same product."""


@dataclass(frozen=True, slots=True)
class Few:
    """Two ways on the same products, and so many group buys short of `ENOUGH` each."""

    one: Way
    other: Way
    missing: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Enough of both, and no clear difference."""

    one: Way
    other: Way


@dataclass(frozen=True, slots=True)
class Torn:
    """`often` clearly succeeds more often, `rich` brings in more for each group buy opened."""

    often: Way
    rich: Way


@dataclass(frozen=True, slots=True)
class Better:
    """`best` clearly succeeds more often than `worse`, and brings in no less."""

    best: Way
    worse: Way


Verdict: TypeAlias = Nothing | Single | Apart | Few | Alike | Torn | Better
_Key: TypeAlias = Callable[[Tried], int]
_Pair: TypeAlias = tuple[Way, Way]


def size(tried: Tried) -> int:
    """Compare by how many people are needed."""
    return tried.size


def band(tried: Tried) -> int:
    """Compare by discount: 0 to 9 percent, 10 to 19 ..., 40 and more."""
    return min(max(tried.off, 0) // _BAND * _BAND, _DEEPEST)


def wilson(succeeded: int, groups: int) -> tuple[float, float]:
    """Wilson's score interval of a share at 95 % (E. B. Wilson, 1927); everything where nothing was tried."""
    if groups == 0:
        return 0.0, 1.0
    share, square = succeeded / groups, _Z * _Z / groups
    middle = (share + square / 2) / (1 + square)
    half = _Z / (1 + square) * sqrt(share * (1 - share) / groups + square / groups / 4)
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def ways(tried: Iterable[Tried], key: _Key) -> tuple[Way, ...]:
    """How each way went altogether, the smallest first."""
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in tried:
        of = sums[key(one)]
        of[0] += one.groups
        of[1] += one.succeeded
        of[2] += one.taken
    return tuple(Way(number, *of) for number, of in sorted(sums.items()) if of[0])


def verdict(tried: Sequence[Tried], key: _Key) -> Verdict:
    """What can be said."""
    there = ways(tried, key)
    if len(there) < 2:
        return Single(there[0]) if there else Nothing()
    pairs = _pairs(tried, key, [way.key for way in there])
    if not pairs:
        return Apart()
    judged = [pair for pair in pairs if _missing(pair) == 0]
    if not judged:
        nearest = min(pairs, key=_missing)
        return Few(*nearest, _missing(nearest))
    return _judge(judged)


def _pairs(tried: Sequence[Tried], key: _Key, keys: Sequence[int]) -> list[_Pair]:
    """Every two ways, on the products that both were tried on."""
    products: dict[int, set[int]] = defaultdict(set)
    for one in tried:
        if one.groups:
            products[key(one)].add(one.product_id)
    found = []
    for one_key, other_key in combinations(keys, 2):
        both = products[one_key] & products[other_key]
        these = [one for one in tried if one.product_id in both]
        there = {way.key: way for way in ways(these, key)}
        if both:
            found.append((there[one_key], there[other_key]))
    return found


def _missing(pair: _Pair) -> int:
    return sum(max(0, ENOUGH - way.groups) for way in pair)


def _judge(pairs: Sequence[_Pair]) -> Verdict:
    clear = [ordered for pair in pairs if (ordered := _clearly(pair)) is not None]
    losers = {worse.key for _, worse in clear}
    unbeaten = [pair for pair in clear if pair[0].key not in losers]
    if not unbeaten:
        one, other = max(pairs, key=_basis)
        return Alike(one, other)
    best, worse = max(unbeaten, key=_basis)
    return Better(best, worse) if best.each >= worse.each else Torn(best, worse)


def _clearly(pair: _Pair) -> _Pair | None:
    """The one that succeeds more often first; None where their intervals overlap."""
    best, worse = sorted(pair, key=lambda way: -way.rate)
    return (best, worse) if best.interval[0] > worse.interval[1] else None


def _basis(pair: _Pair) -> int:
    return sum(way.groups for way in pair)
