"""What a client does with a link: Telegram's own ones lead to chats, shares and invoices."""

from urllib.parse import parse_qs, urlsplit

from sandbox.acts.outcomes import (
    Browsed,
    ChatOpened,
    GroupAsked,
    JoinOffered,
    NothingHappened,
    Outcome,
    PayOffered,
    ShareOffered,
)
from sandbox.acts.starting import PAYLOAD
from sandbox.world.world import World

HOSTS = frozenset({"t.me", "telegram.me", "www.t.me"})


def open_link(world: World, person_id: int, url: str) -> Outcome:
    """Follow a link; nothing is sent by that. Web pages are only named, never fetched."""
    world.people.get(person_id)
    parts = urlsplit(url if "://" in url else f"https://{url}")
    words = {
        name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()
    }
    if parts.scheme == "tg":
        return _open_tg(world, person_id, parts.netloc, words)
    if parts.hostname not in HOSTS:
        return Browsed(url)
    path = parts.path.strip("/")
    if path in {"share/url", "share"}:
        return _share(words)
    if path.startswith("$"):
        return _invoice(world, path[1:])
    return _open_name(world, person_id, path.split("/")[0], words)


def _open_tg(world: World, person_id: int, action: str, words: dict[str, str]) -> Outcome:
    match action:
        case "resolve":
            return _open_name(world, person_id, words.get("domain", ""), words)
        case "msg_url" | "msg":
            return _share(words)
        case "invoice":
            return _invoice(world, words.get("slug", ""))
        case "user" if words.get("id", "").isdecimal() and int(words["id"]) in world.people:
            return ChatOpened(int(words["id"]))
        case _:
            return NothingHappened("This link leads nowhere.")


def _share(words: dict[str, str]) -> Outcome:
    text = "\n".join(part for part in (words.get("url", ""), words.get("text", "")) if part)
    return ShareOffered(text) if text else NothingHappened("This link leads nowhere.")


def _invoice(world: World, slug: str) -> Outcome:
    if world.invoice_links.behind(slug) is None:
        return NothingHappened("This invoice does not exist.")
    return PayOffered(None, None, slug)


def _open_name(world: World, person_id: int, name: str, words: dict[str, str]) -> Outcome:
    bot = world.bots.named(name)
    if bot is not None:
        if "startgroup" in words or "startchannel" in words:
            admin = "admin" in words or "startchannel" in words
            return GroupAsked(bot.id, words.get("startgroup", ""), admin)
        chat = world.chats.find_private(person_id, bot.id)
        payload = words.get("start", "")
        if PAYLOAD.fullmatch(payload):
            return ChatOpened(bot.id, payload)
        return ChatOpened(bot.id, None if chat and chat.started else "")
    person = world.people.named(name)
    if person is not None:
        return ChatOpened(person.id)
    room = world.chats.named(name)
    if room is None or room.deleted:
        return NothingHappened("Nobody has this username.")
    return ChatOpened(room.id) if room.has(person_id) else JoinOffered(room.id)
