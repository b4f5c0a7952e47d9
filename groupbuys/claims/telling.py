"""Who hears of a step, and when whoever has to answer is reminded."""

from datetime import datetime

from catalog.keeping.roles import Action, may
from catalog.keeping.shopkeeping import kept
from catalog.keeping.staff import colleagues
from groupbuys.claims.model import Claim, ClaimState
from groupbuys.claims.rules import WARNING
from groupbuys.reminding import Quiet
from people import guests, meeting
from people.model import Person
from storage.alarms import raise_alarm
from storage.outbox import Notice, owe
from storage.schema import to_milliseconds
from storage.transaction import Transaction


def keepers(tx: Transaction, of: Claim) -> tuple[int, ...]:
    """Who decides about a claim in its shop, by their numbers: never its own buyer, or who speaks for that guest."""
    buyer = guests.speaker_of(tx, of.person_id)
    return tuple(
        one.person_id
        for one in colleagues(tx, of.shop_id)
        if may(one.role, Action.CLAIMS) and one.person_id != buyer
    )


def tell_shop(tx: Transaction, of: Claim, step_id: int) -> None:
    """Its keepers hear of a step, outside their quiet hours; where there are none, the operator does."""
    found = keepers(tx, of)
    owe(tx, *(Notice("claim", of.id, one, str(step_id)) for one in found))
    if not found:
        said = f"shop {of.shop_id} has nobody to answer claim {of.id}: kaituan claims"
        raise_alarm(tx, "claim", of.id, said)


def tell_buyer(tx: Transaction, of: Claim, step_id: int, *, money: bool = False) -> None:
    """The buyer hears of a step; news of `money` are not held back."""
    kind = "claim_money" if money else "claim"
    owe(tx, Notice(kind, of.id, of.person_id, str(step_id)))


def remind(tx: Transaction, of: Claim) -> int:
    """Whoever has to answer is owed a word, that goes stale with the clock; returns how many that are."""
    if of.due_at is None:
        return 0
    people = _answers(tx, of)
    when = str(to_milliseconds(of.due_at))
    notices = [Notice("claim_reminder", of.id, one, when, stale_at=of.due_at) for one in people]
    owe(tx, *notices)
    return len(notices)


def reminded_at(tx: Transaction, of: Claim, due_at: datetime) -> datetime | None:
    """When to remind: twelve hours before the end, or earlier where that is quiet; None: that is past already."""
    shop = kept(tx, of.shop_id)
    house = shop.zone if shop is not None else "UTC"
    people = [meeting.by_id(tx, one) for one in _answers(tx, of)]
    at = due_at - WARNING
    times = [_before(one, house, at) for one in people if one is not None]
    earliest = min(times, default=at)
    return earliest if earliest > tx.now else None


def _before(person: Person, house: str, at: datetime) -> datetime:
    return Quiet(person.quiet_from, person.quiet_to, person.zone or house).before(at)


def _answers(tx: Transaction, of: Claim) -> tuple[int, ...]:
    """Whoever has to do something next."""
    if of.state in {ClaimState.SHOP, ClaimState.COMING}:
        return keepers(tx, of)
    return (of.person_id,)
