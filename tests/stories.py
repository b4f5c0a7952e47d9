"""A small shop with people in it, made through the real services: the ground that stories stand on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Self, TypeVar

from sqlalchemy import insert

from catalog.ladder.ladder_tables import terms_step
from catalog.leader_reward import LeaderReward
from catalog.money import Money
from catalog.tables import (
    category,
    category_text,
    deal,
    product,
    product_text,
    shop,
    terms,
    terms_price,
    variant,
    variant_text,
)
from groupbuys import paying
from groupbuys.model import Seated, Taking, ToPay, Wish
from groupbuys.rewards import auditing
from payments import ledger
from payments.taking import Arrival
from people.meeting import Greeting, meet
from storage.database import Database
from storage.transaction import Transaction

T = TypeVar("T")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday at noon."""

BOT = 1_000_001


@dataclass
class Terms:
    """What a story's deal promises; money in cents."""

    minimum: int = 3
    capacity: int = 3
    window: timedelta = timedelta(hours=24)
    limit: int | None = None
    ends_after: timedelta | None = None
    solo: int = 2000
    price: int = 1600
    stock: int | None = None
    variants: tuple[str, ...] = ("",)
    provider: str = "sandbox"
    newcomers: bool = False
    extension: timedelta | None = None
    steps: Mapping[int, int] = field(default_factory=dict)
    reward: LeaderReward | None = None


@dataclass
class Town:
    """A database with a shop, one product with one deal, and a clock that only goes when it is wound."""

    url: str
    terms: Terms = field(default_factory=Terms)
    now: datetime = NOON
    shop_id: int = 0
    deal_id: int = 0
    product_id: int = 0
    variant_ids: tuple[int, ...] = ()
    last: Arrival | None = None
    made_up: bool = False
    """Whether a story wrote rows of payments itself, so that the ledger cannot know of them."""
    _charges: "count[int]" = field(default_factory=count)
    _people: "count[int]" = field(default_factory=lambda: count(101))

    def __post_init__(self) -> None:
        self.database = Database(self.url, lambda: self.now)
        self.run(self._build)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None and not self.made_up:
                self.balances()
        finally:
            self.database.close()

    def balances(self) -> None:
        """Promise 21: the ledger says of each payment what the payment itself says, and nothing is missing."""
        wrong = [one for one in self.run(ledger.balance) if not one.balanced]
        assert wrong == [], wrong
        assert self.run(auditing.complaints) == []

    def run(self, work: Callable[[Transaction], T]) -> T:
        """Run one turn."""
        return self.database.run_now(work)

    def wind(self, **span: float) -> None:
        """Let time pass: hours=, minutes=, seconds= ..."""
        self.now += timedelta(**span)

    def person(self, name: str = "Mei", language: str = "en") -> int:
        """Somebody new, reached in a private chat; returns their number."""
        external = next(self._people)
        greeting = Greeting("telegram", external, name, None, language, BOT, external)
        return self.run(lambda tx: meet(tx, greeting).id)

    def people(self, *names: str) -> list[int]:
        """Several of them."""
        return [self.person(name) for name in names]

    def pay(self, wish: Wish, by: int, *, amount: Money | None = None, charge: str = "") -> Taking:
        """Pay the invoice of a held place, as the messenger would tell us."""
        assert isinstance(wish, ToPay), wish
        return self.take(self.arrival(wish, by, amount=amount, charge=charge))

    def take(self, arrival: Arrival, *, token: str = "") -> Taking:
        """Be told of a payment, under its own token or another."""
        told = replace(arrival, token=token or arrival.token)
        self.last = told
        return self.run(lambda tx: paying.take(tx, told))

    def again(self) -> Taking:
        """Be told of the last payment once more."""
        assert self.last is not None
        return self.take(self.last)

    def arrival(
        self, wish: ToPay, by: int, *, amount: Money | None = None, charge: str = ""
    ) -> Arrival:
        """The notice of a payment."""
        number = charge or f"charge-{next(self._charges)}"
        return Arrival(
            token=wish.token,
            person_id=by,
            amount=amount or wish.amount,
            charge=number,
            receipt=f"receipt of {number}",
            shop_id=self.shop_id,
            provider=self.terms.provider,
        )

    def seated(self, wish: Wish, by: int) -> Seated:
        """Pay, and be seated."""
        taking = self.pay(wish, by)
        assert isinstance(taking, Seated), taking
        return taking

    def _build(self, tx: Transaction) -> None:
        wanted = self.terms
        self.shop_id = shop_id = tx.add(
            insert(shop),
            {
                "name": "Corner shop",
                "currency": "EUR",
                "zone": "Europe/Berlin",
                "provider": wanted.provider,
                "created_at": tx.now,
            },
        )
        category_id = tx.add(insert(category), {"shop_id": shop_id, "slug": "tea"})
        tx.write(insert(category_text), {"category_id": category_id, "language": "", "name": "Tea"})
        self.product_id = self._product(tx, shop_id, category_id)
        self.deal_id = tx.add(
            insert(deal),
            {
                "shop_id": shop_id,
                "product_id": self.product_id,
                "state": "live",
                "starts_at": tx.now,
                "ends_at": None if wanted.ends_after is None else tx.now + wanted.ends_after,
                "created_at": tx.now,
            },
        )
        self.new_terms(tx, wanted)

    def _product(self, tx: Transaction, shop_id: int, category_id: int) -> int:
        wanted = self.terms
        several = len(wanted.variants)
        stock = None if wanted.stock is None else wanted.stock * several
        values = {"shop_id": shop_id, "category_id": category_id, "handle": "oolong"}
        made = tx.add(insert(product), {**values, "variants": several, "free": stock})
        tx.write(insert(product_text), {"product_id": made, "language": "", "title": "Oolong tea"})
        self.variant_ids = tuple(
            tx.add(
                insert(variant),
                {
                    "product_id": made,
                    "sku": f"T{number}",
                    "price": wanted.solo,
                    "free": wanted.stock,
                    "imported": wanted.stock,
                },
            )
            for number in range(several)
        )
        for number, label in zip(self.variant_ids, wanted.variants, strict=True):
            tx.write(insert(variant_text), {"variant_id": number, "language": "", "label": label})
        return made

    def new_terms(self, tx: Transaction, wanted: Terms) -> None:
        """Put new terms on the deal, as a merchant who edits it does."""
        made = tx.add(
            insert(terms),
            {
                "deal_id": self.deal_id,
                "minimum": wanted.minimum,
                "capacity": wanted.capacity,
                "window_seconds": int(wanted.window.total_seconds()),
                "limit_per_person": wanted.limit,
                "newcomers": int(wanted.newcomers),
                "extension_seconds": wanted.extension and int(wanted.extension.total_seconds()),
                "reward_kind": wanted.reward and wanted.reward.kind.value,
                "reward_value": wanted.reward and wanted.reward.value,
                "created_at": tx.now,
                "ladder": len(wanted.steps),
            },
        )
        for number in self.variant_ids:
            row = {"terms_id": made, "variant_id": number}
            for people, price in wanted.steps.items():
                tx.write(insert(terms_step), {**row, "people": people, "price": price})
            tx.write(insert(terms_price), {**row, "solo": wanted.solo, "price": wanted.price})
        tx.write(deal.update().where(deal.c.id == self.deal_id).values(terms_id=made))
