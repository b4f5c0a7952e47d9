"""Who is in the demo: a few invented people in three languages, their rooms, and the shop's bot."""

from dataclasses import dataclass

from sandbox.acts import rooms, starting, talking
from sandbox.world.bots import BotAccount
from sandbox.world.chats import Chat, Kind
from sandbox.world.people import Person
from sandbox.world.world import World

TOKEN = "1000001:SANDBOX-kaituan"  # noqa: S105  the sandbox is no secret
TILL = "sandbox:TEST:kaituan"
"""The provider token under which the demo's money is kept."""


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody, with the language that their messenger speaks (an IETF tag)."""

    name: str
    username: str
    language: str


PEOPLE = (
    Role("Olivia Hart", "olivia", "en"),
    Role("陳美玲", "meiling", "zh-Hant"),
    Role("李小明", "xiaoming", "zh-Hans"),
    Role("Omar Farouk", "omar", "en"),
)
"""The first one keeps the shop and its channel; everybody else follows it, and the second has it open."""


def enter(world: World) -> BotAccount:
    """Everybody comes on stage; returns the shop's bot."""
    bot = world.bots.register(TOKEN, "kaituan_demo_bot", "Kaituan")
    world.front = bot.id
    world.provider.open_account(TILL)
    people = [world.people.add(role.name, None, role.username, role.language).id for role in PEOPLE]
    host, *others = people
    channel = rooms.create(world, host, "Deals of the day", Kind.CHANNEL, "kaituan_deals")
    rooms.add_bot(world, host, channel.id, bot.id, admin=True)
    neighbours = rooms.create(world, others[0], "Neighbours 鄰居 邻居", Kind.SUPERGROUP)
    for person in others:
        rooms.join(world, person, channel.id)
    for person in (host, *others[1:]):
        rooms.add_person(world, others[0], neighbours.id, person)
    world.fronts[others[0]] = channel.id
    talking.say(world, host, channel.id, f"The shop is open: https://t.me/{bot.username}")
    return bot


def keeper(world: World) -> Person:
    """Who keeps the shop."""
    return next(iter(world.people))


def channel(world: World) -> Chat:
    """The shop's channel, in which the bot may post."""
    return next(chat for chat in world.chats if chat.kind is Kind.CHANNEL)


def begin(world: World, bot: BotAccount) -> None:
    """Everybody presses Start, so that the shop greets each in their own language; its keeper goes to the desk."""
    for person in list(world.people):
        starting.start(world, person.id, bot.id)
    talking.say(world, keeper(world).id, bot.id, "/shop")
