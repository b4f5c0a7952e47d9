"""Every screen that can be walked to, in every language, within the messenger's limits."""

from collections import Counter
from dataclasses import fields, is_dataclass
from typing import Any, get_args

import pytest
from sqlalchemy import select

from catalog.keeping import following
from catalog.keeping.shopkeeping import DETAILS, Handover, hand_over
from flows import ways
from flows.commands import menu
from flows.faces import PressButton
from flows.presses.chats import ChatPress
from flows.presses.claims import ClaimPress
from flows.presses.every import WIRE, Anew, DeskPress, Home, Press, ShowOrders
from flows.presses.guests import BringFriend
from flows.presses.handover import TypeDetail
from flows.presses.lead import LeadPress
from flows.presses.operator import OperatorPress
from flows.presses.own import OpenLink
from flows.presses.seats import BuyAlone, Join, PayBy
from flows.presses.waiting import WaitFor
from groupbuys import finding
from groupbuys.coupons import taking
from groupbuys.fulfilment import pickup
from groupbuys.holds import expire_due
from groupbuys.tables import seat
from payments.account import Kind
from tests.coupons.ground import packet_for
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone, buttons
from tests.flows.test_news import me, orders
from tests.flows.walks import joins, opens, the_group
from tests.friends.gifts import gives
from tests.rewards.ground import every_line
from tests.ways.till import takes_by

MOST = 660
_LAST = {"mv": 1, "l": 2, "mb": 3, "gu": 4, "sl": 5, "wf": 2, "gvt": 5, "pb": 5}
HUGE = 10**12
_JOIN = {"en": "Join", "zh-hans": "参团", "zh-TW": "加入"}
_ALONE = {"en": "Buy alone", "zh-hans": "单独购买", "zh-TW": "單獨購買"}
_START = {"en": "Start a group", "zh-hans": "发起拼团", "zh-TW": "開團"}


async def crawl(phone: Phone) -> set[type[Any]]:
    """Press everything that is reachable from the messages there are; gives the types of the presses.

    It goes for what it has seen least of. The phone itself asserts that each reply keeps the messenger's limits.
    """
    waiting = wires(phone)
    done: set[str] = set()
    types: Counter[type[Any]] = Counter()
    while waiting and len(done) < MOST:
        wire = min(waiting, key=lambda one: (8 * rank(one) + types[kind(one)], one))
        done.add(wire)
        types[kind(wire)] += 1
        types[Anew] += isinstance(WIRE.decode(wire), Anew)
        phone.messages.clear()
        await phone.wire(wire, message=10**9)
        waiting = (waiting | wires(phone)) - done
    return set(types)


def wires(phone: Phone) -> set[str]:
    """Wire texts under all messages."""
    return {
        button.wire
        for screen in phone.messages.values()
        for button in buttons(screen)
        if isinstance(button, PressButton)
    }


def kind(wire: str) -> type[Any]:
    """The type of a press, also of one that answers anew."""
    press = WIRE.decode(wire)
    return type(WIRE.decode(press.wire) if isinstance(press, Anew) else press)


def rank(wire: str) -> int:
    """What only looks comes first, what ends something last."""
    return _LAST.get(wire.split(":", maxsplit=1)[0], 0)


async def lived_in(shop: Bazaar, language: str) -> Phone:
    """A phone whose chat shows a bit of everything: a search, a card, a late payment, a group of its own."""
    (reader,) = shop.phones(f"Reader {NASTY}", language=language)
    leader, bo, ana, late = shop.phones(f"Leader {NASTY * 3}", "Bo", "Ana", "Late")
    token = await opens(leader)
    await reader.start(token)
    await reader.press(_JOIN[language])
    shop.wind(minutes=16)
    shop.run(expire_due)
    await joins(bo, token)
    await joins(ana, token)
    await opens(late)
    await reader.pay_late(reader.invoices[-1])
    await reader.write("enamel mug")
    await reader.press("Enamel mug")
    await reader.press(_START[language])
    await reader.pay()
    await reader.write("enamel mug")
    await reader.press("Enamel mug")
    await reader.press(_ALONE[language])
    await reader.pay()
    await says_where(shop, reader)
    for words in ("shirt", "zeppelin", "shirt"):
        await reader.write(words)
    knows_the_shop(shop, reader)
    has_coupons(shop, reader)
    has_rewards(shop, reader)
    await waits_for_a_place(shop, reader)
    await brings_a_friend(shop, reader)
    await chooses_how_to_pay(shop, reader)
    await asks_for_everything(reader)
    await reader.start(await gives(late))
    return reader


