"""The desk of a shop: how the day goes, and the ways to everything that its keepers do."""

from collections.abc import Sequence

from markupsafe import Markup

from catalog.keeping.points import PickupPoint
from catalog.keeping.roles import Action, Role, may
from catalog.keeping.shopkeeping import Handover, KeptShop, ShopState
from catalog.keeping.staff import Engagement
from catalog.money import Money
from flows.faces import Screen
from flows.presses.channels import ShowChannels
from flows.presses.every import HandOut, NamePoint, NewDeal, ShowDeals, ShowDesk, ShowShopOrders
from flows.presses.figures import ShowFigures
from flows.presses.more import ShowMore
from flows.presses.stock import ShowStock
from flows.screens.buttons import Row, button, home, pairs, standing
from flows.screens.desk.more import another_shop
from flows.screens.shape import lines, paragraphs
from flows.texts import Texts
from groupbuys.takings import Today


def several(t: Texts, shops: Sequence[Engagement], *, another: bool) -> Screen:
    """The shops that somebody works in; `another`: they may open one more."""
    if not shops:
        return Screen(str(t.gettext("You work in no shop. /shop opens one.")), ((home(t),),))
    rows = tuple((button(one.name, ShowDesk(one.shop_id)),) for one in shops)
    last = (another_shop(t), home(t)) if another else (home(t),)
    return Screen(str(t.gettext("<b>Your shops</b>")), (*rows, last))


def desk(
    t: Texts,
    shop: KeptShop,
    role: Role,
    points: Sequence[PickupPoint],
    figures: Today,
    *,
    fresh: bool,
) -> Screen:
    """A shop as its keepers see it, with the buttons that this role may press."""
    text = paragraphs(
        t.gettext("🎉 Your shop is open.") if fresh and role is Role.OWNER else None,
        lines([Markup("<b>{}</b>").format(shop.name), role_name(t, role), _state(t, shop)]),
        _today(t, shop, figures),
        _missing(t, shop, points),
    )
    return Screen(text, (*_first(t, shop, role), *_rows(t, shop, role)))


def decided(t: Texts, shop: KeptShop) -> Screen:
    """What the operator decided about a shop: it is live, or held back."""
    text = paragraphs(
        Markup("<b>{}</b>").format(shop.name),
        t.gettext("✅ The shop is live: you can publish deals now. What was paused can go on.")
        if shop.state is ShopState.LIVE
        else _state(t, shop),
        None
        if shop.state is ShopState.LIVE
        else t.gettext("Its deals take no new groups; those that are open go on."),
    )
    label = t.pgettext("button", "To the shop")
    return standing(Screen(text, ((button(label, ShowDesk(shop.id)),),)))


def role_name(t: Texts, role: Role) -> Markup:
    """What somebody is in a shop."""
    match role:
        case Role.OWNER:
            return t.gettext("You own this shop.")
        case Role.MANAGER:
            return t.gettext("You manage this shop.")
        case Role.PACKER:
            return t.gettext("You pack for this shop.")


def _state(t: Texts, shop: KeptShop) -> Markup | None:
    match shop.state:
        case ShopState.LIVE:
            return None
        case ShopState.PENDING:
            return t.gettext("Its first deal goes live once the operator has approved the shop.")
        case ShopState.SUSPENDED:
            return t.gettext("It is suspended: {why}", why=shop.why or "-")


def _today(t: Texts, shop: KeptShop, figures: Today) -> Markup:
    return lines(
        [
            t.gettext(
                "Open groups: {groups}, people in them: {people}",
                groups=t.number(figures.groups),
                people=t.number(figures.people),
            ),
            t.gettext(
                "Orders today: {orders}, {sold}",
                orders=t.number(figures.orders),
                sold=t.money(Money(figures.sold, shop.currency)),
            ),
            t.gettext(
                "Given back in part today, and taken off: {amount}",
                amount=t.money(Money(figures.back, shop.currency)),
            )
            if figures.back
            else None,
            t.gettext("To pack: {orders}", orders=t.number(figures.to_pack)),
        ]
    )


def _missing(t: Texts, shop: KeptShop, points: Sequence[PickupPoint]) -> Markup | None:
    if shop.handover is not Handover.DELIVERY and not points:
        return t.gettext("Buyers do not know yet where to pick up: add a pickup point.")
    return None


def _first(t: Texts, shop: KeptShop, role: Role) -> tuple[Row, ...]:
    """What is missing can be mended by one press, for whom it is theirs to mend."""
    if shop.handover is Handover.DELIVERY or shop.points or not may(role, Action.SETTINGS):
        return ()
    return ((button(t.pgettext("button", "Add a pickup point"), NamePoint(shop.id), "primary"),),)


def _rows(t: Texts, shop: KeptShop, role: Role) -> tuple[Row, ...]:
    """What is done every day; the rest is one press further."""
    ways = []
    if may(role, Action.DEALS):
        ways.append(button(t.pgettext("button", "New deal"), NewDeal(shop.id), "primary"))
        ways.append(button(t.pgettext("button", "Deals"), ShowDeals(shop.id)))
    if may(role, Action.ORDERS):
        ways.append(button(t.pgettext("button", "Orders"), ShowShopOrders(shop.id)))
    if may(role, Action.PACK) and shop.handover is not Handover.DELIVERY:
        ways.append(button(t.pgettext("button", "Hand out"), HandOut(shop.id)))
    if may(role, Action.DEALS):
        ways.append(button(t.pgettext("button", "Channels"), ShowChannels(shop.id)))
        ways.append(button(t.pgettext("button", "Stock"), ShowStock(shop.id)))
        ways.append(button(t.pgettext("button", "Figures"), ShowFigures(shop.id)))
    ways.append(button(t.pgettext("button", "More"), ShowMore(shop.id)))
    return pairs(ways)
