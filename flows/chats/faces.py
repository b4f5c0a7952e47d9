"""The newest faces of what hangs in group chats: cards, and lists of who is in."""

from catalog import wares
from flows import views
from flows.faces import Screen
from flows.screens.chats import card
from groupbuys import finding
from groupbuys.cards import Card
from groupbuys.chats import entries, hanging
from groupbuys.chats.hanging import Hanging
from people import meeting
from storage.transaction import Transaction


def newest(tx: Transaction, shown: Card) -> Screen | None:
    """What a message in a chat is to show now; None where nothing hangs there by this message."""
    here = hanging.by_message(tx, shown.bot, shown.chat, shown.message_id)
    if here is None:
        return None
    return roll(tx, here) if shown.message_id == here.list_id else face(tx, here)


def face(tx: Transaction, here: Hanging) -> Screen | None:
    """The card, in the words of whoever brought it; None where the group buy is gone."""
    group = finding.group(tx, here.group_buy_id)
    if group is None:
        return None
    t, view = views.brief(tx, group, None, meeting.by_id(tx, here.inviter_id))
    return card.card(t, view, here, entries.people(tx, here))


def roll(tx: Transaction, here: Hanging) -> Screen | None:
    """The list, in the same words."""
    group = finding.group(tx, here.group_buy_id)
    if group is None:
        return None
    t, view = views.brief(tx, group, None, meeting.by_id(tx, here.inviter_id))
    found = entries.roll(tx, here, card.LINES)
    numbers = sorted({one.variant_id for one in found.lines})
    return card.listed(t, view, here, found, wares.labels(tx, numbers, t.language))
