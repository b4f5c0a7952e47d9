"""How a shop's goods are handed over."""

from collections.abc import Sequence

from markupsafe import Markup

from catalog.points import PickupPoint
from catalog.shopkeeping import Handover, KeptShop
from flows.presses import ClosePoint, NamePoint, SetHandover, ShowPoints
from flows.replies import Screen
from flows.screens.buttons import Row, button
from flows.screens.desk.opening import handover
from flows.screens.desk.staff import to_desk
from flows.screens.shape import LABEL, lines, paragraphs, shorten
from flows.texts import Texts


def points(t: Texts, shop: KeptShop, found: Sequence[PickupPoint]) -> Screen:
    """The ways there are, and each pickup point."""
    listed = [
        lines([Markup("<b>{}</b>").format(one.name), one.address, one.hours]) for one in found
    ]
    none = t.gettext("No pickup point yet.") if shop.handover is not Handover.DELIVERY else None
    text = paragraphs(t.gettext("<b>Handover</b>"), *listed, none if not listed else None)
    ways: Row = tuple(
        button(
            f"✓ {handover(t, one)}" if one is shop.handover else handover(t, one),
            SetHandover(shop.id, one.value),
        )
        for one in Handover
    )
    closing: list[Row] = [
        (
            button(
                t.pgettext("button", "Close {point}", point=shorten(one.name, LABEL)),
                ClosePoint(shop.id, one.id),
            ),
        )
        for one in found
    ]
    more: Row = (button(t.pgettext("button", "Add a pickup point"), NamePoint(shop.id)),)
    return Screen(text, (ways, *closing, more, to_desk(t, shop.id)))


def ask(t: Texts, shop_id: int, *, again: bool = False) -> Screen:
    """Ask where it is, and when somebody is there."""
    text = paragraphs(
        t.gettext("That was too long, or empty.") if again else None,
        t.gettext(
            "Type the pickup point: its name, then its address, then its hours, each on a line of its own. For example:"
        ),
        t.gettext("Corner shop\n12 Main Street\nMon to Fri 9:00 to 18:00"),
    )
    back = button(t.pgettext("button", "‹ Back"), ShowPoints(shop_id))
    return Screen(text, ((back,),))
