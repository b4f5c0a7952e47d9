"""Coupons at the desk: set up by typing, refused with what would be right, switched on and off, seen in figures."""

from collections.abc import Iterator
from functools import partial

import pytest

from catalog.keeping.roles import Role
from flows.presses.coupons import (
    BeginFund,
    EditFund,
    NewFund,
    SetFund,
    ShowFund,
    ShowFunds,
    ShowMarked,
    TurnFund,
)
from groupbuys.coupons import funds, giving, watching
from groupbuys.coupons.model import Fund
from tests.coupons.ground import euros
from tests.desk.packing import LANTERN, deal_on, hires
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me, told
from tests.flows.walks import joins, opens

NEW = 10**9
"""The number of no message: the answer is a new one."""


@pytest.fixture
def shop(database_url: str) -> Iterator[Bazaar]:
    """Give the bazaar."""
    with Bazaar(database_url) as bazaar:
        yield bazaar


async def keeper(shop: Bazaar, role: Role = Role.OWNER) -> Phone:
    """Somebody who works there."""
    (pat,) = shop.phones("Pat")
    await hires(shop, pat, role=role)
    return pat


def fund(shop: Bazaar, number: int = 1) -> Fund:
    """How a fund stands."""
    found = shop.run(lambda tx: funds.fund(tx, LANTERN, number))
    assert found is not None
    return found


async def begins(pat: Phone) -> None:
    """A fund for the whole shop, of 3.00 each."""
    await pat.do(ShowFunds(LANTERN), NEW)
    await pat.press("For the whole shop")
    await pat.write("3.00")
    await pat.press("€12.00")


async def test_a_fund_begins_with_one_amount_and_is_off_until_it_is_switched_on(
    shop: Bazaar,
) -> None:
    pat = await keeper(shop)
    await pat.command("shop")
    await pat.press("More")
    assert "pays less for one order" in (await pat.press("Coupons")).text
    await begins(pat)
    assert "Not on yet" in pat.last.text
    assert "Each takes €3.00 off one order of €12.00 or more" in pat.last.text
    seen = await pat.press("Switch on")
    assert "On: leaders get" in seen.text
    assert fund(shop).is_on
    assert not fund(shop).aside.minor
    await pat.press("Switch off")
    assert not fund(shop).is_on


@pytest.mark.parametrize(
    ("field", "typed", "right"),
    [
        ("s", "0", "from 1 to 20"),
        ("s", "21", "from 1 to 20"),
        ("s", "many", "from 1 to 20"),
        ("d", "1000", "from 1 to 90"),
        ("d", "-1", "from 1 to 90"),
        ("a", "7", "€14.00 or more"),
        ("l", "5", "€6.00 or more"),
        ("l", "nothing", "could not find an amount"),
        ("b", "14.99", "at least €15.00"),
        ("b", "¥500", "could not find an amount"),
        ("a", "0", "could not find an amount"),
    ],
)
async def test_what_cannot_be_is_refused_with_what_would_be_right(
    sqlite_url: str, field: str, typed: str, right: str
) -> None:
    """Promise 35; the question stays open."""
    with Bazaar(sqlite_url) as shop:
        pat = await keeper(shop)
        await begins(pat)
        before = fund(shop)
        await pat.do(EditFund(LANTERN, 1, field), NEW)
        assert right in (await pat.write(typed)).text
        assert fund(shop) == before
        await pat.write({"s": "２", "d": "三", "a": "2", "l": "20", "b": "400"}[field])
        assert fund(shop) != before


async def test_the_second_number_is_an_answer_and_no_search(shop: Bazaar) -> None:
    """What one coupon is worth, then from what order on: both to be chosen or typed, with the bounds said first."""
    pat = await keeper(shop)
    await pat.do(ShowFunds(LANTERN), NEW)
    asked = await pat.press("For the whole shop")
    assert "never takes off more than half of an order" in asked.text
    second = await pat.write("3")
    assert "✅ Each coupon takes €3.00 off" in second.text
    assert "type €6.00 or more" in second.text
    assert pat.labels() == ["€6.00", "€12.00", "€18.00", "‹ Back"]
    said = await pat.write("20")
    assert "€3.00 off one order of €20.00 or more" in said.text
    assert fund(shop).offered.least == euros(2000)


@pytest.mark.parametrize(
    ("field", "said", "labels"),
    [
        ("s", "a number from 1 to 20", ["3", "5", "10"]),
        ("a", "an amount up to €6.00", ["€1.00", "€2.00", "€3.00"]),
        ("l", "type €6.00 or more", ["€6.00", "€12.00", "€18.00"]),
        ("d", "a number from 1 to 90", ["7", "14", "30"]),
        ("b", "type €15.00 or more", ["€150.00", "€300.00", "€750.00"]),
    ],
)
async def test_each_question_says_its_bounds_and_offers_values_that_fit(
    sqlite_url: str, field: str, said: str, labels: list[str]
) -> None:
    with Bazaar(sqlite_url) as shop:
        pat = await keeper(shop)
        await begins(pat)
        first = fund(shop)
        for label in labels:
            asked = await pat.do(EditFund(LANTERN, 1, field), NEW)
            assert said in asked.text
            assert pat.labels() == [*labels, "‹ Back"]
            assert "Coupons for each leader" in (await pat.press(label)).text
            assert shop.run(partial(funds.change, new=first)) == first


