"""What a shop answers to claims: looked at, talked about, offered, paid back; and what it promises about sending."""

from markupsafe import Markup

from catalog.keeping.promising import promise, ship_days
from catalog.keeping.roles import Action, may
from catalog.keeping.shopkeeping import kept
from catalog.keeping.staff import role_of
from catalog.money import Money
from flows import asking
from flows.claims import trail
from flows.desk import amounts, desk
from flows.events import Photo
from flows.presses.claims import (
    CallForShop,
    ClaimDeskPress,
    OfferClaim,
    RefundClaim,
    ReplyClaim,
    SetShipDays,
    ShowClaims,
    ShowShipDays,
    ShowShopClaim,
    ShowShopPhoto,
)
from flows.replies import Reply
from flows.screens.claims import declined, too_long
from flows.screens.desk import claims as screen
from flows.screens.desk import promises
from flows.screens.shape import pages, units
from flows.visit import Visit
from groupbuys.claims import answering, buying, looking
from groupbuys.claims.model import Claim, ClaimState, Declined, NoClaim, Offer, Remedy, Taken
from groupbuys.claims.rules import LONGEST_WORDS


def press(visit: Visit, pressed: ClaimDeskPress) -> list[Reply]:
    """A button of this room, for those who may."""
    match pressed:
        case ShowClaims():
            return listed(visit, pressed)
        case ShowShopClaim():
            return show(visit, pressed.shop_id, pressed.claim_id, pressed.page)
        case ShowShopPhoto():
            return photo(visit, pressed)
        case ShowShipDays():
            return _promises(visit, pressed.shop_id)
        case SetShipDays():
            promise(visit.tx, pressed.shop_id, pressed.days)
            return _promises(visit, pressed.shop_id)
        case ReplyClaim() | OfferClaim() | RefundClaim() | CallForShop():
            return _answer(visit, pressed)


def _answer(
    visit: Visit, pressed: ReplyClaim | OfferClaim | RefundClaim | CallForShop
) -> list[Reply]:
    of = looking.of_shop(visit.tx, pressed.shop_id, pressed.claim_id)
    if of is None or of.state is ClaimState.CLOSED:
        return show(visit, pressed.shop_id, pressed.claim_id)
    me = visit.person.id
    if looking.is_own(visit.tx, of, me):
        return _taken(visit, of, Declined(NoClaim.OWN))
    match pressed:
        case CallForShop():
            return _taken(visit, of, answering.call_operator(visit.tx, of.shop_id, of.id, me))
        case RefundClaim(sure=1):
            return _taken(visit, of, answering.refund_all(visit.tx, of.shop_id, of.id, me))
        case RefundClaim():
            left = _left(visit, of)
            return visit.show(screen.ask_refund(visit.texts, of, left))
        case OfferClaim(how="x"):
            return _offered(visit, of, Offer(Remedy.REPLACEMENT))
        case ReplyClaim() | OfferClaim():
            return _ask(visit, pressed, of)


def listed(visit: Visit, press: ShowClaims) -> list[Reply]:
    """The open claims, those that wait for the shop first."""
    total = sum(looking.counts(visit.tx, press.shop_id).values())
    page = min(max(0, press.page), pages(total, screen.CLAIMS) - 1)
    found = looking.page(visit.tx, press.shop_id, page * screen.CLAIMS, screen.CLAIMS)
    return visit.show(screen.listed(visit.texts, press.shop_id, found, total, page))


def show(
    visit: Visit, shop_id: int, claim_id: int, page: int = 0, said: Markup | None = None
) -> list[Reply]:
    """One claim; another shop's looks like none."""
    of = looking.of_shop(visit.tx, shop_id, claim_id)
    order = None if of is None else buying.bought(visit.tx, of.order_id)
    if of is None or order is None:
        return listed(visit, ShowClaims(shop_id))
    me = visit.person.id
    decides = may(role_of(visit.tx, shop_id, me), Action.CLAIMS)
    own = looking.is_own(visit.tx, of, me)
    seen = screen.Seen(of, order, trail(visit, of, page), decides=decides, own=own)
    return visit.show(screen.claim(visit.texts, seen, said))


