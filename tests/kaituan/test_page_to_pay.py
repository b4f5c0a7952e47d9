"""A place is paid on Stripe's own page: by a link in the chat, there and back, until the chat says so."""

import asyncio
import json
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import update

from catalog import shops
from groupbuys import leaving
from groupbuys.model import SeatState
from payments import accounts
from payments.account import Kind
from payments.seal import Seal
from payments.tables import payment
from sandbox.stripe import acts
from sandbox.stripe.notices import signature as signed
from sandbox.world.stripe import Manner
from storage import alarms
from storage.transaction import Transaction
from tests.kaituan.corner import SEAL, SECRET, corner, mei
from tests.kaituan.street import PATIENCE
from tests.stories import Terms


@pytest.mark.parametrize("library", ["aiogram", "ptb"])
async def test_a_place_is_paid_on_the_page_and_the_chat_says_so(
    database_url: str, library: str, free_port: int
) -> None:
    async with corner(database_url, library, free_port) as it:
        led = await it.opens()
        assert (led.status_code, led.headers["location"]) == (303, it.session.url)
        again = await it.opens()
        assert again.headers["location"] == led.headers["location"], "one page for one invoice"
        early = await it.opens(f"{it.due.token}/done")
        assert "付款正在路上" in early.text, "only a notice says that it is here"
        acts.pay(it.here.world, it.session)
        await it.until("held")
        assert await it.seats() == [SeatState.PAID.value]
        over = await it.opens()
        assert over.status_code == 200
        await it.here.hears("Oolong tea")
        assert "已經付過款" in over.text
        done = await it.opens(f"{it.due.token}/done")
        assert "付款已經收到" in done.text


async def test_a_group_that_fails_lets_the_held_money_go(database_url: str, free_port: int) -> None:
    async with corner(database_url, "ptb", free_port) as it:
        await it.opens()
        intent = acts.pay(it.here.world, it.session)
        await it.until("held")
        it.here.world.wind(25 * 3600)
        it.shop.runner.look_at_the_clock()
        await it.until("refunded")
        assert intent.state.value == "canceled", "nothing was ever taken"


async def test_a_group_that_succeeds_takes_the_money(database_url: str, free_port: int) -> None:
    async with corner(database_url, "ptb", free_port, Terms(minimum=1, capacity=1)) as it:
        await it.opens()
        intent = acts.pay(it.here.world, it.session)
        await it.until("captured")
        assert intent.state.value == "succeeded"


async def test_a_place_that_is_kept_no_more_has_its_page_ended(
    database_url: str, free_port: int
) -> None:
    async with corner(database_url, "ptb", free_port) as it:
        await it.opens()
        it.here.world.wind(16 * 60)
        it.shop.runner.look_at_the_clock()
        await it.sees(lambda: it.session.state.value == "expired")
        over = await it.opens()
        assert over.status_code == 200, "it leads nowhere any more"


async def test_a_place_that_was_given_up_has_its_page_ended_at_once(
    sqlite_url: str, free_port: int
) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:
        await it.opens()
        await it.shop.books.run(lambda tx: leaving.give_up(tx, mei(it.here, tx), "s", it.due.id))
        it.shop.runner.look_at_the_clock()
        await it.sees(lambda: it.session.state.value == "expired")


async def test_a_notice_of_another_shops_account_pays_nothing(
    sqlite_url: str, free_port: int
) -> None:
    """Whoever runs one shop knows its secret, and may sign whatever they like with it."""
    async with corner(sqlite_url, "ptb", free_port) as it:
        sealed = Seal([SEAL]).close({"secret_key": "sk_test_other", "webhook_secret": "whsec_own"})

        def open_another(tx: Transaction) -> int:
            other = shops.find_or_found(tx, "Another", "EUR")
            assert isinstance(other, int)
            accounts.add(tx, other, Kind.STRIPE, "", sealed)
            return other

        other = await it.shop.books.run(open_another)
        held = {
            "id": "pi_made_up",
            "status": "requires_capture",
            "amount": it.due.amount.minor,
            "amount_capturable": it.due.amount.minor,
            "amount_received": 0,
            "currency": it.due.amount.currency.lower(),
            "created": 1,
            "metadata": {"token": it.due.token},
        }
        kind = "payment_intent.amount_capturable_updated"
        body = json.dumps({"id": "evt_1", "type": kind, "data": {"object": held}}).encode()
        headers = {"Stripe-Signature": signed("whsec_own", body, it.here.world.clock.now())}
        async with httpx.AsyncClient() as anybody:
            answer = await anybody.post(
                f"{it.pages}/pay/stripe/{other}", content=body, headers=headers
            )
        assert answer.status_code == 200, answer.text
        assert await it.payment() == "asked"
        assert await it.seats() == [SeatState.HELD.value]


async def test_the_link_of_an_account_that_was_closed_meanwhile_leads_nowhere(
    sqlite_url: str, free_port: int
) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:

        def close(tx: Transaction) -> None:
            accounts.add(tx, it.town.shop_id, Kind.PICKUP, "", "")
            accounts.switch(tx, 1, is_open=False)

        await it.shop.books.run(close)
        answer = await it.opens()
        assert answer.status_code == 200
        assert not it.here.world.stripe.sessions


