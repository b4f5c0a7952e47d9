"""Reminding those who looked at a group and went away: agreed to outside, done by its leader."""

from flows import groups
from flows.lead import pages
from flows.presses.every import ShowGroup
from flows.presses.lead import Listen
from flows.replies import Reply
from flows.screens.lead import refusals
from flows.visit import Visit
from groupbuys import finding
from groupbuys.leading import nudging
from groupbuys.leading.model import No
from groupbuys.leading.nudging import Listening
from groupbuys.model import GroupBuy
from groupbuys.rules import may_enter


def listen(visit: Visit, press: Listen) -> list[Reply]:
    """Let the leader remind the reader once, or not any more; then the group's page."""
    group = finding.group(visit.tx, press.group_buy_id)
    shown = ShowGroup(press.group_buy_id, press.back)
    if group is None or may_enter(group, visit.tx.now) is not None:
        return groups.show(visit, shown)
    asked = nudging.listening(visit.tx, group, visit.person.id)
    if press.on == 1 and asked is Listening.NOT_ASKED:
        return groups.show(visit, shown)
    nudging.listen(visit.tx, group, visit.person.id, on=press.on == 1)
    yes = visit.texts.pgettext(
        "toast",
        "Good: if its leader reminds those who are still thinking, you hear of it once, outside your quiet hours.",
    )
    no = visit.texts.pgettext("toast", "Good: the leader cannot remind you of this group.")
    return [*visit.tell(yes if press.on == 1 else no), *groups.show(visit, shown)]


def remind(visit: Visit, group: GroupBuy) -> list[Reply]:
    """Remind them, once; the leader learns how many they are."""
    told = nudging.remind(visit.tx, visit.person.id, group.id)
    if isinstance(told, No):
        said = refusals.sentence(visit.texts, told)
    else:
        said = visit.texts.npgettext(
            "toast", "{n} person is reminded, once.", "{n} people are reminded, once.", told
        )
    return [*visit.tell(said), *pages.lead(visit, group)]
