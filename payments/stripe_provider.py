"""Stripe: money is held at payment on a page of theirs, captured on success, let go or refunded on failure.

Each step looks at the payment first and asks for what is missing. That is how asking again does nothing twice: Stripe
forgets its idempotency keys after a day (Stripe API, "Idempotent requests"), and our refunds try for longer.
"""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from catalog.money import Money
from payments.links import Asked, Link
from payments.port import Answer, Done, Later, Listed, Rejected
from payments.stripe_amounts import Unsayable
from payments.stripe_checkouts import key_of, session_of
from payments.stripe_reading import Moved, capture_of, listed_of, refund_of, refund_of_charge
from payments.stripe_shapes import Charge, Intent, Intents, Refund, Refunds, Session

if TYPE_CHECKING:
    import httpx
    from stripe.params import PaymentIntentListParams, RefundCreateParams, RefundListParams

    from payments.stripe_wire import Line, Work

BASE = "https://api.stripe.com"
WINDOW = timedelta(days=7)
"""How long a card's hold lasts: Stripe, "Place a hold on a payment method". Some cards say another time."""

_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_INTENT = re.compile(r"pi_\w{1,200}", re.ASCII)
_CHARGE = re.compile(r"(ch|py)_\w{1,200}", re.ASCII)
_SESSION = re.compile(r"cs_\w{1,200}", re.ASCII)
_MOST = 100
"""Of a list in one answer: the most that Stripe gives."""

S = TypeVar("S", bound=BaseModel)
A = TypeVar("A")


