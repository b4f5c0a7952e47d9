"""Claims against a shop, for its keepers."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.money import Money
from flows.faces import Picture, PressButton, Screen
from flows.presses.claims import (
    CallForShop,
    OfferClaim,
    RefundClaim,
    ReplyClaim,
    ShowClaim,
    ShowClaims,
    ShowShopClaim,
    ShowShopPhoto,
)
from flows.presses.desk import ShowShopOrder
from flows.screens import claim_turns, claim_words
from flows.screens.buttons import Row, button, pager, pairs
from flows.screens.claim_refusals import refusal
from flows.screens.claims import STEPS, Trail, photo_text
from flows.screens.desk.staff import to_desk
from flows.screens.names import short
from flows.screens.shape import lines, pages, paragraphs
from flows.texts import Texts
from groupbuys.claims.looking import OpenClaim, Photo
from groupbuys.claims.model import Bought, Claim, ClaimState, Declined, NoClaim
from groupbuys.claims.rules import shop_may_call, shop_may_offer

CLAIMS = 8
"""Claims on a page."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim with its order and a page of its history.

    `decides`: the reader may offer and pay back; `own`: they are the buyer, and leave it to others.
    """

    claim: Claim
    order: Bought
    trail: Trail
    decides: bool
    own: bool = False


def to_claims(t: Texts, shop_id: int, waiting: int, total: int) -> PressButton:
    """The way to the open claims, with how many there are, and a mark where some wait for the shop."""
    label = t.pgettext("button", "Claims: {n}", n=t.number(total))
    press = ShowClaims(shop_id)
    return button(f"❗ {label}", press, "danger") if waiting else button(label, press)


def claim_rows(t: Texts, found: Sequence[Claim]) -> tuple[Row, ...]:
    """The claims about an order."""
    return tuple(
        (
            button(
                f"❗ {claim_words.headline(t, one)}",
                ShowShopClaim(one.shop_id, one.id),
            ),
        )
        for one in found
    )


def listed(t: Texts, shop_id: int, found: Sequence[OpenClaim], total: int, page: int) -> Screen:
    """The open claims, the most urgent first."""
    text = paragraphs(
        t.gettext("<b>Open claims</b>"),
        lines(_line(t, one) for one in found) if found else t.gettext("No claim is open."),
    )
    rows: list[Row] = [
        (button(_label(t, one), ShowShopClaim(shop_id, one.claim.id)),) for one in found
    ]
    turning = pager(t, page, pages(total, CLAIMS), lambda to: ShowClaims(shop_id, to))
    return Screen(text, (*rows, *turning, to_desk(t, shop_id)))


def claim(t: Texts, seen: Seen, said: Markup | None = None) -> Screen:
    """A claim: where it stands, everything that happened, and what can be answered."""
    of, trail = seen.claim, seen.trail
    number = t.gettext("Order {number}", number=seen.order.number)
    head = Markup("<b>{}</b>").format(claim_words.wrong(t, of.wrong))
    text = paragraphs(
        said,
        lines([head, number, _money(t, seen.order), claim_turns.for_shop(t, of)]),
        claim_words.history(t, of, trail.steps),
        _own(t) if seen.own and of.state is not ClaimState.CLOSED else None,
    )
    turning = pager(
        t,
        trail.page,
        pages(trail.total, STEPS),
        lambda to: ShowShopClaim(of.shop_id, of.id, to),
    )
    order = button(t.pgettext("button", "The order"), ShowShopOrder(of.shop_id, of.order_id))
    back = button(t.pgettext("button", "‹ Claims"), ShowClaims(of.shop_id))
    return Screen(text, (*turning, *_ways(t, seen), *_photos(t, seen), (order, back)))


def photo(t: Texts, of: Claim, photos: Sequence[Photo], page: int) -> Screen:
    """One photo of a claim."""
    turning = pager(t, page, len(photos), lambda to: ShowShopPhoto(of.shop_id, of.id, to))
    source = Picture(photos[page].source)
    return Screen(photo_text(t, photos[page]), (*turning, _back(t, of)), source)


def ask(
    t: Texts, press: ReplyClaim | OfferClaim, left: Money | None, said: Markup | None = None
) -> Screen:
    """Ask for an answer, an amount, or where to send it back."""
    if isinstance(press, ReplyClaim):
        asked = t.gettext("Type your answer to the buyer, or send a photo with a few words.")
    elif press.how == "p":
        most = t.money(left) if left is not None else ""
        asked = t.gettext(
            "Type how much you offer to give back: at most <b>{amount}</b>.", amount=most
        )
    else:
        asked = t.gettext(
            "Type where it is to be sent back to. The buyer gets all of the money once it came."
        )
    back = button(t.pgettext("button", "‹ Back"), ShowShopClaim(press.shop_id, press.claim_id))
    return Screen(paragraphs(said, asked), ((back,),))


def no_amount(t: Texts) -> Markup:
    """What was typed is no amount."""
    return t.gettext("I could not read an amount in that.")


def ask_refund(t: Texts, of: Claim, left: Money | None) -> Screen:
    """Ask whether all of it is to go back."""
    asked = (
        t.gettext("Give <b>{amount}</b> back to the buyer, at once?", amount=t.money(left))
        if left is not None
        else t.gettext(
            "Decide this claim for the buyer? No money has gone through this chat, so none goes "
            "back here."
        )
    )
    label = t.pgettext("button", "Yes, give it back")
    sure = button(label, RefundClaim(of.shop_id, of.id, 1), "danger")
    return Screen(paragraphs(asked), ((sure,), _back(t, of)))


def _own(t: Texts) -> Markup:
    return refusal(t, Declined(NoClaim.OWN))


def _ways(t: Texts, seen: Seen) -> tuple[Row, ...]:
    of = seen.claim
    if of.state is ClaimState.CLOSED:
        return ()
    if seen.own:
        return ((button(t.pgettext("button", "Your side of it"), ShowClaim(of.id)),),)
    answer = button(t.pgettext("button", "Answer"), ReplyClaim(of.shop_id, of.id))
    if not seen.decides:
        return ((answer,),)
    everything = button(_all(t, of), RefundClaim(of.shop_id, of.id))
    if shop_may_offer(of) is not None:
        return ((everything,), (answer, *_call(t, of)))
    ways = [answer]
    if seen.order.left is not None:
        label = t.pgettext("button", "Offer some money back")
        ways.append(button(label, OfferClaim(of.shop_id, of.id, "p")))
    another = t.pgettext("button", "Offer another one")
    ways.append(button(another, OfferClaim(of.shop_id, of.id, "x")))
    returned = t.pgettext("button", "Offer a return")
    ways.append(button(returned, OfferClaim(of.shop_id, of.id, "r")))
    return (*pairs(ways), (everything,))


def _call(t: Texts, of: Claim) -> Row:
    if shop_may_call(of) is not None:
        return ()
    return (button(t.pgettext("button", "Call the operator"), CallForShop(of.shop_id, of.id)),)


def _all(t: Texts, of: Claim) -> str:
    if of.state in {ClaimState.SENDING, ClaimState.COMING}:
        return t.pgettext("button", "It came back: pay")
    return t.pgettext("button", "Give it all back")


def _photos(t: Texts, seen: Seen) -> tuple[Row, ...]:
    if not seen.trail.photos:
        return ()
    label = t.npgettext("button", "{n} photo", "{n} photos", seen.trail.photos)
    return ((button(label, ShowShopPhoto(seen.claim.shop_id, seen.claim.id)),),)


def _money(t: Texts, order: Bought) -> Markup:
    if order.left is None:
        return t.gettext("No money has gone through this chat.")
    return t.gettext("{amount} is paid.", amount=t.money(order.left))


def _line(t: Texts, one: OpenClaim) -> Markup:
    until = None if one.claim.due_at is None else t.countdown(one.claim.due_at)
    stands = claim_words.short(t, one.claim)
    return Markup("<b>{}</b> · {}{}").format(
        one.number, stands, Markup(" · {}").format(until) if until else ""
    )


def _label(t: Texts, one: OpenClaim) -> str:
    buyer = short(one.buyer) or t.pgettext("name", "Somebody")
    return f"{claim_words.wrong(t, one.claim.wrong)} · {buyer} · {one.number}"


def _back(t: Texts, of: Claim) -> Row:
    return (button(t.pgettext("button", "‹ Back"), ShowShopClaim(of.shop_id, of.id)),)
