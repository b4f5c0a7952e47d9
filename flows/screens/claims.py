"""A buyer's claim: choosing what is wrong, saying it, and following it to its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from flows.faces import Picture, Screen
from flows.presses.claims import (
    AnswerClaim,
    AskClaim,
    BeginClaim,
    CallOperator,
    DropClaim,
    FileClaim,
    SendBack,
    ShowClaim,
    ShowClaimPhoto,
    TakeOffer,
)
from flows.presses.every import ShowOrder
from flows.screens import claim_turns, claim_words
from flows.screens.buttons import Row, button, home, pager
from flows.screens.claim_refusals import refusal
from flows.screens.names import clean
from flows.screens.paying import coming
from flows.screens.shape import lines, pages, paragraphs
from flows.texts import Texts
from groupbuys.claims.looking import Photo
from groupbuys.claims.model import (
    Bought,
    Claim,
    ClaimState,
    ClaimStep,
    Declined,
    NoClaim,
    Outcome,
    Wrong,
)
from groupbuys.claims.rules import LONGEST_WORDS, MOST_PHOTOS, may_accept, may_call

STEPS = 5
"""Steps on a page: with the longest words they still fit into one message."""


@dataclass(frozen=True, slots=True)
class Trail:
    """A page of a claim's history: its steps (the newest first), all that there are, and how many photos."""

    steps: Sequence[ClaimStep]
    total: int
    photos: int
    page: int = 0


def choose(t: Texts, of: Bought, title: str, choices: Mapping[Wrong, Declined | None]) -> Screen:
    """What can be wrong with an order; what cannot be claimed now says why."""
    why = [
        t.gettext("{field}: {value}", field=claim_words.wrong(t, wrong), value=refusal(t, no))
        for wrong, no in choices.items()
        if no is not None
    ]
    text = paragraphs(
        _named(t, title, of.number),
        t.gettext("What is wrong with it?") if None in choices.values() else None,
        lines(why),
    )
    rows: list[Row] = [
        (button(claim_words.wrong(t, wrong), BeginClaim(of.id, wrong.value)),)
        for wrong, no in choices.items()
        if no is None
    ]
    return Screen(text, (*rows, _to_order(t, of.id)))


def ask(t: Texts, press: BeginClaim, words: str, photos: int, said: Markup | None = None) -> Screen:
    """Ask for words and photos; what there is so far stands there, and `said` comes first."""
    so_far = [
        Markup("<i>{}</i>").format(words) if words else None,
        t.ngettext("📷 {n} photo", "📷 {n} photos", photos) if photos else None,
    ]
    text = paragraphs(
        said,
        Markup("<b>{}</b>").format(claim_words.wrong(t, Wrong(press.wrong))),
        lines(so_far) if any(so_far) else None,
        t.gettext(
            "Say in your own words what is wrong, and send photos if you have any, one after the "
            "other. Then press Done: the shop has 48 hours to answer."
        ),
    )
    done = button(t.pgettext("button", "Done"), FileClaim(press.order_id, press.wrong), "primary")
    back = button(t.pgettext("button", "‹ Back"), AskClaim(press.order_id))
    return Screen(text, ((done,), (back,)))


def too_long(t: Texts) -> Markup:
    """More words than fit."""
    return t.gettext(
        "That was too long: at most {n} characters, please.", n=t.number(LONGEST_WORDS)
    )


def too_many(t: Texts) -> Markup:
    """More photos than fit."""
    return t.gettext("{n} photos are enough: press Done.", n=t.number(MOST_PHOTOS))


def claim(
    t: Texts, of: Claim, order: Bought | None, trail: Trail, said: Markup | None = None
) -> Screen:
    """A claim as its buyer sees it: where it stands, everything that happened, and what can be done."""
    number, payer = (order.number, clean(order.payer)) if order is not None else ("", "")
    text = paragraphs(
        said,
        lines([_named(t, claim_words.wrong(t, of.wrong), number), claim_turns.for_buyer(t, of)]),
        claim_words.history(t, of, trail.steps),
        _money(t, of, payer) if trail.page == 0 else None,
    )
    turning = pager(t, trail.page, pages(trail.total, STEPS), lambda to: ShowClaim(of.id, to))
    return Screen(
        text, (*turning, *_ways(t, of), *_photos(t, of, trail), _to_order(t, of.order_id))
    )


