"""The colours of charts: what they are drawn on, and the accents that a shop can choose."""

from collections.abc import Mapping
from dataclasses import dataclass

from charts.values import Frame, Tone

ACCENTS: Mapping[str, tuple[str, str]] = {
    "ember": ("#d9502f", "#ff8f66"),
    "gold": ("#a8720c", "#f0bb55"),
    "leaf": ("#2b7440", "#79cf92"),
    "teal": ("#0d6c79", "#62c3cf"),
    "indigo": ("#4150b5", "#9aa8ff"),
    "plum": ("#97377f", "#e591cf"),
}
"""Each on a light and on a dark ground; the first is the one of our sign."""


@dataclass(frozen=True, slots=True)
class Palette:
    """What a chart is drawn with."""

    ground: str
    ink: str
    faint: str
    line: str
    tones: Mapping[Tone, str]


def palette(frame: Frame) -> Palette:
    """The colours for this frame; an accent that nobody knows is the first."""
    accent = ACCENTS.get(frame.accent, ACCENTS["ember"])[frame.dark]
    if frame.dark:
        ground, greys = "#191d1c", ("#8d9693", "#4b5452")
        ink, faint, line = "#eceeec", "#a5aeab", "#343b39"
    else:
        ground, greys = "#ffffff", ("#6c7270", "#cfccc5")
        ink, faint, line = "#1d2322", "#5a615f", "#e4e0d8"
    tones: Mapping[Tone, str] = {
        "accent": accent,
        "soft": mixed(accent, ground, 0.45),
        "dark": greys[0],
        "pale": greys[1],
    }
    return Palette(ground, ink, faint, line, tones)


def mixed(over: str, under: str, share: float) -> str:
    """So much of one colour on another, as "#rrggbb"."""
    pairs = zip(_parts(over), _parts(under), strict=True)
    return "#" + "".join(f"{round(one * share + two * (1 - share)):02x}" for one, two in pairs)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))
