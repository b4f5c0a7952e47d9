"""What each channel brought, where deals are posted."""

from charts.values import Rows
from flows.presses.figures import ShowFigures
from tests.desk.packing import presses
from tests.desk.test_staff import OURS
from tests.figures.test_figures import shown
from tests.flows.bazaar import Bazaar
from tests.posts.test_desk import comes


async def test_what_each_channel_brought_stands_in_one_chart(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei = await comes(shop)
        shop.wind(minutes=1)
        await presses(mei, ShowFigures(OURS, "c", 7))
        assert "News: 1 opened, 1 joined or bought (1 started a group), 1 paid" in mei.last.text
        assert "Sale: 3 opened, 1 joined or bought (0 started a group), 0 paid" in mei.last.text
        chart = shown(mei)
        assert isinstance(chart, Rows)
        assert [(row.label, row.value) for row in chart.rows] == [("Sale", 3), ("News", 1)]
        shop.wind(days=8)
        await presses(mei, ShowFigures(OURS, "c", 7))
        assert "Nobody opened a post's link in this time." in mei.last.text
