"""One product of a file into the books: added, or changed where the file changed."""

from collections.abc import Iterable

from sqlalchemy import bindparam, insert, update

from catalog.importers.values import ProductDraft, VariantDraft
from catalog.indexing import Findable, weigh
from catalog.intake.drafts import Ready
from catalog.intake.present import Choice, Present
from catalog.intake.sheaf import Row, Sheaf
from catalog.intake.stock import Statement, restock
from catalog.stock import SetAside
from catalog.tables import product, variant
from storage.transaction import Transaction

_ADD = insert(product)
_CHANGE = (
    update(product)
    .where(product.c.id == bindparam("number"))
    .values(
        category_id=bindparam("category"),
        vendor=bindparam("by"),
        tags=bindparam("words"),
        published=bindparam("shown"),
        position=bindparam("place"),
        source_hash=bindparam("print"),
    )
)
_ADD_VARIANT = insert(variant)
_CHANGE_VARIANT = (
    update(variant)
    .where(variant.c.id == bindparam("number"))
    .values(price=bindparam("solo"), position=bindparam("place"), active=bindparam("on_sale"))
)


def add(tx: Transaction, sheaf: Sheaf, ready: Ready, category_id: int) -> Present:
    """A product that was not there before, with its variants."""
    draft = ready.draft
    counted = [choice.stock for choice in draft.variants if choice.stock is not None]
    row = {
        "shop_id": sheaf.shop_id,
        "category_id": category_id,
        "handle": draft.handle,
        "vendor": draft.vendor,
        "tags": ", ".join(draft.tags),
        "published": int(draft.published),
        "free": sum(counted) if len(counted) == len(draft.variants) else None,
        "variants": len(draft.variants),
        "position": ready.position,
        "source_hash": ready.source_hash,
    }
    made = Present(tx.add(_ADD, row), ready.source_hash, ready.position, draft.published)
    for place, choice in enumerate(draft.variants):
        made.choices[choice.sku] = _add_variant(tx, made.id, choice, place, choice.stock)
    _describe(sheaf, made, draft)
    return made


def change(
    tx: Transaction,
    sheaf: Sheaf,
    known: Present,
    ready: Ready,
    category_id: int,
    set_aside: SetAside,
) -> Present:
    """A product as the file has it now. Variants that left the file stay, but are not for sale."""
    draft = ready.draft
    row = {
        "number": known.id,
        "category": category_id,
        "by": draft.vendor,
        "words": ", ".join(draft.tags),
        "shown": int(draft.published),
        "place": ready.position,
        "print": ready.source_hash,
    }
    tx.write(_CHANGE, row)
    before = len(known.choices)
    said = [_change_variant(tx, known, choice, at) for at, choice in enumerate(draft.variants)]
    said += _retire(tx, known, {choice.sku for choice in draft.variants})
    if len(said) > before or any(one.before != one.now for one in said):
        restock(tx, known.id, said, set_aside)
    sheaf.redone.append({"p": known.id})
    sheaf.relabelled += [{"v": known.choices[choice.sku].id} for choice in draft.variants]
    known.position = ready.position
    _describe(sheaf, known, draft)
    return known


def _add_variant(
    tx: Transaction, product_id: int, draft: VariantDraft, place: int, stock: int | None
) -> Choice:
    row = {
        "product_id": product_id,
        "sku": draft.sku,
        "position": place,
        "price": draft.price.minor,
        "free": stock,
        "imported": stock,
    }
    return Choice(tx.add(_ADD_VARIANT, row), stock, draft.price, active=True)


def _change_variant(tx: Transaction, known: Present, draft: VariantDraft, place: int) -> Statement:
    choice = known.choices.get(draft.sku)
    if choice is None:
        choice = _add_variant(tx, known.id, draft, place, None)
    else:
        row = {"number": choice.id, "solo": draft.price.minor, "place": place, "on_sale": 1}
        tx.write(_CHANGE_VARIANT, row)
    known.choices[draft.sku] = Choice(choice.id, draft.stock, draft.price, active=True)
    return Statement(choice.id, choice.imported, draft.stock)


def _retire(tx: Transaction, known: Present, kept: set[str]) -> Iterable[Statement]:
    for sku, choice in list(known.choices.items()):
        if sku in kept:
            continue
        if choice.active:
            row = {"number": choice.id, "solo": choice.price.minor, "place": 0, "on_sale": 0}
            tx.write(_CHANGE_VARIANT, row)
        known.choices[sku] = Choice(choice.id, 0, choice.price, active=False)
        yield Statement(choice.id, choice.imported, 0, on_sale=False)


def _describe(sheaf: Sheaf, known: Present, draft: ProductDraft) -> None:
    sheaf.texts += [_text(known.id, language, draft) for language in _languages(draft)]
    sheaf.pictures += [
        {"product_id": known.id, "position": at, "source": shown.source, "alt": shown.alt[""]}
        for at, shown in enumerate(draft.pictures)
    ]
    for choice in draft.variants:
        sheaf.labels += _labels(known.choices[choice.sku].id, choice)
    sheaf.words[known.id] = weigh(_findable(draft))


def _languages(draft: ProductDraft) -> set[str]:
    return {"", *draft.titles, *draft.descriptions}


def _text(product_id: int, language: str, draft: ProductDraft) -> Row:
    title = draft.titles.get(language, draft.titles[""])
    said = draft.descriptions.get(language, draft.descriptions.get("", ""))
    return {"product_id": product_id, "language": language, "title": title, "description": said}


def _labels(variant_id: int, draft: VariantDraft) -> list[Row]:
    languages = {"", *(language for option in draft.options for language in option.value)}
    return [
        {"variant_id": variant_id, "language": language, "label": draft.label(language)}
        for language in languages
    ]


def _findable(draft: ProductDraft) -> Findable:
    return Findable(
        titles=draft.titles.values(),
        keys=[choice.sku for choice in draft.variants],
        sorts=[*draft.category.names.values(), *draft.tags, draft.vendor],
        choices=[text for choice in draft.variants for text in _values(choice)],
        descriptions=draft.descriptions.values(),
    )


def _values(choice: VariantDraft) -> Iterable[str]:
    return (text for option in choice.options for text in option.value.values())
