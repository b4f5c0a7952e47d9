"""A group buy's card, as it is sent to a member and kept up to date."""

from flows import views
from flows.faces import Screen
from flows.friends import acting
from flows.screens import card, offers
from flows.screens.group import GroupView
from flows.texts import Texts
from groupbuys import finding
from groupbuys.dropped.copies import Copy
from groupbuys.invites import invite_token
from groupbuys.model import GroupBuy, GroupState, Seat
from people import meeting
from people.model import Person
from storage.transaction import Transaction


def face(tx: Transaction, group_buy_id: int, person_id: int) -> Screen | None:
    """The newest face of a member's card, or (0) of one that everybody sees; None where group buy or person is gone.

    The first card of a member, and a first public one, write the invite down.
    """
    group = finding.group(tx, group_buy_id)
    if group is not None and not person_id:
        return public(tx, group)
    person = meeting.by_id(tx, person_id)
    if group is None or person is None:
        return None
    screen = of(tx, group, finding.seat_of(tx, group.id, person.id), person)
    return acting.dressed_for(tx, person.id, screen)


def of(tx: Transaction, group: GroupBuy, seat: Seat | None, person: Person) -> Screen:
    """The card of a group buy for the person who has that seat."""
    t, view = views.brief(tx, group, seat, person)
    return seen(tx, t, view, person)


def seen(tx: Transaction, t: Texts, view: GroupView, person: Person) -> Screen:
    """The card of a view that the person has of a group buy."""
    invites = view.paid and view.group.state is GroupState.FORMING
    token = invite_token(tx, view.group.id, person.speaker) if invites else ""
    return card.card(t, view, token, person.id)


def public(tx: Transaction, group: GroupBuy) -> Screen:
    """The card of a group buy for a chat of many: nobody's own, joined by the leader's invite."""
    t, view = views.brief(tx, group, None, None)
    forming = group.state is GroupState.FORMING
    return card.public(t, view, invite_token(tx, group.id, group.leader_id) if forming else "")


def copied(tx: Transaction, group_buy_id: int, copy: Copy) -> Screen | None:
    """The newest face of a copy, in the words of whoever dropped it; None where the group buy is gone."""
    group = finding.group(tx, group_buy_id)
    if group is None:
        return None
    t, view = views.brief(tx, group, None, meeting.by_id(tx, copy.person_id))
    return offers.copy(t, view, copy.token)
