"""A machine that does anything to a shop, in any order: after each step the ledger must be right.

It starts, joins, waits, buys, pays, pays late, twice or the wrong amount, leaves, gives up, gives places away,
lets time pass, ticks, moves late money, returns, edits, pauses and cancels, imports files, and takes leaders' coupons.
"""

import shutil
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from catalog import deals
from catalog.money import Money
from groupbuys import leaving, paying, refunding
from groupbuys.cancelling import cancel_deal
from groupbuys.friends import giving
from groupbuys.friends.giving import Offered
from groupbuys.model import Reason, Refused, ToPay, Wish
from groupbuys.waiting.line import Waits
from tests.coupons.ground import gives, sets_up, takes
from tests.groupbuys import overdue
from tests.groupbuys.group import buys, joins, starts
from tests.groupbuys.ledger import DONE, IN, SOLD, Ledger, audited, read
from tests.groupbuys.shapes import shapes
from tests.groupbuys.supply import Said, Supply
from tests.payments.till import claims, does
from tests.stories import Terms, Town
from tests.waiting.bench import stops, waits

numbers = st.integers(0, 5)
quantities = st.sampled_from([1, 2, 1, 3])
mostly = st.sampled_from([True, True, False])
said = st.sampled_from([60, 60, 20, 5, None, "gone"])


