"""The list of an account's charges, page by page, the oldest first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sandbox.provider.statements import charge_json
from sandbox.world.charges import Charge, ChargeProblem

PAGE = 100
"""Charges on one page."""


def page_json(asked: Mapping[str, str], charges: Sequence[Charge]) -> dict[str, Any]:
    """The charges from `since`, before `until` and after the one of the number `after`, each where it is asked for.

    Raises ChargeProblem 422 for a moment that is none, or without a zone, and for a number that is none of theirs.
    """
    since, until = _moment(asked, "since"), _moment(asked, "until")
    wanted = [
        charge
        for charge in charges
        if (since is None or charge.created_at >= since)
        and (until is None or charge.created_at < until)
    ]
    after = asked.get("after")
    if after is not None:
        known = [charge.id for charge in wanted]
        if after not in known:
            raise ChargeProblem(422, "after_invalid", f"There is no charge {after} in this list.")
        wanted = wanted[known.index(after) + 1 :]
    page = [charge_json(charge) for charge in wanted[:PAGE]]
    return {"charges": page, "more": len(wanted) > PAGE}


def _moment(asked: Mapping[str, str], name: str) -> datetime | None:
    said = asked.get(name)
    if said is None:
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ChargeProblem(422, f"{name}_invalid", f"{name} is a moment with its zone.")
    return moment
