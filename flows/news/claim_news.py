"""What buyers and shops hear about a claim: each step once, and a word before the time is up."""

from catalog.keeping.roles import Action, may
from catalog.keeping.shopkeeping import kept
from catalog.keeping.staff import role_of
from flows.faces import Screen
from flows.screens import claim_news as screen
from flows.texts import Texts
from groupbuys.claims import buying, looking
from groupbuys.claims.books import by_id
from groupbuys.claims.model import Claim, ClaimState
from people.model import Person
from storage.schema import to_milliseconds
from storage.transaction import Transaction

KINDS = frozenset({"claim", "claim_money", "claim_reminder"})


def news(tx: Transaction, kind: str, claim_id: int, person: Person, detail: str) -> Screen | None:
    """A step of a claim (`detail`: its number), or a reminder; None where it is no longer news.

    A step is news as long as nothing happened after it; where money goes it is news in any case.
    """
    of = by_id(tx, claim_id)
    order = None if of is None else buying.bought(tx, of.order_id)
    if of is None or order is None or not _concerns(tx, of, person):
        return None
    shop = kept(tx, of.shop_id)
    t = Texts(person.language, person.zone or (shop.zone if shop is not None else "UTC"))
    mine = of.person_id == person.id
    if kind == "claim_reminder":
        return (
            screen.reminder(t, of, order, mine=mine)
            if _still_waits(of, detail, mine=mine)
            else None
        )
    newest = looking.steps(tx, of, 0, 1)
    if not newest or (kind == "claim" and str(newest[0].id) != detail):
        return None
    return screen.stepped(t, of, order, newest[0], mine=mine)


def _concerns(tx: Transaction, of: Claim, person: Person) -> bool:
    if of.person_id == person.id:
        return True
    return may(role_of(tx, of.shop_id, person.id), Action.CLAIMS)


def _still_waits(of: Claim, due: str, *, mine: bool) -> bool:
    """The very turn that it was about still goes on."""
    if of.due_at is None or str(to_milliseconds(of.due_at)) != due:
        return False
    return (of.state in {ClaimState.BUYER, ClaimState.SENDING}) is mine
