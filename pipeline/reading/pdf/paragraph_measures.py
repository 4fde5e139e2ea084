"""Measuring a paragraph from its lines: runs, alignment, indent, spacing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from statistics import median

from pipeline.lengths import MM_PER_POINT
from pipeline.reading.facts import Box, Cell, Flow, Paragraph, Run
from pipeline.reading.pdf.ink import BLANKS, Glyph, Line, Look, Place
from pipeline.reading.pdf.paragraphs import FONT_HEIGHT, Draft
from pipeline.reading.pdf.reading_order import ColumnKind

_EVEN = 0.8  # mm: middles or edges that agree
_EDGE = 1.2  # mm
_CENTRAL = 2.0  # mm: a line in the middle of the page
_INDENTS = (6.0, 20.0)  # mm: first-line indents
_PADDING = 0.8  # mm: as good as at the edge of a cell's room
_STEP = 0.05
_WORD_GAP = 0.5  # mm: less is room between letters
_GAPS = 0.1  # mm: words of two lines stand differently far apart
_LETTER = 0.40  # of the size: letters with their gaps are wider on average
_STRETCHED = 5.0  # blanks
_FEW_LINES = 3  # of a cell: their right edges may agree by chance


@dataclass(frozen=True, slots=True)
class Setting:
    """The usual settings of the running text, from its paragraphs of several lines; None where these do not tell."""

    alignment: str | None = None
    indent: float | None = None
    size: float | None = None
    spacings: Mapping[int, float] = field(default_factory=dict)

    def spacing_of(self, draft: Draft) -> float | None:
        """The line spacing of a paragraph: its own; of a single line that of text of its size around it."""
        own = line_spacing(draft)
        return self.spacings.get(id(draft)) if own is None else own


def make_paragraph(index: int, draft: Draft, *, section: int, cell: Cell | None, setting: Setting) -> Paragraph:
    """The facts of the paragraph that a draft describes."""
    lines = draft.lines
    alignment = _alignment(draft, setting)
    widest = max(lines, key=lambda line: line.width)
    first_page = [line for line in lines if line.page == lines[0].page]
    left, right = _room(draft, alignment)
    runs = make_runs(lines)
    return Paragraph(
        index=index,
        text="".join(run.text for run in runs),
        runs=runs,
        flow=Flow.BODY,
        section=section,
        cell=cell,
        alignment=alignment,
        first_line_indent=_indent(draft, alignment),
        gap_before=_gap(draft, setting),
        line_spacing=line_spacing(draft),
        left=left,
        right=right,
        ink=(widest.left, widest.right),
        lines=len(lines),
        line_starts=_line_starts(lines),
        last_line_width=lines[-1].width,
        box=box_of(first_page),
        last_page=lines[-1].page,
        page_lines=tuple(Counter(line.page for line in lines).values()),
        stretched=sum(map(_is_stretched, lines[:-1])) if alignment == "justify" else 0,
    )


def setting_of(drafts: Sequence[Draft]) -> Setting:
    """The settings of the running text, from its paragraphs of several lines."""
    known = [draft for draft in drafts if draft.column.kind is ColumnKind.PAGE and len(draft.lines) > 1]
    alignments = Counter(way for draft in known if (way := _several(draft)) in {"justify", "left"})
    body = [draft for draft in known if _several(draft) in {"justify", "left"}]
    indents = [draft.lines[0].left - draft.left for draft in body]
    return Setting(
        alignment=alignments.most_common(1)[0][0] if alignments else None,
        indent=median(indents) if indents else None,
        size=median(draft.lines[0].size for draft in body) if body else None,
        spacings=_spacings(drafts),
    )


def box_of(lines: Sequence[Line]) -> Box:
    """The box around the ink of lines on one page."""
    return Box(
        page=lines[0].page,
        left=min(line.left for line in lines),
        top=min(line.top for line in lines),
        right=max(line.right for line in lines),
        bottom=max(line.bottom for line in lines),
    )


# ---------------------------------------------------------------------------------------------------------------- runs
def make_runs(lines: Sequence[Line]) -> tuple[Run, ...]:
    """The runs of lines, one for each change of look; blanks belong to the text before them."""
    runs: list[tuple[Look, bool, list[str]]] = []
    for number, line in enumerate(lines):
        if number:
            runs[-1][2].append(" ")
        underlines = line.underlined
        for text, glyph in line.spelled:
            look = glyph.look
            if runs and not underlines and runs[-1][0] is look and not runs[-1][1]:
                runs[-1][2].append(text)
                continue
            underlined = bool(underlines) and _is_underlined(glyph, underlines)
            if runs and (
                glyph.char in BLANKS
                or ((runs[-1][0] is look or _same(runs[-1][0], look)) and runs[-1][1] is underlined)
            ):
                runs[-1][2].append(text)
                continue
            if runs:  # blanks that were put back belong to the run before
                runs[-1][2].append(text[: -len(glyph.char)])
            runs.append((look, underlined, [text[-len(glyph.char) :]]))
    return tuple(
        Run(
            text="".join(parts),
            font=look.font,
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            underline=underlined,
            colour=look.colour,
        )
        for look, underlined, parts in runs
    )


def _line_starts(lines: Sequence[Line]) -> tuple[int, ...]:
    """Where in the text of these lines, a blank between two, each one after the first begins."""
    ends = accumulate(sum(len(text) for text, _ in line.spelled) + 1 for line in lines[:-1])
    return tuple(ends)


def _is_underlined(glyph: Glyph, underlines: Sequence[tuple[float, float]]) -> bool:
    middle = (glyph.left + glyph.right) / 2
    return any(start <= middle <= end for start, end in underlines)


def _same(look: Look, other: Look) -> bool:
    return look[:5] == other[:5]


# ----------------------------------------------------------------------------------------------------------- alignment
def _alignment(draft: Draft, setting: Setting) -> str | None:
    if draft.column.kind is ColumnKind.CELL:
        return _in_cell(draft)
    if len(draft.lines) > 1:
        return _several(draft)
    return _single_in_side(draft) if draft.column.kind is ColumnKind.SIDE else _single(draft, setting)


def _several(draft: Draft) -> str | None:
    lines = draft.lines
    rights, lefts = [line.right for line in lines], [line.left for line in lines]
    block = len(lines) > 2 and _spread(lefts[1:]) <= _EVEN and _spread(rights[:-1]) <= _EVEN / 2  # noqa: PLR2004
    if block:
        return "center" if _floats(draft) else "justify"
    if _spread([line.center for line in lines]) <= _EVEN and (_spread(lefts) > _EVEN or not _full(lines[0], draft)):
        return "center"
    if _spread(lefts[1:]) <= _EVEN:
        reaches = min(rights[:-1]) >= _right_edge(draft) - _EDGE
        if _spread(rights[:-1]) <= _EVEN:
            return "justify" if rights[0] >= _right_edge(draft) - _EDGE else "left"
        # A renderer that draws words closer together misses the edge by a little: then the gaps between them tell.
        return "justify" if reaches and _gaps_differ(lines[:-1]) else "left"
    return "right" if _spread(rights) <= _EVEN else None


def _floats(draft: Draft) -> bool:
    """Whether all lines, the last too, stand about one middle, away from both edges, with words no further apart than usual."""
    lines = draft.lines
    away = all(line.left - draft.left > _EDGE and draft.right - line.right > _EDGE for line in lines)
    return away and _spread([line.center for line in lines]) <= _EVEN and not _gaps_differ(lines)


def _gaps_differ(lines: Sequence[Line]) -> bool:
    """Whether gaps between words differ from line to line, which only justified setting does."""
    return _spread([median(gaps) for line in lines if (gaps := _gaps(line))]) > _GAPS


def _gaps(line: Line) -> list[float]:
    """The gaps between neighbouring words of a line, in mm."""
    printed = [glyph for glyph in line.glyphs if not glyph.blank]
    return [after.left - before.right for before, after in pairwise(printed) if after.left - before.right > _WORD_GAP]


def _is_stretched(line: Line) -> bool:
    """Whether the words of a justified line are drawn far apart; only a line of few letters for its width is looked at."""
    if len(line.glyphs) * _LETTER * line.em > line.width:
        return False
    gaps = _gaps(line)
    return bool(gaps) and median(gaps) > _STRETCHED * line.space


def _right_edge(draft: Draft) -> float:
    """The edge to which justified lines reach; of one of two columns, the edge that two of its lines share."""
    if draft.column.kind is not ColumnKind.SIDE:
        return draft.right
    rights = sorted((line.right for line in draft.column.lines), reverse=True)
    shared = len(rights) > 1 and rights[0] - rights[1] <= _EVEN / 2
    return rights[0] if shared else draft.right + _EDGE


def _full(line: Line, draft: Draft) -> bool:
    return line.left - draft.left < _EDGE and draft.right - line.right < _EDGE


def _spread(values: Sequence[float]) -> float:
    return max(values) - min(values) if values else 0.0


def _single(draft: Draft, setting: Setting) -> str | None:
    """The alignment of a single line over the whole width: centred, right, or as the running text where it begins like it."""
    line = draft.lines[0]
    before, after = line.left - draft.left, draft.right - line.right
    central = abs(before - after) <= _CENTRAL
    if before < _EDGE or (setting.indent is not None and abs(before - setting.indent) <= _EDGE):
        like_text = setting.size is not None and abs(line.size - setting.size) < 1 and not central
        return setting.alignment if like_text else None
    if central:
        return None if setting.indent is None and _INDENTS[0] <= before <= _INDENTS[1] else "center"
    return "right" if after <= _EDGE and before > _INDENTS[1] else None


def _single_in_side(draft: Draft) -> str | None:
    """The alignment of a single line in one of two columns, by what it shares with other lines of the column."""
    line = draft.lines[0]
    others = [other for other in draft.column.lines if other is not line and abs(other.width - line.width) > 2 * _EVEN]
    if any(abs(other.center - line.center) <= _EVEN for other in others):
        return "center"
    if any(abs(other.left - line.left) <= _EVEN / 2 for other in others):
        return "left"
    return "right" if any(abs(other.right - line.right) <= _EVEN / 2 for other in others) else None


def _in_cell(draft: Draft) -> str | None:
    lines = draft.lines
    befores = [line.left - draft.left for line in lines]
    afters = [draft.right - line.right for line in lines]
    off = abs(median(line.center for line in lines) - (draft.left + draft.right) / 2)
    if _spread([line.center for line in lines]) <= _EVEN and off <= (_EVEN if len(lines) == 1 else _EDGE):
        free = min(*befores, *afters) > _PADDING
        if free or _spread(befores) > _EVEN:
            return "center"
    if len(lines) == 1:
        if befores[0] <= _PADDING:
            return "left" if afters[0] > befores[0] + _EDGE else None
        return "right" if afters[0] <= _PADDING and befores[0] > afters[0] + _EDGE else None
    if _spread(befores) <= _EVEN and _spread(afters) <= _EVEN:
        return None
    if _spread(befores[1:]) <= _EVEN and befores[-1] <= _PADDING:
        straight = len(lines) > _FEW_LINES and _spread(afters[:-1]) <= _EVEN / 4 and afters[0] <= _PADDING
        return "justify" if straight else "left"
    return "right" if _spread(afters) <= _EVEN else None


def _room(draft: Draft, alignment: str | None) -> tuple[float, float]:
    """The edges of the space for a paragraph; in one of two columns only what is symmetric about its middle is certain."""
    if draft.column.kind is not ColumnKind.SIDE:
        return (draft.left, draft.right)
    if alignment == "center":
        middle = draft.lines[0].center
        half = min(middle - draft.left, draft.right - middle)
        return (middle - half, middle + half)
    lines = draft.column.lines
    return (min(line.left for line in lines), max(line.right for line in lines))


# ------------------------------------------------------------------------------------------------------------- spacing
def line_spacing(draft: Draft) -> float | None:
    """The spacing in lines of the font's own height; None for a single line."""
    pitches = [
        (line.baseline - before.baseline) / (FONT_HEIGHT * line.em)
        for before, line in zip(draft.lines, draft.lines[1:], strict=False)
        if line.page == before.page
    ]
    return round(round(median(pitches) / _STEP) * _STEP, 2) if pitches else None


