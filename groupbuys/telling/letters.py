"""Letters: what a shop writes to the buyers of one deal, previewed, sent once to each, a few a day at most."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, bindparam, delete, func, insert, select, text, union, update

from catalog.keeping.following_tables import shop_mute
from catalog.tables import deal, shop
from groupbuys.reminding import Quiet
from groupbuys.tables import purchase, seat
from groupbuys.telling.announcing import PAGE, midnight
from groupbuys.telling.tables import letter
from people.tables import person
from storage.outbox import Notice, owe
from storage.transaction import Found, Transaction

LONGEST = 1000
"""Characters of a letter."""

A_DAY_OF_DEAL, A_DAY_OF_SHOP = 2, 6
"""Letters about one deal, and of one shop, in a day of the shop's zone: who buys often is not written to all day."""

FRESH = timedelta(days=3)
"""Whom it could not reach by then is not told any more: it was about a pickup or a delay that is over."""

_SEATED = text("seat.state IN ('paid', 'confirmed', 'shipped')")
_ORDERED = text("purchase.state IN ('placed', 'shipped')")
"""As the partial indexes say it: of a deal, who waits for something, by their numbers."""


def _seats() -> Select[tuple[int]]:
    return select(seat.c.person_id).where(
        seat.c.deal_id == bindparam("of_deal"), seat.c.shop_id == bindparam("of_shop"), _SEATED
    )


def _orders() -> Select[tuple[int]]:
    return select(purchase.c.person_id).where(
        purchase.c.deal_id == bindparam("of_deal"),
        purchase.c.shop_id == bindparam("of_shop"),
        _ORDERED,
    )


def _next(of: Select[tuple[int]], name: str) -> Select[tuple[int]]:
    """The next page of these people, each once, straight from the index."""
    person_id = of.selected_columns.person_id
    some = of.where(person_id > bindparam("after")).group_by(person_id).order_by(person_id)
    return select(some.limit(bindparam("most")).subquery(name).c.person_id)


_ALL = union(_seats(), _orders()).subquery("buyer")
"""Who has a paid seat or an order in the deal and neither got the goods nor the money back, each once."""
_MUTED = (shop_mute.c.person_id == _ALL.c.person_id) & (shop_mute.c.shop_id == bindparam("of_shop"))
_COUNT = (
    select(func.count())
    .select_from(_ALL.outerjoin(shop_mute, _MUTED))
    .where(shop_mute.c.at.is_(None))
)
_BOTH = union(_next(_seats(), "seated"), _next(_orders(), "ordered")).subquery("both")
_NEXT = (
    select(_BOTH.c.person_id).order_by(_BOTH.c.person_id).limit(bindparam("most")).subquery("next")
)
"""A page of each is all that a page of both can hold: the last one costs what the first did."""
_PAGE = (
    select(
        _NEXT.c.person_id,
        *person.c["quiet_from", "quiet_to", "zone"],
        shop_mute.c.at.label("muted_at"),
    )
    .join_from(_NEXT, person, person.c.id == _NEXT.c.person_id)
    .outerjoin(
        shop_mute,
        (shop_mute.c.person_id == _NEXT.c.person_id)
        & (shop_mute.c.shop_id == bindparam("of_shop")),
    )
    .order_by(_NEXT.c.person_id)
)
_WRITE = insert(letter)
_FORGET = delete(letter).where(
    letter.c.shop_id == bindparam("of_shop"),
    letter.c.author_id == bindparam("by"),
    letter.c.sent_at.is_(None),
)
_ONE = select(letter).where(letter.c.id == bindparam("id_"))
_OWN = _ONE.where(letter.c.shop_id == bindparam("of_shop"))
_TODAY = select(
    func.count().label("shop"),
    func.count().filter(letter.c.deal_id == bindparam("of_deal")).label("deal"),
).where(letter.c.shop_id == bindparam("of_shop"), letter.c.sent_at >= bindparam("since"))
_SHOP = select(shop.c.state, shop.c.zone).where(shop.c.id == bindparam("of_shop"))
_LOCKED_SHOP = _SHOP.with_for_update(key_share=True)
_IS_OF = select(deal.c.id).where(
    deal.c.id == bindparam("of_deal"), deal.c.shop_id == bindparam("of_shop")
)
_SEND = (
    update(letter)
    .where(letter.c.id == bindparam("id_"), letter.c.sent_at.is_(None))
    .values(sent_at=bindparam("now"), receivers=bindparam("many"))
)
_UNPOSTED = (
    select(*letter.c["id", "shop_id", "deal_id", "sent_at", "reached"], shop.c.zone)
    .join(shop, shop.c.id == letter.c.shop_id)
    .where(text("letter.sent_at IS NOT NULL AND letter.done_at IS NULL"))
    .order_by(letter.c.id)
    .limit(1)
)
_CLAIMED = _UNPOSTED.with_for_update(of=letter, skip_locked=True)
_REACHED = (
    update(letter)
    .where(letter.c.id == bindparam("id_"))
    .values(reached=bindparam("last"), done_at=bindparam("done"))
)
_ORDER_OF = (
    select(purchase.c.id)
    .where(
        purchase.c.person_id == bindparam("to"),
        purchase.c.deal_id == bindparam("of_deal"),
        _ORDERED,
    )
    .order_by(purchase.c.id.desc())
    .limit(1)
)
_SEAT_OF = (
    select(seat.c.id)
    .where(
        seat.c.person_id == bindparam("to"),
        seat.c.deal_id == bindparam("of_deal"),
        _SEATED,
    )
    .order_by(seat.c.id.desc())
    .limit(1)
)


