"""What a setting may be: each kind of value with its check, and what settings ask of each other."""

import re
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.numbers import list_currencies
from pydantic import AfterValidator, BeforeValidator

if TYPE_CHECKING:
    from bot.settings import Settings

TELEGRAM = "https://api.telegram.org"
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_DATABASE = re.compile(r"(sqlite|postgres(ql)?)(\+\w+)?://")


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise ValueError("not an http address")
    return value.rstrip("/")


def _database(value: str) -> str:
    if not _DATABASE.match(value):
        raise ValueError("not a database that we know")
    return value


def _currency(value: str) -> str:
    code = value.strip().upper()
    if code not in list_currencies():
        raise ValueError("not a currency")
    return code


def _zone(value: str) -> str:
    try:
        return ZoneInfo(value).key
    except (KeyError, OSError, ValueError) as error:
        raise ValueError("not a time zone") from error


Http: TypeAlias = Annotated[str, AfterValidator(_address)]
Database: TypeAlias = Annotated[str, AfterValidator(_database)]
Currency: TypeAlias = Annotated[str, AfterValidator(_currency)]
Zone: TypeAlias = Annotated[str, AfterValidator(_zone)]
Level: TypeAlias = Annotated[
    Literal["debug", "info", "warning", "error"],
    BeforeValidator(lambda value: str(value).strip().lower()),
]


def crossed(settings: "Settings") -> list[str]:
    """One sentence for each way in which settings that are fine alone do not fit together."""
    return [*_about_the_token(settings), *_about_the_webhook(settings), *_about_money(settings)]


def _about_the_token(settings: "Settings") -> list[str]:
    if _TOKEN.fullmatch(settings.token.get_secret_value()):
        return []
    return ["KAITUAN_TOKEN is no bot token: copy the whole line that @BotFather gave you."]


def _about_the_webhook(settings: "Settings") -> list[str]:
    wrong = []
    if settings.public_url is not None and settings.webhook_secret is None:
        wrong.append(
            "KAITUAN_PUBLIC_URL needs KAITUAN_WEBHOOK_SECRET beside it, or anybody could pretend "
            "to be Telegram: set it to 1 to 256 of the characters A-Z a-z 0-9 _ -."
        )
    secret = settings.webhook_secret
    if secret is not None and not _SECRET.fullmatch(secret.get_secret_value()):
        wrong.append("KAITUAN_WEBHOOK_SECRET should be 1 to 256 of the characters A-Z a-z 0-9 _ -.")
    public = settings.public_url or "https:"
    if settings.api == TELEGRAM and not public.startswith("https:"):
        wrong.append("KAITUAN_PUBLIC_URL should begin with https://, as Telegram calls no other.")
    return wrong


def _about_money(settings: "Settings") -> list[str]:
    if settings.provider == "":
        if settings.provider_token is None:
            return []
        nameless = (
            "KAITUAN_PROVIDER_TOKEN is set, but KAITUAN_PROVIDER names no provider through which "
            'Kaituan can give money back: this version knows only "sandbox".'
        )
        return [nameless]
    needed = {
        "KAITUAN_PROVIDER_TOKEN": settings.provider_token,
        "KAITUAN_PROVIDER_API": settings.provider_api,
    }
    return [
        f'{name} is missing: KAITUAN_PROVIDER="{settings.provider}" needs it.'
        for name, value in needed.items()
        if value is None
    ]
