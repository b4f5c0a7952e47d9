"""Every button of the keepers' side, in every language: each leads to a screen within the messenger's limits."""

from typing import get_args

import pytest
from sqlalchemy import select

from catalog.keeping import channels, shopkeeping
from catalog.keeping.channels import Found
from catalog.keeping.roles import Role
from catalog.keeping.shopkeeping import Handover
from flows.presses.channels import AddChannel
from flows.presses.coupons import NewFund, ShowFunds
from flows.presses.desk import NewDeal
from flows.presses.every import WIRE, ClosePoint, DeskPress
from flows.presses.follow import WriteToBuyers
from flows.presses.handover import PickUpAt, TypeDetail
from flows.presses.plan import ChoosePlace
from groupbuys.claims import accepting, answering
from groupbuys.claims.model import Offer, Remedy, Taken, Wrong
from groupbuys.claims.opening import open_claim
from groupbuys.claims.rules import LONGEST_WORDS
from groupbuys.coupons import watching
from groupbuys.fulfilment import fulfilling, packing, pickup
from groupbuys.fulfilment.packing import Shelf
from groupbuys.tables import purchase
from storage.transaction import Transaction
from tests.desk.packing import LANTERN, bought, buys, deal_on, hires
from tests.desk.rooms import brings, hears
from tests.desk.test_opening import opens_shop
from tests.desk.test_posting import OIL, sends
from tests.desk.test_staff import OURS, link_for
from tests.files.bureau import Bureau
from tests.files.goods import BROKEN
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me
from tests.flows.test_previews import crawl
from tests.stock.goods import handles_goods
from tests.stories import BOT


async def hires_a_packer(shop: Bazaar, owner: Phone) -> None:
    """Somebody with a nasty name follows the owner's link."""
    token = await link_for(owner, "Invite a packer")
    (packer,) = shop.phones(f"Packer {NASTY * 3}")
    await packer.start(token)


async def hands_over_everywhere(shop: Bazaar, owner: Phone) -> None:
    """The bazaar's shop delivers and has points with nasty words; a buyer goes to each place, one has not said."""
    words = (NASTY * 4, NASTY * 10, NASTY * 6)
    *_, point = (shop.run(lambda tx: pickup.open_point(tx, LANTERN, *words)) for _ in range(10))
    shop.run(lambda tx: pickup.change_way(tx, LANTERN, Handover.BOTH))
    at_point, at_home, _ = buyers = shop.phones(NASTY, "Ana", "Late")
    for buyer in buyers:
        await buys(buyer)
    await at_point.do(PickUpAt("o", bought(shop, at_point).id, point))
    await at_home.do(TypeDetail("o", bought(shop, at_home).id, "name"))
    await at_home.write(f"{NASTY}\n0151 2345678\n{NASTY * 10}")
    await owner.do(ClosePoint(LANTERN, point), 10**9)


async def waits_to_be_packed(shop: Bazaar, owner: Phone) -> None:
    """The owner keeps the bazaar's shop too, where a mug with nasty words was bought and another was sent."""
    for buyer in shop.phones(f"Buyer {NASTY * 3}", "Bo"):
        await buys(buyer)
    await hires(shop, owner, role=Role.OWNER)
    line = bought(shop, buyer)
    shop.run(lambda tx: fulfilling.ship(tx, LANTERN, line.id, NASTY, NASTY * 2))


def claims_something(shop: Bazaar) -> None:
    """Something that was to be packed did not come, says its buyer with nasty words and photos."""
    shop.wind(days=4)
    shop.run(_claim)


def _claim(tx: Transaction) -> None:
    (one,) = packing.page(tx, LANTERN, Shelf.PACK, 0, 1)
    buyer = int(tx.value(select(purchase.c.person_id).where(purchase.c.id == one.id)))
    photos = ("https://pictures.example/a.jpg", "https://pictures.example/b.jpg")
    words = (NASTY * 20)[:LONGEST_WORDS]
    assert isinstance(open_claim(tx, buyer, one.id, Wrong.MISSING, words, photos), Taken)
    (sent,) = packing.page(tx, LANTERN, Shelf.SENT, 0, 1)
    other = int(tx.value(select(purchase.c.person_id).where(purchase.c.id == sent.id)))
    _sends_back(tx, other, sent.id, words)


def _sends_back(tx: Transaction, buyer: int, order_id: int, words: str) -> None:
    """What was broken is on its way back, says its buyer."""
    opened = open_claim(tx, buyer, order_id, Wrong.DAMAGED, words)
    assert isinstance(opened, Taken)
    number = opened.claim.id
    offered = answering.offer(tx, LANTERN, number, 99, Offer(Remedy.RETURN, words=words))
    assert isinstance(offered, Taken)
    accepting.accept(tx, buyer, number, offered.claim.offer_id)
    assert isinstance(accepting.send_back(tx, buyer, number), Taken)


