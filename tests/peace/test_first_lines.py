"""What the daily message takes of other news, its first line, is whole: no tag that is opened there stays open."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from sqlalchemy import update

from catalog import low_stock
from catalog.keeping.roles import Role
from catalog.tables import product_text
from flows.faces import Screen
from flows.news.manners import MANNERS
from flows.screens.shape import first_line
from flows.texts import filled
from people import wishes
from tests.desk.packing import LANTERN, buys, hires
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.limits import screen_fits, visible
from tests.flows.test_news import me
from tests.follow.street import Street
from tests.house.test_shape import ROOT
from tests.peace.people import SIX

SEVERAL = f"two\nlines {NASTY}\n\nand a third"
"""Words of somebody who pressed the return key."""


def sayings(language: str) -> Iterator[str]:
    """Every text of a language as a screen may say it, its places filled with words of several lines."""
    with (ROOT / f"flows/locale/{language}/LC_MESSAGES/kaituan.po").open("rb") as lines:
        for one in read_po(lines):
            said = [one.string] if isinstance(one.string, str) else list(one.string or ())
            if one.id and one.context is None:
                yield from said


@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
def test_the_first_line_of_every_text_is_whole(language: str) -> None:
    for saying in sayings(language):
        places = dict.fromkeys(re.findall(r"\{(\w+)\}", saying), SEVERAL)
        cut = first_line(filled(saying, **places))
        screen_fits(Screen(str(cut) or "-"))
        assert "\n" not in cut


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<b>a\nb</b>: c\nd", "<b>a b</b>: c"),
        ("\n\n<b>a</b>\n\nb", "<b>a</b>"),
        ("a <i>b <b>c\nd</b>\n</i> e\nf", "a <i>b <b>c d</b> </i> e"),
        ("1 &lt; 2\n3", "1 &lt; 2"),
        ("", ""),
    ],
)
def test_a_cut_comes_behind_what_a_tag_holds(text: str, line: str) -> None:
    assert first_line(text) == line


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-TW"])
async def test_goods_with_a_name_of_several_lines_stand_in_the_daily_message(
    sqlite_url: str, language: str
) -> None:
    """Promise 38. Of what is gathered, all but who joined and new deals is told by its first line."""
    apart = {kind for kind, manner in MANNERS.items() if manner.gathers} - {"joined", "new_deals"}
    assert apart == {low_stock.OF_VARIANT, low_stock.OF_PRODUCT}, "tell a story of the new one"
    with Bazaar(sqlite_url) as shop:
        street = Street(shop)
        pat, bo = await street.phones("Pat", "Bo")
        await hires(shop, pat, role=Role.MANAGER)
        pat.language = language
        await pat.start()
        number = me(shop, pat)
        shop.run(lambda tx: wishes.set_daily(tx, number, on=True))
        shop.run(lambda tx: low_stock.set_warn_below(tx, LANTERN, 40))
        await buys(bo)
        shop.run(lambda tx: tx.write(update(product_text).values(title=f"Mug\n{NASTY}\nred")))
        await street.go()
        await street.until(SIX)
        (said,) = street.heard(pat, "📬")
        assert "📉 Mug <b>" in visible(said)
        screen_fits(Screen(said))
