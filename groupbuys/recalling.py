"""Invitations that survive: the last one that somebody was shown, offered again until they take it or let it go."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, select, update

from groupbuys.facts import GROUP_COLUMNS, read_group
from groupbuys.model import LIVE_SEATS, GroupBuy
from groupbuys.tables import group_buy, invitation, invite, seat
from storage.transaction import Transaction

KEPT = timedelta(days=30)
"""Nobody remembers longer what they were once invited to."""

_LOOKED_AT = 3
"""So many of the last are given: where the last leads nowhere any more, the one before it may."""

_INSIDE = (
    select(seat.c.id)
    .where(
        seat.c.group_buy_id == invitation.c.group_buy_id,
        seat.c.person_id == invitation.c.person_id,
        seat.c.state.in_([state.value for state in LIVE_SEATS]),
    )
    .exists()
)
_LAST = (
    select(*GROUP_COLUMNS, invite.c.inviter_id)
    .join_from(invitation, group_buy, group_buy.c.id == invitation.c.group_buy_id)
    .join(invite, invite.c.id == invitation.c.invite_id)
    .where(
        invitation.c.person_id == bindparam("person_id"),
        invitation.c.seen_at > bindparam("since", type_=invitation.c.seen_at.type),
        ~_INSIDE,
    )
    .order_by(invitation.c.seen_at.desc())
    .limit(_LOOKED_AT)
)
_THIS = (invitation.c.group_buy_id == bindparam("group")) & (
    invitation.c.person_id == bindparam("who")
)
_LET_GO = update(invitation).where(_THIS).values(seen_at=None)


@dataclass(frozen=True, slots=True)
class Recalled:
    """An invitation that its reader has not taken yet: into which group buy, from whom."""

    group: GroupBuy
    inviter_id: int


def last_shown(tx: Transaction, person_id: int) -> tuple[Recalled, ...]:
    """The last invitations that this person was shown and neither took nor let go, not long ago, the last one first."""
    rows = tx.all(_LAST, {"person_id": person_id, "since": tx.now - KEPT})
    return tuple(Recalled(read_group(row), row.inviter_id) for row in rows)


def let_go(tx: Transaction, person_id: int, group_buy_id: int) -> None:
    """They do not want to be offered it again; whoever invited them first keeps the credit if they come after all."""
    tx.write(_LET_GO, {"who": person_id, "group": group_buy_id})
