"""The lines of round-ups: which deals one tells of, and what has changed about them since it was last looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, func, insert, or_, select, text, update

from catalog.offers import DealLine, DealState, deal_line, deals_with_terms
from catalog.tables import deal, product, terms
from groupbuys.channels import freshness
from groupbuys.channels.posts import Post
from groupbuys.channels.tables import post
from groupbuys.model import GroupState
from groupbuys.tables import group_buy
from storage.transaction import Found, Transaction

MOST = 10
"""Deals that a round-up names."""

_JOINABLE = (
    select(group_buy.c.id)
    .where(
        group_buy.c.deal_id == deal.c.id,
        group_buy.c.state == GroupState.FORMING.value,
        group_buy.c.closes_at > bindparam("at"),
        group_buy.c.taken < group_buy.c.capacity,
        group_buy.c.waiting == 0,
    )
    .exists()
)
_STOCK = case(
    (product.c.free.is_(None), 2),
    (product.c.free >= terms.c.capacity, 2),
    (product.c.free > 0, 1),
    (_JOINABLE, 0),
    else_=-1,
)
"""What is left: 2 enough for a new group, 1 for somebody alone, 0 only places in open groups, -1 nothing."""

_OFFERED = (
    (deal.c.shop_id == bindparam("shop_id"))
    & text("deal.state = 'live'")  # as the partial index says it
    & or_(product.c.free.is_(None), product.c.free > 0, _JOINABLE)
)
_STANDING = (
    select(deal.c.id, deal.c.state, deal.c.terms_id, _STOCK.label("stock"))
    .join(terms, terms.c.id == deal.c.terms_id)
    .join(product, product.c.id == deal.c.product_id)
)
_LIVE = (
    _STANDING.where(_OFFERED)
    .order_by(case((deal.c.ends_at.is_(None), 1), else_=0), deal.c.ends_at, deal.c.id)
    .limit(MOST)
)
_MORE = (
    select(func.count())
    .join_from(deal, terms, terms.c.id == deal.c.terms_id)
    .join(product, product.c.id == deal.c.product_id)
    .where(
        _OFFERED,
        deal.c.id.not_in(select(post.c.deal_id).where(post.c.part_of == bindparam("roundup_id"))),
    )
)
_MAKE = insert(post)
_LINES = (
    deals_with_terms()
    .add_columns(post.c.id.label("post_id"), _STOCK.label("stock"))
    .join(post, post.c.deal_id == deal.c.id)
    .join(product, product.c.id == deal.c.product_id)
    .where(post.c.part_of == bindparam("roundup_id"))
    .order_by(post.c.id)
)
_BEFORE = select(func.max(post.c.made_at)).where(
    post.c.shop_id == bindparam("shop_id"),
    post.c.channel_id == bindparam("channel_id"),
    text("post.deal_id IS NULL"),  # as the partial index says it
    post.c.id < bindparam("roundup_id"),
    post.c.sent_at.is_not(None),
)
_whole = post.alias("whole")
_OF_WHOLE = (
    select(post.c.id, post.c.part_of)
    .join(_whole, _whole.c.id == post.c.part_of)
    .where(text("post.state = 'line'"))  # as the partial index says it
)
_CHANGED = (
    _OF_WHOLE.add_columns(deal.c.state, deal.c.terms_id, _STOCK.label("stock"))
    .join(deal, deal.c.id == post.c.deal_id)
    .join(terms, terms.c.id == deal.c.terms_id)
    .join(product, product.c.id == deal.c.product_id)
    .where(
        _whole.c.state == "shown",
        or_(
            post.c.deal_state != deal.c.state,
            post.c.terms_id != deal.c.terms_id,
            post.c.stock != _STOCK,
        ),
    )
    .order_by(post.c.id)
    .limit(bindparam("most"))
)
_NOTICE = (
    update(post)
    .where(post.c.id == bindparam("id_"))
    .values(
        deal_state=bindparam("state_"), terms_id=bindparam("terms"), stock=bindparam("left_over")
    )
)
_LEFT = (
    _OF_WHOLE.where(_whole.c.state.not_in(["owed", "shown"]))
    .order_by(post.c.id)
    .limit(bindparam("most"))
)
_PUT_BY = update(post).where(post.c.id == bindparam("id_")).values(state="past")


@dataclass(frozen=True, slots=True)
class Line:
    """A deal in a round-up; `post_id` is its own link, `stock` what is left of it (see `_STOCK`)."""

    post_id: int
    deal: DealLine
    stock: int

    @property
    def is_on(self) -> bool:
        """Whether anything can be had of it now."""
        return self.deal.state is DealState.LIVE and self.stock >= 0


def live(tx: Transaction, shop_id: int) -> Sequence[Found]:
    """What a round-up tells of now, those that end soonest first: (id, state, terms_id, stock)."""
    return tx.all(_LIVE, {"shop_id": shop_id, "at": tx.now})


def write_lines(tx: Transaction, whole: dict[str, object], deals: Sequence[Found]) -> None:
    """One line for each of these deals, in this order; `whole` is what they share with their round-up."""
    rows = [
        {
            **whole,
            "deal_id": row.id,
            "state": "line",
            "deal_state": row.state,
            "terms_id": row.terms_id,
            "stock": row.stock,
        }
        for row in deals
    ]
    tx.write(_MAKE, rows)


def lines_of(tx: Transaction, roundup_id: int) -> tuple[Line, ...]:
    """The lines of a round-up, as its deals stand now."""
    rows = tx.all(_LINES, {"roundup_id": roundup_id, "at": tx.now})
    return tuple(Line(row.post_id, deal_line(row), row.stock) for row in rows)


def count_more(tx: Transaction, roundup: Post) -> int:
    """How many live deals its shop has besides those that it names."""
    asked = {"shop_id": roundup.shop_id, "roundup_id": roundup.id, "at": tx.now}
    return int(tx.value(_MORE, asked))


def made_before(tx: Transaction, roundup: Post) -> datetime | None:
    """When the one before it was made that stood in the same channel; None for the first one."""
    asked = {
        "shop_id": roundup.shop_id,
        "channel_id": roundup.channel_id,
        "roundup_id": roundup.id,
    }
    found: datetime | None = tx.value(_BEFORE, asked)
    return found


def is_due(tx: Transaction) -> bool:
    """Whether there is anything for `look_round`: only a look."""
    asked = {"at": tx.now, "most": 1}
    return tx.first(_CHANGED, asked) is not None or tx.first(_LEFT, asked) is not None


def look_round(tx: Transaction, limit: int = 500) -> int:
    """Notice lines whose deals stand otherwise: their round-ups are behind. Lines of those that are gone rest."""
    asked = {"at": tx.now, "most": limit}
    changed, left = tx.all(_CHANGED, asked), tx.all(_LEFT, asked)
    if changed:
        tx.write(_NOTICE, [_seen(row) for row in changed])
        freshness.behind(tx, {row.part_of for row in changed})
    if left:
        tx.write(_PUT_BY, [{"id_": row.id} for row in left])
    return max(len(changed), len(left))


def _seen(row: Found) -> dict[str, object]:
    return {"id_": row.id, "state_": row.state, "terms": row.terms_id, "left_over": row.stock}
