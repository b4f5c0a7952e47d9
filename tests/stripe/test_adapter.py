"""Stories of money at Stripe: held on its page, captured on success, let go or refunded on failure."""

from datetime import timedelta

import pytest

from catalog.money import Money
from payments.port import Done, Later, Listed, Rejected
from payments.stripe_provider import StripeProvider
from sandbox.stripe import acts
from sandbox.world.stripe import IntentState, SessionState
from tests.stripe.counter import KEY, Counter, euro


async def test_a_page_holds_the_money_of_one_invoice_for_longer_than_its_place_is_held(
    counter: Counter,
) -> None:
    asked = counter.asked()
    link = await counter.link(asked)
    session = counter.world.stripe.sessions[link.session]
    assert link.url == f"{counter.address}/stripe/pay/{link.session}"
    assert link.expires_at == session.expires_at == asked.until + timedelta(minutes=35)
    assert (session.amount, session.currency, session.title) == (1600, "eur", asked.title)
    assert session.reference == asked.token
    intent = acts.pay(counter.world, session)
    assert intent.state is IntentState.HELD
    assert intent.metadata == {"token": asked.token}


async def test_a_second_press_leads_to_the_same_page(counter: Counter) -> None:
    asked = counter.asked()
    first = await counter.link(asked)
    counter.world.wind(14 * 60)
    assert await counter.link(asked) == first
    assert len(counter.world.stripe.sessions) == 1


async def test_the_same_invoice_in_another_language_has_a_page_too(counter: Counter) -> None:
    """Stripe refuses a key that comes with other words."""
    asked = counter.asked()
    first = await counter.link(asked)
    other = type(asked)(
        asked.token, asked.amount, "乌龙茶", asked.until, asked.success_url, asked.cancel_url
    )
    assert (await counter.link(other)).session != first.session


async def test_a_page_that_is_ended_takes_no_money_and_ending_it_again_is_done(
    counter: Counter,
) -> None:
    link = await counter.link()
    session = counter.world.stripe.sessions[link.session]
    assert await counter.provider.expire(link.session) == Done()
    assert session.state is SessionState.EXPIRED
    assert await counter.provider.expire(link.session) == Done()
    with pytest.raises(Exception, match="expired"):
        acts.pay(counter.world, session)


async def test_ending_a_page_that_was_paid_leaves_the_money_where_it_is(counter: Counter) -> None:
    """Promise 7: the notice of that payment says what is to become of it."""
    link = await counter.link()
    intent = acts.pay(counter.world, counter.world.stripe.sessions[link.session])
    assert await counter.provider.expire(link.session) == Done()
    assert intent.state is IntentState.HELD


async def test_what_is_held_is_captured_once_however_often_it_is_asked(counter: Counter) -> None:
    intent = await counter.held()
    for key in ("capture-1", "capture-1", "capture-2"):
        assert await counter.provider.capture(intent.id, euro(1600), key) == Done()
    assert (intent.state, intent.received, intent.back) == (IntentState.TAKEN, 1600, 0)


async def test_less_than_was_held_may_be_captured_and_the_rest_is_let_go(counter: Counter) -> None:
    """Promise 5."""
    intent = await counter.held()
    assert await counter.provider.capture(intent.id, euro(1200), "capture-1") == Done()
    assert (intent.received, intent.back) == (1200, 400)
    assert await counter.provider.capture(intent.id, euro(1200), "capture-1") == Done()
    other = await counter.provider.capture(intent.id, euro(1600), "capture-9")
    assert other == Rejected("1200 was captured, not 1600")
    assert await counter.provider.give_back(intent.id, euro(1200), "refund-1") == Done()
    assert intent.left == 0


@pytest.mark.parametrize(
    ("amount", "why"),
    [
        (euro(1601), "only 1600 is held, not 1601"),
        (euro(0), "nothing can be paid with 0 minor units"),
        (euro(-5), "nothing can be paid with -5 minor units"),
        (Money(1600, "USD"), "it was paid in EUR, not USD"),
    ],
)
async def test_another_amount_than_is_held_is_never_captured(
    counter: Counter, amount: Money, why: str
) -> None:
    """Promise 17."""
    intent = await counter.held()
    assert await counter.provider.capture(intent.id, amount, "capture-1") == Rejected(why)
    assert intent.state is IntentState.HELD


