"""A shop's stock, for its keepers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.restocking import OnlyFree, Restocked, TooFew, Unmoved
from catalog.stock import Aside
from catalog.stocktaking import StockLine
from flows.faces import Screen
from flows.presses.stock import (
    AddUnits,
    CountUnits,
    Restock,
    ShowCount,
    ShowStock,
    StopCounting,
    WarnBelow,
)
from flows.quantities import Unfit
from flows.screens.buttons import Row, button, home, pager, standing
from flows.screens.desk.staff import to_desk
from flows.screens.shape import LABEL, NAME, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts

LINES = 8
"""Variants on a page."""


@dataclass(frozen=True, slots=True)
class StockPage:
    """Some `lines` of `total`, what is set aside of their products by number, and below how many the shop is warned."""

    lines: Sequence[StockLine]
    total: int
    held: Mapping[int, Aside]
    few: int


def listed(t: Texts, at: ShowStock, of: StockPage) -> Screen:
    """One page: what is free and what is set aside, with a button for each variant."""
    text = paragraphs(
        t.gettext("<b>Stock</b>"),
        lines(_line(t, one, of.held[one.product_id], of.few) for one in of.lines)
        if of.lines
        else t.gettext("There is nothing on sale here yet."),
        below(t, of.few),
    )
    rows: list[Row] = [
        (button(_label(t, one, of.few), ShowCount(at.shop_id, one.variant_id)),) for one in of.lines
    ]
    turning = pager(
        t, at.page, pages(of.total, LINES), lambda to: ShowStock(at.shop_id, to, at.product_id)
    )
    warn = button(t.pgettext("button", "When to warn"), WarnBelow(at.shop_id))
    return Screen(text, (*rows, *turning, (warn,), to_desk(t, at.shop_id)))


def count(
    t: Texts, shop_id: int, one: StockLine, aside: Aside, few: int, said: Markup | None = None
) -> Screen:
    """One variant: what is free, what is set aside, and what can be done about it."""
    text = paragraphs(
        said,
        lines(
            [
                Markup("<b>{}</b>").format(named(one)),
                t.gettext("SKU: {sku}", sku=one.sku) if one.sku else None,
            ]
        ),
        lines([*_books(t, one, aside), _warning(t, one, few)]),
    )
    more = button(t.pgettext("button", "Restock"), Restock(shop_id, one.variant_id), "primary")
    rows: list[Row] = [(more,)]
    if one.free is not None:
        stop = StopCounting(shop_id, one.variant_id)
        rows.append((button(t.pgettext("button", "Stop counting"), stop),))
    back = button(t.pgettext("button", "‹ Stock"), ShowStock(shop_id))
    return Screen(text, (*rows, (back,), to_desk(t, shop_id)))


def ask(
    t: Texts, shop_id: int, one: StockLine, aside: Aside, wrong: Markup | None = None
) -> Screen:
    """Ask how many came in, or how many are there."""
    text = paragraphs(
        wrong,
        Markup("<b>{}</b>").format(named(one)),
        lines(_books(t, one, aside)),
        lines(
            [
                t.gettext("<b>+20</b>: twenty more came in"),
                t.gettext("<b>-2</b>: two are gone"),
                t.gettext(
                    "<b>=35</b>: thirty-five are there, with what is set aside but without what was ordered"
                ),
            ]
        ),
        t.gettext("Type one of these, or say it in words."),
    )
    back = button(t.pgettext("button", "‹ Back"), ShowCount(shop_id, one.variant_id))
    return Screen(text, ((back,),))


def either(t: Texts, shop_id: int, one: StockLine, units: int) -> Screen:
    """A bare number can be more, or all there are."""
    text = t.gettext(
        "{n} of <b>{what}</b>: did they come in, or are that many there in all?",
        n=t.number(units),
        what=named(one),
    )
    number, before = t.number(units), one.stamp
    rows: list[Row] = []
    if one.free is not None:
        more = AddUnits(shop_id, one.variant_id, units, before)
        rows.append((button(t.pgettext("button", "{n} more came in", n=number), more),))
    there = CountUnits(shop_id, one.variant_id, units, before)
    rows.append((button(t.pgettext("button", "{n} are there in all", n=number), there),))
    back = button(t.pgettext("button", "‹ Back"), ShowCount(shop_id, one.variant_id))
    return Screen(str(text), (*rows, (back,)))


def ask_below(t: Texts, shop_id: int, few: int, wrong: Markup | None = None) -> Screen:
    """Ask below how many units to warn."""
    text = paragraphs(
        wrong,
        below(t, few),
        t.gettext(
            "Below how many units shall I write to those who make deals? Type a number; 0 is never."
        ),
    )
    back = button(t.pgettext("button", "‹ Stock"), ShowStock(shop_id))
    return Screen(text, ((back,),))


def low(t: Texts, shop_id: int, one: StockLine, left: int) -> Screen:
    """News: few are left."""
    text = t.ngettext(
        "📉 <b>{what}</b>: only {n} is left.",
        "📉 <b>{what}</b>: only {n} are left.",
        left,
        what=named(one),
    )
    if not left:
        text = t.gettext("📉 <b>{what}</b> is sold out.", what=named(one))
    more = button(t.pgettext("button", "Restock"), Restock(shop_id, one.variant_id), "primary")
    return standing(Screen(str(text), ((more,), _to_stock(t, shop_id, one.product_id))))


def low_product(t: Texts, shop_id: int, one: StockLine, left: int) -> Screen:
    """News: few of all variants of a product are left for new groups."""
    what = shorten(one.title, TITLE)
    text = t.ngettext(
        "📉 <b>{what}</b>: {n} is left of all kinds together; open groups have set the others aside.",
        "📉 <b>{what}</b>: {n} are left of all kinds together; open groups have set the others aside.",
        left,
        what=what,
    )
    return standing(Screen(str(text), (_to_stock(t, shop_id, one.product_id),)))


def done(t: Texts, how: Restocked, units: int, *, counted: bool) -> Markup:
    """What came of it; `units` below zero went."""
    match how:
        case int() if counted:
            return t.gettext("✅ Counted: {free} are free now.", free=t.number(how))
        case int():
            moved = f"{'+' if units > 0 else '−'}{t.number(abs(units))}"
            return t.gettext("✅ {moved}: {free} are free now.", moved=moved, free=t.number(how))
        case OnlyFree(free):
            return t.gettext(
                "Only {free} are free: open groups, unpaid places and orders hold the others.",
                free=t.number(free),
            )
        case TooFew(least):
            return t.gettext(
                "Open groups and unpaid places hold units of it, so at least {least} have to be there. "
                "={least} lets nobody start a new group.",
                least=t.number(least),
            )
        case Unmoved.NOT_COUNTED:
            return t.gettext("Nobody counts it yet. Type for example =20 to begin.")
        case Unmoved.TOO_MUCH:
            return t.gettext("That is more than the books can hold.")
        case Unmoved.GONE:
            return t.gettext("That is not here any more.")


def wrong(t: Texts, why: Unfit, most: int) -> Markup:
    """Why a typed number will not do."""
    match why:
        case Unfit.NO_NUMBER:
            return t.gettext("I could not tell what to do with that.")
        case Unfit.NOT_WHOLE:
            return t.gettext("Only whole numbers will do.")
        case Unfit.TOO_FEW:
            return t.gettext("It has to be at least one.")
        case Unfit.TOO_MANY:
            return t.ngettext("That is more than {n}.", "That is more than {n}.", most)


def moved(t: Texts) -> Markup:
    """The books are no longer what the button was shown with."""
    return t.gettext(
        "Nothing was changed: the number moved since you typed. Look, and type it again."
    )


def gone(t: Texts) -> Screen:
    """There is no such variant in this shop."""
    return Screen(str(t.gettext("That is not here any more.")), ((home(t),),))


def below(t: Texts, few: int) -> Markup:
    """When this shop is warned."""
    if not few:
        return t.gettext("I do not warn when stock runs low.")
    return t.ngettext(
        "I warn when fewer than {n} is free.", "I warn when fewer than {n} are free.", few
    )


def named(one: StockLine) -> str:
    """What it is."""
    title, label = shorten(one.title, TITLE), shorten(one.label, NAME)
    return f"{title}, {label}" if label else title


def _line(t: Texts, one: StockLine, aside: Aside, few: int) -> Markup:
    what = shorten(named(one), LABEL)
    if one.free is None:
        return t.gettext("{what}: not counted", what=what)
    return t.gettext(
        "{sign}{what}: {free} free, {held} set aside",
        sign=_sign(one, few),
        what=what,
        free=t.number(one.free),
        held=t.number(aside.of_variant.get(one.variant_id, 0)),
    )


def _books(t: Texts, one: StockLine, aside: Aside) -> list[Markup]:
    if one.free is None:
        return [t.gettext("Not counted: it is never sold out.")]
    held = t.number(aside.of_variant.get(one.variant_id, 0))
    said = [
        t.gettext("Free: {free}", free=t.number(one.free)),
        t.gettext("Set aside for open groups and unpaid places: {held}", held=held),
    ]
    if not one.alone and one.together is not None:
        together = t.number(one.together)
        said.append(t.gettext("Free of all kinds together, for new groups: {n}", n=together))
    return said


def _warning(t: Texts, one: StockLine, few: int) -> Markup | None:
    if not _sign(one, few):
        return None
    return t.gettext("⚠️ Few are left.") if one.left else t.gettext("⚠️ Sold out.")


def _sign(one: StockLine, few: int) -> str:
    return "⚠️ " if one.left is not None and (one.left < few or one.left <= 0) else ""


def _label(t: Texts, one: StockLine, few: int) -> str:
    free = "–" if one.free is None else t.number(one.free)
    return f"{_sign(one, few)}{free} · {shorten(named(one), LABEL)}"


def _to_stock(t: Texts, shop_id: int, product_id: int) -> Row:
    return (button(t.pgettext("button", "Stock"), ShowStock(shop_id, 0, product_id)),)
