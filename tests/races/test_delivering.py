"""Races over one order: it is sent, handed out or taken back, and only one of them."""

from collections import Counter

from sqlalchemy import select

from groupbuys.fulfilment import fulfilling
from groupbuys.model import GivenBack, Reason, Refused
from groupbuys.refunding import take_back
from groupbuys.tables import purchase, seat
from tests.groupbuys.group import filled, owed
from tests.groupbuys.ledger import audited
from tests.races.crowd import Work, at_once, processes
from tests.stories import Town


def sending(town: Town, order_id: int) -> Work:
    return lambda tx: fulfilling.ship(tx, town.shop_id, order_id, "DHL", "77")


def handing_out(town: Town, number: str) -> Work:
    return lambda tx: fulfilling.hand_out(tx, town.shop_id, number, 1)


def taking_back(order_id: int) -> Work:
    return lambda tx: take_back(tx, order_id)


def test_an_order_is_sent_or_handed_out_but_never_both(database_url: str) -> None:
    """Promise 28: whatever is pressed at once, its buyer hears at most once."""
    with Town(database_url) as town:
        filled(town, *town.people("Mei", "Bo", "Ana"))
        found = town.run(lambda tx: tx.all(select(purchase.c.id, purchase.c.number)))
        with processes(town) as databases:
            works = [sending(town, row.id) for row in found for _ in range(4)]
            works += [handing_out(town, row.number) for row in found for _ in range(4)]
            results = at_once(databases, works)
        assert Counter(one.order.id for one in results if one.fresh) == {row.id: 1 for row in found}
        states = town.run(
            lambda tx: tx.all(
                select(purchase.c.state, seat.c.state.label("seat"), purchase.c.person_id).join(
                    seat, seat.c.id == purchase.c.seat_id
                )
            )
        )
        assert all(row.state == row.seat for row in states)
        assert sorted(owed(town, "shipped")) == sorted(
            row.person_id for row in states if row.state == "shipped"
        )
        audited(town)


def test_what_is_taken_back_while_it_is_sent_is_still_one_thing(database_url: str) -> None:
    """Promises 16 and 21: money and stock agree, whoever came first."""
    with Town(database_url) as town:
        filled(town, *town.people("Mei", "Bo", "Ana"))
        found = town.run(lambda tx: tx.all(select(purchase.c.id)))
        with processes(town) as databases:
            both = [(sending(town, row.id), taking_back(row.id)) for row in found]
            results = at_once(databases, [work for pair in both for work in pair * 3])
        assert sum(isinstance(one, GivenBack) for one in results) == len(found)
        assert {one for one in results if isinstance(one, Refused)} == {Refused(Reason.TOO_LATE)}
        audited(town)
