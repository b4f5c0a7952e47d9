"""What people say in a group chat: understood, refused kindly, or left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.naming import Named, meant
from flows.chats.phrases import Linked, MoneyBack, Order, Out, Who, is_ours, read, wish
from flows.quantities import Unfit

TEA = (
    Named(1, ("Blue / M", "蓝色 / M")),
    Named(2, ("Blue / L", "蓝色 / L")),
    Named(3, ("Red / L", "红色 / L")),
    Named(4, ("Blue",)),
    Named(5, ("500 ml",)),
)


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("+1", Order(1)),
        (" ＋２ ", Order(2)),
        ("+٢", Order(2)),
        ("➕3", Order(3)),
        ("+2 blue L", Order(2, "blue L")),
        ("+1 蓝色 L", Order(1, "蓝色 L")),
        ("+2件蓝色L", Order(2, "蓝色L")),
        ("+2 x blue, please", Order(2, "blue")),
        ("+1 XL", Order(1, "XL")),
        ("加一", Order(1)),
        ("+三份", Order(3)),
        ("+1 谢谢！", Order(1)),
        ("+1 😀", Order(1)),
        ("+0", Order(0)),
        ("+1.5", Order(Unfit.NOT_WHOLE)),
        ("+1000000000000", Order(Unfit.TOO_MANY)),
        ("+1 for Mum", Order(1, "", "Mum")),
        ("+2 blue L for Bo Li", Order(2, "blue L", "Bo Li")),
        ("+1 妈妈", Order(1, "", "妈妈")),
        ("+1 帮妈妈", Order(1, "", "妈妈")),
        ("+1 for me, please", Order(1)),
        ("-1", Out(1)),
        ("−2", Out(2)),
        ("退出", Out()),
        ("Out!", Out()),
        ("-1 份", Out(1)),
        ("-1 妈妈", Out(1, "妈妈")),
        ("退出 妈妈", Out(0, "妈妈")),
        ("取消帮妈妈", Out(0, "妈妈")),
        ("退給媽媽", Out(0, "媽媽")),
        ("退我的", Out()),
        ("out for me", Out()),
        ("退款", MoneyBack()),
        ("我要退款，谢谢", MoneyBack()),
        ("退货吗？", MoneyBack()),
        ("退貨", MoneyBack()),
        ("退 錢", MoneyBack()),
        ("取消订单", MoneyBack()),
        ("取消訂單", MoneyBack()),
        ("I want a refund please", MoneyBack()),
        ("list", Who()),
        ("列表", Who()),
        ("接龍", Who()),
        ("see https://t.me/shop_bot?start=abcdefgh\nnow", Linked("abcdefgh")),
        ("t.me/shop_bot?startgroup=abcdefgh", Linked("abcdefgh")),
    ],
)
def test_words_are_understood(said: str, means: object) -> None:
    """Promise 36."""
    assert read(said) == means
    assert is_ours(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "hello",
        "1",
        "+",
        "I +1 that",
        "加油",
        "list of all the things that we have to buy for Saturday",
        "+1\n+2",
        "+1 " + "x" * 80,
        "out of milk",
        "退休了",
        "退群",
        "退了",
        "取消了",
        "https://example.org/?start=abcdefgh",
    ],
)
def test_talk_is_left_alone(said: str) -> None:
    assert read(said) is None
    assert not is_ours(said)


@given(st.text(max_size=80))
def test_whatever_is_said_breaks_nothing(said: str) -> None:
    read(said)
    read(f"+1 {said}")
    wish(said)


def test_a_command_orders_with_or_without_a_number() -> None:
    assert wish("") == Order(1)
    assert wish("2 blue L") == Order(2, "blue L")
    assert wish("blue L") == Order(1, "blue L")
    assert wish("+3") == Order(3)


@pytest.mark.parametrize(
    ("words", "variants"),
    [
        ("blue L", (2,)),
        ("L Blue", (2,)),
        ("蓝色L", (2,)),
        ("藍 L", (2,)),
        ("l", (2, 3)),
        ("blue", (4,)),
        ("500ml", (5,)),
        ("green", ()),
        ("!!", ()),
    ],
)
def test_a_variant_is_named_in_any_language_and_order(
    words: str, variants: tuple[int, ...]
) -> None:
    assert meant(TEA, words) == variants
