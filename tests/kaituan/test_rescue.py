"""Money whose turn breaks each time it is taken is never lost with the update that told of it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from sqlalchemy import delete, select, text

from bot import reception as bot_reception
from bot.library import Saying, Update
from bot.money import payment_of
from bot.reception import TRIES, NotTaken, Reception
from bot.running_bot import nothing_to_say
from flows import cards as faces
from flows.conversation import Conversation
from flows.news.notices import compose
from flows.replies import Say
from flows.rescuing import place
from groupbuys.leaving import leave
from groupbuys.model import ToPay
from groupbuys.tables import seat
from kaituan.operator import put_aside
from payments.tables import payment
from storage.tables import alarm, outbox
from tests.groupbuys.group import buys, joins, opened, owed, raised, seat_states, steps
from tests.groupbuys.late import let_run_out
from tests.groupbuys.ledger import audited
from tests.payments.till import works_off
from tests.stories import BOT, Town

CHARGE = "ch_777"


class Till:
    """A town whose Bo has a seat to pay for, and the reception where notices of payment arrive."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.mei, self.bo = town.people("Mei", "Bo")
        wish = joins(town, self.bo, opened(town, self.mei).group.id)
        assert isinstance(wish, ToPay)
        self.wish = wish
        self._conversation = Conversation(town.database)
        self._reception = Reception(self._receive, put_aside=partial(put_aside, town.database, BOT))

    def notice(self, number: int = 77, **more: Any) -> Update:
        """What Telegram tells of Bo's payment."""
        paid = {
            "currency": "EUR",
            "total_amount": self.wish.amount.minor,
            "invoice_payload": f"{self.wish.token}.12",
            "provider_payment_charge_id": CHARGE,
            "telegram_payment_charge_id": "t_777",
        }
        return {
            "update_id": number,
            "message": {
                "message_id": 5,
                "date": 1,
                "chat": {"id": 102, "type": "private"},
                "from": {"id": 102, "is_bot": False, "first_name": "Bo", "language_code": "en"},
                "successful_payment": paid | more,
            },
        }

    async def comes(self, update: Update) -> None:
        """Let an update come as by webhook, as often as Telegram would send it."""
        for _ in range(2 * TRIES):
            try:
                await self._reception.take(update, patiently=False)
            except NotTaken:
                continue
            await self._reception.finish()
            return
        raise NotTaken

    def alarms(self) -> list[str]:
        """What the operator is told."""
        rows = self.town.run(lambda tx: tx.all(select(alarm.c.text).order_by(alarm.c.id)))
        return [row.text for row in rows]

    def charges(self) -> list[tuple[str, str, str]]:
        """What is written down of Bo's charge: what for, and its state."""
        rows = self.town.run(lambda tx: tx.all(select(payment).where(payment.c.charge == CHARGE)))
        return [(row.purpose, row.state, row.token) for row in rows]

    def hears(self) -> str:
        """What whoever paid is told of rescued money, as it would be said now."""
        (row,) = self.town.run(lambda tx: tx.all(select(outbox).where(outbox.c.kind == "rescued")))
        said = self.town.run(
            lambda tx: compose(tx, row.kind, row.subject_id, row.person_id, row.detail)
        )
        if said is None:
            return ""
        (one,) = said
        assert isinstance(one, Say)
        return one.screen.text

    async def _receive(self, update: Update) -> Saying:
        await self._conversation.turn(payment_of(update, BOT))
        return nothing_to_say


@pytest.fixture
def till(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Till]:
    monkeypatch.setattr(bot_reception, "PAUSES", (0.0,))
    with Town(database_url) as town:
        yield Till(town)


def break_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no card can be drawn."""

    def broken(*_: object) -> None:
        raise LookupError("something about a screen")

    monkeypatch.setattr(faces, "of", broken)


async def test_where_only_the_words_break_the_money_gets_its_seat(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promises 7, 18, 21: nobody is answered, but nothing is lost, and a notice that comes again changes nothing."""
    with monkeypatch.context() as broken:
        break_cards(broken)
        await till.comes(till.notice())
    assert seat_states(till.town) == [(till.mei, "paid"), (till.bo, "paid")]
    assert owed(till.town, "rescued") == [till.bo]
    heard = till.hears()
    for words in (
        "Your payment of <b>€16.00</b> has arrived",
        "You are in the group",
        "Oolong tea",
    ):
        assert words in heard
    [said] = till.alarms()
    for named in (CHARGE, "1600 EUR", "102", "is in its place", "update 77"):
        assert named in said
    await till.comes(till.notice())
    await till.comes(till.notice(78))
    assert [one[:2] for one in till.charges()] == [("seat", "held")]
    assert owed(till.town, "rescued") == [till.bo], "said once"
    assert audited(till.town).money() == {"held": 3200}


