"""Credit lowers the next purchase in its shop by itself, and comes back with it, once; each amount is what was paid."""

import pytest
from sqlalchemy import insert, select

from catalog.tables import shop
from groupbuys import history, leaving, paying, takings
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.model import GivenBack, Ordered, Refused, ToPay, Unplaced
from groupbuys.refunding import take_back
from groupbuys.rewards import crediting
from groupbuys.rewards.crediting import Move, Whose
from groupbuys.rewards.model import Why
from groupbuys.rewards.reward_tables import credit, credit_entry
from groupbuys.tables import purchase
from storage.transaction import Transaction
from tests.coupons import ground as coupons
from tests.groupbuys.group import buys, joins, opened, starts, steps
from tests.groupbuys.late import let_run_out, moves
from tests.groupbuys.ledger import audited
from tests.payments.till import works_off
from tests.rewards.ground import asked, euros, gives, has, order_of, used
from tests.stories import Terms, Town


def test_credit_lowers_a_start_a_join_or_a_solo_purchase_by_itself(rich: Town) -> None:
    """The invoice asks for the rest; whoever has none pays the whole price."""
    assert asked(starts(rich, 1)) == (1100, 500)
    assert has(rich, 1) == (0, 0)
    assert asked(buys(rich, 1)) == (2000, 0)
    rich.run(lambda tx: leaving.give_up(tx, 1, "s", 3))
    assert asked(buys(rich, 1, quantity=2)) == (3500, 500)
    rich.run(lambda tx: leaving.give_up(tx, 1, "o", 4))
    number = opened(rich, 2).group.id
    assert asked(joins(rich, 1, number)) == (1100, 500)
    assert asked(joins(rich, rich.person("Bo"), number)) == (1600, 0)
    audited(rich)


def test_something_is_left_to_pay(database_url: str) -> None:
    """Whoever takes money takes no less than 1.00; the rest of the credit waits for the next purchase."""
    with Town(database_url, Terms(stock=90)) as town:
        mei = town.person("Mei")
        gives(town, mei, 1500)
        town.run(lambda tx: town.new_terms(tx, Terms(price=1500)))
        assert asked(starts(town, mei)) == (100, 1400)
        assert has(town, mei) == (100, 0)
        assert asked(buys(town, mei)) == (1900, 100)
        audited(town)


def test_what_was_held_costs_the_same_when_it_is_asked_for_again(rich: Town) -> None:
    """Promise 17; and nothing else can be paid for it."""
    wish = buys(rich, 1)
    assert isinstance(wish, ToPay)
    assert asked(buys(rich, 1)) == asked(wish) == (1500, 500)
    assert rich.run(lambda tx: paying.check(tx, 1, wish.token, euros(1500))) is None
    assert isinstance(rich.run(lambda tx: paying.check(tx, 1, wish.token, euros(2000))), Refused)
    placed = rich.pay(wish, 1)
    assert isinstance(placed, Ordered)
    assert placed.order.total == euros(1500)
    (line,) = rich.run(lambda tx: history.orders(tx, 1, limit=1))
    assert (line.total, line.credit) == (euros(1500), euros(500))
    sold = rich.run(lambda tx: takings.today(tx, rich.shop_id, "Europe/Berlin")).sold
    assert sold == 1500
    assert used(rich) == [("used", -500)]
    audited(rich)


def test_it_comes_back_when_the_hold_runs_out_once(rich: Town) -> None:
    """Promise 6."""
    number = opened(rich, 2).group.id
    joins(rich, 1, number)
    let_run_out(rich)
    rich.run(expire_due)
    assert has(rich, 1) == (500, 0)
    assert asked(joins(rich, 1, number)) == (1100, 500)
    assert used(rich) == [("used", -500), ("back", 500), ("used", -500)]
    audited(rich)


def test_another_choice_in_the_same_hold_keeps_it(rich: Town) -> None:
    """In a group, and in one's own that is not paid yet; one that cannot be had leaves it where it is."""
    number = opened(rich, 2).group.id
    joins(rich, 1, number)
    assert asked(joins(rich, 1, number, 1, 2)) == (2700, 500)
    rich.run(lambda tx: leaving.leave(tx, 1, number))
    starts(rich, 1)
    assert asked(starts(rich, 1, 1)) == (1100, 500)
    rich.run(lambda tx: rich.new_terms(tx, Terms(2, 2, price=1500)))
    assert asked(starts(rich, 1, quantity=2)) == (2500, 500)
    assert isinstance(starts(rich, 1, quantity=99), Refused)
    assert has(rich, 1) == (0, 0)
    audited(rich)


def test_a_group_that_failed_gives_money_and_credit_back(rich: Town) -> None:
    """Each to where it came from."""
    rich.seated(starts(rich, 1), 1)
    rich.wind(hours=25)
    rich.run(close_due)
    assert (1, 1100) in [(who, minor) for who, minor, _ in steps(rich, "refund")]
    assert has(rich, 1) == (500, 0)
    audited(rich)


def test_who_leaves_has_it_back(rich: Town) -> None:
    """Together with the money."""
    number = opened(rich, 2).group.id
    rich.seated(joins(rich, 1, number), 1)
    rich.run(lambda tx: leaving.leave(tx, 1, number))
    assert has(rich, 1) == (500, 0)
    audited(rich)


