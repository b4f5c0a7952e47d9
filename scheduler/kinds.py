"""What the scheduler knows of each kind of notice: how urgent it is, and what may hold it back."""

MONEY = frozenset({"succeeded", "failed", "cancelled", "refunding", "refunded", "unplaced"})
"""The close itself and everything about money. They go first and wait for no quiet hours, and where it is unknown
whether one arrived it is said again: better twice, with its number on it, than never."""

QUIET = frozenset({"joined", "leads", "reminder"})
"""Held back until a person's quiet hours are over."""

MUTED = frozenset({"joined", "reminder"})
"""Not said to who muted this group buy, or all."""

CARDS = "cards"
"""The cards of a group buy: nobody is told, messages are edited."""
