"""What leaders do, told to those whom it concerns: a group was extended, somebody is asked to lead, or leads."""

from flows import views
from flows.faces import Screen
from flows.news import merge_news
from flows.screens.group import GroupView
from flows.screens.lead import news
from flows.texts import Texts
from groupbuys import finding
from groupbuys.leading import extending, nudging, passing
from groupbuys.model import GroupState
from people import meeting
from people.model import Person
from storage.transaction import Transaction

KINDS = ("extended", "lead_offer", "lead_taken", "lead_declined", "nudge", *merge_news.KINDS)


def compose(
    tx: Transaction, kind: str, group_buy_id: int, person: Person, detail: str
) -> Screen | None:
    """The words, or None where they are not true any more."""
    group = finding.group(tx, group_buy_id)
    if group is None:
        return None
    seat = finding.seat_of(tx, group.id, person.id)
    t, view = views.brief(tx, group, seat, person)
    if kind == "extended":
        return _extended(tx, t, view)
    if kind in merge_news.KINDS:
        return merge_news.compose(tx, t, view, kind, person, detail)
    if kind == "nudge":
        return _nudged(tx, t, view, person)
    return _offered(tx, t, view, kind, person, int(detail) if detail.isdecimal() else 0)


def _extended(tx: Transaction, t: Texts, view: GroupView) -> Screen | None:
    rule = extending.rule(tx, view.group)
    if rule is None or rule.was is None or not view.inside or not _is_open(view):
        return None
    return news.extended(t, view, rule.was)


def _nudged(tx: Transaction, t: Texts, view: GroupView, person: Person) -> Screen | None:
    """Only who still agrees, is still outside, and could still join."""
    listens = nudging.is_listening(tx, view.group, person.id)
    if view.inside or not view.joinable or not listens:
        return None
    leader = meeting.by_id(tx, view.group.leader_id)
    return news.nudged(t, view, leader.name if leader is not None else "")


def _offered(
    tx: Transaction, t: Texts, view: GroupView, kind: str, person: Person, offer_id: int
) -> Screen | None:
    leader_id = view.group.leader_id
    offer = passing.offer_of(tx, offer_id, answered=kind != "lead_offer")
    if offer is None:
        return None
    other = meeting.by_id(tx, offer.from_id if kind == "lead_offer" else offer.to_id)
    name = other.name if other is not None else ""
    if kind == "lead_offer":
        asked = offer.to_id == person.id and offer.from_id == leader_id and view.paid
        return news.asked(t, view, name, offer.id) if asked and _is_open(view) else None
    if kind == "lead_taken":
        return news.taken(t, view, name) if leader_id == offer.to_id else None
    return news.declined(t, view, name) if leader_id == person.id and _is_open(view) else None


def _is_open(view: GroupView) -> bool:
    return view.group.state is GroupState.FORMING and not view.closing
