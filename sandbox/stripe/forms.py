"""Stripe's way to write nested parameters into a form: `a[b]=1`, `a[0][b]=2`, `a[]=3`."""

import re
from typing import Any
from urllib.parse import parse_qsl

from sandbox.world.stripe import StripeProblem

_PART = re.compile(r"\[([^\[\]]*)\]")


def read_form(body: str) -> dict[str, Any]:
    """The parameters as dictionaries and lists of text. Raises StripeProblem for what contradicts itself."""
    tree: dict[str, Any] = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        head, _, _ = name.partition("[")
        _put(tree, [head, *_PART.findall(name)], value)
    return {name: _listed(value) for name, value in tree.items()}


def _put(tree: dict[str, Any], path: list[str], value: str) -> None:
    for part in path[:-1]:
        tree = tree.setdefault(part, {})
        if not isinstance(tree, dict):
            raise StripeProblem(400, "Invalid parameters.", "parameter_invalid", param=path[0])
    last = path[-1] or str(len(tree))
    if last in tree:
        raise StripeProblem(400, "A parameter came twice.", "parameter_invalid", param=path[0])
    tree[last] = value


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(one) for name, one in value.items()}
    return list(inner.values()) if inner and all(name.isdecimal() for name in inner) else inner
