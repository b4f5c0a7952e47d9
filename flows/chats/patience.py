"""How often one person is answered in one group chat: others talk there, and the messenger allows few messages."""

from flows.visit import Visit
from storage.conversation import recall, remember
from storage.schema import to_milliseconds

MOST = 6
"""Answers to one person in one chat within a minute; what they do beyond that is done, and not answered aloud."""

_MINUTE = 60_000


def may_speak(visit: Visit) -> bool:
    """Whether this person may be answered once more in this chat; that they are is counted."""
    minute = to_milliseconds(visit.tx.now) // _MINUTE
    before, _, said = (recall(visit.tx, visit.person.id, visit.place.chat) or "").partition(":")
    count = int(said) if before == str(minute) and said.isdecimal() else 0
    if count >= MOST:
        return False
    remember(visit.tx, visit.person.id, visit.place.chat, f"{minute}:{count + 1}")
    return True
