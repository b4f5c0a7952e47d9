"""A leader passes the lead on: one member is asked, says yes or no, and both sides know."""

from datetime import timedelta

from groupbuys.closing import close_due
from groupbuys.leading import passing
from groupbuys.leading.model import No
from groupbuys.leading.passing import Offer
from groupbuys.leaving import leave
from groupbuys.model import GroupBuy
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me, told
from tests.flows.walks import joins as joins_by
from tests.flows.walks import opens
from tests.groupbuys.group import filled, group, joins, owed
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town

FIVE = Terms(minimum=4, capacity=5)
LONG = Terms(minimum=4, capacity=5, window=timedelta(hours=72))


def offers(town: Town, person: int, group_id: int, to: int) -> Offer | No:
    return town.run(lambda tx: passing.offer(tx, person, group_id, to))


def offered(town: Town, person: int, group_id: int, to: int) -> int:
    """Its number."""
    made = offers(town, person, group_id, to)
    assert isinstance(made, Offer)
    return made.id


def takes(town: Town, person: int, offer_id: int) -> GroupBuy | No:
    return town.run(lambda tx: passing.accept(tx, person, offer_id))


def declines(town: Town, person: int, offer_id: int) -> GroupBuy | No:
    return town.run(lambda tx: passing.decline(tx, person, offer_id))


def test_who_is_asked_and_says_yes_leads(database_url: str) -> None:
    with Town(database_url, FIVE) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        before = filled(town, mei, bo, ana).group
        number = offered(town, mei, before.id, ana)
        assert owed(town, "lead_offer") == [ana]
        assert group(town, before.id).leader_id == mei, "until they say yes"
        assert takes(town, bo, number) is No.GONE, "it was not Bo who was asked"
        led = takes(town, ana, number)
        assert isinstance(led, GroupBuy)
        assert (led.leader_id, led.closes_at) == (ana, before.closes_at)
        assert owed(town, "lead_taken") == [mei]
        assert takes(town, ana, number) is No.GONE
        assert offers(town, mei, before.id, bo) is No.NOT_LEADING
        audited(town)


def test_only_one_is_asked_at_a_time_and_the_newest_counts(database_url: str) -> None:
    with Town(database_url, LONG) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        number = filled(town, mei, bo, ana).group.id
        first = offered(town, mei, number, bo)
        second = offered(town, mei, number, ana)
        assert takes(town, bo, first) is No.GONE
        assert isinstance(declines(town, ana, second), GroupBuy)
        assert owed(town, "lead_declined") == [mei]
        town.wind(hours=24)
        again = offered(town, mei, number, bo)
        assert again not in {first, second}
        assert owed(town, "lead_offer") == [bo, bo, ana], "asked anew, and told anew"
        town.run(lambda tx: passing.call_back(tx, mei, number))
        assert takes(town, bo, again) is No.GONE
        assert group(town, number).leader_id == mei


def test_nobody_is_asked_twice_in_a_day_nor_ever_again_after_a_no(database_url: str) -> None:
    """However often a leader calls a question back and asks it anew, one message comes of it."""
    with Town(database_url, LONG) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        number = filled(town, mei, bo, ana).group.id
        asked = offered(town, mei, number, bo)
        assert offers(town, mei, number, bo) is No.ASKED
        town.run(lambda tx: passing.call_back(tx, mei, number))
        assert offers(town, mei, number, bo) is No.ASKED
        assert takes(town, bo, asked) is No.GONE
        declines(town, ana, offered(town, mei, number, ana))
        assert offers(town, mei, number, ana) is No.DECLINED
        town.wind(hours=24)
        assert offers(town, mei, number, ana) is No.DECLINED
        assert isinstance(offers(town, mei, number, bo), Offer)
        assert owed(town, "lead_offer") == [bo, bo, ana]


