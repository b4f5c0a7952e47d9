"""What of a shop is rarely needed: what was chosen when it opened, and the ways to change it."""

from markupsafe import Markup

from catalog.keeping.roles import Action, Role, may
from catalog.keeping.shopkeeping import KeptShop
from flows.faces import START_LINK, PressButton, Screen, ShareButton
from flows.links import to_shop
from flows.presses.every import NameShop, ShowPoints, ShowStaff, VisitShop
from flows.presses.files import ShowOrderExport
from flows.screens.buttons import button, pairs
from flows.screens.desk.coupons import to_funds
from flows.screens.desk.opening import currency_name, handover
from flows.screens.desk.promises import to_ship_days
from flows.screens.desk.staff import to_desk
from flows.screens.settings import zone_name
from flows.screens.shape import lines, paragraphs
from flows.texts import Texts


def more(t: Texts, shop: KeptShop, role: Role, *, another: bool) -> Screen:
    """How the shop is set up, with what this role may do about it; `another`: the reader may open one more."""
    text = paragraphs(
        Markup("<b>{}</b>").format(shop.name),
        lines(
            [
                t.gettext("Currency: {currency}", currency=currency_name(t, shop.currency)),
                t.gettext("Time zone: {zone}", zone=zone_name(t, shop.zone)),
                t.gettext("Handed over: {how}", how=handover(t, shop.handover)),
            ]
        ),
    )
    share = ShareButton(
        t.pgettext("button", "Share the shop"), START_LINK + to_shop(shop.id), shop.name
    )
    opens = (another_shop(t),) if another and role is Role.OWNER else ()
    return Screen(text, (*pairs(_ways(t, shop.id, role)), (share, *opens), to_desk(t, shop.id)))


def another_shop(t: Texts) -> PressButton:
    """The way to one more shop."""
    return button(t.pgettext("button", "Another shop"), NameShop())


def _ways(t: Texts, shop_id: int, role: Role) -> list[PressButton]:
    ways = []
    if may(role, Action.SETTINGS):
        ways.append(button(t.pgettext("button", "Handover"), ShowPoints(shop_id)))
        ways.append(to_ship_days(t, shop_id))
    if may(role, Action.STAFF):
        ways.append(button(t.pgettext("button", "Staff"), ShowStaff(shop_id)))
    if may(role, Action.DEALS):
        ways.append(to_funds(t, shop_id))
    if may(role, Action.ORDERS):
        ways.append(button(t.pgettext("button", "Export"), ShowOrderExport(shop_id)))
    ways.append(button(t.pgettext("button", "See it as shoppers do"), VisitShop(shop_id)))
    return ways
