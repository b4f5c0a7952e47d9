"""A coupon lowers one purchase, once: bound to its hold, given back with it; each amount is what was really paid."""

import pytest

from groupbuys import history, leaving, paying, refunding, takings
from groupbuys.cancelling import cancel_deal
from groupbuys.closing import close_due
from groupbuys.coupons import ending, looking
from groupbuys.coupons.using import STILL_GOOD, best
from groupbuys.holds import expire_due
from groupbuys.model import GivenBack, Ordered, Reason, Refused, Seated, ToPay, Unplaced
from tests.coupons.ground import ends, euros, gives, has, packet_of, purse, sets_up, states
from tests.groupbuys.group import buys, joins, opened, starts, steps
from tests.groupbuys.late import let_run_out, moves
from tests.groupbuys.ledger import audited
from tests.payments.till import works_off
from tests.stories import Terms, Town


def holder(town: Town, **terms: int) -> tuple[int, int]:
    """Ana has a coupon of Mei's; returns both."""
    mei, bo, ana = town.people("Mei", "Bo", "Ana")
    sets_up(town, **terms)
    has(town, ana, packet_of(town, mei, bo))
    return ana, mei


def asked(wish: object) -> tuple[int, int | None]:
    """What is asked for a place, and what a coupon took off it."""
    assert isinstance(wish, ToPay), wish
    return wish.amount.minor, wish.off.minor if wish.off else None


def test_a_coupon_lowers_a_start_a_join_or_a_solo_purchase_by_itself(town: Town) -> None:
    """Whoever has none pays the whole price."""
    ana, mei = holder(town)
    assert asked(starts(town, ana, quantity=2)) == (2900, 300)
    town.run(lambda tx: leaving.give_up(tx, ana, "s", 3))
    assert asked(buys(town, ana)) == (1700, 300)
    town.run(lambda tx: leaving.give_up(tx, ana, "o", 3))
    number = opened(town, mei).group.id
    assert asked(joins(town, ana, number)) == (1300, 300)
    assert states(town) == {"waiting": 2, "held": 1}
    audited(town)


def test_what_was_held_costs_the_same_when_it_is_asked_for_again(town: Town) -> None:
    """Promise 17: the price is in the books, whatever becomes of the coupon's fund."""
    ana, _ = holder(town)
    wish = buys(town, ana)
    assert isinstance(wish, ToPay)
    assert asked(buys(town, ana)) == asked(wish) == (1700, 300)
    assert town.run(lambda tx: paying.check(tx, ana, wish.token, euros(1700))) is None
    whole = town.run(lambda tx: paying.check(tx, ana, wish.token, euros(2000)))
    assert whole == Refused(Reason.WRONG_AMOUNT)
    placed = town.pay(wish, ana)
    assert isinstance(placed, Ordered)
    assert placed.order.total == euros(1700)
    assert (states(town), purse(town)) == ({"waiting": 2, "used": 1}, (600, 300))
    assert asked(buys(town, ana)) == (2000, None)
    audited(town)


def test_the_best_coupon_that_fits_comes_first(town: Town) -> None:
    """The most off, then the one that runs out first; never one for a purchase that is too small."""
    mei, bo, ana = town.people("Mei", "Bo", "Ana")
    sets_up(town, amount=100, least=500)
    has(town, ana, packet_of(town, mei, bo))
    sets_up(town, deal_id=town.deal_id, amount=700, least=3000)
    has(town, ana, packet_of(town, mei, bo))
    assert asked(starts(town, ana)) == (1500, 100)
    assert asked(starts(town, ana, quantity=2)) == (2500, 700)
    assert states(town) == {"waiting": 4, "held": 1, "live": 1}
    audited(town)


def test_a_coupon_is_for_one_place_and_comes_back_when_the_hold_runs_out_once(town: Town) -> None:
    """Promise 6."""
    ana, mei = holder(town)
    number = opened(town, mei).group.id
    joins(town, ana, number)
    assert asked(buys(town, ana)) == (2000, None)
    let_run_out(town)
    town.run(expire_due)
    assert (states(town), purse(town)) == ({"waiting": 2, "live": 1}, (900, 0))
    assert asked(joins(town, ana, number)) == (1300, 300)
    audited(town)


