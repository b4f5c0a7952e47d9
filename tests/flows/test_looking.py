"""Looking around: categories, pages, search, a product, and the way back."""

from flows.faces import Picture
from tests.flows.bazaar import Bazaar
from tests.flows.limits import visible


async def test_a_shopper_walks_from_the_door_to_a_shirt_and_back(sqlite_url: str) -> None:
    with Bazaar(sqlite_url, shirts=9) as shop:
        (mei,) = shop.phones("Mei")
        await mei.start()
        assert mei.labels()[:4] == ["Browse", "Open groups", "My groups", "My orders"]
        await mei.press("Browse")
        assert "Clothes (9)" in mei.labels()
        await mei.press("Clothes")
        await mei.press("›")
        assert "2 of 2" in mei.labels()
        await mei.press("Shirt number 8")
        await mei.press("‹ Back")
        assert "2 of 2" in mei.labels()
        await mei.press("‹ Back")
        assert "Clothes (9)" in mei.labels()
        await mei.press("Home")
        assert "Lantern" in mei.last.text
        assert len(mei.messages) == 1, "menus edit the pressed message"


async def test_many_categories_have_pages(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.command("deals")
        assert "1 of 2" in mei.labels()
        await mei.press("›")
        assert "Shelf 9 (1)" in mei.labels()


async def test_a_product_says_what_is_saved_who_is_needed_and_what_becomes_of_the_money(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.write("blue shirt")
        await mei.press("Blue cotton shirt")
        text = visible(mei.last.text)
        assert "Alone: from €20.00" in text
        assert "In a group of 3: from €15.00 (you save €5.00, 25%)" in text
        assert "stays open for 24 hours and needs 3 people" in text
        assert "everybody is paid back in full" in text
        assert mei.last.picture == Picture("https://pictures.example/shirt.jpg")
        assert "left in stock" not in text, "64 are no reason to hurry (promise 15)"
        assert {"Start a group", "Buy alone"} <= set(mei.labels())


async def test_a_search_is_understood_in_chinese(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (li,) = shop.phones("Li", language="zh-CN")
        (chen,) = shop.phones("Chen", language="zh-TW")
        await li.write("衬衫")
        assert "蓝色纯棉衬衫" in li.labels()[0]
        await li.press("蓝色纯棉衬衫")
        assert "3 人拼团：<b>€15.00 起</b>" in li.last.text
        await chen.write("襯衫")
        await chen.press("藍色純棉襯衫")
        assert "開團" in chen.labels()


async def test_pages_of_a_search_are_turned(sqlite_url: str) -> None:
    with Bazaar(sqlite_url, shirts=9) as shop:
        (mei,) = shop.phones("Mei")
        await mei.write("shirt")
        assert "9 results for “shirt”" in mei.last.text
        first = mei.labels()
        await mei.press("›")
        second = mei.labels()
        assert first[0] not in second
        await mei.press(second[0])
        await mei.press("‹ Back")
        assert mei.labels() == second


async def test_a_search_that_finds_nothing_has_ways_on(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.write("zeppelin")
        assert "Nothing here matches “zeppelin”" in mei.last.text
        assert {"Browse", "Open groups"} <= set(mei.labels())


async def test_what_is_typed_comes_back_as_text(sqlite_url: str) -> None:
    """Promise 38: neither in a search, nor in a title, nor in a name is anything markup."""
    with Bazaar(sqlite_url, provider="") as shop:
        eve, bo = shop.phones("<b>Eve</b> & {co} %s", "Bo")
        await eve.write("<i>mug & {title}")
        assert "&lt;i&gt;mug &amp; {title}" in eve.last.text.replace("&#123;", "{")
        await eve.write("mug")
        await eve.press("Enamel mug")
        await eve.press("Start a group")
        assert "&lt;b&gt;Eve&lt;/b&gt; &amp; {co} %s" in eve.cards[0].text
        await bo.start(eve.shared().address.partition("/")[2])
        assert "&lt;b&gt;Eve&lt;/b&gt;" in bo.last.text


async def test_an_empty_shop_says_so(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.do(None)
        assert "out of date" in mei.toast
        assert "Browse" in mei.labels()
