"""A pasted list of parcels, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from markupsafe import Markup, escape

from flows.faces import Screen
from flows.presses.every import ShowShopOrders
from flows.screens.buttons import Row, button
from flows.screens.desk.orders import stood
from flows.screens.desk.staff import to_desk
from flows.screens.shape import LABEL, lines, paragraphs, shorten
from flows.texts import Texts
from groupbuys.fulfilment.fulfilling import LONGEST_CARRIER, LONGEST_TRACKING
from groupbuys.fulfilment.packing import ShopOrder

LINES = 20
"""Bad lines in one message: with the longest names and numbers it stays within 4,096 characters."""


class Wrong(Enum):
    """Why a line did not land."""

    NO_NUMBER = "no number"
    UNKNOWN = "unknown"
    UNCLEAR = "unclear"
    TWICE = "twice"
    STOOD = "stood"
    TOO_LONG = "too long"


@dataclass(frozen=True, slots=True)
class Line:
    """The line `at`, as it was `said` or by its order's number; the `order` where there is one, sent by line `by`."""

    at: int
    said: str
    why: Wrong
    order: ShopOrder | None = None
    by: int = 0


def ask(t: Texts, shop_id: int) -> Screen:
    """Ask for the list."""
    text = paragraphs(
        t.gettext(
            "Paste a list, one parcel a line: order number, carrier, tracking number. Tabs, commas or spaces between "
            "them, in any order. For example:"
        ),
        Markup("<code>{}</code>").format("K7M2QX9P DHL 00340434161094\n4PX, 300123456, B2WN8RTY"),
        t.gettext(
            "Good lines are marked as shipped and their buyers told; I name every other line."
        ),
    )
    return Screen(text, _back(t, shop_id))


def report(t: Texts, shop_id: int, sent: int, bad: Sequence[Line]) -> list[Screen]:
    """What landed and what did not, in as many messages as that takes; the last one has the buttons."""
    head = [
        t.ngettext(
            "✅ {n} order is marked as shipped, and its buyer is told.",
            "✅ {n} orders are marked as shipped, and their buyers are told.",
            sent,
        )
        if sent
        else t.gettext("Nothing was marked as shipped."),
        t.ngettext("{n} line did not land:", "{n} lines did not land:", len(bad)) if bad else None,
    ]
    parts = [bad[at : at + LINES] for at in range(0, len(bad), LINES)] or [()]
    texts = [lines(_line(t, one) for one in part) for part in parts]
    again, last = t.gettext("You can paste another list."), len(texts) - 1
    return [
        Screen(
            paragraphs(*([] if at else head), text, again if at == last else None),
            _back(t, shop_id) if at == last else (),
        )
        for at, text in enumerate(texts)
    ]


def _line(t: Texts, one: Line) -> Markup:
    return t.gettext("Line {at}: {why}", at=t.number(one.at), why=_why(t, one))


def _why(t: Texts, one: Line) -> Markup:
    said = shorten(one.said, LABEL)
    match one.why:
        case Wrong.NO_NUMBER:
            return t.gettext("no order number in “{said}”", said=said)
        case Wrong.UNKNOWN:
            return t.gettext("this shop has no order {number}", number=said)
        case Wrong.UNCLEAR:
            return t.gettext(
                "I cannot tell which is the carrier and which the tracking number: “{said}”",
                said=said,
            )
        case Wrong.TWICE:
            return t.gettext("{number} is in line {by} already", number=said, by=t.number(one.by))
        case Wrong.STOOD:
            return stood(t, one.order) if one.order is not None else escape(said)
        case Wrong.TOO_LONG:
            return t.gettext(
                "too long: a carrier has at most {carrier} characters, a tracking number {tracking}",
                carrier=t.number(LONGEST_CARRIER),
                tracking=t.number(LONGEST_TRACKING),
            )


def _back(t: Texts, shop_id: int) -> tuple[Row, ...]:
    return (
        (button(t.pgettext("button", "‹ Orders"), ShowShopOrders(shop_id)),),
        to_desk(t, shop_id),
    )
