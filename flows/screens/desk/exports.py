"""Tables that a shop takes out: which, of when, in which form, and what is said as they are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from catalog.keeping.shopkeeping import KeptShop
from flows.faces import Screen
from flows.presses.files import ExportDeals, ExportOrders, ShowDealExport, ShowOrderExport
from flows.screens.buttons import Row, button, pairs, standing
from flows.screens.desk.staff import to_desk
from flows.screens.names import short
from flows.screens.shape import lines, paragraphs
from flows.texts import Texts

PERIODS = ("t", "w", "m", "a")
STATES = ("", "p", "s", "d", "b")
FORMS = ("csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody took a table out: who, what ("orders" or "deals"), in which form, and when."""

    name: str
    what: str
    form: str
    at: datetime | None


def choose(
    t: Texts,
    shop: KeptShop,
    at: ShowOrderExport | ShowDealExport,
    taken: Sequence[Taken],
    *,
    both: bool,
) -> Screen:
    """What to take out; `both`: the reader may see deals too."""
    orders = isinstance(at, ShowOrderExport)
    text = paragraphs(
        Markup("<b>{}</b>").format(shop.name),
        t.gettext("<b>Orders as a table</b>") if orders else t.gettext("<b>Deals as a table</b>"),
        t.gettext("Choose, then press CSV or Excel. Times are those of {zone}.", zone=shop.zone),
        _taken(t, taken),
    )
    rows = (*_which(t, at, both=both), *_periods(t, at), *_states(t, at), _forms(t, at))
    return Screen(text, (*rows, to_desk(t, shop.id)))


def making(t: Texts, what: str, done: int, whole: int) -> Screen:
    """How far it is."""
    far = t.gettext(
        "{done} of {whole} rows are written …", done=t.number(done), whole=t.number(whole)
    )
    return Screen(paragraphs(_title(t, what), far))


def made(t: Texts, shop_id: int, what: str, rows: int) -> Screen:
    """It is made, and was sent."""
    said = t.ngettext("✅ {n} row", "✅ {n} rows", rows)
    return standing(Screen(paragraphs(_title(t, what), said), (to_desk(t, shop_id),)))


def empty(t: Texts, shop_id: int, what: str) -> Screen:
    """There is nothing to write down."""
    said = t.gettext("There is nothing in this table: try a longer period, or any state.")
    return standing(Screen(paragraphs(_title(t, what), said), (to_desk(t, shop_id),)))


def too_many(t: Texts, shop_id: int, what: str, most: int) -> Screen:
    """There is more than one file carries."""
    said = t.gettext(
        "That is more than fits into one file ({n} rows, 45 MB): choose a shorter period or one state.",
        n=t.number(most),
    )
    return standing(Screen(paragraphs(_title(t, what), said), (to_desk(t, shop_id),)))


def caption(t: Texts, shop: KeptShop, what: str, rows: int) -> str:
    """What stands beneath the file."""
    count = t.ngettext("{n} row", "{n} rows", rows)
    zone = t.gettext("Times are those of {zone}.", zone=shop.zone)
    return paragraphs(_title(t, what), lines([shop.name, count, zone]))


def is_made(t: Texts) -> str:
    """It was pressed, and is on its way."""
    return t.pgettext("toast", "I am writing the table …")


def sheet_name(t: Texts, what: str) -> str:
    """What the sheet inside of a workbook is called."""
    return t.pgettext("sheet", "Orders") if what == "orders" else t.pgettext("sheet", "Deals")


def _title(t: Texts, what: str) -> Markup:
    if what == "orders":
        return t.gettext("<b>Orders as a table</b>")
    return t.gettext("<b>Deals as a table</b>")


def _which(t: Texts, at: ShowOrderExport | ShowDealExport, *, both: bool) -> tuple[Row, ...]:
    if not both:
        return ()
    orders = isinstance(at, ShowOrderExport)
    ways = (
        (t.pgettext("button", "Orders"), ShowOrderExport(at.shop_id), orders),
        (t.pgettext("button", "Deals"), ShowDealExport(at.shop_id), not orders),
    )
    return (tuple(button(_ticked(label, on=on), press) for label, press, on in ways),)


def _periods(t: Texts, at: ShowOrderExport | ShowDealExport) -> tuple[Row, ...]:
    labels = {
        "t": t.pgettext("button", "Today"),
        "w": t.pgettext("button", "7 days"),
        "m": t.pgettext("button", "30 days"),
        "a": t.pgettext("button", "All"),
    }
    ways = []
    for period, label in labels.items():
        press: ShowOrderExport | ShowDealExport = ShowDealExport(at.shop_id, period)
        if isinstance(at, ShowOrderExport):
            press = ShowOrderExport(at.shop_id, period, at.state)
        ways.append(button(_ticked(label, on=period == at.period), press))
    return (tuple(ways),)


def _states(t: Texts, at: ShowOrderExport | ShowDealExport) -> tuple[Row, ...]:
    if isinstance(at, ShowDealExport):
        return ()
    labels = {
        "": t.pgettext("button", "Any state"),
        "p": t.pgettext("button", "To pack"),
        "s": t.pgettext("button", "Sent"),
        "d": t.pgettext("button", "Handed out"),
        "b": t.pgettext("button", "Taken back"),
    }
    return pairs(
        [
            button(
                _ticked(label, on=state == at.state), ShowOrderExport(at.shop_id, at.period, state)
            )
            for state, label in labels.items()
        ]
    )


def _forms(t: Texts, at: ShowOrderExport | ShowDealExport) -> Row:
    labels = {"csv": t.pgettext("button", "CSV"), "xlsx": t.pgettext("button", "Excel")}
    if isinstance(at, ShowOrderExport):
        return tuple(
            button(label, ExportOrders(at.shop_id, at.period, at.state, form), "primary")
            for form, label in labels.items()
        )
    return tuple(
        button(label, ExportDeals(at.shop_id, at.period, form), "primary")
        for form, label in labels.items()
    )


def _ticked(label: str, *, on: bool) -> str:
    return f"✓ {label}" if on else label


def _taken(t: Texts, taken: Sequence[Taken]) -> Markup | None:
    if not taken:
        return None
    rows = [
        t.gettext(
            "{name}: {what}, {form}, {when}",
            name=short(one.name) or t.pgettext("name", "Somebody"),
            what=sheet_name(t, one.what),
            form="Excel" if one.form == "xlsx" else "CSV",
            when=t.moment(one.at) if one.at is not None else "",
        )
        for one in taken
    ]
    return lines([t.gettext("Taken out lately:"), *rows])