def _money(t: Texts, of: Claim, payer: str) -> Markup | None:
    """What goes back; where somebody else paid, that it goes to them is said from the beginning."""
    if _pays(of):
        return coming(t, of.amount, payer)
    if not payer or of.closed_at is not None:
        return None
    return t.gettext("{name} paid for it: what goes back of the money goes to {name}.", name=payer)


def photo(t: Texts, of: Claim, photos: Sequence[Photo], page: int) -> Screen:
    """One photo of a claim."""
    turning = pager(t, page, len(photos), lambda to: ShowClaimPhoto(of.id, to))
    back = button(t.pgettext("button", "‹ Back"), ShowClaim(of.id))
    return Screen(photo_text(t, photos[page]), (*turning, (back,)), Picture(photos[page].source))


def photo_text(t: Texts, of: Photo) -> str:
    """When a photo came."""
    return paragraphs(t.gettext("Photo of {when}", when=t.moment(of.at)))


def ask_answer(t: Texts, of: Claim, said: Markup | None = None) -> Screen:
    """Ask the buyer for an answer."""
    asked = t.gettext("Type your answer to the shop, or send a photo with a few words.")
    back = button(t.pgettext("button", "‹ Back"), ShowClaim(of.id))
    return Screen(paragraphs(said, asked), ((back,),))


def ask_drop(t: Texts, of: Claim) -> Screen:
    """Ask whether it is to be let go."""
    asked = t.gettext("Let the claim go? Nothing more comes of it; what was offered is off.")
    sure = button(t.pgettext("button", "Let it go"), DropClaim(of.id, 1), "danger")
    back = button(t.pgettext("button", "‹ Back"), ShowClaim(of.id))
    return Screen(paragraphs(asked), ((sure,), (back,)))


def order_rows(
    t: Texts, order_id: int, claims: Sequence[Claim], *, may_claim: bool
) -> tuple[Row, ...]:
    """What an order's page offers: its claims, and a new one."""
    rows: list[Row] = [
        (
            button(
                claim_words.headline(t, one),
                ShowClaim(one.id),
            ),
        )
        for one in claims
    ]
    if may_claim:
        rows.append((button(t.pgettext("button", "Something is wrong"), AskClaim(order_id)),))
    return tuple(rows)


def declined(t: Texts, no: Declined) -> Markup:
    """Why something cannot be done, over the page that it was asked on."""
    return Markup("⚠️ {}").format(refusal(t, no)) if no.why is not NoClaim.GONE else refusal(t, no)


def _pays(of: Claim) -> bool:
    return of.outcome in {Outcome.PART, Outcome.FULL} and of.amount.minor > 0


def _ways(t: Texts, of: Claim) -> tuple[Row, ...]:
    if of.state is ClaimState.CLOSED:
        return ()
    rows: list[Row] = []
    if may_accept(of, of.offer_id) is None:
        take = TakeOffer(of.id, of.offer_id)
        rows.append((button(t.pgettext("button", "Accept the offer"), take, "success"),))
    if of.state is ClaimState.SENDING:
        sent = button(t.pgettext("button", "I have sent it back"), SendBack(of.id), "primary")
        rows.append((sent,))
    answer = button(t.pgettext("button", "Answer"), AnswerClaim(of.id))
    if may_call(of) is None:
        call = button(t.pgettext("button", "Call the operator"), CallOperator(of.id))
        rows.append((answer, call))
    else:
        rows.append((answer,))
    rows.append((button(t.pgettext("button", "Let it go …"), DropClaim(of.id)),))
    return tuple(rows)


def _photos(t: Texts, of: Claim, trail: Trail) -> tuple[Row, ...]:
    if not trail.photos:
        return ()
    label = t.npgettext("button", "{n} photo", "{n} photos", trail.photos)
    return ((button(label, ShowClaimPhoto(of.id)),),)


def _named(t: Texts, title: str, number: str) -> Markup:
    order = t.gettext("Order {number}", number=number)
    return lines([Markup("<b>{}</b>").format(title), order])


def _to_order(t: Texts, order_id: int) -> Row:
    return button(t.pgettext("button", "‹ The order"), ShowOrder("o", order_id)), home(t)
