"""Where a conversation stands: one small text per person and chat, written by the flow that asked something."""

from sqlalchemy import bindparam, delete, select

from storage.tables import conversation
from storage.transaction import Transaction
from storage.upsert import or_update

_FIND = select(conversation.c.state).where(
    conversation.c.person_id == bindparam("p"), conversation.c.chat == bindparam("c")
)
_DROP = delete(conversation).where(
    conversation.c.person_id == bindparam("p"), conversation.c.chat == bindparam("c")
)
_UPSERT = or_update(conversation, ["person_id", "chat"], ["state", "at"])


def recall(tx: Transaction, person_id: int, chat: int) -> str | None:
    """What was last asked here, or None."""
    state: str | None = tx.value(_FIND, {"p": person_id, "c": chat})
    return state


def remember(tx: Transaction, person_id: int, chat: int, state: str) -> None:
    """Write down what is being asked here."""
    tx.write(
        _UPSERT[tx.dialect], {"person_id": person_id, "chat": chat, "state": state, "at": tx.now}
    )


def let_go(tx: Transaction, person_id: int, chat: int) -> None:
    """Nothing is being asked here any more."""
    tx.write(_DROP, {"p": person_id, "c": chat})
