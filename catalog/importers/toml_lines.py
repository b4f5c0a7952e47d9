"""On which line of a TOML file each key stands: the standard parser does not tell, merchants need to know."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""(?P<text>"{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
    r"|(?P<comment>\#[^\n]*)|(?P<end>\n)|(?P<sign>[\[\]{}=,.])|(?P<word>[^\s\[\]{}=,.\"'#]+)",
    re.DOTALL | re.VERBOSE,
)


def locate(text: str) -> Mapping[Path, int]:
    """Lines, from 1, by path: ("products", 2, "price"). The text must be valid TOML."""
    tokens = []
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "comment":
            tokens.append((match[0], line))
        line += match[0].count("\n")
    return _Walk(tokens).lines


@dataclass(slots=True)
class _Walk:
    """One pass over the tokens, from left to right."""

    tokens: list[tuple[str, int]]
    at: int = 0
    lines: dict[Path, int] = field(default_factory=dict)
    counts: dict[Path, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        table: Path = ()
        while self._skip("\n"):
            if self._see("["):
                table = self._heading()
            else:
                self._pair(table)

    def _heading(self) -> Path:
        """A table's own line. An array's table counts, and paths through the array lead to its latest one."""
        line = self.tokens[self.at][1]
        is_array = self.tokens[self.at + 1][0] == "["
        self.at += 1 + is_array
        path: Path = ()
        for key in self._key():
            path = self._latest((*path, key))
        if is_array:
            path = path[:-1] if isinstance(path[-1], int) else path
            self.counts[path] = self.counts.get(path, -1) + 1
            path = (*path, self.counts[path])
        self.at += 1 + is_array
        self.lines.setdefault(path, line)
        return path

    def _latest(self, path: Path) -> Path:
        return (*path, self.counts[path]) if path in self.counts else path

    def _pair(self, table: Path) -> None:
        line = self.tokens[self.at][1]
        path = (*table, *self._key())
        self.at += 1
        for length in range(len(table) + 1, len(path) + 1):
            self.lines.setdefault(path[:length], line)
        self._value(path)

    def _key(self) -> list[str]:
        keys = []
        while not self._see("=") and not self._see("]"):
            if not self._see("."):
                keys.append(self.tokens[self.at][0].strip("\"'"))
            self.at += 1
        return keys

    def _value(self, path: Path) -> None:
        self.lines.setdefault(path, self.tokens[self.at][1])
        opening, _ = self.tokens[self.at]
        if opening == "{":
            self.at += 1
            while self._skip("\n", ",") and not self._see("}"):
                self._pair(path)
            self.at += 1
        elif opening == "[":
            self.at += 1
            place = 0
            while self._skip("\n", ",") and not self._see("]"):
                self._value((*path, place))
                place += 1
            self.at += 1
        else:
            while self.at < len(self.tokens) and self.tokens[self.at][0] not in {
                "\n",
                ",",
                "]",
                "}",
            }:
                self.at += 1

    def _skip(self, *signs: str) -> bool:
        """Past all of these; whether anything is left."""
        while self.at < len(self.tokens) and self.tokens[self.at][0] in signs:
            self.at += 1
        return self.at < len(self.tokens)

    def _see(self, sign: str) -> bool:
        return self.tokens[self.at][0] == sign