@pytest.mark.parametrize("shop", ["0", "99", "-1", "1" + "0" * 30, "9" * 5_000, "x", "%00"])
async def test_a_door_that_there_is_not_says_so_without_a_look_at_the_books(
    sqlite_url: str, free_port: int, shop: str
) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:
        async with httpx.AsyncClient() as anybody:
            headers = {"Stripe-Signature": "t=1,v1=00"}
            answer = await anybody.post(f"{it.pages}/pay/stripe/{shop}", headers=headers)
        assert answer.status_code == 401
        for token in ("a%00b", "x" * 500):
            assert (await it.opens(token)).status_code == 200
        async with httpx.AsyncClient() as anybody:
            assert (await anybody.head(f"{it.pages}/pay/{it.due.token}")).status_code == 200
        assert not it.here.world.stripe.sessions


@pytest.mark.parametrize("manner", [Manner.TWICE, Manner.FIVE_TIMES, Manner.LATE])
async def test_a_notice_that_comes_again_and_again_or_late_is_one_payment(
    sqlite_url: str, free_port: int, manner: Manner
) -> None:
    """Promise 18."""
    async with corner(sqlite_url, "ptb", free_port) as it:
        await it.opens()
        it.here.world.stripe.plan(manner)
        acts.pay(it.here.world, it.session)
        if manner is Manner.LATE:
            await it.payment()
            it.here.world.wind(60)
        await it.until("held")
        assert await it.seats() == [SeatState.PAID.value]


async def test_another_amount_than_was_asked_goes_back_and_is_raised(
    sqlite_url: str, free_port: int
) -> None:
    """Promise 17."""
    async with corner(sqlite_url, "ptb", free_port) as it:
        await it.opens()
        it.here.world.stripe.plan(Manner.WRONG_AMOUNT)
        intent = acts.pay(it.here.world, it.session)
        await it.sees(lambda: intent.state.value == "canceled")
        assert await it.payment() == "asked"
        alarms_ = await it.shop.books.run(alarms.untold, reads=True)
        assert [one.kind for one in alarms_] == ["odd payment"]


async def test_a_payment_for_an_invoice_that_there_is_not_is_kept_raised_and_goes_back(
    sqlite_url: str, free_port: int
) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:
        await it.opens()
        await it.shop.books.run(lambda tx: tx.write(update(payment).values(token="restored")))
        intent = acts.pay(it.here.world, it.session)
        async with asyncio.timeout(PATIENCE):
            while not await it.shop.books.run(alarms.untold, reads=True):
                pass
        it.here.world.wind(16 * 60)
        it.shop.runner.look_at_the_clock()
        await it.sees(lambda: intent.state.value == "canceled")


@pytest.mark.parametrize(
    ("signature", "status"),
    [
        (None, 401),
        ("", 401),
        ("t=1,v1=00", 401),
        ("другой", 401),
        ("old", 401),
        ("stranger", 401),
        ("right", 400),
    ],
)
async def test_what_is_not_signed_by_stripe_is_not_read(
    sqlite_url: str, free_port: int, signature: str | None, status: int
) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:
        body, now = b"{not json", it.here.world.clock.now()
        made = {
            "old": signed(SECRET, body, now - timedelta(minutes=6)),
            "stranger": signed("whsec_other", body, now),
            "right": signed(SECRET, body, now),
        }
        said = None if signature is None else made.get(signature, signature)
        headers = {} if said is None else {b"Stripe-Signature": said.encode()}
        async with httpx.AsyncClient() as anybody:
            answer = await anybody.post(f"{it.pages}/pay/stripe/1", content=body, headers=headers)
            assert answer.status_code == status
            other = await anybody.post(f"{it.pages}/pay/stripe/99", content=body, headers=headers)
            assert other.status_code == 401
            long = await anybody.post(
                f"{it.pages}/pay/stripe/1",
                content=b"x" * 300_000,
                headers={"Stripe-Signature": "t"},
            )
            assert long.status_code == 413


async def test_a_link_that_leads_nowhere_says_so(sqlite_url: str, free_port: int) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:
        answer = await it.opens("<script>")
        assert answer.status_code == 200
        assert "leads nowhere" in answer.text
        assert "<script>" not in answer.text


async def test_while_stripe_is_away_nothing_is_taken_and_the_link_says_so(
    sqlite_url: str, free_port: int
) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:
        it.here.world.stripe.down_until = it.here.world.clock.now() + timedelta(hours=1)
        away = await it.opens()
        assert away.status_code == 503
        assert "沒有扣款" in away.text
        it.here.world.wind(61 * 60)


async def test_a_refund_that_came_back_to_stripe_is_raised(sqlite_url: str, free_port: int) -> None:
    async with corner(sqlite_url, "ptb", free_port, Terms(minimum=1, capacity=1)) as it:
        await it.opens()
        intent = acts.pay(it.here.world, it.session)
        await it.until("captured")
        told = {
            "id": "evt_1",
            "type": "refund.failed",
            "data": {
                "object": {
                    "id": "re_1",
                    "payment_intent": intent.id,
                    "amount": intent.amount,
                    "currency": intent.currency,
                    "status": "failed",
                    "failure_reason": "lost_or_stolen_card",
                    "metadata": {"key": "refund-1"},
                }
            },
        }
        body = json.dumps(told).encode()
        headers = {"Stripe-Signature": signed(SECRET, body, it.here.world.clock.now())}
        async with httpx.AsyncClient() as stripe:
            answer = await stripe.post(f"{it.pages}/pay/stripe/1", content=body, headers=headers)
        assert answer.status_code == 200
        raised = await it.shop.books.run(alarms.untold, reads=True)
        assert [(one.kind, one.subject_id) for one in raised] == [("refund came back", 1)]
        assert "lost_or_stolen_card" in raised[0].text
