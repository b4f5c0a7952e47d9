"""The group offer in a TOML catalogue: how many people, how much less, how long."""

from datetime import timedelta

from catalog.deal_rules import LEAST_EXTENSION, MOST_EXTENSION, MOST_PEOPLE, MOST_UNITS
from catalog.importers.notes import Notes
from catalog.importers.prices import read_price
from catalog.importers.stock import read_stock
from catalog.importers.toml_ladder import take_ladder
from catalog.importers.toml_node import Node, note_strangers, take_text
from catalog.importers.values import Lost, PercentOff, TermsDraft
from catalog.leader_reward import LeaderReward
from catalog.money import Money
from catalog.reward_text import read_leader_reward
from catalog.terms_text import read_duration, read_percent

KEYS = (
    "people",
    "minimum",
    "capacity",
    "off",
    "price",
    "window",
    "limit",
    "newcomers",
    "extension",
    "ladder",
    "reward",
)
DAY = timedelta(hours=24)


def take_terms(node: Node, currency: str, lost: Lost, notes: Notes) -> TermsDraft | None:
    """Terms in which everything makes sense together, or None and notes; a missing window is 24 hours."""
    if not isinstance(node.value, dict):
        notes.note(node.cell, 'a table such as { people = 3, off = "20%", window = "24h" }', lost)
        return None
    note_strangers(node, KEYS, notes)
    sizes = _sizes(node, lost, notes)
    cut = _cut(node, currency, lost, notes)
    window = _window(node, lost, notes)
    limit = _whole(node.get("limit"), 1, MOST_UNITS, lost, notes)
    newcomers = _newcomers(node.get("newcomers"), lost, notes)
    if sizes is None or cut is None or window is None or newcomers is None:
        return None
    longer = _extension(node, lost, notes)
    reward = _reward(node, currency, lost, notes)
    said = {"limit": limit, "extension": longer, "reward": reward}
    if any(node.get(name) and value is None for name, value in said.items()):
        return None
    steps = take_ladder(node.get("ladder"), sizes, cut, lost, notes)
    if steps is None:
        return None
    return TermsDraft(*sizes, window, cut, limit, newcomers, longer, steps, reward)


def _sizes(node: Node, lost: Lost, notes: Notes) -> tuple[int, int] | None:
    """`people` is both: the group is full when it succeeds. Else `minimum` and `capacity`."""
    both = node.get("people")
    low, high = both or node.get("minimum"), both or node.get("capacity")
    if low is None or high is None:
        notes.note(node.cell, "people, or else both minimum and capacity", lost)
        return None
    minimum = _whole(low, 2, MOST_PEOPLE, lost, notes)
    capacity = minimum if both else _whole(high, 2, MOST_PEOPLE, lost, notes)
    if minimum is None or capacity is None:
        return None
    if minimum > capacity:
        notes.note(low.cell, f"a minimum of at most the capacity, {capacity}", lost)
        return None
    return minimum, capacity


def _cut(node: Node, currency: str, lost: Lost, notes: Notes) -> PercentOff | Money | None:
    off, price = node.get("off"), node.get("price")
    if (off is None) == (price is None):
        notes.note(node.cell, 'either off = "20%" or a group price', lost)
    elif off:
        text = take_text(off, notes, lost)
        share = None if text is None else notes.take(off.cell, read_percent(text), lost)
        return PercentOff(share) if share else None
    elif price:
        text = take_text(price, notes, lost)
        return None if text is None else notes.take(price.cell, read_price(text, currency), lost)
    return None


def _window(node: Node, lost: Lost, notes: Notes) -> timedelta | None:
    window = node.get("window")
    if window is None:
        return DAY
    text = take_text(window, notes, lost)
    return None if text is None else notes.take(window.cell, read_duration(text), lost)


def _newcomers(node: Node | None, lost: Lost, notes: Notes) -> bool | None:
    if node is None:
        return False
    if isinstance(node.value, bool):
        return node.value
    notes.note(node.cell, "true where members have to be new to the shop, else false", lost)
    return None


def _extension(node: Node, lost: Lost, notes: Notes) -> timedelta | None:
    """By how long a leader may extend a group once; a file that says nothing allows it to nobody."""
    longer = node.get("extension")
    text = None if longer is None else take_text(longer, notes, lost)
    if longer is None or text is None:
        return None
    length = notes.take(longer.cell, read_duration(text), lost)
    if length is not None and not LEAST_EXTENSION <= length <= MOST_EXTENSION:
        notes.note(longer.cell, 'between "10m" and "30d", such as "12h"', lost)
        return None
    return length


def _reward(node: Node, currency: str, lost: Lost, notes: Notes) -> LeaderReward | None:
    """What a leader gets once their group has succeeded; a file that says nothing promises nothing."""
    reward = node.get("reward")
    text = None if reward is None else take_text(reward, notes, lost)
    if reward is None or text is None:
        return None
    return notes.take(reward.cell, read_leader_reward(text, currency), lost)


def _whole(node: Node | None, least: int, most: int, lost: Lost, notes: Notes) -> int | None:
    text = take_text(node, notes, lost) if node else None
    if node is None or text is None:
        return None
    count = read_stock(text)
    if isinstance(count, int) and least <= count <= most:
        return count
    notes.note(node.cell, f"a whole number of at least {least} and at most {most:,}", lost)
    return None
