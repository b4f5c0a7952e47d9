"""Arguments that are newer than python-telegram-bot, passed on as they are."""

import inspect
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any


def spelled(method: Callable[..., Any], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments as the library takes them: those that it does not know stand under "api_kwargs"."""
    known = _known(method.__func__ if inspect.ismethod(method) else method)
    newer = {name: value for name, value in arguments.items() if not _is_known(name, value, known)}
    if not newer:
        return dict(arguments)
    older = {name: value for name, value in arguments.items() if name not in newer}
    return {**older, "api_kwargs": newer}


def _is_known(name: str, value: Any, known: frozenset[str]) -> bool:
    """It knows replies, but none to an ephemeral message."""
    return name in known and not (name == "reply_parameters" and "message_id" not in value)


@lru_cache(maxsize=256)
def _known(method: Callable[..., Any]) -> frozenset[str]:
    return frozenset(inspect.signature(method).parameters)
