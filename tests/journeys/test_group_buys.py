"""Group buys as people live them: through the messenger, under both libraries, on both databases."""

from sandbox.world.charges import ChargeState
from tests.journeys.conftest import Quarter
from tests.journeys.quarter import Phone


async def starts_a_group(leader: Phone) -> str:
    """Find the tea, start a group, pay, and give the invite link."""
    leader.start()
    await leader.press("Browse")
    await leader.press_like("^Tea")
    await leader.press_like("Oolong")
    await leader.press("Start a group")
    await leader.pays()
    await leader.reads("1 of 3")
    return await leader.invite()


async def joins(friend: Phone, link: str) -> None:
    """Open the link, see who invites, join in one press, and pay."""
    await friend.opens(link)
    await friend.reads("Mei")
    await friend.press("Join")
    await friend.pays()


def charges(quarter: Quarter) -> list[tuple[int, ChargeState]]:
    """What the provider has in its books."""
    return [(charge.amount, charge.state) for charge in quarter.world.provider]


async def test_three_friends_fill_a_group_and_all_hear_it(quarter: Quarter) -> None:
    """Promises 1, 2, 28, 29: seen, paid, captured, told."""
    mei, bo, ana = quarter.phones("Mei", "Bo", "Ana")
    link = await starts_a_group(mei)
    await joins(bo, link)
    await joins(ana, link)
    for phone in (mei, bo, ana):
        await phone.reads("3 of 3")
    await quarter.until(lambda: charges(quarter) == [(1600, ChargeState.CAPTURED)] * 3)


async def test_a_group_that_fails_pays_everyone_back_and_says_so(quarter: Quarter) -> None:
    """Promises 3, 19, 20, 28: the hold is voided and both are told."""
    mei, bo = quarter.phones("Mei", "Bo")
    link = await starts_a_group(mei)
    await joins(bo, link)
    await bo.reads("2 of 3")
    quarter.wind(hours=24, seconds=5)
    await quarter.until(lambda: charges(quarter) == [(1600, ChargeState.VOIDED)] * 2)
    for phone in (mei, bo):
        await phone.reads("€16.00")
        phone.say("/orders")
        await phone.reads("Oolong tea")


async def test_a_declined_card_leaves_the_seat_held_and_another_card_pays_it(
    quarter: Quarter,
) -> None:
    """Promise 6."""
    mei = quarter.phone("Mei")
    mei.start()
    mei.say("oolong")
    await mei.press_like("Oolong")
    await mei.press("Start a group")
    await mei.pays("4000000000000002")
    await mei.pays()
    await mei.reads("1 of 3")
    assert charges(quarter)[-1] == (1600, ChargeState.HELD)
