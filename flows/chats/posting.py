"""Bringing a group buy into a group chat: by an invite's link, by /group, or by the button that adds the bot."""

from catalog import browsing
from flows.chats import faces
from flows.chats.saying import go_on, later, refuse, say_no, tell
from flows.faces import START_LINK, LinkButton, Screen
from flows.presses.chats import HangHere
from flows.replies import Reply, Say, TakeAway, Toast
from flows.screens.chats import whispers
from flows.visit import Visit
from groupbuys import finding, invites
from groupbuys.chats import entries, hanging
from groupbuys.chats.hanging import MOST, Hanging, Spot
from groupbuys.invites import invite_token
from groupbuys.model import LIVE_SEATS, GroupBuy, GroupState, SeatState
from groupbuys.rules import may_enter

FRESH = hanging.MINUTE
"""A card that was said so lately is not said again."""


def spot(visit: Visit) -> Spot:
    """Where this is said."""
    return Spot(visit.place.bot, visit.place.chat, visit.place.topic)


def invited(visit: Visit, token: str) -> list[Reply]:
    """Somebody brings the group buy of an invite in, whoever's it is."""
    found = invites.opened(visit.tx, token, visit.person.id)
    return [] if found is None else _hang(visit, found.group)


def overheard(visit: Visit, token: str) -> list[Reply]:
    """An invite's link was passed on among people: its card is said, unless it stands here or nobody can join."""
    found = invites.opened(visit.tx, token, visit.person.id)
    if found is None or may_enter(found.group, visit.tx.now) is not None:
        return []
    running = hanging.running(visit.tx, spot(visit))
    if found.group.id in {one.group_buy_id for one in running} or hanging.is_loud(
        visit.tx, spot(visit)
    ):
        return []
    return _hang(visit, found.group)


def mine(visit: Visit) -> list[Reply]:
    """Somebody wants a group buy of theirs here: the one they are in, or they are asked which."""
    t = visit.texts
    found = _open(visit)
    if len(found) == 1:
        return _hang(visit, found[0])
    if found:
        titles = browsing.titles(visit.tx, [one.product_id for one in found], t.language)
        choices = [(one.id, titles.get(one.product_id, "")) for one in found]
        return tell(visit, whispers.bring(t, choices), aloud=go_on(visit))
    said = t.gettext(
        "Start or join a group in our private chat first. Then /group brings it in here."
    )
    shop = LinkButton(t.pgettext("button", "Open the shop"), START_LINK)
    screen = whispers.note(said, (shop,))
    return tell(visit, screen, aloud=screen)


def from_afar(visit: Visit) -> list[Reply]:
    """The same said in the private chat: how a group buy comes into a group chat, with the button that does it."""
    t = visit.texts
    found = _open(visit)
    if len(found) == 1:
        return visit.show(_pick_chat(visit, found[0]))
    if found:
        titles = browsing.titles(visit.tx, [one.product_id for one in found], t.language)
        choices = [(one.id, titles.get(one.product_id, "")) for one in found]
        return visit.show(whispers.bring_afar(t, choices))
    return visit.show(whispers.no_group_yet(t))


def bring(visit: Visit, press: HangHere) -> list[Reply]:
    """One of theirs was chosen. Where that was asked in the private chat, they pick the group chat there."""
    found = next((one for one in _open(visit) if one.id == press.group_buy_id), None)
    if found is None:
        t = visit.texts
        return say_no(visit, t.pgettext("refusal", "You are in no open group like that any more."))
    if visit.place.kind != "private":
        return _hang(visit, found)
    return visit.show(_pick_chat(visit, found))


def again(visit: Visit, here: Hanging) -> list[Reply]:
    """The card said anew at the end of the chat; the one before is taken away."""
    screen = faces.face(visit.tx, here)
    if screen is None:
        return []
    old = [TakeAway(here.card_id)] if here.card_id else []
    return [Say(screen), *old]


def _hang(visit: Visit, group: GroupBuy) -> list[Reply]:
    no = may_enter(group, visit.tx.now)
    if no is not None:
        return refuse(visit, no)
    before = hanging.in_chat(visit.tx, spot(visit), group.id)
    fresh = before is not None and visit.tx.now - before.hung_at < FRESH
    if fresh and before is not None and before.card_id:
        said = visit.texts.pgettext("toast", "Its card is right here in the chat.")
        return [Toast(said)] if visit.pressed else []
    if hanging.is_loud(visit.tx, spot(visit)):
        return later(visit)
    here = hanging.hang(visit.tx, spot(visit), group.id, visit.person.id)
    seat = finding.seat_of(visit.tx, group.id, visit.person.id)
    if seat is not None and seat.state in LIVE_SEATS:
        entries.note(visit.tx, here, visit.person.id)
    return again(visit, here)


def _pick_chat(visit: Visit, group: GroupBuy) -> Screen:
    """The button that brings this group buy into a chat, which they pick."""
    titles = browsing.titles(visit.tx, [group.product_id], visit.person.language)
    token = invite_token(visit.tx, group.id, visit.person.id)
    return whispers.pick_chat(visit.texts, titles.get(group.product_id, ""), token)


def _open(visit: Visit) -> list[GroupBuy]:
    """The group buys that somebody is in and that still look for people."""
    return [
        group
        for group, seat in finding.mine(visit.tx, visit.person.id, 0, MOST)
        if seat.state is SeatState.PAID
        and group.state is GroupState.FORMING
        and may_enter(group, visit.tx.now) is None
    ]
