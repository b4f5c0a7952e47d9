"""A private word in a group whose server knows no ephemeral messages: said elsewhere, and never there."""

import pytest

from flows.faces import LinkButton, Screen
from flows.replies import Say, Toast, Whisper
from sandbox.acts import pressing, starting, talking
from sandbox.world.chats import Chat
from sandbox.world.faults import Failure, Fault
from tests.bot.streets import Street
from tests.bot.whispers import CARD, RECEIPT, card_in_group, in_group, joins

pytestmark = pytest.mark.usefixtures("listening")

HINT = Screen("Please go on in private.", ((LinkButton("Go on", "kaituan:start/j-1"),),))


@pytest.fixture
async def group(street: Street) -> Chat:
    """A group with a card, on a server that would publish an ephemeral message."""
    street.world.whispers.spoken = "10.1"
    return await card_in_group(street)


async def test_who_met_the_bot_reads_it_in_their_private_chat(street: Street, group: Chat) -> None:
    word = Whisper(RECEIPT, private=street.anna.id, start="j-1", toast="I wrote to you.")
    answer = await joins(street, group, street.anna.id, word)
    assert (answer["text"], answer["show_alert"]) == ("I wrote to you.", False)
    assert street.newest().message.text == "Seat held & yours"


async def test_a_word_without_a_toast_leaves_that_to_the_other_replies(
    street: Street, group: Chat
) -> None:
    street.door.answer(Toast("Held."), Whisper(RECEIPT, private=street.anna.id))
    card = street.world.messages.of(group.key)[-1]
    pressing.press(street.world, street.anna.id, group.id, card.id, "Join")
    [answer] = await street.called("answerCallbackQuery")
    assert answer["text"] == "Held."


async def test_for_who_never_met_the_bot_the_press_opens_its_chat(
    street: Street, group: Chat
) -> None:
    word = Whisper(RECEIPT, start="j-1", toast="I wrote to you.")
    answer = await joins(street, group, street.ben.id, word)
    assert answer["url"] == "https://t.me/shop_bot?start=j-1"
    assert "text" not in answer


async def test_for_who_blocked_the_bot_too(street: Street, group: Chat) -> None:
    starting.block(street.world, street.anna.id, street.account.id)
    word = Whisper(RECEIPT, private=street.anna.id, start="j-1")
    answer = await joins(street, group, street.anna.id, word)
    assert answer["url"] == "https://t.me/shop_bot?start=j-1"


async def test_it_is_found_out_once_and_without_publishing_anything(
    street: Street, group: Chat
) -> None:
    for _ in range(2):
        await joins(street, group, street.anna.id, Whisper(RECEIPT, private=street.anna.id))
    [probe] = street.calls("deleteEphemeralMessage")
    assert (probe.arguments, probe.status) == ({}, 404)
    assert not [call for call in street.asked("sendMessage") if "receiver_user_id" in call]


async def test_while_the_server_does_not_say_it_is_not_tried_and_asked_again_later(
    street: Street, group: Chat
) -> None:
    street.world.whispers.spoken = "10.3"
    street.world.faults.plan(Fault(Failure.BROKEN, "deleteEphemeralMessage", status=502))
    word = Whisper(RECEIPT, private=street.anna.id)
    await joins(street, group, street.anna.id, word)
    assert not street.world.whispers.of(group.key)
    await joins(street, group, street.anna.id, word)
    assert len(street.world.whispers.of(group.key)) == 1


async def test_a_server_that_says_so_in_words_of_its_own_is_believed(
    street: Street, group: Chat
) -> None:
    strange = Fault(
        Failure.REFUSED,
        "deleteEphemeralMessage",
        status=400,
        description="Bad Request: this method is not supported",
    )
    street.world.faults.plan(strange)
    for _ in range(2):
        await joins(street, group, street.anna.id, Whisper(RECEIPT, private=street.anna.id))
    assert len(street.calls("deleteEphemeralMessage")) == 1
    assert len(street.from_bot()) == 2


