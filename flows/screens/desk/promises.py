"""What a shop promises its buyers about sending."""

from catalog.keeping.promising import CHOICES
from flows.faces import PressButton, Screen
from flows.presses.claims import SetShipDays, ShowShipDays
from flows.screens.buttons import button, pairs
from flows.screens.desk.staff import to_desk
from flows.screens.shape import paragraphs
from flows.texts import Texts


def ship_days(t: Texts, shop_id: int, days: int) -> Screen:
    """Within how many days orders are sent: shoppers see it, and how often it was kept."""
    text = paragraphs(
        t.gettext("<b>Shipping promise</b>"),
        t.ngettext(
            "You promise to send an order within {n} day.",
            "You promise to send an order within {n} days.",
            days,
        ),
        t.gettext(
            "Shoppers see this, and how often parcels went later. A change counts for new orders."
        ),
    )
    ways = [_choice(t, shop_id, one, chosen=one == days) for one in CHOICES]
    return Screen(text, (*pairs(ways), to_desk(t, shop_id)))


def to_ship_days(t: Texts, shop_id: int) -> PressButton:
    """The way to it."""
    return button(t.pgettext("button", "Shipping promise"), ShowShipDays(shop_id))


def _choice(t: Texts, shop_id: int, days: int, *, chosen: bool) -> PressButton:
    label = t.npgettext("button", "{n} day", "{n} days", days)
    return button(f"✓ {label}" if chosen else label, SetShipDays(shop_id, days))
