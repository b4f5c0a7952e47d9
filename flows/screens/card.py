"""A member's card: a message of its own that shows their group buy and is kept up to date by edits."""

from markupsafe import Markup

from flows.faces import START_LINK, LinkButton, Screen
from flows.presses.every import AskLeave, Home, ShowGroup, ShowOpenGroups, ShowOrders
from flows.presses.handover import WhereTo
from flows.screens import cash, group, share
from flows.screens.buttons import Row, anew, button, into_chat, invite
from flows.screens.friends.giving import to_giving
from flows.screens.group import GroupView
from flows.screens.lead.lead import to_lead
from flows.screens.poster import to_poster
from flows.screens.shape import paragraphs
from flows.texts import Texts
from groupbuys.model import GroupState


def card(t: Texts, view: GroupView, token: str, person_id: int) -> Screen:
    """The card; `token` is the invite of the member, whose number is `person_id`.

    Its buttons answer with new messages.
    """
    return Screen(
        paragraphs(group.face(t, view), _next(t, view, token)),
        anew(_rows(t, view, token)),
        card_of=view.group.id,
        card_version=view.group.version,
        card_for=person_id,
    )


def public(t: Texts, view: GroupView, token: str) -> Screen:
    """The card for everybody in a chat; `token` leads into the group ("" where nobody can join any more)."""
    join, shop = t.pgettext("button", "Join"), t.pgettext("button", "Open the shop")
    return Screen(
        str(group.face(t, view)),
        ((LinkButton(join if token else shop, START_LINK + token),),),
        card_of=view.group.id,
        card_version=view.group.version,
    )


def _next(t: Texts, view: GroupView, token: str) -> Markup | None:
    match view.group.state:
        case GroupState.OPENING | GroupState.MERGED:
            return None
        case GroupState.FORMING:
            return _forming(t, view, token)
        case GroupState.SUCCEEDED if not view.paid:
            return None
        case GroupState.SUCCEEDED if view.pickup:
            return t.sentences(t.gettext("The shop gets your order ready."), cash.pays(t, view.way))
        case GroupState.SUCCEEDED:
            return t.gettext("The shop gets your order ready: see My orders.")
        case GroupState.FAILED | GroupState.CANCELLED:
            return _over(t, view)


def _forming(t: Texts, view: GroupView, token: str) -> Markup | None:
    if not view.inside:
        return t.gettext("You are not in this group any more.")
    if view.closing:
        return None
    if not view.paid:
        return t.gettext("Your place is kept while you pay.")
    return t.gettext("You are in. Your link for friends:\n{link}", link=START_LINK + token)


def _over(t: Texts, view: GroupView) -> Markup | None:
    if view.seat is None:
        return None
    if view.pickup or view.seat.payment_id is None:
        return t.gettext("You owe nothing.")
    if view.payer:
        return t.gettext("The money goes back to {name}, who paid for it.", name=view.payer)
    return t.gettext("Your money goes back to you: see My orders.")


def _rows(t: Texts, view: GroupView, token: str) -> tuple[Row, ...]:
    match view.group.state:
        case GroupState.FORMING if view.paid and not view.closing:
            leave = button(t.pgettext("button", "Leave"), AskLeave(view.group.id))
            last = (to_poster(t, view.group.id), leave) if view.joinable else (leave,)
            live = invite(t, token, share.words(t, view), view.group.id)
            chat = ((into_chat(t, token),),) if view.joinable and token else ()
            return ((live,), *chat, *_leads(t, view), *_where(t, view), *_gives(t, view), last)
        case GroupState.FORMING if not view.paid:
            see = button(t.pgettext("button", "See the group"), ShowGroup(view.group.id))
            return ((see, button(t.pgettext("button", "Home"), Home())),)
        case GroupState.FAILED | GroupState.CANCELLED:
            again = ShowOpenGroups(view.group.deal_id)
            return (
                (button(t.pgettext("button", "Open groups"), again),),
                (button(t.pgettext("button", "My orders"), ShowOrders()),),
            )
        case GroupState.SUCCEEDED:
            return (*_where(t, view), (button(t.pgettext("button", "My orders"), ShowOrders()),))
        case _:
            return ((button(t.pgettext("button", "Home"), Home()),),)


def _gives(t: Texts, view: GroupView) -> tuple[Row, ...]:
    """The place can go to a friend."""
    return () if view.seat is None else ((to_giving(t, view.seat),),)


def _leads(t: Texts, view: GroupView) -> tuple[Row, ...]:
    """What is for its leader alone."""
    leads = view.paid and view.seat is not None and view.group.leader_id == view.seat.person_id
    return ((to_lead(t, view.group.id),),) if leads else ()


def _where(t: Texts, view: GroupView) -> tuple[Row, ...]:
    """Where there is a choice, the card leads to it; what was chosen is for its person and the shop alone."""
    if view.seat is None or not view.paid or not view.asks_where:
        return ()
    return ((button(t.pgettext("button", "📍 Where to?"), WhereTo("s", view.seat.id)),),)