async def test_what_is_only_held_is_let_go_and_asking_again_is_done(counter: Counter) -> None:
    intent = await counter.held()
    for key in ("refund-1", "refund-1", "refund-2"):
        assert await counter.provider.give_back(intent.id, euro(1600), key) == Done()
    assert intent.state is IntentState.CANCELED
    told = await counter.provider.capture(intent.id, euro(1600), "capture-1")
    assert isinstance(told, Rejected)
    assert "no more" in told.reason


async def test_what_was_captured_is_refunded_in_parts_and_each_part_once(counter: Counter) -> None:
    """Promise 19."""
    intent = await counter.taken()
    give_back = counter.provider.give_back
    assert await give_back(intent.id, euro(400), "part-1") == Done()
    assert await give_back(intent.id, euro(400), "part-2") == Done()
    assert await give_back(intent.id, euro(400), "part-1") == Done()
    assert intent.left == 800
    too_much = await give_back(intent.id, euro(900), "refund-1")
    assert isinstance(too_much, Rejected)
    assert "greater than unrefunded amount" in too_much.reason
    assert await give_back(intent.id, euro(800), "refund-2") == Done()
    none_left = await give_back(intent.id, euro(1), "refund-3")
    assert none_left == Rejected("nothing is left to refund")


async def test_a_refund_is_not_made_twice_when_stripe_has_forgotten_its_key(
    counter: Counter,
) -> None:
    """Promise 19: keys are kept for a day, and a refund may be asked for longer."""
    intent = await counter.taken()
    assert await counter.provider.give_back(intent.id, euro(700), "refund-1") == Done()
    counter.world.wind(timedelta(days=2).total_seconds())
    assert await counter.provider.give_back(intent.id, euro(700), "refund-1") == Done()
    assert intent.left == 900


async def test_what_the_shop_gave_back_in_stripes_own_pages_is_not_given_twice(
    counter: Counter,
) -> None:
    intent = await counter.taken()
    acts.refund(counter.world, intent, None, {})
    assert await counter.provider.give_back(intent.id, euro(1600), "refund-1") == Done()
    assert len(intent.refunds) == 1


async def test_a_refund_that_the_bank_sent_back_is_made_anew(counter: Counter) -> None:
    intent = await counter.taken()
    assert await counter.provider.give_back(intent.id, euro(1600), "refund-1") == Done()
    acts.fail_refund(counter.world, intent, intent.refunds[0])
    assert intent.left == 1600
    assert await counter.provider.give_back(intent.id, euro(1600), "refund-1") == Done()
    assert (len(intent.refunds), intent.left) == (2, 0)


async def test_more_refunds_than_fit_one_page_of_a_list_are_all_seen(counter: Counter) -> None:
    intent = await counter.taken(counter.asked(99_000))
    acts.refund(counter.world, intent, 100, {"key": "part-first"})
    for number in range(150):
        acts.refund(counter.world, intent, 100, {"key": f"part-{number}"})
    left = intent.left
    assert await counter.provider.give_back(intent.id, euro(100), "part-first") == Done()
    assert intent.left == left


async def test_a_hold_whose_time_ran_out_says_so(counter: Counter) -> None:
    intent = await counter.held()
    runs_out = await counter.provider.runs_out_at(intent.id)
    assert intent.held_at is not None
    assert runs_out == (intent.held_at + timedelta(days=7)).replace(microsecond=0)
    counter.world.wind(timedelta(days=7, seconds=1).total_seconds())
    assert isinstance(await counter.provider.capture(intent.id, euro(1600), "capture-1"), Rejected)
    assert await counter.provider.give_back(intent.id, euro(1600), "refund-1") == Done()


