"""Joining lines to paragraphs (đoạn văn): lines that were wrapped, also across the end of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.lengths import MM_PER_POINT
from pipeline.reading.pdf.ink import Line
from pipeline.reading.pdf.reading_order import Column, ColumnKind, Room

FONT_HEIGHT = 1.15  # of the size: a single-spaced line of Times
_EXTRA = 3.0 * MM_PER_POINT  # mm beyond the usual pitch that part two paragraphs
_LOOSEST = 1.6  # single lines: the widest spacing where none is known
_SNUG = 1.3
_INDENT = 3.0  # mm
_ALIGNED = 1.0  # mm
_EDGE = 1.2  # mm
_SPARE = 0.6  # mm that a line may lack for one more word
_SAME_SIZE = 0.6  # pt
_HANG = 16.0  # mm
_END = re.compile(r"[.;:!?/]\W*$")
_MARKER = re.compile(
    r"^(?:[-+*•–—▪●○]\s|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zđ]|[IVXLC]{1,6})[.)/]\s"
    r"|(?:Điều|Chương|Mục|Phần|Phụ lục)\s+[\dIVXLC]+)"
)


@dataclass(eq=False)
class Draft:
    """The lines of one paragraph, its column on its first page, and the edges of the space for it."""

    lines: list[Line]
    column: Column
    left: float
    right: float
    gap: float | None = None  # mm from the last baseline of the one before in its column, None where it is the first
    before: Draft | None = None

    @property
    def last(self) -> Line:
        """The last line so far."""
        return self.lines[-1]


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits of the running text: its line pitch in ems, and whether paragraphs begin with an indent."""

    pitch: float | None
    indented: bool


def habits_of(columns: Sequence[Column], rooms: Mapping[int, Room]) -> Habits:
    """The habits of the running text, from the lines over the whole width."""
    pitches: list[float] = []
    starts = flush = 0
    for column in columns:
        if column.kind is not ColumnKind.PAGE:
            continue
        room = rooms[column.page]
        for before, line in zip(column.lines, column.lines[1:], strict=False):
            full = before.right >= room.right - _EDGE
            if full and abs(line.left - room.left) < _EDGE and abs(before.size - line.size) < _SAME_SIZE:
                pitches.append((line.baseline - before.baseline) / line.em)
            if line.right >= room.right - _EDGE and line.left - room.left > _INDENT:
                starts += 1
            elif not full and line.right >= room.right - _EDGE and abs(line.left - room.left) < _EDGE:
                flush += 1
    pitches = [pitch for pitch in pitches if FONT_HEIGHT * 0.7 <= pitch <= FONT_HEIGHT * 3.2]
    return Habits(median(pitches) if pitches else None, starts > flush)


def drafts_of(columns: Sequence[Column], rooms: Mapping[int, Room], sections: Mapping[int, int]) -> list[Draft]:
    """The paragraphs of all columns in reading order; `rooms` and `sections` by page."""
    habits = habits_of(columns, rooms)
    drafts: list[Draft] = []
    before: Column | None = None
    for column in columns:
        left, right = _room(column, rooms[column.page])
        found = _column_drafts(column, left, right, habits)
        if (
            drafts
            and before is not None
            and column.kind is before.kind is ColumnKind.PAGE
            and column.page == before.page + 1
            and sections.get(column.page) == sections.get(before.page)
            and _runs_over(drafts[-1], found[0], habits)
        ):
            drafts[-1].lines += found[0].lines
            found = found[1:]
        drafts += found
        before = column
    return drafts


def _room(column: Column, room: Room) -> tuple[float, float]:
    left = room.left if column.left is None else column.left
    right = room.right if column.right is None else column.right
    if column.kind is ColumnKind.PAGE:
        return (left, right)
    return (min(left, *(line.left for line in column.lines)), max(right, *(line.right for line in column.lines)))


def _column_drafts(column: Column, left: float, right: float, habits: Habits) -> list[Draft]:
    drafts: list[Draft] = []
    pitch = _pitch(column, habits)
    for line in column.lines:
        current = drafts[-1] if drafts else None
        if current is not None and _goes_on(current, line, pitch):
            current.lines.append(line)
            continue
        gap = line.baseline - current.last.baseline if current else None
        drafts.append(Draft([line], column, left, right, gap, current))
    return drafts


def _pitch(column: Column, habits: Habits) -> float | None:
    """The usual line pitch of a column, in ems."""
    if column.kind is ColumnKind.PAGE:
        return habits.pitch
    near = [
        (line.baseline - before.baseline) / line.em
        for before, line in zip(column.lines, column.lines[1:], strict=False)
        if abs(line.size - before.size) < _SAME_SIZE
    ]
    near = [pitch for pitch in near if FONT_HEIGHT * 0.7 <= pitch <= FONT_HEIGHT * _LOOSEST]
    return min(near, default=None)


