"""Presses: always answered, whatever they carry, and the pressed message edited as what it is."""

import pytest

from flows.events import Pressed
from flows.faces import Picture, PressButton, Screen
from flows.presses.shop import Home
from flows.replies import Edit, Say, Toast
from sandbox.acts import pressing, talking
from sandbox.world.faults import Failure, Fault
from tests.bot.doubles import said
from tests.bot.streets import Street

pytestmark = pytest.mark.usefixtures("listening")

BUTTONS = ((PressButton("Home", "h"),),)
TEXT = Screen("text", BUTTONS)
PHOTO = Screen("photo", BUTTONS, Picture("https://img.example/1.jpg"))
OTHER = Screen("other", BUTTONS, Picture("https://img.example/2.jpg"))


async def begin_with(street: Street, screen: Screen) -> None:
    """Anna sees a screen; from now on the bot answers nothing."""
    street.door.answer(Say(screen))
    street.say("go")
    await street.called("sendPhoto" if screen.picture else "sendMessage")
    street.door.answer()


async def test_a_press_says_what_and_where_and_is_answered_even_without_a_toast(
    street: Street,
) -> None:
    await begin_with(street, TEXT)
    street.press("Home")
    [answer] = await street.called("answerCallbackQuery")
    assert set(answer) == {"callback_query_id"}
    event = street.door.taken[-1]
    assert isinstance(event, Pressed)
    assert (event.press, event.message_id) == (Home(), street.newest().id)


async def test_a_toast_or_an_alert_is_shown_over_the_button(street: Street) -> None:
    await begin_with(street, TEXT)
    street.door.answer(Toast("Muted " * 50), Toast("only one fits"))
    street.press()
    [toast] = await street.called("answerCallbackQuery")
    assert len(toast["text"]) == 200
    assert toast["show_alert"] is False
    street.door.answer(Toast("Sure?", alert=True))
    street.press()
    alert = (await street.called("answerCallbackQuery", 2))[-1]
    assert (alert["text"], alert["show_alert"]) == ("Sure?", True)


@pytest.mark.parametrize(
    "data", ["zz:1", "g:abc:", "g:1_0:", f"g:{2**63}:", "h:x", "g:1:\x00", "kaituan", "g:+1:"]
)
async def test_an_old_or_forged_button_is_a_press_of_nothing_we_speak(
    street: Street, data: str
) -> None:
    await begin_with(street, TEXT)
    street.door.answer(Toast("This button is old."))
    pressing.press_forged(street.world, street.anna.id, street.account.id, street.newest().id, data)
    await street.called("answerCallbackQuery")
    event = street.door.taken[-1]
    assert isinstance(event, Pressed)
    assert event.press is None


@pytest.mark.parametrize(
    ("before", "after", "method"),
    [
        (TEXT, Screen("new"), "editMessageText"),
        (TEXT, PHOTO, "editMessageMedia"),
        (PHOTO, OTHER, "editMessageMedia"),
    ],
)
async def test_an_edit_is_made_in_place(
    street: Street, before: Screen, after: Screen, method: str
) -> None:
    await begin_with(street, before)
    pressed = street.newest().id
    street.door.answer(Edit(after))
    street.press()
    [call] = await street.called(method)
    assert call["message_id"] == pressed
    message = street.newest().message
    assert (message.text or message.caption) == after.text
    assert (message.photo is not None) == (after.picture is not None)
    assert (message.reply_markup is not None) == bool(after.buttons)
    assert len(street.from_bot()) == 1


async def test_a_message_that_loses_its_photo_is_sent_anew_and_the_old_one_deleted(
    street: Street,
) -> None:
    await begin_with(street, PHOTO)
    card = Screen("text again", card_of=3, card_version=2)
    street.door.answer(Edit(card))
    street.press()
    await street.called("deleteMessage")
    [only] = street.from_bot()
    assert only.message.text == "text again"
    await street.door.until(lambda: bool(street.door.cards))
    assert street.door.cards[0][1:] == (only.id, card)


async def test_an_edit_that_changes_nothing_is_fine_and_its_card_is_known(street: Street) -> None:
    await begin_with(street, TEXT)
    same = Screen(TEXT.text, TEXT.buttons, card_of=1, card_version=1)
    street.door.answer(Edit(same))
    street.press()
    await street.called("editMessageText")
    await street.door.until(lambda: bool(street.door.cards))
    assert street.door.cards[0][1] == street.newest().id
    assert len(street.from_bot()) == 1


async def test_where_the_message_is_gone_its_new_face_is_said_anew(street: Street) -> None:
    await begin_with(street, TEXT)
    street.door.answer(Edit(Screen("new")))
    message = street.newest()
    street.press(message=message)
    talking.delete(street.world, street.anna.id, street.account.id, message.id)
    await street.called("sendMessage", 2)
    assert street.newest().message.text == "new"


async def test_without_a_press_an_edit_is_said_and_a_toast_too(street: Street) -> None:
    street.door.answer(Edit(Screen("<b>face</b>")), Toast("a < b"))
    street.say("go")
    await street.called("sendMessage", 2)
    assert [one.message.text for one in street.from_bot()] == ["face", "a < b"]


async def test_a_press_answered_too_late_is_an_ordinary_event(street: Street) -> None:
    await begin_with(street, TEXT)
    street.door.answer(said("still said"))
    street.world.faults.plan(
        Fault(
            Failure.REFUSED,
            "answerCallbackQuery",
            status=400,
            description="Bad Request: query is too old and response timeout expired",
        )
    )
    street.press()
    await street.called("sendMessage", 2)
    assert street.newest().message.text == "still said"
    assert len(street.calls("answerCallbackQuery")) == 1
