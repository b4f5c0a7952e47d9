"""What people send: words, pictures, files, contacts, forwarded messages."""

from typing import Any

from aiogram import types

from sandbox.acts.menus import bot_alone
from sandbox.acts.places import chat_of, message_of, writable
from sandbox.acts.topics import open_to
from sandbox.text.detect import detect
from sandbox.text.pictures import picture_size
from sandbox.text.utf16 import length
from sandbox.world.chats import Chat
from sandbox.world.content import document_content, photo_content
from sandbox.world.messages import Posted
from sandbox.world.posting import change as change_message
from sandbox.world.posting import hand_out, post, remove
from sandbox.world.refusals import Impossible
from sandbox.world.threads import thread
from sandbox.world.whispering import whisper
from sandbox.world.world import World


def say(
    world: World,
    person_id: int,
    chat_id: int,
    text: str,
    reply_to: int | None = None,
    topic: int | None = None,
) -> Posted:
    """Type `text` into a chat; commands, links and the like become entities.

    A command that a bot declared ephemeral is seen by that bot alone.
    `topic` of a forum, 0 for the one that every forum has; None: where the message replied to stands. Raises Impossible
    for empty text and for more than 4096 UTF-16 code units.
    """
    text = text.strip()
    if not text:
        raise Impossible("there is nothing to send")
    if length(text) > 4096:
        raise Impossible("a message has at most 4096 characters")
    chat = writable(world, person_id, chat_id)
    replied = None if reply_to is None else message_of(world, person_id, chat_id, reply_to).message
    placed = placed_in(world, chat, person_id, topic, replied)
    content: dict[str, Any] = {"text": text, "entities": detect(text) or None, **placed}
    if (bot_id := bot_alone(world, person_id, chat, text)) is not None:
        return whisper(world, chat, person_id, bot_id, content)
    return post(world, chat, person_id, content)


def placed_in(
    world: World,
    chat: Chat,
    person_id: int,
    topic: int | None,
    replied: types.Message | None = None,
) -> dict[str, Any]:
    """The fields that tell where a person's message stands. Raises Impossible where they may not write."""
    placed = thread(world, chat, topic, replied)
    open_to(chat, person_id, placed["message_thread_id"] if "is_topic_message" in placed else 0)
    return placed


def edit(world: World, person_id: int, chat_id: int, message_id: int, text: str) -> Posted:
    """Change one's own words."""
    posted = message_of(world, person_id, chat_id, message_id)
    if posted.owner_id != person_id or posted.message.text is None or not text.strip():
        raise Impossible("only one's own words can be changed, and not to nothing")
    words = text.strip()
    change_message(world, posted, {"text": words, "entities": detect(words) or None})
    hand_out(world, chat_of(world, person_id, chat_id), posted, edited=True)
    return posted


def delete(world: World, person_id: int, chat_id: int, message_id: int) -> None:
    """Delete a message for everybody: one's own, any in a private chat, any as an administrator."""
    posted = message_of(world, person_id, chat_id, message_id)
    chat = chat_of(world, person_id, chat_id)
    if posted.owner_id != person_id and not chat.private and not chat.led_by(person_id):
        raise Impossible("that message is somebody else's")
    remove(world, posted)


def send_photo(
    world: World,
    person_id: int,
    chat_id: int,
    data: bytes,
    name: str,
    caption: str = "",
    *,
    topic: int | None = None,
) -> Posted:
    """Send a picture (PNG, JPEG, GIF or WebP). Raises Impossible for anything else."""
    size = picture_size(data)
    if size is None:
        raise Impossible("that is not a picture")
    chat = writable(world, person_id, chat_id)
    stored = world.files.keep_photo(data, name, "image/jpeg", size)
    placed = placed_in(world, chat, person_id, topic)
    content = {**photo_content(stored), **_captioned(caption), **placed}
    return post(world, chat, person_id, content)


def send_document(
    world: World,
    person_id: int,
    chat_id: int,
    data: bytes,
    name: str,
    caption: str = "",
    *,
    topic: int | None = None,
) -> Posted:
    """Send a file."""
    chat = writable(world, person_id, chat_id)
    stored = world.files.keep_document(data, name, "application/octet-stream")
    placed = placed_in(world, chat, person_id, topic)
    content = {**document_content(stored), **_captioned(caption), **placed}
    return post(world, chat, person_id, content)


def share_contact(world: World, person_id: int, chat_id: int, phone_number: str) -> Posted:
    """Give one's phone number, as a "share contact" button does."""
    person = world.people.get(person_id)
    contact = types.Contact(
        phone_number=phone_number,
        first_name=person.first_name,
        last_name=person.last_name,
        user_id=person.id,
    )
    return post(world, writable(world, person_id, chat_id), person_id, {"contact": contact})


def forward(
    world: World, person_id: int, from_chat_id: int, message_id: int, to_chat_id: int
) -> Posted:
    """Forward a message; of its buttons only links stay, as in Telegram."""
    posted = message_of(world, person_id, from_chat_id, message_id)
    target = writable(world, person_id, to_chat_id)
    content = forwarded_content(posted.message)
    return post(world, target, person_id, content, invoice=posted.invoice)


def forwarded_content(message: types.Message) -> dict[str, Any]:
    """The fields of a message that go along when it is forwarded, and where it came from."""
    fields = ("text", "entities", "caption", "caption_entities", "photo", "document", "contact")
    content = {name: getattr(message, name) for name in (*fields, "invoice")}
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    links = [kept for row in rows if (kept := [button for button in row if button.url])]
    content["reply_markup"] = types.InlineKeyboardMarkup(inline_keyboard=links) if links else None
    content["forward_origin"] = message.forward_origin or _origin(message)
    return content


def _origin(message: types.Message) -> types.MessageOriginUnion:
    if message.from_user is not None:
        return types.MessageOriginUser(date=message.date, sender_user=message.from_user)
    return types.MessageOriginChannel(
        date=message.date, chat=message.chat, message_id=message.message_id
    )


def _captioned(caption: str) -> dict[str, Any]:
    words = caption.strip()
    return {"caption": words, "caption_entities": detect(words) or None} if words else {}
