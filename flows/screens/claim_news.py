"""News about a claim: what just happened, whose turn it is, and the way to it."""

from markupsafe import Markup

from flows.faces import Screen
from flows.presses.claims import ShowClaim, ShowShopClaim
from flows.screens import claim_turns, claim_words
from flows.screens.buttons import button, standing
from flows.screens.names import clean
from flows.screens.paying import coming
from flows.screens.shape import lines, paragraphs
from flows.texts import Texts
from groupbuys.claims.model import Bought, Claim, ClaimStep, Outcome


def stepped(t: Texts, of: Claim, order: Bought, step: ClaimStep, *, mine: bool) -> Screen:
    """Something happened; `mine`: said to the buyer."""
    pays = of.outcome in {Outcome.PART, Outcome.FULL} and of.amount.minor > 0
    text = paragraphs(
        _head(t, of, order),
        claim_words.step(t, of, step),
        _stands(t, of, mine=mine),
        coming(t, of.amount, clean(order.payer)) if mine and pays else None,
    )
    return _news(t, of, text, mine=mine)


def reminder(t: Texts, of: Claim, order: Bought, *, mine: bool) -> Screen:
    """The time is nearly up, and whoever reads this has the word."""
    text = paragraphs(
        t.gettext("⏳ <b>A claim waits for you.</b>"),
        _head(t, of, order),
        _stands(t, of, mine=mine),
    )
    return _news(t, of, text, mine=mine)


def _head(t: Texts, of: Claim, order: Bought) -> Markup:
    named = Markup("<b>{}</b>").format(claim_words.wrong(t, of.wrong))
    return lines([named, t.gettext("Order {number}", number=order.number)])


def _stands(t: Texts, of: Claim, *, mine: bool) -> Markup:
    return claim_turns.for_buyer(t, of) if mine else claim_turns.for_shop(t, of)


def _news(t: Texts, of: Claim, text: str, *, mine: bool) -> Screen:
    press = ShowClaim(of.id) if mine else ShowShopClaim(of.shop_id, of.id)
    label = t.pgettext("button", "See the claim")
    return standing(Screen(text, ((button(label, press, "primary"),),)))
