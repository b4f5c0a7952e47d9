"""The log: one line a happening, and never a secret in it."""

import logging
import sys
from collections.abc import Iterable
from typing import TextIO
from urllib.parse import quote

from bot.settings import SECRETS, Settings
from storage.engine import address

_CHATTY = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "aiogram.event": logging.WARNING,
    "alembic": logging.WARNING,
}
"""httpx writes every address, and with it the bot's token, at INFO; alembic two lines at each start."""


class Discreet(logging.Formatter):
    """Takes secrets out of whatever is written, tracebacks included."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


def set_up(settings: Settings, stream: TextIO = sys.stderr) -> None:
    """Write the log to `stream`, at the level of the settings."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet(secrets(settings)))
    logging.basicConfig(level=settings.log.upper(), handlers=[handler], force=True)
    silence()


def silence() -> None:
    """Keep libraries from writing addresses that hold the token, and what is no news."""
    for name, level in _CHATTY.items():
        logging.getLogger(name).setLevel(level)


def secrets(settings: Settings) -> list[str]:
    """Every secret among the settings."""
    kept = (getattr(settings, name) for name in sorted(SECRETS - {"database"}))
    password = address(settings.database).password
    return [
        *(secret.get_secret_value() for secret in kept if secret is not None),
        *(() if not password else (password, quote(password, safe=""))),
    ]
