"""Where a back button leads: a few letters that name the screens that a reader came through.

A way is steps joined by "-", the nearest first; a step is a letter and numbers in base 36 joined by ".".
"""

from flows import base36
from flows.presses.every import (
    Home,
    Press,
    ShowCategory,
    ShowFound,
    ShowGroup,
    ShowMine,
    ShowOpenGroups,
    ShowOrders,
    ShowProduct,
)
from flows.presses.follow import ShowShop

LIMIT = 22
"""Letters of a way that fit into every press beside the largest numbers; what is farther back is forgotten."""


def category(category_id: int, page: int) -> str:
    """Back to a page of a category."""
    return _step("c", category_id, page)


def found(page: int) -> str:
    """Back to what was found."""
    return _step("f", page)


def open_groups(deal_id: int, page: int, then: str = "") -> str:
    """Back to the open group buys, and from there `then`."""
    return _before(_step("o", deal_id, page), then)


def mine(page: int) -> str:
    """Back to my groups."""
    return _step("m", page)


def orders(page: int) -> str:
    """Back to my orders."""
    return _step("r", page)


def product(product_id: int, then: str = "") -> str:
    """Back to a product, and from there `then`."""
    return _before(_step("p", product_id), then)


def group(group_buy_id: int, then: str = "") -> str:
    """Back to a group buy, and from there `then`."""
    return _before(_step("g", group_buy_id), then)


def shop(shop_id: int, page: int, then: str = "") -> str:
    """Back to a shop's page, and from there `then`."""
    return _before(_step("s", shop_id, page), then)


def press(way: str) -> Press:
    """The press that goes one step back; Home where the way names nothing (it came over the wire)."""
    step, _, then = way.partition("-")
    numbers = _numbers(step[1:])
    match step[:1], numbers:
        case "o", [deal_id, page]:
            return ShowOpenGroups(deal_id, page, then)
        case "p", [product_id]:
            return ShowProduct(product_id, then)
        case "s", [shop_id, page]:
            return ShowShop(shop_id, page, then)
        case "g", [group_buy_id]:
            return ShowGroup(group_buy_id, then)
        case _:
            return _list(step[:1], numbers)


def _list(letter: str, numbers: list[int]) -> Press:
    match letter, numbers:
        case "c", [category_id, page]:
            return ShowCategory(category_id, page)
        case "f", [page]:
            return ShowFound(page)
        case "m", [page]:
            return ShowMine(page)
        case "r", [page]:
            return ShowOrders(page)
        case _:
            return Home()


def _numbers(text: str) -> list[int]:
    """The numbers of a step; none where one of them is none of ours."""
    numbers = [base36.read(part) for part in text.split(".")]
    return [] if None in numbers else [number for number in numbers if number is not None]


def _step(letter: str, *numbers: int) -> str:
    return letter + ".".join(map(base36.written, numbers))


def _before(step: str, then: str) -> str:
    way = f"{step}-{then}" if then else step
    while len(way) > LIMIT and "-" in way:
        way = way.rpartition("-")[0]
    return way
