"""A shop with as many deals as a story wants, and the clock that posts its round-up: six in the evening in Berlin."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select, update

from catalog.tables import deal, product, product_text, shop, terms, terms_price, variant
from groupbuys.channels import roundup_plans, roundups
from groupbuys.channels.roundup_plans import Plan
from groupbuys.channels.tables import post
from storage.transaction import Transaction
from tests.posts.board import Board

SIX = 18 * 60
"""Minutes after midnight."""

EVENING = datetime(2026, 3, 2, 17, tzinfo=UTC)
"""Six o'clock in Berlin on the Monday on which stories begin."""

DAY = timedelta(days=1)


@dataclass
class Market(Board):
    """A board whose shop has one deal, Oolong tea, and more as the story goes."""

    def offers(
        self,
        title: str,
        ends: timedelta | None = None,
        *,
        stock: int | None = 100,
        price: int = 1600,
    ) -> int:
        """One more live deal, for three people of at most fifty; its number."""
        return self.town.run(lambda tx: self._offer(tx, title, ends, stock, price))

    def _offer(
        self, tx: Transaction, title: str, ends: timedelta | None, stock: int | None, price: int
    ) -> int:
        shop_id = self.town.shop_id
        category = tx.value(select(product.c.category_id))
        values = {"shop_id": shop_id, "category_id": category, "handle": f"{title[:80]}{price}"}
        made = tx.add(insert(product), {**values, "free": stock})
        tx.write(insert(product_text), {"product_id": made, "language": "", "title": title})
        sku = {"product_id": made, "sku": "one", "price": 2000, "free": stock, "imported": stock}
        kind = tx.add(insert(variant), sku)
        number = tx.add(
            insert(deal),
            {
                "shop_id": shop_id,
                "product_id": made,
                "state": "live",
                "starts_at": tx.now,
                "ends_at": None if ends is None else tx.now + ends,
                "created_at": tx.now,
            },
        )
        self._promise(tx, number, kind, price)
        return number

    def reprices(self, deal_id: int, price: int) -> None:
        """New groups of that deal cost so much."""

        def work(tx: Transaction) -> None:
            kind = tx.value(
                select(variant.c.id)
                .join(deal, deal.c.product_id == variant.c.product_id)
                .where(deal.c.id == deal_id)
            )
            self._promise(tx, deal_id, kind, price)

        self.town.run(work)

    def _promise(self, tx: Transaction, deal_id: int, kind: int, price: int) -> None:
        size = {"minimum": 3, "capacity": 50, "window_seconds": 86_400, "created_at": tx.now}
        made = tx.add(insert(terms), {"deal_id": deal_id, **size})
        row = {"terms_id": made, "variant_id": kind, "solo": 2000, "price": price}
        tx.write(insert(terms_price), row)
        tx.write(update(deal).where(deal.c.id == deal_id).values(terms_id=made))

    def stands(self, deal_id: int, **values: object) -> None:
        """That deal stands otherwise now."""
        self.town.run(
            lambda tx: tx.write(update(deal).where(deal.c.id == deal_id).values(**values))
        )

    def has_left(self, deal_id: int, free: int) -> None:
        """So many are left of what that deal sells."""
        ours = select(deal.c.product_id).where(deal.c.id == deal_id).scalar_subquery()
        wanted = update(product).where(product.c.id == ours).values(free=free)
        self.town.run(lambda tx: tx.write(wanted))

    def lives_in(self, zone: str) -> None:
        """The shop lives by another clock."""
        self.town.run(lambda tx: tx.write(update(shop).values(zone=zone)))

    def daily(self, minute: int = SIX) -> None:
        """The shop wants its round-up at that minute of the day."""
        self.town.run(lambda tx: roundup_plans.set_minute(tx, self.town.shop_id, minute))

    def plan(self) -> Plan:
        """What the shop wants."""
        found = self.town.run(lambda tx: roundup_plans.plan(tx, self.town.shop_id))
        assert found is not None
        return found

    def asks(self) -> int:
        """Somebody presses: one now; to how many channels it goes."""
        return self.town.run(lambda tx: roundups.post_now(tx, self.town.shop_id, self.owner))

    async def at(self, moment: datetime) -> None:
        """It is that moment, and everything that is due is done."""
        self.town.now = moment
        await self.work_for(12)

    def wholes(self) -> list[str]:
        """How the round-ups stand, the oldest first."""
        return [row.state for row in self.rows() if row.deal_id is None]

    def line(self, chat: int, deal_id: int) -> int:
        """The number of that deal's line in the newest round-up of a channel: its own link."""
        wanted = (
            select(post.c.id)
            .where(post.c.chat == chat, post.c.deal_id == deal_id, post.c.part_of.is_not(None))
            .order_by(post.c.id.desc())
        )
        return int(self.town.run(lambda tx: tx.value(wanted)))
