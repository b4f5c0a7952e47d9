"""A shop's desk: where its keepers begin, and how shoppers come into it."""

from dataclasses import replace

from catalog.browsing import shop
from catalog.keeping.points import pickup_points
from catalog.keeping.roles import Action, Role, may
from catalog.keeping.shopkeeping import kept, may_open
from catalog.keeping.staff import role_of, shops_of
from flows import base36, home, shop_page
from flows.presses.follow import ShowShop
from flows.replies import Reply
from flows.screens.buttons import Row
from flows.screens.desk import desk as screen
from flows.screens.desk import more as more_screen
from flows.screens.desk.claims import to_claims
from flows.visit import Visit
from groupbuys.claims import looking
from groupbuys.claims.model import ClaimState
from groupbuys.takings import today
from people import wishes


def several(visit: Visit) -> list[Reply]:
    """The shops that the reader works in."""
    found, another = shops_of(visit.tx, visit.person.id), may_open(visit.tx, visit.person.id)
    return visit.show(screen.several(visit.texts, found, another=another))


def show(visit: Visit, shop_id: int, *, fresh: bool = False) -> list[Reply]:
    """The desk of a shop that the reader works in; `fresh`: it was opened just now."""
    found, role = kept(visit.tx, shop_id), role_of(visit.tx, shop_id, visit.person.id)
    if found is None or role is None:
        return several(visit)
    points = pickup_points(visit.tx, shop_id)
    figures = today(visit.tx, shop_id, found.zone)
    seen = screen.desk(visit.texts, found, role, points, figures, fresh=fresh)
    return visit.show(replace(seen, buttons=(*_claims(visit, shop_id, role), *seen.buttons)))


def more(visit: Visit, shop_id: int) -> list[Reply]:
    """What of that shop is rarely needed."""
    found, role = kept(visit.tx, shop_id), role_of(visit.tx, shop_id, visit.person.id)
    if found is None or role is None:
        return several(visit)
    another = may_open(visit.tx, visit.person.id)
    return visit.show(more_screen.more(visit.texts, found, role, another=another))


def _claims(visit: Visit, shop_id: int, role: Role) -> tuple[Row, ...]:
    """The open claims, for those who may look: above everything else, since a clock runs."""
    counts = looking.counts(visit.tx, shop_id) if may(role, Action.ORDERS) else {}
    waiting = counts.get(ClaimState.SHOP, 0) + counts.get(ClaimState.COMING, 0)
    total = sum(counts.values())
    return ((to_claims(visit.texts, shop_id, waiting, total),),) if total else ()


def enter(visit: Visit, token: str) -> list[Reply]:
    """A link to a shop was followed."""
    return visit_shop(visit, base36.read(token) or 0)


def visit_shop(visit: Visit, shop_id: int) -> list[Reply]:
    """Look around in that shop from now on."""
    if shop(visit.tx, shop_id) is None:
        return home.note(visit, visit.texts.gettext("There is no such shop here."))
    wishes.enter(visit.tx, visit.person.id, shop_id)
    here = replace(visit, person=replace(visit.person, shop_id=shop_id))
    return shop_page.show(here, ShowShop(shop_id))
