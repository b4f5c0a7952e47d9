"""A seat for a friend, asked for in a group chat: "+1 for Mum". One place, and the only one, that answers it."""

from flows.chats.saying import named, tell
from flows.chats.words import Order
from flows.replies import START_LINK, LinkButton, Reply
from flows.screens.chats import words
from flows.screens.names import clean
from flows.visit import Visit
from groupbuys.chats.hanging import Hanging


def order(visit: Visit, here: Hanging, wish: Order) -> list[Reply]:
    """A seat for somebody else is taken in the private chat, where everything about it is asked for."""
    t = visit.texts
    said = t.gettext(
        "A place for {friend} is taken in our private chat. “+1” alone takes one for yourself.",
        friend=clean(wish.friend),
    )
    open_ = LinkButton(t.pgettext("button", "Open our private chat"), START_LINK + here.token)
    aloud = named(visit.person.name, said)
    return tell(visit, words.note(said, (open_,)), start=here.token, aloud=aloud)
