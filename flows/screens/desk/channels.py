"""Where a shop posts its deals, and what its keepers are told about that."""

from collections.abc import Sequence

from markupsafe import Markup

from catalog.keeping.channels import MOST_CHANNELS, Channel, Found
from catalog.keeping.roles import Action, Role, may
from catalog.keeping.shopkeeping import KeptShop
from catalog.keeping.staff import Engagement
from flows.faces import Button, Screen
from flows.presses.channels import (
    AddChannel,
    AskRemoveChannel,
    ConnectChat,
    RemoveChannel,
    ShowChannels,
)
from flows.presses.every import NameShop
from flows.presses.roundup import ShowRoundup
from flows.replies import ChatButton, OfferChats
from flows.screens.buttons import Row, button, standing
from flows.screens.desk import hushing, roundups
from flows.screens.desk.staff import to_desk
from flows.screens.shape import LABEL, TITLE, lines, paragraphs, shorten
from flows.texts import Texts
from groupbuys.channels.hushing import Hush
from groupbuys.channels.roundup_plans import Plan


def channels(
    t: Texts, shop_id: int, role: Role, found: Sequence[Channel], hush: Hush, plan: Plan | None
) -> Screen:
    """Every chat that the shop posts into; who may change settings also adds and removes. `plan`: the round-up's."""
    none = t.gettext("Deals can be posted into your channels and groups. There is none yet.")
    manager = t.gettext("The owner of the shop adds and removes channels.")
    changes = may(role, Action.SETTINGS)
    text = paragraphs(
        t.gettext("<b>Channels</b>"),
        lines(_line(t, one) for one in found) if found else none,
        hushing.said(t, hush) if found else None,
        None if changes else manager,
    )
    daily: Row = (button(roundups.label(t, plan), ShowRoundup(shop_id)),)
    if not changes:
        return Screen(text, (daily, to_desk(t, shop_id)))
    removing: list[Row] = [(_off(t, one),) for one in found]
    adding: Row = (
        button(t.pgettext("button", "Add a channel"), AddChannel(shop_id, "c"), "primary"),
        button(t.pgettext("button", "Add a group"), AddChannel(shop_id, "g")),
    )
    quiet = (hushing.to_hours(t, shop_id),) if found else ()
    return Screen(text, (*removing, adding, daily, *quiet, to_desk(t, shop_id)))


def named(chat: Channel | Found) -> Markup:
    """A chat by its title, with a link where it has a username."""
    title = shorten(chat.title, TITLE) or str(chat.chat)
    if not chat.username:
        return Markup("<b>{}</b>").format(title)
    return Markup('<a href="https://t.me/{}">{}</a>').format(chat.username, title)


def offer(t: Texts, press: AddChannel, request: int) -> OfferChats:
    """The native button that picks a chat, and how it goes without."""
    cancel = cancelling(t)
    if press.how == "g":
        text = paragraphs(
            t.gettext(
                "Press the button below and choose the group: I join it, and can post there."
            ),
            t.gettext("No button? Add me to the group by hand, and I ask you what to do there."),
        )
        choice = ChatButton(t.pgettext("button", "👥 Choose a group"), request, "group")
    else:
        text = paragraphs(
            t.gettext(
                "Press the button below and choose the channel: I become an administrator "
                "who may post, edit and delete messages, and nothing else."
            ),
            t.gettext(
                "No button? Make me an administrator in the channel's own settings: I notice that."
            ),
        )
        choice = ChatButton(t.pgettext("button", "📣 Choose a channel"), request, "channel")
    return OfferChats(text, (choice,), cancel)


def cancelling(t: Texts) -> str:
    """What is typed by who wants no chat after all."""
    return t.pgettext("button", "Cancel")


def can_post(t: Texts, chat: Channel | Found) -> Markup:
    """The bot may post there."""
    return t.gettext("✅ I can post into {channel} now.", channel=named(chat))


