"""The invitation that its reader was shown last, above the first screen."""

from markupsafe import Markup, escape

from flows.presses.every import ShowGroup
from flows.presses.own import LetInviteGo
from flows.screens import share
from flows.screens.buttons import Row, button
from flows.screens.group import GroupView
from flows.screens.shape import TITLE, shorten
from flows.texts import Texts


def words(t: Texts, view: GroupView, name: str) -> Markup:
    """Who invited to what, and how it stands now; `name` "": somebody whom we cannot name."""
    title = shorten(view.title, TITLE)
    if name:
        asked = t.gettext("{name} invited you to buy “{title}” together.", name=name, title=title)
    else:
        asked = t.gettext("You were invited to buy “{title}” together.", title=title)
    if view.joinable:
        needed = share.needed(t, view)
        return t.sentences(asked, escape(needed)) if needed else asked
    over = t.gettext("That group takes nobody any more, but another for the same is open.")
    return t.sentences(asked, over)


def ways(t: Texts, view: GroupView) -> Row:
    """To the group, and never again."""
    see = button(t.pgettext("button", "See the group"), ShowGroup(view.group.id), "primary")
    return see, button(t.pgettext("button", "No, thanks"), LetInviteGo(view.group.id))
