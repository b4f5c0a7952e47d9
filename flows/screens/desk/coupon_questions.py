"""What a keeper is asked about coupons to share: each with its bounds, values to choose, and what was wrong."""

from collections.abc import Sequence

from markupsafe import Markup

from catalog.money import Money
from flows.faces import Screen
from flows.presses.coupons import BeginFund, EditFund, NewFund, SetFund, ShowFund, ShowFunds
from flows.screens.buttons import button
from flows.screens.shape import paragraphs
from flows.texts import Texts
from groupbuys.coupons.limits import MOST_DAYS, MOST_SIZE, TIMES, Fault
from groupbuys.coupons.model import Fund
from groupbuys.coupons.suggesting import bound, values


def ask_worth(t: Texts, at: NewFund, offered: Sequence[Money], said: Markup | None) -> Screen:
    """What one coupon of a new fund is worth; `said`: why the last value would not do."""
    text = paragraphs(
        said,
        t.gettext("What is one coupon worth? Choose, or type an amount."),
        t.gettext(
            "It never takes off more than half of an order. I ask next from what amount on it is good."
        ),
    )
    ways = tuple(
        button(t.money(one), BeginFund(at.shop_id, at.deal_id, one.minor)) for one in offered
    )
    back = button(t.pgettext("button", "‹ Back"), ShowFunds(at.shop_id))
    return Screen(text, (ways, (back,)))


def ask(t: Texts, at: EditFund, one: Fund, said: Markup | None) -> Screen:
    """Ask for another value; `said`: what came before, or why the last value would not do."""
    ways = tuple(
        button(_value(t, one, at.field, value), SetFund(at.shop_id, at.fund_id, at.field, value))
        for value in values(one, at.field)
    )
    back = button(t.pgettext("button", "‹ Back"), ShowFund(at.shop_id, at.fund_id))
    rows = (ways, (back,)) if ways else ((back,),)
    return Screen(paragraphs(said, *_question(t, at.field, one)), rows)


def _question(t: Texts, field: str, one: Fund) -> tuple[Markup, Markup]:
    """What is asked, and what fits."""
    edge = bound(one, field)
    number, amount = t.number(edge), t.money(Money(edge, one.budget.currency))
    whole = t.gettext("Choose, or type a number from 1 to {n}.", n=number)
    match field:
        case "s":
            return t.gettext("How many coupons does a leader get to give away?"), whole
        case "a":
            return t.gettext("What is one coupon worth?"), t.gettext(
                "Choose, or type an amount up to {amount}. For more, first raise what an order must come to, "
                "or what you set aside.",
                amount=amount,
            )
        case "l":
            return t.gettext("From what amount on is a coupon good?"), t.gettext(
                "Choose, or type {amount} or more: a coupon never takes off more than half of an order.",
                amount=amount,
            )
        case "b":
            return t.gettext("How much do you set aside for these coupons in all?"), t.gettext(
                "Choose, or type {amount} or more: it has to pay for one leader's coupons, and for all that are given.",
                amount=amount,
            )
        case _:
            return t.gettext("For how many days is a coupon good, once somebody took it?"), whole


def begun(t: Texts, one: Fund) -> Markup:
    """The first value is written down."""
    return t.gettext("✅ Each coupon takes {amount} off.", amount=t.money(one.offered.amount))


def _value(t: Texts, one: Fund, field: str, value: int) -> str:
    if field in {"s", "d"}:
        return t.number(value)
    return t.money(Money(value, one.budget.currency))


def unread(t: Texts, field: str) -> Markup:
    """What was typed is no such value."""
    if field == "s":
        return t.gettext("I need a whole number from 1 to {n}.", n=MOST_SIZE)
    if field == "d":
        return t.gettext("I need a whole number of days from 1 to {n}.", n=MOST_DAYS)
    return t.gettext("I could not find an amount of the shop's currency in that.")


def no_amount(t: Texts) -> Markup:
    """A coupon that is worth nothing, or too much."""
    return t.gettext("A coupon has to be worth something, and no fortune.")


def wrong(t: Texts, why: Fault, new: Fund) -> Markup:
    """What is wrong with a fund, and what would be right (promise 35)."""
    terms = new.offered
    match why:
        case Fault.SIZE:
            return unread(t, "s")
        case Fault.DAYS:
            return unread(t, "d")
        case Fault.AMOUNT | Fault.TOO_MUCH:
            return no_amount(t)
        case Fault.LEAST:
            return t.gettext(
                "A coupon never takes off more than half of an order: for {amount} off, it has to come to "
                "{least} or more.",
                amount=t.money(terms.amount),
                least=t.money(terms.amount * TIMES),
            )
        case Fault.SMALL_BUDGET:
            return t.gettext(
                "That does not pay for one leader's coupons: set aside at least {amount}.",
                amount=t.money(terms.amount * terms.size),
            )
        case Fault.GIVEN_AWAY:
            return t.gettext(
                "{amount} of it is used, or promised to people already: set aside at least that much.",
                amount=t.money(new.aside + new.spent),
            )
