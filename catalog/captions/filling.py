"""Findings put into a form: one value goes in, two are doubtful, and what no deal may promise is left out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from catalog.captions.checks import check_form
from catalog.captions.findings import Finding, Value
from catalog.editing.drafting import DealForm, Doubt, Field, Reading, Why

_ATTRIBUTES = {
    Field.TITLE: "title",
    Field.SOLO: "solo",
    Field.GROUP: "group",
    Field.PEOPLE: "people",
    Field.CAPACITY: "capacity",
    Field.STOCK: "stock",
    Field.LIMIT: "limit",
    Field.WINDOW: "window",
    Field.EXTENSION: "extension",
    Field.STARTS: "starts_at",
    Field.ENDS: "ends_at",
    Field.NEWCOMERS: "newcomers",
    Field.REWARD: "reward",
}


def put(form: DealForm, field: Field, value: Value | str | None) -> DealForm:
    """The form with that field changed; None, or "" for the title, empties it."""
    if field is Field.NEWCOMERS:
        return replace(form, newcomers=bool(value))
    if field is Field.STEPS:
        return _stepped(form, value)
    change: dict[str, Any] = {_ATTRIBUTES[field]: value}
    return replace(form, **change)


def _stepped(form: DealForm, value: Value | str | None) -> DealForm:
    """With a ladder; where nobody has said how much room a group has, it is for as many as the last step takes."""
    steps = value if isinstance(value, tuple) else ()
    room = steps[-1].people if steps and form.capacity is None else form.capacity
    return replace(form, steps=steps, capacity=room)


def fill(form: DealForm, findings: Iterable[Finding], now: datetime) -> Reading:
    """The form with every value that is sure, and a doubt for whatever else was said or still misses."""
    said: dict[Field, list[Finding]] = {}
    for finding in findings:
        said.setdefault(finding.field, []).append(finding)
    doubts: list[Doubt] = []
    for field, those in said.items():
        extra = [finding for finding in those if finding.value is Why.NOT_OURS]
        doubts += [Doubt(field, Why.NOT_OURS, finding.said) for finding in extra]
        found = _settle(field, [finding for finding in those if finding not in extra])
        if isinstance(found, Doubt):
            doubts.append(found)
        elif found is not None:
            form = put(form, field, found)
    form, wrong = _checked(
        form, {doubt.field for doubt in doubts if doubt.why is not Why.NOT_OURS}, said, now
    )
    order = list(Field)
    return Reading(
        form, tuple(sorted([*doubts, *wrong], key=lambda doubt: order.index(doubt.field)))
    )


def _settle(field: Field, those: list[Finding]) -> Value | Doubt | None:
    """The one value that was found, or the doubt about it."""
    if not those:
        return None
    for finding in those:
        if isinstance(finding.value, Why):
            return Doubt(field, finding.value, finding.said)
    if len({finding.value for finding in those}) > 1:
        return Doubt(field, Why.TWO, " / ".join(dict.fromkeys(finding.said for finding in those)))
    value = those[0].value
    return None if isinstance(value, Why) else value


def _checked(
    form: DealForm, asked: set[Field], said: dict[Field, list[Finding]], now: datetime
) -> tuple[DealForm, list[Doubt]]:
    """The form without what the rules refuse, and doubts about that and about what misses."""
    wrong = []
    for doubt in check_form(form, now):
        if doubt.field in asked:
            continue
        words = said[doubt.field][0].said if doubt.field in said else ""
        if doubt.why is not Why.MISSING:
            form = put(form, doubt.field, "" if doubt.field is Field.TITLE else None)
        wrong.append(replace(doubt, said=words if doubt.why is not Why.MISSING else ""))
    return form, wrong
