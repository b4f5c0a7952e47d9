"""Invites: unguessable links into a group buy that remember who invited, and who came first through whom."""

import re
import secrets
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from groupbuys.facts import GROUP_COLUMNS, read_group
from groupbuys.model import GroupBuy
from groupbuys.tables import group_buy, invitation, invite
from storage.transaction import NeedsWriting, Transaction
from storage.upsert import or_nothing

_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,32}")
"""Ours have 16 characters, of 96 random bits; anything else (a NUL, a novel) is not even looked up."""

_TOKEN = select(invite.c.token).where(
    invite.c.group_buy_id == bindparam("group_buy_id"),
    invite.c.inviter_id == bindparam("inviter_id"),
    invite.c.source == bindparam("source"),
)
_NEW = or_nothing(invite, ["group_buy_id", "inviter_id", "source"])
_OPENED = (
    select(*GROUP_COLUMNS, invite.c.id.label("invite_id"), invite.c.inviter_id)
    .join_from(invite, group_buy, group_buy.c.id == invite.c.group_buy_id)
    .where(invite.c.token == bindparam("token"))
)
_KNOWN = select(invitation.c.invite_id).where(
    invitation.c.group_buy_id == bindparam("group_buy_id"),
    invitation.c.person_id == bindparam("person_id"),
)
_FIRST = or_nothing(invitation, ["group_buy_id", "person_id"])


@dataclass(frozen=True, slots=True)
class Opened:
    """An invite that somebody opened: into which group buy, from whom, and whether it is their own."""

    group: GroupBuy
    inviter_id: int
    own: bool


def invite_token(tx: Transaction, group_buy_id: int, person_id: int, source: str = "") -> str:
    """The token under which this person invites into this group buy (from `source`); made at the first call.

    A reading turn gets the one that is there, or raises NeedsWriting; one that writes has mostly come for a new one.
    """
    asked = {"group_buy_id": group_buy_id, "inviter_id": person_id, "source": source}
    if tx.writes:
        new = secrets.token_urlsafe(12)
        if tx.write(_NEW[tx.dialect], {**asked, "token": new, "created_at": tx.now}):
            return new
    found: str | None = tx.value(_TOKEN, asked)
    if found is None:
        raise NeedsWriting
    return found


def opened(tx: Transaction, token: str, person_id: int) -> Opened | None:
    """What a token leads to, or None for one that we never gave out.

    The first valid invite of a person into a group buy is kept (promise 33); one's own counts for nothing.
    """
    row = tx.first(_OPENED, {"token": token}) if _SHAPE.fullmatch(token) else None
    if row is None:
        return None
    found = Opened(read_group(row), row.inviter_id, own=row.inviter_id == person_id)
    if not found.own:
        _keep_first(tx, found.group.id, person_id, row.invite_id)
    return found


def _keep_first(tx: Transaction, group_buy_id: int, person_id: int, invite_id: int) -> None:
    who = {"group_buy_id": group_buy_id, "person_id": person_id}
    if tx.value(_KNOWN, who) is None:
        tx.write(_FIRST[tx.dialect], {**who, "invite_id": invite_id, "at": tx.now})
