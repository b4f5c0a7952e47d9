"""What is said in a group chat about a group buy, in a few words: +1, +2 blue L, 退出, 列表, an invite's link."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from catalog import numerals
from catalog.typed import plain
from flows.quantities import Unfit

LONGEST = 60
"""Characters; whoever says more than that talks to the others."""

FEW = 4
SHORT = 30
"""Words, and characters, that name a variant at most where they are to answer a question."""

_SIGNS = str.maketrans("➕➖", "+-")
_ORDER = re.compile(rf"(?:\+|加)\s*(\d+|{numerals.CHINESE})(?P<rest>.*)")
_OUT_OF = re.compile(
    r"-\s*(\d{1,6})(?:\s*(?:for\s+|[帮幫给給替代])?(?P<friend>[^\W\d_].*))?", re.IGNORECASE
)
_OUT_FOR = re.compile(
    r"(?:out|leave|cancel)\s+for\s+(?P<english>[^\W\d_].*)"
    r"|(?:退出|退团|退團|取消|退)(?:\s*[帮幫给給替代]\s*|\s+)(?P<chinese>[^\W\d_][^,;]{0,30})"
    r"|(?:退出|退团|退團|取消|退)(?P<own>我自己的|我的|自己的|我)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:我|想|要|申请|申請|怎么|怎麼|如何|可以|能|请|請|帮我|幫我)*\s*"
    r"(?:退\s*(?:款|货|貨|钱|錢)|取消\s*(?:我的)?(?:订单|訂單))\s*(?:了|吗|嗎|啊|呢)*"
    r"|(?:i want |can i get |give me )?(?:a |the |my )?(?:refund|money back)"
)
_NOBODY = frozenset(["款", "货", "貨", "钱", "錢", "订单", "訂單", "群", "了"])
_FRACTION = re.compile(r"[.,/]\s*\d")
_MEASURE = re.compile(
    r"\s*(?:(?:x|×|\*|pcs?|pieces?|units?)(?![a-z0-9])\.?"
    r"|[件个個份箱包瓶盒斤袋套只隻条條双雙张張罐组組位人枚支杯](?![a-z]))?",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:for|on behalf of)\s+(?P<english>\w.*)|[帮幫给給替代](?P<chinese>[^\W\d_][^,;]{0,30})",
    re.IGNORECASE,
)
_AROUND = " ,.;:!?。！，、~～"
_SELF = frozenset(("me", "myself", "us", "我", "我的", "自己", "我自己", "自己的", "我自己的"))
_KIN_SAID = (
    "mum mom mama dad papa grandma grandpa wife husband sister brother friend neighbour neighbor "
    "妈妈 媽媽 妈 媽 爸爸 爸 奶奶 爷爷 爺爺 外婆 外公 老婆 老公 姐姐 姊姊 妹妹 哥哥 弟弟 朋友 同事 邻居 鄰居"
)
_KIN = frozenset(_KIN_SAID.split(" "))
_POLITE = re.compile(
    r"\b(?:please|pls|plz|thanks|thank you|thx|ty|me too)\b"
    r"|谢谢|謝謝|麻烦了?|麻煩了?|感谢|感謝|团长|團長|[吧啦哦喔呀]$",
    re.IGNORECASE,
)
_WHO = frozenset(
    ("list", "the list", "who", "who is in", "who's in", "列表", "名单", "名單", "接龙", "接龍")
)
_OUT = frozenset(
    ("out", "i'm out", "leave", "cancel", "退", "退出", "退团", "退團", "取消", "不要了", "我退出")
)
_LINK = re.compile(
    r"(?:t\.me|telegram\.me|telegram\.dog)/\w{3,40}\?start(?:group)?=([A-Za-z0-9_-]{8,64})(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Order:
    """So many of something; `choice`: which, in their words. `friend`: for whom, "" for themselves."""

    quantity: int | Unfit = 1
    choice: str = ""
    friend: str = ""


@dataclass(frozen=True, slots=True)
class Out:
    """Somebody does not want any more; `fewer`: so many of theirs, 0 for all. `friend`: for whom, as in an order."""

    fewer: int = 0
    friend: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody asks who is in."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An invite's link was passed on; `token` is what it carries."""

    token: str


