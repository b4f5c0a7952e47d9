"""My orders says of money whose group is still open that it is only set aside, and what becomes of it."""

import pytest

from groupbuys.closing import close_due
from payments.account import Kind
from payments.asking import peek
from tests.flows.bazaar import Bazaar
from tests.flows.limits import visible
from tests.flows.phone import Phone
from tests.flows.walks import sees_mug, token_of
from tests.ways.test_choosing import CARD, PAGE, link, starts
from tests.ways.till import takes_by

SET_ASIDE = "is set aside. The shop gets it once the group succeeds; if the group fails, it goes back by itself."


async def reads_their_order(phone: Phone) -> str:
    """Look at the newest order; gives all that its page says."""
    await phone.command("orders")
    await phone.press("Enamel mug")
    return visible(phone.last.text)


async def pays_by_link(shop: Bazaar, phone: Phone) -> None:
    """Choose the page, and pay there."""
    await phone.press(PAGE)
    token = link(phone).address.removeprefix("kaituan:pay/")
    asked = shop.run(lambda tx: peek(tx, token))
    assert asked is not None
    await phone.pays_by_link(asked, f"pi_{asked.id}")


async def test_what_is_held_is_set_aside_until_the_group_succeeds(database_url: str) -> None:
    """Promise 20."""
    with Bazaar(database_url) as shop:
        takes_by(shop, Kind.STRIPE, Kind.TELEGRAM)
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await starts(mei)
        await pays_by_link(shop, mei)
        token = token_of(mei)
        assert SET_ASIDE in await reads_their_order(mei)
        for friend in (bo, ana):
            await friend.start(token)
            await friend.press("Join")
            await pays_by_link(shop, friend)
        assert "is paid." in (said := await reads_their_order(mei))
        assert "set aside" not in said, "the group has succeeded"


async def test_what_is_set_aside_is_on_its_way_back_once_the_group_has_failed(
    database_url: str,
) -> None:
    """Promises 3, 20."""
    with Bazaar(database_url) as shop:
        takes_by(shop, Kind.STRIPE, Kind.TELEGRAM)
        (mei,) = shop.phones("Mei")
        await starts(mei)
        await pays_by_link(shop, mei)
        shop.wind(days=8)
        shop.run(close_due)
        assert "on its way back" in (said := await reads_their_order(mei))
        assert "set aside" not in said


async def test_what_is_taken_at_once_is_paid_and_goes_back_if_the_group_fails(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        takes_by(shop, Kind.STRIPE, Kind.TELEGRAM)
        (mei,) = shop.phones("Mei")
        await starts(mei)
        await mei.press(CARD)
        await mei.pay()
        said = await reads_their_order(mei)
        assert "is paid. If the group fails, it goes back by itself." in said
        assert "set aside" not in said


async def test_what_is_bought_alone_is_simply_paid(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        takes_by(shop, Kind.STRIPE, Kind.TELEGRAM)
        (mei,) = shop.phones("Mei")
        await sees_mug(mei)
        await mei.press("Buy alone")
        await pays_by_link(shop, mei)
        said = await reads_their_order(mei)
        assert "is paid." in said
        assert "group" not in said


@pytest.mark.parametrize(
    ("language", "words"), [("zh-CN", "没拼成会自动退回"), ("zh-TW", "沒成團會自動退回")]
)
async def test_it_says_so_in_chinese(sqlite_url: str, language: str, words: str) -> None:
    with Bazaar(sqlite_url) as shop:
        takes_by(shop, Kind.STRIPE)
        (li,) = shop.phones("Li", language=language)
        await li.write("enamel mug")
        await li.press(li.labels()[0])
        await li.press({"zh-CN": "发起拼团", "zh-TW": "開團"}[language])
        token = link(li).address.removeprefix("kaituan:pay/")
        asked = shop.run(lambda tx: peek(tx, token))
        assert asked is not None
        await li.pays_by_link(asked, "pi_1")
        await li.command("orders")
        await li.press(li.labels()[0])
        assert words in visible(li.last.text)
