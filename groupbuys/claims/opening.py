"""A buyer says that something is wrong with an order."""

from groupbuys.claims import books, settling, telling
from groupbuys.claims.buying import bought, refused
from groupbuys.claims.model import Act, ClaimState, Declined, Deed, NoClaim, Side, Taken, Wrong
from groupbuys.claims.rules import LONGEST_WORDS, MOST_PHOTOS, is_proof_missing
from storage.transaction import Transaction


def open_claim(
    tx: Transaction,
    person_id: int,
    order_id: int,
    wrong: Wrong,
    words: str = "",
    photos: tuple[str, ...] = (),
) -> Taken | Declined:
    """Claim that about an order of one's own; its shop has 48 hours to answer.

    Raises ValueError for words or photos that are refused before they come here.
    """
    if len(words) > LONGEST_WORDS or len(photos) > MOST_PHOTOS:
        raise ValueError("so many words or photos are refused before they come here")
    order = bought(tx, order_id, lock=True)
    if order is None or order.person_id != person_id:
        return Declined(NoClaim.GONE)
    if books.has_open(tx, order_id):
        return Declined(NoClaim.OPEN_ALREADY)
    no = refused(tx, order, wrong)
    if no is not None:
        return no
    if is_proof_missing(wrong, words, len(photos)):
        return Declined(NoClaim.TOO_LITTLE)
    new = books.add(tx, order, wrong)
    step_id = books.step(
        tx, new, Act(Side.BUYER, Deed.OPENED, person_id=person_id, words=words, photos=photos)
    )
    opened = books.save(tx, settling.turn(tx, new, ClaimState.SHOP))
    telling.tell_shop(tx, opened, step_id)
    return Taken(opened)
