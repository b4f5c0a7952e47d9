"""Making and changing deals, and turning them on and off when their time has come."""

from typing import Any

from sqlalchemy import bindparam, func, insert, select, text, update

from catalog.deal_rules import DealDraft, Problem, check, group_prices
from catalog.ladder import steps
from catalog.ladder.rules import ladder_of
from catalog.money import Money
from catalog.offers import DealLine, DealState, find_deal, live_deal
from catalog.tables import deal as deals
from catalog.tables import product, shop, terms, terms_price, variant
from storage.schema import Moment
from storage.transaction import Transaction

_OVER = Problem("deal", "This deal is over: make a new one.")
_MAKE = insert(deals)
_TERMS = insert(terms)
_PRICE = insert(terms_price).inline()
_SOLO = (
    select(variant.c.id, variant.c.price, shop.c.currency)
    .select_from(variant.join(product).join(shop))
    .where(variant.c.product_id == bindparam("product_id"), variant.c.active == 1)
)
_SHOP_OF = select(product.c.shop_id).where(product.c.id == bindparam("product_id"))
_EDIT = (
    update(deals)
    .where(deals.c.id == bindparam("deal_id"))
    .values(terms_id=bindparam("new_terms"), ends_at=bindparam("new_end"))
)
_AT = bindparam("moment", type_=Moment)
_END = (
    update(deals)
    .where(
        deals.c.id == bindparam("deal_id"), deals.c.state.in_(bindparam("before", expanding=True))
    )
    .values(state=bindparam("after"), shelved=0, ended_at=_AT)
)
_RESUME = (
    update(deals)
    .where(deals.c.id == bindparam("deal_id"), deals.c.state == "paused")
    .values(state="live", shelved=0)
)
_PAUSE = (
    update(deals)
    .where(
        deals.c.id == bindparam("deal_id"),
        (deals.c.state == "live") | ((deals.c.state == "paused") & (deals.c.shelved == 1)),
    )
    .values(state="paused", shelved=0)
)
_SHELVE = (
    update(deals)
    .where(deals.c.id == bindparam("deal_id"), deals.c.state == "live")
    .values(state="paused", shelved=1)
)
_UNSHELVE = (
    update(deals)
    .where(deals.c.id == bindparam("deal_id"), deals.c.state == "paused", deals.c.shelved == 1)
    .values(state="live", shelved=0)
)
_END_DUE = (
    update(deals)
    .where(
        deals.c.ends_at.is_not(None),
        deals.c.ends_at <= _AT,
        deals.c.state.in_(["scheduled", "live", "paused"]),
    )
    .values(state="ended", ended_at=_AT)
)


def _start_due() -> Any:
    """Of the deals whose time has come, the oldest of each product that has no live one."""
    rival = deals.alias("rival")
    first = (
        select(func.min(deals.c.id))
        .where(
            text("deal.state = 'scheduled'"),  # as the partial index says it
            deals.c.starts_at <= _AT,
            ~select(rival.c.id)
            .where(rival.c.product_id == deals.c.product_id, rival.c.state == "live")
            .exists(),
        )
        .group_by(deals.c.product_id)
    )
    return update(deals).where(deals.c.id.in_(first)).values(state="live")


_START_DUE = _start_due()


def deal(tx: Transaction, deal_id: int) -> DealLine | None:
    """A deal with its present terms, in whatever state; None where there is none."""
    return find_deal(tx, deal_id)


def make_deal(tx: Transaction, product_id: int, draft: DealDraft) -> DealLine | Problem:
    """A new deal, live at once or scheduled for `draft.starts_at`.

    Refused where the draft breaks a rule, or where it would be the second live deal of its product.
    """
    solo = solo_prices(tx, product_id)
    problem = check(draft, solo, tx.now)
    if problem:
        return problem
    later = draft.starts_at is not None and draft.starts_at > tx.now
    if not later and live_deal(tx, product_id):
        return Problem("product", "This product has a live deal already: change or end that one.")
    row = {
        "shop_id": tx.value(_SHOP_OF, {"product_id": product_id}),
        "product_id": product_id,
        "state": DealState.SCHEDULED if later else DealState.LIVE,
        "starts_at": draft.starts_at if later else tx.now,
        "ends_at": draft.ends_at,
        "created_at": tx.now,
    }
    return _with_terms(tx, tx.add(_MAKE, row), draft, solo)


