"""What a buyer does about their claim: accepts, answers, calls the operator, sends back, lets it go."""

from groupbuys.claims import books, settling, telling
from groupbuys.claims.model import (
    Act,
    Claim,
    ClaimState,
    Declined,
    Deed,
    NoClaim,
    Outcome,
    Remedy,
    Side,
    Taken,
)
from groupbuys.claims.rules import MOST_PHOTOS_OF_SIDE, after_buyer, may_accept, may_call
from storage.transaction import Transaction


def answer(
    tx: Transaction, person_id: int, claim_id: int, words: str, photos: tuple[str, ...] = ()
) -> Taken | Declined:
    """Answer in words: then it is the shop's turn. What is added while it is theirs winds no clock."""
    of = _own(tx, person_id, claim_id)
    if isinstance(of, Declined):
        return of
    if photos and books.photos_of(tx, of, Side.BUYER) + len(photos) > MOST_PHOTOS_OF_SIDE:
        return Declined(NoClaim.ENOUGH_PHOTOS)
    step_id = books.step(
        tx, of, Act(Side.BUYER, Deed.SAID, person_id=person_id, words=words, photos=photos)
    )
    state = after_buyer(of)
    saved = books.save(tx, of if state is of.state else settling.turn(tx, of, state))
    telling.tell_shop(tx, saved, step_id)
    return Taken(saved)


def accept(tx: Transaction, person_id: int, claim_id: int, offer_id: int) -> Taken | Declined:
    """Take the offer that was made in that step, if it still lies on the table."""
    of = _own(tx, person_id, claim_id)
    if isinstance(of, Declined):
        return of
    no = may_accept(of, offer_id)
    if no is not None:
        return no
    step_id = books.step(
        tx,
        of,
        Act(Side.BUYER, Deed.ACCEPTED, person_id=person_id, remedy=of.remedy, amount=of.amount),
    )
    taken = _apply(tx, of)
    if taken is None:
        taken = settling.give_all(tx, of)
    telling.tell_shop(tx, taken, step_id)
    return Taken(taken)


def call_operator(tx: Transaction, person_id: int, claim_id: int) -> Taken | Declined:
    """Let whoever runs the house decide: no clock runs any more."""
    of = _own(tx, person_id, claim_id)
    if isinstance(of, Declined):
        return of
    no = may_call(of)
    if no is not None:
        return no
    step_id = books.step(tx, of, Act(Side.BUYER, Deed.CALLED, person_id=person_id))
    saved = settling.call(tx, of)
    telling.tell_shop(tx, saved, step_id)
    return Taken(saved)


def send_back(tx: Transaction, person_id: int, claim_id: int) -> Taken | Declined:
    """What was to be sent back is on its way; the shop has two weeks to say that it came."""
    of = _own(tx, person_id, claim_id)
    if isinstance(of, Declined):
        return of
    if of.state is not ClaimState.SENDING:
        return Declined(NoClaim.OTHERS_TURN)
    step_id = books.step(tx, of, Act(Side.BUYER, Deed.SENT_BACK, person_id=person_id))
    saved = books.save(tx, settling.turn(tx, of, ClaimState.COMING))
    telling.tell_shop(tx, saved, step_id)
    return Taken(saved)


def withdraw(tx: Transaction, person_id: int, claim_id: int) -> Taken | Declined:
    """It is settled, or was a mistake: nothing more is wanted."""
    of = _own(tx, person_id, claim_id)
    if isinstance(of, Declined):
        return of
    step_id = books.step(tx, of, Act(Side.BUYER, Deed.WITHDREW, person_id=person_id))
    closed = settling.close(tx, of, Outcome.WITHDRAWN)
    telling.tell_shop(tx, closed, step_id)
    return Taken(closed)


def _apply(tx: Transaction, of: Claim) -> Claim | None:
    """Do what was offered; None where so much of the money is not left."""
    match of.remedy:
        case Remedy.PART:
            return settling.give_part(tx, of, of.amount)
        case Remedy.REPLACEMENT:
            return settling.close(tx, of, Outcome.REPLACEMENT)
        case Remedy.RETURN:
            return books.save(tx, settling.turn(tx, of, ClaimState.SENDING))
        case Remedy.FULL | None:
            return None


def _own(tx: Transaction, person_id: int, claim_id: int) -> Claim | Declined:
    """A claim of one's own that is open, locked; another's looks like one that does not exist."""
    of = books.locked(tx, claim_id)
    if of is None or of.person_id != person_id:
        return Declined(NoClaim.GONE)
    return Declined(NoClaim.CLOSED) if of.state is ClaimState.CLOSED else of
