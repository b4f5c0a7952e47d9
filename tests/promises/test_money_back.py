"""Whoever gets money back is told how much and when, and can ask at any time, whatever it was for (promise 20)."""

from sqlalchemy import select

from flows.events import Paid
from flows.news.notices import compose
from flows.replies import AskPayment, Say
from groupbuys.cancelling import cancel_deal
from groupbuys.closing import close_due
from groupbuys.model import GivenBack
from groupbuys.refunding import step_done, take_back
from payments import stepping
from payments.model import Step, StepKind
from payments.tables import payment
from storage.tables import alarm
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone, new_id
from tests.flows.test_news import me, orders, told
from tests.flows.walks import joins, opens, sees_mug, the_group
from tests.payments.till import LEASE


async def pays(phone: Phone, invoice: AskPayment, **odd: object) -> None:
    """The messenger took this money, or other money than was asked for."""
    asked = {"token": invoice.token, "amount": invoice.amount, **odd}
    charge = new_id()
    event = Paid(new_id(), phone.sender, phone.place, charge=charge, receipt=charge, **asked)  # type: ignore[arg-type]  # as the story says
    await phone.take(event)


def claims(shop: Bazaar) -> tuple[Step, ...]:
    """The refunds that are due."""
    return shop.run(lambda tx: stepping.claim(tx, LEASE, 100))


async def test_an_invoice_that_was_paid_twice_is_listed_until_it_is_back(database_url: str) -> None:
    """Promises 18 and 20: the seat as one line, the second payment as another."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens(mei)
        await mei.pay_late(mei.invoices[-1])
        assert "€7.49</b> is on its way back" in mei.last.text
        await mei.press("My orders")
        assert "in a group that is still open" in mei.last.text
        assert "<b>A payment</b>: money on its way back" in mei.last.text
        await mei.press("A payment · €7.49")
        assert "is on its way back: asked for on" in mei.last.text
        assert "Expect it within 10 working days" in mei.last.text
        assert "Pay" not in mei.labels()
        (step,) = claims(shop)
        assert shop.run(lambda tx: step_done(tx, step))
        back = told(shop, mei)["refunded"]
        assert back is not None
        assert "€7.49</b> went back to you" in back.text
        assert "10 working days" in back.text
        await mei.command("orders")
        assert "<b>A payment</b>: paid back" in mei.last.text
        await bo.command("orders")
        assert "no orders yet" in bo.last.text


async def test_money_that_was_not_asked_for_is_listed_too(sqlite_url: str) -> None:
    """Promises 17, 19 and 20: both go back, and their person is told how much and when; the operator knows."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await sees_mug(mei)
        await mei.press("Start a group")
        invoice = mei.invoices[-1]
        await pays(mei, invoice, amount=invoice.amount * 2)
        assert "fits none of your invoices" in mei.last.text
        assert "€14.98</b> is on its way back" in mei.last.text
        await pays(mei, invoice, token="forged")
        assert "€7.49</b> is on its way back" in mei.last.text
        assert "10 working days" in mei.last.text
        await mei.press("My orders")
        assert "waits for your payment" in mei.last.text
        assert mei.last.text.count("<b>A payment</b>: money on its way back") == 2
        await mei.press("A payment · €7.49")
        assert "€7.49</b> is on its way back: asked for on" in mei.last.text
        assert "Pay" not in mei.labels()
        shop.wind(minutes=15)
        for step in claims(shop):
            assert shop.run(lambda tx: step_done(tx, step))  # noqa: B023  run at once
        back = told(shop, mei)["refunded"]
        assert back is not None
        assert "went back to you" in back.text
        await mei.command("orders")
        assert mei.last.text.count("<b>A payment</b>: paid back") == 2
        kinds = shop.run(lambda tx: tx.all(select(alarm.c.kind).order_by(alarm.c.id)))
        assert [row.kind for row in kinds] == ["odd payment", "unknown payment"]


