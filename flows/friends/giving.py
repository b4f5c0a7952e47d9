"""Giving one's place to a friend: its link, and what whoever follows it is shown and may take."""

import re

from markupsafe import escape

from flows import asking, groups, joining, views
from flows.faces import Screen
from flows.links import PLACE
from flows.presses.friends import FriendPress, GiveSeat, KeepSeat, TakeSeat
from flows.refusing import refuse
from flows.replies import Reply, Say
from flows.screens.friends import giving as screen
from flows.screens.group import GroupView
from flows.screens.names import clean
from flows.screens.refusals import sentence
from flows.texts import Texts
from flows.visit import Visit
from groupbuys import books, finding
from groupbuys.friends import gifts, giving
from groupbuys.friends.giving import Offered
from groupbuys.leading.went_on import went_on
from groupbuys.model import Reason, Refused, SeatState
from groupbuys.prompts import prompts
from people import meeting

_PLACE = re.compile(re.escape(PLACE) + r"([A-Za-z0-9_-]{16})")


def press(visit: Visit, pressed: FriendPress) -> list[Reply]:
    """Give a place away, keep it after all, or take one."""
    asking.let_go(visit)
    match pressed:
        case GiveSeat():
            return _give(visit, pressed)
        case KeepSeat():
            return _keep(visit, pressed)
        case TakeSeat():
            return _take(visit, pressed)


def linked(visit: Visit, link: str) -> list[Reply]:
    """What such a link leads to; nothing for another link, or one that we never gave out."""
    named = _PLACE.fullmatch(link)
    gift = None if named is None else gifts.by_token(visit.tx, named[1])
    if gift is None:
        return []
    found = giving.seen(visit.tx, gift, visit.person.id)
    if gift.giver_id == visit.person.id:
        return _own(visit, gift, found)
    if isinstance(found, Refused):
        return _not(visit, gift, found)
    t, view = _view(visit, found)
    giver = meeting.by_id(visit.tx, gift.giver_id)
    own = finding.seat_of(visit.tx, found.group.id, visit.person.id)
    said = screen.Given(
        gift.token,
        clean(giver.name) if giver is not None else "",
        _leads(found),
        holds=own is not None and own.state is SeatState.HELD,
    )
    return [Say(screen.offered(t, view, said))]


def _give(visit: Visit, press: GiveSeat) -> list[Reply]:
    found = giving.offer(visit.tx, visit.person.id, press.seat_id)
    if isinstance(found, Refused):
        return [*refuse(visit, found), *_as_it_is(visit, press)]
    return visit.show(_link(visit, found))


def _keep(visit: Visit, press: KeepSeat) -> list[Reply]:
    found = giving.keep(visit.tx, visit.person.id, press.seat_id)
    if isinstance(found, Refused):
        return [*refuse(visit, found), *_as_it_is(visit, press)]
    prompts.answered(visit.tx, visit.place.bot, visit.place.chat, visit.message_id)
    t, view = _view(visit, found)
    return visit.show(screen.kept(t, view))


def _as_it_is(visit: Visit, press: GiveSeat | KeepSeat) -> list[Reply]:
    """The group buy of a place that cannot be given away, or kept, any more: what offered that is out of date."""
    seat = books.seat_now(visit.tx, press.seat_id)
    group = None if seat is None else finding.group(visit.tx, seat.group_buy_id)
    if group is None:
        return []
    prompts.answered(visit.tx, visit.place.bot, visit.place.chat, visit.message_id)
    return groups.page(visit, group)


def _take(visit: Visit, press: TakeSeat) -> list[Reply]:
    found = giving.take(visit.tx, visit.person.id, press.token)
    if isinstance(found, Refused):
        gift = gifts.by_token(visit.tx, press.token)
        if gift is None:
            return refuse(visit, found)
        return [*refuse(visit, found), *_not(visit, gift, found)]
    return joining.seated(visit, found.group, found.seat)


def _own(visit: Visit, gift: gifts.Gift, found: Offered | Refused) -> list[Reply]:
    """Its giver follows it: the same link again, or what became of it."""
    if gift.ended_at is None:
        again = giving.offer(visit.tx, visit.person.id, gift.seat_id)
        if not isinstance(again, Refused):
            return [Say(_link(visit, again))]
    return _not(visit, gift, Refused(Reason.NOT_GIVEN) if isinstance(found, Offered) else found)


def _not(visit: Visit, gift: gifts.Gift, no: Refused) -> list[Reply]:
    """It is not for this reader: its group buy, or the one that it went on in, and what can be done there; and why."""
    found = finding.group(visit.tx, gift.group_buy_id)
    if found is None:
        return refuse(visit, no)
    group = went_on(visit.tx, found)
    if visit.pressed:
        return groups.page(visit, group)
    return groups.page(visit, group, escape(sentence(visit.texts, no)))


def _link(visit: Visit, found: Offered) -> Screen:
    t, view = _view(visit, found)
    return screen.link(t, view, screen.Given(found.gift.token, "", _leads(found), found.gift.id))


def _view(visit: Visit, found: Offered) -> tuple[Texts, GroupView]:
    return views.brief(visit.tx, found.group, found.seat, visit.person)


def _leads(found: Offered) -> bool:
    return found.group.leader_id == found.seat.person_id
