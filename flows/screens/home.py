"""The shop's first screen, the help, and where strange links and old buttons land."""

from dataclasses import replace

from markupsafe import Markup

from catalog.browsing import Shop
from catalog.keeping.shopkeeping import Handover
from flows.faces import Picture, PressButton, Screen
from flows.presses.every import ShowHelp, ShowLanguages, ShowQuiet
from flows.screens import cash
from flows.screens.buttons import (
    Row,
    browse,
    button,
    home,
    my_groups,
    my_orders,
    open_groups,
    the_shop,
)
from flows.screens.shape import DESCRIPTION, lines, paragraphs, shorten
from flows.texts import Texts


def invited(t: Texts, shop: Shop | None, said: Markup, row: Row) -> Screen:
    """Welcome under an invitation that still stands, and first of all the way to it."""
    screen = landed(t, said, shop)
    return replace(screen, buttons=(row, *screen.buttons))


def first(t: Texts, shop: Shop | None) -> Screen:
    """Welcome: what this is, and the ways in."""
    if shop is None:
        return Screen(
            t.gettext("This shop has nothing to show yet. Please come back a little later.")
        )
    how = t.gettext(
        "Start or join a group: when enough people are in, everybody gets the group price."
    )
    search = t.gettext("Press Browse, or type a few words.")
    about = shorten(shop.about, DESCRIPTION)
    text = paragraphs(
        lines([Markup("<b>{}</b>").format(shop.name), about or None]),
        t.sentences(how, safety(t, None if shop.provider else shop.handover)),
        search,
    )
    return Screen(text, (*ways_in(t), (the_shop(t, shop.id), _help(t))), cover(shop))


def safety(t: Texts, pays: Handover | None) -> Markup:
    """What becomes of the money when a group fails; `pays`: how goods come, where they are paid only then."""
    if pays is not None:
        return cash.owes_nothing(t, pays)
    return t.gettext("If a group fails, everybody gets all their money back.")


def ways_in(t: Texts) -> tuple[Row, ...]:
    """The four main ways."""
    return ((browse(t), open_groups(t)), (my_groups(t), my_orders(t)))


def note(t: Texts, text: Markup, shop: Shop | None = None) -> Screen:
    """A few words where something is gone or not understood, with the ways on."""
    return Screen(str(text), ways_in(t), cover(shop))


def landed(t: Texts, text: Markup, shop: Shop | None) -> Screen:
    """The first screen under a few words about how somebody got here."""
    screen = first(t, shop)
    return replace(screen, text=paragraphs(text, Markup(screen.text)))  # noqa: S704  our own markup


def helping(t: Texts, shop: Shop | None) -> Screen:
    """What one can do here, and how a group buy goes."""
    pays = shop.handover if shop is not None and not shop.provider else None
    text = paragraphs(
        t.gettext("<b>How it works</b>"),
        t.gettext(
            "1. Find something: press Browse, or type a few words such as “blue shirt”.\n"
            "2. Start a group, or join one that is open.\n"
            "3. Invite friends with your link.\n"
            "4. When enough people are in, everybody gets the group price."
        ),
        safety(t, pays),
        t.gettext("You can leave a group for as long as it is still looking for people."),
        t.gettext(
            "In a group chat, /group brings your group in, and people join there by Join or by answering “+1”."
        ),
        t.gettext(
            "/deals shows what there is, /mine your groups, /lead those that you lead, "
            "/orders your orders and refunds, /coupons your coupons, /rewards your rewards for leading, "
            "/language changes the language, /mute quiets reminders, /shop opens a shop of your own."
        ),
    )
    settings = (
        button(t.pgettext("button", "Language"), ShowLanguages()),
        button(t.pgettext("button", "Reminders"), ShowQuiet()),
    )
    return Screen(text, (settings, (home(t),)), cover(shop))


def cover(shop: Shop | None) -> Picture | None:
    """The shop's picture, if it has one."""
    return Picture(shop.picture) if shop is not None and shop.picture else None


def _help(t: Texts) -> PressButton:
    return button(t.pgettext("button", "Help"), ShowHelp())
