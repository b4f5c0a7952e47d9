"""The price ladder of an offer in a TOML catalogue: by how many people, what everybody pays from then on."""

from catalog.importers.notes import Notes
from catalog.importers.prices import read_price
from catalog.importers.stock import read_stock
from catalog.importers.toml_node import Node, take_text
from catalog.importers.values import Lost, PercentOff, StepDraft
from catalog.ladder import rules
from catalog.money import Money
from catalog.pricing import hundredths
from catalog.terms_text import read_percent

_TABLE = 'a table of people and prices such as { 5 = "18.00", 10 = "15.00" }, or { 5 = "30%", 10 = "40%" }'
_ANY = 0


def take_ladder(
    node: Node | None, sizes: tuple[int, int], base: PercentOff | Money, lost: Lost, notes: Notes
) -> tuple[StepDraft, ...] | None:
    """The steps, the smallest number of people first, none where nothing is said; None and notes where it is no ladder.

    `sizes`: how many people a group needs, and how many it has room for; `base` is what they pay below the first step.
    """
    if node is None:
        return ()
    found: dict[int, PercentOff | Money] = {}
    for key, inner in node.pairs():
        people, cut = read_stock(key), _cut(inner, base, lost, notes)
        if not isinstance(people, int) or people in found:
            notes.note(inner.cell, _TABLE, lost)
            return None
        if cut is None:
            return None
        found[people] = cut
    wrong = _wrong(found, sizes, base)
    if not found or wrong:
        notes.note(node.cell, wrong or _TABLE, lost)
        return None
    return tuple(StepDraft(people, cut) for people, cut in sorted(found.items()))


def _cut(
    node: Node, base: PercentOff | Money, lost: Lost, notes: Notes
) -> PercentOff | Money | None:
    """A price where the group price is one, a percentage where that is."""
    text = take_text(node, notes, lost)
    if text is None:
        return None
    if isinstance(base, PercentOff):
        share = notes.take(node.cell, read_percent(text), lost)
        return None if share is None else PercentOff(share)
    return notes.take(node.cell, read_price(text, base.currency), lost)


def _wrong(
    found: dict[int, PercentOff | Money], sizes: tuple[int, int], base: PercentOff | Money
) -> str | None:
    """The first rule that it breaks, as a sentence."""
    steps = {people: _plain(cut) for people, cut in found.items()}
    below = _plain(base)
    solo = {_ANY: base} if isinstance(base, Money) else {}
    rungs = [*rules.of_people(steps, *sizes), *rules.of_cuts(steps, below)]
    return next(iter([*rungs, *rules.of_prices(steps, below, solo)]), None)


def _plain(cut: PercentOff | Money) -> rules.Cut:
    return {_ANY: cut} if isinstance(cut, Money) else hundredths(cut.percent)
