"""What a merchant may do to a running deal, and what that never does to people (promises 4, 14, 16)."""

from sqlalchemy import select

from catalog import deals
from catalog.tables import deal
from groupbuys.cancelling import cancel_deal
from groupbuys.closing import close_due
from groupbuys.model import GivenBack, GroupState, Ordered, Reason, Refused, ToPay
from groupbuys.refunding import take_back
from groupbuys.tables import purchase
from tests.groupbuys.group import (
    buys,
    filled,
    group,
    joins,
    opened,
    owed,
    seat_states,
    starts,
    steps,
    stock,
)
from tests.groupbuys.ledger import audited
from tests.payments.till import claims, does, works_off
from tests.stories import Terms, Town


def test_a_paused_deal_takes_no_new_groups_and_its_running_ones_finish(database_url: str) -> None:
    """Promise 14."""
    with Town(database_url) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        seated, opening = opened(town, mei), starts(town, cy)
        assert town.run(lambda tx: deals.pause(tx, town.deal_id))
        assert starts(town, bo) == Refused(Reason.DEAL_NOT_LIVE)
        assert buys(town, bo) == Refused(Reason.DEAL_NOT_LIVE)
        assert town.seated(opening, cy).group.state is GroupState.FORMING
        town.seated(joins(town, bo, seated.group.id), bo)
        last = town.seated(joins(town, ana, seated.group.id), ana)
        assert last.group.state is GroupState.SUCCEEDED
        audited(town)


def test_a_cancelled_deal_pays_everybody_back_and_says_why(database_url: str) -> None:
    """Promise 14: running groups, opening ones and held seats; what succeeded before stays."""
    terms = Terms(minimum=2, capacity=3, stock=20, variants=("S", "L"))
    with Town(database_url, terms) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        done = filled(town, mei, bo)
        town.wind(hours=24)
        town.run(close_due)
        running = filled(town, ana, cy)
        joins(town, bo, running.group.id, variant_number=1, quantity=2)
        opening = starts(town, mei)
        assert isinstance(opening, ToPay)
        ended = town.run(lambda tx: cancel_deal(tx, town.deal_id, "The roaster burned down."))
        assert ended == 2
        assert group(town, running.group.id).state is GroupState.CANCELLED
        assert group(town, opening.group_buy_id).state is GroupState.CANCELLED
        assert group(town, done.group.id).state is GroupState.SUCCEEDED
        assert sorted(owed(town, "cancelled")) == sorted([ana, cy, bo, mei]), "who was paying, too"
        assert [step[0] for step in steps(town, "refund")] == [ana, cy]
        assert town.run(lambda tx: tx.value(select(deal.c.why))) == "The roaster burned down."
        assert stock(town) == (38, [18, 20])
        assert isinstance(town.pay(opening, mei), GivenBack)
        assert town.run(lambda tx: cancel_deal(tx, town.deal_id, "again")) is None
        assert starts(town, mei) == Refused(Reason.DEAL_NOT_LIVE)
        audited(town)


def test_a_deal_that_ended_can_still_be_called_off_for_its_last_groups(database_url: str) -> None:
    """Promise 14."""
    with Town(database_url) as town:
        mei = town.person()
        seated = opened(town, mei)
        assert town.run(lambda tx: deals.end(tx, town.deal_id))
        assert group(town, seated.group.id).state is GroupState.FORMING
        assert town.run(lambda tx: cancel_deal(tx, town.deal_id, "sorry")) == 1
        assert [step[0] for step in steps(town, "refund")] == [mei]
        audited(town)


def orders_of(town: Town) -> list[int]:
    """The numbers of all orders, in the order of their people."""
    return [
        row.id
        for row in town.run(lambda tx: tx.all(select(purchase).order_by(purchase.c.person_id)))
    ]


def test_one_members_return_does_not_undo_the_group(database_url: str) -> None:
    """Promise 16; what was not shipped is free to be sold again."""
    with Town(database_url, Terms(stock=9, variants=("S", "L"))) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        seated = filled(town, mei, bo, ana)
        works_off(town)
        version = group(town, seated.group.id).version
        _, second, _ = orders_of(town)
        back = town.run(lambda tx: take_back(tx, second))
        assert isinstance(back, GivenBack)
        assert back.amount is not None
        assert back.amount.minor == 1600
        now = group(town, seated.group.id)
        assert (now.state, now.paid) == (GroupState.SUCCEEDED, 3)
        assert now.version > version, "its cards are to be drawn anew"
        assert seat_states(town) == [(mei, "confirmed"), (bo, "refunding"), (ana, "confirmed")]
        assert [step[:2] for step in steps(town, "refund")] == [(bo, 1600)]
        assert stock(town) == (16, [7, 9])
        audited(town)
        assert town.run(lambda tx: take_back(tx, second)) == Refused(Reason.TOO_LATE)
        works_off(town)
        assert seat_states(town)[1] == (bo, "refunded")
        audited(town)


def test_what_is_returned_before_it_was_captured_is_never_captured(database_url: str) -> None:
    """Promises 16 and 21."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        mei, bo = town.people("Mei", "Bo")
        filled(town, mei, bo)
        first, _ = orders_of(town)
        town.run(lambda tx: take_back(tx, first))
        done = works_off(town)
        assert sorted((step.person_id, step.kind) for step in done) == [
            (mei, "refund"),
            (bo, "capture"),
        ]
        audited(town)


def test_a_capture_that_crosses_a_return_moves_nothing(database_url: str) -> None:
    """Promise 21: the capture was under way when the order was returned."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        filled(town, *town.people("Mei", "Bo"))
        under_way = claims(town)
        first, _ = orders_of(town)
        town.run(lambda tx: take_back(tx, first))
        assert [does(town, step) for step in under_way] == [False, True]
        works_off(town)
        assert audited(town).money() == {"refunded": 1600, "captured": 1600}


def test_a_solo_purchase_can_be_returned_too(database_url: str) -> None:
    with Town(database_url, Terms(stock=3)) as town:
        bo = town.person()
        bought = town.pay(buys(town, bo, quantity=2), bo)
        assert isinstance(bought, Ordered)
        back = town.run(lambda tx: take_back(tx, bought.order.id))
        assert isinstance(back, GivenBack)
        assert (back.amount, back.group) == (bought.order.total, None)
        assert stock(town)[0] == 3
        assert town.run(lambda tx: take_back(tx, 999)) == Refused(Reason.GONE)
        audited(town)


def test_what_is_paid_at_pickup_is_returned_without_money(database_url: str) -> None:
    with Town(database_url, Terms(minimum=2, capacity=2, provider="")) as town:
        mei, bo = town.people("Mei", "Bo")
        starts(town, mei)
        joins(town, bo, 1)
        first, _ = orders_of(town)
        back = town.run(lambda tx: take_back(tx, first))
        assert isinstance(back, GivenBack)
        assert back.amount is None
        assert seat_states(town) == [(mei, "released"), (bo, "confirmed")]
        audited(town)
