"""Whose turn it is in a claim, until when, and what happens after that: said to the buyer and to the shop."""

from markupsafe import Markup

from flows.screens.claim_words import outcome
from flows.texts import Texts
from groupbuys.claims.model import Claim, ClaimState, Remedy


def for_buyer(t: Texts, of: Claim) -> Markup:
    """Where it stands, said to the buyer."""
    until = t.moment(of.due_at) if of.due_at is not None else ""
    match of.state:
        case ClaimState.SHOP:
            return t.gettext(
                "The shop has until {when} to answer. If it does not, it is decided for you.",
                when=until,
            )
        case ClaimState.BUYER:
            return _your_turn(t, of, until)
        case ClaimState.OPERATOR:
            return t.gettext("The operator decides; both of you will hear.")
        case ClaimState.SENDING:
            return t.gettext(
                "Send it back by {when} and say so here. After that the claim closes.", when=until
            )
        case ClaimState.COMING:
            return t.gettext(
                "The shop has until {when} to say that it came. If it does not, your money goes "
                "back.",
                when=until,
            )
        case ClaimState.CLOSED:
            return outcome(t, of)


def _your_turn(t: Texts, of: Claim, until: Markup | str) -> Markup:
    if of.remedy is None or of.remedy is Remedy.RETURN:
        return t.gettext(
            "Answer by {when}. If you do not, the claim closes; you can claim anew.", when=until
        )
    return t.gettext("Answer by {when}. If you do not, you get what was offered.", when=until)


def for_shop(t: Texts, of: Claim) -> Markup:
    """Where it stands, said to the shop's keepers."""
    until = t.moment(of.due_at) if of.due_at is not None else ""
    match of.state:
        case ClaimState.SHOP:
            return t.gettext(
                "Answer by <b>{when}</b>. If you do not, it is decided for the buyer, and all of "
                "the money goes back.",
                when=until,
            )
        case ClaimState.BUYER:
            return t.gettext("The buyer has until {when} to answer.", when=until)
        case ClaimState.OPERATOR:
            return t.gettext("The operator decides; both of you will hear.")
        case ClaimState.SENDING:
            return t.gettext("The buyer has until {when} to send it back.", when=until)
        case ClaimState.COMING:
            return t.gettext(
                "Pay it back once it came, by <b>{when}</b>. After that the money goes back by "
                "itself. If it does not come, or not whole, call the operator.",
                when=until,
            )
        case ClaimState.CLOSED:
            return outcome(t, of)
