"""Quiet hours in a shop's channels: when they are, and what happens to a post that comes due then."""

from markupsafe import Markup

from flows.faces import PressButton, Screen
from flows.presses.channels import ShowChannels
from flows.presses.hush import SetHush, ShowHush
from flows.screens.buttons import Row, button, pairs
from flows.screens.desk.staff import to_desk
from flows.screens.settings import zone_name
from flows.screens.shape import paragraphs
from flows.texts import Texts
from groupbuys.channels.hushing import Hush, Manner

HOURS = ((22, 8), (21, 9), (23, 7), (20, 10))
"""Quiet hours to choose from."""


def hours(t: Texts, shop_id: int, hush: Hush) -> Screen:
    """When it is quiet, what happens then, and everything else that it could be."""
    text = paragraphs(
        t.gettext("<b>Quiet hours in your channels</b>"),
        said(t, hush),
        t.gettext(
            "The hours are by the shop's clock: {zone}. What stands in a channel is kept up to "
            "date at any hour; that makes no sound.",
            zone=zone_name(t, hush.zone),
        ),
    )
    rows: list[Row] = [(_manner(t, shop_id, hush, one),) for one in Manner]
    if hush.how is not Manner.DAY:
        rows.extend(pairs([_hours(shop_id, hush, start, end) for start, end in HOURS]))
    back = button(t.pgettext("button", "‹ Channels"), ShowChannels(shop_id))
    return Screen(text, (*rows, (back,), to_desk(t, shop_id)))


def said(t: Texts, hush: Hush) -> Markup:
    """What happens when, in one sentence."""
    span = {"start": f"{hush.quiet_from:02}:00", "end": f"{hush.quiet_to:02}:00"}
    match hush.how:
        case Manner.SOFT:
            return t.gettext("🔕 From {start} to {end} posts make no sound.", **span)
        case Manner.WAIT:
            return t.gettext(
                "🔕 From {start} to {end} new posts wait: they go out at {end}.", **span
            )
        case Manner.DAY:
            return t.gettext("🔔 Posts go out with their sound at any hour.")


def to_hours(t: Texts, shop_id: int) -> Row:
    """The way to quiet hours."""
    return (button(t.pgettext("button", "Quiet hours"), ShowHush(shop_id)),)


def _manner(t: Texts, shop_id: int, hush: Hush, how: Manner) -> PressButton:
    label = _label(t, how)
    chosen = f"✓ {label}" if how is hush.how else label
    return button(chosen, SetHush(shop_id, hush.quiet_from, hush.quiet_to, how.value))


def _label(t: Texts, how: Manner) -> str:
    match how:
        case Manner.SOFT:
            return t.pgettext("button", "Post without a sound")
        case Manner.WAIT:
            return t.pgettext("button", "Wait until they are over")
        case Manner.DAY:
            return t.pgettext("button", "Post as by day")


def _hours(shop_id: int, hush: Hush, start: int, end: int) -> PressButton:
    label = f"{start:02}:00 – {end:02}:00"
    chosen = f"✓ {label}" if (hush.quiet_from, hush.quiet_to) == (start, end) else label
    return button(chosen, SetHush(shop_id, start, end, hush.how.value))
