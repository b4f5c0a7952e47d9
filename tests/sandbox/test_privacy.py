"""Privacy mode: what a bot in a group hears, and from when on a change of it counts."""

from sandbox.acts import privacy, rooms, talking
from sandbox.world.chats import Chat, Kind
from tests.sandbox.town import Town
from tests.sandbox.voice import Voice


def group_with_bot(town: Town, *, admin: bool = False) -> Chat:
    """A group of Anna's that the bot was brought into."""
    chat = rooms.create(town.world, town.anna.id, "Tea", Kind.SUPERGROUP)
    rooms.add_bot(town.world, town.anna.id, chat.id, town.bot.id, admin=admin)
    return chat


async def heard(town: Town, chat: Chat, voice: Voice) -> list[str]:
    """What the bot hears of a command, a mention and small talk."""
    last = (await voice.updates())[-1]["update_id"]
    for words in ("/deals@shop_bot", "@shop_bot +1", "nice weather"):
        talking.say(town.world, town.anna.id, chat.id, words)
    found = await voice.updates(last + 1)
    return [one["message"]["text"] for one in found if "text" in one.get("message", {})]


async def test_with_privacy_mode_on_a_member_hears_commands_and_no_mentions(
    town: Town, voice: Voice
) -> None:
    assert await heard(town, group_with_bot(town), voice) == ["/deals@shop_bot"]


async def test_an_administrator_hears_everything(town: Town, voice: Voice) -> None:
    assert len(await heard(town, group_with_bot(town, admin=True), voice)) == 3


async def test_switched_off_it_counts_for_groups_that_the_bot_comes_into_after_that(
    town: Town, voice: Voice
) -> None:
    chat = group_with_bot(town)
    privacy.set_privacy(town.world, town.bot.id, on=False)
    assert town.bot.as_me().can_read_all_group_messages is True
    assert await heard(town, chat, voice) == ["/deals@shop_bot"]
    rooms.throw_out(town.world, town.anna.id, chat.id, town.bot.id)
    rooms.add_bot(town.world, town.anna.id, chat.id, town.bot.id)
    assert len(await heard(town, chat, voice)) == 3
    privacy.set_privacy(town.world, town.bot.id, on=True)
    assert len(await heard(town, chat, voice)) == 3


async def test_what_a_bot_hears_goes_along_when_its_group_becomes_a_supergroup(
    town: Town, voice: Voice
) -> None:
    town.bot.reads_all = True
    small = rooms.create(town.world, town.anna.id, "Tea", Kind.GROUP)
    rooms.add_bot(town.world, town.anna.id, small.id, town.bot.id)
    grown = rooms.upgrade(town.world, town.anna.id, small.id)
    told = [one["message"] for one in await voice.updates() if "message" in one]
    assert [one["chat"]["id"] for one in told[-2:]] == [small.id, grown.id]
    assert told[-2]["migrate_to_chat_id"] == grown.id
    assert told[-1]["migrate_from_chat_id"] == small.id
    assert len(await heard(town, grown, voice)) == 3
