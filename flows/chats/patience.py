"""How often one person is answered in one group chat: others talk there, and the messenger allows few messages."""

from dataclasses import replace

from flows.chats import memory
from flows.visit import Visit
from storage.schema import to_milliseconds

MOST = 6
"""Answers to one person in one chat within a minute; what they do beyond that is done, and not answered aloud."""

_MINUTE = 60_000


def may_speak(visit: Visit) -> bool:
    """Whether this person may be answered once more in this chat; that they are is counted."""
    minute = to_milliseconds(visit.tx.now) // _MINUTE
    before = memory.of(visit.tx, visit.reader.id, visit.place.chat)
    count = before.count if before.minute == minute else 0
    if count >= MOST:
        return False
    memory.keep(visit, replace(before, minute=minute, count=count + 1))
    return True
