"""Pages to pay on that are open at a provider: ended once what they are for is kept no more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from payments.link_page_tables import link_page
from payments.tables import payment
from storage.transaction import Transaction
from storage.upsert import or_update

_KEEP = or_update(link_page, ["session"], ["payment_id", "due_at", "attempts"])
_DUE = (
    select(link_page.c.session)
    .where(link_page.c.due_at <= bindparam("at"))
    .order_by(link_page.c.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("due")
)
_CLAIM = (
    update(link_page)
    .where(link_page.c.session.in_(select(_DUE.c.session)))
    .values(due_at=bindparam("until"), attempts=link_page.c.attempts + 1)
    .returning(link_page.c.session)
)
_PAGES = (
    select(*link_page.c["payment_id", "session", "attempts"], payment.c.provider)
    .join_from(link_page, payment, payment.c.id == link_page.c.payment_id)
    .where(link_page.c.session.in_(bindparam("ids", expanding=True)))
)
_FORGET = delete(link_page).where(link_page.c.session == bindparam("session_"))
_LATER = (
    update(link_page)
    .where(link_page.c.session == bindparam("session_"))
    .values(due_at=bindparam("again_at"))
)


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page at a provider that is to be ended; `attempts`: how often that was asked, with this time."""

    payment_id: int
    provider: str
    session: str
    attempts: int


def keep(tx: Transaction, payment_id: int, session: str, until: datetime) -> None:
    """A page is open for this payment, and is of no use after `until`."""
    values = {"payment_id": payment_id, "session": session, "due_at": until, "attempts": 0}
    tx.write(_KEEP[tx.dialect], values)


def claim(tx: Transaction, lease: timedelta, most: int) -> tuple[OpenPage, ...]:
    """Take up to `most` pages that are due, for as long as `lease`."""
    values = {"at": tx.now, "until": tx.now + lease, "most": most}
    ids = [row.session for row in tx.returning(_CLAIM, values)]
    rows = tx.all(_PAGES, {"ids": ids}) if ids else []
    return tuple(OpenPage(row.payment_id, row.provider, row.session, row.attempts) for row in rows)


def forget(tx: Transaction, session: str) -> None:
    """It is open no more."""
    tx.write(_FORGET, {"session_": session})


def again(tx: Transaction, session: str, at: datetime) -> None:
    """It could not be ended: try again then."""
    tx.write(_LATER, {"session_": session, "again_at": at})