async def test_the_list_tells_of_all_money_that_was_ever_held(counter: Counter) -> None:
    """Promise 21: what it is compared with says how much was held, and how much of that went back."""
    began = counter.now.replace(microsecond=0)
    await counter.link(counter.asked(token="nobody-paid"))
    declined = await counter.link(counter.asked(token="declined"))
    acts.decline(counter.world, counter.world.stripe.sessions[declined.session])
    held = await counter.held(counter.asked(token="held"))
    let_go = await counter.held(counter.asked(token="let-go"))
    acts.cancel(counter.world, let_go)
    less = await counter.held(counter.asked(token="less"))
    acts.capture(counter.world, less, 1200)
    back = await counter.taken(counter.asked(token="back"))
    acts.refund(counter.world, back, None, {})
    some = await counter.taken(counter.asked(token="some"))
    acts.refund(counter.world, some, 500, {})
    listed = await counter.provider.listed(began, counter.now + timedelta(seconds=1))
    assert isinstance(listed, list)
    assert [(one.charge, one.token, one.state, one.amount, one.back) for one in listed] == [
        (held.id, "held", "held", euro(1600), euro(0)),
        (let_go.id, "let-go", "voided", euro(1600), euro(1600)),
        (less.id, "less", "captured", euro(1600), euro(400)),
        (back.id, "back", "refunded", euro(1600), euro(1600)),
        (some.id, "some", "captured", euro(1600), euro(500)),
    ]
    assert all(began <= one.at <= counter.now for one in listed)


async def test_a_long_list_comes_page_by_page_and_its_times_fit_together(counter: Counter) -> None:
    began = counter.now.replace(microsecond=0)
    for number in range(130):
        await counter.held(counter.asked(token=f"t{number}"))
        counter.world.wind(1)
    middle, end = began + timedelta(seconds=40), counter.now + timedelta(seconds=1)
    first = await counter.provider.listed(began, middle)
    second = await counter.provider.listed(middle, end)
    assert isinstance(first, list)
    assert isinstance(second, list)
    every: list[Listed] = [*first, *second]
    assert [one.token for one in every] == [f"t{number}" for number in range(130)]


async def test_yen_and_dinars_are_sent_as_stripe_counts_them(counter: Counter) -> None:
    for amount, currency, sent in (
        (1600, "JPY", 1600),
        (16_000, "KWD", 16_000),
        (500, "ISK", 50_000),
    ):
        intent = await counter.held(counter.asked(amount, currency, f"tok-{currency}"))
        assert (intent.amount, intent.currency) == (sent, currency.lower())
        done = await counter.provider.capture(intent.id, Money(amount, currency), f"c-{currency}")
        assert done == Done()


@pytest.mark.parametrize(
    ("amount", "currency", "why"),
    [(0, "EUR", "nothing"), (-1, "EUR", "nothing"), (16_001, "KWD", "takes no"), (49, "EUR", "50")],
)
async def test_what_cannot_be_paid_is_not_asked_for(
    counter: Counter, amount: int, currency: str, why: str
) -> None:
    told = await counter.provider.checkout(counter.asked(amount, currency))
    assert isinstance(told, Rejected)
    assert why in told.reason
    assert not counter.world.stripe.sessions


async def test_payments_of_others_and_of_nobody_are_not_found(counter: Counter) -> None:
    intent = await counter.held()
    counter.world.stripe.open_account("sk_test_another")
    other = StripeProvider("stripe-8", "sk_test_another", f"{counter.address}/stripe")
    for charge in (intent.id, "pi_none", "", "ch_1", "pi_../refunds"):
        answer = await other.capture(charge, euro(1600), "capture-1")
        assert isinstance(answer, Rejected), charge
    assert isinstance(await other.expire("cs_none"), Rejected)
    await other.close()


async def test_a_wrong_key_is_refused_and_never_said(counter: Counter) -> None:
    wrong = StripeProvider("stripe-8", "sk_live_SECRET_LETTERS", f"{counter.address}/stripe")
    answer = await wrong.capture("pi_1", euro(1600), "capture-1")
    assert isinstance(answer, Rejected)
    assert answer.reason == "HTTP 401: Invalid API Key provided: …"
    assert "SECRET" not in repr(wrong)
    await wrong.close()
    for key in ("", "ключ", "sk_test_a b", "sk_test\n"):
        with pytest.raises(ValueError, match="plain letters") as told:
            StripeProvider("stripe-9", key)
        assert key == "" or key not in str(told.value)


async def test_nobody_there_is_later(counter: Counter) -> None:
    nobody = StripeProvider("stripe-7", KEY, "http://127.0.0.1:9")
    link = await nobody.checkout(counter.asked())
    assert link == Later("no answer: ConnectError")
    await nobody.close()