def _indent(draft: Draft, alignment: str | None) -> float | None:
    if alignment in {"center", "right"}:
        return None
    first, *rest = draft.lines
    if rest:
        return round(first.left - median(line.left for line in rest), 2)
    if draft.column.kind is ColumnKind.PAGE and 0 <= first.left - draft.left <= 2 * _INDENTS[1]:
        return round(first.left - draft.left, 2)
    return None


def _gap(draft: Draft, setting: Setting) -> float | None:
    """The points between this paragraph and the one above, beyond the line pitch.

    What wide line spacing adds is below a line, so the spacing of the paragraph above counts.
    """
    if draft.gap is None:
        return None
    spacing = setting.spacing_of(draft.before) if draft.before else None
    pitch = FONT_HEIGHT * draft.lines[0].em * (spacing or 1.0)
    return max(0.0, round((draft.gap - pitch) / MM_PER_POINT, 1))


def _spacings(drafts: Sequence[Draft]) -> Mapping[int, float]:
    """By identity of a draft with one line, the line spacing of text of its size next to it."""
    around: dict[int, float] = {}
    own = [line_spacing(draft) for draft in drafts]
    for order in (range(len(drafts)), reversed(range(len(drafts)))):
        last: tuple[float, Draft] | None = None
        for index in order:
            draft, spacing = drafts[index], own[index]
            if spacing is not None:
                last = (spacing, draft)
            elif last and draft.column.kind is ColumnKind.PAGE and _alike(draft, last[1]):
                around.setdefault(id(draft), last[0])
    return around


