"""Stock and limits: what can be opened can be delivered, and nobody gets more than their share (12, 13)."""

from groupbuys.buying import buy_alone
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.model import Ordered, Reason, Refused, ToPay
from tests.groupbuys.group import buys, filled, joins, opened, starts, stock
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town


def test_a_group_sets_its_whole_stock_aside_and_gives_back_what_nobody_bought(
    database_url: str,
) -> None:
    """Promise 12, with variants and several units (11)."""
    with Town(database_url, Terms(minimum=2, capacity=4, stock=6, variants=("S", "L"))) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        seated = opened(town, mei, quantity=2)
        assert stock(town) == (7, [4, 6])
        town.seated(joins(town, bo, seated.group.id, variant_number=1, quantity=3), bo)
        assert stock(town) == (5, [4, 3])
        joins(town, ana, seated.group.id)
        assert stock(town) == (5, [3, 3])
        town.wind(hours=24)
        town.run(close_due)
        assert stock(town) == (7, [4, 3])
        audited(town)


def test_the_last_units_of_a_product_are_not_promised_twice(database_url: str) -> None:
    """Promise 12: neither to a group, nor to a second unit in one, nor to who buys alone."""
    with Town(database_url, Terms(stock=4)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        seated = opened(town, mei)
        assert starts(town, bo) == Refused(Reason.SOLD_OUT)
        assert joins(town, bo, seated.group.id, quantity=3) == Refused(Reason.SOLD_OUT)
        assert isinstance(buys(town, ana), ToPay)
        assert joins(town, bo, seated.group.id, quantity=2) == Refused(Reason.SOLD_OUT)
        assert isinstance(joins(town, bo, seated.group.id), ToPay)
        assert stock(town)[0] == 0
        audited(town)


def test_a_variant_that_is_sold_out_takes_nothing_of_its_product(database_url: str) -> None:
    """Promises 11 and 12: one refused choice leaves both books as they were."""
    with Town(database_url, Terms(stock=3, variants=("S", "L"))) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = opened(town, mei, quantity=3)
        assert stock(town) == (1, [0, 3])
        assert joins(town, bo, seated.group.id) == Refused(Reason.SOLD_OUT)
        assert buys(town, bo) == Refused(Reason.SOLD_OUT)
        assert buys(town, bo, variant_number=1, quantity=2) == Refused(Reason.SOLD_OUT)
        assert stock(town) == (1, [0, 3])
        assert isinstance(joins(town, bo, seated.group.id, variant_number=1), ToPay)
        audited(town)


def test_a_solo_purchase_that_is_not_paid_gives_its_units_back(database_url: str) -> None:
    """Promise 6."""
    with Town(database_url, Terms(stock=5, variants=("S", "L"))) as town:
        bo = town.person()
        first, again = buys(town, bo, quantity=2), buys(town, bo, quantity=2)
        assert isinstance(first, ToPay)
        assert isinstance(again, ToPay)
        assert (first.token, first.amount.minor) == (again.token, 4000)
        assert stock(town) == (8, [3, 5])
        town.wind(minutes=15)
        town.run(expire_due)
        assert stock(town) == (10, [5, 5])
        assert town.run(expire_due) == 0
        audited(town)


def test_what_was_bought_alone_counts_towards_the_limit(database_url: str) -> None:
    """Promise 13: in both directions, held or placed, and no more once it was released."""
    with Town(database_url, Terms(limit=3, minimum=2, capacity=2)) as town:
        mei, bo = town.people("Mei", "Bo")
        assert isinstance(town.pay(buys(town, bo, quantity=2), bo), Ordered)
        assert starts(town, bo, quantity=2) == Refused(Reason.OVER_LIMIT, 1)
        seated = opened(town, bo)
        assert buys(town, bo) == Refused(Reason.OVER_LIMIT, 0)
        assert joins(town, bo, opened(town, mei).group.id) == Refused(Reason.OVER_LIMIT, 0)
        town.wind(hours=24)
        town.run(close_due)
        assert isinstance(buys(town, bo), ToPay)
        assert seated.seat.quantity == 1


def test_what_succeeded_counts_towards_the_limit_for_good(database_url: str) -> None:
    """Promise 13: the first order counts too."""
    with Town(database_url, Terms(limit=1, minimum=2, capacity=2)) as town:
        mei, bo = town.people("Mei", "Bo")
        filled(town, mei, bo)
        town.wind(hours=48)
        assert starts(town, mei) == Refused(Reason.OVER_LIMIT, 0)
        assert buys(town, bo) == Refused(Reason.OVER_LIMIT, 0)


def test_solo_purchases_count_among_the_unpaid_holds(database_url: str) -> None:
    """Promise 6: at most three, of whatever kind."""
    with Town(database_url) as town:
        bo = town.person()
        for quantity in (1, 2, 3):
            assert isinstance(buys(town, bo, quantity=quantity), ToPay)
        assert buys(town, bo, quantity=4) == Refused(Reason.TOO_MANY_HOLDS, 3)
        assert starts(town, bo) == Refused(Reason.TOO_MANY_HOLDS, 3)
        town.wind(minutes=15)
        assert isinstance(starts(town, bo), ToPay)


def test_what_is_not_on_offer_is_not_sold(database_url: str) -> None:
    with Town(database_url) as town:
        bo = town.person()
        chosen = town.variant_ids[0]
        gone = town.run(lambda tx: buy_alone(tx, bo, 999, chosen, 1))
        assert gone == Refused(Reason.GONE)
        gone = town.run(lambda tx: buy_alone(tx, bo, town.deal_id, 999, 1))
        assert gone == Refused(Reason.GONE)
