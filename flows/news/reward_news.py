"""The news that a leader's reward has thawed."""

from catalog import browsing
from flows.faces import Screen
from flows.rewards import product_of
from flows.screens import rewards as screen
from flows.texts import Texts
from groupbuys.model import GroupBuy
from groupbuys.rewards import looking
from groupbuys.rewards.model import Reward, RewardState
from people.model import Person
from storage.transaction import Transaction

THAWED = "reward_thawed"
KINDS = (THAWED,)


def of_leader(tx: Transaction, group: GroupBuy, person: Person) -> Reward | None:
    """What a group that succeeded has brought this person, if they led it."""
    led = group.rewarded and group.leader_id == person.id
    return looking.of_group(tx, group.id) if led else None


def compose(
    tx: Transaction, _kind: str, reward_id: int, person: Person, _detail: str
) -> Screen | None:
    """What somebody can use from now on; nothing where all of it was taken back meanwhile."""
    found = looking.reward_of(tx, reward_id)
    if found is None or found.state is not RewardState.THAWED or not found.left.minor:
        return None
    place = browsing.shop(tx, found.shop_id, person.language)
    sold = product_of(tx, found.deal_id)
    title = browsing.titles(tx, [sold], person.language).get(sold, "") if sold else ""
    t = Texts(person.language, person.zone or (place.zone if place is not None else "UTC"))
    return screen.thawed(t, found, title, place.name if place is not None else "")
