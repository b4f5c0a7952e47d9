"""Somebody in a group makes a poster: asked once for their words, true as long as it hangs, leading to them."""

import pytest
from sqlalchemy import bindparam, select, update

from catalog.tables import picture
from charts.placard import draw
from charts.posters import Fact
from flows.faces import START_LINK, Picture
from flows.presses.posters import AskPoster, PlainPoster
from groupbuys.tables import invite, seat
from tests.counter.scanner import opened, scanned
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me
from tests.flows.walks import joins, opens
from tests.posters.wall import hung

_CREDITED = (
    select(invite.c.inviter_id)
    .join_from(seat, invite, invite.c.id == seat.c.invite_id)
    .where(seat.c.person_id == bindparam("person_id"))
)
_SENT = update(picture).values(source="telegram:AgAC")
POSTER = {"en": "Poster", "zh-hans": "海报", "zh-TW": "海報"}
PLAIN = {"en": "Without words", "zh-hans": "不写了", "zh-TW": "不寫了"}
START = {"en": "Start a group", "zh-hans": "发起拼团", "zh-TW": "開團"}
INVITES = "invites you to buy together"


async def leads(phone: Phone) -> None:
    """Start a group for the mug in one's own language and pay."""
    await phone.write("enamel mug")
    await phone.press("Enamel mug")
    await phone.press(START[phone.language])
    await phone.pay()


@pytest.mark.parametrize("language", POSTER)
async def test_who_scans_a_poster_is_invited_by_who_made_it(
    database_url: str, language: str
) -> None:
    """Promise 33: the very link of that member, in every language, after it was pressed into a JPEG."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei", language=language)
        (bo,) = shop.phones("Bo")
        await leads(mei)
        await mei.press(POSTER[language])
        await mei.press(PLAIN[language])
        poster = hung(mei.last)
        address, _, token = scanned(opened(draw(poster))).partition("?start=")
        assert address == "https://t.me/corner_bot"
        assert START_LINK + token in mei.last.text
        await bo.start(token)
        assert f"Mei {INVITES}" in bo.last.text


async def test_who_joins_by_a_members_poster_is_credited_to_that_member(database_url: str) -> None:
    """Promise 33: to who made the poster, not to who leads the group."""
    with Bazaar(database_url, minimum=4, capacity=4) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await joins(bo, await opens(mei))
        await bo.do(PlainPoster(1))
        _, _, token = scanned(opened(draw(hung(bo.last)))).partition("?start=")
        await joins(ana, token)
        who = {"person_id": me(shop, ana)}
        assert shop.run(lambda tx: tx.value(_CREDITED, who)) == me(shop, bo)


async def test_it_says_what_stays_true(sqlite_url: str) -> None:
    """No seats, no time left: another one joins, a day goes by, and the poster made then is the same."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await mei.do(PlainPoster(1))
        first = hung(mei.last)
        assert first.price == "€7.49"
        assert first.beside == ("each, for 3 people together", "€9.99 alone")
        assert first.less == "−25%"
        assert first.facts == (Fact("Join by", "Mar 3, 13:00", "Berlin (UTC+1)"),)
        assert first.shop == "Lantern"
        assert "tg-time" not in mei.last.text
        assert "Mar 3, 13:00 (UTC+1)" in mei.last.text
        await joins(bo, token)
        shop.wind(hours=20)
        await mei.do(PlainPoster(1))
        assert hung(mei.last) == first


async def test_the_words_are_asked_once_and_stand_on_it_with_a_name(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        await mei.press("Poster")
        assert "up to 80 characters" in mei.last.text
        await mei.write("  They never\n chip. \u202e🏮")
        poster = hung(mei.last)
        assert (poster.words, poster.by) == ("They never chip. 🏮", "Mei")
        assert "They never chip. 🏮" in mei.last.text
        await mei.write("enamel mug")
        assert "Enamel mug" in mei.last.text, "later words are a search again"
        await mei.press("Other words")
        await mei.press("Without words")
        assert (hung(mei.last).words, hung(mei.last).by) == ("", "")
        assert "forward it" in mei.toast


async def test_words_that_are_too_long_are_asked_for_again(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        await mei.press("Poster")
        for long in ("x" * 81, "灯" * 4096):
            await mei.write(long)
            assert f"{len(long):,} characters, and 80 fit" in mei.last.text
        await mei.write("\u202e \u2066")
        assert hung(mei.last).words == ""
        await mei.do(AskPoster(1))
        await mei.write("灯" * 80)
        assert len(hung(mei.last).words) == 80


async def test_markup_on_it_stays_text(sqlite_url: str) -> None:
    """Promise 38; the phone itself asserts it of what stands below."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones(NASTY * 3)
        await opens(mei)
        await mei.do(AskPoster(1))
        await mei.write(f"{START_LINK}x {NASTY * 2}")
        assert NASTY.strip() in hung(mei.last).words
        assert "&lt;b&gt;" in mei.last.text


async def test_a_card_and_ones_own_link_lead_to_it_too(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        token = await opens(mei)
        card = mei.cards[-1]
        assert any("ptr:1" in getattr(one, "wire", "") for row in card.buttons for one in row)
        await mei.start(token)
        await mei.press("Poster")
        await mei.write("Come!")
        assert hung(mei.last).words == "Come!"


async def test_who_is_not_in_it_gets_no_poster(sqlite_url: str) -> None:
    """Nor who left or never paid, nor of a group that is over or never was: its page says how it stands."""
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana, eve = shop.phones("Mei", "Bo", "Ana", "Eve")
        token = await opens(mei)
        await eve.start(token)
        for press in (AskPoster(1), PlainPoster(1), AskPoster(99), PlainPoster(99)):
            await eve.do(press)
            assert "poster:" not in str(eve.last.picture)
            assert "poster" not in eve.last.text
        await eve.start(token)
        await eve.press("Join")
        await eve.do(PlainPoster(1))
        assert "poster:" not in str(eve.last.picture), "held is not paid"
        await eve.press("Give it up")
        await mei.do(AskPoster(1))
        await joins(bo, token)
        await joins(ana, token)
        await mei.write("Come!")
        assert "poster:" not in str(mei.last.picture), "it is complete by now"
        assert "It is complete" in mei.last.text


async def test_its_photo_is_one_that_the_bot_can_read(sqlite_url: str) -> None:
    """An address is passed on and never fetched by us."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.write("cotton shirt")
        await mei.press("Blue cotton shirt")
        assert mei.last.picture == Picture("https://pictures.example/shirt.jpg")
        await mei.press("Start a group")
        await mei.press("M · €15.00")
        await mei.press("Start a group")
        await mei.pay()
        await mei.do(PlainPoster(1))
        assert hung(mei.last).photo == ""
        assert hung(mei.last).price == "from €15.00"
        shop.run(lambda tx: tx.write(_SENT, {}))
        await mei.do(PlainPoster(1))
        assert hung(mei.last).photo == "telegram:AgAC"
