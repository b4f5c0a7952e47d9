"""Many copies of one card, and joins pouring in: within the limits, true at last, and nobody waits for it."""

from bench.flock import flown
from scheduler.limits import PRIVATE


async def test_copies_in_many_chats_are_edited_within_the_limits_and_true_at_last(
    database_url: str,
) -> None:
    """Promise 29. The full size, two hundred copies and two thousand joins, is a line of `make bench`."""
    flight = await flown(database_url, copies=40, joins=150, seconds=60.0)
    assert (flight.joins, flight.copies, flight.false) == (150, 40, 0)
    assert flight.minute <= 20
    assert flight.second <= 30
    [law] = PRIVATE
    most = 2.0 if database_url.startswith("sqlite") else law.seconds
    assert flight.answer < most, "an answer waits for its own chat's limit, never for others"
    assert flight.of_copies < flight.joins * 10, "many joins are one edit"
    assert flight.of_copies > 40 * 3, "members' cards do not keep copies from their turn"
    assert flight.late < flight.told / 30 + 20