def waits(t: Texts, chat: Found) -> Markup:
    """It was picked, but the bot may not post there yet."""
    return t.gettext(
        "{channel} is noted, but I may not post there yet. Make me an administrator who may "
        "post messages: as soon as I am, I tell you.",
        channel=named(chat),
    )


def is_full(t: Texts) -> Markup:
    """No more channels."""
    return t.gettext("A shop posts into at most {n} channels.", n=t.number(MOST_CHANNELS))


def ask_removal(t: Texts, one: Channel) -> Screen:
    """Ask before the shop posts there no more."""
    text = paragraphs(
        t.gettext("Take {channel} off the list?", channel=named(one)),
        t.gettext(
            "Nothing new is posted there then. What stands there stays, and so do I, until you "
            "take me out."
        ),
    )
    off = RemoveChannel(one.shop_id, one.id)
    back = button(t.pgettext("button", "‹ Back"), ShowChannels(one.shop_id))
    return Screen(text, ((button(t.pgettext("button", "Take it off"), off, "danger"),), (back,)))


def connected(t: Texts, shop: KeptShop, one: Channel) -> Screen:
    """News: the bot may post there (again)."""
    text = paragraphs(can_post(t, one), t.gettext("Shop: {name}", name=shop.name))
    return standing(Screen(text, (_ways(t, shop.id),)))


def lost(t: Texts, shop: KeptShop, one: Channel) -> Screen:
    """News: the bot was thrown out, or may not post any more; what goes on, and what to do."""
    again = (
        t.gettext("To go on there, add me to the group again, and let me write.")
        if one.kind == "group"
        else t.gettext("To go on there, make me an administrator again who may post messages.")
    )
    text = paragraphs(
        t.gettext("⚠️ I cannot post into {channel} any more.", channel=named(one)),
        t.gettext(
            "The deals of {name} and their groups go on; only what stands in that chat is not kept "
            "up to date.",
            name=shop.name,
        ),
        t.sentences(again, t.gettext("I notice by myself.")),
    )
    return standing(Screen(text, (_ways(t, shop.id),)))


def which(t: Texts, chat: Found, standing_id: int, shops: Sequence[Engagement]) -> Screen:
    """News: the bot was brought in; the reader says for which shop it is to post there."""
    text = paragraphs(
        t.gettext("I was brought into {channel}, and may post there.", channel=named(chat)),
        t.gettext("Shall deals be posted there?"),
    )
    rows: list[Row] = []
    for one in shops:
        label = t.pgettext("button", "Yes, for {shop}", shop=shorten(one.name, LABEL))
        rows.append((button(label, ConnectChat(one.shop_id, standing_id)),))
    return standing(Screen(text, tuple(rows)))


def keeps_none(t: Texts, chat: Found) -> Screen:
    """News: the bot was brought into a channel by somebody who has no shop to post for."""
    text = paragraphs(
        t.gettext("I was brought into {channel}, and may post there.", channel=named(chat)),
        t.gettext(
            "I post the deals of shops. You own none here: open one and add the channel there, "
            "or ask the owner of the shop to do so."
        ),
    )
    opening = button(t.pgettext("button", "Open a shop"), NameShop())
    return standing(Screen(text, ((opening,),)))


def _line(t: Texts, one: Channel) -> Markup:
    if one.lost:
        return t.gettext("⚠️ {channel}: I may not post there just now.", channel=named(one))
    return Markup("{} {}").format("👥" if one.kind == "group" else "📣", named(one))


def _off(t: Texts, one: Channel) -> Button:
    title = shorten(one.title, LABEL) or str(one.chat)
    label = t.pgettext("button", "Take off {channel}", channel=title)
    return button(label, AskRemoveChannel(one.shop_id, one.id))


def _ways(t: Texts, shop_id: int) -> Row:
    return (button(t.pgettext("button", "Channels"), ShowChannels(shop_id)),)
