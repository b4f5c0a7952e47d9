"""Money whose own turn cannot be taken: written down all the same, in as few steps as that needs."""

from dataclasses import replace

from groupbuys import paying
from groupbuys.facts import lock_person
from groupbuys.model import Taking
from payments import asking, taking
from payments.owing import owe_refunds
from storage.outbox import Notice, owe
from storage.transaction import Transaction

_NO_TOKEN = ""
"""The token of no invoice."""


def take(tx: Transaction, arrival: taking.Arrival) -> Taking:
    """Give money its place as its own turn would have, and owe its payer word of it, once: that turn has no answer."""
    taken = paying.take(tx, arrival)
    payment = taking.of_notice(tx, arrival)
    if payment is not None:
        owe(tx, Notice("rescued", payment.id, payment.person_id))
    return taken


def give_back(tx: Transaction, arrival: taking.Arrival) -> None:
    """Write money down that cannot be given its place, owe it back, and owe its payer that news.

    It is money of no invoice then, in a row of its own: it pays for nothing, its charge is known, and a notice that
    comes again changes nothing. Money that is written down already is left as it is.
    """
    lock_person(tx, arrival.person_id)
    asked = asking.peek(tx, arrival.token)
    if asked is not None:
        arrival = replace(arrival, shop_id=asked.shop_id, provider=asked.provider)
    arrived = taking.arrive(tx, replace(arrival, token=_NO_TOKEN))
    if not isinstance(arrived, taking.KnownAlready | taking.Nothing):
        owe_refunds(tx, [arrived.payment.id], "it could not be given its place")
        owe(tx, Notice("refunding", arrived.payment.id, arrival.person_id))
