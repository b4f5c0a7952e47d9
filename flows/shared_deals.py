"""Deals dropped into chats by inline mode: their newest face, and what following their link leads to."""

from dataclasses import replace

from flows import base36, browsing, invites
from flows.events import InlineChosen
from flows.faces import Screen
from flows.posts import view_of
from flows.replies import Reply
from flows.screens import post
from flows.texts import Texts
from flows.visit import Visit
from groupbuys import finding
from groupbuys.dropped import copies, deal_copies
from groupbuys.dropped.deal_copies import DealCopy
from groupbuys.dropped.sealing import Share
from groupbuys.invites import invite_token
from people import meeting
from people.model import Person
from storage.transaction import Transaction


def dropped(event: InlineChosen, tx: Transaction, person: Person, share: Share) -> None:
    """Somebody dropped a deal: it is kept current from now on."""
    copy = DealCopy(event.place.bot, event.message, share.deal_id, person.id, event.result)
    deal_copies.drop(tx, copy, share)


def face(tx: Transaction, copy: DealCopy) -> Screen | None:
    """What it shows now, in the words of whoever dropped it; None where one of the two is gone."""
    person = meeting.by_id(tx, copy.person_id)
    view = None if person is None else view_of(tx, copy.deal_id, copy.token, person.language)
    if person is None or view is None:
        return None
    t = Texts(person.language, person.zone or view.zone)
    return replace(post.post(t, view), card_version=deal_copies.version(tx, copy.deal_id))


def opened(visit: Visit, token: str) -> list[Reply]:
    """The link of a dropped deal was followed: into the open group of whoever dropped it, else to the deal.

    Nothing where it is the link of anything else.
    """
    share = copies.read(visit.tx, token)
    if share is None or not share.deal_id:
        return []
    who = deal_copies.dropper(visit.tx, token, share)
    group_buy_id = finding.open_of(visit.tx, share.deal_id, who)
    if group_buy_id and who != visit.person.id:
        invite = invite_token(visit.tx, group_buy_id, who, share.source)
        return invites.open_(visit, invite)
    return browsing.deal(visit, base36.written(share.deal_id))