async def asks_for_everything(reader: Phone) -> None:
    """Every command of the menu."""
    for name in ("start", "deals", "mine", "lead", "orders", "coupons", "rewards", "help", "mute"):
        await reader.command(name)
    await reader.command("language")


async def chooses_how_to_pay(shop: Bazaar, reader: Phone) -> None:
    """The shop takes money in two ways, and the reader has not chosen yet."""
    takes_by(shop, Kind.STRIPE, Kind.PICKUP)
    group = the_group(shop)
    of_group = select(seat.c.variant_id).where(seat.c.group_buy_id == group.id).limit(1)
    variant_id = shop.run(lambda tx: int(tx.value(of_group)))
    await reader.do(BuyAlone(group.deal_id, variant_id, 1), 99)
    assert PayBy in {kind(one.wire) for one in buttons(reader.last) if isinstance(one, PressButton)}


async def waits_for_a_place(shop: Bazaar, reader: Phone) -> None:
    """A group with several variants is full, and the reader waits for a place in it."""
    leader, bo, ana = shop.phones("Leader", "Bo", "Ana")
    await leader.write("blue cotton")
    for label in ("Blue cotton", "Start a group", "S ·", "Start a group"):
        await leader.press(label)
    await leader.pay()
    number = me(shop, leader)
    ((group, seat),) = shop.run(lambda tx: finding.mine(tx, number))
    for phone in (bo, ana):
        await phone.start()
        await phone.do(Join(group.id, seat.variant_id, 1))
    for press in (Join(group.id, seat.variant_id, 2), WaitFor(group.id, seat.variant_id, 1)):
        await reader.do(press, 10**9)


async def brings_a_friend(shop: Bazaar, reader: Phone) -> None:
    """The reader has a place for somebody who is not here, in a group of theirs."""
    number = me(shop, reader)
    ((group, _), *_) = shop.run(lambda tx: finding.mine(tx, number))
    await reader.do(BringFriend(group.id), 10**9)
    await reader.write(NASTY)
    await reader.pay()


def knows_the_shop(shop: Bazaar, reader: Phone) -> None:
    """The reader wants no messages from the shop."""
    number = me(shop, reader)
    shop.run(lambda tx: following.mute(tx, 1, number, off=True))


def has_coupons(shop: Bazaar, reader: Phone) -> None:
    """The reader has a coupon, and more to give away."""
    number = me(shop, reader)
    given = shop.run(lambda tx: packet_for(tx, number))
    other = shop.run(lambda tx: packet_for(tx, number + 1))
    assert given != other
    shop.run(lambda tx: taking.take(tx, number, other))


def has_rewards(shop: Bazaar, reader: Phone) -> None:
    """The reader has been rewarded by the one shop, in every way, and lost some of it."""
    number, deal_id = me(shop, reader), the_group(shop).deal_id
    shop.run(lambda tx: every_line(tx, number, 1, deal_id))


