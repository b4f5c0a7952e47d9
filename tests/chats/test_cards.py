"""A group buy's card in a group chat: who may bring it in, where it stands, whose credit it is, and how it ends."""

from sqlalchemy import func, select

from flows.faces import GROUP_LINK, START_LINK, LinkButton
from flows.presses.chats import JoinHere
from flows.presses.every import WIRE, Join
from groupbuys.channels import losing
from groupbuys.closing import close_due
from groupbuys.tables import card, invitation, invite, seat
from people.tables import person
from tests.chats.room import CHAT, Room
from tests.flows.limits import visible
from tests.flows.phone import Phone
from tests.groupbuys.group import group as now
from tests.groupbuys.group import joins
from tests.stories import BOT


def inviter(room: Room, joined: Phone) -> tuple[str, str] | None:
    """Who invited somebody, and from where."""
    who = person.alias()
    rows = room.town.run(
        lambda tx: tx.all(
            select(who.c.name, invite.c.source)
            .join_from(invitation, invite, invite.c.id == invitation.c.invite_id)
            .join(who, who.c.id == invite.c.inviter_id)
            .join(person, person.c.id == invitation.c.person_id)
            .where(person.c.external_id == joined.external)
        )
    )
    return (rows[0].name, rows[0].source) if rows else None


