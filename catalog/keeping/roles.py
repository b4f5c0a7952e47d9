"""Who may do what in a shop: pure rules over roles."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a shop."""

    OWNER = "owner"
    MANAGER = "manager"
    PACKER = "packer"


class Action(StrEnum):
    """What can be done on the shopkeepers' side."""

    LOOK = "look"
    ORDERS = "orders"
    PACK = "pack"
    DEALS = "deals"
    CLAIMS = "claims"
    SETTINGS = "settings"
    STAFF = "staff"
    ADDRESSES = "addresses"


_PACKER = frozenset({Action.LOOK, Action.ORDERS, Action.PACK})
_OWNERS_ONLY = frozenset({Action.SETTINGS, Action.STAFF})
MAY: Mapping[Role, frozenset[Action]] = {
    Role.OWNER: frozenset(Action),
    Role.MANAGER: frozenset(Action) - _OWNERS_ONLY,
    Role.PACKER: _PACKER,
}
"""Everything that each role may do."""


def may(role: Role | None, action: Action) -> bool:
    """Whether somebody with this role (None: a stranger) may do that."""
    return role is not None and action in MAY[role]
