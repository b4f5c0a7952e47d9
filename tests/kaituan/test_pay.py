"""The accounts of shops from the command line: no secret among its arguments, in its answers or in the database."""

import io
import sys

import pytest
from sqlalchemy import text

from payments import accounts
from payments.seal import Seal
from tests.kaituan.conftest import Command
from tests.stories import Town

SECRET, SIGNING = "sk_test_51Abc", "whsec_abc"


@pytest.fixture
def sealed(kaituan: Command, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a seal, set where settings are."""
    key = kaituan("pay", "key").out.strip()
    monkeypatch.setenv("KAITUAN_SEAL", key)
    monkeypatch.setenv("KAITUAN_PUBLIC_URL", "https://shop.example")
    monkeypatch.setenv("KAITUAN_WEBHOOK_SECRET", "s")
    return key


def types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """What stands on stdin."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_a_shop_takes_cards_and_nobody_can_read_the_keys(
    kaituan: Command, sealed: str, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    with Town(database_url) as town:
        here = ("--database", database_url)
        types(monkeypatch, SECRET, SIGNING)
        said = kaituan("pay", "add", "1", "stripe", "--label", "By card", *here)
        assert (said.code, "Account 1 is open" in said.out) == (0, True)
        kept = town.run(lambda tx: tx.value(text("SELECT sealed FROM pay_account"), {}))
        shown = said.out + said.err + kaituan("pay", "list", *here).out
        for secret in (SECRET, SIGNING):
            assert secret not in shown
            assert secret not in kept
        assert Seal([sealed]).open(kept) == {"secret_key": SECRET, "webhook_secret": SIGNING}
        assert '1  shop 1  Stripe, on a page "By card"' in shown


def test_stripe_is_told_where_its_notices_go(
    kaituan: Command, sealed: str, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    assert sealed
    with Town(database_url):
        here = ("--database", database_url)
        monkeypatch.delenv("KAITUAN_PUBLIC_URL")
        alone = kaituan("pay", "add", "1", "stripe", *here)
        assert (alone.code, "needs KAITUAN_PUBLIC_URL" in alone.err) == (2, True)
        monkeypatch.setenv("KAITUAN_PUBLIC_URL", "https://shop.example")
        types(monkeypatch, SECRET, SIGNING)
        said = kaituan("pay", "add", "1", "stripe", *here)
        assert "https://shop.example/pay/stripe/1" in said.out


INVOICES = "123456789:LIVE:chat_1"


@pytest.mark.parametrize("refunds", [SECRET, ""])
def test_cards_in_the_chat_may_do_without_a_key_for_refunds(
    kaituan: Command, sealed: str, monkeypatch: pytest.MonkeyPatch, database_url: str, refunds: str
) -> None:
    with Town(database_url) as town:
        here = ("--database", database_url)
        types(monkeypatch, INVOICES, refunds)
        said = kaituan("pay", "add", "1", "telegram", *here)
        assert "takes money by cards, in Telegram's own invoice" in said.out
        kept = town.run(lambda tx: tx.value(text("SELECT sealed FROM pay_account"), {}))
        keys = {"provider_token": INVOICES, "secret_key": refunds}
        assert Seal([sealed]).open(kept) == keys


def test_the_token_of_the_invoices_is_needed(
    kaituan: Command, sealed: str, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    assert sealed
    with Town(database_url):
        types(monkeypatch, "", SECRET)
        said = kaituan("pay", "add", "1", "telegram", "--database", database_url)
        assert (said.code, "That is no provider token" in said.err) == (2, True)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((SIGNING, SECRET), "That is no secret key"),
        (("pk_test_1", SIGNING), "That is no secret key"),
        ((SECRET, SECRET), "That is no webhook secret"),
        ((), "That is no secret key"),
    ],
)
def test_a_secret_in_the_wrong_place_is_noticed_and_not_said_again(
    kaituan: Command,
    sealed: str,
    monkeypatch: pytest.MonkeyPatch,
    sqlite_url: str,
    lines: tuple[str, ...],
    why: str,
) -> None:
    assert sealed
    with Town(sqlite_url) as town:
        types(monkeypatch, *lines)
        said = kaituan("pay", "add", "1", "stripe", "--database", sqlite_url)
        assert (said.code, why in said.err) == (2, True)
        assert not any(line in said.err for line in lines)
        assert town.run(accounts.every) == ()


def test_without_a_seal_no_key_is_kept_but_pickup_needs_none(
    kaituan: Command, monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    monkeypatch.setenv("KAITUAN_PUBLIC_URL", "https://shop.example")
    monkeypatch.setenv("KAITUAN_WEBHOOK_SECRET", "s")
    with Town(sqlite_url):
        here = ("--database", sqlite_url)
        types(monkeypatch, SECRET, SIGNING)
        said = kaituan("pay", "add", "1", "stripe", *here)
        assert "KAITUAN_SEAL is missing" in said.err
        assert kaituan("pay", "add", "1", "pickup", *here).code == 0
        assert "There is no shop 7" in kaituan("pay", "add", "7", "pickup", *here).err
        monkeypatch.setenv("KAITUAN_SEAL", "short")
        assert "KAITUAN_SEAL is no key" in kaituan("pay", "add", "1", "pickup", *here).err


def test_keys_are_replaced_and_sealed_as_well(
    kaituan: Command, sealed: str, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    with Town(database_url) as town:
        here = ("--database", database_url)
        types(monkeypatch, SECRET, SIGNING)
        kaituan("pay", "add", "1", "stripe", *here)
        types(monkeypatch, "sk_test_another", SIGNING)
        assert "has its new keys" in kaituan("pay", "keys", "1", *here).out
        kept = town.run(lambda tx: tx.value(text("SELECT sealed FROM pay_account"), {}))
        assert Seal([sealed]).open(kept)["secret_key"] == "sk_test_another"
        kaituan("pay", "add", "1", "pickup", *here)
        assert "has no keys" in kaituan("pay", "keys", "2", *here).err


def test_all_keys_are_sealed_anew_so_that_an_old_seal_may_go(
    kaituan: Command, sealed: str, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    with Town(database_url) as town:
        here = ("--database", database_url)
        types(monkeypatch, SECRET, SIGNING)
        kaituan("pay", "add", "1", "stripe", *here)
        new = kaituan("pay", "key").out.strip()
        monkeypatch.setenv("KAITUAN_SEAL", new)
        assert "nothing was changed" in kaituan("pay", "reseal", *here).err
        monkeypatch.setenv("KAITUAN_SEAL", f"{new},{sealed}")
        assert "The keys of 1 accounts" in kaituan("pay", "reseal", *here).out
        kept = town.run(lambda tx: tx.value(text("SELECT sealed FROM pay_account"), {}))
        assert Seal([new]).open(kept)["secret_key"] == SECRET
        last = kaituan("pay", "close", "1", *here)
        assert (last.code, "only one through which" in last.err) == (2, True)


def test_an_account_is_closed_and_opened_again(kaituan: Command, database_url: str) -> None:
    with Town(database_url):
        here = ("--database", database_url)
        assert "No shop has an account" in kaituan("pay", "list", *here).out
        kaituan("pay", "add", "1", "pickup", *here)
        assert "offered no more" in kaituan("pay", "close", "1", *here).out
        assert kaituan("pay", "close", "1", *here).code == 2
        assert "at pickup, closed" in kaituan("pay", "list", *here).out
        assert "offered again" in kaituan("pay", "open", "1", *here).out
