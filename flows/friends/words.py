"""What is said of a place to whom it is one's own, said to a host of their friend's: "You are in" is "Mum is in"."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from flows.screens.names import clean
from flows.texts import N_, Texts
from people.model import Person

OF_A_FRIEND: Mapping[str, str] = {
    "You are in.": N_("{friend} is in."),
    "You are in. Your link for friends:\n{link}": N_(
        "{friend} is in. Your link for others:\n{link}"
    ),
    "You are in. Your group is in the message below, and stays up to date there.": N_(
        "{friend} is in. The group is in the message below, and stays up to date there."
    ),
    "You are in: the shop gets your order ready.": N_(
        "{friend} is in: the shop gets the order ready."
    ),
    "It is paid for: you are in.": N_("It is paid for: {friend} is in."),
    "You are in this group already.": N_("{friend} is in this group already."),
    "You are in this group already. To change how many, leave and join again.": N_(
        "{friend} is in this group already. To change how many, leave and join again."
    ),
    "You are in this group already. To change how many, leave and join again; but others wait for a "
    "place here, and come first.": N_(
        "{friend} is in this group already. To change how many, leave and join again; but others wait for a "
        "place here, and come first."
    ),
    "You are not in this group.": N_("{friend} is not in this group."),
    "You are not in this group any more.": N_("{friend} is not in this group any more."),
    "you are not in it any more": N_("{friend} is not in it any more"),
    "Yours: {what} · {total}": N_("For {friend}: {what} · {total}"),
    "Your place: {total}": N_("Place for {friend}: {total}"),
    "The time of this group is up, and your place was not paid for.": N_(
        "The time of this group is up, and the place for {friend} was not paid for."
    ),
    "Your place is kept while you pay.": N_("The place for {friend} is kept while you pay."),
    "A place is kept for you: pay for it in our private chat.": N_(
        "A place is kept for {friend}: pay for it in our private chat."
    ),
    "A place is kept for you. Pay <b>{amount}</b> by {when}; after that somebody else can have it.": N_(
        "A place is kept for {friend}. Pay <b>{amount}</b> by {when}; after that somebody else can have it."
    ),
    "A place in the group is kept for you.": N_("A place in the group is kept for {friend}."),
    "Pay <b>{amount}</b> with the invoice below to make it yours. It is kept until {when}; "
    "after that somebody else can have it.": N_(
        "Pay <b>{amount}</b> with the invoice below, and {friend} is in. The place is kept until {when}; "
        "after that somebody else can have it."
    ),
    "Pay <b>{amount}</b> to make it yours. It is kept until {when}; after that somebody else can have it.": N_(
        "Pay <b>{amount}</b>, and {friend} is in. The place is kept until {when}; "
        "after that somebody else can have it."
    ),
    "Your place in the group. If the group fails, you get it all back.": N_(
        "The place for {friend} in the group. If the group fails, you get it all back."
    ),
    "Good: your place is still yours.": N_("Good: {friend} keeps the place."),
    "Leave this group? Your place becomes free for somebody else.": N_(
        "Leave this group? The place for {friend} becomes free for somebody else."
    ),
    "You have left the group.": N_("{friend} has left the group."),
    "Because you took part in this group.": N_(
        "Because you took a place for {friend} in this group."
    ),
    "Because you are in this group.": N_("Because you have a place for {friend} in this group."),
    "Because you are in this group. No more of these: /mute": N_(
        "Because you have a place for {friend} in this group. No more of these: /mute"
    ),
    "Because you are in this group. No more reminders: /mute": N_(
        "Because you have a place for {friend} in this group. No more reminders: /mute"
    ),
}
"""A text about one's own place, and the same about that of the {friend}; all other texts are true of both."""


@dataclass(frozen=True, slots=True)
class FriendTexts(Texts):
    """The words of a host's language about the place of their `friend`."""

    friend: str = ""

    def gettext(self, message: str, /, **values: object) -> Markup:
        """A sentence of markup."""
        theirs = OF_A_FRIEND.get(message)
        if theirs is None:
            return Texts.gettext(self, message, **values)
        return Texts.gettext(self, theirs, friend=self.friend, **values)

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """A plain text; where it is another one about a friend, that is the same in every place."""
        theirs = OF_A_FRIEND.get(message)
        if theirs is None:
            return Texts.pgettext(self, context, message, **values)
        said = str(Texts.gettext(self, theirs))
        return said.format(friend=self.friend, **values)


def texts_of(person: Person, zone: str = "UTC") -> Texts:
    """The words for who reads about that person's place: themselves, or their host."""
    if person.host_id is None:
        return Texts(person.language, zone)
    return FriendTexts(person.language, zone, clean(person.called))