def test_another_choice_in_the_same_hold_keeps_the_coupon(town: Town) -> None:
    """In a group, and in one's own that is not paid yet; even where the deal was edited meanwhile."""
    ana, mei = holder(town)
    number = opened(town, mei).group.id
    joins(town, ana, number)
    assert asked(joins(town, ana, number, 1, 2)) == (2900, 300)
    town.run(lambda tx: leaving.leave(tx, ana, number))
    starts(town, ana)
    assert asked(starts(town, ana, 1)) == (1300, 300)
    town.run(lambda tx: town.new_terms(tx, Terms(2, 2, price=1500)))
    assert asked(starts(town, ana, quantity=2)) == (2700, 300)
    assert isinstance(starts(town, ana, quantity=99), Refused)
    assert states(town) == {"waiting": 2, "held": 1}
    audited(town)


def test_a_choice_that_cannot_be_had_leaves_the_coupon_with_the_place_that_stays(
    town: Town,
) -> None:
    """Also where the coupon's own day ended while the place was kept: it never left it."""
    ana, _ = holder(town, days=1)
    town.wind(hours=23, minutes=50)
    starts(town, ana)
    town.run(lambda tx: town.new_terms(tx, Terms(2, 2, price=1500)))
    town.wind(minutes=11)
    assert isinstance(starts(town, ana, quantity=99), Refused)
    assert states(town) == {"waiting": 2, "held": 1}
    town.run(lambda tx: ending.end_coupons(tx, 10))
    assert states(town) == {"waiting": 2, "held": 1}
    audited(town)


def test_success_uses_it_up_and_all_books_say_what_was_paid(town: Town) -> None:
    """Order, orders list, takings, figures and the money captured."""
    ana, mei = holder(town)
    seated = town.seated(joins(town, ana, opened(town, mei).group.id), ana)
    assert seated.seat.total == euros(1300)
    assert (states(town), purse(town)) == ({"waiting": 2, "used": 1}, (600, 300))
    line = town.run(lambda tx: history.orders(tx, ana))[0]
    assert (line.total, line.off) == (euros(1300), euros(300))
    assert line.money is not None
    assert line.money.amount == euros(1300)
    sold = town.run(lambda tx: takings.today(tx, town.shop_id, "Europe/Berlin")).sold
    assert sold == 3 * 1600 + 1300
    assert (ana, 1300, "capture-4") in steps(town, "capture")
    audited(town)


def test_a_group_that_failed_gives_money_and_coupon_back_and_lengthens_it(town: Town) -> None:
    """One that would have run out meanwhile is good for three more days."""
    ana, _ = holder(town, days=2)
    town.wind(hours=30)
    town.seated(starts(town, ana), ana)
    town.wind(hours=25)
    ends(town)
    assert states(town)["held"] == 1
    town.run(close_due)
    assert steps(town, "refund") == [(ana, 1300, "refund-3")]
    (mine,) = town.run(lambda tx: looking.coupons(tx, ana, "en", 0, 9))
    assert mine.coupon.until == town.now + STILL_GOOD
    ends(town)
    assert states(town)["live"] == 1
    audited(town)


def test_leaving_lengthens_nothing(town: Town) -> None:
    """What somebody did themselves: the coupon comes back as it was, and is gone if its days are over."""
    ana, _ = holder(town, days=2)
    town.wind(hours=40)
    number = town.seated(starts(town, ana), ana).group.id
    town.wind(hours=10)
    left = town.run(lambda tx: leaving.leave(tx, ana, number))
    assert isinstance(left, GivenBack)
    assert left.amount == euros(1300)
    ends(town)
    assert states(town) == {"waiting": 2, "expired": 1}
    audited(town)


def test_a_deal_that_is_called_off_gives_coupons_back(town: Town) -> None:
    """Of seats and of purchases alone that are not paid (promise 14)."""
    ana, _ = holder(town)
    buys(town, ana)
    town.run(lambda tx: cancel_deal(tx, town.deal_id, "sorry"))
    assert states(town) == {"waiting": 2, "live": 1}
    audited(town)


