"""Where to? The buyer's choice of a pickup point or a delivery, and what a delivery needs to know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.keeping.points import PickupPoint
from catalog.keeping.shopkeeping import DETAILS
from flows.details import LONGEST, Unfit
from flows.faces import PressButton, Screen, Style
from flows.presses.every import Press, ShowOrder
from flows.presses.handover import (
    PickUpAt,
    SameAsLast,
    TypeDetail,
    WhereTo,
    WithoutNote,
)
from flows.screens.buttons import Row, button, home, my_orders, pager, pairs
from flows.screens.destination import destination, field_name, forget, missing, place
from flows.screens.shape import LABEL, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.fulfilment.handover import Bought, still_asked

POINTS = 8
"""Pickup points on a page."""

_LINE = 120


@dataclass(frozen=True, slots=True)
class Goods:
    """What it is about: its title, and the order or seat that shows all of it."""

    title: str
    see: ShowOrder


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen: the shop's `points`, and what was given for another delivery `last`."""

    points: Sequence[PickupPoint]
    last: Mapping[str, str]


def ask_where(t: Texts, one: Bought, style: Style = "plain") -> PressButton:
    """The button that leads to the choice."""
    return button(t.pgettext("button", "📍 Where to?"), WhereTo(one.what, one.id), style)


def where(
    t: Texts,
    one: Bought,
    goods: Goods,
    can: Choice,
    page: int = 0,
    said: Markup | None = None,
) -> Screen:
    """Where it goes, and what else can be chosen."""
    points = can.points if one.is_open and one.has_choice else ()
    count = pages(len(points), POINTS)
    page = min(max(page, 0), count - 1)
    shown = points[page * POINTS : (page + 1) * POINTS]
    text = paragraphs(
        said,
        lines(
            [_head(goods), t.gettext("Order {number}", number=one.number) if one.number else None]
        ),
        _now(t, one),
        *_elsewhere(t, one, shown),
        _typing(t, one) if not shown else None,
        _promise(t, one),
    )
    rows = (
        *_last(t, one, can.last),
        *((_point(one, point),) for point in shown),
        *(pager(t, page, count, lambda to: WhereTo(one.what, one.id, to)) if shown else ()),
        *_delivery(t, one, can_pick=bool(shown)),
        *(((forget(t),),) if can.last and one.delivers else ()),
    )
    back = button(t.pgettext("button", "See the order"), goods.see)
    return Screen(text, (*rows, (back, home(t))))


def ask_detail(t: Texts, press: TypeDetail, one: Bought, why: Unfit | None = None) -> Screen:
    """Ask for one thing; what was wrong with what was typed before."""
    left = still_asked(one, one.draft)
    text = paragraphs(
        _wrong(t, press.field, why) if why is not None else None,
        _asked(t, press.field),
        _all_at_once(t, left) if left[:1] == (press.field,) else None,
    )
    rows: list[Row] = []
    if press.field == "note" and one.draft.get("note"):
        rows.append((button(t.pgettext("button", "No note"), WithoutNote(press.what, press.id)),))
    return Screen(text, (*rows, (button(t.pgettext("button", "‹ Back"), _before(press, one)),)))


def thanks(t: Texts) -> Markup:
    """It was said, and the shop knows."""
    return t.gettext("✅ Thank you, the shop knows now where it goes.")


def too_late(t: Texts) -> Markup:
    """It can no longer be changed."""
    return t.gettext("That cannot be changed any more: it has left the shop.")


def forgotten(t: Texts) -> Screen:
    """The address book is empty; what orders need is kept with them."""
    text = t.gettext(
        "Your address is forgotten. Orders that you have placed keep the one you gave for them."
    )
    return Screen(str(text), ((my_orders(t), home(t)),))


def _head(goods: Goods) -> Markup | None:
    return Markup("<b>{}</b>").format(shorten(goods.title, TITLE)) if goods.title else None


def _now(t: Texts, one: Bought) -> Markup:
    if one.destination is not None:
        return destination(t, one.destination)
    if not one.is_open:
        return t.gettext("There is nothing to say about where it goes just now.")
    if not one.has_choice:
        return t.gettext("The shop has not said yet where you pick it up.")
    return missing(t)


