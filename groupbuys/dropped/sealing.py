"""Sealed invites: links that carry who shares what, unguessable before anything is written down of them."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import bindparam, select

from groupbuys.dropped.copy_tables import seal_key
from storage.transaction import Transaction
from storage.upsert import or_nothing

LENGTH = 32
"""Characters of a sealed token: as many as an invite may have, and twice as many as one that is not sealed."""

_NUMBER, _SEAL = 5, 10
"""Bytes of a number (up to a million millions), and of the seal: 80 bits that nobody can try out on a bot."""

_KEY = select(seal_key.c.key).where(seal_key.c.id == bindparam("one"))
_NEW_KEY = or_nothing(seal_key, ["id"])


@dataclass(frozen=True, slots=True)
class Share:
    """One copy of a group buy's card, or of a deal's: who dropped it (0: somebody we had not met), and where.

    `where` is the first letter of the kind of chat; `nonce` tells one copy from the next. One of the numbers is 0.
    """

    group_buy_id: int
    person_id: int
    where: str
    nonce: str
    deal_id: int = 0

    @property
    def source(self) -> str:
        """Where its invite came from, in the invite's own words."""
        return f"inline:{self.where}:{self.nonce}"


def new_share(group_buy_id: int, person_id: int, where: str) -> Share:
    """Another copy, of this one's own number; nothing is written."""
    return Share(group_buy_id, person_id, where, secrets.token_hex(3))


def new_deal_share(deal_id: int, person_id: int, where: str) -> Share:
    """The same of a deal."""
    return Share(0, person_id, where, secrets.token_hex(3), deal_id)


def key(tx: Transaction) -> bytes:
    """The key of this database; made at the first call ever, which raises NeedsWriting in a turn that reads."""
    found: str | None = tx.value(_KEY, {"one": 1})
    if found is None:
        tx.write(_NEW_KEY[tx.dialect], {"id": 1, "key": secrets.token_hex(32)})
        found = str(tx.value(_KEY, {"one": 1}))
    return bytes.fromhex(found)


def sealed(secret: bytes, share: Share) -> str:
    """The token of a copy: 32 characters that a link may carry."""
    body = b"".join(
        (
            (share.deal_id or share.group_buy_id).to_bytes(_NUMBER),
            share.person_id.to_bytes(_NUMBER),
            (share.where.upper() if share.deal_id else share.where).encode("ascii"),
            bytes.fromhex(share.nonce),
        )
    )
    return urlsafe_b64encode(body + _sealing(secret, body)).decode()


def unsealed(secret: bytes, token: str) -> Share | None:
    """What a token says, or None for one that was never sealed with this key."""
    try:
        data = urlsafe_b64decode(token.encode("ascii"))
    except ValueError:
        return None
    body, seal = data[:-_SEAL], data[-_SEAL:]
    if len(token) != LENGTH or not hmac.compare_digest(seal, _sealing(secret, body)):
        return None
    number, person_id = (
        int.from_bytes(part) for part in (body[:_NUMBER], body[_NUMBER : 2 * _NUMBER])
    )
    where = body[2 * _NUMBER : 2 * _NUMBER + 1].decode("ascii")
    nonce = body[2 * _NUMBER + 1 :].hex()
    if where.isupper():
        return Share(0, person_id, where.lower(), nonce, number)
    return Share(number, person_id, where, nonce)


def _sealing(secret: bytes, body: bytes) -> bytes:
    return hmac.digest(secret, body, sha256)[:_SEAL]
