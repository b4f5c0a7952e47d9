"""The yardstick from above: the usual stack, aiogram with an async ORM session per update on aiosqlite."""

import asyncio
import itertools
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.base import BaseSession
from aiogram.types import CallbackQuery, Chat, Message, Update, User
from sqlalchemy import ForeignKey, event, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bench.figures import Figure, measured_async

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Base(DeclarativeBase):
    """The usual declarative base."""


class UserRow(Base):
    """A user."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class GroupRow(Base):
    """A group."""

    __tablename__ = "groups"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    capacity: Mapped[int]
    price: Mapped[int]


class SeatRow(Base):
    """A seat."""

    __tablename__ = "seats"
    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)


class Silent(BaseSession):
    """A session that answers every call at once and sends nothing."""

    async def close(self) -> None:
        """Nothing to close."""

    async def make_request(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109  aiogram's own signature
        """Every call succeeds."""
        return True

    async def stream_content(self, *_: Any, **__: Any) -> Any:
        """Nothing is ever downloaded."""
        yield b""


class Usual:
    """The usual stack on a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._engine = create_async_engine(f"sqlite+aiosqlite:///{folder / 'usual.db'}")
        event.listen(self._engine.sync_engine, "connect", _durable)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)
        self._bot = Bot("1:usual", session=Silent())
        self._dispatcher = Dispatcher()
        self._dispatcher.callback_query.register(self._join, F.data.startswith("join:"))
        self._lock = asyncio.Lock()
        self._people = itertools.count(1)

    async def prepare(self) -> None:
        """Make the tables and a group."""
        async with self._engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        async with self._sessions() as session:
            session.add(GroupRow(id=1, title="Oolong tea", capacity=10**9, price=1600))
            await session.commit()

    async def run(self, times: int, in_flight: int) -> Figure:
        """Join so many times with so many in flight; SQLite takes one writer, so the writes queue on a lock."""
        gate = asyncio.Semaphore(in_flight)

        async def one() -> None:
            async with gate:
                await self._dispatcher.feed_update(self._bot, _update(next(self._people)))

        async def all_of_them() -> int:
            await asyncio.gather(*(one() for _ in range(times)))
            return times

        return await measured_async(all_of_them)

    async def _join(self, query: CallbackQuery) -> None:
        async with self._lock, self._sessions() as session:
            user = await self._user(session, query.from_user)
            group = await session.get(GroupRow, int((query.data or "").split(":")[1]))
            assert group is not None
            taken = await session.scalar(
                select(func.count()).select_from(SeatRow).where(SeatRow.user_id == user.id)
            )
            assert not taken
            session.add(SeatRow(group_id=group.id, user_id=user.id))
            await session.commit()
        await query.answer("Joined")
        assert isinstance(query.message, Message)
        await query.message.edit_text(f"{group.title}: you are in")

    async def _user(self, session: AsyncSession, who: User) -> UserRow:
        found = await session.get(UserRow, who.id)
        if found is None:
            found = UserRow(id=who.id, name=who.full_name)
            session.add(found)
            await session.flush()
        return found

    async def close(self) -> None:
        """Close the file."""
        await self._engine.dispose()


def _durable(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _update(number: int) -> Update:
    person = User(id=number, is_bot=False, first_name=f"Person {number}")
    chat = Chat(id=number, type="private")
    message = Message(message_id=1, date=NOW, chat=chat, text="Oolong tea")
    query = CallbackQuery(
        id=str(number), from_user=person, chat_instance="1", message=message, data="join:1"
    )
    return Update(update_id=number, callback_query=query)