class StripeProvider:
    """One Stripe account, by its secret key; `name` is what stands in the books. Close it when done.

    A payment goes by its PaymentIntent's number; one that somebody else made for us, by its charge's, and all that can
    be done about it is to give it back. Raises ValueError for a key that cannot be one.
    """

    window = WINDOW

    def __init__(
        self,
        name: str,
        secret_key: str,
        base: str = BASE,
        transport: "httpx.AsyncBaseTransport | None" = None,
    ) -> None:
        if not _KEY.fullmatch(secret_key):
            raise ValueError("a Stripe key is made of plain letters, digits and _")
        self._name = name
        self._account = (secret_key, base, transport)
        self._line: Line | None = None
        self._dialling = asyncio.Lock()

    @property
    def name(self) -> str:
        """The name that stands in the books."""
        return self._name

    async def checkout(self, asked: Asked) -> Link | Later | Rejected:
        """The page to pay on; asking for the very same again gives the same."""
        try:
            params = session_of(asked)
        except Unsayable as error:
            return Rejected(str(error))
        key = key_of(asked, params)
        found = await self._ask(
            Session, lambda v1: v1.checkout.sessions.create_async(params, {"idempotency_key": key})
        )
        if not isinstance(found, Session):
            return _settled(found)
        if found.url is None:
            return Rejected("Stripe made a session without a page")
        return Link(found.url, found.id, datetime.fromtimestamp(found.expires_at, UTC))

    async def expire(self, session: str) -> Answer:
        """End a page. Done where it has ended already, be it by a payment."""
        if not _SESSION.fullmatch(session):
            return Rejected("that is no number of a page to pay on")
        found = await self._ask(Session, lambda v1: v1.checkout.sessions.retrieve_async(session))
        if isinstance(found, Session) and found.status == "open":
            found = await self._ask(
                Session,
                lambda v1: v1.checkout.sessions.expire_async(
                    session, options={"idempotency_key": f"expire-{session}"}
                ),
            )
        return Done() if isinstance(found, Session) else _settled(found)

    async def capture(self, charge: str, amount: Money, key: str) -> Answer:
        """Take `amount` for good, which may be less than is held: Stripe lets the rest go."""
        answer = await self._capture(charge, amount, key)
        if isinstance(answer, Moved):
            answer = await self._capture(charge, amount, key)
        return _settled(answer)

    async def give_back(self, charge: str, amount: Money, key: str) -> Answer:
        """Let all go that is only held, or refund `amount` of what was captured; what is back already is Done."""
        answer = await self._give_back(charge, amount, key)
        if isinstance(answer, Moved):
            answer = await self._give_back(charge, amount, key)
        return _settled(answer)

    async def listed(self, since: datetime, until: datetime) -> Sequence[Listed] | Later | Rejected:
        """Every payment that was begun in that time and held some money, the oldest first; whole seconds.

        Those that name no invoice of ours are left out: an account may serve another shop as well.
        """
        found: list[Intent] = []
        while True:
            page = await self._ask(Intents, _page_of_intents(since, until, found))
            if not isinstance(page, Intents):
                return _settled(page)
            found += page.data
            if not page.has_more or not page.data:
                break
        try:
            told = [listed_of(intent) for intent in reversed(found)]
            return [one for one in told if one is not None and one.token]
        except Unsayable as error:
            return Rejected(str(error))

    async def runs_out_at(self, charge: str) -> datetime | Later | Rejected:
        """When what is held goes back by itself: as the card's bank says, or after the usual time."""
        intent = await self._look(charge)
        if not isinstance(intent, Intent):
            return _settled(intent)
        told = intent.charge and intent.charge.runs_out_at
        return told or datetime.fromtimestamp(intent.created, UTC) + self.window

    async def close(self) -> None:
        """Close the connections."""
        if self._line is not None:
            await self._line.close()

    async def _capture(self, charge: str, amount: Money, key: str) -> Answer | Moved:
        intent = await self._look(charge)
        if not isinstance(intent, Intent):
            return intent
        wanted = capture_of(intent, amount)
        if not isinstance(wanted, int):
            return wanted
        done = await self._ask(
            Intent,
            lambda v1: v1.payment_intents.capture_async(
                charge, {"amount_to_capture": wanted}, {"idempotency_key": key}
            ),
        )
        if not isinstance(done, Intent):
            return done
        settled = capture_of(done, amount)
        return Later("not captured yet") if isinstance(settled, int) else settled

    async def _give_back(self, charge: str, amount: Money, key: str) -> Answer | Moved:
        if _CHARGE.fullmatch(charge):
            return await self._give_charge_back(charge, amount, key)
        intent = await self._look(charge)
        if not isinstance(intent, Intent):
            return intent
        if intent.status == "requires_capture":
            gone = await self._ask(
                Intent,
                lambda v1: v1.payment_intents.cancel_async(
                    charge, options={"idempotency_key": f"{key}-cancel"}
                ),
            )
            return Done() if isinstance(gone, Intent) else gone
        refunds = await self._refunds(charge)
        if not isinstance(refunds, list):
            return refunds
        wanted = refund_of(intent, refunds, amount, key)
        return await self._refund(charge, *wanted, key) if isinstance(wanted, tuple) else wanted

    async def _give_charge_back(self, number: str, amount: Money, key: str) -> Answer | Moved:
        charge = await self._ask(Charge, lambda v1: v1.charges.retrieve_async(number))
        if not isinstance(charge, Charge):
            return charge
        refunds = await self._refunds(number)
        if not isinstance(refunds, list):
            return refunds
        wanted = refund_of_charge(charge, refunds, amount, key)
        return await self._refund(number, *wanted, key) if isinstance(wanted, tuple) else wanted

    async def _refund(self, charge: str, amount: int, times: int, key: str) -> Answer | Moved:
        """Refund, under our key, which Stripe keeps beside the refund; each time that failed needs a new one."""
        again = f"-{times + 1}" if times else ""
        params: RefundCreateParams = {"amount": amount, "metadata": {"key": key}}
        params["charge" if _CHARGE.fullmatch(charge) else "payment_intent"] = charge
        made = await self._ask(
            Refund,
            lambda v1: v1.refunds.create_async(params, {"idempotency_key": f"{key}{again}"}),
        )
        if not isinstance(made, Refund):
            return made
        return Rejected(f"the refund is {made.status}") if made.came_to_nothing else Done()

    async def _refunds(self, charge: str) -> list[Refund] | Later | Rejected | Moved:
        found: list[Refund] = []
        while True:
            page = await self._ask(Refunds, _page_of_refunds(charge, found))
            if not isinstance(page, Refunds):
                return page
            found += page.data
            if not page.has_more or not page.data:
                return found

    async def _look(self, charge: str) -> Intent | Later | Rejected | Moved:
        if not _INTENT.fullmatch(charge):
            return Rejected("that is no number of a PaymentIntent")
        return await self._ask(
            Intent,
            lambda v1: v1.payment_intents.retrieve_async(charge, {"expand": ["latest_charge"]}),
        )

    async def _ask(self, shape: type[S], work: "Work") -> S | Later | Rejected | Moved:
        return await (await self._dialled()).ask(shape, work)

    async def _dialled(self) -> "Line":
        async with self._dialling:
            if self._line is None:
                self._line = await asyncio.to_thread(_dial, *self._account)
            return self._line


def _dial(secret_key: str, base: str, transport: "httpx.AsyncBaseTransport | None") -> "Line":
    from payments.stripe_wire import Line  # noqa: PLC0415  the library takes its time: in a thread, at first use

    return Line(secret_key, base, transport)


def _page_of_intents(since: datetime, until: datetime, before: Sequence[Intent]) -> "Work":
    params: PaymentIntentListParams = {
        "created": {"gte": int(since.timestamp()), "lt": int(until.timestamp())},
        "limit": _MOST,
        "expand": ["data.latest_charge"],
    }
    if before:
        params["starting_after"] = before[-1].id
    return lambda v1: v1.payment_intents.list_async(params)


def _page_of_refunds(charge: str, before: Sequence[Refund]) -> "Work":
    params: RefundListParams = {}
    params["charge" if _CHARGE.fullmatch(charge) else "payment_intent"] = charge
    params["limit"] = _MOST
    if before:
        params["starting_after"] = before[-1].id
    return lambda v1: v1.refunds.list_async(params)


def _settled(answer: A | Moved) -> A | Later:
    """What moved again while we looked is looked at later."""
    return Later(f"it changed meanwhile: {answer.why}") if isinstance(answer, Moved) else answer
