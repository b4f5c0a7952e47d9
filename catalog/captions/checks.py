"""What a filled form still misses, and what in it no deal may promise (promise 35)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from catalog.captions.naming import LONGEST_TITLE
from catalog.deal_rules import LEAST_EXTENSION, SHORTEST, DealDraft, check, check_terms
from catalog.editing.drafting import DealForm, Doubt, Field, Why
from catalog.importers.stock import MOST
from catalog.ladder import rules
from catalog.money import Money

_ANY = 0
"""Stands for the only variant."""
_SOUND = DealDraft(2, 2, timedelta(hours=24), 2000)
"""Whatever is wrong with it after one change is that change's fault."""
_PRICED = {_ANY: Money(1, "EUR")}


def check_form(form: DealForm, now: datetime) -> tuple[Doubt, ...]:
    """Every field that misses or that the rules of deals refuse, in the order of `Field`; `now` is aware."""
    found = [
        *_missing(form),
        *_sizes(form),
        *_amounts(form, now),
        *_times(form, now),
        *_steps(form),
    ]
    order = list(Field)
    return tuple(sorted(found, key=lambda doubt: order.index(doubt.field)))


def _missing(form: DealForm) -> Iterator[Doubt]:
    needed = {
        Field.TITLE: form.title.strip() or None,
        Field.SOLO: form.solo,
        Field.GROUP: form.group,
        Field.PEOPLE: form.people,
    }
    yield from (Doubt(field, Why.MISSING) for field, value in needed.items() if value is None)
    if len(form.title) > LONGEST_TITLE:
        yield Doubt(Field.TITLE, Why.TOO_MUCH)


def _sizes(form: DealForm) -> Iterator[Doubt]:
    people, room = form.people, form.capacity
    if people is not None and check_terms(replace(_SOUND, minimum=people, capacity=people)):
        yield Doubt(Field.PEOPLE, Why.TOO_FEW if people < 2 else Why.TOO_MUCH)
    elif room is not None and check_terms(replace(_SOUND, minimum=people or 2, capacity=room)):
        below = Why.TOO_FEW if people is None else Why.ORDER
        yield Doubt(Field.CAPACITY, below if room < (people or 2) else Why.TOO_MUCH)


def _amounts(form: DealForm, now: datetime) -> Iterator[Doubt]:
    if form.solo and form.group:
        asked = replace(_SOUND, cut={_ANY: form.group})
        if check(asked, {_ANY: form.solo}, now):
            alike = form.solo.currency == form.group.currency
            yield Doubt(Field.GROUP, Why.HIGHER if alike else Why.CURRENCY)
    if form.stock is not None and not _one_group(form) <= form.stock <= MOST:
        yield Doubt(Field.STOCK, Why.TOO_MUCH if form.stock > MOST else Why.TOO_FEW)
    limit, window = form.limit, form.window
    if limit is not None and check_terms(replace(_SOUND, limit_per_person=limit)):
        yield Doubt(Field.LIMIT, Why.TOO_FEW if limit < 1 else Why.TOO_MUCH)
    if window is not None and check_terms(replace(_SOUND, window=window)):
        yield Doubt(Field.WINDOW, Why.TOO_FEW if window < SHORTEST else Why.TOO_MUCH)
    longer = form.extension
    if longer is not None and check_terms(replace(_SOUND, extension=longer)):
        below = longer < LEAST_EXTENSION
        yield Doubt(Field.EXTENSION, Why.TOO_FEW if below else Why.TOO_MUCH)
    yield from _reward(form, now)


def _reward(form: DealForm, now: datetime) -> Iterator[Doubt]:
    """A fixed reward is measured by what the others pay, once that is known."""
    if form.reward is None:
        return
    asked = replace(_SOUND, reward=form.reward)
    if check_terms(asked):
        yield Doubt(Field.REWARD, Why.TOO_FEW if form.reward.value <= 0 else Why.TOO_MUCH)
    elif form.solo and form.group and form.people:
        asked = replace(asked, minimum=form.people, capacity=form.people, cut={_ANY: form.group})
        problem = check(asked, {_ANY: form.solo}, now)
        if problem is not None and problem.field == Field.REWARD.value:
            yield Doubt(Field.REWARD, Why.TOO_MUCH)


def _times(form: DealForm, now: datetime) -> Iterator[Doubt]:
    asked = replace(_SOUND, starts_at=form.starts_at, ends_at=form.ends_at)
    if form.ends_at and check(asked, _PRICED, now):
        yield Doubt(Field.ENDS, Why.PAST if form.ends_at <= now else Why.ORDER)


def _steps(form: DealForm) -> Iterator[Doubt]:
    """The ladder, as far as what it stands on is there and right."""
    if not form.steps or form.people is None or form.group is None or form.solo is None:
        return
    people, room = form.people, form.capacity or form.people
    steps: rules.Steps = {
        one.people: one.cut if isinstance(one.cut, int) else {_ANY: one.cut} for one in form.steps
    }
    base, solo = {_ANY: form.group}, {_ANY: form.solo}
    own = {one.cut.currency for one in form.steps if isinstance(one.cut, Money)}
    if any(rules.of_people(steps, people, room)):
        yield Doubt(Field.STEPS, Why.STEP_PEOPLE)
    elif own - {form.solo.currency}:
        yield Doubt(Field.STEPS, Why.CURRENCY)
    elif any(rules.of_cuts(steps, base)) or any(rules.of_prices(steps, base, solo)):
        yield Doubt(Field.STEPS, Why.UP)


def _one_group(form: DealForm) -> int:
    """Units that one group sets aside when it opens: with fewer, none ever can."""
    return max(1, form.capacity or form.people or 1)