async def test_a_member_brings_a_group_in_and_its_card_has_join_as_a_press(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    group = simple.opens_group(mei)
    await simple.command(mei, "group")
    assert "Oolong tea" in simple.text
    assert "1 of 3" in simple.text
    assert "or reply to this message with “+1” to join, “list” to see who is in" in simple.text
    [[join], [_, see]] = simple.last.buttons
    assert join.label == "Join"
    assert isinstance(see, LinkButton)
    assert see.address.startswith(START_LINK)
    await simple.presses(bo, "Join")
    assert "You are in" in simple.word(bo)
    assert inviter(simple, bo) == ("Mei", f"chat:{CHAT}:0")
    assert now(simple.town, group.id).paid == 2
    credits_ = simple.town.run(lambda tx: tx.all(select(seat.c.invite_id).order_by(seat.c.id)))
    assert [row.invite_id for row in credits_] == [None, simple.here()[0].invite_id]


async def test_telegrams_own_button_adds_the_bot_and_names_the_group(simple: Room) -> None:
    """The link ?startgroup=TOKEN arrives as /start@bot TOKEN in the chat."""
    mei = simple.neighbour("Mei")
    simple.opens_group(mei)
    await mei.command("mine")
    await mei.press("Oolong tea")
    links = [one for row in mei.last.buttons for one in row if isinstance(one, LinkButton)]
    [into] = [one for one in links if one.address.startswith(GROUP_LINK)]
    await simple.command(mei, "start", into.address.removeprefix(GROUP_LINK))
    assert len(simple.messages) == 1
    assert simple.running() == 1


async def test_a_link_that_is_pasted_brings_the_card_once_and_others_bring_nothing(
    simple: Room,
) -> None:
    mei, bo = simple.neighbour("Mei"), simple.stranger("Bo")
    group = simple.opens_group(mei)
    link = f"https://t.me/shop_bot?start={simple.token(mei, group)}"
    await simple.says(bo, f"Look: {link}\nShall we?")
    assert simple.running() == 1
    await simple.says(bo, link)
    assert len(simple.messages) == 1
    people = simple.town.run(lambda tx: tx.value(select(func.count()).select_from(person)))
    await simple.says(simple.stranger("Zoe"), "https://t.me/other_bot?start=abcdefgh12345678")
    assert simple.replies == []
    assert people == simple.town.run(lambda tx: tx.value(select(func.count()).select_from(person)))


async def test_the_first_who_brought_it_keeps_the_credit_however_often_it_is_said_anew(
    simple: Room,
) -> None:
    """Promise 33."""
    mei, bo, ana = simple.neighbour("Mei"), simple.neighbour("Bo"), simple.stranger("Ana")
    group = simple.opens_group(mei)
    await simple.command(bo, "start", simple.token(mei, group))
    first = max(simple.messages)
    simple.town.wind(minutes=1)
    second = await simple.brings(mei, group)
    assert first not in simple.messages
    assert list(simple.messages) == [second]
    simple.ephemeral = False
    await simple.presses(ana, "Join")
    assert inviter(simple, ana) == ("Bo", f"chat:{CHAT}:0")
    await simple.presses(bo, "Join")
    assert inviter(simple, bo) == ("Mei", "")


async def test_with_several_groups_one_is_asked_which_and_with_none_told_how(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    simple.opens_group(mei)
    simple.opens_group(mei)
    await simple.command(mei, "group")
    assert not simple.messages
    assert "Which of your groups" in mei.last.text
    await mei.press("Oolong tea")
    [[into]] = mei.last.buttons
    assert isinstance(into, LinkButton)
    assert into.address.startswith(GROUP_LINK)
    await simple.says(bo, "", to_us=True)
    assert "Start or join a group in our private chat first" in bo.last.text


async def test_a_forged_token_and_an_ended_group_land_softly(simple: Room) -> None:
    mei = simple.neighbour("Mei")
    group = simple.opens_group(mei)
    await simple.command(mei, "start", "x" * 16)
    assert "private chat" in simple.text
    token = simple.token(mei, group)
    simple.town.wind(hours=25)
    simple.town.run(close_due)
    await simple.command(mei, "start", token)
    assert "ended" in mei.last.text
    assert len(simple.messages) == 1


async def test_the_card_and_the_list_say_so_when_it_is_over(simple: Room) -> None:
    mei = simple.neighbour("Mei")
    card_ = await simple.brings(mei, simple.opens_group(mei))
    await simple.says(mei, "list", card_)
    number = max(simple.messages)
    simple.town.wind(hours=25)
    simple.town.run(close_due)
    await simple.show_for(10)
    assert "not enough people joined" in simple.faces(card_)[-1]
    assert "not enough people joined" in simple.faces(number)[-1]
    assert simple.running() == 0
    await simple.presses(simple.stranger("Zoe"), "Join")
    assert simple.toast(Phone(simple.talk, "Zoe")) == "This group has ended."


async def test_several_cards_live_side_by_side_and_each_is_answered_by_itself(simple: Room) -> None:
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    first, second = simple.opens_group(mei), simple.opens_group(bo)
    of_mei = await simple.brings(mei, first)
    await simple.brings(bo, second)
    zoe = simple.stranger("Zoe")
    await simple.says(zoe, "+1")
    assert "answer the card of the one you mean" in simple.text
    await simple.says(zoe, "+1", of_mei)
    assert inviter(simple, zoe) == ("Mei", f"chat:{CHAT}:0")
    ana = simple.neighbour("Ana")
    await simple.says(ana, "+2")
    assert ana.labels() == ["Oolong tea", "Oolong tea"]
    await ana.press("Oolong tea")
    assert "2 pieces" in ana.last.text


async def test_thrown_out_the_cards_are_dead_and_let_in_again_they_live(simple: Room) -> None:
    """Promise 31."""
    mei, bo = simple.neighbour("Mei"), simple.neighbour("Bo")
    group = simple.opens_group(mei)
    card_ = await simple.brings(mei, group)
    simple.town.run(lambda tx: losing.lose_chat(tx, BOT, CHAT))
    await simple.says(bo, "+1")
    assert simple.replies == []
    simple.town.run(lambda tx: losing.regain_chat(tx, BOT, CHAT, None))
    joins(simple.town, simple.person(bo), group.id)
    await simple.show_for(5)
    assert "2 of 3" in simple.faces(card_)[-1]


async def test_a_group_that_became_a_supergroup_goes_on_with_its_people(simple: Room) -> None:
    mei, bo, zoe = simple.neighbour("Mei"), simple.neighbour("Bo"), simple.stranger("Zoe")
    card_ = await simple.brings(mei, simple.opens_group(mei))
    await simple.presses(bo, "Join")
    simple.town.run(lambda tx: losing.move_chat(tx, BOT, CHAT, CHAT - 1))
    new = Room(simple.town, CHAT - 1)
    new.talk = simple.talk
    assert new.running() == 1
    assert simple.running() == 0
    await new.says(zoe, "list", to_us=True)
    assert "1. Mei" in new.text
    assert "2. Bo" in new.text
    assert [one.hangs for one in new.messages.values()] == [1, 1]
    await new.says(zoe, "+1")
    assert "Zoe: You are in." in new.text
    await new.show_for(10)
    assert any("3. Zoe" in face for face in new.faces(12))
    assert simple.faces(card_) == []


async def test_topics_are_chats_of_their_own(simple: Room) -> None:
    mei = simple.neighbour("Mei")
    group = simple.opens_group(mei)
    kitchen = Room(simple.town, CHAT, topic=7)
    await kitchen.brings(mei, group)
    zoe = simple.stranger("Zoe")
    await simple.says(zoe, "+1")
    assert simple.replies == []
    await kitchen.says(zoe, "+1")
    assert "You are in" in kitchen.text


async def test_buttons_of_the_private_chat_stay_private_and_old_ones_are_answered(
    simple: Room,
) -> None:
    mei, zoe = simple.neighbour("Mei"), simple.stranger("Zoe")
    card_ = await simple.brings(mei, simple.opens_group(mei))
    await simple.wire(zoe, WIRE.encode(Join(1, 1, 1)), card_)
    assert "private chat" in simple.toast(zoe)
    await simple.wire(zoe, WIRE.encode(JoinHere(999, 1)), card_)
    assert simple.toast(zoe) == "This is no longer offered."
    await simple.wire(zoe, "gone:1:2:3", card_)
    assert "private chat" in simple.toast(zoe)


async def test_the_card_has_a_row_of_its_own_and_forgets_the_one_before(simple: Room) -> None:
    mei = simple.neighbour("Mei")
    group = simple.opens_group(mei)
    await simple.brings(mei, group)
    simple.town.wind(minutes=1)
    second = await simple.brings(mei, group)
    kept = select(card.c.message_id).where(card.c.chat == CHAT)
    rows = simple.town.run(lambda tx: tx.all(kept))
    assert [row.message_id for row in rows] == [second]


async def test_names_are_text_and_turn_nothing_around(simple: Room) -> None:
    """Promise 38."""
    nasty = "<b>&amp;</b> \u202eevil"
    mei, noa = simple.neighbour(nasty), simple.neighbour("נועה")
    card_ = await simple.brings(mei, simple.opens_group(mei))
    await simple.presses(noa, "Join")
    await simple.says(mei, "list", card_)
    assert "&lt;b&gt;" in simple.last.text
    assert "\u202e" not in simple.last.text
    assert "2. \u2068נועה\u2069" in visible(simple.last.text)
