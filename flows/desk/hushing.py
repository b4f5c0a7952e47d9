"""Quiet hours in a shop's channels, as its keepers see and set them."""

from flows.presses.hush import HushPress, SetHush
from flows.replies import Reply
from flows.screens.desk import hushing as screen
from flows.visit import Visit
from groupbuys.channels import hushing


def press(visit: Visit, pressed: HushPress) -> list[Reply]:
    """A button about quiet hours, by somebody who may press it."""
    if isinstance(pressed, SetHush):
        hushing.set_hush(visit.tx, pressed.shop_id, pressed.start, pressed.end, pressed.how)
    hush = hushing.hush_of(visit.tx, pressed.shop_id)
    return visit.show(screen.hours(visit.texts, pressed.shop_id, hush))
