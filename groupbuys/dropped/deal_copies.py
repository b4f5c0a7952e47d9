"""Deals that people dropped into chats of their own: kept current there as group buys are, by what their deal does."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, case, delete, func, or_, select, update

from catalog.tables import deal, product, terms
from groupbuys.dropped.copies import MANY, place_of
from groupbuys.dropped.deal_copy_tables import deal_news, shared_deal
from groupbuys.dropped.sealing import Share
from groupbuys.tables import group_buy
from storage.outbox import DEAL_CARDS, Notice, owe_anew
from storage.transaction import Found, Transaction
from storage.upsert import or_nothing, or_update

STOCK = case((product.c.free <= 0, 0), (product.c.free < terms.c.capacity, 1), else_=2)
"""What is left of a deal: 2 enough for a new group (or not counted), 1 too little for one, 0 nothing."""

_STANDING = (
    select(deal.c.id, deal.c.state, deal.c.terms_id, STOCK.label("stock"))
    .join_from(deal, terms, terms.c.id == deal.c.terms_id)
    .join(product, product.c.id == deal.c.product_id)
)
_ONE = _STANDING.where(deal.c.id == bindparam("deal_id"))
_CHANGED = (
    _STANDING.join(deal_news, deal_news.c.deal_id == deal.c.id)
    .where(
        or_(
            deal_news.c.state != deal.c.state,
            deal_news.c.terms_id != deal.c.terms_id,
            deal_news.c.stock != STOCK,
        )
    )
    .order_by(deal.c.id)
    .limit(bindparam("most"))
)
_WATCH = or_update(deal_news, ["deal_id"], ["deal_id"])
"""A row that is there stays as it is, and is locked: nobody sweeps it out before something hangs on it."""

_NEWS = update(deal_news).values(version=deal_news.c.version + 1).returning(deal_news.c.deal_id)
_OF_GROUPS = _NEWS.where(
    deal_news.c.deal_id.in_(
        select(group_buy.c.deal_id).where(group_buy.c.id.in_(bindparam("ids", expanding=True)))
    )
)
_OF_PRODUCT = _NEWS.where(
    deal_news.c.deal_id.in_(select(deal.c.id).where(deal.c.product_id == bindparam("of_product")))
)
_OF_SHOP = _NEWS.where(
    deal_news.c.deal_id.in_(select(deal.c.id).where(deal.c.shop_id == bindparam("of_shop")))
)
_NOTED = (
    update(deal_news)
    .where(deal_news.c.deal_id == bindparam("of_deal"))
    .values(
        version=deal_news.c.version + 1,
        state=bindparam("state_"),
        terms_id=bindparam("terms"),
        stock=bindparam("left"),
    )
)
_NEW = or_nothing(shared_deal, ["bot", "inline_id"])
_HERE = (shared_deal.c.bot == bindparam("bot_")) & (shared_deal.c.inline_id == bindparam("inline"))
_SHOWN = update(shared_deal).where(_HERE).values(shown=bindparam("version"))
_FORGET = delete(shared_deal).where(_HERE)
_OF_ONE = (
    select(func.count())
    .select_from(shared_deal)
    .where(
        shared_deal.c.deal_id == bindparam("deal_id"),
        shared_deal.c.person_id == bindparam("person_id"),
    )
)
_VERSION = select(deal_news.c.version).where(deal_news.c.deal_id == bindparam("of_deal"))
_DROPPER = (
    select(shared_deal.c.person_id).where(shared_deal.c.token == bindparam("token_")).limit(1)
)
_STALE = (
    select(*shared_deal.c["bot", "inline_id", "deal_id", "person_id", "token", "shown"])
    .join(deal_news, deal_news.c.deal_id == shared_deal.c.deal_id)
    .where(
        shared_deal.c.deal_id == bindparam("of_deal"),
        shared_deal.c.shown < deal_news.c.version,
        shared_deal.c.bot.in_(bindparam("bots", expanding=True)),
    )
    .order_by(
        shared_deal.c.later, shared_deal.c.shown, shared_deal.c.made_at, shared_deal.c.inline_id
    )
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class DealCopy:
    """A deal in a chat that we know nothing of; `person_id` dropped it, `token` leads back through them.

    `shown`: the version of the deal's news that it shows, 0 as it was dropped.
    """

    bot: int
    inline_id: str
    deal_id: int
    person_id: int
    token: str
    shown: int = 0

    @property
    def chat(self) -> int:
        """What stands for its chat where the pace is kept."""
        return place_of(self.inline_id)


def drop(tx: Transaction, copy: DealCopy, share: Share) -> None:
    """Somebody dropped a deal: where the messenger names the message, it is kept current from now on."""
    row = tx.first(_ONE, {"deal_id": share.deal_id})
    if row is None or not copy.inline_id:
        return
    stands = {"state": row.state, "terms_id": row.terms_id, "stock": row.stock}
    tx.write(_WATCH[tx.dialect], {"deal_id": row.id, "version": 1, **stands})
    who = {"deal_id": share.deal_id, "person_id": copy.person_id}
    dropped = {
        **who,
        "bot": copy.bot,
        "inline_id": copy.inline_id,
        "token": copy.token,
        "shown": copy.shown,
        "made_at": tx.now,
        "later": int(tx.value(_OF_ONE, who) >= MANY),
    }
    tx.write(_NEW[tx.dialect], dropped)
    owe_anew(tx, Notice(DEAL_CARDS, share.deal_id))


def dropper(tx: Transaction, token: str, share: Share) -> int:
    """Who dropped it; 0 for somebody of whom the messenger never told us."""
    return share.person_id or int(tx.value(_DROPPER, {"token_": token}) or 0)


def version(tx: Transaction, deal_id: int) -> int:
    """How much has happened to a deal since it was first dropped somewhere."""
    return int(tx.value(_VERSION, {"of_deal": deal_id}) or 0)


def updated(tx: Transaction, copy: DealCopy, shown: int) -> None:
    """The copy shows this version now."""
    tx.write(_SHOWN, {**_at(copy), "version": shown})


def forget(tx: Transaction, copy: DealCopy) -> None:
    """The copy is gone: somebody deleted it, or its chat."""
    tx.write(_FORGET, _at(copy))


def stale(tx: Transaction, deal_id: int, limit: int, bots: Collection[int]) -> tuple[DealCopy, ...]:
    """Copies of a deal, dropped by way of these bots, that show less than has happened, furthest behind first."""
    rows = tx.all(_STALE, {"of_deal": deal_id, "most": limit, "bots": list(bots)})
    return tuple(
        DealCopy(row.bot, row.inline_id, row.deal_id, row.person_id, row.token, row.shown)
        for row in rows
    )


def news_of_groups(tx: Transaction, group_buy_ids: Collection[int]) -> None:
    """Something happened in these group buys: what was dropped of their deals is behind. Without any one statement."""
    if group_buy_ids:
        _owe(tx, tx.returning(_OF_GROUPS, {"ids": list(group_buy_ids)}))


def news_of_product(tx: Transaction, product_id: int) -> None:
    """A deal on this product, or what is said of it, was edited."""
    _owe(tx, tx.returning(_OF_PRODUCT, {"of_product": product_id}))


def news_of_shop(tx: Transaction, shop_id: int) -> None:
    """Something changed that all deals of a shop show, such as its pickup points."""
    _owe(tx, tx.returning(_OF_SHOP, {"of_shop": shop_id}))


def is_due(tx: Transaction) -> bool:
    """Whether there is anything for `look_round`: only a look."""
    return tx.first(_CHANGED, {"most": 1}) is not None


def look_round(tx: Transaction, limit: int = 500) -> int:
    """Notice deals that stand otherwise than when they were last looked at: begun, paused, over, sold out."""
    rows = tx.all(_CHANGED, {"most": limit})
    for row in rows:
        stands = {"state_": row.state, "terms": row.terms_id, "left": row.stock}
        tx.write(_NOTED, {"of_deal": row.id, **stands})
    owe_anew(tx, *(Notice(DEAL_CARDS, row.id) for row in rows))
    return len(rows)


def _owe(tx: Transaction, rows: Collection[Found]) -> None:
    owe_anew(tx, *(Notice(DEAL_CARDS, number) for number in sorted({row.deal_id for row in rows})))


def _at(copy: DealCopy) -> dict[str, int | str]:
    return {"bot_": copy.bot, "inline": copy.inline_id}