def _goes_on(draft: Draft, line: Line, usual: float | None) -> bool:
    """Whether a line continues the paragraph above it."""
    before = draft.last
    if not (_has_words(before) and _has_words(line)):  # a row of underscores is a line drawn with letters
        return False
    if abs(before.size - line.size) > _SAME_SIZE or not _same_look(before, line, centred=_centred(before, line, draft)):
        return False
    pitch = line.baseline - before.baseline
    if len(draft.lines) > 1:
        known = before.baseline - draft.lines[-2].baseline
        if abs(pitch - known) > _EXTRA:
            return False
    elif usual is not None:
        if pitch > usual * line.em + _EXTRA:
            return False
    elif pitch > FONT_HEIGHT * _LOOSEST * line.em:
        return False
    return _wraps(draft, line) and _position_goes_on(draft, line)


def _has_words(line: Line) -> bool:
    return any(map(str.isalnum, line.text))


def _centred(before: Line, line: Line, draft: Draft) -> bool:
    if abs(before.center - line.center) > _ALIGNED:
        return False
    # Lines of one width stand in the middle only if they are away from the edges.
    return abs(before.left - line.left) > _ALIGNED or (
        before.left - draft.left > _INDENT and abs(before.center - (draft.left + draft.right) / 2) < _ALIGNED
    )


def _wraps(draft: Draft, line: Line) -> bool:
    """Whether the first word of the line would not have fitted at the end of the line before."""
    before = draft.last
    needed = before.space + line.first_word_width + _SPARE
    side = draft.column.kind is ColumnKind.SIDE
    if _centred(before, line, draft):
        # One word alone is never a line of its own; nor does a paragraph begin with a small letter.
        lonely = side and " " not in line.text
        running = _lower_case(line) and not _END.search(before.text)
        room = 2 * min(before.center - draft.left, draft.right - before.center)
        return lonely or running or (not side and before.width + needed > room)
    if before.right + needed > draft.right:
        return True
    if not side or _END.search(before.text) or _MARKER.match(line.text):
        return False
    widest = max(other.right for other in draft.column.lines)
    return bool(_MARKER.match(draft.lines[0].text)) or (before.right + needed > widest and _lower_case(line))


def _position_goes_on(draft: Draft, line: Line) -> bool:
    """Whether the line begins where a line in the middle of a paragraph would."""
    before = draft.last
    if _centred(before, line, draft):
        return True
    kind = draft.column.kind
    ended = bool(_END.search(before.text)) and not (kind is ColumnKind.CELL and _lower_case(line))
    marked = bool(_MARKER.match(line.text))
    shift = line.left - before.left
    if shift > 2 * _ALIGNED:  # a hanging item, or the indent of a new paragraph
        return not marked and len(draft.lines) == 1 and shift <= _HANG and bool(_MARKER.match(before.text))
    if shift < -2 * _ALIGNED:
        return len(draft.lines) == 1
    if kind is not ColumnKind.PAGE or (len(draft.lines) == 1 and line.left - draft.left > _INDENT):
        return not (ended or marked)
    return len(draft.lines) > 1 or not (ended and marked)


def _same_look(before: Line, line: Line, *, centred: bool) -> bool:
    above, other = before.looks, line.looks
    if len(above) == len(other) == 1 and above != other:
        return False
    return not (_capitals(before) and not _capitals(line)) and not (
        centred and _capitals(line) and not _capitals(before)
    )


def _capitals(line: Line) -> bool:
    letters = sum(map(str.isalpha, line.text))
    return letters > 3 and line.text.upper() == line.text  # noqa: PLR2004 - "II." says nothing


def _lower_case(line: Line) -> bool:
    letter = next((glyph.char for glyph in line.glyphs if glyph.char.isalpha()), "")
    return letter.islower() and not _MARKER.match(line.text)


def _runs_over(draft: Draft, following: Draft, habits: Habits) -> bool:
    """Whether a paragraph continues at the top of the next page."""
    before, line = draft.last, following.lines[0]
    if abs(before.size - line.size) > _SAME_SIZE or not _same_look(before, line, centred=False):
        return False
    if before.right + before.space + line.first_word_width + _SPARE <= draft.right:
        return False
    if _centred(before, line, draft) and abs(before.left - draft.left) > _EDGE:
        return False
    if abs(line.left - following.left) > _EDGE and (len(draft.lines) < 2 or abs(line.left - before.left) > _EDGE):  # noqa: PLR2004
        return False
    if _MARKER.match(line.text) and _END.search(before.text):
        return False
    return habits.indented or not _END.search(before.text)
