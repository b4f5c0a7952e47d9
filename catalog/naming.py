"""Variants as people name them: which of a product's choices a few words mean, in whichever language."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from catalog.tables import variant, variant_text
from catalog.words import asked, fold, indexed
from storage.transaction import Transaction

_APART = re.compile(r"(\d)\s+(?=[a-z])")
"""Between a number and its unit: "500 ml" is called "500ml" as well."""

_LABELS = (
    select(variant_text.c.variant_id, variant_text.c.label)
    .join_from(variant_text, variant, variant.c.id == variant_text.c.variant_id)
    .where(variant_text.c.variant_id.in_(bindparam("ids", expanding=True)))
    .order_by(variant.c.position, variant.c.id)
)


@dataclass(frozen=True, slots=True)
class Named:
    """A variant's number and what it is called, in every language that it has a label in."""

    id: int
    labels: tuple[str, ...]


def named(tx: Transaction, variant_ids: Sequence[int]) -> tuple[Named, ...]:
    """These variants in the order of their shop, with all their labels."""
    found: dict[int, list[str]] = {}
    for row in tx.all(_LABELS, {"ids": list(variant_ids)}) if variant_ids else ():
        found.setdefault(row.variant_id, []).append(row.label)
    return tuple(Named(number, tuple(labels)) for number, labels in found.items())


def meant(variants: Sequence[Named], words: str) -> tuple[int, ...]:
    """The variants that all of these words fit: one is understood, several are a choice, none is a misunderstanding.

    One whose label is these words and no others is meant, even where they fit others as well: "Blue" beside "Blue, L".
    """
    wishes = asked(words)
    if not wishes:
        return ()
    fitting = {
        one.id: min(_surplus(label, wishes) for label in one.labels if _fits(label, wishes))
        for one in variants
        if any(_fits(label, wishes) for label in one.labels)
    }
    exact = _exact(fitting)
    return exact if len(exact) == 1 else tuple(fitting)


def nearest(variants: Sequence[Named], words: str) -> tuple[int, ...]:
    """The variants that most of these words fit, where none fits them all; empty where no word fits any."""
    fitting = Counter(number for word in words.split() for number in meant(variants, word))
    most = max(fitting.values(), default=0)
    return tuple(one.id for one in variants if most and fitting[one.id] == most)


def _exact(fitting: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(number for number, surplus in fitting.items() if not surplus)


def _fits(label: str, wishes: Sequence[tuple[str, ...]]) -> bool:
    """Every word is in the label; signs of Chinese stand for what they are a part of, as 蓝 does for 蓝色."""
    whole = fold(label)
    there = indexed(whole) | indexed(_APART.sub(r"\1", whole))
    return all(
        any(form in there or (not form.isascii() and form in whole) for form in forms)
        for forms in wishes
    )


def _surplus(label: str, wishes: Sequence[tuple[str, ...]]) -> int:
    """How many words of a label nobody said."""
    return sum(
        not set(forms) & {word for wish in wishes for word in wish} for forms in asked(label)
    )
