"""The machine of a whole life: everything that happens to seats, and everything that happens to their money elsewhere.

It does what the machine of the heart does, but money comes through two real adapters from their providers' stand-ins,
goes back there, and the line, the mail, the workers and whoever runs the shop are as bad as they can be.
"""

import sys
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from catalog.money import Money
from groupbuys import choosing, idle_pages
from groupbuys.model import ToPay, Wish
from groupbuys.running_out import capture_due
from payments import finding
from payments.account import Kind, kind_of
from tests.groupbuys import overdue
from tests.groupbuys.group import joins
from tests.groupbuys.ledger import audited
from tests.groupbuys.test_machine import Shop, mostly, numbers
from tests.money.audit import Audit, theirs
from tests.money.exchange import Exchange
from tests.money.mail import Letter, astray, charge_of
from tests.money.shapes import deals, mishaps, ways
from tests.money.weather import Mishap
from tests.stories import Terms

_UNTIL_ALL_IS_OVER = (16, 16, *([20 * 60] * 14), 16, 61, 26 * 60, 61, 61)
"""Minutes: holds, then groups of ten days and the holds of their cards, what was stuck for a day, and what comes of it.

Whoever comes by each twenty hours captures every hold a day before it runs out.
"""
_ALL = 400


class Life(Shop):
    """The same six people, with the ways to pay of their shop."""

    ends: ClassVar[int] = 0
    """How many lives were followed to their end."""

    @initialize(terms=deals, kinds=ways)
    def opens(self, terms: Terms, kinds: tuple[Kind, ...]) -> None:
        """A fresh shop with these ways to pay, and one group in it."""
        self._open(terms)
        self.letters: dict[str, Letter] = {}
        self.strange: set[str] = set()
        self.slow, self.way = False, 0
        self._numbers = count(1)
        self.exchange = Exchange(self.town, kinds)
        self._begin()
        self.start(0, 0, 1, at_once=True)

    def _begin(self) -> None:
        """What a part of the machine needs from the start."""

    @rule(way=numbers)
    def prefer(self, way: int) -> None:
        """From now on people choose another way to pay."""
        self.way = way

    @precondition(lambda self: self.invoices)
    @rule(invoice=numbers, account=numbers, pays=mostly)
    def pay_otherwise(self, invoice: int, account: int, pays: bool) -> None:  # noqa: FBT001  hypothesis names it
        """Choose another way for a place, perhaps after it was paid in one (promise 7)."""
        who, held = self._invoice(invoice)
        kinds = list(self.exchange.accounts.values())
        number = kinds[account % len(kinds)].id if kinds else 0
        person = self.persons[who]
        due = self.town.run(lambda tx: choosing.pay_by(tx, person, held.what, held.id, number))
        if isinstance(due, ToPay) and due.token:
            self._asked(who, due, pays=pays)

    @precondition(lambda self: self.invoices)
    @rule(invoice=numbers, more=st.sampled_from([1, -1, -1600, -1601, -5000]), alien=st.booleans())
    def pay_slightly_wrong(self, invoice: int, more: int, alien: bool) -> None:  # noqa: FBT001  as above
        """One minor unit too much or too little, nothing, less than nothing, or another currency (promise 17)."""
        _, due = self._invoice(invoice)
        currency = "USD" if alien else due.amount.currency
        self._told(invoice, f"charge {len(self.charges)}", Money(due.amount.minor + more, currency))

    @precondition(lambda self: self.invoices)
    @rule(invoice=numbers, payer=numbers)
    def pay_for_another(self, invoice: int, payer: int) -> None:
        """An invoice was forwarded, and somebody else pays it."""
        _, due = self._invoice(invoice)
        if kind_of(due.provider) is not Kind.STRIPE:
            self.exchange.pays_invoice(due, self.persons[payer], due.amount)
            self._posted(f"charge {len(self.charges)}")

    @rule(who=numbers, group=numbers, ways=st.permutations(range(3)))
    def pay_in_every_way(self, who: int, group: int, ways: list[int]) -> None:
        """Somebody has an invoice and a page open for one place, and pays them all: one has it, the rest goes back."""
        wish, begun = joins(self.town, self.persons[who], self._group(group)), len(self.invoices)
        self._wished(who, wish, pays=False)
        for way in ways if len(self.invoices) > begun else ():
            self.pay_otherwise(0, way, pays=False)
        for invoice in range(len(self.invoices) - begun):
            self._told(invoice, f"charge {len(self.charges)}")

    @rule(slow=st.booleans())
    def slow_down(self, slow: bool) -> None:  # noqa: FBT001  as above
        """Notices come late from now on, or at once."""
        self.slow = slow
        self._mail()

    @precondition(lambda self: self.exchange.mail.waiting)
    @rule(letter=st.integers(0, 9), times=st.sampled_from([1, 1, 2, 5]))
    def post(self, letter: int, times: int) -> None:
        """One of the notices comes, whichever; five times over several connections at one moment (promise 18)."""
        waiting = self.exchange.mail.waiting
        self.exchange.at_once(waiting[letter % len(waiting)], times)

    @precondition(lambda self: self.exchange.mail.come)
    @rule(letter=st.integers(0, 30), anew=st.booleans())
    def post_again(self, letter: int, anew: bool) -> None:  # noqa: FBT001  as above
        """A notice that came before comes again, perhaps under a number of its own."""
        come = self.exchange.mail.come
        known = come[-1 - letter % len(come)]
        if anew:
            known = replace(known, id=f"{known.id}again{next(self._numbers)}")
        self.exchange.delivers(known)

    def _wished(self, who: int, wish: Wish, *, pays: bool) -> None:
        """Somebody has a place kept: they choose a way to pay if there are several, and may pay at once."""
        if isinstance(wish, ToPay) and wish.ways:
            number = wish.ways[self.way % len(wish.ways)].id
            person, held = self.persons[who], wish
            wish = self.town.run(lambda tx: choosing.pay_by(tx, person, held.what, held.id, number))
        if isinstance(wish, ToPay) and wish.token:
            self._asked(who, wish, pays=pays)

    def _asked(self, who: int, due: ToPay, *, pays: bool) -> None:
        self.invoices.append((who, due))
        if kind_of(due.provider) is Kind.STRIPE:
            self.exchange.opens(due.token)
        if pays:
            self._told(0, f"charge {len(self.charges)}")

    def _told(
        self, invoice: int, charge: str, amount: Money | None = None, token: str = ""
    ) -> None:
        """An invoice is paid at its provider, and the shop is told of that, at once or later."""
        who, due = self._invoice(invoice)
        if charge in self.letters:
            self.exchange.delivers(self.letters[charge])
            return
        if kind_of(due.provider) is Kind.STRIPE:
            self.exchange.pays_page(due.token, amount or due.amount)
        else:
            self.exchange.pays_invoice(due, self.persons[who], amount or due.amount)
        self._posted(charge, token)

    def _posted(self, charge: str, token: str = "") -> None:
        """What was just paid is on its way to the shop; under another `token` if there is one."""
        mail = self.exchange.mail
        letter = mail.waiting[-1] if mail.waiting else None
        if letter is not None and charge_of(letter) and letter not in self.letters.values():
            self.letters[charge] = letter
            self.charges[charge] = 0
            if token:
                mail.waiting[-1] = astray(letter, token)
        self._mail()

    def _mail(self) -> None:
        while self.exchange.mail.waiting and not self.slow:
            self.exchange.delivers(self.exchange.mail.waiting[0])

    @rule(minutes=st.sampled_from([1, 7, 16, 31]), ticks=mostly, steps=st.integers(0, 6))
    def wind(self, minutes: int, ticks: bool, steps: int) -> None:  # noqa: FBT001  as above
        """Let time pass, here and at the providers; the scheduler comes by, or not yet, and the till asks a little."""
        self.town.wind(minutes=minutes)
        self.exchange.world.wind(0)
        self._mail()
        if ticks:
            self.town.run(lambda tx: capture_due(tx, _ALL))
            self.town.run(lambda tx: idle_pages.end(tx, _ALL))
            overdue.ticks(self.town, self.supply.units)
            self.exchange.ends_pages()
        self.exchange.works_off(steps)
        self._mail()

    @rule(days=st.sampled_from([1, 3, 6]), steps=st.integers(0, 6))
    def days_pass(self, days: int, steps: int) -> None:
        """Cards' holds come near their end, and are captured before it by the written rule."""
        self.wind(days * 24 * 60, ticks=True, steps=steps)

    @rule(coming=mishaps, kind=st.sampled_from([Kind.TELEGRAM, Kind.STRIPE]))
    def storm(self, coming: list[Mishap], kind: Kind) -> None:
        """The next requests to a provider go wrong like this (promise 19)."""
        self.exchange.weather[kind].next[:] = coming

    @rule(minutes=st.sampled_from([60, 60, 600]))
    def go_down(self, minutes: int) -> None:
        """Nobody answers for an hour, or for ten."""
        self.exchange.goes_down(timedelta(minutes=minutes))

    @invariant()
    def the_ledger_is_right(self) -> None:
        """After each step: seats, stock and coupons; our books within themselves; our books and the providers'."""
        if hasattr(self, "exchange"):
            self.ledger = audited(self.town, self.supply.units)
            wrong = Audit(self.exchange, self.ledger, self.strange).complaints()
            assert wrong == [], wrong
            self._limits()

    def teardown(self) -> None:
        """Follow all money to its end, unless something was found on the way; then close the shop."""
        if hasattr(self, "exchange"):
            try:
                if sys.exc_info()[0] is None:
                    self._follow_to_the_end()
            finally:
                self.exchange.close()
        super().teardown()

    def _follow_to_the_end(self) -> None:
        """Let time pass, with everybody back: what is not at its end then is named as stuck, and for a reason."""
        self.slow = False
        self.exchange.clears_up()
        before = self._lapsed()
        for minutes in _UNTIL_ALL_IS_OVER:
            self.wind(minutes, ticks=True, steps=_ALL)
            self.the_ledger_is_right()
        barred = {one for weather in self.exchange.weather.values() for one in weather.barred}
        assert self._lapsed() <= before | barred | self.strange, "a hold ran out under our eyes"
        known = self.strange | before | barred
        left = {one.id: one for one in self.ledger.steps if one.done_at is None}
        named = {one.id: one for one in self.town.run(finding.stuck)}
        assert left.keys() == named.keys(), (
            f"what is left is named, and nothing else: {left}, {named}"
        )
        unknown = [one for one in named.values() if one.charge not in known]
        assert unknown == [], unknown
        moving = {one.payment_id for one in left.values()}
        states = {one.state for one in self.ledger.payments.values() if one.id not in moving}
        assert states <= {"asked", "captured", "refunded"}, states
        kept = [one for one in self.ledger.seats if one.state in {"held", "paid", "unplaced"}]
        assert kept == [], kept
        type(self).ends += 1

    def _lapsed(self) -> set[str]:
        """Charges whose money the bank let go, since nobody had captured it in time."""
        return {charge for charge, one in theirs(self.exchange).items() if one.lapsed}
