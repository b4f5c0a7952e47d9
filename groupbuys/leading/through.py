"""Through whom somebody came into a group buy, asked in one way by whatever its leader reads of its seats."""

from typing import Any

from sqlalchemy import Select, func

from groupbuys.tables import invitation, invite, seat
from people.tables import person

_inviter = person.alias("inviter")


def with_inviter(seats: Select[Any]) -> Select[Any]:
    """The same question about seats, with `inviter_id`, `inviter` (their name) and `source` of each.

    The invite that the seat was taken by, else the first that its person opened; all three None without any.
    """
    of_person = (invitation.c.group_buy_id == seat.c.group_buy_id) & (
        invitation.c.person_id == seat.c.person_id
    )
    return (
        seats.add_columns(invite.c.inviter_id, invite.c.source, _inviter.c.name.label("inviter"))
        .outerjoin(invitation, of_person)
        .outerjoin(invite, invite.c.id == func.coalesce(seat.c.invite_id, invitation.c.invite_id))
        .outerjoin(_inviter, _inviter.c.id == invite.c.inviter_id)
    )
