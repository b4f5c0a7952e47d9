"""Groups and channels in a story: somebody brings the bot in, throws it out, moves or renames a room."""

from collections.abc import Sequence

from sqlalchemy import func, select

from catalog.keeping import channels, staff
from catalog.keeping.roles import Role
from flows.events import ChatMoved, ChatRenamed, Place, PlaceKind, Sender, StandingChanged, Stands
from flows.faces import Screen
from flows.presses.every import WIRE, NameShop
from groupbuys.tables import card
from storage.tables import outbox
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone, new_id
from tests.flows.test_news import me, told
from tests.stories import BOT

OURS, CHAT = 2, -1001
"""The number of the shop that a story opens, and of its channel."""


async def brings(
    phone: Phone,
    chat: int,
    title: str = "Olives",
    username: str = "",
    stands: Stands = "posts",
    kind: PlaceKind = "channel",
) -> None:
    """Change, as this person, what the bot may do in a group or channel."""
    place = Place(BOT, chat, kind)
    replies = await phone.talk.turn(
        StandingChanged(new_id(), phone.sender, place, stands, title, username)
    )
    assert not replies, "nothing is said in the room itself"


async def throws_out(phone: Phone, chat: int, kind: PlaceKind = "channel") -> None:
    """Throw the bot out, as this person."""
    await brings(phone, chat, stands="gone", kind=kind)


async def moves(phone: Phone, chat: int, to: int) -> None:
    """A group becomes a supergroup."""
    place = Place(BOT, chat, "group")
    await phone.talk.turn(ChatMoved(new_id(), Sender(chat, "Olives"), place, to))


async def renames(phone: Phone, chat: int, title: str) -> None:
    """A channel gets another title."""
    place = Place(BOT, chat, "channel")
    await phone.talk.turn(ChatRenamed(new_id(), Sender(chat, "Olives"), place, title))


async def hears(shop: Bazaar, phone: Phone, kind: str) -> Screen | None:
    """What this person is told of that kind, put into words now; it then stands in their chat."""
    said = told(shop, phone).get(kind)
    if said is not None:
        await phone.hear(said)
    return said


async def adds(phone: Phone, label: str = "Add a channel") -> None:
    """Go from the desk to the native button."""
    await phone.command("shop")
    await phone.press("Channels")
    await phone.press(label)


async def opens_another(phone: Phone) -> None:
    """Open a shop beside the one that there is."""
    await phone.wire(WIRE.encode(NameShop()))
    await phone.write("Second")
    await phone.press("Open the shop")


def titles(shop: Bazaar, shop_id: int = OURS) -> list[str]:
    """Where the shop can post."""
    return [one.title for one in shop.run(lambda tx: channels.channels_of(tx, shop_id))]


def owed(shop: Bazaar, kind: str) -> int:
    """How many people are told of such a thing."""
    wanted = select(func.count()).where(outbox.c.kind == kind)
    return int(shop.run(lambda tx: tx.value(wanted)))


def works(shop: Bazaar, phone: Phone, role: Role) -> None:
    """Somebody works in the shop as that."""
    number = me(shop, phone)
    shop.run(lambda tx: staff.engage(tx, OURS, number, role))


def dead(shop: Bazaar) -> Sequence[int]:
    """Which cards are dead."""
    return [row.dead for row in shop.run(lambda tx: tx.all(select(card.c.dead)))]
