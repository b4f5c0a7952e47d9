"""What a shop answers to a claim: words, an offer, or all of the money."""

from dataclasses import replace

from catalog.money import Money
from groupbuys.claims import books, looking, settling, telling
from groupbuys.claims.buying import bought
from groupbuys.claims.model import (
    Act,
    Claim,
    ClaimState,
    Declined,
    Deed,
    NoClaim,
    Offer,
    Remedy,
    Side,
    Taken,
)
from groupbuys.claims.rules import (
    MOST_PHOTOS_OF_SIDE,
    after_shop,
    may_give,
    shop_may_call,
    shop_may_offer,
)
from storage.transaction import Transaction


def reply(
    tx: Transaction,
    shop_id: int,
    claim_id: int,
    person_id: int,
    words: str,
    photos: tuple[str, ...] = (),
) -> Taken | Declined:
    """Answer in words: then it is the buyer's turn. What is added while it is theirs winds no clock."""
    of = _against(tx, shop_id, claim_id, person_id)
    if isinstance(of, Declined):
        return of
    if photos and books.photos_of(tx, of, Side.SHOP) + len(photos) > MOST_PHOTOS_OF_SIDE:
        return Declined(NoClaim.ENOUGH_PHOTOS)
    step_id = books.step(
        tx, of, Act(Side.SHOP, Deed.SAID, person_id=person_id, words=words, photos=photos)
    )
    return _answered(tx, of, step_id, anew=of.state is ClaimState.SHOP)


def offer(
    tx: Transaction, shop_id: int, claim_id: int, person_id: int, new: Offer
) -> Taken | Declined:
    """Put an offer on the table, in place of the one before.

    All of the money is not offered but given: so is a part that is all that is left.
    """
    of = _against(tx, shop_id, claim_id, person_id)
    no = of if isinstance(of, Declined) else shop_may_offer(of)
    if isinstance(of, Declined) or no is not None:
        return no or Declined(NoClaim.GONE)
    if new.remedy is Remedy.PART:
        order = bought(tx, of.order_id)
        wrong = may_give(new.amount, None if order is None else order.left)
        if wrong is not None:
            return wrong
        if order is not None and order.left == new.amount:
            return _give_all(tx, of, person_id)
    if new.remedy is Remedy.FULL:
        return _give_all(tx, of, person_id)
    said = new.amount or Money(0, of.amount.currency)
    step_id = books.step(
        tx,
        of,
        Act(
            Side.SHOP,
            Deed.OFFERED,
            person_id=person_id,
            remedy=new.remedy,
            amount=said,
            words=new.words,
        ),
    )
    lies = replace(of, remedy=new.remedy, amount=said, offer_id=step_id)
    return _answered(tx, lies, step_id, anew=True)


def refund_all(tx: Transaction, shop_id: int, claim_id: int, person_id: int) -> Taken | Declined:
    """Give all that is left of the money back, at once; also once what was sent back has come."""
    of = _against(tx, shop_id, claim_id, person_id)
    if isinstance(of, Declined):
        return of
    return _give_all(tx, of, person_id)


def call_operator(tx: Transaction, shop_id: int, claim_id: int, person_id: int) -> Taken | Declined:
    """What was to come back did not, or not whole: whoever runs the house decides, and no clock runs any more."""
    of = _against(tx, shop_id, claim_id, person_id)
    no = of if isinstance(of, Declined) else shop_may_call(of)
    if isinstance(of, Declined) or no is not None:
        return no or Declined(NoClaim.GONE)
    step_id = books.step(tx, of, Act(Side.SHOP, Deed.CALLED, person_id=person_id))
    saved = settling.call(tx, of)
    telling.tell_buyer(tx, saved, step_id)
    return Taken(saved)


def _give_all(tx: Transaction, of: Claim, person_id: int) -> Taken:
    answered = replace(of, answered_at=of.answered_at or tx.now)
    closed = settling.give_all(tx, answered)
    step_id = books.step(
        tx,
        closed,
        Act(Side.SHOP, Deed.RULED, person_id=person_id, remedy=Remedy.FULL, amount=closed.amount),
    )
    telling.tell_buyer(tx, closed, step_id, money=True)
    return Taken(closed)


def _answered(tx: Transaction, of: Claim, step_id: int, *, anew: bool) -> Taken:
    """The shop has answered, and the buyer hears of it."""
    now = replace(of, answered_at=of.answered_at or tx.now)
    saved = books.save(tx, settling.turn(tx, now, after_shop(now)) if anew else now)
    telling.tell_buyer(tx, saved, step_id)
    return Taken(saved)


def _against(tx: Transaction, shop_id: int, claim_id: int, person_id: int) -> Claim | Declined:
    """An open claim against this shop, locked; another's looks like one that does not exist.

    Nobody answers their own, or that of a guest of theirs: who works in the shop that they bought from leaves it to a
    colleague or the operator.
    """
    of = books.locked(tx, claim_id)
    if of is None or of.shop_id != shop_id:
        return Declined(NoClaim.GONE)
    if looking.is_own(tx, of, person_id):
        return Declined(NoClaim.OWN)
    return Declined(NoClaim.CLOSED) if of.state is ClaimState.CLOSED else of
