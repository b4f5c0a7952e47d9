"""The whole way of merging in the chat: asked, answered, told, and every old button and link finds the way."""

from flows.presses.every import AskLeave, ShowGroup
from flows.presses.lead import OfferMerge, TakeMerge
from groupbuys.leading.merging import offer_of
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import card_of, me, told
from tests.flows.walks import joins, opens


async def two_groups(shop: Bazaar) -> tuple[Phone, Phone, Phone, str]:
    """Mei leads one group, Ana another one with Bo in it; gives their phones and the link to Ana's."""
    mei, ana, bo = shop.phones("Mei <b>", "Ana", "Bo")
    await opens(mei)
    token = await opens(ana)
    await joins(bo, token)
    return mei, ana, bo, token


async def asks(phone: Phone) -> None:
    """Ask the only other leader."""
    await phone.command("lead")
    await phone.press("Enamel mug")
    await phone.press("Merge with another group")
    await phone.press("Ana")


async def test_two_leaders_agree_and_everybody_hears_of_it(database_url: str) -> None:
    with Bazaar(database_url, minimum=5, capacity=5) as shop:
        mei, ana, bo, token = await two_groups(shop)
        await asks(mei)
        assert "You asked Ana" in mei.last.text
        question = told(shop, ana)["merge_offer"]
        assert question is not None
        assert "Mei &lt;b&gt; leads another group" in question.text
        assert "Yours: 🟢🟢⚪⚪⚪" in question.text
        await ana.hear(question)
        await ana.press("Go on together")
        assert "are one now" in ana.last.text
        assert "🟢🟢🟢⚪⚪" in ana.last.text
        came, stayed = told(shop, bo)["merged"], told(shop, mei)["merged"]
        assert came is not None
        assert stayed is not None
        assert "goes on together with the group of Mei &lt;b&gt;" in came.text
        assert "Another group came into yours" in stayed.text
        (zoe,) = shop.phones("Zoe")
        await zoe.start(token)
        assert "Ana invites you" in zoe.last.text
        await zoe.press("Join")
        await zoe.pay()
        assert zoe.cards[-1].card_of == 1


async def test_old_buttons_and_cards_find_the_way(database_url: str) -> None:
    with Bazaar(database_url, minimum=5, capacity=5) as shop:
        mei, ana, bo, _ = await two_groups(shop)
        await asks(mei)
        question = told(shop, ana)["merge_offer"]
        assert question is not None
        await ana.hear(question)
        await ana.press("Go on together")
        card = card_of(shop, 1, me(shop, bo))
        assert card is not None
        assert "🟢🟢🟢⚪⚪" in card.text
        assert "You are in" in card.text
        bo.messages.clear()
        await bo.do(ShowGroup(2))
        assert "🟢🟢🟢⚪⚪" in bo.last.text
        await bo.do(AskLeave(2))
        await bo.press("Leave")
        assert "You have left the group." in bo.last.text
        await ana.hear(question)
        await ana.press("Go on together")
        assert ana.toast == "That question is not open any more."


async def test_the_other_leader_may_say_no(database_url: str) -> None:
    with Bazaar(database_url, minimum=5, capacity=5) as shop:
        mei, ana, bo, _ = await two_groups(shop)
        await asks(mei)
        question = told(shop, ana)["merge_offer"]
        assert question is not None
        await ana.hear(question)
        await ana.press("Stay apart")
        assert "stays as it is" in ana.last.text
        answer = told(shop, mei)["merge_declined"]
        assert answer is not None
        assert "Ana would rather not merge" in answer.text
        await bo.do(OfferMerge(2, 1))
        assert "Only the leader" in bo.toast
        await asks(mei)
        await mei.press("Do not merge after all")
        await ana.do(TakeMerge(2))
        assert ana.toast == "That question is not open any more."
        assert shop.run(lambda tx: offer_of(tx, 2)) is None
        assert told(shop, ana)["merge_offer"] is None
