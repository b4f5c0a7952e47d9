"""The last look at a product before it counts: variants that can be told apart, and at least one of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import replace
from typing import TypeAlias, TypeVar

from catalog.importers.notes import Cell, Notes
from catalog.importers.texts import made_sku
from catalog.importers.values import Fault, Lost, OptionDraft, ProductDraft, VariantDraft, label_of
from catalog.typed import plain

Step: TypeAlias = Callable[[int, int], None]
"""Told after each product: how many rows are done, and of how many."""

_Rows = TypeVar("_Rows", bound=Sized)

LABEL = 200
"""Characters that all choices of a variant may have together."""


def each_product(
    groups: Mapping[str, _Rows],
    currency: str,
    notes: Notes,
    step: Step,
    read: Callable[[str, _Rows, str, Notes], ProductDraft | None],
) -> Iterator[ProductDraft]:
    """The products that `read` makes of the groups; each takes notes of its own, which join the others."""
    done, total = 0, sum(map(len, groups.values()))
    for handle, rows in groups.items():
        own = Notes()
        product = read(handle, rows, currency, own)
        notes.faults.extend(own.faults)
        done += len(rows)
        step(done, total)
        if product:
            yield product


def distinct(
    variants: Iterable[VariantDraft], sku: str, option: str, notes: Notes
) -> tuple[VariantDraft, ...]:
    """The variants without those that repeat an earlier one; `sku` and `option` name their columns in faults."""
    skus: dict[str, int] = {}
    choices: dict[str, int] = {}
    kept = []
    for variant in variants:
        label = variant.label()
        same = plain(label).casefold()
        if same in choices:
            expected = f"choices of its own for each variant; line {choices[same]} has the same"
            notes.note(Cell(variant.line, option, label), expected, Lost.VARIANT)
        elif variant.sku in skus:
            expected = (
                f"a stock number of its own for each variant; line {skus[variant.sku]} has the same"
            )
            notes.note(Cell(variant.line, sku, variant.sku), expected, Lost.VARIANT)
        else:
            choices[same] = skus[variant.sku] = variant.line
            kept.append(variant)
    return tuple(kept)


def numbered(handle: str, given: str, options: tuple[OptionDraft, ...]) -> str:
    """The stock number given, or one made from the handle and the choices."""
    return given or made_sku(handle, tuple(option.value[""] for option in options))


def short_enough(
    options: tuple[OptionDraft, ...], cell: Cell, notes: Notes
) -> tuple[OptionDraft, ...] | None:
    """The choices, or None and a note if their label would be too long to show."""
    languages = {"", *(language for option in options for language in option.value)}
    if max(len(label_of(options, language)) for language in languages) <= LABEL:
        return options
    notes.note(cell, f"choices of at most {LABEL} characters together", Lost.VARIANT)
    return None


def settle(product: ProductDraft | None, where: Cell, notes: Notes) -> ProductDraft | None:
    """The product, if anything of it can be sold; else its faults say that it is lost as a whole."""
    if product is not None and product.variants:
        return product
    if not any(fault.lost in {Lost.VARIANT, Lost.PRODUCT} for fault in notes.faults):
        notes.note(where, "at least one row with a price", Lost.PRODUCT)
    notes.faults[:] = map(_lost_with_its_product, notes.faults)
    return None


def _lost_with_its_product(fault: Fault) -> Fault:
    return replace(fault, lost=Lost.PRODUCT) if fault.lost is Lost.VARIANT else fault
