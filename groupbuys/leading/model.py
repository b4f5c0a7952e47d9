"""Why something that a leader wishes is refused: each has its own sentence in the texts."""

from enum import StrEnum


class No(StrEnum):
    """Why not."""

    NOT_LEADING = "not_leading"
    """Somebody else leads it."""
    CLOSED = "closed"
    """It does not look for people any more."""
    NO_RULE = "no_rule"
    """Its deal lets nobody extend a group."""
    USED = "used"
    """It was extended once already."""
    ENOUGH = "enough"
    """Enough people are in: it succeeds at its deadline."""
    NO_ROOM = "no_room"
    """Its deal ends when it closes."""
    NOT_IN = "not_in"
    """That person has no paid place in it."""
    REMINDED = "reminded"
    """Those who agreed were reminded already, which is done once."""
    NOBODY = "nobody"
    """Nobody is there who agreed, and would hear of it in time."""
    OTHER_TERMS = "other_terms"
    """Both groups were not opened with the same terms."""
    TOO_MANY = "too_many"
    """Together they would be more than there is room for."""
    GONE = "gone"
    """That offer is not open any more."""
