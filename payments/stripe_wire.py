"""The connection to Stripe: the `stripe` library over our own httpx, quiet, asking once, and its errors as answers.

Load it late: the library takes a third of a second.
"""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias, TypeVar

import httpx
import stripe
from pydantic import BaseModel, ValidationError

from payments.port import Later, Rejected
from payments.stripe_reading import Moved

_SECONDS = 30.0
"""How long we wait for an answer; no answer is asked again under the same key."""

_LONGEST_WAIT = 3600
"""Seconds; whoever asks for more patience than that is asked again all the same."""

_OTHERS = ("user-agent", "x-stripe-client-user-agent", "x-stripe-client-telemetry")
"""Headers that tell about this machine: nobody's business."""

_SECRETS = re.compile(r"\b(?:sk|rk|pk|whsec)_[\w*]+|\b\d{12,19}\b")
"""Keys, also those that Stripe itself has starred out, and card numbers."""

_TO_COME = (409, 424, 429)
"""Stripe API, Errors: another request under this key is under way, or somebody that Stripe needs is away."""


_MOVED = (
    "charge_already_captured",
    "charge_already_refunded",
    "payment_intent_unexpected_state",
)
"""Stripe API, "Error codes": what was asked does not fit the state that the payment is in."""

S = TypeVar("S", bound=BaseModel)
Work: TypeAlias = Callable[[stripe.V1Services], Awaitable[stripe.StripeObject]]


class Wire(stripe.HTTPClient):
    """Sends what the library has put together. One connection pool of its own; close it when done."""

    name = "httpx"

    def __init__(self, transport: httpx.AsyncBaseTransport | None) -> None:
        super().__init__()
        self._http = httpx.AsyncClient(
            timeout=_SECONDS, transport=transport, headers={"User-Agent": "Kaituan"}
        )

    async def request_async(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        post_data: str | None = None,
    ) -> tuple[bytes, int, Mapping[str, str]]:
        """One request, one answer. Raises APIConnectionError where there is none."""
        told = {name: value for name, value in headers.items() if name.lower() not in _OTHERS}
        try:
            answer = await self._http.request(method, url, headers=told, content=post_data)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            # without its words: they may hold what was asked
            raise _lost(type(error).__name__) from None
        answer.headers.pop("Stripe-Notice", None)  # the library would raise it as a warning
        return answer.content, answer.status_code, answer.headers

    async def close_async(self) -> None:
        """Close the connections."""
        await self._http.aclose()


class Line:
    """A line to one Stripe account. It asks each thing once and reports nothing about us; close it when done."""

    def __init__(
        self, secret_key: str, base: str, transport: httpx.AsyncBaseTransport | None
    ) -> None:
        stripe.enable_telemetry = False
        quiet()
        self._wire = Wire(transport)
        self._client = stripe.StripeClient(
            secret_key,
            base_addresses={"api": base.rstrip("/")},
            max_network_retries=0,
            http_client=self._wire,
        )

    async def ask(self, shape: type[S], work: Work) -> S | Later | Rejected | Moved:
        """Ask one thing, and read the answer as this shape. Never raises for what Stripe or the network does."""
        try:
            told = await work(self._client.v1)
            return shape.model_validate(told.to_dict())
        except stripe.StripeError as error:
            return answer_of(error)
        except ValidationError as error:
            return Later(f"an answer that cannot be read: {error.error_count()} fields")
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            # the library trips over what is JSON and none of Stripe's objects
            return Later(f"an answer that cannot be read: {type(error).__name__}")

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close_async()


def _lost(why: str) -> stripe.APIConnectionError:
    return stripe.APIConnectionError(why)  # type: ignore[no-untyped-call]  # the library left it so


def quiet() -> None:
    """Nothing of what is sent to Stripe or comes from there gets into a log."""
    for name in ("stripe", "httpx", "httpcore"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))


def answer_of(error: stripe.StripeError) -> Later | Rejected | Moved:
    """What an error means for whoever asked: ask again, or somebody has to look.

    Stripe API, "Errors" and "Idempotent requests".
    """
    status = error.http_status
    if status is None:
        return Later(f"no answer: {plain(error.user_message)}")
    if isinstance(error, stripe.RateLimitError) or status in _TO_COME:
        return Later(f"HTTP {status}: not now", _seconds(error.headers))
    if isinstance(error, stripe.APIError):
        return Later(f"HTTP {status}", _seconds(error.headers))
    code = f" ({error.code})" if error.code else ""
    why = f"HTTP {status}: {plain(error.user_message)}{code}"
    return Moved(why) if error.code in _MOVED else Rejected(why)


def plain(words: str | None) -> str:
    """Stripe's words without anything that is nobody else's business, and not too many of them."""
    return _SECRETS.sub("…", words or "no reason")[:300]


def _seconds(headers: Mapping[str, str] | None) -> float | None:
    text = next((v for k, v in (headers or {}).items() if k.lower() == "retry-after"), "")
    whole = text.isascii() and text.isdecimal()
    return float(min(int(text[:9]), _LONGEST_WAIT)) if whole else None
