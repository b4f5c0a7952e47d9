"""Who paid for a place that somebody else has: why word reaches them that its money goes back."""

TWICE = "twice"
"""The detail of such word: two groups became one, and whoever has the place was in both."""
