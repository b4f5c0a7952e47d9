"""How current posts are: which of them are behind what happened to their deal, and whose turn it is to be edited.

Nothing here is asked on the way of a join: what joins owes its group buy's cards anyway, and whoever sees to those
passes the news on (see scheduler.showing); everything else about a deal is noticed by the tick.
"""

from collections.abc import Collection

from sqlalchemy import CTE, Select, Update, bindparam, case, func, or_, select, text, update

from catalog.intake.values import Report
from catalog.keeping.tables import channel
from catalog.offers import DealLine
from catalog.tables import deal, product, terms
from groupbuys.channels.posts import ABOUT_CHANNEL, Post, PostState, not_out, read_post
from groupbuys.channels.tables import post
from groupbuys.dropped import deal_copies
from groupbuys.dropped.deal_copies import STOCK
from groupbuys.tables import group_buy
from storage.database import Database
from storage.outbox import CHANNEL, POST, Notice, hasten, owe_anew
from storage.tables import outbox
from storage.transaction import Transaction

_NOW = bindparam("now", type_=post.c.stale_at.type)


def _behind(chosen: CTE, urgent: int) -> Update:
    return (
        update(post)
        .where(post.c.id.in_(select(chosen.c.id)))
        .values(
            news=post.c.news + 1,
            stale_at=func.coalesce(post.c.stale_at, _NOW),
            urgent=case((post.c.urgent > urgent, post.c.urgent), else_=urgent),
        )
        .returning(post.c.channel_id)
    )


def _locked(wanted: Select[tuple[int]]) -> CTE:
    """In the order of their numbers, so that nobody waits in a circle."""
    return wanted.order_by(post.c.id).with_for_update(of=post).cte("chosen")


_SHOWN = select(post.c.id).where(post.c.state == "shown")
_OF_GROUPS = _behind(
    _locked(
        _SHOWN.where(
            post.c.deal_id.in_(
                select(group_buy.c.deal_id).where(
                    group_buy.c.id.in_(bindparam("ids", expanding=True))
                )
            )
        )
    ),
    0,
)
_THESE = _behind(_locked(_SHOWN.where(post.c.id.in_(bindparam("ids", expanding=True)))), 1)
_OF_DEAL = _behind(_locked(_SHOWN.where(post.c.deal_id == bindparam("of_deal"))), 1)
_OF_PRODUCT = _behind(
    _locked(
        _SHOWN.where(
            post.c.deal_id.in_(
                select(deal.c.id).where(deal.c.product_id == bindparam("of_product"))
            )
        )
    ),
    1,
)
_line = post.alias("line")
_ROUNDUPS_OF_PRODUCT = _behind(
    _locked(
        _SHOWN.where(
            post.c.id.in_(
                select(_line.c.part_of)
                .join_from(_line, deal, deal.c.id == _line.c.deal_id)
                .where(_line.c.state == "line", deal.c.product_id == bindparam("of_product"))
            )
        )
    ),
    1,
)
_GOES_ON = (
    text(  # as the partial index says it: whatever was posted long ago is not looked at every tick
        "post.state = 'shown' AND post.deal_state <> 'ended' AND post.deal_state <> 'cancelled'"
    )
)
_OF_SHOP = _behind(
    _locked(select(post.c.id).where(_GOES_ON, post.c.shop_id == bindparam("of_shop"))), 1
)
_OWED_OF = select(post.c.id).where(
    post.c.deal_id == bindparam("of_deal"), text("post.state = 'owed'")
)
_CHANGED = (
    select(post.c.id, post.c.channel_id, deal.c.state, deal.c.terms_id, STOCK.label("stock"))
    .join_from(post, deal, deal.c.id == post.c.deal_id)
    .join(terms, terms.c.id == deal.c.terms_id)
    .join(product, product.c.id == deal.c.product_id)
    .where(
        _GOES_ON,
        or_(
            post.c.deal_state != deal.c.state,
            post.c.terms_id != deal.c.terms_id,
            post.c.stock != STOCK,
        ),
    )
    .order_by(post.c.id)
    .limit(bindparam("most"))
)
_NOTICE = (
    update(post)
    .where(post.c.id == bindparam("id_"))
    .values(
        deal_state=bindparam("state_"),
        terms_id=bindparam("terms"),
        stock=bindparam("left"),
        news=post.c.news + 1,
        stale_at=func.coalesce(post.c.stale_at, _NOW),
        urgent=1,
    )
)
_WAITING = (
    (outbox.c.kind == CHANNEL)
    & (outbox.c.subject_id == post.c.channel_id)
    & (outbox.c.person_id == 0)
    & (outbox.c.detail == "")
    & outbox.c.state.in_(["owed", "leased", "sending"])
)
_UNWATCHED = (
    select(post.c.channel_id)
    .distinct()
    .join_from(post, channel, channel.c.id == post.c.channel_id)
    .where(
        post.c.stale_at.is_not(None),
        channel.c.lost_at.is_(None),
        ~select(outbox.c.id).where(_WAITING).exists(),
    )
    .order_by(post.c.channel_id)
)
_STATE = func.coalesce(outbox.c.state, "")
_ENDED = (
    select(post.c.id, outbox.c.state, outbox.c.error, channel.c.lost_at)
    .join_from(post, channel, channel.c.id == post.c.channel_id)
    .outerjoin(  # an outer one so that SQLite begins with the few posts, not with all that was ever owed
        outbox,
        (outbox.c.kind == POST)
        & (outbox.c.subject_id == post.c.id)
        & (outbox.c.person_id == 0)
        & (outbox.c.detail == ""),
    )
    .where(
        text("post.state = 'owed'"),  # as the partial index says it
        _STATE.in_(["unknown", "dropped"])
        | ((_STATE == "unreachable") & channel.c.lost_at.is_(None)),
    )
    .order_by(post.c.id)
    .limit(bindparam("most"))
)
_OPEN = (
    select(channel.c.id)
    .where(channel.c.id.in_(bindparam("ids", expanding=True)), channel.c.lost_at.is_(None))
    .order_by(channel.c.id)
)
_NEXT = (
    select(post, *ABOUT_CHANNEL)
    .join_from(post, channel, channel.c.id == post.c.channel_id)
    .where(post.c.channel_id == bindparam("of_channel"), post.c.stale_at.is_not(None))
    .order_by(post.c.urgent.desc(), post.c.stale_at, post.c.id)
    .limit(1)
)
_THIS = post.c.id == bindparam("id_")
_SAME = post.c.news == bindparam("seen")
_CURRENT = (
    update(post)
    .where(_THIS)
    .values(
        face=bindparam("as_"),
        shown=bindparam("seen"),
        stale_at=case((_SAME, None), else_=_NOW),
        urgent=case((_SAME, 0), else_=post.c.urgent),
    )
)
_LATER = update(post).where(_THIS).values(stale_at=_NOW, urgent=0)


