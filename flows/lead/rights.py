"""Who leads a group buy: looked up at each press, since it may be somebody else by now."""

from flows import groups
from flows.presses.every import ShowGroup
from flows.replies import Reply, Toast
from flows.visit import Visit
from groupbuys import finding
from groupbuys.model import GroupBuy, GroupState


def led_by(visit: Visit, group_buy_id: int) -> GroupBuy | None:
    """The group buy, where the reader leads it and it has opened."""
    group = finding.group(visit.tx, group_buy_id)
    if group is None or group.leader_id != visit.person.id:
        return None
    return None if group.state is GroupState.OPENING else group


def not_leading(visit: Visit, group_buy_id: int) -> list[Reply]:
    """Somebody else leads it, or it is not there: its page, with a word why."""
    words = visit.texts.pgettext("toast", "Only the leader of that group can do this.")
    said: list[Reply] = [Toast(words)] if visit.pressed else []
    return [*said, *groups.show(visit, ShowGroup(group_buy_id))]
