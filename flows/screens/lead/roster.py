"""Who is in a group buy, as its leader sees it: names as their people show them, and nothing else about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from flows.faces import Screen
from flows.presses.lead import ShowRoster
from flows.screens.buttons import pager
from flows.screens.group import chosen
from flows.screens.lead.came import place
from flows.screens.lead.lead import back
from flows.screens.names import short
from flows.screens.shape import lines, pages, paragraphs
from flows.texts import Texts, filled
from groupbuys.leading.roster import Seated
from groupbuys.model import GroupBuy, SeatState

SIZE = 10
"""People on a page."""

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the `total` people in a group buy at the moment `now`; `choices`: variants in words, by their numbers."""

    found: Sequence[Seated]
    total: int
    choices: Mapping[int, str]
    now: datetime


def roster(t: Texts, group: GroupBuy, page: Page, at: ShowRoster) -> Screen:
    """One page of those in it."""
    total = page.total
    head = t.ngettext("<b>Who is in: {n} person</b>", "<b>Who is in: {n} people</b>", total)
    blocks = [_person(t, group, one, page) for one in page.found]
    turning = pager(t, at.page, pages(total, SIZE), lambda to: ShowRoster(group.id, to))
    text = paragraphs(head, *blocks) if blocks else paragraphs(head, t.gettext("Nobody any more."))
    return Screen(text, (*turning, back(t, group.id)))


def _person(t: Texts, group: GroupBuy, one: Seated, page: Page) -> Markup:
    crown = "👑 " if one.person_id == group.leader_id else ""
    name = short(one.name) or t.pgettext("name", "Somebody")
    what = chosen(t, page.choices.get(one.variant_id, ""), one.quantity)
    first = filled(
        "{sign} {crown}<b>{name}</b>{what}",
        sign="🟡" if one.state is SeatState.HELD else "🟢",
        crown=crown,
        name=name,
        what=f" · {what}" if what else "",
    )
    return lines([first, _state(t, one, page.now), _through(t, group, one)])


def _state(t: Texts, one: Seated, now: datetime) -> Markup:
    if one.state is not SeatState.HELD:
        later = t.gettext("is in, and pays when the goods come")
        return later if one.pays_later else t.gettext("has paid")
    left = max(timedelta(), (one.held_until or now) - now)
    minutes = -(-left // _MINUTE)
    if not minutes:
        return t.gettext("has not paid; the time for it is up")
    return t.ngettext(
        "has not paid yet; the place is kept for {n} more minute",
        "has not paid yet; the place is kept for {n} more minutes",
        minutes,
    )


def _through(t: Texts, group: GroupBuy, one: Seated) -> Markup | None:
    if one.person_id == group.leader_id:
        return None
    if one.host_id == group.leader_id:
        return t.gettext("brought by you")
    if one.host_id is not None:
        host = short(one.host) or t.pgettext("name", "Somebody")
        return t.gettext("brought by {name}", name=host)
    if one.inviter_id is None:
        return t.gettext("found the group on their own")
    if one.inviter_id == group.leader_id:
        return t.gettext("came through you: {place}", place=place(t, one.source))
    name = short(one.inviter) or t.pgettext("name", "Somebody")
    return t.gettext("came through {name}", name=name)
