"""Price ladders (階梯團): a lower price for everybody from so many people on; pure rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from catalog.money import Money
from catalog.pricing import WHOLE, group_price

MOST_STEPS = 10

Cut: TypeAlias = int | Mapping[int, Money]
"""Hundredths of a percent off every solo price, or the price of each variant by its number."""

Steps: TypeAlias = Mapping[int, Cut]
"""What a merchant wishes: by how many paid people, what everybody pays from then on."""


@dataclass(frozen=True, slots=True)
class PriceStep:
    """From `people` paid people on everybody pays these `prices`, by the number of the variant.

    `off`: the hundredths of a percent that made them, None where they were named.
    """

    people: int
    prices: Mapping[int, Money]
    off: int | None = None


Ladder: TypeAlias = Sequence[PriceStep]
"""The steps of some terms, the smallest number of people first; the price below the first is not among them."""


def reached(ladder: Ladder, people: int) -> PriceStep | None:
    """The step that so many paid people have reached; None: they are below the first."""
    return next((step for step in reversed(ladder) if step.people <= people), None)


def following(ladder: Ladder, people: int) -> PriceStep | None:
    """The next step that so many paid people have not reached yet; None: they are at the top."""
    return next((step for step in ladder if step.people > people), None)


def price_at(ladder: Ladder, people: int, variant_id: int, promised: Money) -> Money:
    """What one unit costs at so many paid people, who were promised that price: never more than it."""
    step = reached(ladder, people)
    return promised if step is None else min(promised, step.prices.get(variant_id, promised))


def ladder_of(steps: Steps, solo: Mapping[int, Money]) -> tuple[PriceStep, ...]:
    """The ladder that a wish makes of these solo prices; it has to be right by `of_people` and `of_prices`."""
    return tuple(
        PriceStep(people, prices_of(cut, solo), cut if isinstance(cut, int) else None)
        for people, cut in sorted(steps.items())
    )


def kept_cut(step: PriceStep, variants: Iterable[int]) -> Cut:
    """A step as a wish for these variants; one that came since the prices were named has the highest of the others."""
    if step.off is not None:
        return step.off
    highest = max(step.prices.values())
    return {number: step.prices.get(number, highest) for number in variants}


def prices_of(cut: Cut, solo: Mapping[int, Money]) -> dict[int, Money]:
    """What each variant costs at a cut that is right."""
    if isinstance(cut, int):
        return {number: group_price(price, cut) for number, price in solo.items()}
    return {number: cut[number] for number in solo}


def of_people(steps: Steps, minimum: int, capacity: int) -> Iterator[str]:
    """What is wrong with the numbers of people: sentences that say what would be right."""
    if len(steps) > MOST_STEPS:
        yield f"A price ladder has {MOST_STEPS} steps at most."
    if any(people <= minimum for people in steps):
        yield f"Each step of a price ladder needs more people than the {minimum} a group needs."
    if any(people > capacity for people in steps):
        yield f"A price ladder ends where the group is full: a step is for {capacity} people at most."


def of_cuts(steps: Steps, base: Cut) -> Iterator[str]:
    """What is wrong with the percentages, as far as it can be told before any product is known."""
    cuts = [base, *(cut for _, cut in sorted(steps.items()))]
    shares = [cut for cut in cuts if isinstance(cut, int)]
    if any(not 0 < share < WHOLE for share in shares):
        yield "A discount is above 0% and below 100%, such as 20%."
    elif any(after <= before for before, after in pairwise(shares)):
        yield _DOWN


def of_prices(steps: Steps, base: Cut, solo: Mapping[int, Money]) -> Iterator[str]:
    """What is wrong with the prices of these variants; the `base` is right, and so are all percentages."""
    for _, cut in sorted(steps.items()):
        if isinstance(cut, int):
            continue
        if any(number not in cut for number in solo):
            yield "Every variant needs a price at each step of a price ladder."
            return
        if any(cut[number].currency != alone.currency for number, alone in solo.items()):
            yield "A step of a price ladder must be in the currency of the solo price."
            return
        if any(cut[number].minor <= 0 for number in solo):
            yield "A step of a price ladder must be above zero."
            return
    rungs = [prices_of(cut, solo) for cut in (base, *(cut for _, cut in sorted(steps.items())))]
    if any(lower[number] >= upper[number] for upper, lower in pairwise(rungs) for number in solo):
        yield _DOWN


_DOWN = "A price ladder goes down: each step must be cheaper than the one before, such as 3 people 20, 5 people 18."
