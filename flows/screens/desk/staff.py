"""Who works in a shop."""

from collections.abc import Sequence

from catalog.keeping.roles import Role
from catalog.keeping.staff import Colleague
from flows.faces import START_LINK, PressButton, Screen, ShareButton
from flows.presses.every import Dismiss, InviteStaff, ShowDesk, ShowStaff
from flows.screens.buttons import Row, button, pairs
from flows.screens.shape import NAME, lines, paragraphs, shorten
from flows.texts import Texts


def colleagues(t: Texts, shop_id: int, named: Sequence[tuple[Colleague, str]]) -> Screen:
    """Everybody by name and role, with a way to send each but the owner away, and to invite more."""
    text = paragraphs(
        t.gettext("<b>Staff</b>"),
        lines(
            t.gettext("{field}: {value}", field=_called(t, name), value=role_word(t, one.role))
            for one, name in named
        ),
        t.gettext(
            "A manager does everything but staff and settings; a packer sees orders and packs them."
        ),
    )
    leaving: list[PressButton] = [
        button(
            t.pgettext("button", "Dismiss {name}", name=_called(t, name)),
            Dismiss(shop_id, one.person_id),
        )
        for one, name in named
        if one.role is not Role.OWNER
    ]
    inviting = (
        button(t.pgettext("button", "Invite a manager"), InviteStaff(shop_id, Role.MANAGER.value)),
        button(t.pgettext("button", "Invite a packer"), InviteStaff(shop_id, Role.PACKER.value)),
    )
    return Screen(text, (*pairs(leaving), inviting, to_desk(t, shop_id)))


def link(t: Texts, shop_id: int, role: Role, payload: str) -> Screen:
    """A fresh staff link, to be passed on to one person."""
    address = START_LINK + payload
    text = paragraphs(
        t.gettext("This link makes one person a {role} of the shop:", role=role_word(t, role)),
        address,
        t.gettext("It works once, within 7 days. Send it to nobody else."),
    )
    words = t.pgettext("share", "Come and work with me: this link lets you into the shop.")
    share = ShareButton(t.pgettext("button", "Send the link"), address, words)
    back = button(t.pgettext("button", "‹ Back"), ShowStaff(shop_id))
    return Screen(text, ((share,), (back,)))


def role_word(t: Texts, role: Role) -> str:
    """A role in one word."""
    match role:
        case Role.OWNER:
            return t.pgettext("role", "owner")
        case Role.MANAGER:
            return t.pgettext("role", "manager")
        case Role.PACKER:
            return t.pgettext("role", "packer")


def to_desk(t: Texts, shop_id: int) -> Row:
    """The way back to the shop's desk."""
    return (button(t.pgettext("button", "‹ Back to the shop"), ShowDesk(shop_id)),)


def _called(t: Texts, name: str) -> str:
    return shorten(name, NAME) or t.pgettext("name", "Somebody")
