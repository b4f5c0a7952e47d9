"""A round-up: the live deals of a shop as one message in its channels, kept true by edits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from catalog.lines import ProductLine
from catalog.offers import DealState
from flows.faces import START_LINK, LinkButton, Screen
from flows.links import to_post
from flows.screens import prices
from flows.screens.shape import LABEL, TITLE, lines, paragraphs, shorten
from flows.texts import Texts, filled
from groupbuys.channels.roundup_lines import Line
from groupbuys.model import GroupBuy

_LINK = '<b><a href="{address}">{title}</a></b>'


@dataclass(frozen=True, slots=True)
class LineView:
    """A deal in a round-up: `offer` has its prices while it is live; `fullest` a group with a free seat, if any has."""

    line: Line
    title: str
    offer: ProductLine | None
    fullest: GroupBuy | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class RoundupView:
    """Everything that a round-up says; `day` is when it was made, `more` how many live deals it does not name.

    What it says of open groups is as of `at`: no join edits it.
    """

    post_id: int
    shop: str
    day: datetime
    now: datetime
    at: datetime
    lines: Sequence[LineView]
    more: int


def roundup(t: Texts, view: RoundupView) -> Screen:
    """The face of a round-up; each title leads to its deal, the button into the shop."""
    head = t.gettext(
        "🗓 <b>{shop}</b> · deals of {day}", shop=shorten(view.shop, LABEL), day=t.weekday(view.day)
    )
    counted = any(one.fullest is not None and one.fullest.missing for one in view.lines)
    text = paragraphs(
        head,
        *(_line(t, view, one) for one in view.lines),
        t.ngettext("and {n} more", "and {n} more", view.more) if view.more else None,
        t.gettext("👥 Open groups as of {when}", when=t.time(view.at)) if counted else None,
    )
    into = LinkButton(t.pgettext("button", "To the shop"), START_LINK + to_post(view.post_id))
    return Screen(text, ((into,),))


def _line(t: Texts, view: RoundupView, one: LineView) -> Markup:
    title = shorten(one.title, TITLE)
    over = _over(t, one)
    if over is not None:
        return filled("<s>{title}</s> · {why}", title=title, why=over)
    link = filled(_LINK, address=START_LINK + to_post(one.line.post_id), title=title)
    return lines([filled("🆕 {link}", link=link) if one.is_new else link, _said(t, view, one)])


def _over(t: Texts, one: LineView) -> Markup | None:
    """Why a deal is struck through; None while anything can be had of it."""
    match one.line.deal.state:
        case DealState.LIVE:
            return None if one.line.is_on else t.gettext("❌ Sold out.")
        case DealState.DRAFT | DealState.SCHEDULED | DealState.PAUSED:
            return t.gettext("⏸ No new groups just now.")
        case DealState.ENDED:
            return t.gettext("🏁 This deal has ended.")
        case DealState.CANCELLED:
            return t.gettext("🚫 Called off.")


def _said(t: Texts, view: RoundupView, one: LineView) -> Markup:
    falls = prices.falls_to(t, one.offer) if one.offer is not None else None
    parts = [_price(t, one), falls, _missing(t, one), _scarce(t, one), _ends(t, view, one)]
    return Markup(" · ").join(part for part in parts if part)


def _price(t: Texts, one: LineView) -> Markup | None:
    offer = one.offer
    if offer is None or offer.group is None:
        return None
    return t.gettext(
        "{solo} → <b>{group}</b> in a group of {people}",
        solo=prices.least(t, offer.solo, varies=offer.varies),
        group=prices.least(t, offer.group, varies=offer.varies),
        people=t.number(one.line.deal.minimum),
    )


def _missing(t: Texts, one: LineView) -> Markup | None:
    if one.fullest is None or not one.fullest.missing:
        return None
    return t.ngettext("👥 {n} more needed", "👥 {n} more needed", one.fullest.missing)


def _scarce(t: Texts, one: LineView) -> Markup | None:
    return t.gettext("📦 too few for a new group") if one.line.stock < 2 else None


def _ends(t: Texts, view: RoundupView, one: LineView) -> Markup | None:
    ends_at = one.line.deal.ends_at
    if ends_at is None or ends_at <= view.now:
        return None
    return t.gettext("⏳ Ends {when}", when=t.countdown(ends_at))
