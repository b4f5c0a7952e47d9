"""Why a wish was refused, each in a plain sentence that says what can be done instead."""

from flows.texts import Texts
from groupbuys.model import Reason, Refused


def sentence(t: Texts, no: Refused) -> str:
    """At most 200 characters, plain."""
    match no.reason:
        case (
            Reason.OVER_LIMIT
            | Reason.BAD_QUANTITY
            | Reason.TOO_MANY_HOLDS
            | Reason.TOO_MANY_LINES
            | Reason.SOLD_OUT
            | Reason.ENOUGH_FRIENDS
        ) as counted:
            return _counted(t, counted, no.limit)
        case Reason.GONE | Reason.DEAL_NOT_LIVE | Reason.NOT_YOURS | Reason.NOT_IN as absent:
            return _absent(t, absent)
        case Reason.ALREADY_PAID | Reason.WRONG_AMOUNT | Reason.WAY_CLOSED as money:
            return _money(t, money)
        case (
            Reason.NOT_PAID | Reason.IN_ALREADY | Reason.NOT_GIVEN | Reason.FRIEND_NOT_NEW
        ) as given:
            return _given(t, given)
        case (
            Reason.NOT_FORMING
            | Reason.STILL_OPENING
            | Reason.FULL
            | Reason.CLOSED
            | Reason.TOO_LATE
            | Reason.NOT_NEW
            | Reason.UNREACHED as over
        ):
            return _over(t, over)
        case Reason.GIVEN_UP | Reason.REPLACED | Reason.MERGED as ended:
            return _ended(t, ended)


def _counted(t: Texts, reason: Reason, limit: int) -> str:
    if reason is Reason.OVER_LIMIT and limit > 0:
        return t.npgettext(
            "refusal",
            "There is a limit per person: you can take {n} more.",
            "There is a limit per person: you can take {n} more.",
            limit,
        )
    if reason is Reason.OVER_LIMIT:
        return t.pgettext("refusal", "You already have as many as one person may take.")
    if reason is Reason.BAD_QUANTITY:
        return t.npgettext(
            "refusal",
            "Please choose a quantity of {n}.",
            "Please choose a quantity from 1 to {n}.",
            max(1, limit),
        )
    if reason is Reason.SOLD_OUT:
        return t.pgettext("refusal", "There is not that much left. Fewer, or another one, may do.")
    if reason is Reason.ENOUGH_FRIENDS:
        return t.npgettext(
            "refusal",
            "In this group you can take a place for {n} friend. Another one can come by the link.",
            "In this group you can take places for {n} friends. Others can come by the link.",
            limit,
        )
    if reason is Reason.TOO_MANY_LINES:
        return t.npgettext(
            "refusal",
            "You wait for a place in {n} group already: see My groups.",
            "You wait for a place in {n} groups already: see My groups.",
            limit,
        )
    return t.npgettext(
        "refusal",
        "You have {n} unpaid place. Pay for it or give it up first: see My orders.",
        "You have {n} unpaid places. Pay for one or give one up first: see My orders.",
        limit,
    )


def _absent(t: Texts, reason: Reason) -> str:
    if reason is Reason.GONE:
        return t.pgettext("refusal", "This is no longer offered.")
    if reason is Reason.DEAL_NOT_LIVE:
        return t.pgettext("refusal", "This deal is not running just now.")
    if reason is Reason.NOT_YOURS:
        return t.pgettext("refusal", "This belongs to somebody else.")
    return t.pgettext("refusal", "You are not in this group.")


def _money(t: Texts, reason: Reason) -> str:
    if reason is Reason.ALREADY_PAID:
        return t.pgettext("refusal", "This is paid already. Nothing more is owed.")
    if reason is Reason.WAY_CLOSED:
        return t.pgettext(
            "refusal",
            "The shop takes no money in that way any more. Press Pay again for the others.",
        )
    return t.pgettext(
        "refusal", "The amount does not match the invoice, so nothing was taken. Press Pay again."
    )


def _over(t: Texts, reason: Reason) -> str:
    if reason is Reason.NOT_FORMING:
        return t.pgettext("refusal", "This group has ended.")
    if reason is Reason.STILL_OPENING:
        return t.pgettext("refusal", "This group opens when its leader has paid.")
    if reason is Reason.FULL:
        return t.pgettext("refusal", "This group is full.")
    if reason is Reason.CLOSED:
        return t.pgettext("refusal", "The time of this group is up.")
    if reason is Reason.NOT_NEW:
        return t.pgettext(
            "refusal",
            "This group is for people new to this shop, and you know it already. You can start a group of your own, "
            "or buy alone.",
        )
    if reason is Reason.UNREACHED:
        return t.pgettext("refusal", "You could not be reached just then.")
    return t.pgettext("refusal", "It is too late for that: this place is no longer kept.")


def _ended(t: Texts, reason: Reason) -> str:
    """What became of a place that was kept."""
    if reason is Reason.REPLACED:
        return t.pgettext(
            "refusal", "Something else was chosen instead: there is nothing to pay for here."
        )
    if reason is Reason.MERGED:
        return t.pgettext(
            "refusal",
            "Two groups went on as one, with one place for you: this one is not paid for.",
        )
    return t.pgettext("refusal", "This place was given up: there is nothing to pay for.")


def _given(t: Texts, reason: Reason) -> str:
    """Why a place cannot be given on, or taken for a friend."""
    if reason is Reason.FRIEND_NOT_NEW:
        return t.pgettext(
            "refusal",
            "This group is for people new to this shop, so your friend has to come themselves: send them the link.",
        )
    if reason is Reason.NOT_PAID:
        return t.pgettext("refusal", "Pay for your place first: then you can give it to a friend.")
    if reason is Reason.IN_ALREADY:
        return t.pgettext(
            "refusal", "You have a place in this group already, and one person has one."
        )
    return t.pgettext("refusal", "This place is not given away any more.")
