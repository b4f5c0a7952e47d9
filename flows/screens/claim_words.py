"""Claims in words that buyers, shops and the news about them share: what happened, whose turn it is, how it ended."""

from collections.abc import Sequence

from markupsafe import Markup

from flows.screens.shape import lines, paragraphs
from flows.texts import Texts
from groupbuys.claims.model import Claim, ClaimState, ClaimStep, Deed, Outcome, Remedy, Side, Wrong


def wrong(t: Texts, what: Wrong) -> str:
    """What is wrong, in a few words."""
    match what:
        case Wrong.MISSING:
            return t.pgettext("claim", "Not arrived")
        case Wrong.DAMAGED:
            return t.pgettext("claim", "Damaged")
        case Wrong.DIFFERENT:
            return t.pgettext("claim", "Not as described")
        case Wrong.CHANGED:
            return t.pgettext("claim", "Change of mind")


def history(t: Texts, of: Claim, steps: Sequence[ClaimStep]) -> Markup:
    """Every step with who, when, what and in which words; the oldest of them first."""
    return paragraphs(*(step(t, of, one) for one in reversed(steps)))


def step(t: Texts, of: Claim, one: ClaimStep) -> Markup:
    """One step."""
    head = Markup("<b>{}</b> · {}").format(_who(t, one.side), t.moment(one.at))
    photos = t.ngettext("📷 {n} photo", "📷 {n} photos", one.photos) if one.photos else None
    words = Markup("<i>{}</i>").format(one.words) if one.words else None
    return lines([head, deed(t, of, one), words, photos])


def _who(t: Texts, side: Side) -> str:
    match side:
        case Side.BUYER:
            return t.pgettext("claim", "Buyer")
        case Side.SHOP:
            return t.pgettext("claim", "Shop")
        case Side.OPERATOR:
            return t.pgettext("claim", "Operator")
        case Side.CLOCK:
            return t.pgettext("claim", "Time is up")


def deed(t: Texts, of: Claim, one: ClaimStep) -> Markup | str | None:
    """What was done; None where it was only said."""
    match one.deed:
        case Deed.OPENED:
            return wrong(t, of.wrong)
        case Deed.SAID:
            return None
        case Deed.OFFERED:
            return offered(t, one)
        case Deed.ACCEPTED:
            return t.gettext("Accepts the offer.")
        case Deed.CALLED:
            return t.gettext("Calls the operator, who decides now.")
        case Deed.SENT_BACK:
            return t.gettext("Has sent it back.")
        case Deed.WITHDREW:
            return t.gettext("Has let the claim go.")
        case Deed.RULED:
            return outcome(t, of) if of.outcome is Outcome.SETTLED else _ruled(t, one)


def offered(t: Texts, one: ClaimStep) -> Markup:
    """What the shop offers."""
    match one.remedy:
        case Remedy.PART | Remedy.FULL:
            return t.gettext("Offers <b>{amount}</b> back.", amount=t.money(one.amount))
        case Remedy.REPLACEMENT:
            return t.gettext("Offers to send another one.")
        case Remedy.RETURN | None:
            return t.gettext("Offers all of the money for sending it back, to:")


def _ruled(t: Texts, one: ClaimStep) -> Markup:
    if one.remedy in {Remedy.PART, Remedy.FULL} and one.amount.minor:
        return t.gettext("<b>{amount}</b> goes back to the buyer.", amount=t.money(one.amount))
    if one.remedy is Remedy.FULL:
        return t.gettext("Decided for the buyer. No money had gone through this chat.")
    if one.remedy is Remedy.REPLACEMENT:
        return t.gettext("The offer stands: the shop sends another one.")
    if one.side is Side.OPERATOR:
        return t.gettext("Decided for the shop: no money goes back.")
    return t.gettext("Closed, since no answer came. It can be claimed anew.")


def outcome(t: Texts, of: Claim) -> Markup:
    """How it ended."""
    match of.outcome:
        case Outcome.PART | Outcome.FULL:
            amount = t.money(of.amount)
            return t.gettext("Closed: <b>{amount}</b> goes back to the buyer.", amount=amount)
        case Outcome.REPLACEMENT:
            return t.gettext("Closed: the shop sends another one.")
        case Outcome.BUYER:
            return t.gettext(
                "Decided for the buyer. No money had gone through this chat: what was paid at "
                "pickup, the shop gives back there."
            )
        case Outcome.SHOP:
            return t.gettext("Decided for the shop: no money goes back.")
        case Outcome.WITHDRAWN:
            return t.gettext("Closed: the buyer has let it go.")
        case Outcome.LAPSED:
            return t.gettext("Closed, since no answer came. It can be claimed anew.")
        case Outcome.SETTLED:
            return t.gettext("Closed: the order was paid back in another way.")
        case Outcome.OPEN:
            return t.gettext("Open")


def headline(t: Texts, of: Claim) -> str:
    """What is wrong and where it stands: "Damaged: waits for the shop"."""
    return t.pgettext("claim", "{what}: {how}", what=wrong(t, of.wrong), how=short(t, of))


def short(t: Texts, of: Claim) -> str:
    """Where it stands, in a word for a list."""
    match of.state:
        case ClaimState.SHOP:
            return t.pgettext("claim", "waits for the shop")
        case ClaimState.BUYER:
            return t.pgettext("claim", "waits for the buyer")
        case ClaimState.OPERATOR:
            return t.pgettext("claim", "before the operator")
        case ClaimState.SENDING | ClaimState.COMING:
            return t.pgettext("claim", "is sent back")
        case ClaimState.CLOSED:
            return t.pgettext("claim", "closed")