async def says_where(shop: Bazaar, reader: Phone) -> None:
    """The shop hands over at many points and delivers; the reader's seat goes to an address with nasty words."""
    for _ in range(10):
        shop.run(lambda tx: pickup.open_point(tx, 1, NASTY * 4, NASTY * 10, NASTY * 6))
    shop.run(lambda tx: pickup.change_way(tx, 1, Handover.BOTH))
    shop.run(lambda tx: hand_over(tx, 1, Handover.BOTH, DETAILS))
    seat = next(line for line in orders(shop, reader) if (line.what, line.state) == ("s", "paid"))
    await reader.do(TypeDetail("s", seat.id, "name"))
    await reader.write(f"{NASTY}\n0151 2345678\n{NASTY * 10}")
    await reader.do(TypeDetail("s", seat.id, "note"))
    await reader.write(NASTY * 6)
    await reader.do(TypeDetail("s", seat.id, "note"))


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-TW"])
async def test_every_button_leads_to_a_screen_within_the_limits(
    sqlite_url: str, language: str
) -> None:
    with Bazaar(sqlite_url, shirts=9) as shop:
        reader = await lived_in(shop, language)
        reached = await crawl(reader)
        elsewhere = (DeskPress, ClaimPress, ChatPress, LeadPress, OperatorPress, OpenLink)
        everything = set(get_args(Press)) - {
            one for room in elsewhere for one in get_args(room) or (room,)
        }
        assert reached >= everything, everything - reached


@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
async def test_a_shop_that_is_paid_at_pickup_looks_right_everywhere(
    sqlite_url: str, language: str
) -> None:
    with Bazaar(sqlite_url, provider="", shirts=3) as shop:
        (reader,) = shop.phones("Reader", language=language.replace("_", "-"))
        await reader.start()
        await crawl(reader)
        assert not reader.invoices


@pytest.mark.parametrize("wish", get_args(Press), ids=lambda wish: wish.__name__)
def test_every_press_fits_with_the_largest_numbers(wish: type[Any]) -> None:
    """64 bytes, even behind the two letters that make a press answer anew."""
    assert is_dataclass(wish)
    far = ways.product(HUGE, ways.category(HUGE, 35 * 36))
    worst: dict[str, Any] = {
        "back": far,
        "goal": "j",
        "what": "o",
        "page": 999,
        "quantity": 99,
        "language": "zh_Hans",
        "zone": "America/Argentina/ComodRivadavia",
        "off": 1,
        "field": "z",
        "value": "America/Argentina/ComodRivadavia",
        "role": "manager",
        "accent": "turquoise",
        "how": "delivery",
        "start": 22,
        "end": 22,
        "wire": "",
        "wrong": "different",
        "period": "m",
        "state": "p",
        "form": "xlsx",
        "token": "-" * 16,
        "theme": "n",
    }
    press: Any = wish(**{field.name: worst.get(field.name, HUGE) for field in fields(wish)})
    wire = WIRE.encode(press)
    assert WIRE.decode(wire) == press
    assert len(WIRE.encode(Anew(wire)).encode()) <= 64


def test_ways_lead_back_step_by_step_and_forget_what_is_too_far() -> None:
    far = ways.product(7, ways.open_groups(5, 2, ways.product(7, ways.found(1))))
    assert len(far) <= ways.LIMIT
    step = ways.press(far)
    assert ways.press(getattr(step, "back", "")) == WIRE.decode("og:5:2:" + "p7-f1")
    for strange in ("zz", "c", "p1.2.3", "ö", "p" + "9" * 30, "-", "g-", "m-1", "g_1", "p1 "):
        assert WIRE.encode(ways.press(strange))
    for forged in ("m" + "z" * 50, "c1." + "z" * 12, "f" + "9" * 20, "r" + "z" * 11):
        back = ways.press(forged)
        assert WIRE.encode(back)
        assert isinstance(back, Home | ShowOrders)


def test_the_command_menu_is_there_in_every_language() -> None:
    """Telegram's limits: 32 characters a name, 256 a description."""
    for language in ("en", "zh_Hans", "zh_Hant"):
        listed = menu(language)
        names = [name for name, _ in listed]
        assert names == [
            "start",
            "deals",
            "mine",
            "lead",
            "orders",
            "coupons",
            "rewards",
            "language",
            "mute",
            "shop",
            "help",
        ]
        assert all(0 < len(words) <= 256 for _, words in listed)
    assert menu("en") != menu("zh_Hans") != menu("zh_Hant")
