"""What goes back is the right person's and never too much: coupons, friends, returns and claims after a close."""

from dataclasses import replace

from sqlalchemy import select

from catalog.money import Money
from groupbuys.friends import giving
from groupbuys.model import GivenBack, ToPay
from groupbuys.refunding import take_back
from groupbuys.tables import seat
from payments.ledger import Places
from payments.parts import owe_part
from tests.coupons.ground import gives, has, sets_up
from tests.groupbuys.coupon_books import complaints
from tests.groupbuys.group import filled, joins, steps
from tests.groupbuys.ledger import audited
from tests.ladder.climbing import LADDER, asked, back, closes, crowd, places, prices, told
from tests.payments.till import works_off
from tests.stories import Town


def test_a_coupon_still_takes_its_amount_off(database_url: str) -> None:
    with Town(database_url, LADDER) as town:
        coupon_of(town, 300, town.person())
        closes(town)
        assert [amount for _, amount, _ in asked(town)][-3:] == [1500, 1500, 1200]
        assert back(town)[-3:] == [100, 100, 100]
        audited(town)
        works_off(town)
        assert town.run(complaints) == []


def test_a_coupon_never_takes_all_of_a_settled_price(database_url: str) -> None:
    """One cent stays: nothing is captured at or below nothing."""
    with Town(database_url, replace(LADDER, steps={3: 500, 5: 400})) as town:
        coupon_of(town, 800, town.person())
        closes(town)
        assert [amount for _, amount, _ in asked(town)][-3:] == [500, 500, 1]
        last = town.run(lambda tx: tx.first(select(seat).order_by(seat.c.id.desc())))
        assert last is not None
        assert (last.price, last.off) == (500, 499)
        audited(town)


def coupon_of(town: Town, amount: int, holder: int) -> None:
    """Somebody joins a group of two with a coupon of that much."""
    sets_up(town, amount=amount, least=1600, budget=9000)
    leader = town.person()
    filled(town, leader, *(town.person() for _ in range(4)))
    (packet,) = gives(town)
    has(town, holder, packet)
    first = filled(town, town.person(), town.person())
    wish = joins(town, holder, first.group.id)
    assert isinstance(wish, ToPay)
    assert wish.amount == Money(1600 - amount, "EUR")
    town.seated(wish, holder)


def test_a_return_after_the_close_gives_back_what_is_left(database_url: str) -> None:
    """Promise 16, 19: whether the smaller capture was made by then or not."""
    with Town(database_url, LADDER) as town:
        crowd(town, 3)
        closes(town)
        early = town.run(lambda tx: take_back(tx, 1))
        assert isinstance(early, GivenBack)
        assert early.amount == Money(1500, "EUR")
        assert places(town) == Places(4800, held=3000, kept=0, refunding=1800, back=0)
        works_off(town)
        assert places(town) == Places(4800, held=0, kept=3000, refunding=0, back=1800)
        assert told(town, 1) == [
            ("authorised", 1600),
            ("part_asked", 100),
            ("refund_asked", 1500),
            ("voided", 1500),
            ("voided", 100),
        ]
        late = town.run(lambda tx: take_back(tx, 2))
        assert isinstance(late, GivenBack)
        assert late.amount == Money(1500, "EUR")
        assert places(town) == Places(4800, held=0, kept=1500, refunding=1500, back=1800)
        works_off(town)
        assert told(town, 2) == [
            ("authorised", 1600),
            ("part_asked", 100),
            ("captured", 1500),
            ("voided", 100),
            ("refund_asked", 1500),
            ("refunded", 1500),
        ]
        audited(town)


def test_a_claim_gets_some_of_the_settled_price_and_never_more_than_is_left(
    database_url: str,
) -> None:
    with Town(database_url, LADDER) as town:
        crowd(town, 5)
        euros = [Money(minor, "EUR") for minor in (1200, 1199)]
        assert town.run(lambda tx: owe_part(tx, 1, euros[0], "a", "claim")) is False
        assert town.run(lambda tx: owe_part(tx, 1, euros[1], "b", "claim")) is True
        assert places(town).refunding == 400 * 5 + 1199
        works_off(town)
        town.wind(minutes=1)
        works_off(town)
        assert places(town) == Places(8000, held=0, kept=6000 - 1199, refunding=0, back=2000 + 1199)


def test_what_a_friend_paid_for_goes_back_to_whoever_paid(database_url: str) -> None:
    """A place that was given on: its price falls for whoever has it, the difference is its payer's."""
    with Town(database_url, LADDER) as town:
        mei, bo = town.people("Mei", "Bo")
        filled(town, mei, bo)
        friend = town.person()
        offered = town.run(lambda tx: giving.offer(tx, bo, 2))
        assert isinstance(offered, giving.Offered)
        taken = town.run(lambda tx: giving.take(tx, friend, offered.gift.token))
        assert isinstance(taken, giving.Offered)
        third = town.person()
        town.seated(joins(town, third, 1), third)
        closes(town)
        assert prices(town) == [(1500, 1500)] * 3
        assert [person for person, _, _ in steps(town, "capture")] == [mei, bo, third]
        audited(town)
