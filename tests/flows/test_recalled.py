"""Invitations that survive: whoever comes back without the link is offered the last one that they were shown."""

from sqlalchemy import select

from groupbuys.cancelling import cancel_deal
from groupbuys.finding import group
from groupbuys.tables import invite, seat
from tests.flows.bazaar import Bazaar
from tests.flows.walks import joins, opens, the_group, token_of

_CREDITED = select(invite.c.inviter_id).join(seat, seat.c.invite_id == invite.c.id)


async def test_whoever_opens_the_bot_by_its_name_is_offered_the_last_invitation(
    database_url: str,
) -> None:
    """Promise 33: days later and on another device, and its inviter still gets the credit."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await bo.start(await opens(mei))
        shop.wind(hours=20)
        await bo.start()
        assert "Mei invited you to buy “Enamel mug" in bo.last.text
        assert "2 more people needed by" in bo.last.text
        await bo.press("See the group")
        await bo.press("Join")
        await bo.pay()
        assert shop.run(lambda tx: tx.all(_CREDITED))[0].inviter_id == 1
        await bo.start()
        assert "invited you" not in bo.last.text


async def test_of_two_invitations_the_one_that_was_opened_last_is_offered(sqlite_url: str) -> None:
    """Promise 33: also where it had been opened before; the credit stays with the first."""
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        meis, bos = await opens(mei), await opens(bo)
        for token in (meis, bos, meis):
            await ana.start(token)
            shop.wind(minutes=1)
        await ana.start()
        assert "Mei invited you" in ana.last.text


async def test_an_invitation_that_was_let_go_is_not_offered_again(sqlite_url: str) -> None:
    """Promise 27's spirit: nobody is asked twice; the one before it is still there, and so is the link."""
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        meis, bos = await opens(mei), await opens(bo)
        await ana.start(meis)
        shop.wind(minutes=1)
        await ana.start(bos)
        await ana.start()
        await ana.press("No, thanks")
        assert "Mei invited you" in ana.last.text
        await ana.press("No, thanks")
        assert "invited you" not in ana.last.text
        await ana.start(bos)
        assert "Bo invites you" in ana.last.text
        await ana.start()
        assert "Bo invited you" in ana.last.text


async def test_an_invitation_into_a_group_that_is_full_leads_to_another(sqlite_url: str) -> None:
    """Promise 10: and where there is no other, nothing is said of it."""
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana, kim, li = shop.phones("Mei", "Bo", "Ana", "Kim", "Li")
        token = await opens(mei)
        await kim.start(token)
        await joins(bo, token)
        await joins(ana, token)
        await kim.start()
        assert "invited you" not in kim.last.text
        await opens(li)
        await kim.start()
        assert "That group takes nobody any more" in kim.last.text
        await kim.press("See the group")
        assert "Group with 1 in" in kim.labels()[0]


async def test_where_the_last_invitation_leads_nowhere_the_one_before_it_is_offered(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await ana.start(await opens(mei))
        shop.wind(minutes=1)
        await bo.write("thing 1")
        await bo.press("Thing 1")
        await bo.press("Start a group")
        await bo.pay()
        await ana.start(token_of(bo))
        shirts = shop.run(lambda tx: group(tx, 2))
        assert shirts is not None
        shop.run(lambda tx: cancel_deal(tx, shirts.deal_id, "no shirts"))
        await ana.start()
        assert "Mei invited you" in ana.last.text


async def test_nothing_is_offered_of_ones_own_of_what_was_called_off_and_of_long_ago(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        await mei.start(token_of(mei))
        await mei.start()
        assert "invited you" not in mei.last.text
        await bo.start(token)
        deal_id = the_group(shop).deal_id
        shop.run(lambda tx: cancel_deal(tx, deal_id, "no mugs"))
        await bo.start()
        assert "invited you" not in bo.last.text
        assert "invited you" not in (await ana.start()).text


async def test_who_left_a_group_is_offered_its_invitation_no_less(sqlite_url: str) -> None:
    """Promise 9: leaving and coming back works."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await bo.start()
        assert "invited you" not in bo.last.text
        await bo.press("Leave")
        await bo.press("Leave")
        await bo.start()
        assert "Mei invited you" in bo.last.text


async def test_the_name_of_whoever_invited_is_text(sqlite_url: str) -> None:
    """Promise 38."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("<b>Mei</b>", "Bo")
        await bo.start(await opens(mei))
        await bo.start()
        assert "&lt;b&gt;Mei&lt;/b&gt; invited you" in bo.last.text
