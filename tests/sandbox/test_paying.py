"""Money: invoices, test cards, and the provider that holds, captures, voids and refunds."""

import asyncio
from typing import Any

import httpx
import pytest

from sandbox.acts import paying
from sandbox.world.checkouts import Checkout, CheckoutState
from sandbox.world.faults import Failure, Fault
from sandbox.world.refusals import Impossible
from tests.sandbox.town import PROVIDER_TOKEN, Town
from tests.sandbox.voice import Voice

GOOD, DECLINED, SLOW, LATE = (
    "4242 4242 4242 4242",
    "4000000000000002",
    "4000000000000077",
    "4000000000000259",
)
STEPS = "/provider/v1/charges/"


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {PROVIDER_TOKEN}", "Idempotency-Key": key}


def held(town: Town, amount: int = 900) -> str:
    now = town.world.clock.now()
    return town.world.provider.hold(PROVIDER_TOKEN, amount, "EUR", now).id


async def begin(town: Town, voice: Voice, card: str) -> Checkout:
    """Bill Anna, let her pay by card, and let the bot agree."""
    sent = await voice.bill(town.anna.id, PROVIDER_TOKEN, 900, "EUR")
    message_id = sent["message_id"]
    checkout = paying.pay(town.world, town.anna.id, town.bot.id, message_id, card)
    update = (await voice.updates())[-1]
    query = update["pre_checkout_query"]
    assert (query["total_amount"], query["invoice_payload"]) == (900, "order-1")
    await voice.updates(offset=update["update_id"] + 1)
    await voice.agree(query["id"])
    return checkout


async def test_a_good_card_holds_the_money_and_tells_the_bot(town: Town, voice: Voice) -> None:
    checkout = await begin(town, voice, GOOD)
    assert checkout.state is CheckoutState.PAID
    (update,) = await voice.updates()
    payment = update["message"]["successful_payment"]
    assert payment["total_amount"] == 900
    charge = town.world.provider.charge(PROVIDER_TOKEN, payment["provider_payment_charge_id"])
    assert (charge.state, charge.amount, charge.currency) == ("held", 900, "EUR")
    with pytest.raises(Impossible, match="already paid"):
        paying.pay(town.world, town.anna.id, town.bot.id, checkout.message_id, GOOD)


async def test_a_declined_card_is_the_payers_matter_alone(town: Town, voice: Voice) -> None:
    checkout = await begin(town, voice, DECLINED)
    assert (checkout.state, checkout.error) == (CheckoutState.FAILED, "Your card was declined.")
    assert await voice.updates() == []
    assert not list(town.world.provider)


async def test_a_slow_card_takes_its_time(town: Town, voice: Voice) -> None:
    checkout = await begin(town, voice, SLOW)
    assert not checkout.over
    town.world.wind(5)
    assert checkout.state is CheckoutState.PAID


async def test_a_late_notice_comes_long_after_the_money(town: Town, voice: Voice) -> None:
    checkout = await begin(town, voice, LATE)
    assert checkout.state is CheckoutState.PAID
    assert await voice.updates() == []
    town.world.wind(60)
    (update,) = await voice.updates()
    assert update["message"]["successful_payment"]["provider_payment_charge_id"]


async def test_a_bot_that_does_not_answer_in_ten_seconds_loses_the_payment(
    town: Town, voice: Voice
) -> None:
    sent = await voice.bill(town.anna.id, PROVIDER_TOKEN, 900, "EUR")
    checkout = paying.pay(town.world, town.anna.id, town.bot.id, sent["message_id"], GOOD)
    waiting = asyncio.create_task(paying.settled(town.world, checkout))
    town.world.wind(10)
    assert (await waiting).error == "The bot did not answer in time."
    with pytest.raises(voice.errors, match=r"(?i)query is too old"):
        await voice.agree(checkout.id)


async def test_stars_need_no_card_and_are_given_back_once(
    town: Town, http: httpx.AsyncClient
) -> None:
    body = {
        "title": "Tip",
        "description": "Thank you",
        "payload": "tip",
        "currency": "XTR",
        "prices": [{"label": "Tip", "amount": 5}],
    }
    link = (await http.post(town.url("createInvoiceLink"), json=body)).json()["result"]
    checkout = paying.pay_link(town.world, town.anna.id, link.rpartition("$")[2], "")
    agreed = {"pre_checkout_query_id": checkout.id, "ok": True}
    assert (await http.post(town.url("answerPreCheckoutQuery"), json=agreed)).json()["ok"]
    refund = {
        "user_id": town.anna.id,
        "telegram_payment_charge_id": checkout.telegram_charge_id,
    }
    assert (await http.post(town.url("refundStarPayment"), json=refund)).json()["ok"]
    again = await http.post(town.url("refundStarPayment"), json=refund)
    assert again.json()["description"] == "Bad Request: CHARGE_ALREADY_REFUNDED"


