"""Chats: private ones between two accounts, groups, supergroups and channels with their members."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count

from sandbox.world.topics import Topic


class Kind(StrEnum):
    """The four kinds of chat, spelled as the Bot API spells them."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Standing(StrEnum):
    """What an account is in a chat, spelled as the Bot API spells member statuses."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


ALL_RIGHTS = frozenset(
    {
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_post_messages",
        "can_edit_messages",
        "can_pin_messages",
        "can_send_welcome_messages",
    }
)
"""What an administrator can be allowed, as the Bot API spells it."""

INSIDE = frozenset({Standing.CREATOR, Standing.ADMINISTRATOR, Standing.MEMBER})
LEADING = frozenset({Standing.CREATOR, Standing.ADMINISTRATOR})


@dataclass(slots=True)
class Chat:
    """A chat; `members` maps account ids (people and bots) to their standing.

    `id` is negative for groups and channels. A private chat has id 0 and is named by its two members:
    each of them sees the other one's id as the chat id (`id_for`). `key` is unique in the world.
    `started` says, for a private chat with a bot, whether the person ever wrote or pressed Start.
    `rights` are those of administrators who do not have all of them. `hearing` are bots that came in with their privacy
    mode off. `topics` by their numbers, of a `forum`.
    """

    key: str
    kind: Kind
    id: int = 0
    title: str = ""
    username: str | None = None
    members: dict[int, Standing] = field(default_factory=dict)
    rights: dict[int, frozenset[str]] = field(default_factory=dict)
    started: bool = False
    deleted: bool = False
    migrated_to: int | None = None
    pinned: list[int] = field(default_factory=list)
    hearing: set[int] = field(default_factory=set)
    forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)

    @property
    def private(self) -> bool:
        """Whether this is a chat of two accounts."""
        return self.kind is Kind.PRIVATE

    def id_for(self, account_id: int) -> int:
        """The id by which this account (bot or person) knows the chat."""
        if not self.private:
            return self.id
        return next((other for other in self.members if other != account_id), account_id)

    def standing(self, account_id: int) -> Standing:
        """What this account is here; LEFT when it never came."""
        return self.members.get(account_id, Standing.LEFT)

    def has(self, account_id: int) -> bool:
        """Whether this account is inside."""
        return self.standing(account_id) in INSIDE

    def led_by(self, account_id: int) -> bool:
        """Whether this account is the creator or an administrator."""
        return self.standing(account_id) in LEADING

    def rights_of(self, account_id: int) -> frozenset[str]:
        """What this account may do as a creator or an administrator; nothing for anybody else."""
        if not self.led_by(account_id):
            return frozenset()
        owns = self.standing(account_id) is Standing.CREATOR
        return ALL_RIGHTS if owns else self.rights.get(account_id, ALL_RIGHTS)

    def inside(self) -> list[int]:
        """The ids of all accounts inside, in the order they came."""
        return [account_id for account_id in self.members if self.has(account_id)]


class Chats:
    """Every chat of the world."""

    def __init__(self) -> None:
        self._by_key: dict[str, Chat] = {}
        self._group_ids = count(4_000_001)
        self._channel_ids = count(1_002_000_000_001)

    def __iter__(self) -> Iterator[Chat]:
        return iter(self._by_key.values())

    def with_key(self, key: str) -> Chat | None:
        """The chat with this `Chat.key`."""
        return self._by_key.get(key)

    def find_private(self, one: int, other: int) -> Chat | None:
        """The private chat of two accounts, if they ever opened it."""
        return self._by_key.get(private_key(one, other))

    def open_private(self, one: int, other: int) -> Chat:
        """The private chat of two accounts (people, or a person and a bot), made when there is none."""
        key = private_key(one, other)
        if key not in self._by_key:
            members = {one: Standing.MEMBER, other: Standing.MEMBER}
            self._by_key[key] = Chat(key, Kind.PRIVATE, members=members, started=False)
        return self._by_key[key]

    def create(self, kind: Kind, title: str, creator_id: int, username: str | None = None) -> Chat:
        """A new group, supergroup or channel with its creator inside."""
        number = next(self._group_ids if kind is Kind.GROUP else self._channel_ids)
        members = {creator_id: Standing.CREATOR}
        chat = Chat(str(-number), kind, -number, title, username, members)
        self._by_key[chat.key] = chat
        return chat

    def seen_by(self, account_id: int, chat_id: int) -> Chat | None:
        """The chat that `account_id` knows by `chat_id`: a peer's id, or a group's negative id."""
        if chat_id < 0:
            return self._by_key.get(str(chat_id))
        return self.find_private(account_id, chat_id)

    def named(self, username: str) -> Chat | None:
        """The public group or channel with this username (without @, in any case)."""
        wanted = username.lower()
        return next((c for c in self if c.username and c.username.lower() == wanted), None)

    def of(self, account_id: int) -> list[Chat]:
        """The chats this account is in, oldest first; deleted ones are left out."""
        return [chat for chat in self if chat.has(account_id) and not chat.deleted]


def private_key(one: int, other: int) -> str:
    """The key of the private chat of two accounts, whoever asks."""
    return f"{min(one, other)}+{max(one, other)}"
