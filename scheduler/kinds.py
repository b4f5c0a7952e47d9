"""What may hold a kind of notice back. The close of a group buy and money are in neither set: they never wait."""

QUIET = frozenset(
    {
        "ask_where",
        "channel_back",
        "channel_lost",
        "joined",
        "leads",
        "letter",
        "low_product",
        "low_stock",
        "claim",
        "claim_reminder",
        "deals_digest",
        "handed_out",
        "new_deals",
        "reminder",
        "rerouted",
        "shipped",
        "taken_in",
        "where",
    }
)
"""Held back until a person's quiet hours are over."""

MUTED = frozenset({"joined", "reminder"})
"""Not said to who muted this group buy, or all."""
