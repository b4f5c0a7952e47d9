"""The last line of what somebody is told without having asked: why it came, and how to hear no more of it."""

from dataclasses import replace
from enum import Enum

from markupsafe import Markup

from flows.faces import Screen
from flows.screens.shape import paragraphs
from flows.texts import N_, Texts


class Why(Enum):
    """Why something is told and, where it can be ended, what ends it: a command, or a button that is there.

    What is about somebody's own group, goods, money or work is never kept from them.
    """

    TOOK_PART = N_("Because you took part in this group.")
    IN_GROUP = N_("Because you are in this group.")
    JOINED = N_("Because the group or the invitation is yours. No more of these: /mute")
    ASKED = N_("Because you are in this group. No more of these: /mute")
    REMINDED = N_("Because you are in this group. No more reminders: /mute")
    LOOKED = N_("Because you let this group's leader remind you, once. No more reminders: /mute")
    GAVE = N_("Because this place was yours before.")
    BOUGHT = N_("Because it is about something you bought.")
    MONEY = N_("Because it is about your money.")
    CLAIM = N_("Because you have a part in this claim.")
    LETTER = N_("Because you bought in this shop. To end it: “{button}”")
    FOLLOWS = N_("Because you follow this shop. To end it: “{button}”")
    DAILY = N_("Because you want to be told once a day. To change that: /mute")
    WORKS_HERE = N_("Because you work in this shop.")
    OWNS_SHOP = N_("Because this shop is yours.")
    BROUGHT_IN = N_("Because you brought me into that chat.")
    WAITED = N_("Because you waited for a place in this group.")
    LED = N_("Because you led a group that succeeded.")
    HAS_COUPON = N_("Because you have this coupon. No more reminders: /mute")
    STOCK = N_("Because you look after this shop's goods. To change that: “{button}” in its stock.")


BUTTONS = {
    Why.LETTER: "No more from this shop",
    Why.FOLLOWS: "Unfollow",
    Why.STOCK: "When to warn",
}
"""The button that a line names, as it is called before it is translated."""


def signed(t: Texts, screen: Screen, why: Why) -> Screen:
    """The same screen with that line below everything else."""
    text = Markup(screen.text)  # noqa: S704  a screen's text is markup
    return replace(screen, text=str(paragraphs(text, line(t, why))))


def line(t: Texts, why: Why) -> Markup:
    """The line, small beside what it stands under."""
    named = BUTTONS.get(why)
    values = {} if named is None else {"button": t.pgettext("button", named)}
    return Markup("<i>{}</i>").format(t.gettext(why.value, **values))
