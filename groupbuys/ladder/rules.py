"""What a price ladder makes of one place at the close of its group buy: pure, in minor units of one currency."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settled:
    """One unit costs `price` now, a coupon takes `off` all of them, and `back` is what was paid too much."""

    price: int
    off: int
    back: int


def settle(promised: int, reached: int, quantity: int, off: int, least: int = 1) -> Settled | None:
    """Settle a place of so many units that were promised at one price, where another was reached.

    None: nothing changes. Nobody ever pays more than was promised. The coupon goes on taking its amount off, but
    never all: at least `least` stays to be paid, if that is not more than the place cost before.
    """
    if reached >= promised:
        return None
    before, whole = promised * quantity - off, reached * quantity
    kept = max(0, min(off, whole - min(least, before)))
    return Settled(reached, kept, before - (whole - kept))
