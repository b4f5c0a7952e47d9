"""What is said to those who wait for a place in a full group buy, and the buttons that they have."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from catalog.money import Money
from flows.faces import Asks, PressButton, Screen
from flows.presses.every import GiveUpHold, PayAgain, Pick, Press, ShowGroup
from flows.presses.waiting import StopWaiting, WaitFor
from flows.screens import group, ladder
from flows.screens.buttons import Row, button, home, my_groups, standing
from flows.screens.group import GroupView
from flows.screens.product import open_label
from flows.screens.refusals import sentence
from flows.screens.shape import TITLE, lines, paragraphs, shorten
from flows.texts import Texts, filled
from groupbuys.model import GroupBuy, GroupState, Refused
from groupbuys.waiting.line import Waits


def waits(t: Texts, title: str, line: Waits, *, pays: bool) -> Screen:
    """Somebody stands in line now: what happens when it is their turn (`pays`: the place has to be paid then)."""
    turn = (
        t.gettext(
            "When a place comes free and it is your turn, I tell you at once and keep it for you for 15 minutes; after "
            "that it goes to the next in line. In your quiet hours I tell you without a sound, and people who are "
            "awake come first."
        )
        if pays
        else t.gettext(
            "When a place comes free and it is your turn, you are in at once, and I tell you."
        )
    )
    over = t.gettext(
        "Waiting costs nothing. If the group closes before that, I tell you where to go on."
    )
    text = paragraphs(_titled(title), place(t, line), turn, over)
    see = button(t.pgettext("button", "See the group"), ShowGroup(line.group.id))
    return Screen(text, ((see, stops(t, line.group)), (my_groups(t), home(t))))


def place(t: Texts, line: Waits) -> Markup:
    """Where somebody stands in the line."""
    return t.gettext(
        "You are number {place} of {all} waiting for a place in this group.",
        place=t.number(line.place),
        all=t.number(max(line.place, line.group.waiting)),
    )


def just_free(t: Texts) -> Markup:
    """Somebody wanted to wait, and a place came free while they chose: it is kept for them, as is said below."""
    return t.gettext("A place just came free, so you need not wait.")


def offer(t: Texts) -> Markup:
    """To somebody outside of a full group."""
    return t.gettext(
        "All places are taken just now, or kept for others. You can wait for one: whoever has waited longest gets it."
    )


def in_my_list(t: Texts, title: str, line: Waits) -> Markup:
    """A line of My groups."""
    standing_in_line = t.gettext(
        "you wait for a place, as number {place}", place=t.number(line.place)
    )
    return t.gettext("<b>{title}</b>: {state}", title=shorten(title, TITLE), state=standing_in_line)


def starts(t: Texts, press: Press) -> PressButton:
    """Begin to wait."""
    return button(t.pgettext("button", "Wait for a place"), press, "primary")


def waiting_for(view: GroupView, wish: tuple[int, int] | None, way: str) -> Press:
    """What that button does: `wish`, or the only variant, or first asks for the variant."""
    if wish is not None:
        return WaitFor(view.group.id, *wish)
    if view.variants == 1:
        return WaitFor(view.group.id, view.only, 1)
    return Pick("w", view.group.id, back=way)


def stops(t: Texts, of: GroupBuy) -> PressButton:
    """Wait no longer."""
    return button(t.pgettext("button", "Stop waiting"), StopWaiting(of.id))


def stopped(t: Texts) -> str:
    """They do not wait any more."""
    return t.pgettext("toast", "Done: you are not waiting there any more.")


def kept(t: Texts, view: GroupView, amount: Money, until: datetime, number: int) -> Screen:
    """It is their turn: the place of seat `number` is kept for them until then."""
    quantity = view.seat.quantity if view.seat is not None else 1
    text = paragraphs(
        lines([_titled(view.title), group.chosen(t, view.choice, quantity) or None]),
        t.gettext(
            "A place came free, and it is your turn: it is kept for you until {when}. Pay <b>{amount}</b> to make it "
            "yours; after that it goes to the next in line.",
            amount=t.money(amount),
            when=t.moment(until),
        ),
        ladder.before_paying(t) if view.ladder else None,
    )
    pay = button(t.pgettext("button", "Pay"), PayAgain("s", number), "primary")
    give_up = button(t.pgettext("button", "Give it up"), GiveUpHold("s", number))
    asks = Asks("s", number, view.group.id)
    return standing(Screen(text, ((pay,), (give_up,)), view.picture, asks=asks))


def gone(t: Texts, view: GroupView) -> Screen:
    """The place that was kept on their turn is not theirs any more."""
    said = t.gettext(
        "The place that was kept for you was not paid in time, so it is not yours any more. "
        "Nothing was taken."
    )
    is_open = view.group.state is GroupState.FORMING and not view.closing
    again = t.gettext("You can join or wait again while the group is open.") if is_open else None
    see = button(t.pgettext("button", "See the group"), ShowGroup(view.group.id))
    text = paragraphs(_titled(view.title), said, again)
    return standing(Screen(text, ((see,), (my_groups(t),))))


def yours(t: Texts, view: GroupView) -> Screen:
    """They are in, without an invoice; their card says the rest."""
    said = t.gettext("A place came free: you are in.")
    return standing(Screen(paragraphs(_titled(view.title), said), ((my_groups(t),),)))


def passed(t: Texts, view: GroupView, no: Refused) -> Screen:
    """It was their turn, and they could not have the place."""
    said = t.gettext(
        "A place came free on your turn, but it went to the next in line. {why}",
        why=sentence(t, no),
    )
    see = button(t.pgettext("button", "See the group"), ShowGroup(view.group.id))
    return standing(Screen(paragraphs(_titled(view.title), said), ((see,), (my_groups(t),))))


def over(t: Texts, view: GroupView, elsewhere: Sequence[GroupBuy], start: Press | None) -> Screen:
    """The group is closed, and nobody waits any more: the nearest open one, or one of their own (promise 10)."""
    rows: list[Row] = [(button(open_label(t, one), ShowGroup(one.id)),) for one in elsewhere]
    on = t.gettext("These groups for the same thing are open:") if elsewhere else None
    if start is not None:
        rows.append((button(t.pgettext("button", "Start a group"), start, "primary"),))
        on = on or t.gettext("No other group for this is open just now. You could start one.")
    text = paragraphs(
        _titled(view.title),
        t.gettext("The group that you waited for is closed, and no place came free for you."),
        on,
    )
    return standing(Screen(text, (*rows, (my_groups(t), home(t)))))


def _titled(title: str) -> Markup:
    return filled("<b>{title}</b>", title=shorten(title, TITLE))