def _elsewhere(t: Texts, one: Bought, shown: Sequence[PickupPoint]) -> tuple[Markup, ...]:
    """The pickup points that are not chosen; the chosen one stands above them already."""
    chosen = one.destination
    rest = [place(each, _LINE) for each in shown if chosen is None or chosen.point != each]
    if chosen is None or not rest:
        return tuple(rest)
    return (t.gettext("You can choose another way:"), *rest)


def _promise(t: Texts, one: Bought) -> Markup | None:
    if not (one.is_open and one.delivers):
        return None
    return t.gettext("Only the shop sees your address.")


def _typing(t: Texts, one: Bought) -> Markup | None:
    """Nothing but a delivery: what to type is asked at once."""
    left = still_asked(one, one.draft)
    if not one.is_asked or not left:
        return None
    return lines([_asked(t, left[0]), _all_at_once(t, left)])


def _all_at_once(t: Texts, left: Sequence[str]) -> Markup | None:
    if len(left) < 2:
        return None
    return t.gettext(
        "Or all in one message, each on a line of its own: {what}.",
        what=t.listed(*(field_name(t, field) for field in left)),
    )


def _asked(t: Texts, field: str) -> Markup:
    match field:
        case "name":
            return t.gettext("Whom is it for? Type the name.")
        case "phone":
            return t.gettext("Under which phone number are you reached? Type it.")
        case "address":
            return t.gettext("Where shall it be delivered? Type the address.")
        case _:
            return t.gettext("What should the shop know? Type a note, such as “ring twice”.")


def _wrong(t: Texts, field: str, why: Unfit) -> Markup:
    match why:
        case Unfit.EMPTY:
            return t.gettext("There was nothing in that message that I could use.")
        case Unfit.LINES:
            return t.gettext("Those were several lines, and I could not tell what is which.")
        case Unfit.LONG:
            return t.gettext(
                "That was too long: {n} characters at most.", n=t.number(LONGEST[field])
            )
        case Unfit.NO_PHONE:
            return t.gettext("A phone number has 5 to 20 digits, such as +49 151 23456789.")


def _before(press: TypeDetail, one: Bought) -> Press:
    """What was asked before; the first thing leads back to the choice, and so does whatever is only changed."""
    fields = [field for field in one.asks if field in DETAILS]
    at = fields.index(press.field) if press.field in fields else 0
    if one.destination is not None or at == 0:
        return WhereTo(press.what, press.id)
    return TypeDetail(press.what, press.id, fields[at - 1])


def _last(t: Texts, one: Bought, last: Mapping[str, str]) -> tuple[Row, ...]:
    if not (one.is_open and one.delivers) or still_asked(one, last):
        return ()
    now = one.destination
    if now is not None and now.point is None:
        return ()
    what = t.listed(*(last[field] for field in ("name", "address", "phone") if last.get(field)))
    label = t.pgettext("button", "Same as last time: {what}", what=shorten(what, LABEL))
    return ((button(label, SameAsLast(one.what, one.id), "primary"),),) if what else ()


def _point(one: Bought, point: PickupPoint) -> PressButton:
    here = one.destination is not None and one.destination.point == point
    label = shorten(point.name, LABEL)
    return button(f"✓ {label}" if here else f"📍 {label}", PickUpAt(one.what, one.id, point.id))


def _delivery(t: Texts, one: Bought, *, can_pick: bool) -> tuple[Row, ...]:
    if not (one.is_open and one.delivers):
        return ()
    if one.destination is None or one.destination.point is not None:
        left = still_asked(one, one.draft)
        if left and not can_pick and one.destination is None:
            return ()  # it is asked in so many words already
        start = TypeDetail(one.what, one.id, (left or one.asks)[0])
        return ((button(t.pgettext("button", "🚚 Have it delivered"), start),),)
    changes = [
        button(_change(t, one, field), TypeDetail(one.what, one.id, field)) for field in one.asks
    ]
    return pairs(changes)


def _change(t: Texts, one: Bought, field: str) -> str:
    if field == "note" and not one.draft.get("note"):
        return t.pgettext("button", "Add a note")
    return t.pgettext("button", "Change: {what}", what=field_name(t, field))