@dataclass(frozen=True, slots=True)
class MoneyBack:
    """Somebody speaks of money or goods going back, not of leaving a group buy."""


Meaning: TypeAlias = Order | Out | Who | Linked | MoneyBack


def is_ours(text: str) -> bool:
    """Whether words that address nobody may be meant for us: short and on one line, or with a link of ours in them."""
    return read(text) is not None


def may_answer(text: str) -> bool:
    """Whether words may be the answer to "Which one?": a few, on one line, with a letter or a digit among them."""
    words = text.strip()
    few = 0 < len(words) <= SHORT and len(words.split()) <= FEW and "\n" not in words
    return few and not words.startswith("/") and any(map(str.isalnum, words))


def read(text: str) -> Meaning | None:
    """What these words mean; None where they are talk among people."""
    link = _LINK.search(text[:1024])
    if link is not None:
        return Linked(link[1])
    words = text.strip()
    if not 0 < len(words) <= LONGEST or "\n" in words:
        return None
    said = plain(words.translate(_SIGNS))
    bare = said.strip(" .!?。！？~～").casefold()
    if bare in _WHO:
        return Who()
    if _MONEY.fullmatch(_bare(bare)):
        return MoneyBack()
    return Out() if bare in _OUT else _out(said.strip(" .!?。！？~～")) or order(said)


def _out(bare: str) -> Out | None:
    """Out of it, by a number or for somebody: "-1", "-1 mum", "退出 妈妈"."""
    fewer = _OUT_OF.fullmatch(bare)
    if fewer is not None:
        friend = fewer["friend"] or ""
        return _out_for(int(fewer[1]), "" if _MEASURE.fullmatch(friend.casefold()) else friend)
    whose = _OUT_FOR.fullmatch(bare)
    return None if whose is None else _out_for(0, whose[whose.lastgroup or 0])


def _out_for(fewer: int, said: str) -> Out | None:
    """Whose place it is; None where the words cannot be a friend's name."""
    friend = _bare(said)
    if friend in _NOBODY:
        return None
    return Out(fewer, "" if friend.casefold() in _SELF else friend)


def order(said: str) -> Order | None:
    """An order in plain words, such as "+2 blue l"; None where it begins with no plus."""
    match = _ORDER.fullmatch(said)
    if match is None:
        return None
    rest = match["rest"]
    if _FRACTION.match(rest):
        return Order(Unfit.NOT_WHOLE)
    quantity = _whole(match[1])
    return _wish(quantity, _MEASURE.sub("", rest, count=1) if _MEASURE.match(rest) else rest)


def wish(words: str) -> Order:
    """What stands behind a command that orders: "2 blue L", "blue L", or nothing for one."""
    said = plain(words[:LONGEST].translate(_SIGNS))
    return order(said if said.startswith("+") else f"+{said}") or _wish(1, said)


def _wish(quantity: int | Unfit, rest: str) -> Order:
    friend = _FOR.search(rest)
    name = _bare((friend["english"] or friend["chinese"]) if friend is not None else "")
    choice = _bare(rest[: friend.start()] if friend is not None else rest)
    if name.casefold() in _SELF:
        name = ""
    elif not name and choice.casefold() in _KIN:
        name, choice = choice, ""
    return Order(quantity, choice, name)


def _bare(words: str) -> str:
    """The words without politeness and punctuation around them; "" where nothing is left to read."""
    left = " ".join(_POLITE.sub(" ", words.strip(_AROUND)).split()).strip(_AROUND)
    return left if any(map(str.isalnum, left)) else ""


def _whole(digits: str) -> int | Unfit:
    """The number that was said; the services say whether it is too much."""
    if not digits.isdecimal():
        number = numerals.chinese(digits)
        return Unfit.NO_NUMBER if number is None else number
    return int(digits) if len(digits) <= 6 else Unfit.TOO_MANY
