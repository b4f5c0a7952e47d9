"""The settings of one bot: read from the environment and .env, refused with a sentence where wrong."""

import difflib
import os
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, StringConstraints, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.checking import Currency, Database, Http, Level, Zone

TELEGRAM = "https://api.telegram.org"
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")

_SEAL = re.compile(r"[A-Za-z0-9_-]{43}=")

PREFIX = "KAITUAN_"
FILE = ".env"
SECRETS = frozenset(
    {"token", "webhook_secret", "provider_token", "database", "assistant_key", "seal"}
)


class WrongSettings(ValueError):
    """One sentence a line, each saying what is wrong with a setting and what would be right."""


def _field(description: str, expected: str, default: Any = ...) -> Any:
    return Field(default, description=description, json_schema_extra={"expected": expected})


class Settings(BaseSettings):
    """Everything that the person who runs a bot can choose."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=FILE, env_ignore_empty=True, frozen=True, extra="ignore"
    )

    token: SecretStr = _field(
        "The bot's token, from @BotFather. A secret.",
        'the token that @BotFather gave you, such as "123456789:AAE..."',
    )
    api: Http = _field(
        "Where the Bot API is reached.",
        "an http or https address without the token",
        "https://api.telegram.org",
    )
    database: Annotated[Database, Field(repr=False)] = _field(
        "Where everything is kept: an SQLite file or a PostgreSQL database.",
        '"sqlite:///file.db" or "postgresql://user:password@host/name"',
        "sqlite:///kaituan.db",
    )
    library: Literal["aiogram", "ptb"] = _field(
        "The library that speaks with Telegram: `aiogram` or `ptb` (python-telegram-bot).",
        '"aiogram" or "ptb"',
        "aiogram",
    )
    public_url: Http | None = _field(
        "Where Telegram can reach this server. Set, updates come by webhook; else they are polled.",
        'the https address of this server, such as "https://shop.example"',
        None,
    )
    webhook_secret: SecretStr | None = _field(
        "What Telegram shows with each webhook call, to prove that it is Telegram. A secret.",
        "1 to 256 of the characters A-Z a-z 0-9 _ -",
        None,
    )
    host: str = _field("The address to listen on.", "an address of this machine", "127.0.0.1")
    port: Annotated[int, Field(ge=0, le=65535)] = _field(
        "The port to listen on, for the webhook, /health and /metrics.",
        "a number from 0 (any free port) to 65535",
        8080,
    )
    shop: Annotated[str, StringConstraints(max_length=64, strip_whitespace=True)] = _field(
        "The name of the shop that is opened in an empty database.",
        "a name of at most 64 characters",
        "Kaituan",
    )
    currency: Currency = _field(
        "The shop's currency, by its ISO 4217 code.",
        'a code of three letters such as "USD", "EUR" or "TWD"',
        "USD",
    )
    provider: Literal["", "sandbox"] = _field(
        "The payment provider; empty means that people pay at pickup. This version knows `sandbox`.",
        'empty or "sandbox": Kaituan takes money only where it can also give it back',
        "",
    )
    provider_token: SecretStr | None = _field(
        "The provider's token for this bot. A secret.", "the token of your payment provider", None
    )
    provider_api: Http | None = _field(
        "Where the provider captures, voids and refunds payments.",
        "the http or https address of your payment provider",
        None,
    )
    seal: SecretStr | None = _field(
        "What seals the keys of the shops' own payment accounts (`kaituan pay key` makes one). A secret. "
        "To replace it, put the new one before the old, with a comma between.",
        "what `kaituan pay key` prints; several with commas between",
        None,
    )
    stripe: Http = _field(
        "Where Stripe is reached, for shops with an account there.",
        "an http or https address",
        "https://api.stripe.com",
    )
    processes: Annotated[int, Field(ge=1, le=10)] = _field(
        "How many `kaituan run` share this bot: together they keep Telegram's limits.",
        "a number from 1 to 10",
        1,
    )
    operator: int | None = _field(
        "The chat that hears of trouble: a payment that does not fit, a refund that keeps failing.",
        "the number of a chat, such as 123456789",
        None,
    )
    approval: bool = _field(
        "Whether a shop that somebody opens by /shop waits for you: `kaituan approve` lets it go live.",
        "true or false",
        False,
    )
    assistant_url: Http | None = _field(
        "An OpenAI-compatible endpoint that may help to read a merchant's words, when asked to.",
        'an http or https address such as "http://127.0.0.1:11434/v1"',
        None,
    )
    assistant_model: str = _field("The model to ask there.", "the name of a model", "")
    assistant_key: SecretStr | None = _field(
        "The key for that endpoint, where it wants one. A secret.", "the endpoint's key", None
    )
    zone: Zone = _field(
        "The shop's time zone, by its IANA name.",
        'an IANA name such as "Europe/Berlin" or "Asia/Taipei"',
        "UTC",
    )
    log: Level = _field(
        "How much is written to the log.",
        '"debug", "info", "warning" or "error"',
        "info",
    )

    @model_validator(mode="after")
    def _check_together(self) -> "Settings":
        if wrong := _crossed(self):
            raise ValueError("\n".join(wrong))
        return self


def load(**given: Any) -> Settings:
    """The settings of this machine; what is `given` by field name goes before them.

    Raises WrongSettings with a sentence for every mistake.
    """
    wrong = list(_strangers({**dotenv_values(FILE), **os.environ}))
    try:
        settings = Settings(**given)
    except ValidationError as errors:
        wrong += [_sentence(error) for error in errors.errors(include_url=False)]
        raise WrongSettings("\n".join(wrong)) from None
    if wrong:
        raise WrongSettings("\n".join(wrong))
    return settings


def table() -> str:
    """All settings as a Markdown table, for the README."""
    lines = ["| Setting | Default | What it is |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "*required*" if field.is_required() else f"`{field.default or ''}`".strip("`")
        shown = default if field.is_required() or not default else f"`{default}`"
        lines.append(f"| `{PREFIX}{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(lines)


def _sentence(error: Mapping[str, Any]) -> str:
    if not error["loc"]:
        return str(error["ctx"]["error"])
    name = str(error["loc"][0])
    extra = Settings.model_fields[name].json_schema_extra
    expected = extra["expected"] if isinstance(extra, dict) else ""
    if error["type"] == "missing":
        return f"{PREFIX}{name.upper()} is missing: it should be {expected}."
    value = "not understood" if name in SECRETS else f"{str(error['input'])[:80]!r}"
    return f"{PREFIX}{name.upper()} is {value}: it should be {expected}."


def _strangers(environment: Mapping[str, Any]) -> list[str]:
    """One sentence for each name that begins like a setting and is none: in silence it would do nothing."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    strangers = sorted(
        name
        for name in environment
        if name.upper().startswith(PREFIX) and name.upper() not in known
    )
    return [
        f"{name} is no setting: did you mean {_nearest(name.upper(), known)}?" for name in strangers
    ]


