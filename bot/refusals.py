"""What Telegram means by its refusals: the wording of its error descriptions, each with a decided outcome."""

from bot.answers import Answer, Done, Failed, Moved, Refused, TooMany
from scheduler.sending import Outcome, Sent, TryLater, Unreachable

LONG = 60.0
"""Seconds to leave everything alone when the bot's own token is refused."""

_NOT_MODIFIED = ("message is not modified",)
_TOO_OLD = ("query is too old", "query id is invalid", "query_id_invalid")
_CHAT_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user is deactivated",
    "chat was deactivated",
    "chat was deleted",
    "bot was kicked",
    "bot is not a member",
    "have no rights to send",
    "not enough rights to send",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_admin_required",
    "chat_restricted",
)
_PICTURE = (
    "wrong file",
    "wrong remote file",
    "invalid file",
    "file_id",
    "file reference",
    "http url content",
    "wrong type of the web page",
    "webpage_",
    "webdocument_",
    "photo_",
    "image_process_failed",
    "can't use file of type",
    "file is too big",
    "file must be non-empty",
    "url host is empty",
    "photo_url",
)
_MARKUP = ("can't parse entities", "can't find end", "unsupported start tag", "entity_")
_NOT_THERE = ("message to delete not found", "message_id_invalid")
_TOPIC_GONE = ("message thread not found", "topic_deleted", "topic_id_invalid")
_UNKNOWN_METHOD = ("not found",)
_NO_TEXT = ("there is no text in the message",)
_NO_CAPTION = ("there is no caption in the message", "message has no caption")


def _says(answer: Answer, code: int, words: tuple[str, ...]) -> bool:
    if not isinstance(answer, Refused) or answer.code != code:
        return False
    reason = answer.reason.lower()
    return any(word in reason for word in words)


def not_modified(answer: Answer) -> bool:
    """The message already shows just that."""
    return _says(answer, 400, _NOT_MODIFIED)


def not_there(answer: Answer) -> bool:
    """The message that was to be taken away is gone already."""
    return _says(answer, 400, _NOT_THERE)


def topic_gone(answer: Answer) -> bool:
    """The topic of a forum was deleted; its chat is as before."""
    return _says(answer, 400, _TOPIC_GONE)


def too_old(answer: Answer) -> bool:
    """A press or checkout that can be answered no more; its client stopped waiting."""
    return _says(answer, 400, _TOO_OLD)


def no_such_method(answer: Answer) -> bool:
    """The server knows no method of this name. Telegram's says so with 404, others with words of their own."""
    return _says(answer, 404, _UNKNOWN_METHOD) or _says(answer, 400, ("method",))


def misses_arguments(answer: Answer) -> bool:
    """The server knows the method, and what it was told was not enough for it."""
    return isinstance(answer, Refused) and answer.code == 400 and not no_such_method(answer)


def about_picture(answer: Answer) -> bool:
    """The picture is the trouble: unknown file id, unreachable address, too big, no picture at all."""
    too_big = isinstance(answer, Refused) and answer.code == 413
    return too_big or _says(answer, 400, _PICTURE)


def about_markup(answer: Answer) -> bool:
    """The markup of the words is the trouble."""
    return _says(answer, 400, _MARKUP)


def no_text(answer: Answer) -> bool:
    """The message has a photo, so its words are a caption."""
    return _says(answer, 400, _NO_TEXT)


def no_caption(answer: Answer) -> bool:
    """The message has no photo, so its words are text."""
    return _says(answer, 400, _NO_CAPTION)


def outcome(answer: Answer, chat: int, message_id: int | None = None) -> Outcome:
    """What an answer means to whoever wanted to say something in `chat`.

    `message_id`: the message that was to be edited. A 429 in a group stops that group, one in a private chat
    everything, since there the bot's own limit is the likelier reason.
    """
    match answer:
        case Done():
            return Sent(message_id if answer.message_id is None else answer.message_id)
        case TooMany(after):
            return TryLater(after, everything=chat > 0, reason="too many requests")
        case Moved(new):
            return Unreachable("the group became a supergroup", moved_to=new)
        case Failed(reason, maybe_done):
            return TryLater(maybe_sent=maybe_done, reason=reason)
        case Refused():
            return _refusal(answer, message_id)


def _refusal(answer: Refused, message_id: int | None) -> Outcome:
    if not_modified(answer):
        return Sent(message_id)
    if answer.code in (401, 404, 409):
        return TryLater(LONG, everything=True, reason=answer.reason)
    if answer.code == 403 or _says(answer, 400, _CHAT_GONE):
        return Unreachable(answer.reason)
    return Unreachable(answer.reason, message_only=True)


def failed(answer: Answer) -> bool:
    """Anything but done."""
    return not isinstance(answer, Done)
