"""What a seat or an order costs: the one place where units, a price, a coupon and credit become an amount."""

from catalog.money import Money


def cost(
    price: Money, quantity: int, off: Money | None = None, credit: Money | None = None
) -> Money:
    """So many units at the `price` of one, less what a coupon takes `off` and `credit` pays; never below nothing."""
    whole = price * quantity
    for less in filter(None, (off, credit)):
        whole = Money(max(0, (whole - less).minor), whole.currency)
    return whole


def taken_off(minor: int, currency: str) -> Money | None:
    """What a coupon takes off or credit pays, as it stands in the books: nothing is None."""
    return Money(minor, currency) if minor else None
