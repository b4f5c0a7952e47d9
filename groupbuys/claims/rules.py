"""Who may claim what and when, whose turn it is, and what the clock decides: pure rules of after-sales."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from catalog.money import Money
from groupbuys.claims.model import (
    Bought,
    Claim,
    ClaimState,
    Declined,
    NoClaim,
    Outcome,
    Remedy,
    Wrong,
)

ANSWER = timedelta(hours=48)
"""How long the shop and the shopper each have to answer."""

WARNING = timedelta(hours=12)
"""So long before the end whoever has to answer is reminded."""

SENDING = timedelta(days=14)
"""How long a shopper has to send something back, and the shop to say that it came."""

TRAVEL = timedelta(days=5)
"""A parcel may take so long; after that it counts as received, since nobody tells us when it was."""

RETURN = timedelta(days=7)
"""How long after it was received one may change one's mind."""

FAULTS = timedelta(days=30)
"""How long after it was received one may say that it is damaged or not as described."""

LOST = timedelta(days=60)
"""How long after it was sent one may say that it did not arrive."""

MOST_PHOTOS = 6
"""Photos that come with one step."""

MOST_PHOTOS_OF_SIDE = 12
"""Photos that each side may send in all of a claim: as many again as it is opened with."""

LONGEST_WORDS = 400
"""Characters of one step: a page of history has to fit into a message."""

_ORDERED = {"placed", "shipped", "received"}
_NEEDS_PROOF = {Wrong.DAMAGED, Wrong.DIFFERENT}


def received(bought: Bought) -> datetime | None:
    """When it was received: handed out, or so long on its way that it must have arrived; None: not sent yet."""
    if bought.received_at is not None:
        return bought.received_at
    return None if bought.shipped_at is None else bought.shipped_at + TRAVEL


def may_claim(bought: Bought, wrong: Wrong, now: datetime) -> Declined | None:
    """Why this cannot be claimed about an order at this moment; None: it can."""
    if bought.state not in _ORDERED or bought.placed_at is None:
        return Declined(NoClaim.NOT_ORDERED)
    if wrong is Wrong.MISSING:
        return _missing(bought, bought.placed_at, now)
    got = received(bought)
    if wrong is Wrong.CHANGED:
        return Declined(NoClaim.TOO_LATE) if got is not None and now > got + RETURN else None
    if got is None:
        return Declined(NoClaim.NOT_SENT)
    return Declined(NoClaim.TOO_LATE) if now > got + FAULTS else None


def _missing(bought: Bought, placed_at: datetime, now: datetime) -> Declined | None:
    """Not before it could have arrived; what was never sent can be missed for ever."""
    if bought.received_at is not None:
        return Declined(NoClaim.ARRIVED)
    if bought.shipped_at is None:
        due = placed_at + timedelta(days=bought.ship_days)
        return Declined(NoClaim.TOO_EARLY, due) if now < due else None
    if now < bought.shipped_at + TRAVEL:
        return Declined(NoClaim.TOO_EARLY, bought.shipped_at + TRAVEL)
    return Declined(NoClaim.TOO_LATE) if now > bought.shipped_at + LOST else None


def is_proof_missing(wrong: Wrong, words: str, photos: int) -> bool:
    """Whether the shop could not know what is meant: what is damaged or different wants a word or a photo."""
    return wrong in _NEEDS_PROOF and not words.strip() and photos == 0


def patience(state: ClaimState) -> timedelta | None:
    """How long whoever has the turn has; None: no clock runs."""
    if state in {ClaimState.SHOP, ClaimState.BUYER}:
        return ANSWER
    return SENDING if state in {ClaimState.SENDING, ClaimState.COMING} else None


def shop_may_offer(claim: Claim) -> Declined | None:
    """Why the shop cannot answer or offer now; None: it can, also while its last offer lies on the table."""
    if claim.state is ClaimState.CLOSED:
        return Declined(NoClaim.CLOSED)
    if claim.state in {ClaimState.SENDING, ClaimState.COMING}:
        return Declined(NoClaim.OTHERS_TURN)
    return None


def may_accept(claim: Claim, offer_id: int) -> Declined | None:
    """Why the shopper cannot take that offer; None: it still lies on the table."""
    if claim.state in {ClaimState.SENDING, ClaimState.COMING}:
        return Declined(NoClaim.OTHERS_TURN)
    lies = claim.offer_id != 0 and claim.offer_id == offer_id
    return None if lies else Declined(NoClaim.NO_SUCH_OFFER)


def may_call(claim: Claim) -> Declined | None:
    """Why the operator cannot be called now: not before the shop had its say."""
    if claim.state is ClaimState.OPERATOR:
        return Declined(NoClaim.CALLED)
    waits = claim.state is ClaimState.SHOP and claim.answered_at is None
    return Declined(NoClaim.OTHERS_TURN) if waits else None


def shop_may_call(claim: Claim) -> Declined | None:
    """Why the shop cannot call the operator now; None: what is said to be on its way back has not come whole.

    At any other time the shop has a say of its own, or nothing to lose by waiting.
    """
    match claim.state:
        case ClaimState.COMING:
            return None
        case ClaimState.OPERATOR:
            return Declined(NoClaim.CALLED)
        case ClaimState.CLOSED:
            return Declined(NoClaim.CLOSED)
        case ClaimState.SHOP | ClaimState.BUYER | ClaimState.SENDING:
            return Declined(NoClaim.OTHERS_TURN)


def is_settled(parts: Sequence[bool]) -> bool:
    """Whether that is not claimed about an order again, after these parts of the money went back for it.

    Each says whether it was agreed: accepted by the buyer, or decided by the operator. What the clock gave a silent
    buyer was not, and may be claimed once more.
    """
    return any(parts) or len(parts) > 1


def may_give(amount: Money | None, left: Money | None) -> Declined | None:
    """Why that part of the money cannot be given back, of which so much is `left`; None: it can."""
    if left is None or amount is None or amount.currency != left.currency:
        return Declined(NoClaim.NO_MONEY)
    return None if 0 < amount.minor <= left.minor else Declined(NoClaim.TOO_MUCH)


def after_shop(claim: Claim) -> ClaimState:
    """Whose turn it is once the shop answered; what is before the operator stays there."""
    return ClaimState.OPERATOR if claim.state is ClaimState.OPERATOR else ClaimState.BUYER


def after_buyer(claim: Claim) -> ClaimState:
    """Whose turn it is once the shopper answered in words: the shop's, unless nobody waits for an answer."""
    return ClaimState.SHOP if claim.state is ClaimState.BUYER else claim.state


def ruling(claim: Claim) -> Outcome:
    """What the clock decides once its time is over; `OPEN` where none runs.

    A shop that is silent loses: everything goes back. A shopper who is silent is given what was offered, where nothing
    more is asked of them; where the shop only said something, or wants it sent back, the claim lapses and may be
    opened again.
    """
    match claim.state:
        case ClaimState.SHOP | ClaimState.COMING:
            return Outcome.FULL
        case ClaimState.BUYER:
            return _of_offer(claim.remedy)
        case ClaimState.SENDING:
            return Outcome.LAPSED
        case ClaimState.OPERATOR | ClaimState.CLOSED:
            return Outcome.OPEN


def _of_offer(remedy: Remedy | None) -> Outcome:
    match remedy:
        case Remedy.PART:
            return Outcome.PART
        case Remedy.FULL:
            return Outcome.FULL
        case Remedy.REPLACEMENT:
            return Outcome.REPLACEMENT
        case Remedy.RETURN | None:
            return Outcome.LAPSED
