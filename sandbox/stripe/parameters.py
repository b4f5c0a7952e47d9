"""The parameters that the stand-in takes, checked; whatever else comes is refused, as Stripe does."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from sandbox.world.stripe import StripeProblem

Words = dict[str, Annotated[str, Field(max_length=500)]]
Url = Annotated[str, Field(pattern=r"^https?://", max_length=5_000)]


def _whole(value: Any) -> Any:
    """Stripe takes no "16.00" for 16."""
    if isinstance(value, str) and not (value.isascii() and value.lstrip("-").isdecimal()):
        raise ValueError(f"Invalid integer: {value}")
    return value


Whole = Annotated[int, BeforeValidator(_whole)]
Limit = Annotated[Whole, Field(ge=1, le=100)]


class Parameters(BaseModel):
    """Nothing that is not named."""

    model_config = ConfigDict(extra="forbid")


class _Product(Parameters):
    name: str = Field(min_length=1, max_length=250)


class _Price(Parameters):
    currency: str = Field(pattern=r"^[a-z]{3}$")
    unit_amount: Whole = Field(ge=0, le=99_999_999)
    product_data: _Product


class _Line(Parameters):
    quantity: Literal["1"]
    price_data: _Price


class _Adaptive(Parameters):
    enabled: bool


class _Payment(Parameters):
    capture_method: Literal["manual"]
    description: str = Field(default="", max_length=1_000)
    metadata: Words = {}


class NewSession(Parameters):
    """Create a Checkout Session: as we use it, one line that is only held."""

    mode: Literal["payment"]
    line_items: list[_Line] = Field(min_length=1, max_length=1)
    payment_intent_data: _Payment
    success_url: Url
    cancel_url: Url
    expires_at: Whole
    client_reference_id: str = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,200}$")
    metadata: Words = {}
    allowed_payment_method_types: list[Literal["card"]] = []
    adaptive_pricing: _Adaptive = _Adaptive(enabled=True)


class Expansion(Parameters):
    """Looking at one thing."""

    expand: list[str] = []


class NewCapture(Parameters):
    """Capture a PaymentIntent."""

    amount_to_capture: Whole | None = Field(default=None, ge=1)


class NewRefund(Parameters):
    """Create a refund."""

    payment_intent: str = ""
    charge: str = ""
    amount: Whole | None = Field(default=None, ge=1)
    metadata: Words = {}


class _Created(Parameters):
    gte: Whole | None = None
    lt: Whole | None = None


class IntentList(Expansion):
    """List PaymentIntents."""

    created: _Created = _Created()
    limit: Limit = 10
    starting_after: str = ""


class RefundList(Parameters):
    """List refunds of one payment."""

    payment_intent: str = ""
    charge: str = ""
    limit: Limit = 10
    starting_after: str = ""


P = TypeVar("P", bound=Parameters)


def checked(kind: type[P], given: dict[str, Any]) -> P:
    """The parameters. Raises StripeProblem 400 that names the first one that is wrong."""
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        param = "".join(f"[{p}]" if i else str(p) for i, p in enumerate(first["loc"]))
        unknown = first["type"] == "extra_forbidden"
        code = "parameter_unknown" if unknown else "parameter_invalid"
        words = f"Received unknown parameter: {param}" if unknown else f"{param}: {first['msg']}"
        raise StripeProblem(400, words, code, param=param) from None