async def posts_into_two_chats(shop: Bazaar, owner: Phone) -> None:
    """The shop has a channel and a group with nasty titles, and the bot was just brought into another channel."""
    for kind, chat, username in (("channel", -1001, "oliven"), ("group", -1002, "")):
        await owner.wire(WIRE.encode(AddChannel(OURS, kind[0])))
        await owner.pick(chat, NASTY * 5, username)
    await brings(owner, -1003, NASTY * 5)
    assert await hears(shop, owner, "channel_which") is not None


async def writes_a_letter(shop: Bazaar, owner: Phone) -> None:
    """The owner has a letter to the mug's buyers before their eyes, not sent yet."""
    await owner.do(WriteToBuyers(LANTERN, deal_on(shop, "mug")), 10**9)
    await owner.write(f"{NASTY * 3} https://example.com/{NASTY}")


async def shares_coupons(shop: Bazaar, owner: Phone) -> None:
    """The bazaar's shop gives coupons, and somebody with a nasty name is noted there."""
    await owner.do(NewFund(LANTERN, 0), 10**9)
    await owner.write("3")
    (sly,) = shop.phones(NASTY * 3)
    await sly.start()
    number = me(shop, sly)
    shop.run(lambda tx: watching.note(tx, LANTERN, [number]))
    await owner.do(ShowFunds(LANTERN), 10**9)


async def says_half_a_deal(shop: Bazaar, owner: Phone) -> None:
    """The owner said a deal of which something is open, and there is an assistant that may be asked."""
    shop.run(lambda tx: shopkeeping.hire_assistant(tx, hired=True))
    await owner.do(NewDeal(LANTERN), 10**9)
    await owner.write(f"{NASTY}, 12")
    await owner.command("shop")


async def posts_into(shop: Bazaar, owner: Phone) -> None:
    """The owner's shop has more channels than a form shows one by one."""
    number = me(shop, owner)
    for chat in range(9):
        found = Found(BOT, -100 - chat, "channel", f"{NASTY * 2}{chat}")
        shop.run(lambda tx, found=found: channels.connect(tx, OURS, found, number))  # type: ignore[misc]  # a chat


async def publishes(owner: Phone) -> None:
    """Publish a deal, plan two more posts of it, and look where it could be posted too."""
    await sends(owner, OIL)
    await owner.press("Publish")
    await owner.press("Posts")
    await owner.press("Post later")
    await owner.press("Today 18:00")
    await owner.press("Every day")
    await owner.press("‹ Posts")
    await owner.press("Post later")
    await owner.press("Tomorrow 09:00")
    await owner.press("✎ When")
    await owner.do(ChoosePlace(OURS, 2), 10**9)
    await owner.command("shop")
    await owner.press("Deals")
    await owner.press("🟢 Olive oil")
    await owner.press("Posts")
    await owner.press("Post into a channel")


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-TW"])
async def test_every_button_of_the_desk_leads_to_a_screen_within_the_limits(
    sqlite_url: str, language: str
) -> None:
    with Bazaar(sqlite_url) as shop:
        (owner,) = shop.phones(f"Owner {NASTY}")
        await opens_shop(owner, NASTY)
        await hires_a_packer(shop, owner)
        await owner.command("shop")
        await owner.press("More")
        await owner.press("Handover")
        await owner.press("Add a pickup point")
        await owner.write(f"{NASTY * 4}\n{NASTY * 10}\n{NASTY * 6}")
        await posts_into(shop, owner)
        await publishes(owner)
        await sends(owner, f"{NASTY}, 12 alone, 9 for three")
        await waits_to_be_packed(shop, owner)
        await says_half_a_deal(shop, owner)
        await handles_goods(shop, owner)
        claims_something(shop)
        await hands_over_everywhere(shop, owner)
        owner.language = language
        await owner.wire("ns")
        await owner.write("Second")
        await owner.command("shop")
        bureau = Bureau(shop)
        bureau.messenger.phones[owner.external] = owner
        await bureau.send(owner, f"{NASTY}.csv", BROKEN.encode())
        await posts_into_two_chats(shop, owner)
        await writes_a_letter(shop, owner)
        await shares_coupons(shop, owner)
        reached = await crawl(owner)
        wanted = set(get_args(DeskPress))
        assert reached >= wanted, wanted - reached
