"""How goods are handed over: pickup points in the shop's own words, delivery, or both."""

from catalog.keeping import shopkeeping
from catalog.keeping.points import pickup_points
from catalog.keeping.shopkeeping import Handover
from flows import asking
from flows.desk import desk
from flows.presses.every import ClosePoint, NamePoint, SetHandover
from flows.replies import Reply, Say
from flows.screens.desk import points as screen
from flows.visit import Visit
from groupbuys.fulfilment import pickup

MOST = 30
"""Open pickup points of one shop: as many as one screen has buttons for."""


def show(visit: Visit, shop_id: int) -> list[Reply]:
    """The ways of handing over, what a delivery asks for, and the pickup points."""
    found = shopkeeping.kept(visit.tx, shop_id)
    if found is None:
        return desk.several(visit)
    points = pickup_points(visit.tx, shop_id)
    return visit.show(screen.points(visit.texts, found, points))


def ask(visit: Visit, press: NamePoint) -> list[Reply]:
    """Ask where it is, and when somebody is there."""
    found = shopkeeping.kept(visit.tx, press.shop_id)
    if found is not None and found.points >= MOST:
        said = visit.texts.pgettext("toast", "A shop has at most {n} pickup points.", n=MOST)
        return [*visit.tell(said), *show(visit, press.shop_id)]
    asking.asks(visit, press)
    return visit.show(screen.ask(visit.texts, press.shop_id))


def named(visit: Visit, press: NamePoint, text: str) -> list[Reply]:
    """It was typed: the name, then the address, then the hours, one a line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or any(
        len(line) > most for line, most in zip(lines, (120, 300, 200), strict=False)
    ):
        asking.asks(visit, press)
        return [Say(screen.ask(visit.texts, press.shop_id, again=True))]
    asking.let_go(visit)
    name, address, hours = lines[0], "".join(lines[1:2]), " ".join(lines[2:])
    pickup.open_point(visit.tx, press.shop_id, name, address, hours[:200])
    return show(visit, press.shop_id)


def close(visit: Visit, press: ClosePoint) -> list[Reply]:
    """Nothing is handed over there any more; where people wait for something there, ask first."""
    waiting = pickup.waiting_at(visit.tx, press.shop_id, press.point_id)
    if waiting:
        return visit.show(screen.ask_close(visit.texts, press, waiting))
    pickup.close_point(visit.tx, press.shop_id, press.point_id)
    return show(visit, press.shop_id)


def set_handover(visit: Visit, press: SetHandover) -> list[Reply]:
    """At pickup points, by delivery, or both."""
    if press.how in set(Handover):
        pickup.change_way(visit.tx, press.shop_id, Handover(press.how))
    return show(visit, press.shop_id)
