"""The group buys that somebody leads, and what they can do in one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from catalog.keeping.shopkeeping import Handover
from flows.faces import PressButton, Screen
from flows.presses.every import ShowGroup
from flows.presses.lead import (
    CallMergeBack,
    KeepLead,
    Remind,
    ShowCame,
    ShowExtend,
    ShowHandOut,
    ShowHeirs,
    ShowLead,
    ShowLed,
    ShowOthers,
    ShowReadyTexts,
    ShowRoster,
)
from flows.screens import group as groups
from flows.screens.buttons import Row, browse, button, home, my_groups, open_groups, pager
from flows.screens.group import GroupView
from flows.screens.lead import extending
from flows.screens.lists import GROUPS
from flows.screens.names import short
from flows.screens.rewards import my_rewards
from flows.screens.shape import LABEL, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts, filled
from groupbuys.leading.extending import Rule
from groupbuys.leading.nudging import Listeners
from groupbuys.model import GroupBuy, GroupState

_Titles = Mapping[int, str]
_NOBODY = Listeners(0, None)


def led(t: Texts, found: Sequence[GroupBuy], total: int, titles: _Titles, page: int) -> Screen:
    """A page of them: running ones first, then those whose goods are still to come."""
    if not found:
        none = t.gettext(
            "You lead no group just now. Start one, and you see here who is in it and which of "
            "your chats they came from."
        )
        return Screen(str(none), ((browse(t), open_groups(t)), (my_rewards(t), home(t))))
    rows = tuple((button(_label(t, one, titles), ShowLead(one.id)),) for one in found)
    turning = pager(t, page, pages(total, GROUPS), ShowLed)
    text = paragraphs(
        t.gettext("<b>Groups that you lead</b>"), lines(_line(t, one, titles) for one in found)
    )
    return Screen(text, (*rows, *turning, (my_rewards(t), my_groups(t)), (home(t),)))


@dataclass(frozen=True, slots=True)
class Tools:
    """What a leader can do just now.

    `rule`: what its terms say of extending it, `until` when that would be, None where it cannot be extended now.
    `listeners`: those who may be reminded, or were. `others`: whether somebody else could lead; `asked`: the name of
    who was asked to. `mergeable`: whether another group could go on in it; `merging`: the leader who was asked that.
    """

    rule: Rule | None = None
    until: datetime | None = None
    others: bool = False
    asked: str | None = None
    mergeable: bool = False
    merging: str | None = None
    listeners: Listeners = _NOBODY


def lead(t: Texts, view: GroupView, tools: Tools) -> Screen:
    """One group buy, and what its leader can do."""
    group = view.group
    text = paragraphs(
        t.gettext("<b>{title}</b>\nYou lead this group.", title=shorten(view.title, TITLE)),
        lines([groups.seats(t, group), groups.status(t, view)]),
        _waiting(t, group),
        extending.of_group(t, tools.rule, leads=True)
        if group.state is GroupState.FORMING
        else None,
        _asked(t, tools.asked),
        _merging(t, tools.merging),
        _listeners(t, tools.listeners) if view.joinable else None,
    )
    rows: list[Row] = [(_roster(t, group), _came(t, group))]
    if group.state is GroupState.SUCCEEDED and view.way is not Handover.DELIVERY:
        rows.append((button(t.pgettext("button", "Who gets what"), ShowHandOut(group.id)),))
    if view.joinable:
        ready = button(t.pgettext("button", "Ready texts"), ShowReadyTexts(group.id))
        rows.append((ready,))
        if tools.listeners.waiting and tools.listeners.told is None:
            rows.append((button(t.pgettext("button", "Remind them"), Remind(group.id)),))
    rows.extend(_changes(t, group, tools))
    see = button(t.pgettext("button", "See the group"), ShowGroup(group.id))
    others = button(t.pgettext("button", "‹ Back"), ShowLed())
    return Screen(text, (*rows, (others, see)))


def to_lead(t: Texts, group_buy_id: int) -> PressButton:
    """To what the leader can do."""
    return button(t.pgettext("button", "👑 For the leader"), ShowLead(group_buy_id))


def back(t: Texts, group_buy_id: int) -> Row:
    """Back to what the leader can do, or home."""
    return button(t.pgettext("button", "‹ Back"), ShowLead(group_buy_id)), home(t)


def _waiting(t: Texts, group: GroupBuy) -> Markup | None:
    held = group.taken - group.paid
    if group.state is not GroupState.FORMING or not held:
        return None
    return t.ngettext("{n} person is paying just now.", "{n} people are paying just now.", held)


def _asked(t: Texts, name: str | None) -> Markup | None:
    if name is None:
        return None
    said = short(name) or t.pgettext("name", "Somebody")
    return t.gettext("You asked {name} to lead it. No answer yet.", name=said)


def _listeners(t: Texts, those: Listeners) -> Markup | None:
    if those.told is not None:
        return t.ngettext(
            "You have reminded {n} person who looked at it.",
            "You have reminded {n} people who looked at it.",
            those.told,
        )
    if not those.waiting:
        return None
    return t.ngettext(
        "{n} person looked at it, did not join, and lets you remind them once.",
        "{n} people looked at it, did not join, and let you remind them once.",
        those.waiting,
    )


def _changes(t: Texts, group: GroupBuy, tools: Tools) -> list[Row]:
    rows: list[Row] = []
    if tools.until is not None:
        rows.append((button(t.pgettext("button", "More time"), ShowExtend(group.id)),))
    if tools.asked is not None:
        rows.append((button(t.pgettext("button", "I lead on after all"), KeepLead(group.id)),))
    elif tools.others:
        rows.append((button(t.pgettext("button", "Pass the lead on"), ShowHeirs(group.id)),))
    if tools.merging is not None:
        label = t.pgettext("button", "Do not merge after all")
        rows.append((button(label, CallMergeBack(group.id)),))
    elif tools.mergeable:
        rows.append(
            (button(t.pgettext("button", "Merge with another group"), ShowOthers(group.id)),)
        )
    return rows


def _merging(t: Texts, name: str | None) -> Markup | None:
    if name is None:
        return None
    said = short(name) or t.pgettext("name", "Somebody")
    return t.gettext("You asked {name} whether their group joins yours. No answer yet.", name=said)


def _roster(t: Texts, group: GroupBuy) -> PressButton:
    return button(t.pgettext("button", "Who is in"), ShowRoster(group.id))


def _came(t: Texts, group: GroupBuy) -> PressButton:
    return button(t.pgettext("button", "Where they came from"), ShowCame(group.id))


def _label(t: Texts, group: GroupBuy, titles: _Titles) -> str:
    count = f"{t.number(group.paid)}/{t.number(groups.counted_to(group))}"
    return f"{shorten(titles.get(group.product_id, ''), LABEL)} · {count}"


def _line(t: Texts, group: GroupBuy, titles: _Titles) -> Markup:
    title = shorten(titles.get(group.product_id, ""), TITLE)
    if group.state is GroupState.FORMING and group.closes_at is not None:
        return t.gettext(
            "<b>{title}</b>\n{seats} · closes {when}",
            title=title,
            seats=groups.seats(t, group),
            when=t.countdown(group.closes_at),
        )
    return filled(
        "<b>{title}</b>\n{state}",
        title=title,
        state=t.gettext("The group is complete; now the goods are awaited."),
    )
