"""What shops have to say, put into words at the moment it is said, or dropped where it is no longer true or wanted."""

from catalog import browsing
from catalog.keeping import following
from catalog.lines import lines
from catalog.offers import find_deal
from flows import views
from flows.faces import Screen
from flows.presses.every import ShowOrder
from flows.screens import from_shops as screen
from flows.screens.from_shops import News
from flows.texts import Texts
from groupbuys.telling import letters, offers_told
from groupbuys.telling.letters import Letter
from people.model import Person
from storage.outbox import LETTERS
from storage.transaction import Transaction

KINDS = LETTERS | {"new_deals"}
"""The kinds of notices that are put into words here."""


def compose(tx: Transaction, kind: str, subject_id: int, person: Person) -> Screen | None:
    """One message; None where it is not to be said any more.

    `subject_id` is the number of a letter, or of an announcement ("new_deals").
    """
    if kind in LETTERS:
        return _letter(tx, subject_id, person)
    return _new_deals(tx, subject_id, person)


def _new_deals(tx: Transaction, announcement_id: int, person: Person) -> Screen | None:
    """Word of deals that are still on, to who still follows the shop."""
    word = offers_told.announced(tx, announcement_id, person)
    shop = browsing.shop(tx, word.shop_id, person.language) if word is not None else None
    if word is None or shop is None:
        return None
    zone = person.zone or shop.zone
    told = offers_told.told_today(tx, person.id, tx.now, zone)
    last = person.news if told + 1 == person.news else 0
    offered = lines(tx, word.products[: screen.LISTED], person.language)
    said = News(word.shop_id, shop.name, offered, len(word.products), last)
    return screen.new_deals(Texts(person.language, zone), said)


def _hears_it(tx: Transaction, found: Letter, person: Person) -> bool:
    """Whether a guest's host has the letter for an order of their own, or wants none from that shop."""
    if person.host_id is None:
        return False
    muted = following.standing(tx, found.shop_id, person.host_id).muted
    return muted or letters.bought_by(tx, found.deal_id, person.host_id) is not None


def _letter(tx: Transaction, letter_id: int, person: Person) -> Screen | None:
    """A letter to who still waits for what they bought, and has not muted the shop."""
    found = letters.find(tx, letter_id)
    if (
        found is None
        or _hears_it(tx, found, person)
        or following.standing(tx, found.shop_id, person.id).muted
    ):
        return None
    bought = letters.bought_by(tx, found.deal_id, person.id)
    shop = browsing.shop(tx, found.shop_id, person.language)
    deal = find_deal(tx, found.deal_id)
    if bought is None or shop is None or deal is None:
        return None
    t = Texts(person.language, person.zone or shop.zone)
    title = views.title(tx, deal.product_id, person.language)
    return screen.letter(t, shop.id, shop.name, title, found.text, ShowOrder(*bought))
