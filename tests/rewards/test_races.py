"""Credit at the same instant, from many devices and ticks: spent once, given back once."""

from functools import partial

from groupbuys.buying import buy_alone
from groupbuys.holds import expire_due
from groupbuys.joining import join
from groupbuys.model import ToPay
from groupbuys.rewards import spending
from tests.groupbuys.group import buys, joins, opened
from tests.groupbuys.ledger import audited
from tests.races.crowd import at_once, processes
from tests.rewards.ground import asked, has, used
from tests.stories import Town


def test_two_joins_at_the_same_instant_never_spend_the_same_credit(rich: Town) -> None:
    """Promise 6 lets three be held; one of them has it."""
    numbers = [opened(rich, rich.person("Bo")).group.id for _ in range(2)]
    works = [
        partial(join, person_id=1, group_buy_id=number, variant_id=rich.variant_ids[0], quantity=1)
        for number in numbers
    ] + [
        partial(buy_alone, person_id=1, deal_id=rich.deal_id, variant_id=one, quantity=1)
        for one in rich.variant_ids
    ]
    with processes(rich) as databases:
        answers = at_once(databases, works * 3)
    held = {(one.what, one.id): asked(one)[1] for one in answers if isinstance(one, ToPay)}
    assert sorted(held.values()) == [0, 0, 500]
    assert has(rich, 1) == (0, 0)
    audited(rich)


def test_a_hold_that_runs_out_while_somebody_buys_comes_back_once(rich: Town) -> None:
    """Many ticks and many presses at once."""
    number = opened(rich, 2).group.id
    joins(rich, 1, number)
    rich.wind(minutes=16)
    chosen = rich.variant_ids[1]
    buying = partial(buy_alone, person_id=1, deal_id=rich.deal_id, variant_id=chosen, quantity=1)
    with processes(rich) as databases:
        at_once(databases, [expire_due, buying] * 4)
    rich.run(expire_due)
    out = sum(minor for _, minor in used(rich))
    assert has(rich, 1) == (500 + out, 0)
    assert out in {0, -500}
    audited(rich)


def test_a_place_that_is_let_go_by_many_at_once_gives_its_credit_back_once(rich: Town) -> None:
    """Whoever guards the place itself, the lines of the credit know."""
    wish = buys(rich, 1)
    assert isinstance(wish, ToPay)
    giving = partial(spending.give_back, names=[f"o{wish.id}"])
    with processes(rich) as databases:
        at_once(databases, [giving] * 6)
    assert has(rich, 1) == (500, 0)
    assert used(rich) == [("used", -500), ("back", 500)]
