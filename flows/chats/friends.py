"""A seat for a friend, asked for in a group chat: "+1 for Mum". One place, and the only one, that answers it."""

from flows.chats.phrases import Order
from flows.chats.saying import named, tell
from flows.replies import START_LINK, LinkButton, Reply
from flows.screens.chats import whispers
from flows.screens.names import clean
from flows.visit import Visit
from groupbuys.chats.hanging import Hanging


def order(visit: Visit, here: Hanging, wish: Order) -> list[Reply]:
    """A place is for one person: nothing is taken, and they hear how their friend gets one."""
    t = visit.texts
    said = t.gettext(
        "A place is for one person: {friend} can press Join here, or come by the link. "
        "For more on your own place say for instance “+2”.",
        friend=clean(wish.friend),
    )
    open_ = LinkButton(t.pgettext("button", "See more"), START_LINK + here.token)
    aloud = named(visit.person.name, said)
    return tell(visit, whispers.note(said, (open_,)), start=here.token, aloud=aloud)
