"""Inline mode under both libraries: questions answered at once, choices heard, dropped messages edited."""

import pytest

from bot.rendering.keyboards import keyboard
from bot.running_bot import RunningBot
from flows.events import InlineAsked, InlineChosen, Photo
from flows.faces import START_LINK, LinkButton, Picture, Screen, ShareButton
from flows.replies import InlineResult, InlineResults, Say
from sandbox.acts import inlining, talking
from sandbox.world.faults import Failure, Fault
from sandbox.world.messages import Posted
from scheduler.sending import Sent, TryLater, Unreachable
from tests.bot.streets import Street

pytestmark = pytest.mark.usefixtures("listening")

JOIN = ((LinkButton("Join", START_LINK + "abc"),),)
ADDRESS = Picture("https://img.example/1.jpg")
RESULTS = InlineResults(
    (
        InlineResult("a", "Tea", "1/3", Screen("<b>Tea</b>", JOIN, ADDRESS), ADDRESS.source),
        InlineResult("b", "Mug", "2/3", Screen("<b>Mug</b>", JOIN)),
    ),
    "g20",
    button="Open the shop",
    start="shop-1",
)
"""What the conversation offers."""


def asks(street: Street, words: str = "tea", offset: str = "") -> str:
    """Anna types the bot's name and these words into a chat with Ben."""
    query = inlining.ask_inline(
        street.world, street.anna.id, street.account.id, words, street.ben.id, offset
    )
    return query.id


async def offered(street: Street, words: str = "tea") -> str:
    """Anna asks and is answered; gives the number of her question."""
    before = len(street.calls("answerInlineQuery"))
    query = asks(street, words)
    await street.called("answerInlineQuery", before + 1)
    return query


async def drops(street: Street, result: str) -> Posted:
    """Anna drops one of the results in her chat with Ben."""
    query = await offered(street)
    heard = len(street.heard())
    posted = inlining.choose(street.world, street.anna.id, query, result, street.ben.id)
    await street.door.until(lambda: len(street.heard()) > heard)
    return posted


async def test_a_question_says_who_what_and_in_which_kind_of_chat(street: Street) -> None:
    street.door.answer(RESULTS)
    await offered(street, "green tea")
    asks(street, "green tea", "g20")
    await street.called("answerInlineQuery", 2)
    first, second = street.heard()
    assert isinstance(first, InlineAsked)
    assert isinstance(second, InlineAsked)
    assert (first.words, first.offset, first.chat) == ("green tea", "", "private")
    assert (first.sender.id, first.sender.language) == (street.anna.id, "de")
    assert (first.place.bot, second.offset) == (street.account.id, "g20")


async def test_an_answer_carries_cards_pictures_and_the_way_into_the_bot(street: Street) -> None:
    street.door.answer(RESULTS)
    await offered(street)
    [answer] = street.asked("answerInlineQuery")
    assert (answer["cache_time"], answer["is_personal"], answer["next_offset"]) in [
        (0, True, "g20"),
        ("0", "true", "g20"),
    ]
    assert answer["button"] == {"text": "Open the shop", "start_parameter": "shop-1"}
    tea, mug = answer["results"]
    assert (tea["type"], tea["title"], tea["description"]) == ("article", "Tea", "1/3")
    assert tea["thumbnail_url"] == ADDRESS.source
    assert "thumbnail_url" not in mug
    assert tea["input_message_content"]["link_preview_options"]["url"] == ADDRESS.source
    [[button]] = tea["reply_markup"]["inline_keyboard"]
    assert button["url"] == "https://t.me/shop_bot?start=abc"


async def test_a_choice_says_which_and_names_the_message(street: Street) -> None:
    street.door.answer(RESULTS)
    posted = await drops(street, "b")
    chosen = street.heard()[-1]
    assert isinstance(chosen, InlineChosen)
    assert (chosen.result, chosen.message) == ("b", posted.inline_message_id)
    assert chosen.sender.id == street.anna.id


