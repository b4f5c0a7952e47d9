"""The deal that a file or a rule makes of a product, and new terms where something about it changed."""

from collections.abc import Mapping
from dataclasses import replace

from catalog.deal_rules import DealDraft, Problem, check, group_prices
from catalog.deals import edit_deal, make_deal, shelve, unshelve
from catalog.importers.values import PercentOff, TermsDraft
from catalog.intake.present import Present
from catalog.ladder.rules import Cut, Steps, kept_cut, ladder_of, of_prices
from catalog.money import Money
from catalog.offers import DealLine
from catalog.pricing import hundredths
from storage.transaction import Transaction


def offer(tx: Transaction, known: Present, terms: TermsDraft | None) -> bool | Problem:
    """Bring the product's deal to these terms; with None it keeps its own and follows the prices.

    True where something was written. A deal that is over stays over until the terms are new ones.
    Groups that are open keep what they were opened with.
    """
    present = known.deal
    wished = _wished(known, terms)
    same = present is not None and wished is not None and _is_same(wished, present)
    if wished is None or (present and present.is_over and same and _has_same_steps(wished, known)):
        return False
    problem = check(replace(wished, ends_at=None), known.solo, tx.now)
    if problem:
        return problem
    if present is None or present.is_over:
        return _done(make_deal(tx, known.id, wished))
    if _is_same(wished, present) and _is_alike(wished, known):
        return False
    return _done(edit_deal(tx, present.id, replace(wished, ends_at=present.ends_at)))


def show(tx: Transaction, known: Present, *, published: bool) -> None:
    """A product that is taken off the shelf takes no new groups; one that is put back does again.

    What somebody paused by hand stays paused.
    """
    if known.deal is not None and published != known.published:
        turn = unshelve if published else shelve
        turn(tx, known.deal.id)


def _wished(known: Present, terms: TermsDraft | None) -> DealDraft | None:
    if terms is not None:
        cut = _cut(known, terms.cut)
        return DealDraft(
            terms.minimum,
            terms.capacity,
            terms.window,
            cut,
            terms.limit_per_person,
            newcomers=terms.newcomers,
            extension=terms.extension,
            steps={step.people: _cut(known, step.cut) for step in terms.steps},
            reward=terms.reward,
        )
    present = known.deal
    if present is None or present.is_over:
        return None
    cut = _named(known) if present.off is None else present.off
    return DealDraft(
        present.minimum,
        present.capacity,
        present.window,
        cut,
        present.limit_per_person,
        newcomers=present.newcomers,
        extension=present.extension,
        steps=_kept_steps(known, cut),
        reward=present.reward,
    )


def _kept_steps(known: Present, base: Cut) -> Steps:
    """The ladder there is, as far as it still goes down: prices may have fallen below a step that was named."""
    steps: dict[int, Cut] = {}
    for step in known.ladder:
        cut = kept_cut(step, known.solo)
        if not any(of_prices({**steps, step.people: cut}, base, known.solo)):
            steps[step.people] = cut
    return steps


def _cut(known: Present, cut: PercentOff | Money) -> int | Mapping[int, Money]:
    match cut:
        case PercentOff(percent):
            return hundredths(percent)
        case Money():
            return dict.fromkeys(known.solo, cut)


def _named(known: Present) -> Mapping[int, Money]:
    """Group prices that were named one by one stay, but never above a solo price that fell."""
    named = {number: price.group for number, price in known.prices.items()}
    return {number: min(named.get(number, solo), solo) for number, solo in known.solo.items()}


def _is_same(wished: DealDraft, present: DealLine) -> bool:
    return (
        wished.minimum,
        wished.capacity,
        wished.window,
        wished.limit_per_person,
        wished.extension,
        wished.cut if isinstance(wished.cut, int) else None,
        wished.newcomers,
        wished.reward,
    ) == (
        present.minimum,
        present.capacity,
        present.window,
        present.limit_per_person,
        present.extension,
        present.off,
        present.newcomers,
        present.reward,
    )


def _is_alike(wished: DealDraft, known: Present) -> bool:
    same = _prices(wished, known) == _present_prices(known)
    return same and _has_same_steps(wished, known)


def _has_same_steps(wished: DealDraft, known: Present) -> bool:
    if bool(wished.steps) != bool(known.ladder):
        return False
    return ladder_of(wished.steps, known.solo) == tuple(known.ladder)


def _prices(wished: DealDraft, known: Present) -> dict[int, tuple[Money, Money]]:
    group = group_prices(wished.cut, known.solo)
    return {number: (solo, group[number]) for number, solo in known.solo.items()}


def _present_prices(known: Present) -> dict[int, tuple[Money, Money]]:
    return {number: (price.solo, price.group) for number, price in known.prices.items()}


def _done(made: DealLine | Problem) -> bool | Problem:
    return made if isinstance(made, Problem) else True
