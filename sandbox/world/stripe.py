"""The books of the Stripe stand-in: accounts, pages to pay on, payments and refunds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import Any

_NO_DECIMALS = frozenset(
    {"bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga"}
    | {"pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"}
)
_THREE_DECIMALS = frozenset({"bhd", "jod", "kwd", "omr", "tnd"})


def places(currency: str) -> int:
    """How many decimals amounts of a currency have at Stripe ("Supported currencies")."""
    if currency in _NO_DECIMALS:
        return 0
    return 3 if currency in _THREE_DECIMALS else 2


class IntentState(StrEnum):
    """Stripe's own words for where a payment is."""

    UNPAID = "requires_payment_method"
    HELD = "requires_capture"
    CANCELED = "canceled"
    TAKEN = "succeeded"


class SessionState(StrEnum):
    """Stripe's own words for where a page to pay on is."""

    OPEN = "open"
    COMPLETE = "complete"
    EXPIRED = "expired"


class Manner(StrEnum):
    """How a notice is delivered when it is not simply delivered."""

    LATE = "late"
    """`late_seconds` later."""
    TWICE = "twice"
    FIVE_TIMES = "five_times"
    """Over two connections at once."""
    OUT_OF_ORDER = "out_of_order"
    """After the next notice that is not held back."""
    EARLY = "early"
    """Before whoever caused it has their answer; a page to pay on is paid before it is known."""
    WRONG_AMOUNT = "wrong_amount"
    """One minor unit more than was held."""
    LOST = "lost"


@dataclass(slots=True)
class Account:
    """A shop at Stripe, known by its secret key; its notices go to an address, signed with a secret."""

    secret_key: str
    notices_to: str = ""
    notices_secret: str = ""
    window: timedelta = timedelta(days=7)
    """How long a card's hold lasts."""
    invoices_by: str = ""
    """The provider token under which the messenger's own invoices are paid into this account; "": under none."""


@dataclass(slots=True)
class Refund:
    """Money that went back of a payment; `ours`: because less was captured than held."""

    id: str
    amount: int
    created_at: datetime
    metadata: dict[str, str] = field(default_factory=dict)
    status: str = "succeeded"
    ours: bool = False


@dataclass(slots=True)
class Intent:
    """One payment, in Stripe's units of `currency`."""

    id: str
    account: Account
    amount: int
    currency: str
    description: str
    metadata: dict[str, str]
    created_at: datetime
    state: IntentState = IntentState.UNPAID
    held_at: datetime | None = None
    received: int = 0
    declined: bool = False
    by_invoice: bool = False
    """It was paid by an invoice in the messenger: a charge alone, taken at once, that names no PaymentIntent."""
    refunds: list[Refund] = field(default_factory=list)

    @property
    def charge_id(self) -> str:
        """The number of its charge."""
        return self.id.replace("pi_", "ch_", 1)

    @property
    def back(self) -> int:
        """What went back, or was let go."""
        if self.state is IntentState.CANCELED:
            return self.amount if self.held_at else 0
        return sum(refund.amount for refund in self.refunds if refund.status != "failed")

    @property
    def left(self) -> int:
        """What can still be refunded."""
        return self.amount - self.back if self.state is IntentState.TAKEN else 0


@dataclass(slots=True)
class Session:
    """A page to pay on."""

    id: str
    account: Account
    url: str
    title: str
    amount: int
    currency: str
    expires_at: datetime
    created_at: datetime
    success_url: str
    cancel_url: str
    reference: str
    metadata: dict[str, str]
    intent_metadata: dict[str, str]
    state: SessionState = SessionState.OPEN
    intent: Intent | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that an account is told; `told` is Stripe's object as it was then."""

    id: str
    account: Account
    kind: str
    told: dict[str, Any]
    created_at: datetime


@dataclass(slots=True)
class Planned:
    """The next `times` notices of this kind are delivered in this manner; `kind` "" is any."""

    manner: Manner
    kind: str = ""
    times: int = 1


@dataclass(eq=False)
class StripeProblem(Exception):
    """Stripe refuses: HTTP `status`, and what its error object says."""

    status: int
    message: str
    code: str = ""
    type: str = "invalid_request_error"
    param: str = ""


class StripeBooks:
    """Everything that the stand-in knows. `on_event` is called with each notice that is to be sent."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.sessions: dict[str, Session] = {}
        self.intents: dict[str, Intent] = {}
        self.events: list[Event] = []
        self.planned: list[Planned] = []
        self.late_seconds = 60.0
        self.down_until: datetime | None = None
        self.on_event: Callable[[Event], None] = lambda _: None
        self._numbers = count(1)

    def open_account(self, secret_key: str, notices_to: str = "", secret: str = "") -> Account:
        """Make a secret key valid; the same again changes where its notices go."""
        account = self.accounts.setdefault(secret_key, Account(secret_key))
        account.notices_to, account.notices_secret = notices_to, secret
        return account

    def number(self, kind: str) -> str:
        """A new number, such as "pi_sandbox000001"."""
        return f"{kind}_sandbox{next(self._numbers):06d}"

    def session(self, account: Account, number: str) -> Session:
        """A page of this account. Raises StripeProblem 404."""
        session = self.sessions.get(number)
        if session is None or session.account is not account:
            raise StripeProblem(
                404, f"No such checkout.session: '{number}'", "resource_missing", param="session"
            )
        return session

    def intent(self, account: Account, number: str) -> Intent:
        """A payment of this account. Raises StripeProblem 404."""
        intent = self.intents.get(number)
        if intent is None or intent.account is not account or intent.by_invoice:
            raise StripeProblem(
                404, f"No such payment_intent: '{number}'", "resource_missing", param="intent"
            )
        return intent

    def charge(self, account: Account, number: str) -> Intent:
        """The payment of a charge of this account. Raises StripeProblem 404."""
        intent = self.intents.get(number.replace("ch_", "pi_", 1))
        if intent is None or intent.account is not account or not intent.held_at:
            raise StripeProblem(
                404, f"No such charge: '{number}'", "resource_missing", param="charge"
            )
        return intent

    def behind(self, provider_token: str) -> Account | None:
        """The account into which invoices under this provider token are paid; None: another provider's."""
        accounts = self.accounts.values()
        return next(
            (a for a in accounts if a.invoices_by and a.invoices_by == provider_token), None
        )

    def plan(self, manner: Manner, kind: str = "", times: int = 1) -> None:
        """Let the next notices be delivered in another manner."""
        self.planned.append(Planned(manner, kind, times))

    def manner_of(self, kind: str) -> Manner | None:
        """How this notice is delivered, counted down; None: simply."""
        planned = next((p for p in self.planned if p.kind in ("", kind)), None)
        if planned is None:
            return None
        planned.times -= 1
        self.planned = [p for p in self.planned if p.times > 0]
        return planned.manner
