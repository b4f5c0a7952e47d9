"""answerCallbackQuery, answerInlineQuery."""

from aiogram import methods

from sandbox.api.desk import Desk
from sandbox.api.keyboards import checked
from sandbox.world.changes import InlineAnswered, Toasted
from sandbox.world.inline import InlineAnswer
from sandbox.world.inlined import result_content
from sandbox.world.presses import Query
from sandbox.world.refusals import bad_request

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback(desk: Desk, call: methods.AnswerCallbackQuery) -> bool:
    """End a press: the button stops waiting, and the person reads a toast or an alert."""
    if call.text is not None and len(call.text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if call.url and not _allowed(desk, call.url):
        raise bad_request("URL_INVALID")
    query = _open_query(desk, call.callback_query_id)
    query.answered = True
    alert = call.show_alert is True
    toast = Toasted(query.person_id, query.id, call.text or "", alert, call.url or "")
    desk.world.publish(toast)
    return True


def answer_inline(desk: Desk, call: methods.AnswerInlineQuery) -> bool:
    """Offer results for what was typed after the bot's name; fifty at most."""
    results = call.results
    if len(results) > 50:
        raise bad_request("RESULTS_TOO_MUCH")
    if any(not 1 <= len(result.id.encode()) <= 64 for result in results):
        raise bad_request("RESULT_ID_INVALID")
    if len({result.id for result in results}) != len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    if call.next_offset is not None and len(call.next_offset.encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    for result in results:
        result_content(desk.world, result)
        checked(result.reply_markup)
    query = _open_query(desk, call.inline_query_id)
    query.answered = True
    words = desk.world.inline.asked(query.id)
    answer = InlineAnswer(query.id, words, tuple(results), call.next_offset or "", call.button)
    desk.world.inline.put(answer)
    desk.world.publish(InlineAnswered(query.person_id, query.id))
    return True


def _open_query(desk: Desk, query_id: str) -> Query:
    query = desk.world.queries.get(query_id)
    if query is None or query.bot_id != desk.bot.id or not query.open_at(desk.world.clock.now()):
        raise bad_request(TOO_OLD)
    return query


def _allowed(desk: Desk, url: str) -> bool:
    """Only the bot's own deep links may be opened by an answer (games are not part of this)."""
    plain = url.removeprefix("https://").removeprefix("http://")
    name = desk.bot.username.lower()
    return plain.lower().startswith((f"t.me/{name}?", f"telegram.me/{name}?", "tg://"))
