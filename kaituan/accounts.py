"""kaituan pay: the accounts into which a shop takes money, opened and closed from the command line."""

import re
from collections.abc import Callable, Mapping

from bot.settings import Settings, WrongSettings, load, seals
from catalog.keeping import shopkeeping
from kaituan.books import NO_BOT, there
from kaituan.trouble import Trouble
from payments import accounts
from payments.account import KEYS, OPTIONAL, Account, Kind
from payments.seal import Seal, Unreadable, new_key

_SHAPES: Mapping[str, tuple[re.Pattern[str], str]] = {
    "provider_token": (
        re.compile(r"[0-9]+:(LIVE|TEST):[A-Za-z0-9_:-]+"),
        "the token that @BotFather gave you under Payments, such as 123456789:LIVE:...",
    ),
    "secret_key": (
        re.compile(r"(sk|rk)_(live|test)_[A-Za-z0-9]+"),
        "a secret or restricted key of your Stripe account, such as sk_live_...",
    ),
    "webhook_secret": (
        re.compile(r"whsec_[A-Za-z0-9+/=]+"),
        "the signing secret of the webhook endpoint at Stripe, such as whsec_...",
    ),
}
"""What a secret looks like, so that one in the wrong place is noticed before anybody pays."""

LABEL = 40
"""Characters on a button."""

_WORDS = {
    Kind.TELEGRAM: "cards, in Telegram's own invoice",
    Kind.STRIPE: "Stripe, on a page",
    Kind.PICKUP: "at pickup",
}


def fresh_key() -> str:
    """A new key for KAITUAN_SEAL."""
    return new_key()


def open_account(
    database: str | None, shop_id: int, kind: Kind, label: str, ask: Callable[[str], str]
) -> str:
    """Let a shop take money in one more way; says so. `ask` asks for one secret. Raises Trouble."""
    settings = _settings()
    if len(label.strip()) > LABEL:
        raise Trouble(f"--label has at most {LABEL} characters.")
    if kind is Kind.STRIPE and settings.public_url is None:
        raise Trouble("Stripe needs KAITUAN_PUBLIC_URL: shoppers pay on a page of this server.")
    with there(database) as books:
        if books.run_now(lambda tx: shopkeeping.kept(tx, shop_id)) is None:
            raise Trouble(f"There is no shop {shop_id}: kaituan shops lists all.")
        here = books.run_now(lambda tx: accounts.of_shop(tx, shop_id))
        there_is = next((one for one in here if one.kind is kind is Kind.PICKUP), None)
        if there_is is not None:
            raise Trouble(f"Shop {shop_id} has account {there_is.id} for that: kaituan pay open.")
        sealed = _sealed(settings, kind, ask)
        made = books.run_now(lambda tx: accounts.add(tx, shop_id, kind, label.strip(), sealed))
    if made is None:
        raise Trouble(f"There is no shop {shop_id}: kaituan shops lists all.")
    said = f"Account {made.id} is open: shop {shop_id} takes money by {_WORDS[kind]}."
    if kind is not Kind.STRIPE:
        return said
    return f"{said}\nStripe sends its notices to {webhook(settings, shop_id)}"


def replace_keys(database: str | None, account_id: int, ask: Callable[[str], str]) -> str:
    """Give an account other keys; says so. Raises Trouble where there is none, or it has none."""
    settings = _settings()
    with there(database) as books:
        found = books.run_now(lambda tx: accounts.find(tx, account_id))
        if found is None or not KEYS[found.kind]:
            raise Trouble(f"Account {account_id} has no keys, or is not there: kaituan pay list.")
        sealed = _sealed(settings, found.kind, ask)
        books.run_now(lambda tx: accounts.reseal(tx, account_id, sealed))
    return f"Account {account_id} has its new keys; they are used from now on."


def reseal(database: str | None) -> str:
    """Seal all keys anew under the first key of KAITUAN_SEAL; says so. Raises Trouble where one cannot be read."""
    seal = _seal(_settings())
    with there(database) as books:
        try:
            count = books.run_now(lambda tx: accounts.reseal_all(tx, seal))
        except Unreadable:
            raise Trouble(
                "The keys of an account were sealed with a key that KAITUAN_SEAL does not name: nothing was changed."
            ) from None
    return f"The keys of {count} accounts are sealed with the first key; the others may go."


def webhook(settings: Settings, shop_id: int) -> str:
    """Where Stripe is to send its notices about a shop."""
    return f"{settings.public_url}/pay/stripe/{shop_id}"


def switch(database: str | None, account_id: int, *, is_open: bool) -> str:
    """Offer an account again, or no more; says so. Raises Trouble where there is none, or it is so already."""
    with there(database) as books:
        found = books.run_now(lambda tx: accounts.switch(tx, account_id, is_open=is_open))
    if found is accounts.Barred.LAST:
        raise Trouble(
            f"Account {account_id} is the only one through which its shop takes money: without it everybody would have "
            "a place without paying. Open another one first; pickup is one, if that is what you want."
        )
    if isinstance(found, accounts.Barred):
        state = "open" if is_open else "closed"
        raise Trouble(f"Account {account_id} is {state} already, or not there: kaituan pay list.")
    if is_open:
        return f"Account {account_id} is offered again."
    return f"Account {account_id} is offered no more; what was paid there still goes back there."


def listed(database: str | None) -> str:
    """All accounts, a line each; no secret among it."""
    with there(database) as books:
        found = books.run_now(accounts.every)
    if not found:
        return "No shop has an account of its own: money goes where KAITUAN_PROVIDER says."
    return "\n".join(map(_line, found))


def _line(one: Account) -> str:
    label = f' "{one.label}"' if one.label else ""
    state = "" if one.is_open else ", closed"
    return f"{one.id}  shop {one.shop_id}  {_WORDS[one.kind]}{label}{state}"


def _sealed(settings: Settings, kind: Kind, ask: Callable[[str], str]) -> str:
    """The keys of an account of that kind, asked for; "" where it needs none."""
    if not KEYS[kind]:
        return ""
    seal = _seal(settings)
    return seal.close({name: _asked(kind, name, ask) for name in KEYS[kind]})


def _asked(kind: Kind, name: str, ask: Callable[[str], str]) -> str:
    optional = (kind, name) in OPTIONAL
    hint = " of the Stripe account behind it (empty: refunds are made by hand)" if optional else ""
    given = ask(name.replace("_", " ").capitalize() + hint).strip()
    shape, expected = _SHAPES[name]
    if optional and not given:
        return ""
    if not shape.fullmatch(given):
        raise Trouble(f"That is no {name.replace('_', ' ')}: it should be {expected}.")
    return given


def _settings() -> Settings:
    try:
        return load(token=NO_BOT, provider="", provider_token=None)
    except WrongSettings as wrong:
        raise Trouble(str(wrong)) from None


def _seal(settings: Settings) -> Seal:
    keys = seals(settings)
    if not keys:
        raise Trouble("KAITUAN_SEAL is missing: make one with `kaituan pay key`, and keep it safe.")
    return Seal(keys)
