"""Breaking lines (dàn dòng): where the ink of a paragraph is, estimated from the widths of Times New Roman.

Greedy breaking after spaces and hyphens, as Word does without hyphenation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from pipeline.lengths import MM_PER_POINT
from pipeline.reading.docx.docx_styles import Look
from pipeline.reading.docx.inline import Piece
from pipeline.reading.docx.layers import Tab
from pipeline.text.metrics import text_width

_TOKEN = re.compile(r"\n|\t| +|[^ \t\n\-–—]*[-–—]+|[^ \t\n\-–—]+")
_HYPHENS = "-–—"
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_MOST_WORDS = 20_000  # kept measured for each look
_MOST_CUTS = 1000  # lines that one word without blanks is cut into
_RAISED = 0.65  # a superscript's size by its line's
_LINE_PITCH = 1.15  # the height of a line of Times by its size
_SLACK = 0.05  # mm by which a word may stick out before it is taken to the next line


class Room(NamedTuple):
    """The space for a paragraph in mm from the page's left edge; `first`: indent of the first line relative to `left`."""

    left: float
    right: float
    first: float
    alignment: str
    tabs: tuple[Tab, ...]  # in mm from `left`
    default_tab: float
    origin: float  # of default tab stops: the column's left edge, in mm from `left`


class Span(NamedTuple):
    """A horizontal stretch of ink on a line, in mm."""

    left: float
    right: float


