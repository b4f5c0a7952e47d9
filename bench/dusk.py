"""Dusk: a hundred thousand open group buys, and ten thousand of them are due with one person too few."""

from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from bench import ground
from bench.ground import NOW, WINDOW
from groupbuys.tables import group_buy, seat
from payments.tables import payment
from storage.engine import open_engine

CAPACITY = 3
LATER = NOW + 2 * WINDOW


def lay(file: Path, groups: int, due: int) -> None:
    """Groups 1 to `due` close at NOW + WINDOW with two held payments each; the others much later."""
    url = f"sqlite:///{file}"
    ground.lay(url, groups, groups, CAPACITY)
    engine = open_engine(url, 1)
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN")
        connection.execute(update(group_buy).where(group_buy.c.id > due).values(closes_at=LATER))
        connection.execute(update(group_buy).where(group_buy.c.id <= due).values(paid=2, taken=2))
        connection.execute(insert(seat).inline(), [_second(number) for number in range(1, due + 1)])
        seats = connection.execute(
            select(seat.c.id, seat.c.person_id).where(seat.c.group_buy_id <= due)
        ).all()
        connection.execute(insert(payment).inline(), [_payment(*row) for row in seats])
        connection.execute(
            update(seat).where(seat.c.group_buy_id <= due).values(payment_id=seat.c.id)
        )
    engine.dispose()


def _second(group: int) -> dict[str, Any]:
    leader = ground.leader(group)
    return {**leader, "person_id": group + 1}


def _payment(seat_id: int, person_id: int) -> dict[str, Any]:
    return {
        "id": seat_id,
        "token": f"token-{seat_id}",
        "shop_id": 1,
        "person_id": person_id,
        "purpose": "seat",
        "subject_id": seat_id,
        "provider": "sandbox",
        "amount": 1600,
        "currency": "EUR",
        "state": "held",
        "charge": f"charge-{seat_id}",
        "receipt": f"receipt-{seat_id}",
        "asked_at": NOW,
        "taken_at": NOW,
    }
