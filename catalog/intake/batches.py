"""One batch of products into the books, in one transaction: each lands whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from catalog.deal_rules import Problem
from catalog.deals import turn_due
from catalog.importers.values import Fault, Lost, TermsDraft
from catalog.intake import products
from catalog.intake.deals import offer, show
from catalog.intake.drafts import Ready
from catalog.intake.present import Present, present
from catalog.intake.sheaf import Sheaf
from catalog.stock import SetAside
from storage.transaction import Transaction


@dataclass(slots=True)
class Tally:
    """How many products were added, changed, left as they were; and what did not land."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a batch goes: the shop, its categories by slug, the terms for whoever has none.

    `set_aside` counts what of a product is neither free nor sold.
    """

    shop_id: int
    categories: dict[str, int]
    terms: TermsDraft | None
    set_aside: SetAside


def land(tx: Transaction, batch: Sequence[Ready], place: Place) -> Tally:
    """Bring these products and their deals into the books."""
    turn_due(tx)  # a deal whose end has come is over, also in the moment before the tick says so
    tally, sheaf = Tally(), Sheaf(place.shop_id)
    known = present(tx, place.shop_id, [ready.draft.handle for ready in batch])
    for ready in batch:
        was = known.get(ready.draft.handle)
        now, wrote = _bring(tx, sheaf, was, ready, place)
        dealt = offer(tx, now, ready.draft.terms or place.terms)
        if isinstance(dealt, Problem):
            tally.faults.append(_fault(ready, dealt))
        tally.faults += ready.faults
        tally.added += was is None
        tally.changed += was is not None and (wrote or dealt is True)
        tally.unchanged += was is not None and not wrote and dealt is not True
    sheaf.write(tx)
    return tally


def _bring(
    tx: Transaction, sheaf: Sheaf, was: Present | None, ready: Ready, place: Place
) -> tuple[Present, bool]:
    category_id = place.categories[ready.draft.category.slug]
    if was is None:
        return products.add(tx, sheaf, ready, category_id), True
    if was.source_hash != ready.source_hash:
        show(tx, was, published=ready.draft.published)
        return products.change(tx, sheaf, was, ready, category_id, place.set_aside), True
    if was.position != ready.position:
        sheaf.places.append({"p": was.id, "place": ready.position})
    return was, False


def _fault(ready: Ready, problem: Problem) -> Fault:
    draft = ready.draft
    expected = f"terms within the rules ({problem.sentence.rstrip('.')})"
    return Fault(draft.line, "deal", draft.titles[""], expected, Lost.VALUE)
