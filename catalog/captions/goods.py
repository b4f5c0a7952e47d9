"""How many units there are and how many one person may buy, found in a caption."""

from collections.abc import Iterator

from catalog.captions.counts import (
    GOODS_UNIT,
    LENGTH_UNIT,
    MANY,
    MEASURE,
    THINGS,
    read_count,
)
from catalog.captions.findings import Finding, any_of, number_in, search, search_pieces
from catalog.captions.writing import Writing
from catalog.editing.drafting import Field, Why

_N = f"(?P<n>{MANY})"
_WHO = r"(?: ?(?:each|apiece|per (?:person|customer|buyer|head|shopper)|a (?:person|head)|/ ?(?:person|人))(?![a-z]))"
_MOST = (
    r"(?<![a-z])(?:max(?:imum|\.)?|limit(?:ed to)?|up to|at most|no more than|only)(?: of)?[ :]*"
)
_LIMIT = any_of(
    [
        rf"{_MOST}{_N}{THINGS}?{_WHO}",
        rf"{_N}{THINGS}?{_WHO},? ?(?:max(?:imum)?|limit|at most)(?![a-z])",
        rf"(?<![a-z])(?:max(?:imum)?|limit){_WHO}[ :]*{_N}{THINGS}?",
        rf"(?<![a-z])limit(?: of)?[ :]*{_N}{THINGS}?(?![a-z])",
        rf"(?:每人|每位|每个人|一人)(?:限购|限买|限|最多可?[买购拍]?买?)[ :]*{_N} ?{MEASURE}?",
        rf"限[购买][ :]*{_N} ?{MEASURE}?",
        rf"(?:每人|每位|一人){_N} ?{MEASURE}(?:封顶|为限|以内)",
        rf"(?:每人|每位)限量[ :]*{_N} ?{MEASURE}?",
    ]
)
_LIMIT_OR_NOT = any_of(
    [
        rf"{_MOST}{_N}{THINGS}?",
        rf"{_N}{THINGS}{_WHO}",
        rf"(?:最多|限)[ :]*{_N} ?{MEASURE}?",
        rf"(?:每人|每位|一人){_N} ?{MEASURE}",
    ]
)
_STOCK = any_of(
    [
        rf"(?<![a-z])(?:in stock|stock|quantity|qty|inventory)(?: is)?[ :=]*{_N}{THINGS}?",
        rf"{_N}{THINGS}?(?: are| still)? (?:in stock|available|left|for sale)(?![a-z])",
        rf"{_N}{THINGS} (?:in total|total|altogether)(?![a-z])",
        rf"{_N} ?{MEASURE}(?:库存|现货)",
        rf"(?:库存|现货|限量|备货|总量)[有仅只共为]?[ :]*{_N} ?{MEASURE}?",
        rf"(?:[总一]?共有?|仅剩?|只剩?下?|只有|还[剩有]|剩余?|余|数量)[ :]*{_N} ?{MEASURE}",
    ]
)
_STOCK_SOMEHOW = any_of([r"(?:(?<![a-z])stock|qty|库存|现货|限量)[ :=]*(?P<n>-?[\d.,]*\d)"])
_STOCK_ALONE = any_of(
    [
        rf"(?!一{MEASURE})(?:only |just |the last )?{_N}{THINGS}(?: only| left)?",
        rf"(?!一{MEASURE}){_N} ?{MEASURE}",
    ]
)
_STOCK_OR_NOT = any_of(
    [rf"(?:only |just )?{_N} (?!{GOODS_UNIT}|{LENGTH_UNIT}|people|persons)[a-z]{{2,}}s"]
)


def find_limit(writing: Writing) -> Iterator[Finding]:
    """Units per person."""
    for match in search(writing, _LIMIT):
        value = read_count(number_in(match))
        said = writing.words(*match.span())
        yield Finding(Field.LIMIT, Why.UNREADABLE if value is None else value, said)


def find_stock(writing: Writing) -> Iterator[Finding]:
    """Units in all, where a word says so."""
    for match in search(writing, _STOCK):
        value = read_count(number_in(match))
        said = writing.words(*match.span())
        yield Finding(Field.STOCK, Why.UNREADABLE if value is None else value, said)
    for match in search(writing, _STOCK_SOMEHOW):
        yield Finding(Field.STOCK, Why.UNREADABLE, writing.words(*match.span()))


def find_bare_goods(writing: Writing, start: int) -> Iterator[Finding]:
    """Units in all where a number of things stands by itself ("40 bottles"), and what may be that or not."""
    for match in search_pieces(writing, _STOCK_ALONE, start):
        value = read_count(number_in(match))
        said = writing.words(*match.span())
        yield Finding(Field.STOCK, Why.UNREADABLE if value is None else value, said)
    for field, pattern in ((Field.LIMIT, _LIMIT_OR_NOT), (Field.STOCK, _STOCK_OR_NOT)):
        for match in search_pieces(writing, pattern, start):
            yield Finding(field, Why.TWO, writing.words(*match.span()))