@dataclass(slots=True)
class Line:
    """One line: its ink and underlined stretches, in mm from the page's left edge."""

    ink: Span | None
    underlined: tuple[Span, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph broken into lines."""

    lines: tuple[Line, ...]

    @property
    def widest(self) -> tuple[float, float] | None:
        """The edges of the ink of the widest line."""
        inks = [line.ink for line in self.lines if line.ink is not None]
        if not inks:
            return None
        ink = max(inks, key=lambda span: span.right - span.left)
        return ink.left, ink.right

    @property
    def last_width(self) -> float:
        """The width of the ink of the last line, 0 where it has none."""
        ink = self.lines[-1].ink
        return ink.right - ink.left if ink is not None else 0.0

    @property
    def height(self) -> float:
        """The height in mm at single spacing."""
        return sum(line.height for line in self.lines)


class _Part(NamedTuple):
    width: float
    underlined: bool
    size: float


@dataclass(slots=True)
class _Atom:
    kind: str  # word, space, tab, newline
    parts: list[_Part] = field(default_factory=list)
    open: bool = True

    @property
    def width(self) -> float:
        return sum(part.width for part in self.parts)


class _Widths(dict[str, float]):
    """The widths in mm of words in one look, each measured once."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._size = look.size * (_RAISED if look.raised else 1)

    def __missing__(self, text: str) -> float:
        look = self._look
        points = text_width(text, self._size, bold=look.bold, italic=look.italic) * look.scale
        found = max(points + look.spread * len(text), 0.0) * MM_PER_POINT
        if len(self) < _MOST_WORDS:
            self[text] = found
        return found


@lru_cache(maxsize=200)
def _widths(look: Look) -> _Widths:
    return _Widths(look)


def _atoms(pieces: list[Piece]) -> Iterator[_Atom]:
    word: _Atom | None = None
    for piece in pieces:
        widths = _widths(piece.look)
        for found in _TOKEN.findall(piece.text):
            part = _Part(widths[found], piece.look.underline, piece.look.size)
            if found in "\t\n" or found[0] == " ":
                if word is not None:
                    yield word
                    word = None
                kind = {"\t": "tab", "\n": "newline"}.get(found, "space")
                yield _Atom(kind, [part if kind == "space" else part._replace(width=0.0)])
                continue
            if word is not None and not word.open:
                yield word
                word = None
            if word is None:
                word = _Atom("word")
            word.parts.append(part)
            word.open = found[-1] not in _HYPHENS
    if word is not None:
        yield word


class _Setter:
    """Puts atoms into lines."""

    def __init__(self, room: Room, size: float) -> None:
        self._room = room
        self._size = size
        self._lines: list[Line] = []
        self._ink: list[tuple[float, float, bool]] = []  # left, right, underlined; from `room.left`
        self._blanks: list[tuple[float, float, bool]] = []
        self._start = room.first
        self._pen = room.first
        self._tallest = 0.0
        self._tabbed = False

    def set(self, atoms: Iterator[_Atom]) -> Printed:
        pending = list(atoms)
        for index, atom in enumerate(pending):
            if atom.kind == "newline":
                self._end(last=True)
            elif atom.kind == "tab":
                self._tab(pending, index)
            elif atom.kind == "space":
                self._advance(atom, self._blanks)
            else:
                self._word(atom)
        self._end(last=True)
        return Printed(tuple(self._lines))

    def _word(self, atom: _Atom) -> None:
        limit = self._room.right - self._room.left + _SLACK
        if self._ink and self._pen + atom.width > limit:
            self._end(last=False)
        self._ink += self._blanks
        self._blanks = []
        self._advance(atom, self._ink)
        whole_line = max(limit - self._start, 1.0)
        while self._pen > limit and self._pen - self._start > whole_line and len(self._lines) < _MOST_CUTS:
            rest = self._pen - limit  # a word wider than the line is cut where the line ends
            self._ink = [(left, min(right, limit), underlined) for left, right, underlined in self._ink]
            self._end(last=False)
            self._ink = [(self._start, self._start + rest, False)]
            self._pen = self._start + rest

    def _advance(self, atom: _Atom, onto: list[tuple[float, float, bool]]) -> None:
        for part in atom.parts:
            onto.append((self._pen, self._pen + part.width, part.underlined))
            self._pen += part.width
            self._tallest = max(self._tallest, part.size)

    def _tab(self, atoms: list[_Atom], index: int) -> None:
        stop = self._stop()
        if stop is None:
            self._end(last=False)
            return
        follows = 0.0
        if stop.kind in {"center", "right"}:
            for at in range(index + 1, len(atoms)):
                if atoms[at].kind in {"tab", "newline"}:
                    break
                follows += atoms[at].width
        start, underlined = self._pen, atoms[index].parts[0].underlined
        share = {"center": 0.5, "right": 1.0}.get(stop.kind, 0.0)
        self._pen = max(self._pen, stop.position - share * follows)
        self._blanks.append((start, self._pen, underlined))
        self._tabbed = True

    def _stop(self) -> Tab | None:
        room = self._room
        own = sorted(tab for tab in room.tabs if tab.kind not in {"clear", "bar"})
        if room.first < 0 and self._pen < -_SLACK and not any(self._pen < tab.position < 0 for tab in own):
            return Tab(0.0, "left")
        for tab in own:
            if tab.position > self._pen + _SLACK:
                return tab
        step = max(room.default_tab, 1.0)
        count = int((self._pen + _SLACK - room.origin) // step) + 1
        position = room.origin + count * step
        return Tab(position, "left") if position < room.right - room.left or not self._ink else None

    def _end(self, *, last: bool) -> None:
        room = self._room
        used = self._ink[-1][1] if self._ink else self._start
        underlined_blanks = [span for span in self._blanks if span[2]]
        if underlined_blanks:
            used = max(used, underlined_blanks[-1][1])
        free = room.right - room.left - used
        shift = {"center": free / 2, "right": free}.get(room.alignment, 0.0)
        ink = _trimmed(self._ink)
        at = room.left + shift
        if room.alignment == "justify" and not last and ink is not None and not self._tabbed:
            ink = Span(ink.left, max(ink.right, room.right - room.left))
        spans = tuple(
            Span(at + left, at + right) for left, right, underlined in (*self._ink, *underlined_blanks) if underlined
        )
        height = (self._tallest or self._size) * _LINE_PITCH * MM_PER_POINT
        self._lines.append(Line(None if ink is None else Span(at + ink.left, at + ink.right), _joined(spans), height))
        self._ink, self._blanks, self._tallest, self._tabbed = [], [], 0.0, False
        self._start = self._pen = 0.0


def _trimmed(ink: list[tuple[float, float, bool]]) -> Span | None:
    seen = [span for span in ink if span[1] > span[0]]
    return Span(seen[0][0], seen[-1][1]) if seen else None


def _joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.left <= joined[-1].right + _SLACK:
            joined[-1] = Span(joined[-1].left, max(joined[-1].right, span.right))
        elif span.right > span.left:
            joined.append(span)
    return tuple(joined)


_Unit = tuple[float, float] | None  # the blank before a word and the word's width; None for a line break


def _units(pieces: list[Piece]) -> list[_Unit]:
    """The words of text without tabs, between which a line may break."""
    units: list[_Unit] = []
    blank, unfinished = 0.0, False
    for piece in pieces:
        widths = _widths(piece.look)
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                units.append(None)
                blank, unfinished = 0.0, False
            for index, word in enumerate(part.split(" ")):
                if index:
                    blank, unfinished = blank + widths[" "], False
                for token in _TOKEN.findall(word) if _HYPHEN.search(word) else (word,) if word else ():
                    last = units[-1] if unfinished else None
                    if last is not None:
                        units[-1] = (last[0], last[1] + widths[token])
                    else:
                        units.append((blank, widths[token]))
                    blank, unfinished = 0.0, token[-1] not in _HYPHENS
    return units


def _set_plain(pieces: list[Piece], room: Room, size: float) -> Printed:
    """Break text without tabs and underlining into lines: the common case, in one pass."""
    limit = room.right - room.left + _SLACK
    height = max((piece.look.size for piece in pieces), default=size) * _LINE_PITCH * MM_PER_POINT
    lines: list[Line] = []
    inks: list[tuple[Span | None, bool]] = []
    pen, left = room.first, -1.0
    inked = False
    for unit in _units(pieces):
        if unit is None:
            inks.append((Span(left, pen) if inked else None, True))
            pen, inked = 0.0, False
            continue
        blank, width = unit
        if inked and pen + blank + width > limit:
            inks.append((Span(left, pen), False))
            pen, inked, blank = 0.0, False, 0.0
        if not inked:
            left, inked = pen + blank, True
        pen += blank + width
        while pen > limit > 1.0 and len(inks) < _MOST_CUTS:  # a word wider than the line is cut
            inks.append((Span(left, limit), False))
            pen, left = pen - limit, 0.0
    inks.append((Span(left, pen) if inked else None, True))
    share = {"center": 0.5, "right": 1.0}.get(room.alignment, 0.0)
    width = room.right - room.left
    for ink, last in inks:
        if ink is None:
            lines.append(Line(None, (), height))
            continue
        filled = width if room.alignment == "justify" and not last else ink.right
        at = room.left + share * (width - ink.right)
        lines.append(Line(Span(at + ink.left, at + max(filled, ink.right)), (), height))
    return Printed(tuple(lines))


def set_lines(pieces: list[Piece], room: Room, size: float) -> Printed:
    """Break a paragraph into lines; `size`: the font size of its mark, which gives an empty line its height."""
    if any(piece.look.underline or "\t" in piece.text for piece in pieces):
        return _Setter(room, size).set(_atoms(pieces))
    return _set_plain(pieces, room, size)