def photo(visit: Visit, press: ShowShopPhoto) -> list[Reply]:
    """One of its photos."""
    of = looking.of_shop(visit.tx, press.shop_id, press.claim_id)
    photos = looking.photos(visit.tx, of) if of is not None else ()
    if of is None or not photos:
        return show(visit, press.shop_id, press.claim_id)
    page = min(max(0, press.page), len(photos) - 1)
    return visit.show(screen.photo(visit.texts, of, photos, page))


def typed(visit: Visit, question: ReplyClaim | OfferClaim, text: str) -> list[Reply]:
    """An answer, an amount, or where to send it back."""
    of = looking.of_shop(visit.tx, question.shop_id, question.claim_id)
    if of is None or of.state is ClaimState.CLOSED:
        asking.let_go(visit)
        return show(visit, question.shop_id, question.claim_id)
    if isinstance(question, OfferClaim) and question.how == "p":
        amount = amounts.read(text, of.amount.currency)
        if amount is None:
            return _ask(visit, question, of, screen.no_amount(visit.texts))
        asking.let_go(visit)
        return _offered(visit, of, Offer(Remedy.PART, amount))
    words = text.strip()
    if units(words) > LONGEST_WORDS:
        return _ask(visit, question, of, too_long(visit.texts))
    asking.let_go(visit)
    if isinstance(question, OfferClaim):
        return _offered(visit, of, Offer(Remedy.RETURN, words=words))
    return _said(visit, of, words)


def pictured(visit: Visit, question: ReplyClaim, event: Photo) -> list[Reply]:
    """A photo with an answer; its caption is what is said."""
    of = looking.of_shop(visit.tx, question.shop_id, question.claim_id)
    if of is None:
        return show(visit, question.shop_id, question.claim_id)
    words = event.caption.strip()
    if units(words) > LONGEST_WORDS:
        return _ask(visit, question, of, too_long(visit.texts))
    asking.asks(visit, question)  # an album comes photo by photo
    return _said(visit, of, words, (event.source,))


def _said(visit: Visit, of: Claim, words: str, photos: tuple[str, ...] = ()) -> list[Reply]:
    me = visit.person.id
    return _taken(visit, of, answering.reply(visit.tx, of.shop_id, of.id, me, words, photos))


def _offered(visit: Visit, of: Claim, new: Offer) -> list[Reply]:
    answer = answering.offer(visit.tx, of.shop_id, of.id, visit.person.id, new)
    if isinstance(answer, Declined) and answer.why is NoClaim.TOO_MUCH:
        again = OfferClaim(of.shop_id, of.id, "p")
        return _ask(visit, again, of, declined(visit.texts, answer))
    return _taken(visit, of, answer)


def _taken(visit: Visit, of: Claim, answer: Taken | Declined) -> list[Reply]:
    """How it stands after a press; what could not be done says why."""
    said = declined(visit.texts, answer) if isinstance(answer, Declined) else None
    return show(visit, of.shop_id, of.id, said=said)


def _ask(
    visit: Visit, press: ReplyClaim | OfferClaim, of: Claim, said: Markup | None = None
) -> list[Reply]:
    if isinstance(press, OfferClaim) and press.how not in {"p", "r"}:
        return show(visit, of.shop_id, of.id)
    left = _left(visit, of)
    if isinstance(press, OfferClaim) and press.how == "p" and left is None:
        no = Declined(NoClaim.NO_MONEY)
        return show(visit, of.shop_id, of.id, said=declined(visit.texts, no))
    asking.asks(visit, press)
    return visit.show(screen.ask(visit.texts, press, left, said))


def _left(visit: Visit, of: Claim) -> Money | None:
    order = buying.bought(visit.tx, of.order_id)
    return None if order is None else order.left


def _promises(visit: Visit, shop_id: int) -> list[Reply]:
    if kept(visit.tx, shop_id) is None:
        return desk.several(visit)
    days = ship_days(visit.tx, shop_id)
    return visit.show(promises.ship_days(visit.texts, shop_id, days))
