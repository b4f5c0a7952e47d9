"""Invites: unguessable links into a group buy that remember who invited, and who came first through whom."""

import re
import secrets
from dataclasses import dataclass

from sqlalchemy import bindparam, select, update

from groupbuys.dropped.sealing import LENGTH, Share, key, unsealed
from groupbuys.facts import GROUP_COLUMNS, read_group
from groupbuys.leading.went_on import went_on
from groupbuys.model import GroupBuy
from groupbuys.tables import group_buy, invitation, invite
from storage.transaction import Found, NeedsWriting, Transaction
from storage.upsert import or_nothing

_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,32}")
"""Ours have 16 characters, of 96 random bits, or are sealed; anything else (a NUL, a novel) is not even looked up."""

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
_GROUP = select(*GROUP_COLUMNS).where(group_buy.c.id == bindparam("id_"))
_KNOWN = select(invitation.c.invite_id).where(
    invitation.c.group_buy_id == bindparam("group_buy_id"),
    invitation.c.person_id == bindparam("person_id"),
)
_FIRST = or_nothing(invitation, ["group_buy_id", "person_id"])
_SEEN = (
    update(invitation)
    .where(
        invitation.c.group_buy_id == bindparam("group"), invitation.c.person_id == bindparam("who")
    )
    .values(seen_at=bindparam("now", type_=invitation.c.seen_at.type))
)


@dataclass(frozen=True, slots=True)
class Opened:
    """An invite that somebody opened: into which group buy, from whom, and whether it is their own.

    `inviter_id` 0: from somebody whom the messenger never named to us. `invite_id`: the row of the invite, 0 for none.
    """

    group: GroupBuy
    inviter_id: int
    own: bool
    invite_id: int = 0


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

    The first valid invite of a person into a group buy is kept (promise 33); one's own counts for nothing. What was
    opened last is offered again to whoever comes back without a link (see recalling).
    """
    if not _SHAPE.fullmatch(token):
        return None
    row = tx.first(_OPENED, {"token": token})
    if row is None:
        return _unseal(tx, token, person_id) if len(token) == LENGTH else None
    return _followed(tx, row, person_id)


def is_known(tx: Transaction, token: str) -> bool:
    """Whether we ever gave that out; nothing is written about who asks."""
    if not _SHAPE.fullmatch(token):
        return False
    share = unsealed(key(tx), token) if len(token) == LENGTH else None
    sealed_ = share is not None and share.group_buy_id > 0
    return sealed_ or tx.first(_OPENED, {"token": token}) is not None


def came(tx: Transaction, group_buy_id: int, person_id: int, invite_id: int) -> None:
    """Somebody came by an invite of another one: it is kept, if it is their first into that group buy (promise 33)."""
    _keep_first(tx, group_buy_id, person_id, invite_id)


def write_down(tx: Transaction, token: str, share: Share, inviter_id: int) -> None:
    """Give a sealed invite its row; said twice it changes nothing."""
    inviter = {"group_buy_id": share.group_buy_id, "inviter_id": share.person_id or inviter_id}
    row = {**inviter, "source": share.source, "token": token, "created_at": tx.now}
    tx.write(_NEW[tx.dialect], row)


def _unseal(tx: Transaction, token: str, person_id: int) -> Opened | None:
    """A copy's invite of which nothing was written down: the messenger did not say that it was dropped, or not yet."""
    share = unsealed(key(tx), token)
    group = None if share is None else tx.first(_GROUP, {"id_": share.group_buy_id})
    if share is None or group is None:
        return None
    if not share.person_id:
        return Opened(went_on(tx, read_group(group)), 0, own=False)
    write_down(tx, token, share, share.person_id)
    row = tx.first(_OPENED, {"token": token})
    if row is None:  # another copy of theirs has its number: one in sixteen millions
        own = share.person_id == person_id
        return Opened(went_on(tx, read_group(group)), share.person_id, own=own)
    return _followed(tx, row, person_id)


def _followed(tx: Transaction, row: Found, person_id: int) -> Opened:
    group = went_on(tx, read_group(row))
    if row.inviter_id != person_id:
        _keep_first(tx, group.id, person_id, row.invite_id)
    own = row.inviter_id == person_id
    return Opened(group, row.inviter_id, own=own, invite_id=row.invite_id)


def _keep_first(tx: Transaction, group_buy_id: int, person_id: int, invite_id: int) -> None:
    who = {"group_buy_id": group_buy_id, "person_id": person_id}
    if tx.value(_KNOWN, who) is None:
        row = {**who, "invite_id": invite_id, "at": tx.now, "seen_at": tx.now}
        tx.write(_FIRST[tx.dialect], row)
    else:
        tx.write(_SEEN, {"group": group_buy_id, "who": person_id, "now": tx.now})
