"""Why something cannot be done about an order or a claim: a sentence for each reason."""

from markupsafe import Markup

from flows.texts import Texts
from groupbuys.claims.model import Declined, NoClaim
from groupbuys.claims.rules import MOST_PHOTOS_OF_SIDE


def refusal(t: Texts, no: Declined) -> Markup:
    """The sentence."""
    match no.why:
        case NoClaim.TOO_EARLY if no.at is not None:
            return t.gettext(
                "It may still arrive; you can say so from {when} on.", when=t.moment(no.at)
            )
        case NoClaim.GONE | NoClaim.TOO_EARLY:
            return t.gettext("That is not there any more.")
        case (
            NoClaim.NOT_ORDERED
            | NoClaim.OPEN_ALREADY
            | NoClaim.TOO_LATE
            | NoClaim.NOT_SENT
            | NoClaim.ARRIVED
            | NoClaim.TOO_LITTLE
        ):
            return _about_order(t, no.why)
        case (
            NoClaim.CLOSED
            | NoClaim.OTHERS_TURN
            | NoClaim.CALLED
            | NoClaim.DECIDED
            | NoClaim.SETTLED
            | NoClaim.OWN
        ):
            return _about_turn(t, no.why)
        case NoClaim.NO_SUCH_OFFER:
            return t.gettext("That offer is off; this is how it stands now.")
        case NoClaim.TOO_MUCH:
            return t.gettext("So much is not left of the money.")
        case NoClaim.NO_MONEY:
            return t.gettext("No money has gone through this chat, so none can go back here.")
        case NoClaim.ENOUGH_PHOTOS:
            return t.gettext(
                "{n} photos from each side are enough. This one was left out, and so were the words "
                "under it: type what is still to be said.",
                n=t.number(MOST_PHOTOS_OF_SIDE),
            )


def _about_turn(t: Texts, why: NoClaim) -> Markup:
    if why is NoClaim.CLOSED:
        return t.gettext("This claim is closed.")
    if why is NoClaim.CALLED:
        return t.gettext("The operator has been called already.")
    if why is NoClaim.DECIDED:
        return t.gettext("The operator has decided that for the shop.")
    if why is NoClaim.SETTLED:
        return t.gettext("That is settled: some of the money went back for it.")
    if why is NoClaim.OWN:
        return t.gettext(
            "This is your own claim: a colleague answers it, or the operator does. The clock runs "
            "on meanwhile."
        )
    return t.gettext("The other side has the word just now.")


def _about_order(t: Texts, why: NoClaim) -> Markup:
    if why is NoClaim.NOT_ORDERED:
        return t.gettext("There is nothing of this order to claim.")
    if why is NoClaim.OPEN_ALREADY:
        return t.gettext("A claim about this order is open already.")
    if why is NoClaim.TOO_LATE:
        return t.gettext("The time for that is over.")
    if why is NoClaim.NOT_SENT:
        return t.gettext("It has not been sent yet.")
    if why is NoClaim.ARRIVED:
        return t.gettext("It was handed out to you.")
    return t.gettext("Say what is wrong, or send a photo: the shop cannot know otherwise.")
