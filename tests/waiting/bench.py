"""What stories of waiting do over and over: fill a group, wait, free a place, and let the tick come by."""

from collections.abc import Sequence

from sqlalchemy import select

from groupbuys.holds import expire_due
from groupbuys.leaving import leave
from groupbuys.model import GroupBuy, Refused, ToPay, Wish
from groupbuys.waiting import line
from groupbuys.waiting.line import Waits
from groupbuys.waiting.promoting import promote_due
from groupbuys.waiting.waiting_tables import waiting
from storage.tables import outbox
from tests.groupbuys.group import group, joins, opened
from tests.groupbuys.ledger import audited
from tests.stories import Town


def waits(
    town: Town, person: int, group_id: int, variant: int = 0, quantity: int = 1
) -> Waits | Wish:
    """Press `Wait for a place`."""
    chosen = town.variant_ids[variant]
    return town.run(lambda tx: line.wait(tx, person, group_id, chosen, quantity))


def stops(town: Town, person: int, group_id: int) -> Refused | None:
    """Press `Stop waiting`."""
    return town.run(lambda tx: line.stop(tx, person, group_id))


def full(town: Town, leader: int, *paying: int) -> tuple[GroupBuy, list[ToPay]]:
    """A full group: its leader has paid, all the others hold their seats; with their invoices."""
    number = opened(town, leader).group.id
    held = []
    for person in paying:
        wish = joins(town, person, number)
        assert isinstance(wish, ToPay), wish
        held.append(wish)
    now = group(town, number)
    assert now.unheld == 0
    return now, held


def ticks(town: Town) -> int:
    """The scheduler comes by: holds end, and free places go to who waits; returns how many were looked at."""
    town.run(expire_due)
    looked = 0
    while town.run(lambda tx: promote_due(tx, 1)):
        looked += 1
    audited(town)
    return looked


def leaves(town: Town, person: int, group_id: int) -> None:
    """Somebody gives their seat up."""
    town.run(lambda tx: leave(tx, person, group_id))


def lined(town: Town) -> list[tuple[int, str, str]]:
    """Who waits or waited, and what became of it, and why."""
    rows = town.run(lambda tx: tx.all(select(waiting).order_by(waiting.c.id)))
    return [(row.person_id, row.state, row.why) for row in rows]


def told(town: Town, person: int) -> Sequence[str]:
    """The kinds of news of the line that somebody is owed."""
    kinds = ("place_kept", "place_yours", "place_gone", "passed_over", "line_over")
    rows = town.run(
        lambda tx: tx.all(
            select(outbox.c.kind)
            .where(outbox.c.person_id == person, outbox.c.kind.in_(kinds))
            .order_by(outbox.c.id)
        )
    )
    return [row.kind for row in rows]
