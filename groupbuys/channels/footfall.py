"""Who came through which post: opened its link, joined, started a group or bought afterwards, paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, literal, or_, select

from catalog.keeping.tables import channel
from groupbuys.channels.posts import Post
from groupbuys.channels.tables import post, post_visit
from groupbuys.tables import group_buy, purchase, seat
from storage.transaction import Found, Transaction
from storage.upsert import or_nothing

_KNOWN = select(post_visit.c.post_id, post_visit.c.first).where(
    post_visit.c.person_id == bindparam("person_id"),
    post_visit.c.deal_id == bindparam("deal_id"),
    or_(post_visit.c.first == 1, post_visit.c.post_id == bindparam("post_id")),
)
_VISIT = or_nothing(post_visit, ["post_id", "person_id"])


def _seat(more: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        select(seat.c.id)
        .where(
            seat.c.person_id == post_visit.c.person_id,
            seat.c.deal_id == post_visit.c.deal_id,
            seat.c.created_at >= post_visit.c.at,
            more,
        )
        .exists()
    )


def _alone(more: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        select(purchase.c.id)
        .where(
            purchase.c.person_id == post_visit.c.person_id,
            purchase.c.deal_id == post_visit.c.deal_id,
            purchase.c.created_at >= post_visit.c.at,
            purchase.c.seat_id.is_(None),
            more,
        )
        .exists()
    )


_ANY = literal(value=True)
_JOINED = or_(_seat(_ANY), _alone(_ANY))
_STARTED = _seat(
    select(group_buy.c.id)
    .where(group_buy.c.id == seat.c.group_buy_id, group_buy.c.created_at == seat.c.created_at)
    .exists()
)
"""Whose seat is as old as its group buy: they opened it, whoever leads it now."""
_PAID = or_(_seat(seat.c.paid_at.is_not(None)), _alone(purchase.c.placed_at.is_not(None)))


def _counted(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.sum(case((and_(post_visit.c.first == 1, condition), 1), else_=0))


def _people(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.count(case((condition, post_visit.c.person_id)).distinct())


def _figures(*by: ColumnElement[Any]) -> Select[Any]:
    return (
        select(
            *by,
            func.count().label("opened"),
            _counted(_JOINED).label("joined"),
            _counted(_PAID).label("paid"),
            _counted(_STARTED).label("started"),
        )
        .select_from(post_visit)
        .group_by(*by)
    )


_PERIOD = and_(
    post_visit.c.shop_id == bindparam("shop_id"),
    post_visit.c.at >= bindparam("since"),
    post_visit.c.at < bindparam("until"),
)
_OF_DEAL = _figures(post_visit.c.post_id).where(
    post_visit.c.shop_id == bindparam("shop_id"), post_visit.c.deal_id == bindparam("deal_id")
)
_WHOLE = func.coalesce(post.c.part_of, post.c.id)
_OF_ROUNDUPS = (
    select(
        _WHOLE.label("roundup_id"),
        _people(_ANY).label("opened"),
        _people(and_(post_visit.c.first == 1, _JOINED)).label("joined"),
        _people(and_(post_visit.c.first == 1, _PAID)).label("paid"),
        _people(and_(post_visit.c.first == 1, _STARTED)).label("started"),
    )
    .join_from(post_visit, post, post.c.id == post_visit.c.post_id)
    .where(
        post_visit.c.shop_id == bindparam("shop_id"),
        or_(
            post.c.id.in_(bindparam("ids", expanding=True)),
            post.c.part_of.in_(bindparam("ids", expanding=True)),
        ),
    )
    .group_by(_WHOLE)
)
_BY_POST = (
    _figures(post.c.id, func.coalesce(post.c.deal_id, 0).label("deal_id"), post.c.channel_id)
    .join(post, post.c.id == post_visit.c.post_id)
    .where(_PERIOD)
    .order_by(post.c.id)
)
_BY_CHANNEL = (
    _figures(channel.c.id, channel.c.title)
    .join(post, post.c.id == post_visit.c.post_id)
    .join(channel, channel.c.id == post.c.channel_id)
    .where(_PERIOD)
    .order_by(channel.c.id)
)


@dataclass(frozen=True, slots=True)
class Figures:
    """People: so many opened the link; of those who came first through here, so many joined or bought, and paid.

    `started`: those of them who began a group buy themselves; they have joined, too.
    """

    opened: int = 0
    joined: int = 0
    paid: int = 0
    started: int = 0


@dataclass(frozen=True, slots=True)
class PostFigures:
    """The figures of one post."""

    post_id: int
    deal_id: int
    channel_id: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """The figures of all posts in one channel."""

    channel_id: int
    title: str
    figures: Figures


def followed(tx: Transaction, through: Post, person_id: int) -> None:
    """Somebody followed a post's link. Each post counts them once; the first of a deal gets the credit (promise 33)."""
    who = {"person_id": person_id, "deal_id": through.deal_id, "post_id": through.id}
    known = tx.all(_KNOWN, who)
    if any(row.post_id == through.id for row in known):
        return
    credit = int(not known and through.deal_id > 0)
    row = {**who, "shop_id": through.shop_id, "first": credit, "at": tx.now}
    tx.write(_VISIT[tx.dialect], row)


def of_deal(tx: Transaction, shop_id: int, deal_id: int) -> Mapping[int, Figures]:
    """What each post of a deal has brought so far, by the post's number; one that nobody opened is not named."""
    rows = tx.all(_OF_DEAL, {"shop_id": shop_id, "deal_id": deal_id})
    return {row.post_id: _read(row) for row in rows}


def of_roundups(tx: Transaction, shop_id: int, roundup_ids: Sequence[int]) -> Mapping[int, Figures]:
    """What these round-ups brought, by their numbers: people, each once, however many lines of one they followed."""
    if not roundup_ids:
        return {}
    rows = tx.all(_OF_ROUNDUPS, {"shop_id": shop_id, "ids": list(roundup_ids)})
    return {row.roundup_id: _read(row) for row in rows}


def figures_of(
    tx: Transaction, shop_id: int, since: datetime, until: datetime
) -> Sequence[PostFigures]:
    """What each post of a shop brought of people who opened it in this time; what they did later counts too."""
    rows = tx.all(_BY_POST, {"shop_id": shop_id, "since": since, "until": until})
    return tuple(PostFigures(row.id, row.deal_id, row.channel_id, _read(row)) for row in rows)


def figures_by_channel(
    tx: Transaction, shop_id: int, since: datetime, until: datetime
) -> Sequence[ChannelFigures]:
    """The same for each channel. Who opened several posts of one channel counts once for each."""
    rows = tx.all(_BY_CHANNEL, {"shop_id": shop_id, "since": since, "until": until})
    return tuple(ChannelFigures(row.id, row.title, _read(row)) for row in rows)


def _read(row: Found) -> Figures:
    return Figures(row.opened, int(row.joined), int(row.paid), int(row.started))