def test_a_return_gives_back_what_was_paid_and_the_coupon(town: Town) -> None:
    """Never the whole price; and the fund has it set aside again, not spent."""
    ana, mei = holder(town)
    town.seated(joins(town, ana, opened(town, mei).group.id), ana)
    line = town.run(lambda tx: history.orders(tx, ana))[0]
    back = town.run(lambda tx: refunding.take_back(tx, line.id))
    assert isinstance(back, GivenBack)
    assert back.amount == euros(1300)
    works_off(town)
    assert (states(town)["live"], purse(town)[1]) == (1, 0)
    again = town.run(lambda tx: refunding.take_back(tx, line.id))
    assert again == Refused(Reason.TOO_LATE)
    audited(town)


def test_late_money_needs_its_coupon_still(town: Town) -> None:
    """Promise 7: it is seated where the coupon is still there, and goes back where that was used meanwhile."""
    ana, mei = holder(town)
    number = opened(town, mei).group.id
    late = joins(town, ana, number)
    let_run_out(town)
    assert isinstance(town.pay(late, ana), Seated)
    assert states(town) == {"waiting": 2, "used": 1}
    audited(town)


def test_late_money_whose_coupon_was_used_elsewhere_goes_back(town: Town) -> None:
    """The price that it paid is no price without it."""
    ana, mei = holder(town)
    number = opened(town, mei).group.id
    late = joins(town, ana, number)
    let_run_out(town)
    town.pay(buys(town, ana), ana)
    answer = town.pay(late, ana)
    assert isinstance(answer, GivenBack)
    assert answer.amount == euros(1300)
    assert (states(town), purse(town)) == ({"waiting": 2, "used": 1}, (600, 300))
    audited(town)


@pytest.mark.parametrize("agrees", [True, False])
def test_late_money_takes_its_coupon_along_or_gives_it_back(town: Town, agrees: bool) -> None:  # noqa: FBT001  a parameter
    """While its person decides, the coupon is kept with it."""
    ana, mei = holder(town)
    cy, dee = town.people("Cy", "Dee")
    first = opened(town, mei).group.id
    late = joins(town, ana, first)
    let_run_out(town)
    town.seated(joins(town, cy, first), cy)
    other = opened(town, dee).group.id
    waits = town.pay(late, ana)
    assert isinstance(waits, Unplaced)
    assert states(town)["held"] == 1
    assert asked(buys(town, ana)) == (2000, None)
    if agrees:
        assert isinstance(moves(town, ana, waits.seat.id, other), Seated)
        assert states(town)["used"] == 1
    else:
        town.run(lambda tx: paying.take_back(tx, ana, waits.seat.id))
        assert states(town)["live"] == 1
    audited(town)


def test_a_late_solo_payment_needs_its_coupon_still(town: Town) -> None:
    """The same for what was bought alone."""
    ana, _ = holder(town)
    late = buys(town, ana)
    let_run_out(town)
    town.pay(buys(town, ana, 1), ana)
    assert isinstance(town.pay(late, ana), GivenBack)
    assert states(town)["used"] == 1
    audited(town)


def test_a_coupon_of_a_day_that_is_over_lowers_nothing(town: Town) -> None:
    """Even where the tick has not said so yet."""
    ana, _ = holder(town, days=1)
    town.wind(hours=24)
    assert town.run(lambda tx: best(tx, ana, town.shop_id, euros(5000))) is None
    assert asked(buys(town, ana)) == (2000, None)


def test_at_pickup_less_is_to_be_paid(database_url: str) -> None:
    """Nothing is taken before, and what is owed says so."""
    with Town(database_url, Terms(minimum=2, capacity=2, stock=60, provider="")) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        sets_up(town)

        def pickup(*people: int) -> int:
            led = starts(town, people[0])
            assert isinstance(led, Seated)
            for person in people[1:]:
                joins(town, person, led.group.id)
            return led.group.id

        pickup(mei, bo)
        (packet,) = gives(town)
        has(town, ana, packet)
        number = pickup(ana)
        assert states(town)["held"] == 1
        joins(town, cy, number)
        lines = town.run(lambda tx: history.orders(tx, ana))
        assert [line.total for line in lines] == [euros(1300)]
        has(town, cy, packet)
        alone = buys(town, cy)
        assert isinstance(alone, Ordered)
        assert alone.order.total == euros(1700)
        assert states(town)["used"] == 2
        audited(town)
