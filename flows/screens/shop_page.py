"""A shop as its shoppers see it: what it says of itself, what is on offer, where to pick up, and following it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from catalog.browsing import ProductLine, Shop
from catalog.keeping.following import COUNTED, Standing
from catalog.keeping.points import PickupPoint
from catalog.keeping.shopkeeping import Handover, KeptShop, ShopState
from flows import ways
from flows.faces import START_LINK, Button, Picture, Screen, ShareButton
from flows.links import to_shop
from flows.presses.daily import ShowTheme
from flows.presses.every import ShowProduct, VisitShop
from flows.presses.follow import Follow, MuteShop, ShowFollowed, ShowPlaces, ShowShop
from flows.screens import prices
from flows.screens.buttons import Row, back, browse, button, home, my_orders, pager
from flows.screens.home import cover, safety
from flows.screens.service import service
from flows.screens.shape import LABEL, lines, pages, paragraphs, shorten, units
from flows.texts import Texts
from groupbuys.service import Service

OFFERS = 4
"""Deals on a page: their lines fit under a picture."""
PLACES = 8
"""Pickup points on a page."""
SHOPS = 8
"""Shops on a page of those that somebody follows."""

_CAPTION = 1000
"""UTF-16 units of the whole page: a caption carries 1024 (Bot API, sendPhoto)."""
_NAME, _TITLE, _PLACE = 64, 48, 160


@dataclass(frozen=True, slots=True)
class Front:
    """What a shop's page shows: `offers` are one page of its `total` live deals, the newest first.

    `inside`: the reader looks around in this shop already. `followers` as catalog.keeping.following counts them.
    """

    shop: Shop
    kept: KeptShop
    offers: Sequence[ProductLine]
    total: int
    points: Sequence[PickupPoint]
    followers: int
    standing: Standing
    inside: bool
    service: Service


def page(t: Texts, front: Front, at: ShowShop) -> Screen:
    """The page of a shop that takes orders, with one page of its live deals."""
    shop = front.shop
    below = paragraphs(
        _offers(t, front),
        lines([_handover(t, front), safety(t, None if shop.provider else shop.handover)]),
        _service(t, front),
        lines([_followers(t, front.followers), _standing(t, front.standing)]),
    )
    head = Markup("🏪 <b>{}</b>").format(shorten(shop.name, _NAME))
    room = _CAPTION - units(below) - units(head)
    about = shorten(shop.about, room) if shop.about and room > LABEL else None
    text = paragraphs(lines([head, about]), below)
    way = ways.shop(shop.id, at.page, at.back)
    rows = (
        *_deals(front.offers, way),
        *pager(t, at.page, pages(front.total, OFFERS), lambda to: ShowShop(shop.id, to, at.back)),
        _following(t, shop.id, front.standing),
        _about(t, front, way),
        _on(t, front, at.back),
    )
    return Screen(text, rows, cover(shop) or _picture(front.offers))


def closed(t: Texts, shop: Shop, kept: KeptShop, standing: Standing, way: str) -> Screen:
    """The page of a shop that takes nothing new: why, as far as it concerns its shoppers."""
    said = (
        t.gettext("This shop is not open yet. Please come back a little later.")
        if kept.state is ShopState.PENDING
        else t.gettext(
            "This shop takes no new groups for now. Groups that are open go on, and My orders shows what you bought."
        )
    )
    head = Markup("🏪 <b>{}</b>").format(shorten(shop.name, _NAME))
    rows: tuple[Row, ...] = (
        (_follow(t, shop.id, standing), my_orders(t)),
        (back(t, way), home(t)),
    )
    return Screen(paragraphs(head, said, _standing(t, standing)), rows, cover(shop))


def places(t: Texts, shop: Shop, points: Sequence[PickupPoint], at: ShowPlaces) -> Screen:
    """One page of pickup points, with addresses and hours."""
    shown = points[at.page * PLACES : (at.page + 1) * PLACES]
    listed = [_point(one) for one in shown]
    head = t.gettext("<b>{shop}</b>: where to pick up", shop=shorten(shop.name, _NAME))
    none = t.gettext("No pickup point is named yet.") if not listed else None
    turning = pager(t, at.page, pages(len(points), PLACES), lambda to: replace(at, page=to))
    to_shop_page = button(t.pgettext("button", "‹ Back"), ShowShop(shop.id, 0, at.back))
    return Screen(paragraphs(head, *listed, none), (*turning, (to_shop_page, home(t))))


def followed(
    t: Texts, found: Sequence[tuple[int, str]], total: int, page: int, picture: Picture | None
) -> Screen:
    """One page of the shops that the reader follows."""
    text = (
        t.gettext("<b>Shops you follow</b>\nYou hear of their new deals.")
        if found
        else t.gettext(
            "You follow no shop yet. Press Follow on a shop's page to hear of its new deals."
        )
    )
    rows: list[Row] = [(button(shorten(name, LABEL), ShowShop(number)),) for number, name in found]
    turning = pager(t, page, pages(total, SHOPS), ShowFollowed)
    to_settings = button(t.pgettext("button", "‹ Back"), ShowTheme("s"))
    return Screen(str(text), (*rows, *turning, (to_settings, home(t))), picture)


def _offers(t: Texts, front: Front) -> Markup:
    if not front.offers:
        return t.gettext("No deal is on just now.")
    head = t.ngettext("{n} deal is on now:", "{n} deals are on now:", front.total)
    short = (replace(one, title=shorten(one.title, _TITLE)) for one in front.offers)
    return lines([head, *(prices.line(t, one) for one in short)])


def _handover(t: Texts, front: Front) -> Markup:
    how, points = front.kept.handover, front.points
    brought = t.gettext("🚚 The shop delivers.") if how is not Handover.PICKUP else None
    if how is Handover.DELIVERY:
        return lines([brought])
    if not points:
        fetched = t.gettext("📍 You pick up; no place is named yet.")
    elif len(points) == 1:
        one = points[0]
        place = shorten(t.listed(*filter(None, (one.name, one.address, one.hours))), _PLACE)
        fetched = t.gettext("📍 You can pick up at {place}", place=place)
    else:
        fetched = t.gettext(
            "📍 You can pick up at {n} places: see Pickup points.", n=t.number(len(points))
        )
    return lines([fetched, brought])


def _service(t: Texts, front: Front) -> Markup | None:
    """How it has served its buyers; where nothing is sent and nothing known, there is nothing to say."""
    fetched = front.kept.handover is Handover.PICKUP
    return None if fetched and front.service.is_silent else service(t, front.service)


def _followers(t: Texts, many: int) -> Markup | None:
    """The true number, which may be small; none are not worth a line."""
    if not many:
        return None
    if many > COUNTED:
        return t.gettext("More than {n} people follow it.", n=t.number(COUNTED))
    return t.ngettext("{n} person follows it.", "{n} people follow it.", many)


def _standing(t: Texts, standing: Standing) -> Markup | None:
    if standing.muted:
        return t.gettext("🔕 You get no messages from this shop.")
    return t.gettext("🔔 You hear of its new deals.") if standing.follows else None


def _deals(offers: Sequence[ProductLine], way: str) -> tuple[Row, ...]:
    return tuple((button(shorten(one.title, LABEL), ShowProduct(one.id, way)),) for one in offers)


def _following(t: Texts, shop_id: int, standing: Standing) -> Row:
    if not standing.muted:
        return (_follow(t, shop_id, standing),)
    again = button(t.pgettext("button", "Messages on"), MuteShop(shop_id, 0))
    return (_follow(t, shop_id, standing), again)


def _follow(t: Texts, shop_id: int, standing: Standing) -> Button:
    if standing.follows:
        return button(t.pgettext("button", "Unfollow"), Follow(shop_id, 0))
    return button(t.pgettext("button", "Follow"), Follow(shop_id, 1), "primary")


def _about(t: Texts, front: Front, way: str) -> Row:
    shop = front.shop
    share = ShareButton(
        t.pgettext("button", "Share the shop"), START_LINK + to_shop(shop.id), shop.name
    )
    if front.kept.handover is Handover.DELIVERY or not front.points:
        return (share,)
    places = ShowPlaces(shop.id, 0, way.partition("-")[2])
    return (button(t.pgettext("button", "Pickup points"), places), share)


def _on(t: Texts, front: Front, way: str) -> Row:
    around = (
        browse(t)
        if front.inside
        else button(t.pgettext("button", "Look around here"), VisitShop(front.shop.id))
    )
    return (around, back(t, way), home(t)) if way else (around, home(t))


def _point(one: PickupPoint) -> Markup:
    name = Markup("📍 <b>{}</b>").format(one.name)
    return lines([name, one.address or None, f"🕒 {one.hours}" if one.hours else None])


def _picture(offers: Sequence[ProductLine]) -> Picture | None:
    source = next((one.picture for one in offers if one.picture), None)
    return Picture(source) if source else None
