"""What exactly is put on the wire, and how answers that nobody promised are taken."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from catalog.money import Money
from payments.links import Asked, Link
from payments.port import Done, Later, Rejected
from payments.stripe_provider import StripeProvider

KEY = "sk_test_wire"
HELD: dict[str, Any] = {
    "id": "pi_1",
    "object": "payment_intent",
    "amount": 1600,
    "amount_capturable": 1600,
    "amount_received": 0,
    "currency": "eur",
    "status": "requires_capture",
    "created": 1_772_452_800,
    "metadata": {"token": "tok-1_A"},
    "latest_charge": None,
}
TAKEN: dict[str, Any] = {
    **HELD,
    "status": "succeeded",
    "amount_capturable": 0,
    "amount_received": 1600,
}
NONE = {"object": "list", "url": "/v1/refunds", "data": [], "has_more": False}
ASKED = Asked(
    "tok-1_A",
    Money(1600, "EUR"),
    "  Oolong\n tea ",
    datetime(2026, 3, 2, 12, 15, tzinfo=UTC),
    "https://shop.example/paid",
    "https://shop.example/back",
)


class Recorded:
    """A transport that keeps what is sent and answers from a list."""

    def __init__(self, *answers: object) -> None:
        self.sent: list[httpx.Request] = []
        self._answers = list(answers)
        self.provider = StripeProvider("stripe-7", KEY, transport=httpx.MockTransport(self._take))

    def _take(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        answer = self._answers.pop(0)
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)

    @property
    def lines(self) -> list[str]:
        """Method, address and key of each request."""
        keys = [request.headers.get("idempotency-key", "") for request in self.sent]
        return [
            f"{r.method} {r.url} {key}".rstrip() for r, key in zip(self.sent, keys, strict=True)
        ]

    def form(self, number: int = -1) -> dict[str, str]:
        """What one of them said."""
        return dict(parse_qsl(self.sent[number].content.decode()))


async def test_a_page_is_asked_for_with_these_words() -> None:
    wire = Recorded(
        {"id": "cs_1", "object": "checkout.session", "url": "https://pay", "expires_at": 9}
    )
    link = await wire.provider.checkout(ASKED)
    assert link == Link("https://pay", "cs_1", datetime(1970, 1, 1, 0, 0, 9, tzinfo=UTC))
    assert wire.lines == [
        "POST https://api.stripe.com/v1/checkout/sessions checkout-tok-1_A-748c36942ff5"
    ]
    assert wire.form() == {
        "mode": "payment",
        "client_reference_id": "tok-1_A",
        "metadata[token]": "tok-1_A",
        "allowed_payment_method_types[0]": "card",
        "adaptive_pricing[enabled]": "false",
        "payment_intent_data[capture_method]": "manual",
        "payment_intent_data[metadata][token]": "tok-1_A",
        "payment_intent_data[description]": "Oolong tea",
        "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": "eur",
        "line_items[0][price_data][unit_amount]": "1600",
        "line_items[0][price_data][product_data][name]": "Oolong tea",
        "expires_at": "1772455800",
        "success_url": "https://shop.example/paid",
        "cancel_url": "https://shop.example/back",
    }
    headers = wire.sent[0].headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert headers["user-agent"] == "Kaituan"
    assert headers["stripe-version"]
    assert not [name for name in headers if name.startswith("x-stripe")]


async def test_a_long_title_is_cut_and_an_empty_one_is_a_dash() -> None:
    for title, sent in (("茶" * 400, "茶" * 250), (" \n", "-")):
        wire = Recorded({"id": "cs_1", "url": "https://pay"})
        await wire.provider.checkout(
            Asked("t", Money(100, "EUR"), title, ASKED.until, "https://a", "https://b")
        )
        assert wire.form()["line_items[0][price_data][product_data][name]"] == sent


async def test_a_capture_looks_and_then_asks_with_its_key() -> None:
    wire = Recorded(HELD, {**TAKEN, "amount_received": 1200})
    assert await wire.provider.capture("pi_1", Money(1200, "EUR"), "capture-9") == Done()
    assert wire.lines == [
        "GET https://api.stripe.com/v1/payment_intents/pi_1?expand[0]=latest_charge",
        "POST https://api.stripe.com/v1/payment_intents/pi_1/capture capture-9",
    ]
    assert wire.form() == {"amount_to_capture": "1200"}


async def test_a_hold_is_let_go_with_a_key_of_its_own() -> None:
    wire = Recorded(HELD, {**HELD, "status": "canceled"})
    assert await wire.provider.give_back("pi_1", Money(1600, "EUR"), "refund-9") == Done()
    assert wire.lines[1:] == [
        "POST https://api.stripe.com/v1/payment_intents/pi_1/cancel refund-9-cancel"
    ]
    assert wire.form() == {}


async def test_a_refund_carries_our_key_for_good() -> None:
    made = {"id": "re_1", "amount": 500, "currency": "eur", "status": "pending"}
    wire = Recorded(TAKEN, NONE, made)
    assert await wire.provider.give_back("pi_1", Money(500, "EUR"), "part-9") == Done()
    assert wire.lines[1:] == [
        "GET https://api.stripe.com/v1/refunds?payment_intent=pi_1&limit=100",
        "POST https://api.stripe.com/v1/refunds part-9",
    ]
    assert wire.form() == {"payment_intent": "pi_1", "amount": "500", "metadata[key]": "part-9"}


async def test_a_refund_that_failed_before_is_asked_for_under_a_new_key() -> None:
    failed = {
        "id": "re_1",
        "amount": 500,
        "currency": "eur",
        "status": "failed",
        "metadata": {"key": "part-9"},
    }
    made = {**failed, "id": "re_2", "status": "succeeded"}
    wire = Recorded(TAKEN, {**NONE, "data": [failed]}, made)
    assert await wire.provider.give_back("pi_1", Money(500, "EUR"), "part-9") == Done()
    assert wire.lines[-1].endswith(" part-9-2")


async def test_a_list_asks_for_whole_seconds_and_all_charges() -> None:
    wire = Recorded({**NONE, "url": "/v1/payment_intents"})
    since = datetime(2026, 3, 2, 12, 0, 0, 700_000, tzinfo=UTC)
    assert await wire.provider.listed(since, datetime(2026, 3, 3, 12, tzinfo=UTC)) == []
    assert dict(wire.sent[0].url.params) == {
        "created[gte]": "1772452800",
        "created[lt]": "1772539200",
        "limit": "100",
        "expand[0]": "data.latest_charge",
    }


async def test_what_moved_while_we_looked_is_looked_at_again() -> None:
    """Already captured, already refunded: done, whoever did it."""
    moved = {"type": "invalid_request_error", "code": "payment_intent_unexpected_state"}
    refused = httpx.Response(400, json={"error": {**moved, "message": "already captured"}})
    wire = Recorded(HELD, refused, TAKEN)
    assert await wire.provider.capture("pi_1", Money(1600, "EUR"), "capture-9") == Done()
    back = {**TAKEN, "latest_charge": {"id": "ch_1", "amount": 1600, "currency": "eur"}}
    gone = {**back, "latest_charge": {**back["latest_charge"], "refunded": True}}
    error = {"type": "invalid_request_error", "code": "charge_already_refunded", "message": "no"}
    refused = httpx.Response(400, json={"error": error})
    wire = Recorded(back, NONE, refused, gone, NONE)
    assert await wire.provider.give_back("pi_1", Money(1600, "EUR"), "refund-9") == Done()
    wire = Recorded(back, NONE, refused, back, NONE, refused)
    told = await wire.provider.give_back("pi_1", Money(1600, "EUR"), "refund-9")
    assert told == Later("it changed meanwhile: HTTP 400: no (charge_already_refunded)")


ODD: list[tuple[str, Callable[[], httpx.Response]]] = [
    ("no JSON", lambda: httpx.Response(200, text="<html>")),
    ("no object", lambda: httpx.Response(200, text="[]")),
    ("empty", lambda: httpx.Response(200, text="")),
    ("another shape", lambda: httpx.Response(200, json={"id": "pi_1"})),
    ("another state", lambda: httpx.Response(200, json={**HELD, "status": "dancing"})),
    ("a negative amount", lambda: httpx.Response(200, json={**HELD, "amount": -1})),
    ("a page of a proxy", lambda: httpx.Response(502, text="<html>sk_live_x</html>")),
    ("another place", lambda: httpx.Response(302, headers={"Location": "http://127.0.0.1:9/"})),
    ("an error of no shape", lambda: httpx.Response(400, json={"error": []})),
    ("a notice of theirs", lambda: httpx.Response(500, headers={"Stripe-Notice": "Read this"})),
]


@pytest.mark.parametrize(("name", "answer"), ODD)
async def test_an_answer_that_nobody_promised_is_asked_for_again(
    name: str, answer: Callable[[], httpx.Response]
) -> None:
    wire = Recorded(answer())
    told = await wire.provider.capture("pi_1", Money(1600, "EUR"), "capture-9")
    assert isinstance(told, Later), name
    assert "sk_live" not in told.reason
    assert len(wire.sent) == 1, "each is asked once"


async def test_a_notice_to_developers_is_not_raised_as_a_warning() -> None:
    wire = Recorded(httpx.Response(200, json=TAKEN, headers={"Stripe-Notice": "Please read this"}))
    assert await wire.provider.capture("pi_1", Money(1600, "EUR"), "capture-9") == Done()


@pytest.mark.parametrize(
    ("header", "after"), [("30", 30), ("999999", 3600), ("-1", None), ("soon", None), ("٣", None)]
)
async def test_how_long_to_wait_is_taken_from_stripe_within_reason(
    header: str, after: float | None
) -> None:
    error = {"error": {"type": "invalid_request_error", "code": "rate_limit", "message": "slow"}}
    headers = [(b"Retry-After", header.encode())]
    answer = httpx.Response(429, content=json.dumps(error), headers=headers)
    told = await Recorded(answer).provider.runs_out_at("pi_1")
    assert told == Later("HTTP 429: not now", after)


async def test_a_key_that_came_with_other_words_is_for_somebody_to_look_at() -> None:
    error = {"error": {"type": "idempotency_error", "message": "Keys for idempotent requests can"}}
    told = await Recorded(httpx.Response(400, json=error)).provider.checkout(ASKED)
    assert told == Rejected("HTTP 400: Keys for idempotent requests can")