async def test_money_that_breaks_its_own_place_is_written_down_and_goes_back_once(
    till: Till,
) -> None:
    """Promises 7, 18, 20, 21: its payer hears of it, the operator too."""
    bo = till.bo
    till.town.run(lambda tx: tx.write(delete(seat).where(seat.c.person_id == bo)))
    await till.comes(till.notice())
    assert [one[:2] for one in till.charges()] == [("unknown", "refunding")]
    assert [step[:2] for step in steps(till.town, "refund")] == [(till.bo, 1600)]
    assert owed(till.town, "refunding") == [till.bo]
    [said] = till.alarms()
    assert CHARGE in said
    assert "goes back" in said
    await till.comes(till.notice())
    await till.comes(till.notice(78))
    works_off(till.town)
    await till.comes(till.notice(79))
    assert [one[:2] for one in till.charges()] == [("unknown", "refunded")]
    assert len(steps(till.town, "refund")) == 1


@pytest.mark.parametrize("what", ["late", "order", "foreign", "taken back"])
async def test_the_payer_of_rescued_money_hears_what_became_of_it(till: Till, what: str) -> None:
    """Late, for an order bought alone, of no invoice, or gone back before it could be said: promise 20."""
    town, bo = till.town, till.bo
    if what == "late":
        let_run_out(town)
        for other in (town.person(), town.person()):
            town.seated(joins(town, other, 1), other)
        opened(town, town.person())
    elif what == "order":
        wish = buys(town, bo)
        assert isinstance(wish, ToPay)
        till.wish = wish
    more: dict[str, Any] = {"invoice_payload": "none of ours.12"} if what == "foreign" else {}
    town.run(lambda tx: place(payment_of(till.notice(77, **more), BOT), tx))
    if what == "taken back":
        town.run(lambda tx: leave(tx, bo, 1))
        works_off(town)
    wanted = {
        "late": "had run out by then",
        "order": "Your order: <b>",
        "foreign": "fits none of your invoices",
        "taken back": "",
    }
    heard = till.hears()
    assert wanted[what] in heard
    assert bool(heard) is (what != "taken back")


def test_rescued_money_that_goes_back_says_why_only_where_that_is_so(till: Till) -> None:
    """Promise 20: who had a place and left it since is not told that it had run out."""
    town = till.town
    town.run(lambda tx: place(payment_of(till.notice(), BOT), tx))
    town.run(lambda tx: leave(tx, till.bo, 1))
    assert "is on its way back to you" in till.hears()
    assert "run out" not in till.hears()
    town.run(lambda tx: tx.write(delete(outbox)))
    again = {"provider_payment_charge_id": "ch_2", "telegram_payment_charge_id": "t_2"}
    town.run(lambda tx: place(payment_of(till.notice(78, **again), BOT), tx))
    assert "nothing left to pay for" in till.hears()


def test_rescued_money_without_any_place_says_so(till: Till) -> None:
    """Promises 7 and 20."""
    town = till.town
    let_run_out(town)
    for other in (town.person(), town.person()):
        town.seated(joins(town, other, 1), other)
    town.run(lambda tx: place(payment_of(till.notice(), BOT), tx))
    assert "had run out by then and no other group is open" in till.hears()


async def test_money_that_cannot_even_be_written_down_keeps_its_update(till: Till) -> None:
    """Promises 7, 18: it is tried until it is taken, and somebody hears of it meanwhile."""
    rename(till.town, "payment", "elsewhere")
    with pytest.raises(NotTaken):
        await till.comes(till.notice())
    assert raised(till.town) == ["money"]
    assert CHARGE in till.alarms()[0]
    rename(till.town, "elsewhere", "payment")
    await till.comes(till.notice())
    assert seat_states(till.town) == [(till.mei, "paid"), (till.bo, "paid")]
    assert audited(till.town).money() == {"held": 3200}


def rename(town: Town, table: str, new: str) -> None:
    town.run(lambda tx: tx.write(text(f"ALTER TABLE {table} RENAME TO {new}")))


async def test_a_notice_that_nobody_can_read_keeps_its_update_too(till: Till) -> None:
    odd = till.notice()
    del odd["message"]["successful_payment"]["invoice_payload"]
    with pytest.raises(NotTaken):
        await till.comes(odd)
    assert raised(till.town) == ["money"]
    assert CHARGE in till.alarms()[0]