def _nearest(name: str, known: Sequence[str]) -> str:
    """Compared without what all of them begin with."""
    own = {one.removeprefix(PREFIX): one for one in known}
    near = difflib.get_close_matches(name.removeprefix(PREFIX), own, 1, 0.0)
    return own[near[0]]


def _crossed(settings: Settings) -> list[str]:
    """One sentence for each way in which settings that are fine alone do not fit together."""
    return [
        *_about_the_token(settings),
        *_about_the_webhook(settings),
        *_about_money(settings),
        *_about_the_seal(settings),
        *_about_the_assistant(settings),
    ]


def _about_the_token(settings: Settings) -> list[str]:
    if _TOKEN.fullmatch(settings.token.get_secret_value()):
        return []
    return ["KAITUAN_TOKEN is no bot token: copy the whole line that @BotFather gave you."]


def _about_the_webhook(settings: Settings) -> list[str]:
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


def _about_money(settings: Settings) -> list[str]:
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


def _about_the_seal(settings: Settings) -> list[str]:
    if settings.seal is None or all(map(_SEAL.fullmatch, seals(settings))):
        return []
    return [
        "KAITUAN_SEAL is no key: `kaituan pay key` makes one; several stand with commas between."
    ]


def seals(settings: Settings) -> tuple[str, ...]:
    """The keys of the seal, the one that seals first; none where it is not set."""
    said = "" if settings.seal is None else settings.seal.get_secret_value()
    return tuple(one.strip() for one in said.split(",")) if said else ()


def _about_the_assistant(settings: Settings) -> list[str]:
    if settings.assistant_url is None or settings.assistant_model:
        return []
    return ["KAITUAN_ASSISTANT_MODEL is missing: KAITUAN_ASSISTANT_URL needs the name of a model."]
