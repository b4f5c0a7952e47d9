"""What the scheduler does about group buys, in one go: afterwards nothing is overdue (promises 3 and 6)."""

from collections.abc import Mapping

from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.reminders import remind_due
from groupbuys.waiting.promoting import promote_due
from tests.coupons.ground import ends, gives
from tests.groupbuys.ledger import audited
from tests.stories import Town


def ticks(town: Town, units: Mapping[int, int | None]) -> None:
    """The scheduler comes by; whatever is still due then fails. `units`: as for the ledger."""
    for turn in (close_due, expire_due, remind_due):
        town.run(turn)
    gives(town)
    ends(town)
    while town.run(lambda tx: promote_due(tx, 1)):
        pass
    ledger = audited(town, units)
    for group in ledger.groups.values():
        assert group.state != "forming" or group.closes_at > town.now
        assert not group.waiting or group.taken == group.capacity, "a free place is given on"
    for one in (*ledger.seats, *ledger.orders):
        assert one.held_until is None or one.held_until > town.now
