"""The words that say whose price a number is: that of one who buys alone, or that of a group of so many."""

import re
from dataclasses import dataclass
from functools import lru_cache

from catalog.captions.amounts import amount_pattern
from catalog.captions.counts import SIZE
from catalog.captions.writing import PARTING

_PEOPLE = r"(?:people|persons?|ppl|friends|buyers|members|pax|of us)(?![a-z])"
_SOLO = (
    r"(?<![a-z])(?:alone|solo|single(?: price)?|individual(?:ly)?|(?:on|by) (?:your|its|my)(?: own|self)|by yourself"
    r"|regular(?:ly)?(?: price)?|normal(?:ly)?(?: price)?|usual(?:ly)?(?: price)?|list price|full price"
    r"|retail(?: price)?|rrp)(?![a-z])"
    r"|单独(?:购买|下单|买|购)?价?|单人(?:购买|购|买)?价?|单[买购点瓶份盒袋件罐包箱个]价?|单价|原价|零售价?|市场?价"
    r"|平时|平日|日常价?|正常价|一个?人[买购]|1个?人[买购]|自己买|直接买|散买"
)
_WAS = r"(?:(?<![a-z])(?:instead of|was|reg\.)(?![a-z])|原价)[ :]*"
_TOTAL = r"(?<![a-z])(?:in total|total|altogether|all together)(?![a-z])|总共|一共|总价|合计|共计?"
_EACH = (
    r"(?<![a-z])(?:each|per (?:person|head)|a head|apiece|pp)(?![a-z])|每人|每位|各付|各|人均"
    r"|/ ?(?:person|pers\.?|head|人|位|份|件|瓶)|(?<=[团拼购价])一人"
)
_GLUE = (
    r"(?<![a-z])(?:only|just|price|is|at|pays?|get it|for)(?![a-z])|只要|只需|仅需|仅|只|特价|优惠|价格?|的话|[是为付]"
    r"|[:=(){}~+\-]|\s"
)
_MOST = r"up to|max(?:imum|\.)?|at most|no more than|room for|places for"
_NEXT = r"(?= ?(?:$|[^\w\s.,'-]|[,.;](?!\d)|\n|\d|(?:each|or|and|until|till?|from|max|open|only)(?![a-z])))"
_SIZED = (
    r"(?:(?<![a-z])(?:(?:in|as|for|with) )?(?:a )?(?:group|team)s? of"
    rf" (?:(?:at least|min(?:imum)?) |(?P<most_of>{_MOST}) )?(?P<of>{SIZE})(?: or more|\+)?(?: ?{_PEOPLE})?"
    r"|(?<![a-z])(?<!serves )(?<!feeds )(?:(?:for|with|from|if|when|needs?|in) )?"
    rf"(?:(?P<most_people>{_MOST}) |(?:at least|min(?:imum|\.)?) )?(?P<people>{SIZE})(?: or more|\+)?[ -]?{_PEOPLE}"
    r"(?: or more| minimum| min(?![a-z]))?(?P<most_after> max(?:imum)?(?![a-z]))?"
    rf"|(?<![a-z])for (?:at least )?(?P<bare>{SIZE})(?: or more|\+)?{_NEXT}"
    rf"|(?:(?<![a-z])(?:people|group size)[ :]+|(?:成团|拼团)?人数[ :]*)(?P<keyed>{SIZE})"
    r"|(?<!适合)(?<!供)(?<!每)(?<!单)"
    r"(?:(?P<most_han>最多|至多|上限|不超过|可容纳) ?|(?:最少|至少|起码|满|凑齐?|够|需|达到?) ?)?"
    rf"(?P<han>{SIZE}) ?[个位]?人(?:及?以上|起|满员)?"
    r"[一起同行即可就开成拼参组揪满享]{0,4}(?:团购?|拼单|拼|单|买|购)?价?)"
)
_GROUP = (
    r"(?<![a-z])(?:(?:in|as) )?(?:an? )?(?:group|team)(?: ?(?:buy|buying|purchase))?(?: price)?(?![a-z])"
    r"|(?<![a-z])(?:together|shared)(?![a-z])"
    r"|团购价?|拼团价?|拼单价?|团价|开团价?|成团价?|组团价?|合购价?|揪团价?|一起买|[拼团](?=[ :]*\d)"
)
_OTHER = r"[^\W\d_\u3400-\u9fff]+|\S"


@dataclass(frozen=True, slots=True)
class Size:
    """How many people a group has: `most` where that is its room and not what it needs."""

    words: str
    most: bool
    named: bool
    """Whether a word says that they are people; "for 3" alone does not."""


@lru_cache(maxsize=1)
def tokens() -> re.Pattern[str]:
    """What a line is made of: prices, labels, what may stand between them, and any other word."""
    was = re.sub(r"\?P<(before|number|after)>", r"?P<\1_was>", amount_pattern())
    kinds = {
        "parting": PARTING.pattern,
        "was": rf"{_WAS}{was}",
        "each": _EACH,
        "solo": _SOLO,
        "sized": _SIZED,
        "group": _GROUP,
        "total": _TOTAL,
        "amount": amount_pattern(),
        "glue": _GLUE,
        "other": _OTHER,
    }
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()))


def size_of(match: re.Match[str]) -> Size:
    """The number of people that a match of the kind `sized` names."""
    words = next(text for name in ("of", "people", "bare", "keyed", "han") if (text := match[name]))
    most = any(match[f"most_{name}"] for name in ("of", "people", "after", "han"))
    return Size(words, most, named=match["bare"] is None)
