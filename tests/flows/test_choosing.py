"""Choosing a variant and how many (promise 36)."""

import pytest

from flows.quantities import Unfit, read
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone


async def choosing(phone: Phone, size: str = "S · €15.00") -> None:
    """Choose a size of the shirt, and get to where one says how many."""
    await phone.write("blue shirt")
    await phone.press("Blue cotton shirt")
    await phone.press("Start a group")
    await phone.press(size)


async def test_several_variants_are_chosen_from_first(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await choosing(mei)
        await mei.press("+")
        assert "2 × €15.00 = <b>€30.00</b>" in mei.last.text
        await mei.press("Start a group")
        assert mei.invoices[-1].amount.minor == 3000
        await mei.pay()
        await bo.start(mei.shared().address.partition("/")[2])
        await bo.press("Join")
        assert not bo.invoices, "Join asks for the size first"
        await bo.press("L · €18.00")
        await bo.press("Join")
        assert bo.invoices[-1].amount.minor == 1800


async def test_another_size_before_paying_replaces_the_first_one(database_url: str) -> None:
    """Promises 6 and 9: one group and one invoice that counts, whichever way the size was chosen."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await choosing(mei)
        await mei.press("Start a group")
        await choosing(mei, "L · €18.00")
        await mei.press("Start a group")
        assert "Pay <b>€18.00</b> with the invoice below" in mei.last.text
        small, large = mei.invoices
        assert await mei.check_out(small)
        await mei.command("mine")
        assert len([label for label in mei.labels() if label.startswith("Blue cotton shirt")]) == 1
        assert "waits for your payment" in mei.last.text
        await mei.check_out(large)
        assert mei.checkouts[-1] is None
        await mei.pay_late(large)
        assert len(mei.cards) == 1


@pytest.mark.parametrize("typed", ["2", "２", "٢", " 2 pcs", "x2", "2件", "两件", "二"])
async def test_a_quantity_is_understood_however_it_is_written(sqlite_url: str, typed: str) -> None:
    """Promise 36."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await choosing(mei)
        await mei.press("Type a number")
        await mei.write(typed)
        assert "2 × €15.00" in mei.last.text
        await mei.press("Start a group")
        assert mei.invoices[-1].amount.minor == 3000


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("many", "could not find a number"),
        ("2 or 3", "could not find a number"),
        ("0", "at least one"),
        ("-1", "at least one"),
        ("1.5", "Only whole numbers"),
        ("1000000000000", "more than 30"),
        ("10^12", "could not find a number"),
        ("<b>&", "could not find a number"),
    ],
)
async def test_nonsense_is_refused_kindly_with_what_would_be_right(
    sqlite_url: str, typed: str, said: str
) -> None:
    """Promise 36: and the next answer still counts."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await choosing(mei)
        await mei.press("Type a number")
        await mei.write(typed)
        assert said in mei.last.text
        assert "from 1 to 30" in mei.last.text
        await mei.write("3")
        assert "3 × €15.00" in mei.last.text


async def test_words_after_the_question_was_left_are_a_search_again(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await choosing(mei)
        await mei.press("Type a number")
        await mei.press("‹ Back")
        await mei.write("mug")
        assert "result for “mug”" in mei.last.text


async def test_a_question_does_not_wait_forever(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await choosing(mei)
        await mei.press("Type a number")
        shop.wind(minutes=16)
        await mei.write("mug")
        assert "result for “mug”" in mei.last.text


async def test_a_forged_quantity_is_refused_by_the_heart(sqlite_url: str) -> None:
    """Promise 17: what a press carries is a wish, and the price is the server's."""
    with Bazaar(sqlite_url, limit=5) as shop:
        (mei,) = shop.phones("Mei")
        await choosing(mei)
        _, button = mei.find("Start a group")
        wire = getattr(button, "wire", "")
        await mei.wire(wire.rpartition(":")[0] + ":99")
        assert "limit per person" in mei.toast
        assert not mei.invoices


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三件", 23),
        ("九十九", 99),
        ("三個", 3),
        ("兩", 2),
        ("一百", Unfit.TOO_MANY),
        ("〇", Unfit.TOO_FEW),
        ("1" * 60, Unfit.TOO_MANY),
    ],
)
def test_a_number_in_words_is_the_number_that_was_meant(typed: str, meant: int | Unfit) -> None:
    """Promise 36."""
    assert read(typed, 99) == meant


@pytest.mark.parametrize(
    "typed", ["二三", "十十", "一百零零五", "三分之一", "两三个", "件二", "二件三", "个"]
)
def test_a_number_in_words_that_is_not_sure_is_not_guessed(typed: str) -> None:
    """Promise 36: never another number than the one that was meant."""
    assert read(typed, 99) is Unfit.NO_NUMBER


def test_quantities_know_their_bounds() -> None:
    assert read("7", 7) == 7
    assert read("8", 7) is Unfit.TOO_MANY
    assert read("1,5", 7) is Unfit.NOT_WHOLE
    assert read("½", 7) is not Unfit.TOO_MANY
    assert read("", 7) is Unfit.NO_NUMBER
