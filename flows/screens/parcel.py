"""How something is on its way, in the words of the shop that sent it."""

from markupsafe import Markup

from flows.texts import Texts


def parcel(t: Texts, carrier: str, tracking: str) -> Markup | None:
    """The carrier and the tracking number, as far as the shop said them."""
    if carrier and tracking:
        return t.gettext(
            "📦 {carrier}, tracking number {tracking}", carrier=carrier, tracking=tracking
        )
    if tracking:
        return t.gettext("📦 Tracking number {tracking}", tracking=tracking)
    return t.gettext("📦 Sent with {carrier}", carrier=carrier) if carrier else None
