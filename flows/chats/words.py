"""Words said in a group chat that may mean something to us although they address nobody."""

import re

LONGEST = 60
"""Characters; whoever says more than that talks to the others."""

_ORDER = re.compile(r"[+＋]\s*\d")
_ASKED = frozenset(("list", "leave", "列表", "名单", "名單", "接龙", "接龍", "退出", "取消"))


def is_ours(text: str) -> bool:
    """Whether words such as "+1", "+2 blue L", "退出" and "列表" may be meant for us: short, on one line."""
    words = text.strip()
    if len(words) > LONGEST or "\n" in words:
        return False
    return _ORDER.match(words) is not None or words.lower() in _ASKED
