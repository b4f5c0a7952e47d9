"""Whose card comes first: three that everybody sees for one of a member, and once the group is over all of them."""

from groupbuys.closing import close_due
from scheduler.showing import Showing
from tests.scheduler.fair import Fair, face
from tests.stories import BOT


def one_hand(fair: Fair) -> Showing:
    """Somebody who edits one card after the other."""
    fair.showing = Showing(fair.town.database, {BOT: fair.office.new_mouth()}, face, hands=1)
    return fair.showing


async def edited(fair: Fair) -> str:
    """Bring all cards up to date; "s" for each that everybody sees, "m" for each of a member, in their order."""
    before = len(fair.office.sender.edits)
    await fair.show()
    return "".join("s" if one.chat < 0 else "m" for one in fair.office.sender.edits[before:])


def hangs_widely(fair: Fair) -> None:
    """Nine cards that everybody sees and five of members: the fair begins with one of each."""
    for number in range(3, 11):
        fair.hang(-1000 - number, number, 0)
    for number in range(11, 15):
        person = fair.town.person()
        fair.hang(fair.office.chat(person), number, person)


async def test_shared_cards_come_before_members_cards_once_the_group_is_over(fair: Fair) -> None:
    """Promise 29: nobody is to find a Join that joins nothing any more; members have a message of their own."""
    hangs_widely(fair)
    one_hand(fair)
    for _ in range(3):
        fair.join()
    assert await edited(fair) == "sssm" * 3 + "mm", "while it runs, no member waits for all of them"
    fair.town.wind(hours=24)
    fair.town.run(close_due)
    assert await edited(fair) == "s" * 9 + "m" * 5
