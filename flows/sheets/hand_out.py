"""A group's hand-out list as a table, for its leader: who gets what, whether it is paid, and through whom they came."""

from collections.abc import Mapping, Sequence

from flows.screens.lead.came import place
from flows.sheets.listing import Cell, local
from flows.texts import Texts
from groupbuys.leading.handing import Line
from groupbuys.model import GroupBuy

_QUANTITY = 3
"""The column that has numbers."""


def header(t: Texts) -> Sequence[str]:
    """What stands above the columns; moments name the zone of their clock, which is the reader's."""
    return (
        t.pgettext("column", "Name"),
        t.pgettext("column", "Product"),
        t.pgettext("column", "Choice"),
        t.pgettext("column", "Quantity"),
        t.pgettext("column", "State"),
        t.pgettext("column", "Paid"),
        t.pgettext("column", "Came through"),
        t.pgettext("column", "Joined ({zone})", zone=t.zone),
    )


def rows(
    t: Texts, group: GroupBuy, title: str, found: Sequence[Line], labels: Mapping[int, str]
) -> Sequence[Sequence[Cell]]:
    """One row for each of those who get something; `labels`: the variants in words, by their numbers."""
    return [
        (
            one.name or t.pgettext("name", "Somebody"),
            title,
            labels.get(one.variant_id, ""),
            one.quantity,
            _state(t, one),
            t.pgettext("cell", "at pickup") if one.pays_later else t.pgettext("cell", "yes"),
            _through(t, group, one),
            local(one.in_since, t.zone),
        )
        for one in found
    ]


def total(t: Texts, found: Sequence[Sequence[Cell]]) -> Sequence[Cell]:
    """What those rows come to: how many people, and how many pieces."""
    people = t.npgettext("cell", "Total: {n} person", "Total: {n} people", len(found))
    pieces = sum(one for row in found if isinstance(one := row[_QUANTITY], int))
    return (people, None, None, pieces, *(None for _ in header(t)[_QUANTITY + 1 :]))


def _state(t: Texts, one: Line) -> str:
    if one.handed:
        return t.pgettext("cell", "handed out")
    return t.pgettext("cell", "by parcel") if one.sent else t.pgettext("cell", "to fetch")


def _through(t: Texts, group: GroupBuy, one: Line) -> str:
    """As the leader reads it: their own links by their kind, everybody else by name."""
    if one.person_id == group.leader_id:
        return t.pgettext("cell", "leads the group")
    if one.inviter_id is None:
        return t.pgettext("cell", "found the group on their own")
    if one.inviter_id == group.leader_id:
        return place(t, one.source)
    return one.inviter or t.pgettext("name", "Somebody")
