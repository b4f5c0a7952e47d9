"""What nobody will ask for again is swept out: old answers and questions, and old notices that were settled."""

from datetime import timedelta

from sqlalchemy import Delete, bindparam, delete, select, tuple_

from storage.tables import conversation, inbox, outbox
from storage.transaction import Transaction

ANSWERS = timedelta(days=7)
"""How long an event is recognised as one that was answered; messengers repeat theirs for a day."""

NOTICES = timedelta(days=60)
"""How long a notice is known to have been said, so that it is said once; far beyond any group buy's life."""

QUESTIONS = timedelta(days=60)
"""How long it is known what somebody was asked in a chat, or how often they were answered there: far longer than it
counts."""

_BEFORE = bindparam("before", type_=outbox.c.due_at.type)


def _sweeping_inbox() -> Delete:
    old = select(inbox.c.event_id).where(inbox.c.at < _BEFORE).limit(bindparam("most"))
    return delete(inbox).where(inbox.c.event_id.in_(old))


def _sweeping_outbox() -> Delete:
    """`due_at` is older than `settled_at`, and there is an index on it."""
    old = (
        select(outbox.c.id)
        .where(
            outbox.c.state.in_(["sent", "dropped", "unknown", "gathered"]),
            outbox.c.due_at < _BEFORE,
            outbox.c.settled_at < _BEFORE,
        )
        .limit(bindparam("most"))
    )
    return delete(outbox).where(outbox.c.id.in_(old))


def _sweeping_conversations() -> Delete:
    key = (conversation.c.person_id, conversation.c.chat)
    old = select(*key).where(conversation.c.at < _BEFORE).limit(bindparam("most"))
    return delete(conversation).where(tuple_(*key).in_(old))


_INBOX, _OUTBOX, _TALK = _sweeping_inbox(), _sweeping_outbox(), _sweeping_conversations()


def sweep(tx: Transaction, limit: int = 500) -> int:
    """Drop at most `limit` old rows of each kind; returns how many. Whoever cannot be reached keeps what is theirs."""
    swept = tx.write(_INBOX, {"before": tx.now - ANSWERS, "most": limit})
    swept += tx.write(_TALK, {"before": tx.now - QUESTIONS, "most": limit})
    return swept + tx.write(_OUTBOX, {"before": tx.now - NOTICES, "most": limit})
