"""One packet or coupon that breaks is passed over with an alarm; all the others get what they are owed in time."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from groupbuys.coupons.tables import coupon, packet
from scheduler.tick import Tick
from tests.coupons.ground import gives, has, sets_up
from tests.groupbuys.group import filled, owed
from tests.scheduler.broken import spoil
from tests.scheduler.test_poison import alarms
from tests.stories import Town


def of_packets(town: Town) -> list[str]:
    rows = town.run(lambda tx: tx.all(select(packet.c.state).order_by(packet.c.id)))
    return [row.state for row in rows]


def of_coupons(town: Town) -> list[str]:
    rows = town.run(lambda tx: tx.all(select(coupon.c.state).order_by(coupon.c.id)))
    return [row.state for row in rows]


def led(town: Town) -> list[int]:
    """Two groups have succeeded, and each leader is owed a packet; who led them."""
    mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
    sets_up(town, days=2)
    filled(town, mei, bo)
    filled(town, ana, cy)
    return [mei, ana]


async def test_a_packet_that_cannot_be_given_holds_up_no_other(town: Town) -> None:
    _, ana = led(town)
    spoil(town, packet, 1)
    await Tick(town.database).tick()
    assert of_packets(town) == ["owed", "open"]
    assert owed(town, "packet") == [ana]
    assert alarms(town) == [("tick_packet", 1)]


async def test_a_packet_that_cannot_be_ended_holds_up_no_other(town: Town) -> None:
    led(town)
    gives(town)
    spoil(town, packet, 1)
    town.wind(days=8)
    await Tick(town.database).tick()
    assert of_packets(town) == ["open", "over"]
    assert alarms(town) == [("tick_packet_end", 1)]


@pytest.mark.parametrize(
    ("after", "kind", "states"),
    [
        (timedelta(days=1), "tick_coupon_word", ["live", "live"]),
        (timedelta(days=3), "tick_coupon", ["live", "expired"]),
    ],
)
async def test_a_coupon_that_breaks_holds_up_no_other(
    town: Town, after: timedelta, kind: str, states: list[str]
) -> None:
    led(town)
    eve, fay = town.people("Eve", "Fay")
    for person, given in zip((eve, fay), gives(town), strict=True):
        has(town, person, given)
    spoil(town, coupon, 1)
    town.now += after
    await Tick(town.database).tick()
    assert of_coupons(town) == states
    assert (kind, 1) in alarms(town)
    if after < timedelta(days=2):
        assert owed(town, "coupon_ends") == [fay]