def news_of_groups(tx: Transaction, group_buy_ids: Collection[int]) -> None:
    """Something happened in these group buys: the posts of their deals are behind. Without posts one statement."""
    rows = tx.returning(_OF_GROUPS, {"ids": list(group_buy_ids), "now": tx.now})
    _owe(tx, {row.channel_id for row in rows})


def news_of_deal(tx: Transaction, deal_id: int) -> None:
    """Something happened to this deal: its posts are behind, and go before those where only numbers have changed."""
    rows = tx.returning(_OF_DEAL, {"of_deal": deal_id, "now": tx.now})
    _owe(tx, {row.channel_id for row in rows})


def behind(tx: Transaction, post_ids: Collection[int]) -> None:
    """These posts, where they stand, are behind: more than numbers have changed."""
    rows = tx.returning(_THESE, {"ids": list(post_ids), "now": tx.now})
    _owe(tx, {row.channel_id for row in rows})


def deal_edited(tx: Transaction, edited: DealLine) -> None:
    """A deal was edited: its posts, those of other deals on its product, and round-ups that name one are behind.

    One that waits for the deal's start is looked at again, since that may be another.
    """
    asked = {"of_product": edited.product_id, "now": tx.now}
    rows = [*tx.returning(_OF_PRODUCT, asked), *tx.returning(_ROUNDUPS_OF_PRODUCT, asked)]
    _owe(tx, {row.channel_id for row in rows})
    deal_copies.news_of_product(tx, edited.product_id)
    hasten(tx, POST, [row.id for row in tx.all(_OWED_OF, {"of_deal": edited.id})])


def news_of_shop(tx: Transaction, shop_id: int) -> None:
    """Something changed that all posts of a shop show, such as its pickup points: those of live deals are behind."""
    rows = tx.returning(_OF_SHOP, {"of_shop": shop_id, "now": tx.now})
    _owe(tx, {row.channel_id for row in rows})
    deal_copies.news_of_shop(tx, shop_id)


def file_landed(database: Database, report: Report) -> None:
    """A file may have brought other words and pictures: the posts of its shop are behind. Blocks until committed."""
    shop_id = report.shop_id
    if shop_id is not None and report.changed:
        database.run_now(lambda tx: news_of_shop(tx, shop_id))


def is_due(tx: Transaction) -> bool:
    """Whether there is anything for `look_round`: only a look."""
    asked = {"most": 1}
    return any(tx.first(question, asked) is not None for question in (_CHANGED, _ENDED)) or (
        tx.first(_UNWATCHED) is not None
    )


def look_round(tx: Transaction, limit: int = 500) -> int:
    """Notice what nobody told: deals that stand otherwise, sends that are over, channels that are back (promise 31)."""
    changed = tx.all(_CHANGED, {"most": limit})
    if changed:
        tx.write(
            _NOTICE,
            [
                {
                    "id_": row.id,
                    "state_": row.state,
                    "terms": row.terms_id,
                    "left": row.stock,
                    "now": tx.now,
                }
                for row in changed
            ],
        )
    ended = tx.all(_ENDED, {"most": limit})
    for row in ended:
        if row.state == "unreachable":
            owe_anew(tx, Notice(POST, row.id))
        else:
            not_out(tx, row.id, PostState(row.state), row.error or "")
    _owe(tx, {row.channel_id for row in tx.all(_UNWATCHED)})
    return max(len(changed), len(ended))


def _owe(tx: Transaction, channel_ids: Collection[int]) -> None:
    """Owe these channels an edit, but for those where the bot cannot speak now."""
    if channel_ids:
        rows = tx.all(_OPEN, {"ids": sorted(channel_ids)})
        owe_anew(tx, *(Notice(CHANNEL, row.id) for row in rows))


def next_behind(tx: Transaction, channel_id: int) -> Post | None:
    """The post of a channel whose turn it is: where more than numbers changed first, then the longest behind."""
    row = tx.first(_NEXT, {"of_channel": channel_id})
    return None if row is None else read_post(row)


def current(tx: Transaction, shown: Post, face: str) -> None:
    """It shows this face as of `shown.news`; where more has happened since, it waits for its next turn."""
    tx.write(_CURRENT, {"id_": shown.id, "as_": face, "seen": shown.news, "now": tx.now})


def put_off(tx: Transaction, left: Post) -> None:
    """It could not be edited now: the others of its channel come first."""
    tx.write(_LATER, {"id_": left.id, "now": tx.now})
