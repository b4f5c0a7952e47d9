"""What is paid to the shop itself, in words that are true of how the goods come: picked up, delivered, or either."""

from markupsafe import Markup

from catalog.keeping.shopkeeping import Handover
from catalog.money import Money
from flows.texts import Texts


def pays(t: Texts, how: Handover) -> Markup:
    """When one pays."""
    match how:
        case Handover.PICKUP:
            return t.gettext("You pay at pickup.")
        case Handover.DELIVERY:
            return t.gettext("You pay on delivery.")
        case Handover.BOTH:
            return t.gettext("You pay when you get it.")


def owes_nothing(t: Texts, how: Handover) -> Markup:
    """When one pays, and what a group that fails costs."""
    match how:
        case Handover.PICKUP:
            return t.gettext("You pay when you pick up; if a group fails, you owe nothing.")
        case Handover.DELIVERY:
            return t.gettext("You pay on delivery; if a group fails, you owe nothing.")
        case Handover.BOTH:
            return t.gettext("You pay when you get it; if a group fails, you owe nothing.")


def pays_amount(t: Texts, how: Handover, amount: Money) -> Markup:
    """When one pays how much."""
    said = t.money(amount)
    match how:
        case Handover.PICKUP:
            return t.gettext("You pay {amount} at pickup.", amount=said)
        case Handover.DELIVERY:
            return t.gettext("You pay {amount} on delivery.", amount=said)
        case Handover.BOTH:
            return t.gettext("You pay {amount} when you get it.", amount=said)


def to_pay(t: Texts, how: Handover, amount: Money) -> Markup:
    """What is still to be paid, and when."""
    said = t.money(amount)
    match how:
        case Handover.PICKUP:
            return t.gettext("{amount} to pay at pickup.", amount=said)
        case Handover.DELIVERY:
            return t.gettext("{amount} to pay on delivery.", amount=said)
        case Handover.BOTH:
            return t.gettext("{amount} to pay when it is handed over.", amount=said)


def was_paid(t: Texts, how: Handover, amount: Money) -> Markup:
    """What was paid, and when."""
    said = t.money(amount)
    match how:
        case Handover.PICKUP:
            return t.gettext("{amount} was paid at pickup.", amount=said)
        case Handover.DELIVERY:
            return t.gettext("{amount} was paid on delivery.", amount=said)
        case Handover.BOTH:
            return t.gettext("{amount} was paid when it was handed over.", amount=said)
