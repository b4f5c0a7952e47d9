"""What was given back in part is taken off what was sold, on its day, in charts, words, tables and today's figures."""

from datetime import date

from catalog.money import Money
from charts.drawing import draw
from charts.scale import around
from charts.values import Columns
from flows.presses.claims import ShowClaim, ShowShopClaim
from flows.screens.figures.sales import sales as drawn
from flows.screens.figures.sight import Sight
from flows.texts import Texts
from groupbuys.claims.model import Offer, Remedy, Wrong
from groupbuys.deal_sheet import page
from groupbuys.figures.days import Period, period
from groupbuys.figures.sales import Sales, sales
from groupbuys.refunding import take_back
from groupbuys.takings import today
from tests.claims.chat import claims, has_mug
from tests.claims.counter import Counter
from tests.desk.packing import LANTERN, presses
from tests.flows.bazaar import Bazaar
from tests.stories import NOON, Town

ZONE = "Asia/Shanghai"
FIVE = Offer(Remedy.PART, Money(500, "EUR"))


def week(at: Counter) -> Period:
    """The last seven days."""
    return period(at.town.now, ZONE, 7)


def sold(at: Counter) -> Sales:
    """What the chart is made of."""
    return at.town.run(lambda tx: sales(tx, at.town.shop_id, week(at)))


def test_it_is_taken_off_on_the_day_it_was_given(database_url: str) -> None:
    """The order is six days old: its own day stays what it was."""
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        at.accepts(at.offers(at.claims(), FIVE))
        found = sold(at)
        assert found.money == (2000, 0, 0, 0, 0, 0, -500)
        assert found.back == (0, 0, 0, 0, 0, 0, 500)
        assert found.orders == (1, 0, 0, 0, 0, 0, 0)
        day = town.run(lambda tx: today(tx, town.shop_id, ZONE))
        assert (day.orders, day.sold, day.back) == (0, -500, 500), "as the chart says"
        (deal,) = town.run(lambda tx: page(tx, town.shop_id, NOON.replace(year=2020), 0, 10))
        assert deal.sold == 1500
        assert not any(town.run(lambda tx: sales(tx, 99, week(at))).back), "another shop's"
        town.wind(days=1)
        assert town.run(lambda tx: today(tx, town.shop_id, ZONE)).back == 0


def test_of_an_order_that_was_paid_back_whole_later_nothing_is_taken_off(
    database_url: str,
) -> None:
    """It is not counted as sold, so what came off it before is not either."""
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        at.accepts(at.offers(at.claims(), FIVE))
        other, _ = at.buys(town.person())
        assert other
        town.run(lambda tx: take_back(tx, at.order))
        found = sold(at)
        assert (sum(found.money), sum(found.back)) == (2000, 0)
        assert town.run(lambda tx: today(tx, town.shop_id, ZONE)).sold == 2000


def test_two_parts_of_one_order_are_both_taken_off(database_url: str) -> None:
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        for wrong in (Wrong.DAMAGED, Wrong.DIFFERENT):
            at.accepts(at.offers(at.claims(wrong), FIVE))
        assert sum(sold(at).money) == 1000


async def test_a_keeper_reads_of_it_on_the_desk_and_beside_the_chart(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, olga = await has_mug(shop)
        await olga.command("shop")
        assert "Given back" not in olga.last.text
        await claims(mei)
        await presses(olga, ShowShopClaim(LANTERN, 1))
        await olga.press("Offer some money back")
        await olga.write("2.50")
        await presses(mei, ShowClaim(1))
        await mei.press("Accept the offer")
        await olga.command("shop")
        assert "Given back in part today, and taken off: €2.50" in olga.last.text
        assert "Orders today: 0, -€2.50" in olga.last.text
        await olga.press("Figures")
        text = olga.last.text
        assert "Money: €7.49" in text
        assert "An order on average: €9.99" in text, "what was given back may be of older orders"
        assert "Given back in part: €2.50, taken off on the day it was given" in text


def test_a_chart_goes_below_nought_where_more_was_given_back_than_sold() -> None:
    seen = Sight(
        Texts("en"), "Lantern", "EUR", Period(date(2026, 3, 1), 7, 1, ZONE, NOON), False, ""
    )
    figure = drawn(
        seen, Sales((1, 0, 0, 0, 0, 0, 0), (2000, 0, 0, 0, 0, 0, -500), (0,) * 6 + (500,))
    )
    assert isinstance(figure.chart, Columns)
    assert figure.chart.panels[0].marks[0].said.endswith("5")
    assert draw(figure.chart).startswith(b"\x89PNG")
    only = drawn(seen, Sales((0,) * 7, (0,) * 6 + (-500,), (0,) * 6 + (500,)))
    assert "Given back in part: €5.00" in only.text
    assert only.chart is not None
    assert draw(only.chart).startswith(b"\x89PNG")


def test_an_axis_below_nought_holds_it_and_has_few_marks() -> None:
    assert around(-500, 2000) == (-500, 0, 500, 1000, 1500, 2000)
    assert around(-2000, 100) == (-2000, -1500, -1000, -500, 0, 500)
    assert around(0, 100) == (0, 50, 100)
    for low, top in ((-1, 1), (-7, 10**9), (-(10**9), 7)):
        marks = around(low, top)
        assert marks[0] <= low
        assert marks[-1] >= top
        assert 0 in marks
        assert len(marks) <= 10
