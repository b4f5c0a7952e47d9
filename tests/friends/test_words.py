"""What a host reads of their friend's place is true of the friend, in every language."""

import re

import pytest

from flows.friends.words import OF_A_FRIEND, texts_of
from flows.texts import Texts
from people.model import Person
from tests.chats.room import Room
from tests.flows.bazaar import Bazaar
from tests.flows.limits import visible
from tests.flows.test_news import composed
from tests.flows.walks import joins, opens
from tests.friends.test_guests import brings, friend
from tests.lead.test_roster import looks
from tests.stories import Terms, Town
from tools.messages import read

FIELD = re.compile(r"{(\w+)}")
MUM = Person(2, 0, "Mum (Bo)", None, "en", None, 22, 8, muted=False, host_id=1, called="Mum")


def test_each_of_these_texts_is_said_still_and_tells_no_less() -> None:
    said = {one.id for one in read("en") if isinstance(one.id, str)}
    for own, theirs in OF_A_FRIEND.items():
        assert own in said, own
        assert sorted((*FIELD.findall(own), "friend")) == sorted(FIELD.findall(theirs)), own


@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
def test_markup_in_a_friends_name_is_only_shown(language: str) -> None:
    """Promise 38."""
    odd = Person(2, 0, "", None, language, None, 22, 8, muted=False, host_id=1, called="<b>{x}")
    said = texts_of(odd).gettext("You are in.")
    assert said.startswith("&lt;b&gt;{x}")
    assert "<b>{x}" in texts_of(odd).pgettext("toast", "You are in.")


def test_to_oneself_it_is_said_as_ever() -> None:
    own = Person(1, 0, "Bo", None, "en", None, 22, 8, muted=False)
    assert texts_of(own) == Texts("en")
    assert texts_of(own).gettext("You are in.") == "You are in."
    assert texts_of(MUM).gettext("Leave this group?") == "Leave this group?"


async def test_from_keeping_a_place_to_leaving_it_is_the_friends(database_url: str) -> None:
    with Town(database_url, Terms(minimum=3, capacity=5)) as town:
        room = Room(town)
        mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
        card = await room.brings(mei, room.opens_group(mei))
        await room.says(bo, "+1 for Mum", card)
        assert "A place is kept for Mum." in visible(bo.last.text)
        await bo.start("seat-2")
        assert "A place in the group is kept for Mum." in visible(bo.last.text) or bo.invoices
        await bo.pay()
        assert "Mum is in." in visible(bo.last.text)
        assert "You are in" not in visible(bo.last.text)
        await room.says(bo, "-1 Mum", card)
        assert "The place for Mum becomes free" in visible(bo.last.text)
        await bo.press("Stay")
        assert "For Mum: Mum" not in visible(bo.last.text)
        await room.says(bo, "-1 Mum", card)
        await bo.press("Leave")
        assert "Mum has left the group." in visible(bo.last.text)


async def test_a_notice_says_that_it_came_for_a_friends_place(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await brings(bo)
        replies = composed(shop, "succeeded", 1, friend(shop), "")
        assert "Because you took a place for Mum in this group." in visible(
            "".join(one.screen.text for one in replies or () if hasattr(one, "screen"))
        )


async def test_the_leader_sees_who_brought_a_friend(database_url: str) -> None:
    with Bazaar(database_url, capacity=5) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await brings(bo)
        await brings(mei, "Dad")
        read = await looks(mei, "Enamel mug", "Who is in")
        assert "brought by Bo" in read
        assert "brought by you" in read
        assert "on their own" not in read
