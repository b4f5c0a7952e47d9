"""Offers that are no group buy, found in a caption: they are named, and never half understood."""

import re
from collections.abc import Iterator

from catalog.captions.counts import COUNT, MEASURE, NOUN
from catalog.captions.findings import Finding, search
from catalog.captions.writing import Writing
from catalog.editing.drafting import Field, Why

_NOT_OURS = re.compile(
    "|".join(
        (
            rf"(?<![a-z])buy {COUNT},? ?(?:and )?get [^,;\n]*",
            rf"{COUNT} for the price of {COUNT}",
            r"(?<![a-z\d.,])(?:2|two|3|three) for (?:1|one)(?![a-z\d])",
            rf"{COUNT} ?\+ ?{COUNT} free",
            r"(?<![a-z])bogo(?![a-z])",
            r"(?<![a-z])(?:second|2nd)(?: one| item| piece)? (?:at )?(?:half(?: price)?|free|\d+ ?% off)",
            rf"{COUNT} {NOUN} for (?:[^\w\s] ?)?\d+(?:[.,]\d+)*(?! ?(?:\d|people|persons|ppl))(?: ?[^\w\s,;.])?",
            rf"(?<![\w.,])(?:[^\w\s] ?)?\d+(?:[.,]\d+)*(?: ?[^\w\s,;.])? for {COUNT} {NOUN}",
            rf"买{COUNT} ?{MEASURE}?[送赠][^,;\n\s]{{1,8}}",
            rf"满 ?{COUNT} ?(?:[元块圆]|{MEASURE})?[减送赠]{COUNT}? ?[元块圆]?",
            rf"满 ?{COUNT} ?[元块圆]包邮",
            rf"第(?:二|2|两){MEASURE}?(?:半价|免费|{COUNT}折)",
        )
    )
)
_PERCENT = re.compile(
    r"(?<![\d.,])\d+(?:[.,]\d+)? ?% ?(?:off|discount|less|cheaper)|-\d+ ?%|(?:\d(?:\.\d)?|[一二三四五六七八九]{1,2})折"
)


def find_refusals(writing: Writing) -> Iterator[Finding]:
    """Gifts and bundles, which no group buy has, and discounts, from which no price is reckoned unasked."""
    for match in search(writing, _NOT_OURS):
        yield Finding(Field.GROUP, Why.NOT_OURS, writing.words(*match.span()))
    for match in search(writing, _PERCENT):
        yield Finding(Field.GROUP, Why.UNREADABLE, writing.words(*match.span()))
