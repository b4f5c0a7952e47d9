"""The yardstick from above: the usual stack, aiogram with an async ORM session per update on aiosqlite."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.types import CallbackQuery, Message
from sqlalchemy import ForeignKey, Select, event, func, select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bench.crowd import all_of
from bench.figures import Figure, measured_async
from bench.messenger import Silent, pressed


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
    leader_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


class SeatRow(Base):
    """A seat."""

    __tablename__ = "seats"
    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)


class Usual:
    """The usual stack on a file of its own: its people are known, and its groups have room for everybody."""

    def __init__(self, folder: Path) -> None:
        self._engine = create_async_engine(f"sqlite+aiosqlite:///{folder / 'usual.db'}")
        event.listen(self._engine.sync_engine, "connect", _durable)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)
        self._bot = Bot("1:usual", session=Silent())
        self._dispatcher = Dispatcher()
        self._dispatcher.callback_query.register(self._join, F.data.startswith("join:"))
        self._lock = asyncio.Lock()

    async def prepare(self, people: int, groups: int) -> None:
        """Make the tables, so many people and so many groups, led by the first of them."""
        self._groups = groups
        async with self._engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        async with self._sessions() as session:
            session.add_all(_user(number) for number in range(1, people + 1))
            session.add_all(_group(number) for number in range(1, groups + 1))
            await session.commit()

    async def run(self, people: Sequence[int]) -> Figure:
        """These people press Join; SQLite takes one writer, so the writes queue on a lock."""

        async def join(number: int) -> None:
            wire = f"join:{number % self._groups + 1}"
            await self._dispatcher.feed_raw_update(self._bot, pressed(number, wire))

        figure = await measured_async(lambda: all_of(people, join))
        async with self._sessions() as session:
            ours = SeatRow.user_id.in_(people)
            assert await session.scalar(_count().where(ours)) == len(people)
        return figure

    async def _join(self, query: CallbackQuery) -> None:
        async with self._lock, self._sessions() as session:
            user = await session.get(UserRow, query.from_user.id)
            group = await session.get(GroupRow, int((query.data or "").split(":")[1]))
            assert user is not None
            assert group is not None
            here = SeatRow.group_id == group.id
            taken = await session.scalar(_count().where(here)) or 0
            mine = await session.scalar(_count().where(here, SeatRow.user_id == user.id))
            assert taken < group.capacity
            assert not mine
            session.add(SeatRow(group_id=group.id, user_id=user.id))
            await session.commit()
        await query.answer()
        assert isinstance(query.message, Message)
        await query.message.edit_text(f"{group.title}: you are in, {taken + 1} of {group.capacity}")
        await self._bot.send_message(group.leader_id, f"{user.name} joined your group")

    async def close(self) -> None:
        """Close the file."""
        await self._engine.dispose()


def _durable(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _count() -> Select[int]:
    return select(func.count()).select_from(SeatRow)


def _user(number: int) -> UserRow:
    return UserRow(id=number, name=f"Person {number}")


def _group(number: int) -> GroupRow:
    return GroupRow(id=number, title="Oolong tea", capacity=10**6, price=1600, leader_id=number)
