"""Merging groups, told to those whom it concerns: a leader is asked, answered, and everybody hears that two are one."""

from flows.faces import Screen
from flows.screens.group import GroupView
from flows.screens.lead import merging as words
from flows.texts import Texts
from groupbuys import finding
from groupbuys.leading import merging
from groupbuys.leading.went_on import people_of
from groupbuys.model import GroupState
from people import meeting
from people.model import Person
from storage.transaction import Transaction

KINDS = ("merge_offer", "merge_declined", "merged")


def compose(
    tx: Transaction, t: Texts, view: GroupView, kind: str, person: Person, detail: str
) -> Screen | None:
    """The words, or None where they are not true any more.

    `detail`: the number of the offer; of what was merged, the other group's and whether the reader came from it.
    """
    if view.group.state is not GroupState.FORMING or view.closing:
        return None
    first, _, came = detail.partition(".")
    number = int(first) if first.isdecimal() else 0
    if kind == "merge_offer":
        return _asked(tx, t, view, person, number)
    if kind == "merged":
        return _merged(tx, t, view, number, came=came == "1")
    offer = merging.offer_of(tx, number, answered=True)
    if offer is None or view.group.leader_id != person.id:
        return None
    return words.refused(t, view, _name(tx, offer.to_id))


def _asked(
    tx: Transaction, t: Texts, view: GroupView, person: Person, number: int
) -> Screen | None:
    offer = merging.offer_of(tx, number)
    asking = None if offer is None else finding.group(tx, offer.group_buy_id)
    if offer is None or asking is None or view.group.leader_id != person.id:
        return None
    if asking.leader_id != offer.from_id or merging.may_merge(tx, asking, view.group) is not None:
        return None
    return words.asked(t, view, asking, _name(tx, offer.from_id), offer.id)


def _merged(
    tx: Transaction, t: Texts, view: GroupView, number: int, *, came: bool
) -> Screen | None:
    if not view.inside:
        return None
    leader = _name(tx, view.group.leader_id)
    return words.merged(t, view, people_of(tx, number), leader, came=came)


def _name(tx: Transaction, person_id: int) -> str:
    found = meeting.by_id(tx, person_id)
    return found.name if found is not None else ""
