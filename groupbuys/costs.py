"""What a seat or an order costs: the one place where units, a price and a coupon become an amount."""

from catalog.money import Money


def cost(price: Money, quantity: int, off: Money | None = None) -> Money:
    """So many units at the `price` of one, less what a coupon takes `off` all of them; never below nothing."""
    whole = price * quantity
    if off is None:
        return whole
    return Money(max(0, (whole - off).minor), whole.currency)


def taken_off(minor: int, currency: str) -> Money | None:
    """What a coupon takes off, as it stands in the books: nothing is None."""
    return Money(minor, currency) if minor else None
