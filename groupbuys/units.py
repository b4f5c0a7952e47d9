"""Units of stock for places: taken for a seat or a purchase, and free again when nobody gets them."""

from catalog import low_stock, stock
from groupbuys.facts import Offer
from groupbuys.model import GroupBuy, Seat
from storage.transaction import Transaction


def take(
    tx: Transaction, product_id: int, variant_id: int, units: int, beyond: int, offer: Offer
) -> bool:
    """Set stock aside for a place: `units` of the variant, `beyond` of the product that no group has set aside yet.

    Where a group offers no choice (not `several`), what it set aside is of its variant already: `beyond` of both.
    False, with nothing changed, where there is not that much. The keepers hear of it where only few are left.
    """
    chosen = units if offer.several else beyond
    of_variant = stock.take_variant(tx, variant_id, chosen) if chosen else None
    if chosen and of_variant is None:
        return False
    whole = stock.take(tx, product_id, beyond) if beyond > 0 else None
    if beyond > 0 and whole is None:
        stock.give_variant(tx, {variant_id: chosen})
        return False
    if of_variant is not None:
        low_stock.watch_variant(tx, variant_id, of_variant, chosen, offer.warn_below)
    if whole is not None:
        low_stock.watch_product(tx, product_id, whole, beyond, offer.warn_below)
    return True


def give(tx: Transaction, product_id: int, variant_id: int, units: int) -> None:
    """Units that were bought alone, or delivered to nobody, are free again."""
    stock.give_variant(tx, {variant_id: units})
    stock.give(tx, {product_id: units})


def give_of_seat(tx: Transaction, group: GroupBuy, old: Seat, times: int = 1) -> None:
    """What a seat took is free again, but for the one unit that its group buy set aside when it opened.

    `times` -1: it was not given back after all, however few units were counted meanwhile.
    """
    beyond = times * (old.quantity - 1)
    several = not stock.sole_variants(tx, [group.terms_id])
    stock.give_variant(tx, {old.variant_id: times * old.quantity if several else beyond})
    stock.give(tx, {group.product_id: beyond})
