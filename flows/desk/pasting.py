"""A pasted list of parcels: good lines are sent and their buyers told, every other line is named with its reason."""

from collections.abc import Mapping

from flows import asking
from flows.desk.parcel_list import ListLine, Reading, read_list
from flows.presses.counter import PasteParcels
from flows.replies import Reply, Say
from flows.screens.desk import pasting as screen
from flows.screens.desk.pasting import Line, Wrong
from flows.visit import Visit
from groupbuys.fulfilment import fulfilling, packing
from groupbuys.fulfilment.fulfilling import LONGEST_CARRIER, LONGEST_TRACKING
from groupbuys.fulfilment.packing import ShopOrder
from groupbuys.model import OrderState


def ask(visit: Visit, press: PasteParcels) -> list[Reply]:
    """Ask for the list."""
    asking.asks(visit, press)
    return visit.show(screen.ask(visit.texts, press.shop_id))


def pasted(visit: Visit, press: PasteParcels, text: str) -> list[Reply]:
    """It came: what landed, and what did not, line by line. Another may follow at once."""
    asking.asks(visit, press)
    done: dict[int, int] = {}
    bad = []
    for line in read_list(text):
        wrong = _send(visit, press.shop_id, line, done)
        if wrong is not None:
            bad.append(wrong)
    return [Say(one) for one in screen.report(visit.texts, press.shop_id, len(done), bad)]


def _send(visit: Visit, shop_id: int, line: ListLine, done: dict[int, int]) -> Line | None:
    """Send what a line says; `done`: orders of this list by the line that sent them."""
    if not line.readings:
        return Line(line.at, line.said, Wrong.NO_NUMBER)
    found = {
        order.id: (order, reading)
        for reading in line.readings
        if (order := packing.numbered(visit.tx, shop_id, reading.number)) is not None
    }
    if len(found) != 1:
        said = line.said if found else line.readings[0].number
        return Line(line.at, said, Wrong.UNCLEAR if found else Wrong.UNKNOWN)
    order, reading = next(iter(found.values()))
    why = _why(order, reading, done)
    if why is not None:
        said = line.said if why is Wrong.UNCLEAR else order.number
        return Line(line.at, said, why, order, done.get(order.id, 0))
    fulfilling.ship(visit.tx, shop_id, order.id, reading.carrier, reading.tracking)
    done[order.id] = line.at
    return None


def _why(order: ShopOrder, reading: Reading, done: Mapping[int, int]) -> Wrong | None:
    if order.id in done:
        return Wrong.TWICE
    if order.state is not OrderState.PLACED:
        return Wrong.STOOD
    if not reading.clear:
        return Wrong.UNCLEAR
    if len(reading.carrier) > LONGEST_CARRIER or len(reading.tracking) > LONGEST_TRACKING:
        return Wrong.TOO_LONG
    return None
