"""A leader looks at who is in, which ways they came, and takes a ready text for each kind of chat."""

import pytest

from flows.faces import START_LINK, ShareButton
from flows.presses.lead import ShowCame, ShowLead, ShowReadyTexts, ShowRoster
from groupbuys.holds import expire_due
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone, buttons
from tests.flows.walks import joins, opens
from tests.inline.test_dropping import drops


def shares(phone: Phone) -> list[ShareButton]:
    """The share buttons of the newest message."""
    return [one for one in buttons(phone.last) if isinstance(one, ShareButton)]


async def looks(phone: Phone, *labels: str) -> str:
    """Go from /lead through these buttons; gives what is read there."""
    await phone.command("lead")
    for label in labels:
        await phone.press(label)
    return phone.last.text


async def test_a_leader_sees_who_has_paid_and_through_whom_they_came(database_url: str) -> None:
    with Bazaar(database_url, minimum=5, capacity=5) as shop:
        mei, bo, ana, cy = shop.phones("Mei", "Bo", "Ana", "Cy")
        token = await opens(mei)
        await joins(bo, token)
        await joins(ana, bo.shared().address.partition("/")[2])
        await cy.write("enamel mug")
        await cy.press("Enamel mug")
        await cy.press("Group with 3 in")
        await cy.press("Join")
        shop.wind(minutes=4)
        read = await looks(mei, "Enamel mug", "Who is in")
        assert "Who is in: 4 people" in read
        everyone = read.split("\n\n")[1:]
        assert everyone == [
            "🟢 👑 <b>Mei</b>\nhas paid",
            "🟢 <b>Bo</b>\nhas paid\ncame through you: your link",
            "🟢 <b>Ana</b>\nhas paid\ncame through Bo",
            "🟡 <b>Cy</b>\nhas not paid yet; the place is kept for 11 more minutes\nfound the group on their own",
        ]
        shop.wind(minutes=12)
        assert "the time for it is up" in await looks(mei, "Enamel mug", "Who is in")
        shop.run(expire_due)
        assert "Cy" not in await looks(mei, "Enamel mug", "Who is in")


async def test_each_chat_is_told_apart_and_says_how_many_it_brought(database_url: str) -> None:
    """Opened, joined, paid: of the link, of each dropped card and of each ready text."""
    with Bazaar(database_url, minimum=9, capacity=9) as shop:
        mei, bo, ana, cy, dee, eve = shop.phones("Mei", "Bo", "Ana", "Cy", "Dee", "Eve")
        token = await opens(mei)
        await joins(bo, token)
        card = await drops(mei)
        await ana.start(card)
        await cy.start(card)
        await cy.press("Join")
        await looks(mei, "Enamel mug", "Ready texts")
        texts = {one.label: one.address.removeprefix(START_LINK) for one in shares(mei)}
        assert list(texts) == ["For family and friends", "For neighbours", "For people at work"]
        assert len({token, card, *texts.values()}) == 5
        await joins(dee, texts["For neighbours"])
        await eve.start(bo.shared().address.partition("/")[2])
        read = await looks(mei, "Enamel mug", "Where they came from")
        ways = {line.split("\n")[0]: line.split("\n")[1] for line in read.split("\n\n")[1:-1]}
        assert ways["<b>Your link</b>"] == "opened 1 · joined 1 · paid 1"
        assert ways["<b>The text for neighbours</b>"] == "opened 1 · joined 1 · paid 1"
        assert ways["<b>The text for family and friends</b>"] == "opened 0 · joined 0 · paid 0"
        assert ways["<b>Through Bo</b>"] == "opened 1 · joined 0 · paid 0"
        (dropped,) = [key for key in ways if key.startswith("<b>A card dropped into a group chat")]
        assert ways[dropped] == "opened 2 · joined 1 · paid 0"
        assert len(ways) == 6


async def test_ready_texts_say_only_what_is_in_the_books(database_url: str) -> None:
    """Promise 38: the numbers are the group's own, the shop's words are text."""
    with Bazaar(database_url, minimum=3, capacity=4) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        read = await looks(mei, "Enamel mug", "Ready texts")
        for one in shares(mei):
            assert "€7.49" in one.text
            assert "€9.99" in one.text
            assert "3 people are in by Mar 3" in one.text
            assert one.text.endswith("If not, everybody gets their money back.")
            assert one.address in read
            assert not one.query
        assert "<b>&amp; {name}" not in read


async def test_ready_texts_promise_the_lowest_of_several_prices_as_such(sqlite_url: str) -> None:
    """Promise 17's spirit: nobody is promised a price that not every choice has."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.write("blue cotton shirt")
        await mei.press("Blue cotton shirt")
        await mei.press("Start a group")
        await mei.press("S ·")
        await mei.press("Start a group")
        await mei.pay()
        assert "from €" in mei.shared().text
        await looks(mei, "Blue cotton shirt", "Ready texts")
        assert all("from €" in one.text for one in shares(mei))


async def test_only_the_leader_sees_the_roster(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, zoe = shop.phones("Mei", "Bo", "Zoe")
        await joins(bo, await opens(mei))
        for phone in (bo, zoe):
            for press in (ShowLead(1), ShowRoster(1, 0), ShowCame(1, 0)):
                phone.messages.clear()
                await phone.do(press)
                assert "Only the leader" in phone.toast
                assert "came through" not in phone.last.text
            assert "You lead no group just now" in await looks(phone)
        zoe.messages.clear()
        await zoe.do(ShowLead(10**15))
        assert "does not exist" in zoe.last.text
        mei.messages.clear()
        await mei.do(ShowRoster(1, 10**9))
        assert "<b>Bo</b>" in mei.last.text


async def test_a_large_group_is_turned_page_by_page(database_url: str) -> None:
    with Bazaar(database_url, minimum=15, capacity=15) as shop:
        mei, *others = shop.phones("Mei", *[f"P{number} {NASTY}" for number in range(11)])
        token = await opens(mei)
        for one in others:
            await joins(one, token)
        first = await looks(mei, "Enamel mug", "Who is in")
        second = await looks(mei, "Enamel mug", "Who is in", "›")
        assert first.count("has paid") == 10
        assert second.count("has paid") == 2
        assert "P10" in second


async def test_the_list_shows_running_groups_first_and_then_those_whose_goods_are_to_come(
    database_url: str,
) -> None:
    with Bazaar(database_url, minimum=2, capacity=2) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await mei.write("enamel mug")
        await mei.press("Enamel mug")
        await mei.press("Start a group")
        await mei.pay()
        read = await looks(mei)
        assert read.index("closes") < read.index("now the goods are awaited.")
        assert [label.rpartition(" ")[2] for label in mei.labels()[:2]] == ["1/2", "2/2"]


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-TW"])
async def test_the_leaders_pages_are_there_in_every_language(
    sqlite_url: str, language: str
) -> None:
    with Bazaar(sqlite_url, provider="") as shop:
        (mei,) = shop.phones(f"Mei {NASTY * 9}", language=language)
        start = {"en": "Start a group", "zh-hans": "发起拼团", "zh-TW": "開團"}[language]
        await mei.write("enamel mug")
        await mei.press("Enamel mug")
        await mei.press(start)
        await mei.command("lead")
        for press in (ShowLead(1), ShowRoster(1), ShowCame(1), ShowReadyTexts(1)):
            mei.messages.clear()
            await mei.do(press)
            english = any(word in mei.last.text for word in ("lead", " in", "link"))
            assert english == (language == "en")
