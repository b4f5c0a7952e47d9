"""One account that drops, or follows, more than anybody would: it slows nobody else down, and earns nothing."""

from sqlalchemy import func, select

from groupbuys.dropped import copies, deal_copies, sealing
from groupbuys.dropped.copies import MANY, Copy
from groupbuys.dropped.deal_copies import DealCopy
from groupbuys.dropped.sealing import Share
from groupbuys.invites import opened
from groupbuys.tables import invitation, invite
from storage.transaction import Transaction
from tests.inline.test_current import drop, faces
from tests.scheduler.fair import Fair
from tests.stories import BOT

THOUSAND = 1000


def drop_a_thousand(fair: Fair) -> None:
    """The leader, or a program in their name, drops a thousand cards of the group buy at once."""

    def turn(tx: Transaction) -> None:
        for number in range(THOUSAND):
            share = sealing.new_share(fair.group, fair.leader, "g")
            token = sealing.sealed(sealing.key(tx), share)
            copies.drop(tx, Copy(BOT, f"flood {number:04}", fair.leader, token), share)

    fair.town.run(turn)


async def test_a_thousand_copies_of_one_account_keep_nobody_elses_from_their_turn(
    fair: Fair,
) -> None:
    """Promise 29: two hundred of one person are kept like everybody's, the others come after, true at last."""
    drop_a_thousand(fair)
    [bo] = fair.town.people("Bo of the other chat")
    drop(fair, "of another", bo)
    await fair.show_for(60)
    sent = len(fair.office.sender.renewed)
    fair.showing = fair.new_showing(
        hands=1
    )  # of several under way the later one may be through first
    fair.join()
    await fair.show_for(50)
    order = [name for _, name, _ in fair.office.sender.renewed[sent:]]
    assert order.index("of another") <= MANY
    assert len(set(order)) == THOUSAND + 1
    assert "2 of 50" in faces(fair, "of another")[-1].text
    assert "2 of 50" in faces(fair, "flood 0999")[-1].text


def test_a_thousand_copies_of_a_deal_keep_nobody_elses_from_their_turn(fair: Fair) -> None:
    """The same of deals."""
    [bo] = fair.town.people("Bo of the other chat")

    def turn(tx: Transaction) -> list[str]:
        for number in range(THOUSAND + 1):
            who = bo if number == THOUSAND else fair.leader
            share = sealing.new_deal_share(fair.town.deal_id, who, "g")
            token = sealing.sealed(sealing.key(tx), share)
            copy = DealCopy(BOT, f"deal {number:04}", fair.town.deal_id, who, token)
            deal_copies.drop(tx, copy, share)
        rows = deal_copies.stale(tx, fair.town.deal_id, MANY + 2, [BOT])
        return [row.inline_id for row in rows]

    order = fair.town.run(turn)
    assert order.index(f"deal {THOUSAND:04}") <= MANY
    assert len(order) == MANY + 2


def test_following_a_thousand_invites_is_one_row_and_the_first_keeps_the_credit(
    fair: Fair,
) -> None:
    """Promise 33: whoever comes by a thousand links was invited once, by the first."""
    drop_a_thousand(fair)
    [ana] = fair.town.people("Ana of a thousand links")

    def turn(tx: Transaction) -> tuple[int, bool]:
        links = [row.token for row in tx.all(select(invite.c.token).order_by(invite.c.id))]
        assert len(links) > THOUSAND - 10, "few of a thousand have the same number"
        assert all(opened(tx, token, ana) is not None for token in links)
        of_ana = invitation.c.person_id == ana
        rows = tx.value(select(func.count()).select_from(invitation).where(of_ana), {})
        kept = tx.value(
            select(invite.c.token)
            .join_from(invitation, invite, invite.c.id == invitation.c.invite_id)
            .where(of_ana),
            {},
        )
        return int(rows), kept == links[0]

    assert fair.town.run(turn) == (1, True)


def test_two_copies_of_one_number_are_both_opened(fair: Fair) -> None:
    """The one was sealed before its person was known, the other after, and chance gave both the same number."""
    [ana] = fair.town.people("Ana of two links")

    def turn(tx: Transaction) -> tuple[int, int]:
        before, after = (
            Share(fair.group, 0, "g", "a1b2c3"),
            Share(fair.group, fair.leader, "g", "a1b2c3"),
        )
        first, second = (sealing.sealed(sealing.key(tx), share) for share in (before, after))
        copies.drop(tx, Copy(BOT, "one", fair.leader, first), before)
        found, other = opened(tx, first, ana), opened(tx, second, ana)
        assert found is not None
        assert other is not None
        return found.inviter_id, other.inviter_id

    assert fair.town.run(turn) == (fair.leader, fair.leader)