def test_an_order_that_is_taken_back_gives_it_back_once(rich: Town) -> None:
    """Whoever takes it back a second time finds nothing."""
    rich.pay(buys(rich, 1), 1)
    number = int(
        rich.run(lambda tx: tx.value(select(purchase.c.id).order_by(purchase.c.id.desc())))
    )
    for _ in range(2):
        rich.run(lambda tx: take_back(tx, number))
    works_off(rich)
    assert has(rich, 1) == (500, 0)
    assert used(rich) == [("used", -500), ("back", 500)]
    audited(rich)


def test_money_that_comes_late_takes_the_credit_again_if_it_is_there(rich: Town) -> None:
    """Promise 7: the price was made with it."""
    number = opened(rich, 2).group.id
    wish = joins(rich, 1, number)
    let_run_out(rich)
    rich.run(expire_due)
    rich.seated(wish, 1)
    assert has(rich, 1) == (0, 0)
    audited(rich)


def test_money_that_comes_late_goes_back_where_the_credit_is_spent(rich: Town) -> None:
    """A price that credit made is none without it."""
    number = opened(rich, 2).group.id
    wish = joins(rich, 1, number)
    let_run_out(rich)
    rich.run(expire_due)
    rich.pay(buys(rich, 1), 1)
    assert isinstance(rich.pay(wish, 1), GivenBack)
    assert has(rich, 1) == (0, 0)
    audited(rich)


def test_late_money_that_moves_takes_its_credit_along(rich: Town) -> None:
    """Into another group, at the same price."""
    bo, ana, cy = rich.people("Bo", "Ana", "Cy")
    number = opened(rich, 2).group.id
    wish = joins(rich, 1, number)
    let_run_out(rich)
    for person in (bo, ana):
        rich.seated(joins(rich, person, number), person)
    other = opened(rich, cy).group.id
    found = rich.pay(wish, 1)
    assert isinstance(found, Unplaced), found
    assert has(rich, 1) == (0, 0)
    moves(rich, 1, found.seat.id, other)
    assert has(rich, 1) == (0, 0)
    audited(rich)
    rich.run(lambda tx: leaving.leave(tx, 1, other))
    assert has(rich, 1) == (500, 0)
    audited(rich)


def test_a_coupon_goes_first_and_credit_pays_of_the_rest(rich: Town) -> None:
    """Both come back."""
    bo, ana = rich.people("Bo", "Ana")
    coupons.sets_up(rich)
    rich.run(lambda tx: rich.new_terms(tx, Terms(minimum=2, capacity=2)))
    coupons.has(rich, 1, coupons.packet_of(rich, bo, ana))
    wish = buys(rich, 1)
    assert isinstance(wish, ToPay)
    assert (wish.amount, wish.off, wish.credit) == (euros(1200), euros(300), euros(500))
    let_run_out(rich)
    assert has(rich, 1) == (500, 0)
    assert coupons.states(rich) == {"waiting": 2, "live": 1}
    rich.pay(wish, 1)
    assert has(rich, 1) == (0, 0)
    audited(rich)


def elsewhere(tx: Transaction, person: int, currency: str, shop_id: int) -> None:
    """Somebody has 9.00 of credit there."""
    of = Whose(person, shop_id, currency)
    crediting.freeze(tx, [(of, 900)])
    number, _ = crediting.locked(tx, of)
    key = {"credit_id": number, "why": Why.EARNED.value, "amount": 0, "frozen": 900}
    tx.write(insert(credit_entry).inline(), {**key, "key": f"{shop_id}{currency}", "at": tx.now})
    crediting.move(tx, number, of, Move(Why.THAWED, 77, amount=900, frozen=-900))


def test_another_shop_or_another_currency_cannot_use_it(rich: Town) -> None:
    """Credit is one shop's promise."""
    row = {"name": "Other", "currency": "EUR", "zone": "UTC", "provider": "sandbox"}
    other = rich.run(lambda tx: tx.add(insert(shop), {**row, "created_at": tx.now}))
    rich.run(lambda tx: elsewhere(tx, 2, "EUR", other))
    rich.run(lambda tx: elsewhere(tx, 2, "USD", rich.shop_id))
    assert asked(buys(rich, 2)) == (2000, 0)
    assert has(rich, 2) == (1800, 0)


def test_lines_of_credit_are_never_changed(rich: Town) -> None:
    """Whoever tries fails."""
    for change in (
        credit_entry.update().values(amount=1),
        credit_entry.delete(),
    ):
        with pytest.raises(Exception, match="only ever added to"):
            rich.run(lambda tx: tx.write(change))  # noqa: B023  run at once


def test_no_credit_falls_below_zero(rich: Town) -> None:
    """The database itself refuses."""
    with pytest.raises(Exception, match=r"(?i)check"):
        rich.run(lambda tx: tx.write(credit.update().values(balance=-1)))


def test_a_ladder_that_falls_below_the_credit_gives_the_rest_of_it_back(
    database_url: str,
) -> None:
    """Nobody's credit pays more than a place came to, and what was paid in money goes back first."""
    with Town(database_url, Terms(stock=90)) as town:
        mei = town.person("Mei")
        gives(town, mei, 1500)
        falling = Terms(minimum=2, capacity=3, steps={3: 900})
        town.run(lambda tx: town.new_terms(tx, falling))
        number = opened(town, mei).group.id
        for person in town.people("Bo", "Ana"):
            town.seated(joins(town, person, number), person)
        works_off(town)
        balance, _ = has(town, mei)
        assert balance == 1500 - 899
        audited(town)
        order = order_of(town, mei, number)
        town.run(lambda tx: take_back(tx, order))
        assert has(town, mei) == (1500, 0)
        audited(town)
