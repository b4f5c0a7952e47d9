"""Whom an order in a group chat is for, where the words themselves tell: "+1 我妈", "+1 帮奶奶 白色L"."""

from collections.abc import Sequence
from dataclasses import replace

from catalog import naming
from catalog.naming import Named
from flows.chats.phrases import Order

_SAID = (
    "mum mom mommy mummy mama mother dad daddy papa father grandma granny grandpa wife husband sister brother "
    "son daughter aunt uncle boyfriend girlfriend "
    "妈 妈妈 媽 媽媽 爸 爸爸 老妈 老媽 老爸 奶奶 爷爷 爺爺 外婆 外公 姥姥 姥爷 姥爺 阿嬤 阿公 老公 老婆 先生 太太 "
    "姐 姐姐 姊 姊姊 妹 妹妹 哥 哥哥 弟 弟弟 儿子 兒子 女儿 女兒 闺女 姑姑 阿姨 舅舅 叔叔 婆婆 公公 岳母 岳父 "
    "男友 女友 閨女"
)
_RELATIONS = frozenset(_SAID.split())


def is_relation(words: str) -> bool:
    """Whether that is how people call somebody of theirs: "Mum", "my wife", 我妈."""
    said = words.casefold()
    return said.removeprefix("my ").removeprefix("我的").removeprefix("我") in _RELATIONS


def told(wish: Order) -> Order:
    """The same order with whom it is for, where a word at either end of the choice is somebody of theirs."""
    words = wish.choice.split()
    if wish.friend or not words:
        return wish
    for friend, rest in _ends(words):
        if is_relation(" ".join(friend)):
            return replace(wish, friend=" ".join(friend), choice=" ".join(rest))
    return wish


def parted(wish: Order, variants: Sequence[Named]) -> Order:
    """The same where words at either end of the friend's name are a variant's: the variant is those."""
    words = wish.friend.split()
    if wish.choice:
        return wish
    for friend, rest in _ends(words):
        if rest and naming.meant(variants, " ".join(rest)):
            return replace(wish, friend=" ".join(friend), choice=" ".join(rest))
    return wish


def _ends(words: Sequence[str]) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Each way of having some words at the start, or at the end, and the others; the fewest first."""
    some = range(1, len(words) + 1)
    return [
        one
        for many in some
        for one in ((words[:many], words[many:]), (words[-many:], words[:-many]))
    ]
