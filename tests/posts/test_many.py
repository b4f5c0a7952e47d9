"""Many deals in many channels, and joins pouring in: within the limits, true at last, and nobody waits for it."""

from bench.fleet import Fleet, Voyage
from bench.scribe import Clock
from storage.migrating import migrate


async def sails(url: str, deals: int, channels: int, seconds: float) -> Voyage:
    """One voyage."""
    migrate(url)
    fleet = Fleet(url, Clock(), deals, channels)
    try:
        return await fleet.sail(seconds, joins=2.0)
    finally:
        fleet.database.close()


async def test_ten_deals_in_four_channels_are_edited_within_the_limits_and_true_at_last(
    database_url: str,
) -> None:
    """Promise 29. The full size, fifty deals in twenty channels, is a line of `make bench`."""
    voyage = await sails(database_url, 10, 4, 90.0)
    assert voyage.joins > 100
    assert voyage.false == 0
    assert voyage.minute <= 20
    assert voyage.second <= 30
    assert voyage.answer < 1.0, "answers to people go first"
    assert voyage.late < 10 * 4.1 + 30, "each channel has ten posts to edit, 15 a minute"
    assert voyage.edits < voyage.joins * 4, "many joins are one edit"
