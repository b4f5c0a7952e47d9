"""Charts on their way out: drawn after the turn, uploaded once, swapped in the message, and never in the words' way."""

from collections.abc import AsyncIterator

import pytest

from charts import codes
from charts.codes import Code
from charts.values import Frame, Row, Rows, source
from flows.faces import START_LINK, Picture, PressButton, Screen
from flows.replies import Edit, Say
from tests.bot.streets import Street
from tests.counter.scanner import opened, scanned

pytestmark = pytest.mark.usefixtures("listening")


@pytest.fixture(autouse=True)
async def _put_away(street: Street) -> AsyncIterator[None]:
    yield
    await street.shopfront.pen.close()


def screen(title: str, words: str = "<b>Sales</b>") -> Screen:
    """A message with a chart of that title."""
    chart = Rows(Frame(title), (Row("sold", 3, "3"), Row("paid back", 1, "1")))
    press = PressButton("Another", "h")
    return Screen(words, ((press,),), Picture(source(chart)))


async def test_a_chart_is_drawn_and_uploaded_once_and_then_sent_by_its_id(street: Street) -> None:
    street.door.answer(Say(screen("Sales")))
    street.say("figures")
    first, *_ = await street.called("sendPhoto")
    assert first["caption"] == "<b>Sales</b>"
    photo = street.newest().message.photo
    assert photo is not None
    assert photo[-1].width == 1080
    street.say("again")
    _, second = await street.called("sendPhoto", 2)
    assert second["photo"] == photo[-1].file_id
    assert street.shopfront.pen.drawn == 1


async def test_another_chart_takes_its_place_in_the_same_message(street: Street) -> None:
    street.door.answer_in_turn(
        [Say(screen("Sales"))], [Edit(screen("Groups", "two"))], [Edit(screen("Sales"))]
    )
    street.say("figures")
    await street.called("sendPhoto")
    street.press()
    await street.called("editMessageMedia")
    assert street.newest().message.caption == "two"
    street.press()
    await street.called("editMessageMedia", 2)
    assert len(street.from_bot()) == 1
    assert street.shopfront.pen.drawn == 2, "the first one was there already"


async def test_a_chart_that_this_build_cannot_draw_costs_the_picture_not_the_words(
    street: Street,
) -> None:
    street.door.answer(Say(Screen("Sales: 12", picture=Picture('chart:{"kind":"pie"}'))))
    street.say("figures")
    [call] = await street.called("sendMessage")
    assert call["text"] == "Sales: 12"
    assert not street.calls("sendPhoto")


async def test_a_code_leads_to_the_bot_that_shows_it(street: Street) -> None:
    code = Code(f"{START_LINK}take-ABCD2345", "ABCD 2345")
    street.door.answer(Say(Screen("<b>Code</b>", picture=Picture(codes.source(code)))))
    street.say("code")
    await street.called("sendPhoto")
    photo = street.newest().message.photo
    assert photo is not None
    stored = street.world.files.with_id(photo[-1].file_id)
    assert stored is not None
    assert stored.name == "code.png"
    assert scanned(opened(stored.data or b"")) == "https://t.me/shop_bot?start=take-ABCD2345"
