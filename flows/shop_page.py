"""A shop's page for shoppers: what it is and has on offer, and following it."""

from dataclasses import replace

from catalog import browsing
from catalog.browsing import Shop
from catalog.keeping import following
from catalog.keeping.points import pickup_points
from catalog.keeping.shopkeeping import KeptShop, ShopState, kept
from catalog.lines import lines
from flows import asking, home, settings
from flows.presses.follow import (
    Follow,
    FollowPress,
    MuteShop,
    SetNews,
    ShowFollowed,
    ShowPlaces,
    ShowShop,
)
from flows.replies import Reply
from flows.screens import shop_page as screen
from flows.screens.shape import pages
from flows.visit import Visit
from groupbuys.service import service_of


def press(visit: Visit, pressed: FollowPress) -> list[Reply]:
    """A button of shoppers about shops."""
    asking.let_go(visit)
    match pressed:
        case ShowShop():
            return show(visit, pressed)
        case ShowPlaces():
            return places(visit, pressed)
        case Follow():
            return follow(visit, pressed)
        case MuteShop():
            return mute(visit, pressed)
        case ShowFollowed():
            return followed(visit, pressed)
        case SetNews():
            return settings.set_news(visit, pressed)


def show(visit: Visit, press: ShowShop) -> list[Reply]:
    """The page of a shop; one that takes nothing new says so."""
    found, here = _find(visit, press.shop_id)
    if found is None or here is None:
        return _none(visit)
    standing = following.standing(visit.tx, here.id, visit.person.id)
    if here.state is not ShopState.LIVE:
        return visit.show(screen.closed(visit.texts, found, here, standing, press.back))
    total = following.count_offers(visit.tx, here.id)
    page = min(max(0, press.page), pages(total, screen.OFFERS) - 1)
    numbers = following.offers(visit.tx, here.id, page * screen.OFFERS, screen.OFFERS)
    front = screen.Front(
        shop=found,
        kept=here,
        offers=lines(visit.tx, numbers, visit.person.language),
        total=total,
        points=pickup_points(visit.tx, here.id),
        followers=following.count_followers(visit.tx, here.id),
        standing=standing,
        inside=visit.shop is not None and visit.shop.id == here.id,
        service=service_of(visit.tx, here.id),
    )
    return visit.show(screen.page(visit.texts, front, replace(press, page=page)))


def places(visit: Visit, press: ShowPlaces) -> list[Reply]:
    """One page of where a shop hands its goods over."""
    found, here = _find(visit, press.shop_id)
    if found is None or here is None:
        return _none(visit)
    points = pickup_points(visit.tx, here.id)
    page = min(max(0, press.page), pages(len(points), screen.PLACES) - 1)
    return visit.show(screen.places(visit.texts, found, points, replace(press, page=page)))


def follow(visit: Visit, press: Follow) -> list[Reply]:
    """Hear of a shop's new deals from now on, or no more; said twice it changes nothing."""
    found, _ = _find(visit, press.shop_id)
    if found is None:
        return _none(visit)
    t = visit.texts
    if press.on == 1:
        following.follow(visit.tx, found.id, visit.person.id)
        said = t.pgettext("toast", "You follow this shop: you hear of its new deals.")
    else:
        following.unfollow(visit.tx, found.id, visit.person.id)
        said = t.pgettext("toast", "You do not follow this shop any more.")
    return [*visit.tell(said), *show(visit, ShowShop(found.id))]


def mute(visit: Visit, press: MuteShop) -> list[Reply]:
    """A shop's own messages off or on; remembered, and not asked again (promise 27)."""
    found, _ = _find(visit, press.shop_id)
    if found is None:
        return _none(visit)
    off = press.off == 1
    following.mute(visit.tx, found.id, visit.person.id, off=off)
    t = visit.texts
    said = (
        t.pgettext(
            "toast", "You get no more messages from this shop. News of your orders still comes."
        )
        if off
        else t.pgettext("toast", "This shop may write to you again.")
    )
    return [*visit.tell(said), *show(visit, ShowShop(found.id))]


def followed(visit: Visit, press: ShowFollowed) -> list[Reply]:
    """One page of the shops that the reader follows."""
    total = following.count_followed(visit.tx, visit.person.id)
    page = min(max(0, press.page), pages(total, screen.SHOPS) - 1)
    found = following.followed(
        visit.tx, visit.person.id, visit.person.language, page * screen.SHOPS, screen.SHOPS
    )
    return visit.show(screen.followed(visit.texts, found, total, page, visit.cover))


def _find(visit: Visit, shop_id: int) -> tuple[Shop | None, KeptShop | None]:
    return browsing.shop(visit.tx, shop_id, visit.person.language), kept(visit.tx, shop_id)


def _none(visit: Visit) -> list[Reply]:
    return home.note(visit, visit.texts.gettext("There is no such shop here."))
