"""A shop with an order that somebody has, and keepers who answer for it: the ground of stories about claims."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import select, update

from catalog.keeping import staff
from catalog.keeping.roles import Role
from catalog.tables import shop as shops
from groupbuys.claims import accepting, answering, looking, opening
from groupbuys.claims.model import Claim, ClaimState, Declined, Offer, Taken, Wrong
from groupbuys.claims.tables import claim, claim_step
from groupbuys.fulfilment import fulfilling
from groupbuys.model import Ordered
from groupbuys.tables import purchase
from storage.tables import outbox
from storage.transaction import Transaction
from tests.groupbuys.group import buys
from tests.groupbuys.ledger import audited
from tests.payments.till import works_off
from tests.stories import Town


@dataclass
class Counter:
    """A town where Mei bought something for 20.00, alone; `owner` keeps the shop."""

    town: Town
    buyer: int = 0
    owner: int = 0
    order: int = 0
    number: str = field(default="")

    def __post_init__(self) -> None:
        town = self.town
        self.buyer, self.owner = town.people("Mei", "Olga")
        self.order, self.number = self.buys(self.buyer)
        town.run(lambda tx: staff.engage(tx, town.shop_id, self.owner, Role.OWNER))
        named = update(shops).values(owner_id=self.owner, handover="delivery")
        town.run(lambda tx: tx.write(named))
        works_off(town)

    def buys(self, person: int) -> tuple[int, str]:
        """Somebody buys alone; the order's number in the books and as they read it."""
        wish = buys(self.town, person)
        placed = wish if isinstance(wish, Ordered) else self.town.pay(wish, person)
        assert isinstance(placed, Ordered)
        return placed.order.id, placed.order.number

    def ships(self) -> None:
        """It is sent, and a week goes by."""
        self.town.run(lambda tx: fulfilling.ship(tx, self.town.shop_id, self.order))
        self.town.wind(days=6)

    def hands_out(self) -> None:
        """The buyer fetched it."""
        self.town.run(lambda tx: fulfilling.hand_out(tx, self.town.shop_id, self.number, 1))

    def claims(
        self,
        wrong: Wrong = Wrong.DAMAGED,
        words: str = "It is broken",
        photos: tuple[str, ...] = (),
    ) -> Claim:
        """Mei claims that about it."""
        return taken(
            self.town.run(
                lambda tx: opening.open_claim(tx, self.buyer, self.order, wrong, words, photos)
            )
        )

    def offers(self, of: Claim, new: Offer) -> Claim:
        """The shop offers that."""
        return taken(self.town.run(self.offering(of, new)))

    def offering(self, of: Claim, new: Offer) -> Callable[[Transaction], Taken | Declined]:
        """The turn in which it does."""
        return lambda tx: answering.offer(tx, self.town.shop_id, of.id, self.owner, new)

    def replies(self, of: Claim, words: str = "Sorry") -> Claim:
        """The shop answers in words."""
        shop = self.town.shop_id
        return taken(self.town.run(lambda tx: answering.reply(tx, shop, of.id, self.owner, words)))

    def refunding(self, of: Claim) -> Callable[[Transaction], Taken | Declined]:
        """The turn in which the shop gives all of it back."""
        return lambda tx: answering.refund_all(tx, self.town.shop_id, of.id, self.owner)

    def accepting(self, of: Claim) -> Callable[[Transaction], Taken | Declined]:
        """The turn in which Mei takes what is offered."""
        return lambda tx: accepting.accept(tx, self.buyer, of.id, of.offer_id)

    def accepts(self, of: Claim) -> Claim:
        """Mei takes what is offered."""
        return taken(self.town.run(self.accepting(of)))

    def now(self, of: Claim) -> Claim:
        """The claim as it stands."""
        found = self.town.run(lambda tx: looking.of_buyer(tx, self.buyer, of.id))
        assert found is not None
        return found

    def told(self, person: int, kind: str = "claim") -> int:
        """How often somebody is told of that."""
        wanted = select(outbox.c.id).where(outbox.c.person_id == person, outbox.c.kind == kind)
        return len(self.town.run(lambda tx: tx.all(wanted)))

    def deeds(self) -> list[str]:
        """Every step, as "side deed"."""
        wanted = select(claim_step).order_by(claim_step.c.id)
        return [f"{row.side} {row.deed}" for row in self.town.run(lambda tx: tx.all(wanted))]

    def state(self) -> str:
        """Where the order stands."""
        wanted = select(purchase.c.state).where(purchase.c.id == self.order)
        return str(self.town.run(lambda tx: tx.value(wanted)))

    def balanced(self) -> None:
        """Seats, orders, stock and money agree, and no order has two open claims."""
        audited(self.town)
        open_ = select(claim.c.order_id).where(claim.c.state != ClaimState.CLOSED)
        rows = self.town.run(lambda tx: tx.all(open_))
        assert len(rows) == len(set(rows))


def taken(what: Taken | Declined) -> Claim:
    """The claim after a step that was taken."""
    assert isinstance(what, Taken), what
    return what.claim