class Unsent(StrEnum):
    """Why a letter was not sent."""

    GONE = "gone"
    ALREADY = "already"
    SUSPENDED = "suspended"
    NOBODY = "nobody"
    ENOUGH_OF_DEAL = "enough of the deal"
    ENOUGH_OF_SHOP = "enough of the shop"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a shop wrote to the buyers of a deal; `sent_at` None: a preview."""

    id: int
    shop_id: int
    deal_id: int
    author_id: int
    text: str
    sent_at: datetime | None
    receivers: int


def count_buyers(tx: Transaction, shop_id: int, deal_id: int) -> int:
    """How many people a letter about this deal of this shop would go to now; who muted the shop is not counted."""
    return int(tx.value(_COUNT, {"of_shop": shop_id, "of_deal": deal_id}))


def may_write(tx: Transaction, shop_id: int, deal_id: int) -> Unsent | None:
    """Why no letter about this deal can be sent just now."""
    return _refused(tx, tx.first(_SHOP, {"of_shop": shop_id}), shop_id, deal_id)


def preview(tx: Transaction, shop_id: int, deal_id: int, author_id: int, words: str) -> int:
    """Write a letter down to be looked at before it is sent; the author's earlier preview is forgotten.

    `words`: 1 to LONGEST characters. Returns its number.
    """
    tx.write(_FORGET, {"of_shop": shop_id, "by": author_id})
    row = {"shop_id": shop_id, "deal_id": deal_id, "author_id": author_id}
    return tx.add(_WRITE, {**row, "text": words, "written_at": tx.now})


def find(tx: Transaction, letter_id: int, shop_id: int = 0) -> Letter | None:
    """A letter, of this shop only where one is named."""
    statement = _OWN if shop_id else _ONE
    values = {"id_": letter_id, "of_shop": shop_id} if shop_id else {"id_": letter_id}
    row = tx.first(statement, values)
    if row is None:
        return None
    return Letter(
        row.id, row.shop_id, row.deal_id, row.author_id, row.text, row.sent_at, row.receivers
    )


def send(tx: Transaction, shop_id: int, letter_id: int) -> Letter | Unsent:
    """Send a letter that was previewed, to everybody who has bought by now; it goes out page by page."""
    here = tx.first(_LOCKED_SHOP, {"of_shop": shop_id})
    found = find(tx, letter_id, shop_id)
    if found is None:
        return Unsent.GONE
    if found.sent_at is not None:
        return Unsent.ALREADY
    refused = _refused(tx, here, shop_id, found.deal_id)
    if refused is not None:
        return refused
    many = count_buyers(tx, shop_id, found.deal_id)
    if not many:
        return Unsent.NOBODY
    tx.write(_SEND, {"id_": letter_id, "now": tx.now, "many": many})
    return find(tx, letter_id) or Unsent.GONE


def _refused(tx: Transaction, here: Found | None, shop_id: int, deal_id: int) -> Unsent | None:
    asked = {"of_shop": shop_id, "of_deal": deal_id}
    if here is None or tx.first(_IS_OF, asked) is None:
        return Unsent.GONE
    if here.state != "live":
        return Unsent.SUSPENDED
    sent = tx.first(_TODAY, {**asked, "since": midnight(tx.now, here.zone)})
    if sent is not None and sent.deal >= A_DAY_OF_DEAL:
        return Unsent.ENOUGH_OF_DEAL
    if sent is not None and sent.shop >= A_DAY_OF_SHOP:
        return Unsent.ENOUGH_OF_SHOP
    return None


def is_due(tx: Transaction) -> bool:
    """Whether a letter was sent whose receivers are not all owed it yet: only a look."""
    return tx.first(_UNPOSTED) is not None


def post_due(tx: Transaction, most: int = PAGE) -> int:
    """Owe the next receivers of a letter, at most `most`, outside their quiet hours; returns how many that were."""
    done = 0
    while done < most and (sent := tx.first(_CLAIMED)) is not None:
        left = most - done
        asked = {"of_shop": sent.shop_id, "of_deal": sent.deal_id}
        page = tx.all(_PAGE, {**asked, "after": sent.reached, "most": left})
        owe(tx, *(_notice(tx, sent, row) for row in page if row.muted_at is None))
        over = len(page) < left
        last = page[-1].person_id if page else sent.reached
        tx.write(_REACHED, {"id_": sent.id, "last": last, "done": tx.now if over else None})
        done += max(1, len(page))
    return done


def _notice(tx: Transaction, sent: Found, to: Found) -> Notice:
    quiet = Quiet(to.quiet_from, to.quiet_to, to.zone or sent.zone)
    due = quiet.until(tx.now)
    return Notice("letter", sent.id, to.person_id, due_at=due, stale_at=sent.sent_at + FRESH)


def bought_by(tx: Transaction, deal_id: int, person_id: int) -> tuple[str, int] | None:
    """What somebody has in a deal, and still waits for: "o" and an order's number, or "s" and a seat's."""
    asked = {"to": person_id, "of_deal": deal_id}
    order = tx.value(_ORDER_OF, asked)
    if order is not None:
        return "o", int(order)
    held = tx.value(_SEAT_OF, asked)
    return None if held is None else ("s", int(held))
