"""The paper that a chart is drawn on: its title, its notes, and places measured in pixels from the top left."""

from io import BytesIO
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from charts.colours import Palette, palette
from charts.lettering import known, letters
from charts.values import Frame, Tone

WIDTH = 1080
MARGIN = 56
TITLE, WORDS, SMALL = 54, 36, 31
"""Pixels: on a phone's screen of 360 points, a third of these."""

_DPI = 72.0
"""At which a point is a pixel."""

Side = Literal["left", "center", "right"]


class Sheet:
    """A sheet of `WIDTH` by `height` pixels with a chart's frame on it; `top` is where the room below that begins."""

    def __init__(self, frame: Frame, height: int) -> None:
        self.frame = frame
        self.height = height
        self.colours: Palette = palette(frame)
        self._figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI)
        canvas = FigureCanvasAgg(self._figure)
        self._renderer: RendererAgg = canvas.get_renderer()  # type: ignore[no-untyped-call]  # matplotlib's own gap
        self._figure.set_facecolor(self.colours.ground)
        self.top = MARGIN
        self._head()

    def _head(self) -> None:
        self.write(self.frame.title, MARGIN, self.top + 30, TITLE, room=WIDTH - 2 * MARGIN)
        self.top += 80
        for note in self.frame.notes:
            self.write(note, MARGIN, self.top + 14, SMALL, self.colours.faint)
            self.top += 46
        if self.frame.foot:
            self.write(self.frame.foot, MARGIN, self.height - 42, SMALL - 3, self.colours.faint)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        size: float = WORDS,
        colour: str | None = None,
        side: Side = "left",
        *,
        room: float = 0,
    ) -> float:
        """Write on one line whose middle is at `y`, and give its width; what is wider than `room` is made smaller."""
        said = self._figure.text(
            x / WIDTH,
            1 - y / self.height,
            known(text),
            color=colour or self.colours.ink,
            ha=side,
            va="center_baseline",
            fontproperties=letters(self.frame.language, size),
            parse_math=False,
        )
        most = room or WIDTH - 2 * MARGIN
        width = self._width(said)
        if width > most:
            said.set_fontproperties(letters(self.frame.language, max(20.0, size * most / width)))
            width = self._width(said)
        return width

    def _width(self, said: Text) -> float:
        return float(said.get_window_extent(self._renderer).width)

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes without anything on them."""
        found = self._figure.add_axes(
            (left / WIDTH, 1 - (top + height) / self.height, width / WIDTH, height / self.height)
        )
        found.set_axis_off()
        return found

    def bar(self, left: float, top: float, width: float, height: float, tone: Tone) -> None:
        """Fill a place with one of the colours."""
        place = self.axes(left, top, width, height)
        place.set_xlim(0, 1)
        place.set_ylim(0, 1)
        place.fill_between([0, 1], [1, 1], color=self.colours.tones[tone], linewidth=0)

    def png(self) -> bytes:
        """The sheet as a PNG."""
        out = BytesIO()
        self._figure.savefig(out, format="png", dpi=_DPI, facecolor=self.colours.ground)
        return out.getvalue()
