"""The page of a group buy with what its reader can do there: join, pay, invite, leave, or go on elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from flows import ways as back_codes
from flows.faces import START_LINK, Button, Screen, Style
from flows.presses.every import (
    AskLeave,
    GiveUpHold,
    Join,
    Mute,
    PayAgain,
    Pick,
    Press,
    ShowGroup,
    ShowProduct,
)
from flows.presses.lead import Listen
from flows.screens import cash, group, ladder, newcomers, share, waiting
from flows.screens.buttons import (
    Row,
    back,
    button,
    copy_link,
    home,
    into_chat,
    invite,
    my_orders,
    open_groups,
)
from flows.screens.friends import bringing
from flows.screens.friends.giving import to_giving
from flows.screens.group import GroupView
from flows.screens.lead import extending
from flows.screens.lead.lead import to_lead
from flows.screens.poster import to_poster
from flows.screens.product import open_label
from flows.screens.shape import lines, paragraphs
from flows.texts import Texts
from groupbuys.friends.bringing import Brought
from groupbuys.leading.extending import Rule
from groupbuys.leading.nudging import Listening
from groupbuys.model import GroupBuy, GroupState, Refused, SeatState


@dataclass(frozen=True, slots=True)
class Ways:
    """What leads on from a group's page.

    `elsewhere`: the nearest open groups of the same deal; `start`: the press that opens a new one, None where that is
    not possible; `token`: the reader's invite (members only); `way` back;
    `extension`: what its terms say of extending it; `listening`: whether the leader may remind the reader.
    `wish`: the variant and quantity that there was no place for. `friends`: for whom the reader has places here;
    `brings`: they may take one more for a friend; `no_more`: why they may not, where they otherwise could.
    """

    elsewhere: tuple[GroupBuy, ...] = ()
    start: Press | None = None
    token: str = ""
    muted: bool = False
    way: str = ""
    extension: Rule | None = None
    listening: Listening = Listening.NOT_ASKED
    wish: tuple[int, int] | None = None
    friends: tuple[Brought, ...] = ()
    brings: bool = False
    no_more: Refused | None = None


def page(t: Texts, view: GroupView, ways: Ways, above: Markup | None = None) -> Screen:
    """The page; `above` is said first (who invited, what happened)."""
    rows = _inside(t, view, ways) if view.inside else _outside(t, view, ways)
    text = paragraphs(
        above,
        lines((group.face(t, view), bringing.named(t, ways.friends))),
        extending.of_group(t, ways.extension, leads=_is_leader(view)),
        _next(t, view, ways),
        bringing.not_another(t, ways.no_more) if ways.no_more is not None else None,
    )
    brings = ((bringing.to_bringing(t, view.group),),) if ways.brings else ()
    theirs = (*bringing.rows(view.group, ways.friends), *brings)
    on = (*_refresh(t, view, ways), back(t, ways.way), home(t))
    return Screen(text, (*rows, *theirs, on), view.picture)


def _refresh(t: Texts, view: GroupView, ways: Ways) -> Row:
    """A page is turned into others, so it is not kept current as a card is; what has ended changes no more."""
    if view.group.state not in {GroupState.OPENING, GroupState.FORMING}:
        return ()
    return (button(t.pgettext("button", "Refresh"), ShowGroup(view.group.id, ways.way)),)


def _next(t: Texts, view: GroupView, ways: Ways) -> Markup | None:
    if view.inside:
        return inside_next(t, view, ways.token)
    if view.joinable:
        return joining(t, view)
    if view.barred and not view.closing and view.group.state is GroupState.FORMING:
        return newcomers.not_you(t)
    if view.full:
        said = waiting.offer(t) if view.line is None else waiting.place(t, view.line)
        on = _on(t, view, ways) if ways.elsewhere else None
        return lines((_money_back(t, view), said, on))
    return lines((_money_back(t, view), _on(t, view, ways)))


def _money_back(t: Texts, view: GroupView) -> Markup | None:
    if view.seat is None or view.seat.state not in {SeatState.REFUNDING, SeatState.REFUNDED}:
        return None
    amount = t.money(view.seat.total)
    done = view.seat.state is SeatState.REFUNDED
    if view.payer and done:
        return t.gettext(
            "<b>{amount}</b> went back to {name}, who paid for it.", amount=amount, name=view.payer
        )
    if view.payer:
        return t.gettext(
            "<b>{amount}</b> goes back to {name}, who paid for it.", amount=amount, name=view.payer
        )
    if done:
        return t.gettext("You got your {amount} back.", amount=amount)
    return t.gettext("Your {amount} is on its way back: see My orders.", amount=amount)


def _on(t: Texts, view: GroupView, ways: Ways) -> Markup:
    if ways.elsewhere:
        return t.gettext("These groups for the same thing are open:")
    if ways.start is not None:
        return t.gettext("No other group for this is open just now. You could start one.")
    if not view.variants:
        return t.gettext("This is no longer offered. Something else may be:")
    return t.gettext("There is no other open group for this just now.")


def joining(t: Texts, view: GroupView) -> Markup:
    """What joining means and costs."""
    return lines([_joining(t, view), _may_fall(t, view)])


def _may_fall(t: Texts, view: GroupView) -> Markup | None:
    if not view.ladder:
        return None
    return ladder.at_pickup(t) if view.pickup else ladder.before_paying(t)


def _joining(t: Texts, view: GroupView) -> Markup:
    if view.pickup:
        return t.sentences(
            t.gettext("Join takes a place for you at once."),
            cash.pays(t, view.way),
            t.gettext(
                "If the group fails, you owe nothing. You can leave while it is still looking for "
                "people."
            ),
        )
    return t.gettext(
        "Join keeps a place for you for 15 minutes while you pay. If the group fails, you get it "
        "all back. You can leave while it is still looking for people."
    )


def choosing(t: Texts, view: GroupView) -> Markup:
    """The same where a choice is what takes the place."""
    return lines([_choosing(t, view), _may_fall(t, view)])


def _choosing(t: Texts, view: GroupView) -> Markup:
    if view.pickup:
        return t.sentences(
            t.gettext("Choose one: that takes a place for you at once."),
            cash.pays(t, view.way),
            t.gettext(
                "If the group fails, you owe nothing. You can leave while it is still looking for "
                "people."
            ),
        )
    return t.gettext(
        "Choose one: that keeps a place for you for 15 minutes while you pay. If the group fails, "
        "you get it all back. You can leave while it is still looking for people."
    )


def inside_next(t: Texts, view: GroupView, token: str) -> Markup | None:
    """What comes next for somebody inside."""
    if not view.paid and view.closing:
        return t.gettext("The time of this group is up, and your place was not paid for.")
    if not view.paid:
        return t.gettext("Your place is kept while you pay.")
    match view.group.state:
        case GroupState.FORMING if token and not view.closing:
            return t.gettext("You are in. Your link for friends:\n{link}", link=START_LINK + token)
        case GroupState.SUCCEEDED if view.pickup:
            said = t.gettext("You are in: the shop gets your order ready.")
            return t.sentences(said, cash.pays(t, view.way))
        case GroupState.SUCCEEDED:
            return t.gettext("You are in: the shop gets your order ready.")
        case _:
            return None


def _inside(t: Texts, view: GroupView, ways: Ways) -> tuple[Row, ...]:
    number = view.group.id
    if not view.paid and view.closing:
        return ((open_groups(t),),)
    if not view.paid and view.seat is not None:
        pay = button(t.pgettext("button", "Pay"), PayAgain("s", view.seat.id), "primary")
        give_up = button(t.pgettext("button", "Give it up"), GiveUpHold("s", view.seat.id))
        return (pay,), (give_up,)
    if view.group.state is not GroupState.FORMING:
        return (*_leads(t, view), (my_orders(t),))
    rows: list[Row] = []
    if view.joinable and ways.token:
        rows.append((invite(t, ways.token, share.words(t, view), number),))
        rows.append((copy_link(t, ways.token), into_chat(t, ways.token)))
        rows.append((to_poster(t, number),))
    rows.extend(_leads(t, view))
    if view.seat is not None and not view.closing:
        rows.append((to_giving(t, view.seat),))
    leave = button(t.pgettext("button", "Leave"), AskLeave(number))
    return (*rows, (leave, _mute(t, number, muted=ways.muted)))


def _leads(t: Texts, view: GroupView) -> tuple[Row, ...]:
    """What is for its leader alone."""
    return ((to_lead(t, view.group.id),),) if _is_leader(view) and view.paid else ()


def _is_leader(view: GroupView) -> bool:
    return view.seat is not None and view.group.leader_id == view.seat.person_id


def _mute(t: Texts, group_buy_id: int, *, muted: bool) -> Button:
    if muted:
        return button(t.pgettext("button", "Reminders on"), Mute(group_buy_id, 0))
    return button(t.pgettext("button", "Reminders off"), Mute(group_buy_id, 1))


def _outside(t: Texts, view: GroupView, ways: Ways) -> tuple[Row, ...]:
    number = view.group.id
    see = button(
        t.pgettext("button", "See the product"),
        ShowProduct(view.group.product_id, back_codes.group(number, ways.way)),
    )
    if view.joinable:
        join = button(t.pgettext("button", "Join"), joins(view, ways.way), "primary")
        more = Pick("j", number, view.only, 2, 0, ways.way)
        several = button(t.pgettext("button", "More than one"), more)
        last = _listen(t, number, ways)
        return ((join,), (several, see), *last) if view.variants == 1 else ((join,), (see,), *last)
    start = (*_wait(t, view, ways), *_start(t, ways, first=not view.full))
    on = (open_groups(t), see) if view.variants else (open_groups(t),)
    return (*elsewhere(t, ways.elsewhere), *start, on)


def _listen(t: Texts, group_buy_id: int, ways: Ways) -> tuple[Row, ...]:
    """Whoever would rather think about it can let the leader remind them, once."""
    match ways.listening:
        case Listening.NOT_ASKED:
            return ()
        case Listening.NO:
            label = t.pgettext("button", "The leader may remind me once")
            return ((button(label, Listen(group_buy_id, 1, ways.way)),),)
        case Listening.YES:
            label = t.pgettext("button", "✓ The leader may remind me once")
            return ((button(label, Listen(group_buy_id, 0, ways.way)),),)


def _wait(t: Texts, view: GroupView, ways: Ways) -> tuple[Row, ...]:
    if not view.full:
        return ()
    if view.line is not None:
        return ((waiting.stops(t, view.group),),)
    return ((waiting.starts(t, waiting.waiting_for(view, ways.wish, ways.way)),),)


def _start(t: Texts, ways: Ways, *, first: bool) -> tuple[Row, ...]:
    if ways.start is None:
        return ()
    style: Style = "primary" if first else "plain"
    return ((button(t.pgettext("button", "Start a group"), ways.start, style),),)


def joins(view: GroupView, way: str) -> Press:
    """What Join does: takes a seat at once, or first asks for the variant."""
    if view.variants == 1:
        return Join(view.group.id, view.only, 1)
    return Pick("j", view.group.id, back=way)


def elsewhere(t: Texts, groups: Sequence[GroupBuy]) -> tuple[Row, ...]:
    """Other open groups, one a row."""
    return tuple((button(open_label(t, one), ShowGroup(one.id)),) for one in groups)
