"""A deal that is called off: everybody's money goes back, whatever it was for, and all are told why (7, 14)."""

import pytest

from groupbuys.cancelling import cancel_deal
from groupbuys.holds import expire_due
from groupbuys.model import GivenBack, GroupState, Ordered, Reason, Refused, ToPay
from groupbuys.paying import ask_again, check, move
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import told
from tests.flows.walks import the_group
from tests.groupbuys.group import (
    buys,
    filled,
    group,
    joins,
    opened,
    seat_states,
    starts,
    steps,
    stock,
)
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town

_WORDS = {
    "en": ("called off", "Start a group", "The shop says: the <kiln> broke"),
    "zh-hans": ("取消", "发起拼团", "the <kiln> broke"),
    "zh-TW": ("取消", "開團", "the <kiln> broke"),
}


def test_every_invoice_of_a_deal_that_was_called_off_ends_in_a_refund(database_url: str) -> None:
    """Promises 7 and 14: of an opening group, of a held seat, of a purchase for oneself."""
    with Town(database_url, Terms(stock=20, variants=("S", "L"))) as town:
        mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
        running = opened(town, mei).group.id
        unpaid = {
            bo: joins(town, bo, running, 1, quantity=2),
            ana: starts(town, ana),
            cy: buys(town, cy, 1, quantity=3),
        }
        bought = town.pay(buys(town, dee), dee)
        assert isinstance(bought, Ordered)
        assert town.run(lambda tx: cancel_deal(tx, town.deal_id, "The roaster burned down.")) == 2
        assert stock(town) == (39, [19, 20]), "only what was bought is not free again"
        audited(town)
        for person, wish in unpaid.items():
            assert isinstance(wish, ToPay)
            no = town.run(lambda tx: check(tx, person, wish.token, wish.amount))  # noqa: B023  run at once
            over = Reason.NOT_FORMING if wish.what == "s" else Reason.DEAL_NOT_LIVE
            assert no == Refused(over), "it was not its buyer who gave it up"
            again = town.run(lambda tx: ask_again(tx, person, wish.what, wish.id))  # noqa: B023  run at once
            assert isinstance(again, Refused)
            assert isinstance(town.pay(wish, person), GivenBack)
        assert [step[0] for step in steps(town, "refund")] == [mei, bo, ana, cy]
        audited(town)


def test_late_money_that_waits_for_a_choice_finds_no_group_of_a_deal_that_was_called_off(
    database_url: str,
) -> None:
    """Promises 7 and 14: it goes back by itself."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        first = opened(town, mei).group.id
        late = joins(town, bo, first)
        town.wind(minutes=16)
        town.run(expire_due)
        town.seated(joins(town, ana, first), ana)
        other = opened(town, cy).group.id
        town.pay(late, bo)
        town.run(lambda tx: cancel_deal(tx, town.deal_id, "sorry"))
        assert seat_states(town)[1] == (bo, "unplaced")
        assert isinstance(town.run(lambda tx: move(tx, bo, 2, other)), Refused)
        town.wind(minutes=15)
        town.run(expire_due)
        assert sorted(step[0] for step in steps(town, "refund")) == [bo, cy]
        audited(town)


def test_what_succeeded_before_its_deal_was_called_off_is_delivered(database_url: str) -> None:
    """Promise 14."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        done = filled(town, mei, bo).group.id
        opened(town, ana)
        town.run(lambda tx: cancel_deal(tx, town.deal_id, "sorry"))
        assert group(town, done).state is GroupState.SUCCEEDED
        assert [step[0] for step in steps(town, "refund")] == [ana]
        audited(town)


@pytest.mark.parametrize("language", _WORDS)
async def test_everybody_is_told_why_in_their_language(database_url: str, language: str) -> None:
    """Promises 14, 20 and 28: what happened, the shop's own words, how much comes back and when."""
    said, start, why = _WORDS[language]
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei", language=language)
        await mei.write("enamel mug")
        await mei.press("Enamel mug")
        await mei.press(start)
        await mei.pay()
        deal_id = the_group(shop).deal_id
        shop.run(lambda tx: cancel_deal(tx, deal_id, "the <kiln> broke"))
        screen = told(shop, mei)["cancelled"]
        assert screen is not None
        assert said in screen.text
        assert why.replace("<", "&lt;").replace(">", "&gt;") in screen.text
        assert "€7.49" in screen.text
        assert "10" in screen.text, "working days until a bank shows it"