def _alike(draft: Draft, other: Draft) -> bool:
    """Whether a single line is set like a paragraph of text; headings have a spacing of their own."""
    line, two = draft.lines[0], other.lines[0]
    same_place = draft.column.kind is other.column.kind and abs(line.left - two.left) <= _EDGE
    return same_place and abs(line.size - two.size) < 1 and bool(line.looks & two.looks)


def in_frame(paragraph: Paragraph, draft: Draft, frames: Sequence[Place]) -> Paragraph:
    """The paragraph measured relative to the frame drawn around all its lines, if there is one."""
    if not frames or paragraph.last_page != draft.lines[0].page:
        return paragraph
    for frame in frames:
        if all(
            frame.holds(line.left, line.baseline) and frame.holds(line.right, line.baseline) for line in draft.lines
        ):
            middle = (frame.left + frame.right) / 2
            central = all(abs(line.center - middle) <= _EDGE for line in draft.lines)
            alignment, indent = ("center", None) if central else (paragraph.alignment, paragraph.first_line_indent)
            return replace(
                paragraph, boxed=True, alignment=alignment, first_line_indent=indent, left=frame.left, right=frame.right
            )
    return paragraph


STAND_IN = re.compile(r"^[\s_─━‒–—―=.·…-]{5,}$")
