"""Choosing a variant and how many of it."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from catalog.browsing import VariantLine
from catalog.money import Money
from flows.faces import Picture, PressButton, Screen
from flows.presses.every import AskQuantity, BuyAlone, Join, Nothing, Pick, Press, StartGroup
from flows.presses.waiting import WaitFor
from flows.screens import rewards
from flows.screens.buttons import Row, back, button, home, pager
from flows.screens.coupons import less
from flows.screens.shape import LABEL, lines, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.costs import cost

VARIANTS = 8
"""Variants on a page."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen from: `most` units at once; `way` is where back leads, `shop_id` whose it is."""

    title: str
    variants: tuple[VariantLine, ...]
    most: int
    picture: Picture | None
    way: str
    shop_id: int = 0

    def variant(self, variant_id: int) -> VariantLine | None:
        """The variant of that number, or the only one there is."""
        if len(self.variants) == 1:
            return self.variants[0]
        return next((one for one in self.variants if one.id == variant_id), None)


def pick(
    t: Texts, choice: Choice, at: Pick, off: Money | None = None, credit: Money | None = None
) -> Screen:
    """The choice so far, with what it comes to, what a coupon takes `off` that, and what `credit` pays of it."""
    chosen = choice.variant(at.variant_id)
    rows = (*_variants(t, choice, at), *_quantity(t, choice, at, chosen))
    text = paragraphs(
        Markup("<b>{}</b>").format(choice.title),
        _so_far(t, at, chosen, (off, credit)) if chosen else t.gettext("Which one would you like?"),
    )
    last = (*rows, (back(t, choice.way), home(t)))
    return Screen(text, last, choice.picture)


def ask_quantity(t: Texts, choice: Choice, at: Pick, wrong: Markup | None = None) -> Screen:
    """The question for a typed quantity; `wrong` says why the last answer would not do."""
    question = t.ngettext(
        "How many would you like? Type a number, at most {n}.",
        "How many would you like? Type a number from 1 to {n}.",
        choice.most,
    )
    text = paragraphs(Markup("<b>{}</b>").format(choice.title), wrong, question)
    leave = button(t.pgettext("button", "‹ Back"), at)
    return Screen(text, ((leave, home(t)),), choice.picture)


def price_of(at: Pick, variant: VariantLine) -> Money:
    """What one unit costs for this goal."""
    return variant.solo if at.goal == "b" or variant.group is None else variant.group


def whole(choice: Choice, at: Pick) -> Money | None:
    """What the choice so far comes to without a coupon; None where nothing is chosen yet."""
    chosen = choice.variant(at.variant_id)
    return None if chosen is None else price_of(at, chosen) * at.quantity


def _so_far(
    t: Texts, at: Pick, chosen: VariantLine, less_by: tuple[Money | None, Money | None]
) -> Markup:
    price = price_of(at, chosen)
    sum_ = t.gettext(
        "{quantity} × {price} = <b>{total}</b>",
        quantity=t.number(at.quantity),
        price=t.money(price),
        total=t.money(price * at.quantity),
    )
    return lines([chosen.label, sum_, _less(t, price * at.quantity, *less_by), _stock(t, chosen)])


def _less(t: Texts, total: Money, off: Money | None, credit: Money | None) -> Markup | None:
    if off is None and credit is None:
        return None
    said = [less(t, off) if off else None, rewards.less(t, credit) if credit else None]
    pays = t.gettext("to pay: <b>{total}</b>", total=t.money(cost(total, 1, off, credit)))
    return Markup(" · ").join([*(one for one in said if one), pays])


def _stock(t: Texts, chosen: VariantLine) -> Markup | None:
    if chosen.free is None or chosen.free > 20:
        return None
    return t.ngettext("{n} left in stock.", "{n} left in stock.", chosen.free)


def _variants(t: Texts, choice: Choice, at: Pick) -> tuple[Row, ...]:
    if len(choice.variants) == 1:
        return ()
    count = pages(len(choice.variants), VARIANTS)
    page = min(max(at.page, 0), count - 1)
    shown = choice.variants[page * VARIANTS : (page + 1) * VARIANTS]
    rows: list[Row] = [(_variant(t, one, at),) for one in shown]
    return (*rows, *pager(t, page, count, lambda to: replace(at, page=to)))


def _variant(t: Texts, one: VariantLine, at: Pick) -> PressButton:
    label = f"{shorten(one.label, LABEL)} · {t.money(price_of(at, one))}"
    if one.free is not None and one.free <= 0:
        sold = t.pgettext("button", "{variant} · sold out", variant=shorten(one.label, LABEL))
        return button(sold, Nothing())
    mark = "✓ " if one.id == at.variant_id else ""
    return button(mark + label, replace(at, variant_id=one.id))


def _quantity(t: Texts, choice: Choice, at: Pick, chosen: VariantLine | None) -> tuple[Row, ...]:
    if chosen is None:
        return ()
    at = replace(at, variant_id=chosen.id)
    fewer = replace(at, quantity=max(1, at.quantity - 1))
    more = replace(at, quantity=min(choice.most, at.quantity + 1))
    ask = AskQuantity(at.goal, at.id, chosen.id, at.back)
    counting = (
        *([button("−", fewer)] if at.quantity > 1 else []),
        button(t.number(at.quantity), Nothing()),
        *([button("+", more)] if at.quantity < choice.most else []),
    )
    asking = (button(t.pgettext("button", "Type a number"), ask),)
    row: tuple[Row, ...] = (counting, asking) if choice.most > 1 else ()
    return (*row, (_done(t, at),))


def _done(t: Texts, at: Pick) -> PressButton:
    press: Press
    match at.goal:
        case "j":
            label, press = t.pgettext("button", "Join"), Join(at.id, at.variant_id, at.quantity)
        case "w":
            label = t.pgettext("button", "Wait for a place")
            press = WaitFor(at.id, at.variant_id, at.quantity)
        case "b":
            label = t.pgettext("button", "Buy alone")
            press = BuyAlone(at.id, at.variant_id, at.quantity)
        case _:
            label = t.pgettext("button", "Start a group")
            press = StartGroup(at.id, at.variant_id, at.quantity)
    return button(label, press, "primary")
