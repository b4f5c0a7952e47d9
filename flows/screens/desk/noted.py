"""Accounts that a shop notes because of coupons, as those who keep it see them."""

from collections.abc import Sequence

from markupsafe import Markup

from flows.faces import PressButton, Screen
from flows.presses.coupons import ShowFunds, ShowMarked, StopGiving
from flows.screens.buttons import Row, button, pager
from flows.screens.names import short
from flows.screens.shape import lines, pages, paragraphs
from flows.texts import Texts
from groupbuys.coupons.watching import Marked

ACCOUNTS = 8
"""Accounts on a page."""


def marked(t: Texts, shop_id: int, found: Sequence[Marked], total: int, page: int) -> Screen:
    """Accounts that were flagged, and what can be done about each."""
    text = paragraphs(
        t.gettext("<b>Noted accounts</b>"),
        t.gettext(
            "These accounts lead many groups and take each other's coupons, and hardly anybody else does. That may "
            "have a good reason, so nothing is stopped by itself. Who gets no coupons any more keeps those they have."
        )
        if found
        else t.gettext("No account stands out."),
        lines(_account(t, one) for one in found),
    )
    rows: list[Row] = [(_stopping(t, shop_id, one),) for one in found]
    turning = pager(t, page, pages(total, ACCOUNTS), lambda to: ShowMarked(shop_id, to))
    back = button(t.pgettext("button", "‹ Back"), ShowFunds(shop_id))
    return Screen(text, (*rows, *turning, (back,)))


def _account(t: Texts, one: Marked) -> Markup:
    named = short(one.name) or t.pgettext("name", "Somebody")
    if one.stopped_at is not None:
        return t.gettext(
            "{name}: gets no coupons since {when}", name=named, when=t.day(one.stopped_at)
        )
    if one.flagged_at is None:
        return t.gettext("{name}: gets coupons again", name=named)
    return t.gettext("{name}: noted on {when}", name=named, when=t.day(one.flagged_at))


def _stopping(t: Texts, shop_id: int, one: Marked) -> PressButton:
    named = short(one.name) or t.pgettext("name", "Somebody")
    if one.stopped_at is not None:
        again = t.pgettext("button", "Coupons for {name} again", name=named)
        return button(again, StopGiving(shop_id, one.person_id, 0))
    none = t.pgettext("button", "No coupons for {name}", name=named)
    return button(none, StopGiving(shop_id, one.person_id, 1))
