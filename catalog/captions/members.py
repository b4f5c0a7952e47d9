"""Who may join, found in a caption: a group of newcomers says so in plain words."""

import re
from collections.abc import Iterator

from catalog.captions.findings import Finding, search
from catalog.captions.writing import Writing
from catalog.editing.drafting import Field

_WHO = r"(?:customers?|members?|buyers?|shoppers?|users?)"
_NEWCOMERS = re.compile(
    rf"(?<![a-z])(?:(?:only |just )(?:for )?new {_WHO}|(?:for )?new {_WHO} only|(?:for )?newcomers only"
    r"|only (?:for )?newcomers|(?:joiners|members) must be new)(?![a-z])"
    r"|老(?:客户?)?[带帶]新(?:客户?)?团?"
    r"|(?:仅限|只限|限)新(?:客户?|用户|顾客|会员|朋友)(?:参[团加]|加入|购买|拼团)?"
    r"|新(?:客户?|用户|顾客|会员)(?:专享|专属|才能参[团加]|才可参[团加])|新客团"
)


def find_newcomers(writing: Writing) -> Iterator[Finding]:
    """A group that only people new to the shop may join."""
    for match in search(writing, _NEWCOMERS):
        yield Finding(Field.NEWCOMERS, True, writing.words(*match.span()))
