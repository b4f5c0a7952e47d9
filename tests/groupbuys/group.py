"""What group buy stories do over and over: start, join, and look at what is owed."""

from sqlalchemy import select

from catalog.tables import product, variant
from groupbuys import finding
from groupbuys.buying import buy_alone
from groupbuys.joining import join
from groupbuys.model import GroupBuy, Seated, Wish
from groupbuys.opening import start
from groupbuys.tables import seat
from payments.tables import money_step, payment
from storage.tables import alarm, outbox
from tests.stories import Town


def starts(town: Town, person: int, variant_number: int = 0, quantity: int = 1) -> Wish:
    """Press `Start a group`."""
    chosen = town.variant_ids[variant_number]
    return town.run(lambda tx: start(tx, person, town.deal_id, chosen, quantity))


def joins(
    town: Town, person: int, group_id: int, variant_number: int = 0, quantity: int = 1
) -> Wish:
    """Press `Join`."""
    chosen = town.variant_ids[variant_number]
    return town.run(lambda tx: join(tx, person, group_id, chosen, quantity))


def buys(town: Town, person: int, variant_number: int = 0, quantity: int = 1) -> Wish:
    """Press `Buy alone`."""
    chosen = town.variant_ids[variant_number]
    return town.run(lambda tx: buy_alone(tx, person, town.deal_id, chosen, quantity))


def opened(town: Town, leader: int, quantity: int = 1) -> Seated:
    """A group buy whose leader has paid."""
    return town.seated(starts(town, leader, quantity=quantity), leader)


def filled(town: Town, *people: int) -> Seated:
    """A group buy that these people opened and joined, all paid; the last one's answer."""
    seated = opened(town, people[0])
    for person in people[1:]:
        seated = town.seated(joins(town, person, seated.group.id), person)
    return seated


def group(town: Town, group_id: int) -> GroupBuy:
    """How it stands now."""
    found = town.run(lambda tx: finding.group(tx, group_id))
    assert found is not None
    return found


def owed(town: Town, kind: str) -> list[int]:
    """Whom something of that kind was owed to, in order."""
    rows = town.run(lambda tx: tx.all(select(outbox).where(outbox.c.kind == kind)))
    return sorted(row.person_id for row in rows)


def raised(town: Town) -> list[str]:
    """The kinds of alarm that were raised."""
    rows = town.run(lambda tx: tx.all(select(alarm.c.kind).order_by(alarm.c.id)))
    return [row.kind for row in rows]


def seat_states(town: Town) -> list[tuple[int, str]]:
    """Who has or had a seat, and what became of it, in the order in which they took it."""
    rows = town.run(lambda tx: tx.all(select(seat.c.person_id, seat.c.state).order_by(seat.c.id)))
    return [(row.person_id, row.state) for row in rows]


def steps(town: Town, kind: str) -> list[tuple[int, int, str]]:
    """Money steps of that kind: (person, minor units, key)."""
    wanted = (
        select(payment.c.person_id, money_step.c.amount, money_step.c.key)
        .join(payment)
        .where(money_step.c.kind == kind)
        .order_by(money_step.c.id)
    )
    return [(row[0], row[1], row[2]) for row in town.run(lambda tx: tx.all(wanted))]


def stock(town: Town) -> tuple[int | None, list[int | None]]:
    """Free units of the product, and of each variant."""
    whole = town.run(lambda tx: tx.value(select(product.c.free)))
    each = town.run(lambda tx: tx.all(select(variant.c.free).order_by(variant.c.id)))
    return whole, [row.free for row in each]