class Shop(RuleBasedStateMachine):
    """Six people, one deal, and every invoice that was ever given out."""

    template: Path

    @initialize(terms=shapes)
    def opens(self, terms: Terms) -> None:
        """A fresh shop, with one of these deals, and one group in it."""
        self._open(terms)
        self.start(0, 0, 1, at_once=True)

    def _open(self, terms: Terms) -> None:
        self.folder = Path(tempfile.mkdtemp())
        file = shutil.copy(self.template, self.folder / "kaituan.db")
        self.town = Town(f"sqlite:///{file}", terms)
        self.persons = self.town.people("Mei", "Bo", "Ana", "Cy", "Dee", "Eve")
        self.supply = Supply(self.town)
        self.ledger: Ledger = audited(self.town)
        self.invoices: list[tuple[int, ToPay]] = []
        self.charges: dict[str, int] = {}
        self.ended = False
        sets_up(self.town, size=2, amount=500, least=1600, days=2, budget=6000)

    @rule(who=numbers, variant=numbers, quantity=quantities, at_once=mostly)
    def start(self, who: int, variant: int, quantity: int, at_once: bool) -> None:  # noqa: FBT001  hypothesis names it
        """Open a group, and pay at once or not yet."""
        wish = starts(self.town, self.persons[who], self._of(variant), quantity)
        self._wished(who, wish, pays=at_once)

    @rule(who=numbers, group=numbers, variant=numbers, quantity=quantities, at_once=mostly)
    def join(self, who: int, group: int, variant: int, quantity: int, at_once: bool) -> None:  # noqa: FBT001  as above
        """Join one."""
        wish = joins(self.town, self.persons[who], self._group(group), self._of(variant), quantity)
        self._wished(who, wish, pays=at_once)

    @rule(who=numbers, variant=numbers, quantity=quantities, at_once=mostly)
    def buy_alone(self, who: int, variant: int, quantity: int, at_once: bool) -> None:  # noqa: FBT001  as above
        """Buy at the solo price."""
        wish = buys(self.town, self.persons[who], self._of(variant), quantity)
        self._wished(who, wish, pays=at_once)

    @rule(who=numbers, group=numbers, others=st.permutations(range(6)))
    def pay_late(self, who: int, group: int, others: list[int]) -> None:
        """A hold runs out, others take what they can of its group and open the next, and then the money comes."""
        number = self._group(group)
        wish = joins(self.town, self.persons[who], number, quantity=2)
        self.wind(16, ticks=True, steps=0)
        for other in others[: self.town.terms.capacity]:
            self._wished(other, joins(self.town, self.persons[other], number), pays=True)
        self.start(others[-1], 0, 1, at_once=True)
        self._wished(who, wish, pays=True)

    @precondition(lambda self: self.invoices)
    @rule(invoice=numbers)
    def pay(self, invoice: int) -> None:
        """In time, late, or a second time: whenever the machine likes."""
        self._told(invoice, f"charge {len(self.charges)}")

    @precondition(lambda self: self.charges)
    @rule(invoice=numbers, charge=st.integers(0, 30))
    def hear_of_it_again(self, invoice: int, charge: int) -> None:
        """A notice of a charge that came before, on whatever invoice."""
        known = list(self.charges)
        self._told(invoice, known[charge % len(known)])

    @precondition(lambda self: self.invoices)
    @rule(invoice=numbers, wrong=st.sampled_from([Money(1, "EUR"), Money(1600, "USD")]))
    def pay_something_else(self, invoice: int, wrong: Money) -> None:
        """Pay what was not asked for (promise 17)."""
        self._told(invoice, f"charge {len(self.charges)}", wrong)

    @precondition(lambda self: self.invoices)
    @rule(invoice=numbers, overtook=st.booleans(), minutes=st.sampled_from([0, 16]))
    def pay_for_nothing(self, invoice: int, overtook: bool, minutes: int) -> None:  # noqa: FBT001  as above
        """Pay an invoice that nobody knows; perhaps its notice comes again when it is known (promises 7 and 18)."""
        charge = f"charge {len(self.charges)}"
        self._told(invoice, charge, token="forged")
        self.wind(minutes, ticks=False, steps=2)
        if overtook:
            self._told(invoice, charge)

    @precondition(lambda self: self.invoices)
    @rule(invoice=numbers, again=st.booleans())
    def keep(self, invoice: int, again: bool) -> None:  # noqa: FBT001  as above
        """Ask for the invoice of a place again, or let it go."""
        who, held = self._invoice(invoice)
        turn = paying.ask_again if again else leaving.give_up
        self.town.run(lambda tx: turn(tx, self.persons[who], held.what, held.id))

    @rule(who=numbers, group=numbers, others=st.permutations(range(6)), quantity=quantities)
    def wait(self, who: int, group: int, others: list[int], quantity: int) -> None:
        """A group is full of people who have not paid, and somebody waits for a place."""
        number = self._group(group)
        for other in others[: self.town.terms.capacity]:
            self._wished(other, joins(self.town, self.persons[other], number), pays=False)
        answer = waits(self.town, self.persons[who], number, quantity=quantity)
        if not isinstance(answer, Waits):
            self._wished(who, answer, pays=False)

    @rule(who=numbers, group=numbers)
    def stop_waiting(self, who: int, group: int) -> None:
        """Wait no longer."""
        stops(self.town, self.persons[who], self._group(group))

    @rule(who=numbers, group=numbers)
    def leave(self, who: int, group: int) -> None:
        """Leave a group."""
        number = self._group(group)
        self.town.run(lambda tx: leaving.leave(tx, self.persons[who], number))

    @precondition(lambda self: any(one.state in IN for one in self.ledger.seats))
    @rule(seat=numbers, friend=numbers, takes=mostly)
    def give(self, seat: int, friend: int, takes: bool) -> None:  # noqa: FBT001  as above
        """Give a place to somebody, who takes it or not yet (promises 9, 13 and 19)."""
        live = [one for one in self.ledger.seats if one.state in IN]
        one = live[seat % len(live)]
        offered = self.town.run(lambda tx: giving.offer(tx, one.person_id, one.id))
        if takes and isinstance(offered, Offered):
            token, who = offered.gift.token, self.persons[friend]
            self.town.run(lambda tx: giving.take(tx, who, token))

    @precondition(lambda self: any(one.state == "unplaced" for one in self.ledger.seats))
    @rule(group=numbers, back=st.booleans())
    def decide(self, group: int, back: bool) -> None:  # noqa: FBT001  hypothesis gives it by name
        """Say where late money goes."""
        seat = next(one for one in self.ledger.seats if one.state == "unplaced")
        target = self._group(group)
        if back:
            self.town.run(lambda tx: paying.take_back(tx, seat.person_id, seat.id))
        else:
            self.town.run(lambda tx: paying.move(tx, seat.person_id, seat.id, target))

    @rule(who=numbers, of=numbers)
    def take_coupon(self, who: int, of: int) -> None:
        """Open one of the packets that were given lately: take one, or be told why not."""
        given = gives(self.town)
        if given:
            takes(self.town, self.persons[who], given[-1 - of % min(3, len(given))])

    @rule(ticks=mostly)
    def sleep(self, ticks: bool) -> None:  # noqa: FBT001  as above
        """A day and a half: holds, groups and then coupons run out."""
        self.wind(36 * 60, ticks=ticks, steps=0)

    @precondition(lambda self: self.ledger.orders)
    @rule(order=numbers)
    def return_order(self, order: int) -> None:
        """Give something back (promise 16)."""
        number = self.ledger.orders[order % len(self.ledger.orders)].id
        self.town.run(lambda tx: refunding.take_back(tx, number))

    @rule(minutes=st.sampled_from([1, 7, 16, 31]), ticks=mostly, steps=st.integers(0, 4))
    def wind(self, minutes: int, ticks: bool, steps: int) -> None:  # noqa: FBT001  as above
        """Let time pass; the scheduler comes by, or not yet, and the provider does some of what it is asked."""
        self.town.wind(minutes=minutes)
        if ticks:
            overdue.ticks(self.town, self.supply.units)
        for step in claims(self.town, steps):
            assert does(self.town, step)

    @precondition(lambda self: not self.ended)
    @rule(who=numbers, price=st.sampled_from([1600, 1500]), capacity=st.integers(2, 4))
    def edit(self, who: int, price: int, capacity: int) -> None:
        """New terms (promise 4), and a pause: nothing new is opened, or bought alone (promise 14)."""
        terms = self.town.terms
        edited = Terms(2, capacity, terms.window, terms.limit, price=price)
        self.town.run(lambda tx: self.town.new_terms(tx, edited))
        if self.town.run(lambda tx: deals.pause(tx, self.town.deal_id)):
            for press in (starts, buys):
                assert press(self.town, self.persons[who]) == Refused(Reason.DEAL_NOT_LIVE)
            self.town.run(lambda tx: deals.resume(tx, self.town.deal_id))

    @rule(first=said, second=said, third=st.sampled_from(["gone", "gone", 60, None]))
    def bring(self, first: Said, second: Said, third: Said) -> None:
        """A file comes: stock appears, disappears and changes, variants come and go (promise 12)."""
        stated = [first, second, third]
        there = {f"T{number}" for number, one in enumerate(stated) if one != "gone"}
        self.supply.bring(stated if there else [60, second, third], self.ledger)

    @precondition(lambda self: not self.ended and len(self.charges) > 20)
    @rule()
    def cancel(self) -> None:
        """Call the deal off (promise 14)."""
        called_off = self.town.run(lambda tx: cancel_deal(tx, self.town.deal_id, "sorry"))
        self.ended = called_off is not None

    @invariant()
    def the_ledger_is_right(self) -> None:
        """After each step."""
        if hasattr(self, "town"):
            self.ledger = audited(self.town, self.supply.units)
            assert sum(self.ledger.money().values()) == sum(self.charges.values()), "promise 21"
            self._limits()

    def _limits(self) -> None:
        """Promise 13: never more than the limit, whatever came late or moved."""
        units: Counter[int] = Counter()
        for seat in self.ledger.seats:
            units[seat.person_id] += seat.quantity * (seat.state in IN | DONE)
        for order in self.ledger.orders:
            if order.seat_id is None and order.state in SOLD | {"held"}:
                units[order.person_id] += order.quantity
        assert max(units.values(), default=0) <= (self.town.terms.limit or 1_000)

    def teardown(self) -> None:
        """Close the shop."""
        if hasattr(self, "town"):
            self.town.database.close()
            shutil.rmtree(self.folder)

    def _wished(self, who: int, wish: Wish, *, pays: bool) -> None:
        if isinstance(wish, ToPay):
            self.invoices.append((who, wish))
            if pays:
                self._told(0, f"charge {len(self.charges)}")

    def _invoice(self, number: int) -> tuple[int, ToPay]:
        """One of the youngest."""
        return self.invoices[-1 - number % min(6, len(self.invoices))]

    def _told(
        self, invoice: int, charge: str, amount: Money | None = None, token: str = ""
    ) -> None:
        who, wish = self._invoice(invoice)
        arrival = self.town.arrival(wish, self.persons[who], amount=amount, charge=charge)
        self.town.take(arrival, token=token)
        self.charges.setdefault(charge, (amount or wish.amount).minor)

    def _of(self, variant: int) -> int:
        return variant % len(self.town.variant_ids)

    def _group(self, number: int) -> int:
        """One that is forming, the youngest first, or now and then one that is not; opened if there is none yet."""
        forming = [key for key, group in self.ledger.groups.items() if group.state == "forming"]
        if not forming:
            self.start(0, 0, 1, at_once=True)
        choice = [*sorted(forming, reverse=True)[:3], max(self.town.run(read).groups, default=1), 1]
        return choice[number % len(choice)]


def test_whatever_happens_seats_stock_and_money_are_each_counted_once(
    sqlite_template: Path,
) -> None:
    """Promises 1 to 9, 12 to 14, 16 to 19 and 21, and the coupons and their funds."""
    Shop.template = sqlite_template
    run_state_machine_as_test(
        Shop,
        settings=settings(
            max_examples=60,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
