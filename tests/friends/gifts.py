"""What stories about given places do over and over: give one, take one, look whose it is."""

from datetime import timedelta

from sqlalchemy import select

from flows.faces import ShareButton
from flows.replies import Say
from groupbuys.books import SEAT_COLUMNS, read_seat
from groupbuys.model import Seat
from groupbuys.refunding import step_done
from groupbuys.tables import seat
from payments import stepping
from storage.tables import outbox
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone, buttons
from tests.flows.test_news import composed, me
from tests.groupbuys.ledger import read


async def gives(phone: Phone, title: str = "Enamel mug") -> str:
    """Press "Give my place to a friend" on the page of one's group; the link's payload."""
    await phone.command("mine")
    await phone.press(title)
    await phone.press("Give my place to a friend")
    (share,) = [one for one in buttons(phone.last) if isinstance(one, ShareButton)]
    return share.address.partition("/")[2]


async def takes(phone: Phone, link: str) -> None:
    """Follow the link, and take the place."""
    await phone.start(link)
    await phone.press("Take the place")


def seats(shop: Bazaar) -> list[Seat]:
    """All seats, in the order in which they were taken."""
    rows = shop.run(lambda tx: tx.all(select(*SEAT_COLUMNS).order_by(seat.c.id)))
    return [read_seat(row) for row in rows]


def pays_back(shop: Bazaar) -> None:
    """The provider does whatever it is asked."""
    for step in shop.run(lambda tx: stepping.claim(tx, timedelta(minutes=3), 100)):
        assert shop.run(lambda tx, step=step: step_done(tx, step))  # type: ignore[misc]


def ledger_is_right(shop: Bazaar) -> None:
    """Seats, orders and money fit each other."""
    assert shop.run(read).complaints() == []


def given_news(shop: Bazaar, phone: Phone) -> list[str]:
    """Everything that somebody is owed about given places, in words."""
    wanted = select(outbox).where(
        outbox.c.person_id == me(shop, phone), outbox.c.kind == "seat_given"
    )
    rows = shop.run(lambda tx: tx.all(wanted.order_by(outbox.c.id)))
    said = [
        composed(shop, row.kind, row.subject_id, row.person_id, row.detail) or () for row in rows
    ]
    return [one.screen.text for replies in said for one in replies if isinstance(one, Say)]