def edit_deal(tx: Transaction, deal_id: int, draft: DealDraft) -> DealLine | Problem:
    """New terms for a deal that is not over; groups that are open keep the terms they were opened with.

    `draft.starts_at` is left aside: a deal starts when it was made to.
    """
    present = find_deal(tx, deal_id)
    if present is None or present.is_over:
        return _OVER
    solo = solo_prices(tx, present.product_id)
    return check(draft, solo, tx.now) or _with_terms(tx, deal_id, draft, solo)


def solo_prices(tx: Transaction, product_id: int) -> dict[int, Money]:
    """What each variant on sale costs alone, by the variant's number."""
    rows = tx.all(_SOLO, {"product_id": product_id})
    return {row.id: Money(row.price, row.currency) for row in rows}


def pause(tx: Transaction, deal_id: int) -> bool:
    """A deal takes no new groups until it is resumed; its open ones go on.

    False where it was not live, unless only its product's shelf kept it from being so (`shelve`).
    """
    return tx.write(_PAUSE, {"deal_id": deal_id}) == 1


def resume(tx: Transaction, deal_id: int) -> bool:
    """A paused deal is live again. False where it was not paused, or another one is live by now."""
    return not _has_rival(tx, deal_id) and tx.write(_RESUME, {"deal_id": deal_id}) == 1


def shelve(tx: Transaction, deal_id: int) -> bool:
    """A live deal pauses until `unshelve`: its product is not published any more."""
    return tx.write(_SHELVE, {"deal_id": deal_id}) == 1


def unshelve(tx: Transaction, deal_id: int) -> bool:
    """Resume a deal that was shelved. False where somebody paused it by hand, or another one is live by now."""
    return not _has_rival(tx, deal_id) and tx.write(_UNSHELVE, {"deal_id": deal_id}) == 1


def _has_rival(tx: Transaction, deal_id: int) -> bool:
    present = find_deal(tx, deal_id)
    return present is not None and live_deal(tx, present.product_id) is not None


def end(tx: Transaction, deal_id: int) -> bool:
    """A deal is over before its time; its open groups go on. False where it was over already."""
    before = (DealState.DRAFT, DealState.SCHEDULED, DealState.LIVE, DealState.PAUSED)
    return _end(tx, deal_id, DealState.ENDED, *before)


def cancel(tx: Transaction, deal_id: int) -> bool:
    """A deal is called off, even after its end while groups are open; paying those back is the caller's work."""
    return _end(tx, deal_id, DealState.CANCELLED, *set(DealState) - {DealState.CANCELLED})


def turn_due(tx: Transaction) -> int:
    """End the deals whose end has come, start those whose time has come; returns how many turned.

    Where a product's live deal has no end yet, its next one waits.
    """
    now = {"moment": tx.now}
    return tx.write(_END_DUE, now) + tx.write(_START_DUE, now)


def _end(tx: Transaction, deal_id: int, after: DealState, *before: DealState) -> bool:
    values = {"deal_id": deal_id, "before": list(before), "after": after, "moment": tx.now}
    return tx.write(_END, values) == 1


def _with_terms(
    tx: Transaction, deal_id: int, draft: DealDraft, solo: dict[int, Money]
) -> DealLine | Problem:
    longer = draft.extension
    row = {
        "deal_id": deal_id,
        "minimum": draft.minimum,
        "capacity": draft.capacity,
        "window_seconds": int(draft.window.total_seconds()),
        "limit_per_person": draft.limit_per_person,
        "off": draft.cut if isinstance(draft.cut, int) else None,
        "newcomers": int(draft.newcomers),
        "extension_seconds": longer and int(longer.total_seconds()),
        "reward_kind": draft.reward and draft.reward.kind.value,
        "reward_value": draft.reward and draft.reward.value,
        "created_at": tx.now,
        "ladder": len(draft.steps),
    }
    terms_id = tx.add(_TERMS, row)
    steps.write(tx, terms_id, ladder_of(draft.steps, solo))
    group = group_prices(draft.cut, solo)
    tx.write(
        _PRICE,
        [
            {
                "terms_id": terms_id,
                "variant_id": key,
                "solo": alone.minor,
                "price": group[key].minor,
            }
            for key, alone in solo.items()
        ],
    )
    tx.write(_EDIT, {"deal_id": deal_id, "new_terms": terms_id, "new_end": draft.ends_at})
    return find_deal(tx, deal_id) or _OVER
