"""Keys of providers at rest: sealed with a key that is never in the database."""

import json
from collections.abc import Mapping, Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class Unreadable(ValueError):
    """What was sealed cannot be read with the keys that are there."""


class Seal:
    """Seals and opens; `keys` are Fernet's (the Fernet specification), and the first one seals.

    Put a new key before an old one to replace it. Raises ValueError for what is no such key.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._box = MultiFernet([Fernet(key) for key in keys])

    def close(self, secrets: Mapping[str, str]) -> str:
        """The same, unreadable without the key."""
        return self._box.encrypt(json.dumps(dict(secrets)).encode()).decode()

    def open(self, sealed: str) -> Mapping[str, str]:
        """What was sealed. Raises Unreadable where it was sealed with another key, or changed since."""
        try:
            read = json.loads(self._box.decrypt(sealed.encode()))
        except (InvalidToken, ValueError):
            raise Unreadable("sealed with another key") from None
        return {str(name): str(value) for name, value in read.items()}


def new_key() -> str:
    """A fresh key for a seal."""
    return Fernet.generate_key().decode()
