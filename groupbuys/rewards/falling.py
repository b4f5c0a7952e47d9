"""Orders of a group go back: so does what its leader got for them, once, however the steps come."""

from sqlalchemy import bindparam, select, update

from catalog.leader_reward import read_reward
from groupbuys.rewards import crediting, standing
from groupbuys.rewards.crediting import Move, Whose
from groupbuys.rewards.model import RewardState, Why
from groupbuys.rewards.reward_tables import reward
from groupbuys.rewards.rules import due
from groupbuys.tables import purchase, seat
from storage.transaction import Found, Transaction

_OF_ORDER = (
    select(reward)
    .where(
        reward.c.group_buy_id
        == select(seat.c.group_buy_id)
        .join(purchase, purchase.c.seat_id == seat.c.id)
        .where(purchase.c.id == bindparam("order_id"))
        .scalar_subquery()
    )
    .with_for_update(key_share=True)
)
_LESS = (
    update(reward)
    .where(reward.c.id == bindparam("id_"))
    .values(left=bindparam("stays"), state=bindparam("to_state"), look_at=bindparam("next_look"))
)


def locked_of(tx: Transaction, order_id: int) -> Found | None:
    """The reward that an order's group brought, its row locked until the turn ends; None where there is none."""
    return tx.first(_OF_ORDER, {"order_id": order_id})


def fall(tx: Transaction, of: Found | None, why: Why) -> None:
    """Bring a locked reward down to what is due for the orders that stand now; it never rises again.

    What thawed already is taken from the credit as far as there is any; the rest is written down as short.
    """
    if of is None or not of.left:
        return
    is_frozen = of.state == RewardState.FROZEN.value
    stays = _due_now(tx, of, fetched=not is_frozen or why is Why.UNCLAIMED)
    less = of.left - stays
    if less <= 0:
        return
    gone = is_frozen and not stays
    state, look_at = (RewardState.GONE.value, None) if gone else (of.state, of.look_at)
    tx.write(_LESS, {"id_": of.id, "stays": stays, "to_state": state, "next_look": look_at})
    whose = Whose(of.person_id, of.shop_id, of.currency)
    number, balance = crediting.locked(tx, whose)
    taken = min(balance, less)
    move = Move(why, of.id, frozen=-less)
    if not is_frozen:
        move = Move(why, of.id, amount=-taken, short=less - taken)
    crediting.move(tx, number, whose, move)


def _due_now(tx: Transaction, of: Found, *, fetched: bool) -> int:
    row = standing.of_group(tx, of.group_buy_id, fetched=fetched)
    terms = read_reward(of.kind, of.value)
    if row is None or terms is None:
        return 0
    return min(int(of.left), due(terms, row.minimum, standing.read(row)))