async def test_with_no_way_left_a_box_over_the_button_says_it(street: Street, group: Chat) -> None:
    answer = await joins(street, group, street.ben.id, Whisper(RECEIPT, toast="I wrote to you."))
    assert (answer["text"], answer["show_alert"]) == ("Seat held & yours", True)


async def test_while_telegram_asks_for_silence_nobody_waits_with_a_finger_on_the_button(
    street: Street, group: Chat
) -> None:
    street.world.faults.plan(Fault(Failure.TOO_MANY, "sendMessage", retry_after=30))
    word = Whisper(RECEIPT, private=street.anna.id, start="j-1")
    answer = await joins(street, group, street.anna.id, word)
    assert answer["url"] == "https://t.me/shop_bot?start=j-1"


async def test_typed_words_are_answered_in_private_or_with_a_silent_hint_for_all(
    street: Street, group: Chat
) -> None:
    street.door.answer(Whisper(RECEIPT, private=street.anna.id, aloud=HINT))
    talking.say(street.world, street.anna.id, group.id, "/join@shop_bot")
    await street.called("sendMessage", 2)
    assert in_group(street, group) == ["Lamp"]
    street.door.answer(Whisper(RECEIPT, aloud=HINT))
    talking.say(street.world, street.ben.id, group.id, "/join@shop_bot")
    hint = (await street.called("sendMessage", 3))[-1]
    assert in_group(street, group) == ["Lamp", "Please go on in private."]
    assert hint["disable_notification"] is True
    assert "j-1" in str(hint["reply_markup"])


async def test_in_a_private_chat_it_is_just_said(street: Street) -> None:
    street.door.answer(Whisper(RECEIPT, aloud=HINT))
    street.say("join")
    await street.called("sendMessage")
    assert street.newest().message.text == "Seat held & yours"


async def test_a_card_that_was_whispered_into_the_private_chat_is_known_there(
    street: Street, group: Chat
) -> None:
    card = Screen("Your group", card_of=3, card_version=1)
    await joins(street, group, street.anna.id, Whisper(card, private=street.anna.id))
    assert [one[0].chat for one in street.door.cards] == [street.anna.id]


@pytest.mark.parametrize("fault", [Failure.BROKEN, Failure.TOO_MANY])
async def test_who_cannot_be_reached_just_then_is_not_answered_aloud(
    street: Street, group: Chat, fault: Failure
) -> None:
    """A word that is only late stays private."""
    for _ in range(3):
        street.world.faults.plan(Fault(fault, "sendMessage", status=502, retry_after=30))
    street.door.answer(Whisper(RECEIPT, private=street.anna.id, aloud=HINT))
    talking.say(street.world, street.anna.id, group.id, "/join@shop_bot")
    await street.called("sendMessage", 2)
    street.world.faults.clear()
    street.door.answer(Say(Screen("Next")))
    talking.say(street.world, street.ben.id, group.id, "/join@shop_bot")
    await street.door.until(lambda: len(street.door.taken) > 3)
    assert HINT.text not in in_group(street, group)


async def test_hints_for_all_take_no_more_than_their_share_of_a_minute(
    street: Street, group: Chat
) -> None:
    """The rest of what a group may hear is left to its cards."""
    street.door.answer(Whisper(RECEIPT, aloud=HINT))
    before = len(street.door.taken)
    for _ in range(9):
        talking.say(street.world, street.ben.id, group.id, "/join@shop_bot")
    await street.door.until(lambda: len(street.door.taken) >= before + 9)
    street.door.answer(Say(Screen("Read"), silent=True), Say(CARD))
    talking.say(street.world, street.ben.id, group.id, "/join@shop_bot")
    await street.called("sendMessage", 8)
    assert in_group(street, group) == ["Lamp", *[HINT.text] * 6, "Lamp"]
