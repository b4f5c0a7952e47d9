"""The link that leads from a group chat to one's own seat: to its invoice or its card; others see the group buy."""

import re
from dataclasses import replace

from flows import base36, cards, groups, wares
from flows.friends import acting
from flows.links import SEAT
from flows.refusing import refuse
from flows.replies import Reply, Say
from flows.screens import paying as screen
from flows.visit import Visit
from groupbuys import books, finding, paying
from groupbuys.model import LIVE_SEATS, GroupBuy, Refused, Seat, SeatState

_SEAT = re.compile(re.escape(SEAT) + r"([0-9a-z]{1,13})")


def linked(visit: Visit, token: str) -> list[Reply]:
    """What such a link leads to; nothing for another link, or one of a seat that never was."""
    named = _SEAT.fullmatch(token)
    seat = None if named is None else books.seat_now(visit.tx, base36.read(named[1]) or 0)
    group = None if seat is None else finding.group(visit.tx, seat.group_buy_id)
    if seat is None or group is None:
        return []
    if seat.person_id == visit.person.id:
        return _own(visit, seat, group)
    friend = acting.guest_of(visit, seat.person_id)
    if friend is not None:
        return acting.spoken(friend, _own(friend, seat, group))
    return groups.page(visit, group)


def _own(visit: Visit, seat: Seat, group: GroupBuy) -> list[Reply]:
    if seat.state is SeatState.HELD:
        return _to_pay(visit, seat, group)
    if seat.state in LIVE_SEATS:
        return [Say(cards.of(visit.tx, group, seat, visit.person))]
    return groups.page(visit, group)


def _to_pay(visit: Visit, seat: Seat, group: GroupBuy) -> list[Reply]:
    due = paying.ask_again(visit.tx, visit.person.id, "s", seat.id)
    if isinstance(due, Refused):
        return [*refuse(visit, due), *groups.page(visit, group)]
    due, goods = replace(due, fresh=True), wares.to_pay(visit, due)
    kept = visit.show(screen.kept(visit.texts, goods, due))
    return [*kept, *screen.asked(visit.texts, goods, due, visit.message_id)]