def test_who_has_left_or_not_paid_cannot_lead(database_url: str) -> None:
    with Town(database_url, FIVE) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        number = filled(town, mei, bo).group.id
        joins(town, ana, number)
        assert offers(town, mei, number, ana) is No.NOT_IN
        assert offers(town, mei, number, mei) is No.NOT_IN
        assert offers(town, mei, number, 10**9) is No.NOT_IN
        asked = offered(town, mei, number, bo)
        town.run(lambda tx: leave(tx, bo, number))
        assert takes(town, bo, asked) is No.NOT_IN
        assert group(town, number).leader_id == mei


def test_a_leader_who_leaves_takes_the_question_along(database_url: str) -> None:
    """Promise 8: the earliest paid member leads, whoever was asked before."""
    with Town(database_url, FIVE) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        number = filled(town, mei, bo, ana).group.id
        asked = offered(town, mei, number, ana)
        town.run(lambda tx: leave(tx, mei, number))
        assert group(town, number).leader_id == bo
        assert takes(town, ana, asked) is No.GONE
        assert isinstance(offers(town, bo, number, ana), Offer), "the new leader may ask"


def test_an_offer_of_a_former_leader_stays_ended_when_they_lead_again(database_url: str) -> None:
    with Town(database_url, FIVE) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        number = filled(town, mei, bo, ana).group.id
        asked = offered(town, mei, number, ana)
        for one in (mei, ana):
            town.run(lambda tx, one=one: leave(tx, one, number))  # type: ignore[misc]  # a default for the loop's value
        for one in (mei, ana):
            town.seated(joins(town, one, number), one)
        town.run(lambda tx: leave(tx, bo, number))
        assert group(town, number).leader_id == mei
        assert takes(town, ana, asked) is No.GONE
        audited(town)


def test_a_group_that_closed_meanwhile_keeps_its_leader(database_url: str) -> None:
    with Town(database_url, FIVE) as town:
        mei, bo = town.people("Mei", "Bo")
        number = filled(town, mei, bo).group.id
        asked = offered(town, mei, number, bo)
        town.wind(hours=24)
        assert takes(town, bo, asked) is No.CLOSED
        town.run(close_due)
        assert declines(town, bo, asked) is No.CLOSED
        assert offers(town, mei, number, bo) is No.CLOSED


async def asks(phone: Phone, name: str) -> None:
    """Ask that member from the leader's page."""
    await phone.command("lead")
    await phone.press("Enamel mug")
    await phone.press("Pass the lead on")
    await phone.press(name)


def heard(shop: Bazaar, phone: Phone, kind: str) -> str:
    """What somebody is told of that kind."""
    said = told(shop, phone)[kind]
    return "" if said is None else said.text


async def test_the_whole_way_in_the_chat(database_url: str) -> None:
    with Bazaar(database_url, minimum=4, capacity=5) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo <b>", "Ana")
        token = await opens(mei)
        await joins_by(bo, token)
        await joins_by(ana, token)
        await asks(mei, "Bo <b>")
        assert "You asked Bo &lt;b&gt; to lead it" in mei.last.text
        assert "Pass the lead on" not in mei.labels()
        said = told(shop, bo)["lead_offer"]
        assert said is not None
        assert "Mei asks whether you would lead" in said.text
        await bo.hear(said)
        await bo.press("Not for now")
        assert "would rather not lead" in heard(shop, mei, "lead_declined")
        await asks(mei, "Ana")
        asked = told(shop, ana)["lead_offer"]
        assert asked is not None
        await ana.hear(asked)
        await ana.press("I lead it")
        assert "You lead the group" in ana.last.text
        await ana.press("👑 For the leader")
        assert "You lead this group" in ana.last.text
        assert "Ana leads the group" in heard(shop, mei, "lead_taken")
        await mei.command("lead")
        assert "You lead no group" in mei.last.text
        await bo.hear(said)
        await bo.press("I lead it")
        assert bo.toast == "That question is not open any more."


async def test_a_question_that_is_not_open_any_more_is_not_asked(database_url: str) -> None:
    with Bazaar(database_url, minimum=4, capacity=5) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins_by(bo, await opens(mei))
        await asks(mei, "Bo")
        await mei.press("I lead on after all")
        assert told(shop, bo)["lead_offer"] is None
        assert me(shop, bo)
