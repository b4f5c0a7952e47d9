"""The providers of all shops by the name that stands in the books, each opened when it is first needed."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol, TypeAlias

from payments import accounts
from payments.account import Account, Kind, kind_of
from payments.links import Linker
from payments.port import Provider
from payments.seal import Seal, Unreadable
from storage.database import Database


class Closable(Provider, Protocol):
    """A provider with connections of its own."""

    async def close(self) -> None:
        """Close the connections."""


Maker: TypeAlias = Callable[[Account, Mapping[str, str]], Closable]
"""Makes the provider of an account from its keys."""


class Providers(Protocol):
    """Finds providers by the name that stands in the books; both raise Unreadable for keys of another seal."""

    async def named(self, name: str) -> Provider | None:
        """The provider of that name; None where there is none here."""

    async def linker(self, name: str) -> Linker | None:
        """The same, if it takes money on a page of its own."""


class Among:
    """Finds one of these."""

    def __init__(self, providers: Mapping[str, Provider]) -> None:
        self._providers = providers

    async def named(self, name: str) -> Provider | None:
        """The provider of that name."""
        return self._providers.get(name)

    async def linker(self, name: str) -> Linker | None:
        """The same, if it takes money on a page of its own."""
        found: object = self._providers.get(name)
        return found if isinstance(found, Linker) else None


class Registry:
    """Finds providers; `fixed` are those of the settings.

    Without a `seal`, no account's keys can be read. Close it when done.
    """

    def __init__(
        self,
        database: Database,
        fixed: Mapping[str, Closable],
        makers: Mapping[Kind, Maker] = MappingProxyType({}),
        seal: Seal | None = None,
    ) -> None:
        self._database = database
        self._fixed = fixed
        self._makers = makers
        self._seal = seal
        self._made: dict[str, tuple[str, Closable]] = {}
        self._opened: list[Closable] = []

    async def named(self, name: str) -> Provider | None:
        """The provider of that name; None where there is none here. Raises Unreadable for keys of another seal."""
        if (known := self._fixed.get(name)) is not None:
            return known
        account = await self._account(name)
        if account is None or account.kind not in self._makers:
            return None
        sealed, made = self._made.get(name, ("", None))
        if made is None or sealed != account.sealed:
            made = self._makers[account.kind](account, self._keys(account))
            self._made[name] = account.sealed, made
            self._opened.append(made)
        return made

    async def linker(self, name: str) -> Linker | None:
        """The same, if it takes money on a page of its own."""
        found: object = await self.named(name)
        return found if isinstance(found, Linker) else None

    async def secret(self, name: str, which: str) -> str:
        """One secret of an account; "" where it has none of that name. Raises Unreadable as `named` does."""
        account = await self._account(name)
        return "" if account is None else self._keys(account).get(which, "")

    async def close(self) -> None:
        """Close the connections of all that were opened."""
        for provider in (*self._fixed.values(), *self._opened):
            await provider.close()

    async def _account(self, name: str) -> Account | None:
        if kind_of(name) is None:
            return None
        return await self._database.run(lambda tx: accounts.named(tx, name), reads=True)

    def _keys(self, account: Account) -> Mapping[str, str]:
        if not account.sealed:
            return {}
        if self._seal is None:
            raise Unreadable("KAITUAN_SEAL is not set")
        return self._seal.open(account.sealed)