async def test_a_late_payment_of_a_purchase_is_an_order_like_any_other(sqlite_url: str) -> None:
    """Promises 7, 14 and 20: its deal was called off; no payment is listed twice."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens(bo)
        await sees_mug(mei)
        await mei.press("Buy alone")
        deal_id = the_group(shop).deal_id
        shop.run(lambda tx: cancel_deal(tx, deal_id, "sorry"))
        assert await mei.check_out(mei.invoices[-1])
        await mei.pay_late(mei.invoices[-1])
        assert "€9.99</b> is on its way back" in mei.last.text
        await mei.press("My orders")
        assert mei.last.text.count("money on its way back") == 1
        assert "A payment" not in mei.last.text


async def test_nobody_sees_the_payments_of_others(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, eve = shop.phones("Mei", "Eve")
        await opens(mei)
        await mei.pay_late(mei.invoices[-1])
        newest = shop.run(lambda tx: tx.value(select(payment.c.id).order_by(payment.c.id.desc())))
        await eve.start()
        await eve.wire(f"o:p:{newest}")
        assert "no longer offered" in eve.toast


async def test_a_refund_that_keeps_failing_says_so_to_whoever_asks(database_url: str) -> None:
    """Promises 19 and 20: how often it was tried, and that the shop knows."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        shop.wind(hours=24)
        shop.run(close_due)
        stuck, other = claims(shop)
        later = shop.now
        shop.run(lambda tx: stepping.again(tx, stuck, later, "HTTP 503", rejected=False))
        shop.run(lambda tx: step_done(tx, other))
        await mei.command("orders")
        await mei.press("Enamel mug")
        assert "has not accepted it in 1 try" in mei.last.text
        assert "The shop has been told" not in mei.last.text
        shop.wind(days=1)
        (again,) = claims(shop)
        shop.run(lambda tx: stepping.again(tx, again, shop.now, "HTTP 503", rejected=False))
        await mei.command("orders")
        await mei.press("Enamel mug")
        assert "has not accepted it in 2 tries" in mei.last.text
        assert "The shop has been told and looks into it" in mei.last.text
        await bo.command("orders")
        assert "paid back" in bo.last.text
        assert stuck.person_id == me(shop, mei)


async def test_money_that_nobody_decided_on_says_how_much_and_when(sqlite_url: str) -> None:
    """Promises 7 and 20: in the reader's language."""
    with Bazaar(sqlite_url) as shop:
        mei, li = *shop.phones("Mei"), *shop.phones("Li", language="zh-hans")
        await opens(mei)
        await li.start()
        number = me(shop, li)
        for kind in ("refunding", "refunded"):
            said = shop.run(lambda tx: compose(tx, kind, 1, number, ""))  # noqa: B023  run at once
            assert said is not None
            assert isinstance(said[0], Say)
            assert "€7.49" in said[0].screen.text
            assert "10" in said[0].screen.text


async def everybody_in(shop: Bazaar) -> list[Phone]:
    """Three people whose group is complete."""
    mei, bo, ana = people = shop.phones("Mei", "Bo", "Ana")
    token = await opens(mei)
    for friend in (bo, ana):
        await friend.start(token)
        await friend.press("Join")
        if friend.invoices:
            await friend.pay()
    return people


async def test_an_order_that_the_shop_takes_back_is_told_and_stays_in_the_list(
    database_url: str,
) -> None:
    """Promises 16 and 20: which one, how much and when; and once the money is back, once more."""
    with Bazaar(database_url) as shop:
        mei, bo, _ = await everybody_in(shop)
        (bought,) = orders(shop, bo)
        assert isinstance(shop.run(lambda tx: take_back(tx, bought.id)), GivenBack)
        said = told(shop, bo)["taken_back"]
        assert said is not None
        for words in ("Enamel mug", bought.number or "?", "€7.49</b> is on its way back", "10"):
            assert words in said.text
        (step,) = [one for one in claims(shop) if one.kind is StepKind.REFUND]
        shop.run(lambda tx: step_done(tx, step))
        back = told(shop, bo)["refunded"]
        assert back is not None
        for words in ("Enamel mug", bought.number or "?", "€7.49</b> went back to you"):
            assert words in back.text
        assert "taken_back" not in told(shop, mei)


async def test_an_order_that_is_paid_at_pickup_is_taken_back_in_so_many_words(
    database_url: str,
) -> None:
    """Promise 20: no money had been taken; the order does not just vanish."""
    with Bazaar(database_url, provider="") as shop:
        _, bo, _ = await everybody_in(shop)
        (bought,) = orders(shop, bo)
        assert isinstance(shop.run(lambda tx: take_back(tx, bought.id)), GivenBack)
        said = told(shop, bo)["taken_back"]
        assert said is not None
        for words in (
            "Enamel mug",
            bought.number or "?",
            "taken this order back",
            "nothing is owed",
        ):
            assert words in said.text
        await bo.command("orders")
        assert "taken back by the shop" in bo.last.text
        await bo.press("Enamel mug")
        assert "nothing is owed" in bo.last.text


async def test_a_refund_says_what_it_is_for(sqlite_url: str) -> None:
    """Promise 20: two that come at once can be told apart."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        for _ in range(2):
            await mei.press("Leave")
        (step,) = claims(shop)
        shop.run(lambda tx: step_done(tx, step))
        back = told(shop, mei)["refunded"]
        assert back is not None
        assert "Enamel mug" in back.text
