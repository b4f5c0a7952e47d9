"""A deal is edited in one guarded step: what was looked at is still what there is, or nothing is written."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

from sqlalchemy import bindparam, select, update

from catalog.deal_rules import DealDraft, Problem, check
from catalog.deals import edit_deal, solo_prices
from catalog.editing import rewording
from catalog.editing.amending import TERMS, Amendment, VariantPrice, Wish
from catalog.editing.drafting import FormStep
from catalog.ladder.rules import Steps, kept_cut
from catalog.ladder.steps import ladder
from catalog.offers import DealLine, DealState, find_deal, prices
from catalog.pricing import group_price
from catalog.tables import deal, variant
from storage.transaction import Transaction

_LOCK = (
    select(deal.c.id)
    .where(deal.c.id == bindparam("deal_id"), deal.c.shop_id == bindparam("shop_id"))
    .with_for_update()
)
_DAYS = (
    update(deal)
    .where(deal.c.id == bindparam("number"))
    .values(ends_at=bindparam("until"), starts_at=bindparam("since"))
)
_PRICE = update(variant).where(variant.c.id == bindparam("number")).values(price=bindparam("solo"))


class Unamended(Enum):
    """Why nothing was written."""

    GONE = "gone"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Stale:
    """Somebody else edited the deal meanwhile: this is what it is `now`."""

    now: Wish


Amended: TypeAlias = DealLine | Problem | Stale | Unamended


def wish_of(tx: Transaction, line: DealLine) -> Wish:
    """A deal as it can be edited; texts in the shop's own words."""
    title, description, picture = rewording.said(tx, line.product_id)
    return Wish(
        title=title,
        description=description,
        picture=picture,
        prices=_prices(tx, line),
        people=line.minimum,
        capacity=line.capacity if line.capacity > line.minimum else None,
        limit=line.limit_per_person,
        window=line.window,
        extension=line.extension,
        reward=line.reward,
        starts_at=line.starts_at if line.state is DealState.SCHEDULED else None,
        ends_at=line.ends_at,
        newcomers=line.newcomers,
        steps=form_steps(tx, line),
    )


def amend(tx: Transaction, shop_id: int, deal_id: int, edit: Amendment) -> Amended:
    """Bring a deal of this shop from what it was `before` to what it is to be `now`.

    New terms are for new groups: open ones keep theirs (promise 4). Words and the picture are everybody's at once.
    """
    line = (
        find_deal(tx, deal_id)
        if tx.first(_LOCK, {"deal_id": deal_id, "shop_id": shop_id})
        else None
    )
    if line is None or line.is_over:
        return Unamended.GONE if line is None else Unamended.OVER
    present = wish_of(tx, line)
    if present != edit.before:
        return Stale(present)
    draft = replace(_draft(line, edit), steps=_steps(tx, line, edit))
    problem = check(draft, {one.variant_id: one.solo for one in edit.now.prices}, tx.now)
    if problem is not None:
        return problem
    _write(tx, line, edit, draft)
    return find_deal(tx, deal_id) or Unamended.GONE


def _write(tx: Transaction, line: DealLine, edit: Amendment, draft: DealDraft) -> None:
    now, changes = edit.now, edit.changes
    if "prices" in changes:
        rows = [{"number": one.variant_id, "solo": one.solo.minor} for one in now.prices]
        tx.write(_PRICE, rows)
    if changes & set(TERMS):
        edit_deal(tx, line.id, draft)
    if changes & {"starts_at", "ends_at"}:
        starts = now.starts_at or tx.now if line.state is DealState.SCHEDULED else line.starts_at
        tx.write(_DAYS, {"number": line.id, "until": now.ends_at, "since": starts})
    if changes & {"title", "description"}:
        rewording.say(tx, line.product_id, now.title, now.description)
    if "picture" in changes:
        rewording.picture_it(tx, line.product_id, now.picture)


def _draft(line: DealLine, edit: Amendment) -> DealDraft:
    now = edit.now
    named = {one.variant_id: one.group for one in now.prices}
    keeps_cut = line.off is not None and "prices" not in edit.changes
    return DealDraft(
        minimum=now.people,
        capacity=now.capacity or now.people,
        window=now.window,
        cut=line.off if keeps_cut and line.off is not None else named,
        limit_per_person=now.limit,
        starts_at=now.starts_at,
        ends_at=now.ends_at,
        newcomers=now.newcomers,
        extension=now.extension,
        reward=now.reward,
    )


def form_steps(tx: Transaction, line: DealLine) -> tuple[FormStep, ...]:
    """Its ladder as a form says it: of prices that were named one by one, the lowest of each step."""
    found = ladder(tx, line.terms_id) if line.ladder else ()
    return tuple(
        FormStep(step.people, min(step.prices.values()) if step.off is None else step.off)
        for step in found
    )


def _steps(tx: Transaction, line: DealLine, edit: Amendment) -> Steps:
    """The ladder that was typed, the same for every variant; or the one there is, as it is."""
    numbers = [one.variant_id for one in edit.now.prices]
    if "steps" in edit.changes:
        return {
            one.people: one.cut if isinstance(one.cut, int) else dict.fromkeys(numbers, one.cut)
            for one in edit.now.steps
        }
    found = ladder(tx, line.terms_id) if line.ladder else ()
    return {step.people: kept_cut(step, numbers) for step in found}


def _prices(tx: Transaction, line: DealLine) -> tuple[VariantPrice, ...]:
    """What is on sale, at what the terms promise; what came since they were written, at what new ones would."""
    promised = prices(tx, line.terms_id)
    found = []
    for number, solo in sorted(solo_prices(tx, line.product_id).items()):
        price = promised.get(number)
        if price is not None:
            found.append(VariantPrice(number, price.solo, price.group))
        else:
            cut = solo if line.off is None else group_price(solo, line.off)
            found.append(VariantPrice(number, solo, cut))
    return tuple(found)
