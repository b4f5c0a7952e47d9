"""What the operator decides about shops from the command line: who is there, who goes live, who is held back."""

from sqlalchemy import func, select

from catalog.keeping import shopkeeping, staff
from catalog.keeping.roles import Role
from catalog.tables import deal, shop
from flows.links import STAFF
from kaituan.books import there
from kaituan.trouble import Trouble
from storage.transaction import Transaction

_SHOPS = select(shop.c.id, shop.c.name, shop.c.state, shop.c.why).order_by(shop.c.id)
_LIVE = select(deal.c.shop_id, func.count().label("many")).where(deal.c.state == "live")


def shop_rows(tx: Transaction) -> list[tuple[object, ...]]:
    """Each shop: number, name, state with the reason, live deals."""
    live = {row.shop_id: int(row.many) for row in tx.all(_LIVE.group_by(deal.c.shop_id))}
    return [
        (row.id, row.name, f"{row.state}: {row.why}" if row.why else row.state, live.get(row.id, 0))
        for row in tx.all(_SHOPS)
    ]


def owner_link(database: str | None, shop_id: int) -> str:
    """What makes one person the owner of a shop, such as one from a file. Raises Trouble where there is none."""

    def turn(tx: Transaction) -> str:
        if shopkeeping.kept(tx, shop_id) is None:
            raise Trouble(f"There is no shop {shop_id}: kaituan shops lists all.")
        return staff.invite(tx, shop_id, Role.OWNER, by=0)

    with there(database) as books:
        token = books.run_now(turn)
    return f"Whoever sends this to the bot first, within 7 days, owns shop {shop_id}:\n/start {STAFF}{token}"


def approve(database: str | None, shop_id: int) -> str:
    """A shop goes live, or live again; says so. Raises Trouble where there is none, or it is live."""
    with there(database) as books:
        if not books.run_now(lambda tx: shopkeeping.approve(tx, shop_id)):
            raise Trouble(f"Shop {shop_id} is live already, or not there: kaituan shops lists all.")
    return (
        f"Shop {shop_id} is live; its owner is told. Deals that were paused stay so until resumed."
    )


def suspend(database: str | None, shop_id: int, why: str) -> str:
    """A shop is held back; says so. Raises Trouble where there is none, or it is suspended."""
    with there(database) as books:
        if not books.run_now(lambda tx: shopkeeping.suspend(tx, shop_id, why.strip())):
            raise Trouble(
                f"Shop {shop_id} is suspended already, or not there: kaituan shops lists all."
            )
    return f"Shop {shop_id} takes no new groups; those that are open go on. Its owner is told why."
