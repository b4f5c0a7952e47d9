"""The stand-in is stricter than Stripe: keys, parameters, states and accounts are all looked at."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sandbox.world.faults import Failure
from tests.stripe.counter import KEY, Counter

HEADERS = {"Authorization": f"Bearer {KEY}", "Stripe-Version": "2026-10-28.endive"}


@pytest.fixture
async def stripe(counter: Counter) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who writes requests by hand."""
    base = f"{counter.address}/stripe/v1"
    async with httpx.AsyncClient(base_url=base, headers=HEADERS, trust_env=False) as client:
        yield client


def page(counter: Counter, **changes: str) -> dict[str, str]:
    """The form of a page to pay on."""
    ends = str(int(counter.now.timestamp()) + 3_000)
    form = {
        "mode": "payment",
        "payment_intent_data[capture_method]": "manual",
        "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": "eur",
        "line_items[0][price_data][unit_amount]": "1600",
        "line_items[0][price_data][product_data][name]": "Tea",
        "success_url": "https://a.example",
        "cancel_url": "https://b.example",
        "expires_at": ends,
    }
    return {**form, **changes}


def error(answer: httpx.Response) -> dict[str, Any]:
    """What Stripe's error object says."""
    told = answer.json()["error"]
    assert isinstance(told, dict)
    return told


async def test_a_key_that_is_used_with_other_parameters_is_refused(
    counter: Counter, stripe: httpx.AsyncClient
) -> None:
    first = page(counter)
    key = {"Idempotency-Key": "one"}
    made = await stripe.post("/checkout/sessions", data=first, headers=key)
    again = await stripe.post("/checkout/sessions", data=first, headers=key)
    assert made.json() == again.json()
    other = {**first, "line_items[0][price_data][unit_amount]": "1700"}
    refused = await stripe.post("/checkout/sessions", data=other, headers=key)
    assert (refused.status_code, error(refused)["type"]) == (400, "idempotency_error")
    without = await stripe.post("/checkout/sessions", data=first)
    assert error(without)["type"] == "idempotency_error"


async def test_a_key_is_forgotten_after_a_day_and_a_refusal_is_kept_as_long(
    counter: Counter, stripe: httpx.AsyncClient
) -> None:
    intent = await counter.taken()
    refund = {"payment_intent": intent.id, "amount": "1700"}
    key = {"Idempotency-Key": "one"}
    first = await stripe.post("/refunds", data=refund, headers=key)
    assert "greater than unrefunded" in error(first)["message"]
    assert (await stripe.post("/refunds", data=refund, headers=key)).json() == first.json()
    good = {"payment_intent": intent.id, "amount": "100"}
    key = {"Idempotency-Key": "two"}
    await stripe.post("/refunds", data=good, headers=key)
    counter.world.wind(86_401)
    await stripe.post("/refunds", data=good, headers=key)
    assert len(intent.refunds) == 2, "a day later the same key is a new one"


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"colour": "red"}, "colour"),
        ({"line_items[0][price_data][unit_amount]": "16.00"}, "line_items[0]"),
        ({"line_items[0][price_data][currency]": "EUR"}, "line_items[0]"),
        ({"line_items[0][price_data][unit_amount]": "-1"}, "line_items[0]"),
        ({"payment_intent_data[capture_method]": "automatic"}, "payment_intent_data"),
        ({"success_url": "javascript:alert(1)"}, "success_url"),
        ({"expires_at": "soon"}, "expires_at"),
        ({"expires_at": "1"}, "expires_at"),
        ({"client_reference_id": "a b"}, "client_reference_id"),
        ({"mode[a]": "payment"}, "mode"),
    ],
)
async def test_a_parameter_that_is_wrong_or_unknown_is_named(
    counter: Counter, stripe: httpx.AsyncClient, change: dict[str, str], param: str
) -> None:
    headers = {"Idempotency-Key": "one"}
    answer = await stripe.post("/checkout/sessions", data=page(counter, **change), headers=headers)
    assert answer.status_code == 400
    assert error(answer)["param"].startswith(param)
    assert not counter.world.stripe.sessions


async def test_strangers_are_told_nothing(counter: Counter, stripe: httpx.AsyncClient) -> None:
    intent = await counter.held()
    for headers in ({"Authorization": ""}, {"Authorization": "Bearer no"}):
        answer = await stripe.get(f"/payment_intents/{intent.id}", headers=headers)
        assert answer.status_code == 401
    old = await stripe.get(f"/payment_intents/{intent.id}", headers={"Stripe-Version": ""})
    assert error(old)["param"] == "Stripe-Version"
    assert (await stripe.get("/payment_intents", params={"starting_after": "pi_no"})).is_error


async def test_other_processes_set_it_up_and_spoil_it_over_http(
    counter: Counter, stripe: httpx.AsyncClient
) -> None:
    act = f"{counter.address}/sandbox"
    made = {"secret_key": "sk_two", "notices_to": counter.door.url, "secret": "whsec_two"}
    assert (await stripe.post(f"{act}/stripe_account", json=made)).is_success
    plan = {"manner": "late", "times": 2}
    assert (await stripe.post(f"{act}/stripe_notices", json=plan)).is_success
    assert (await stripe.post(f"{act}/stripe_notices", json={"manner": "never"})).is_error
    assert (await stripe.post(f"{act}/stripe_down", json={"seconds": 3600})).is_success
    mine = {**HEADERS, "Authorization": "Bearer sk_two"}
    assert (await stripe.get("/payment_intents", headers=mine)).status_code == 503
    counter.world.wind(3_600)
    fault = {"failure": Failure.REFUSED, "method": "stripe/list", "status": 500}
    assert (await stripe.post(f"{act}/fault", json=fault)).is_success
    assert (await stripe.get("/payment_intents", headers=mine)).status_code == 500
    assert (await stripe.get("/payment_intents", headers=mine)).json()["data"] == []
