"""aiogram's updates as events."""

from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    ChatShared,
    ChosenInlineResult,
    InaccessibleMessage,
    InlineQuery,
    Message,
    PreCheckoutQuery,
    SuccessfulPayment,
    Update,
    User,
)

from bot.incoming import Incoming, Origin, asked, document, event_id, kind_of, photo, pressed, said
from bot.library import Me
from bot.rooms import came, moved, reached, renamed, room, stands
from bot.threads import answered, is_persons, topic_of
from catalog.money import Money
from flows.events import (
    ChatPicked,
    Checkout,
    InlineChosen,
    Paid,
    Place,
    Reached,
    RoomEvent,
    Sender,
    StandingChanged,
    UserEvent,
)


def incoming(update: Update, me: Me) -> Incoming:
    """What an update means; one that means nothing to Kaituan has no event."""
    key = event_id(me.number, update.update_id)
    if update.message is not None:
        return Incoming(_message(update.message, key, me))
    if update.channel_post is not None:
        return Incoming(_of_the_room(update.channel_post, key, me))
    if update.callback_query is not None:
        return _press(update.callback_query, key, me)
    if update.pre_checkout_query is not None:
        return _checkout(update.pre_checkout_query, key, me)
    if update.my_chat_member is not None:
        return Incoming(_standing(update.my_chat_member, key, me))
    if update.inline_query is not None:
        return _asked(update.inline_query, key, me)
    if update.chosen_inline_result is not None:
        return Incoming(_chosen(update.chosen_inline_result, key, me))
    return Incoming(None)


def _message(message: Message, key: str, me: Me) -> UserEvent | None:
    of_the_room = _of_the_room(message, key, me)
    if of_the_room is not None:
        return of_the_room
    if not is_persons(message, me.number) or message.from_user is None:
        return _of_nobody(message, key, me)
    place = Place(me.number, message.chat.id, kind_of(message.chat.type), topic_of(message))
    origin = Origin(key, _sender(message.from_user), place)
    if message.successful_payment is not None:
        return _paid(message.successful_payment, origin)
    if message.chat_shared is not None and place.kind == "private":
        return _picked(message.chat_shared, origin)
    if message.photo and place.kind == "private":
        return photo(origin, message.photo[-1].file_id, message.caption)
    if message.document is not None and place.kind == "private":
        file = message.document
        said_of_it = message.caption, file.mime_type
        return document(origin, file.file_id, file.file_name, file.file_size, *said_of_it)
    text = message.text or message.caption
    if text is None:
        return None
    return said(origin, text, me.username, answered(message, me.number), _whisper(message))


def _of_nobody(message: Message, key: str, me: Me) -> UserEvent | None:
    """What a group or channel says through one of its people: they want an answer, too."""
    speaker = message.sender_chat
    if speaker is None or message.text is None or message.via_bot is not None:
        return None
    place = Place(me.number, message.chat.id, kind_of(message.chat.type), topic_of(message))
    origin = Origin(key, Sender(speaker.id, speaker.title or "", faceless=True), place)
    return said(origin, message.text, me.username, answered(message, me.number))


def _of_the_room(message: Message, key: str, me: Me) -> RoomEvent | None:
    chat = message.chat
    if message.migrate_to_chat_id is not None:
        return moved(room(key, me.number, chat), message.migrate_to_chat_id)
    if message.migrate_from_chat_id is not None:
        return came(room(key, me.number, chat), message.migrate_from_chat_id)
    if message.new_chat_title is not None:
        return renamed(room(key, me.number, chat), message.new_chat_title)
    return None


def _picked(shared: ChatShared, origin: Origin) -> ChatPicked:
    return ChatPicked(
        origin.id,
        origin.sender,
        origin.place,
        shared.request_id,
        shared.chat_id,
        shared.title or "",
        shared.username or "",
    )


def _paid(paid: SuccessfulPayment, origin: Origin) -> Paid:
    return Paid(
        origin.id,
        origin.sender,
        origin.place,
        paid.invoice_payload,
        Money(paid.total_amount, paid.currency),
        paid.provider_payment_charge_id,
        paid.telegram_payment_charge_id,
    )


def _press(query: CallbackQuery, key: str, me: Me) -> Incoming:
    message = query.message
    if message is None:
        return Incoming(None, query.id)
    topic = topic_of(message) if isinstance(message, Message) else 0
    place = Place(me.number, message.chat.id, kind_of(message.chat.type), topic)
    origin = Origin(key, _sender(query.from_user), place)
    photo = bool(message.photo) if isinstance(message, Message) else None
    press = pressed(origin, message.message_id, query.data, _whisper(message))
    return Incoming(press, query.id, photo)


def _checkout(query: PreCheckoutQuery, key: str, me: Me) -> Incoming:
    place = Place(me.number, query.from_user.id)
    amount = Money(query.total_amount, query.currency)
    event = Checkout(key, _sender(query.from_user), place, query.invoice_payload, amount)
    return Incoming(event, query.id)


def _asked(query: InlineQuery, key: str, me: Me) -> Incoming:
    origin = Origin(key, _sender(query.from_user), Place(me.number, query.from_user.id))
    return Incoming(asked(origin, query.query, query.offset, query.chat_type), query.id)


def _chosen(result: ChosenInlineResult, key: str, me: Me) -> InlineChosen:
    place = Place(me.number, result.from_user.id)
    sender, message = _sender(result.from_user), result.inline_message_id or ""
    return InlineChosen(key, sender, place, result.result_id, message)


def _standing(change: ChatMemberUpdated, key: str, me: Me) -> Reached | StandingChanged:
    chat, member = change.chat, change.new_chat_member
    origin = Origin(key, _sender(change.from_user), Place(me.number, chat.id, kind_of(chat.type)))
    if origin.place.kind == "private":
        return reached(origin, member)
    return stands(origin, member, chat.title or "", chat.username or "")


def _whisper(message: Message | InaccessibleMessage) -> int:
    """The number of an ephemeral message; 0 for any other."""
    return (message.ephemeral_message_id or 0) if isinstance(message, Message) else 0


def _sender(user: User) -> Sender:
    return Sender(user.id, user.full_name, user.language_code, user.username)