async def test_a_dropped_message_is_edited_and_one_that_was_deleted_is_gone(
    street: Street, running: RunningBot
) -> None:
    street.door.answer(RESULTS)
    posted = await drops(street, "a")
    name = posted.inline_message_id or ""
    new = Screen("<b>Tea</b>: 2 in", JOIN, ADDRESS)
    assert isinstance(await running.sender.renew(name, new), Sent)
    [standing] = [
        one for one in street.world.messages.of(posted.chat_key) if one.inline_message_id == name
    ]
    assert standing.message.text == "Tea: 2 in"
    assert isinstance(await running.sender.renew(name, new), Sent), "it shows just that already"
    talking.delete(street.world, street.anna.id, street.ben.id, posted.id)
    gone = await running.sender.renew(name, new)
    assert isinstance(gone, Unreachable)
    assert gone.message_only


async def test_a_photo_that_telegram_has_is_dropped_as_a_photo_and_its_caption_edited(
    street: Street, running: RunningBot
) -> None:
    street.shows()
    await street.door.until(lambda: bool(street.heard()))
    shown = street.heard()[-1]
    assert isinstance(shown, Photo)
    source = shown.source
    result = InlineResult("a", "Oil", "1/3", Screen("<b>Oil</b>", JOIN, Picture(source)))
    street.door.answer(InlineResults((result,)))
    posted = await drops(street, "a")
    assert posted.message.photo
    assert posted.message.caption == "Oil"
    new = Screen("<b>Oil</b>: 2 in", JOIN, Picture(source))
    outcome = await running.sender.renew(posted.inline_message_id or "", new)
    assert isinstance(outcome, Sent)
    standing = street.world.messages.inline(posted.inline_message_id or "")
    assert standing is not None
    assert standing.message.caption == "Oil: 2 in"


async def test_too_many_edits_of_one_message_stop_nothing_else(
    street: Street, running: RunningBot
) -> None:
    street.door.answer(RESULTS)
    posted = await drops(street, "a")
    street.world.faults.plan(Fault(Failure.TOO_MANY, "editMessageText", retry_after=9))
    outcome = await running.sender.renew(posted.inline_message_id or "", Screen("x", JOIN))
    assert isinstance(outcome, TryLater)
    assert (outcome.after, outcome.everything) == (9, False)


async def test_a_question_that_breaks_is_answered_with_nothing_and_not_asked_again(
    street: Street,
) -> None:
    street.door.breaks = 1
    await offered(street)
    [answer] = street.asked("answerInlineQuery")
    assert not answer["results"]
    assert len(street.door.seen) == 1


async def test_an_answer_whose_picture_is_refused_goes_in_words(street: Street) -> None:
    street.door.answer(RESULTS)
    reason = "Bad Request: WEBDOCUMENT_URL_INVALID"
    street.world.faults.plan(
        Fault(Failure.REFUSED, "answerInlineQuery", status=400, description=reason)
    )
    asks(street)
    answers = await street.called("answerInlineQuery", 2)
    assert [one["title"] for one in answers[1]["results"]] == ["Tea", "Mug"]
    assert "thumbnail_url" not in answers[1]["results"][0]


async def test_an_invite_is_a_live_card_where_there_is_inline_mode_and_else_a_link(
    street: Street,
) -> None:
    invite = ShareButton("Invite friends", START_LINK + "abc", "Tea?", "#1")
    plain_ = ShareButton("Share the shop", START_LINK + "shop-1", "Tea!")
    street.door.answer(Say(Screen("Yours", ((invite, plain_),))))
    street.say("go")
    [sent] = await street.called("sendMessage")
    [[live, link]] = sent["reply_markup"]["inline_keyboard"]
    assert live["switch_inline_query_chosen_chat"]["query"] == "#1"
    assert link["url"].startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fshop_bot")
    without = keyboard(((invite,),), "shop_bot")
    assert without is not None
    assert without["inline_keyboard"][0][0]["url"].startswith("https://t.me/share/url?")