async def test_the_same_key_does_it_once_and_another_request_is_refused(
    town: Town, http: httpx.AsyncClient
) -> None:
    charge = held(town)
    url = f"{STEPS}{charge}/capture"
    first = await http.post(url, json={"amount": 700, "currency": "EUR"}, headers=bearer("k1"))
    again = await http.post(url, json={"currency": "EUR", "amount": 700}, headers=bearer("k1"))
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert first.json()["captured"] == 700
    other = await http.post(url, json={"amount": 800, "currency": "EUR"}, headers=bearer("k1"))
    assert (other.status_code, other.json()["error"]["code"]) == (409, "idempotency_key_reused")


async def test_money_is_given_back_up_to_what_was_taken(
    town: Town, http: httpx.AsyncClient
) -> None:
    """Promise 19: a refund asked for twice with one key is one refund."""
    charge = held(town)
    await http.post(f"{STEPS}{charge}/capture", headers=bearer("c"))
    url = f"{STEPS}{charge}/refunds"
    for _ in range(2):
        part = await http.post(url, json={"amount": 300, "currency": "EUR"}, headers=bearer("r1"))
        assert part.status_code == 201
    state = (await http.get(STEPS + charge, headers=bearer(""))).json()
    assert (state["state"], state["refunded"], state["refundable"]) == (
        "partially_refunded",
        300,
        600,
    )
    more = await http.post(url, json={"amount": 601, "currency": "EUR"}, headers=bearer("r2"))
    assert (more.status_code, more.json()["error"]["code"]) == (422, "amount_too_large")
    rest = await http.post(url, json={"currency": "EUR"}, headers=bearer("r3"))
    assert rest.json()["amount"] == 600
    assert (await http.get(STEPS + charge, headers=bearer(""))).json()["state"] == "refunded"


@pytest.mark.parametrize(
    ("before", "step", "body", "refused"),
    [
        (None, "refunds", {}, (409, "charge_not_captured")),
        ("capture", "void", {}, (409, "charge_captured")),
        ("void", "capture", {}, (409, "charge_voided")),
        ("void", "refunds", {}, (409, "charge_voided")),
        (None, "capture", {"amount": 901}, (422, "amount_too_large")),
        (None, "capture", {"amount": 9.5}, (422, "amount_invalid")),
        (None, "capture", {"currency": "USD"}, (422, "currency_mismatch")),
        (None, "explode", {}, (404, "step_unknown")),
    ],
)
async def test_a_step_that_makes_no_sense_is_refused(
    town: Town,
    http: httpx.AsyncClient,
    before: str | None,
    step: str,
    body: dict[str, Any],
    refused: tuple[int, str],
) -> None:
    charge = held(town)
    if before:
        await http.post(f"{STEPS}{charge}/{before}", headers=bearer("before"))
    answer = await http.post(f"{STEPS}{charge}/{step}", json=body, headers=bearer("k"))
    assert (answer.status_code, answer.json()["error"]["code"]) == refused


async def test_the_provider_wants_a_token_and_a_key(town: Town, http: httpx.AsyncClient) -> None:
    charge = held(town)
    assert (await http.get(STEPS + charge)).status_code == 401
    wrong = {"Authorization": "Bearer wrong", "Idempotency-Key": "k"}
    assert (await http.post(f"{STEPS}{charge}/void", headers=wrong)).status_code == 401
    keyless = {"Authorization": f"Bearer {PROVIDER_TOKEN}"}
    answer = await http.post(f"{STEPS}{charge}/void", headers=keyless)
    assert answer.json()["error"]["code"] == "idempotency_key_missing"
    listed = (await http.get("/provider/v1/charges", headers=bearer(""))).json()["charges"]
    assert [entry["id"] for entry in listed] == [charge]


async def test_an_answer_of_the_provider_can_be_lost_and_asked_for_again(
    town: Town, http: httpx.AsyncClient
) -> None:
    charge = held(town)
    town.world.faults.plan(Fault(Failure.LOST, "provider/capture"))
    with pytest.raises(httpx.TransportError):
        await http.post(f"{STEPS}{charge}/capture", headers=bearer("k"))
    again = await http.post(f"{STEPS}{charge}/capture", headers=bearer("k"))
    assert (again.status_code, again.json()["state"]) == (200, "captured")
    town.world.faults.plan(Fault(Failure.TOO_MANY, "provider/*", retry_after=3))
    limited = await http.get(STEPS + charge, headers=bearer(""))
    assert (limited.status_code, limited.headers["retry-after"]) == (429, "3")
