"""Posting deals: into which channels a shop's deals go, and what is owed when one is to be posted or taken down."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from catalog.keeping.channels import Channel, channels_of
from catalog.offers import DealLine, DealState
from groupbuys.channels.hushing import Aloud, Silent, Until, voice
from groupbuys.channels.tables import OWED, channel_choice, post
from storage.outbox import CHANNEL, POST, Notice, owe, owe_anew
from storage.transaction import Transaction
from storage.upsert import or_nothing, or_update

_CHOICES = select(channel_choice.c.channel_id).where(
    channel_choice.c.shop_id == bindparam("shop_id"), channel_choice.c.wanted == 0
)
_CHOOSE = or_update(channel_choice, ["shop_id", "channel_id"], ["wanted"])
_MAKE = or_nothing(post, ["deal_id", "channel_id"], OWED).returning(post.c.id)
_ADOPT = (
    update(post)
    .where(
        post.c.deal_id == bindparam("of_deal"),
        post.c.channel_id == bindparam("of_channel"),
        post.c.state == "owed",
        post.c.plan_id.is_(None),
    )
    .values(plan_id=bindparam("by_plan"))
)
_LEAVE = (
    update(post)
    .where(
        post.c.id == bindparam("id_"),
        post.c.shop_id == bindparam("of_shop"),
        post.c.state == "shown",
    )
    .values(state="leaving", stale_at=bindparam("at"), urgent=1, news=post.c.news + 1)
    .returning(post.c.channel_id)
)
_GIVE_UP = (
    update(post)
    .where(
        post.c.id == bindparam("id_"),
        post.c.shop_id == bindparam("of_shop"),
        post.c.state == "owed",
    )
    .values(state="down")
)


def choices(tx: Transaction, shop_id: int) -> tuple[tuple[Channel, bool], ...]:
    """The channels of a shop, and whether its new deals are posted there: all of them, unless somebody said no."""
    unwanted = {row.channel_id for row in tx.all(_CHOICES, {"shop_id": shop_id})}
    return tuple((one, one.id not in unwanted) for one in channels_of(tx, shop_id))


def choose(tx: Transaction, shop_id: int, channel_id: int, *, wanted: bool) -> None:
    """New deals are posted there from now on, or not."""
    row = {"shop_id": shop_id, "channel_id": channel_id, "wanted": int(wanted)}
    tx.write(_CHOOSE[tx.dialect], row)


def post_everywhere(tx: Transaction, deal: DealLine, by: int) -> tuple[Channel, ...]:
    """Owe posts of a new deal to every channel that is chosen; returns to which."""
    wanted = [channel for channel, chosen in choices(tx, deal.shop_id) if chosen]
    return tuple(one for one in wanted if post_deal(tx, deal, one, by) is not None)


def post_deal(
    tx: Transaction, deal: DealLine, channel: Channel, by: int, plan_id: int | None = None
) -> int | None:
    """Owe a post of a deal to a channel of its shop: now, or when the deal starts; its number.

    None for a deal that is over, and where one is owed there already: a second press, also one at the same instant, is
    the same wish. What is owed there is a plan's from then on (`plan_id`), unless it is another plan's.
    """
    if deal.is_over:
        return None
    row = {
        "shop_id": deal.shop_id,
        "deal_id": deal.id,
        "channel_id": channel.id,
        "bot": channel.bot,
        "chat": channel.chat,
        "state": "owed",
        "plan_id": plan_id,
        "made_by": by,
        "made_at": tx.now,
    }
    made = tx.returning(_MAKE[tx.dialect], row)
    if not made:
        _adopt(tx, deal, channel, plan_id)
        return None
    (number,) = (int(one.id) for one in made)
    later = deal.starts_at if deal.state is DealState.SCHEDULED else None
    owe(tx, Notice(POST, number, due_at=later))
    return number


def _adopt(tx: Transaction, deal: DealLine, channel: Channel, plan_id: int | None) -> None:
    if plan_id is not None:
        asked = {"of_deal": deal.id, "of_channel": channel.id}
        tx.write(_ADOPT, {**asked, "by_plan": plan_id})


def goes_out(tx: Transaction, deal: DealLine) -> datetime | None:
    """When a post of this deal that is owed now goes out: None is at once, or when a paused deal goes on."""
    starts = deal.starts_at if deal.state is DealState.SCHEDULED else None
    at = max(tx.now, starts or tx.now)
    match voice(tx, deal.shop_id, at):
        case Until(moment=moment):
            return moment
        case Aloud() | Silent():
            return at if at > tx.now else None


def take_down(tx: Transaction, shop_id: int, post_id: int) -> bool:
    """Delete a post from its channel, or do not send it; False where this shop has no such post standing or owed."""
    asked = {"id_": post_id, "of_shop": shop_id}
    if tx.write(_GIVE_UP, asked):
        return True
    rows = tx.returning(_LEAVE, {**asked, "at": tx.now})
    owe_anew(tx, *(Notice(CHANNEL, row.channel_id) for row in rows))
    return bool(rows)
