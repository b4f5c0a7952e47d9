"""The hand-out list as a file: every cell a text or a number, for whoever leads the group by then."""

import re
from functools import partial

import pytest
from sqlalchemy import update

from flows.presses.every import SetZone
from flows.presses.lead import SendHandOut, ShowHandOut
from groupbuys.refunding import take_back
from groupbuys.tables import group_buy
from storage.errand_tables import errand
from tests.files.bureau import Bureau
from tests.files.test_exporting import cells, sheet
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me, orders
from tests.flows.walks import joins, opens
from tests.lead.test_handing import handed, listed

_FILE = {"en": "As a file", "zh-hans": "导出为 Excel", "zh-TW": "匯出為 Excel"}
_LEADS = {"en": "leads the group", "zh-hans": "团长", "zh-TW": "團長"}


async def succeeded(bureau: Bureau) -> list[Phone]:
    """A full group of three: Mei leads it, a formula came through her link, and Ana through the formula."""
    mei, bo, ana = bureau.phones("Mei", "=1+1", f"Ana \u202e{NASTY}")
    await joins(bo, await opens(mei))
    await joins(ana, bo.shared().address.partition("/")[2])
    return [mei, bo, ana]


async def test_a_leader_gets_the_list_as_a_file(database_url: str) -> None:
    """Promise 38: a name that looks like a formula is a text, and one that is markup stays as it is."""
    with Bazaar(database_url, minimum=3, capacity=3) as shop:
        bureau = Bureau(shop)
        mei, bo, _ = await succeeded(bureau)
        handed(shop, bo)
        await mei.do(SetZone("Asia/Taipei"))
        assert "1 of 3 have theirs" in await listed(mei)
        await bureau.press(mei, "As a file")
        assert mei.toast == "I am writing the list …"
        (file,) = bureau.files
        assert file.name == "hand-out-2026-03-02.xlsx"
        assert "Enamel mug" in file.text
        assert "3 people" in file.text
        assert "Asia/Taipei" in file.text
        head, *rows, total = cells(file)
        assert [text for _, text in head][-1] == "Joined (Asia/Taipei)"
        what = {row[0][1]: [text for _, text in row[1:]] for row in rows}
        assert [row[0][0] for row in rows] == ["inlineStr"] * 3
        assert what["Mei"][-5:-1] == ["1", "to fetch", "yes", "leads the group"]
        assert what["=1+1"][-5:-1] == ["1", "handed out", "yes", "your link"]
        assert what["Mei"][-1].startswith("46083.8333"), "20:00 in Taipei, noon in UTC"
        (ana,) = (key for key in what if key.startswith("Ana"))
        assert what[ana][-2] == "=1+1"
        assert "<b>" in ana
        widths = [float(one) for one in re.findall(rb' width="([\d.]+)"', sheet(file))]
        assert widths[0] > len(ana), "each column shows what stands in it"
        assert widths[1] > len("Enamel mug")
        assert total[0][1] == "Total: 3 people"
        assert [kind for kind, _ in total].count("inlineStr") == 1, "the pieces are a number"
        assert "3" in [text for _, text in total]


async def test_where_one_pays_at_pickup_the_list_says_so(sqlite_url: str) -> None:
    with Bazaar(sqlite_url, minimum=2, capacity=2, provider="") as shop:
        bureau = Bureau(shop)
        mei, bo = bureau.phones("Mei", "Bo")
        await mei.write("enamel mug")
        await mei.press("Enamel mug")
        await mei.press("Start a group")
        await bo.start(mei.shared().address.partition("/")[2])
        await bo.press("Join")
        await listed(mei)
        await bureau.press(mei, "As a file")
        _, *rows, _ = cells(bureau.files[0])
        assert {row[-3][1] for row in rows} == {"at pickup"}


async def test_pressed_twice_it_is_sent_once(sqlite_url: str) -> None:
    with Bazaar(sqlite_url, minimum=3, capacity=3) as shop:
        bureau = Bureau(shop)
        mei, *_ = await succeeded(bureau)
        await mei.do(SendHandOut(1))
        await mei.do(SendHandOut(1))
        await bureau.work()
        assert len(bureau.files) == 1
        await mei.do(SendHandOut(1))
        await bureau.work()
        assert len(bureau.files) == 2, "later it is made anew"


async def test_only_who_leads_the_group_gets_it(database_url: str) -> None:
    """Asked at the press, and once more when the file is made."""
    with Bazaar(database_url, minimum=3, capacity=3) as shop:
        bureau = Bureau(shop)
        mei, bo, _ = await succeeded(bureau)
        await bo.do(SendHandOut(1))
        assert "Only the leader" in bo.toast
        await mei.do(SendHandOut(1))
        heir = me(shop, bo)
        shop.run(lambda tx: tx.write(update(group_buy).values(leader_id=heir)))
        await bureau.work()
        assert bureau.files == []
        assert "not yours to do" in mei.last.text


async def test_a_group_of_which_all_was_taken_back_has_no_file(database_url: str) -> None:
    with Bazaar(database_url, minimum=3, capacity=3) as shop:
        bureau = Bureau(shop)
        phones = await succeeded(bureau)
        mei = phones[0]
        await mei.do(SendHandOut(1))
        for phone in phones:
            (order,) = (one.id for one in orders(shop, phone))
            shop.run(partial(take_back, order_id=order))
        await bureau.work()
        assert bureau.files == []
        assert "nothing to hand out" in mei.last.text
        await mei.do(ShowHandOut(1))
        assert "nothing to hand out" in mei.last.text
        assert "0 of 0" not in mei.last.text
        assert "As a file" not in mei.labels()
        await mei.do(SendHandOut(1))
        assert "nothing to hand out" in mei.toast


async def test_a_list_that_breaks_is_said_kindly_and_told_to_the_operator(sqlite_url: str) -> None:
    """Its button leads a leader home, not to a desk that is not theirs."""
    with Bazaar(sqlite_url, minimum=3, capacity=3) as shop:
        bureau = Bureau(shop)
        mei, *_ = await succeeded(bureau)
        await mei.do(SendHandOut(1))
        shop.run(lambda tx: tx.write(update(errand).values(work="{}", attempts=3)))
        await bureau.work()
        assert "I have told the operator" in mei.last.text
        assert mei.labels() == ["Home"]


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-TW"])
async def test_it_is_sent_in_every_language(sqlite_url: str, language: str) -> None:
    with Bazaar(sqlite_url, minimum=3, capacity=3) as shop:
        bureau = Bureau(shop)
        mei, *_ = await succeeded(bureau)
        mei.language = language
        await mei.start()
        await mei.do(SendHandOut(1), 10**9)
        await bureau.work()
        (file,) = bureau.files
        assert _LEADS[language] in {text for row in cells(file) for _, text in row}
