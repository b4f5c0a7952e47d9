"""A second reading of a merchant's words by an assistant, asked for by a press."""

import json
from collections.abc import Sequence

from sqlalchemy import delete

from catalog.captions.second_reading import Message
from catalog.keeping import shopkeeping
from catalog.keeping.tables import staff
from scheduler.errands.rereading import Assistant as Asked
from scheduler.errands.worker import Errands
from scheduler.pacer import Pacer
from scheduler.speaking import Mouth
from tests.desk.test_opening import opens_shop
from tests.files.bureau import Bureau
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.stories import BOT

WORDS = "Olivenöl, allein zwölf Euro, zu dritt nur neun Euro"
OTHER = "Walnussöl, allein zwölf Euro, zu dritt nur neun Euro"
LABEL = "Let the assistant read it"
GOOD = json.dumps(
    {
        "solo": {"value": "12", "quote": "allein zwölf Euro"},
        "group": {"value": "9", "quote": "nur neun Euro"},
        "people": {"value": "3", "quote": "zu dritt"},
        "title": {"value": "Olivenöl", "quote": "Olivenöl"},
    }
)


class Assistant:
    """A language model's double: says what the story puts down, and remembers what it was asked."""

    def __init__(self, *answers: str | None) -> None:
        self.answers = list(answers)
        self.asked: list[Sequence[Message]] = []

    async def __call__(self, messages: Sequence[Message]) -> str | None:
        """Answer, as the story says."""
        self.asked.append(messages)
        return self.answers.pop(0)


def hired(bureau: Bureau, assistant: Asked) -> Errands:
    """Somebody who does errands, with that assistant."""
    bureau.shop.run(lambda tx: shopkeeping.hire_assistant(tx, hired=True))
    pacer = Pacer(lambda: 0.0, bureau._sleep)  # noqa: SLF001  its own clock
    mouth = Mouth(bureau.messenger, pacer)
    return Errands(bureau.database, {BOT: mouth}, assistant=assistant)


async def with_draft(bureau: Bureau, words: str = WORDS) -> Phone:
    """Mei, who said a deal in words that we do not know."""
    (mei,) = bureau.phones("Mei")
    await opens_shop(mei)
    await mei.press("New deal")
    await mei.write(words)
    return mei


async def test_an_assistant_fills_in_what_was_said_in_words_that_we_do_not_know(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        assistant = Assistant(GOOD)
        worker = hired(bureau, assistant)
        mei = await with_draft(bureau)
        assert "operator has chosen" in mei.last.text, "it says where the words go before they do"
        assert "<b>Olivenöl" in mei.last.text, "the form's own markup stays markup"
        await mei.press(LABEL)
        assert mei.toast == "The assistant reads your words…"
        await bureau.work(worker)
        assert json.loads(assistant.asked[0][1]["content"])["message"] == WORDS
        for seen in ("12.00", "9.00", "“zu dritt”", "Is that right?"):
            assert seen in mei.last.text
        assert "Publish" in mei.labels()
        assert LABEL not in mei.labels()


async def test_where_no_assistant_is_set_up_none_is_offered(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        mei = await with_draft(bureau)
        assert LABEL not in mei.labels()


async def test_an_assistant_in_trouble_leaves_the_form_and_the_question_as_they_were(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        worker = hired(bureau, Assistant(None))
        mei = await with_draft(bureau)
        await mei.press(LABEL)
        await bureau.work(worker)
        assert "found nothing more" in mei.last.text
        await mei.write("12")
        assert "12.00" in mei.last.text


async def test_what_was_typed_meanwhile_is_not_overwritten(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        worker = hired(bureau, Assistant(GOOD))
        mei = await with_draft(bureau)
        await mei.press(LABEL)
        await mei.write("15")
        await bureau.work(worker)
        assert "15.00" in mei.last.text
        assert "12.00" not in mei.last.text


async def test_pressed_twice_it_is_asked_once(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        assistant = Assistant(GOOD)
        worker = hired(bureau, assistant)
        mei = await with_draft(bureau)
        await mei.press(LABEL)
        await mei.press(LABEL)
        await bureau.work(worker)
        assert len(assistant.asked) == 1


async def test_the_words_of_somebody_dismissed_meanwhile_go_nowhere(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        assistant = Assistant(GOOD)
        worker = hired(bureau, assistant)
        mei = await with_draft(bureau)
        await mei.press(LABEL)
        shop.run(lambda tx: tx.write(delete(staff)))
        await bureau.work(worker)
        assert assistant.asked == []


async def test_who_went_on_to_something_else_is_not_called_back_to_the_form(
    database_url: str,
) -> None:
    """What they look at stays, and what they type is what it was meant to be; the form keeps what was found."""
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        worker = hired(bureau, Assistant(GOOD))
        mei = await with_draft(bureau)
        await mei.press(LABEL)
        await mei.press("‹ Back to the shop")
        seen = mei.last.text
        await bureau.work(worker)
        assert mei.last.text == seen
        await mei.write("7")
        assert "7.00" not in mei.last.text, "a search, and no price"
        await mei.command("shop")
        await mei.press("New deal")
        assert "Is that right?" in mei.last.text


async def test_somebody_dismissed_while_it_reads_is_shown_nothing(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)

        async def slow(_: Sequence[Message]) -> str | None:
            shop.run(lambda tx: tx.write(delete(staff)))
            return GOOD

        worker = hired(bureau, slow)
        mei = await with_draft(bureau)
        await mei.press(LABEL)
        before = mei.last
        await bureau.work(worker)
        assert mei.last == before


async def begins_anew(mei: Phone) -> None:
    """Throw the draft away, and say another."""
    await mei.press("More")
    await mei.press("Throw it away")
    await mei.command("shop")
    await mei.press("New deal")
    await mei.write(OTHER)


async def test_a_draft_begun_anew_while_it_reads_is_not_one_that_was_read(
    database_url: str,
) -> None:
    """The answer is about other words: it fills in nothing, and the new words can still be read."""
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        read: list[str] = []

        async def slow(messages: Sequence[Message]) -> str | None:
            read.append(json.loads(messages[1]["content"])["message"])
            if len(read) == 1:
                await begins_anew(mei)
                await mei.press(LABEL)
            return GOOD

        worker = hired(bureau, slow)
        mei = await with_draft(bureau)
        await mei.press(LABEL)
        await bureau.work(worker)
        assert read == [WORDS, OTHER]
        assert "12.00" in mei.last.text
        assert LABEL not in mei.labels(), "these words were read too"


async def test_the_answer_about_other_words_fills_in_nothing(database_url: str) -> None:
    """Although its quotes stand in the new words too."""
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)

        async def slow(_: Sequence[Message]) -> str | None:
            await begins_anew(mei)
            return GOOD

        worker = hired(bureau, slow)
        mei = await with_draft(bureau)
        await mei.press(LABEL)
        await bureau.work(worker)
        await mei.command("shop")
        await mei.press("New deal")
        assert "12.00" not in mei.last.text
        assert LABEL in mei.labels(), "nobody has read these"
