"""What a price ladder makes of one place at the close of its group buy: pure, in minor units of one currency."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settled:
    """One unit costs `price` now, a coupon takes `off` all of them, and `back` is what was paid too much.

    `credit` pays of the rest; `spare` is what it paid too much.
    """

    price: int
    off: int
    back: int
    credit: int = 0
    spare: int = 0


def settle(
    promised: int, reached: int, quantity: int, off: int, least: int = 1, credit: int = 0
) -> Settled | None:
    """Settle a place of so many units that were promised at one price, where another was reached.

    None: nothing changes. Nobody ever pays more than was promised. The coupon goes on taking its amount off, but
    never all: at least `least` stays to be paid, if that is not more than the place cost before. So does credit.
    """
    if reached >= promised:
        return None
    before, whole = promised * quantity - off - credit, reached * quantity
    stays = min(least, before)
    kept = max(0, min(off, whole - stays))
    pays = max(0, min(credit, whole - kept - stays))
    return Settled(reached, kept, before - (whole - kept - pays), pays, credit - pays)
