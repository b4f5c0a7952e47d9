"""A group in which a card stands, and people whose press on it is answered with a private word."""

from flows.faces import PressButton, Screen
from flows.replies import Say, Whisper
from sandbox.acts import pressing, rooms, talking
from sandbox.world.chats import Chat, Kind
from tests.bot.streets import Street

CARD = Screen("Lamp", ((PressButton("Join", "h"),),))
RECEIPT = Screen("<b>Seat held</b> &amp; yours", ((PressButton("Pay", "h"),),))


async def card_in_group(street: Street, kind: Kind = Kind.SUPERGROUP) -> Chat:
    """A group of Anna, who talks with the bot, and Ben, who never met it; there stands a card."""
    chat = rooms.create(street.world, street.anna.id, "Neighbours", kind)
    rooms.add_person(street.world, street.anna.id, chat.id, street.ben.id)
    rooms.add_bot(street.world, street.anna.id, chat.id, street.account.id)
    await street.door.until(lambda: bool(street.door.taken))
    street.door.answer(Say(CARD))
    talking.say(street.world, street.anna.id, chat.id, "/start@shop_bot")
    await street.called("sendMessage")
    street.door.answer()
    return chat


def in_group(street: Street, group: Chat) -> list[str]:
    """What the bot said for all to read."""
    posted = street.world.messages.of(group.key)
    return [one.message.text or "" for one in posted if one.owner_id == street.account.id]


def whispered(street: Street, group: Chat) -> list[tuple[int, str]]:
    """What the bot said there to one person alone, and to whom."""
    said = [one for one in street.world.whispers.of(group.key) if one.owner_id == street.account.id]
    return [(one.reader_id, one.message.text or one.message.caption or "") for one in said]


def press_card(street: Street, group: Chat, person: int) -> None:
    """Somebody presses the card."""
    card = street.world.messages.of(group.key)[-1]
    pressing.press(street.world, person, group.id, card.id, "Join")


async def joins(street: Street, group: Chat, person: int, word: Whisper) -> dict[str, object]:
    """Somebody presses the card, and is answered with a private word: gives the answer to the press."""
    street.door.answer(word)
    before = len(street.calls("answerCallbackQuery"))
    press_card(street, group, person)
    answer = (await street.called("answerCallbackQuery", before + 1))[-1]
    assert in_group(street, group) == ["Lamp"]
    return answer
