"""What becomes of a message that asked to pay, or gave a place away, once that is done, given up, run out or over."""

from catalog.offers import find_deal
from flows import views
from flows.faces import Screen
from flows.news import guest_news
from flows.screens import paying
from flows.screens.chats import whispers
from flows.screens.friends import giving
from flows.texts import Texts
from groupbuys import books, endings, finding
from groupbuys.friends import gifts
from groupbuys.fulfilment import orders
from groupbuys.model import LIVE_SEATS, GroupBuy, OrderState, Seat, SeatState
from groupbuys.prompts import prompts
from groupbuys.prompts.prompts import Prompt
from people import meeting
from people.model import Person
from storage.transaction import Transaction


def face(tx: Transaction, shown: Prompt) -> Screen | None:
    """The new face of such words, once they ask in vain; None where they still hold, or nothing is known of them."""
    match shown.what:
        case "o":
            return _of_order(tx, shown)
        case "g":
            return _of_gift(tx, shown)
        case _:
            return _of_seat(tx, shown)


def is_over(tx: Transaction, shown: Prompt) -> bool:
    """Whether an invoice is to be taken away: what it was for is not kept any more, or a younger one asks for it.

    A paid one is a receipt.
    """
    if prompts.is_replaced(tx, shown):
        return True
    if shown.what == "o":
        order = orders.by_id(tx, shown.subject_id)
        return order is None or order.state is OrderState.RELEASED
    seat = books.seat_now(tx, shown.subject_id)
    return seat is None or seat.state is SeatState.RELEASED


def _of_seat(tx: Transaction, shown: Prompt) -> Screen | None:
    seat = books.seat_now(tx, shown.subject_id)
    group = None if seat is None else finding.group(tx, seat.group_buy_id)
    person = None if seat is None else meeting.by_id(tx, seat.person_id)
    if seat is None or group is None or person is None or seat.state is SeatState.HELD:
        return None
    return guest_news.dressed(person, _words(tx, shown, seat, group, person))


def _words(
    tx: Transaction, shown: Prompt, seat: Seat, group: GroupBuy, person: Person
) -> Screen | None:
    t, view = views.brief(tx, group, seat, person)
    if seat.state in LIVE_SEATS:
        return whispers.paid(t, view, seat) if shown.chat < 0 else _arrived(t, view.title)
    if seat.payment_id is not None:
        return None if shown.chat < 0 else _arrived(t, view.title)
    why = endings.of_seat(seat, group)
    if shown.chat < 0:
        return whispers.over(t, view, seat, why)
    return paying.over(t, view.title, why, group.id)


def _of_order(tx: Transaction, shown: Prompt) -> Screen | None:
    order = orders.by_id(tx, shown.subject_id)
    person = None if order is None else meeting.by_id(tx, order.person_id)
    deal = None if order is None else find_deal(tx, order.deal_id)
    if order is None or person is None or deal is None or order.state is OrderState.HELD:
        return None
    t, title = Texts(person.language), views.title(tx, deal.product_id, person.language)
    if order.state is not OrderState.RELEASED:
        return _arrived(t, title)
    return paying.over(t, title, endings.of_order(tx, order.id), 0)


def _of_gift(tx: Transaction, shown: Prompt) -> Screen | None:
    """The link of a place that was given away, for who gave it."""
    gift = gifts.by_id(tx, shown.subject_id)
    seat = None if gift is None else books.seat_now(tx, gift.seat_id)
    group = None if seat is None else finding.group(tx, seat.group_buy_id)
    giver = None if gift is None else meeting.by_id(tx, gift.giver_id)
    if gift is None or seat is None or group is None or giver is None:
        return None
    friend = None if gift.taken_by is None else meeting.by_id(tx, gift.taken_by)
    t, view = views.brief(tx, group, seat, giver)
    gone = giving.gone(t, view, None if friend is None else friend.name)
    return guest_news.dressed(giver, gone)


def _arrived(t: Texts, title: str) -> Screen:
    return paying.arrived(t, title, None)
