"""A place for a friend who is not here: the question for whom, and how a group's page names those who have one."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from flows.faces import PressButton, Screen
from flows.presses.every import WIRE, Join, Pick, ShowGroup, ShowOrders
from flows.presses.guests import AsGuest, BringFriend
from flows.screens.buttons import Row, button, home, pairs
from flows.screens.names import clean
from flows.screens.refusals import sentence
from flows.screens.shape import LABEL, paragraphs, shorten
from flows.texts import Texts
from groupbuys.friends.bringing import Brought
from groupbuys.model import GroupBuy, Refused, SeatState
from people.guests import LONGEST, Guest

KNOWN = 6
"""Friends who are offered by name; any other is typed."""


def to_bringing(t: Texts, group: GroupBuy) -> PressButton:
    """The way to take a place for a friend."""
    return button(t.pgettext("button", "Join for a friend"), BringFriend(group.id))


def not_another(t: Texts, no: Refused) -> Markup:
    """Why they may take no place for a friend there, in the place of that button."""
    return t.gettext("For a friend: {why}", why=sentence(t, no))


def ask(t: Texts, group: GroupBuy, known: Sequence[Guest], joins: Join | Pick) -> Screen:
    """The question for whom it is."""
    text = paragraphs(
        t.gettext("What is your friend called? Type the name."),
        t.gettext(
            "The place is for them, with your name beside it. You pay for it, and I tell you all about it. "
            "A friend who has Telegram can also come by your link."
        ),
    )
    rows = pairs([_to(one, WIRE.encode(joins)) for one in known[:KNOWN]])
    return Screen(text, (*rows, _away(t, group)))


def again(t: Texts, group: GroupBuy, said: str) -> Screen:
    """That was no name."""
    longest = t.ngettext("At most {n} character.", "At most {n} characters.", LONGEST)
    return Screen(paragraphs(escape(said), longest), (_away(t, group),))


def rows(group: GroupBuy, friends: Sequence[Brought]) -> tuple[Row, ...]:
    """The places of the reader's friends in a group buy."""
    see = WIRE.encode(ShowGroup(group.id))
    return pairs([_to(one.guest, see) for one in friends])


def orders(known: Sequence[Guest]) -> tuple[Row, ...]:
    """What the reader's friends have ordered; each of them, since nothing else leads there."""
    return pairs([_to(one, WIRE.encode(ShowOrders())) for one in known])


def named(t: Texts, friends: Sequence[Brought]) -> Markup | None:
    """The same in a sentence."""
    if not friends:
        return None
    names = t.listed(*(_name(t, one) for one in friends))
    return t.gettext("👤 Your friends here: {names}", names=names)


def _name(t: Texts, one: Brought) -> str:
    name = clean(one.guest.name)
    if one.state is SeatState.HELD:
        return t.pgettext("guest", "{name} (not paid yet)", name=name)
    return name


def _to(friend: Guest, wire: str) -> PressButton:
    return button(f"👤 {shorten(friend.name, LABEL)}", AsGuest(friend.person_id, wire))


def _away(t: Texts, group: GroupBuy) -> Row:
    see = button(t.pgettext("button", "See the group"), ShowGroup(group.id))
    return see, home(t)