async def test_a_made_up_value_is_judged_like_a_typed_one(shop: Bazaar) -> None:
    """Promise 17: what is on a button is no more than what somebody says."""
    pat = await keeper(shop)
    for worth in (0, -300, 10**15):
        assert "has to be worth something" in (await pat.do(BeginFund(LANTERN, 0, worth), NEW)).text
    assert (await pat.do(BeginFund(LANTERN, 10**9, 300), NEW)).text.startswith(
        "<b>Coupons to share"
    )
    await begins(pat)
    before = fund(shop)
    for field, value in (
        ("s", 0),
        ("a", 601),
        ("l", 1),
        ("d", 91),
        ("b", -1),
        ("l", 10**15),
        ("z", 1),
    ):
        await pat.do(SetFund(LANTERN, 1, field, value), NEW)
        assert fund(shop) == before
    assert "not yours to do" in (await pat.do(SetFund(2, 1, "s", 3), NEW)).text


async def test_a_new_fund_needs_an_amount_in_the_shops_currency(shop: Bazaar) -> None:
    pat = await keeper(shop)
    await pat.do(NewFund(LANTERN, 0), NEW)
    assert "could not find an amount" in (await pat.write("a lot")).text
    assert "has to be worth something" in (await pat.write("9999999999")).text
    await pat.write("€2,50")
    assert fund(shop).offered.amount == euros(250)
    await pat.do(NewFund(LANTERN, 0), NEW)
    assert "Each takes €2.50 off" in pat.last.text, "there is one already"


async def test_a_budget_never_falls_below_what_is_promised_and_figures_say_what_became_of_it(
    shop: Bazaar,
) -> None:
    pat = await keeper(shop)
    await begins(pat)
    await pat.press("Switch on")
    mei, bo, ana, zoe = shop.phones("Mei", "Bo", f"Ana {NASTY}", "Zoe")
    token = await opens(mei)
    await joins(bo, token)
    await joins(ana, token)
    shop.run(lambda tx: giving.give_due(tx, 9))
    said = told(shop, mei)["packet"]
    assert said is not None
    gift = next(word for word in said.text.split() if "gift-" in word).rpartition("/")[2]
    await zoe.start(gift.partition("\n")[0])
    await pat.do(ShowFund(LANTERN, 1), NEW)
    assert "Coupons given: 5, to 1 leader" in pat.last.text
    assert "Not taken yet: 4" in pat.last.text
    assert "Given out and not used yet: €15.00" in pat.last.text
    await pat.do(EditFund(LANTERN, 1, "s"), NEW)
    await pat.write("1")
    await pat.do(EditFund(LANTERN, 1, "b"), NEW)
    assert "set aside at least that much" in (await pat.write("14.99")).text
    await pat.write("15")
    assert fund(shop).left == euros(0)


async def test_keepers_hear_once_that_a_fund_is_used_up(shop: Bazaar) -> None:
    pat = await keeper(shop, Role.MANAGER)
    await begins(pat)
    await pat.do(EditFund(LANTERN, 1, "b"), NEW)
    await pat.write("15")
    await pat.do(TurnFund(LANTERN, 1, 1), NEW)
    for number in range(3):
        mei, bo, ana = shop.phones(f"Mei {number}", "Bo", "Ana")
        token = await opens(mei)
        await joins(bo, token)
        await joins(ana, token)
        shop.run(lambda tx: giving.give_due(tx, 9))
    said = told(shop, pat)["fund_empty"]
    assert said is not None
    assert "is used up: €15.00" in said.text
    await pat.do(EditFund(LANTERN, 1, "b"), NEW)
    await pat.write("100")
    assert told(shop, pat)["fund_empty"] is None


async def test_a_deal_has_a_fund_of_its_own(shop: Bazaar) -> None:
    pat = await keeper(shop)
    await pat.do(ShowFunds(LANTERN), NEW)
    await pat.press("For one deal")
    await pat.press("Enamel mug")
    assert pat.labels()[:3] == ["€0.50", "€1.00", "€2.00"], "a mug is €7.49"
    await pat.press("€1.00")
    assert fund(shop).deal_id == deal_on(shop, "mug")
    listed = await pat.do(ShowFunds(LANTERN), NEW)
    assert "Enamel mug &lt;b&gt;" in listed.text, "promise 38"


async def test_a_fund_of_another_shop_is_as_if_it_were_not_there(shop: Bazaar) -> None:
    pat = await keeper(shop)
    await begins(pat)
    for press in (ShowFund(2, 1), TurnFund(2, 1, 1), EditFund(2, 1, "b"), ShowMarked(2)):
        assert "not yours to do" in (await pat.do(press, NEW)).text
    for gone in (ShowFund(LANTERN, 99), EditFund(LANTERN, 99, "b"), EditFund(LANTERN, 1, "z")):
        await pat.do(gone, NEW)
    assert not fund(shop).is_on


async def test_a_packer_has_no_coupons_to_set_up(shop: Bazaar) -> None:
    pat = await keeper(shop, Role.PACKER)
    await pat.command("shop")
    await pat.press("More")
    assert "Coupons" not in pat.labels()
    assert "not yours to do" in (await pat.do(NewFund(LANTERN, 0), NEW)).text


async def test_accounts_that_were_flagged_are_seen_and_can_be_stopped(shop: Bazaar) -> None:
    """Names of strangers are text (promise 38)."""
    pat = await keeper(shop)
    (sly,) = shop.phones(NASTY)
    await sly.start()
    number = me(shop, sly)
    assert "No account stands out" in (await pat.do(ShowMarked(LANTERN), NEW)).text
    shop.run(lambda tx: watching.note(tx, LANTERN, [number]))
    await pat.do(ShowFunds(LANTERN), NEW)
    seen = await pat.press("Noted accounts")
    assert "&lt;b&gt;" in seen.text
    await pat.press("No coupons for")
    assert shop.run(lambda tx: giving.is_stopped(tx, LANTERN, number))
    await pat.press("Coupons for")
    assert not shop.run(lambda tx: giving.is_stopped(tx, LANTERN, number))
