"""Drawn lines that are no part of a table (đường kẻ): the paragraph above each, and those that underline text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.lengths import MM_PER_POINT
from pipeline.reading.facts import Box, Flow, Paragraph, Stroke, StrokeKind
from pipeline.reading.pdf.ink import BLANKS, Glyph, Line, Rule
from pipeline.reading.pdf.paragraph_measures import STAND_IN
from pipeline.reading.pdf.paragraphs import Draft

_SHORTEST = 5.0  # mm
_MAX_STROKES = 200  # of a page
_UNDERLINE = 0.2  # sizes below the baseline
_ABOVE = 0.3  # mm that a line may be drawn above the baseline
_UNDERLINE_THICK = 0.13  # sizes
_OUTSIDE = 1.2  # mm that an underline may reach beyond the text
_BELOW = 9.0  # mm between a paragraph and the line under it
_MOSTLY = 0.5
_FEW_LINES = 3


def mark_underlined(lines: Sequence[Line], rules: Sequence[Rule]) -> list[Rule]:
    """Mark the underlined stretches of the lines of one page; gives the rules that underline no text."""
    left: list[Rule] = []
    ranked = sorted(lines, key=lambda line: line.baseline)
    for rule in rules:
        line = next((line for line in ranked if _underlines(rule, line)), None)
        if line is None:
            left.append(rule)
        else:
            line.underlined.append((rule.start, rule.end))
    return left


def _underlines(rule: Rule, line: Line) -> bool:
    return (
        -_ABOVE <= rule.at - line.baseline <= _UNDERLINE * line.em
        and rule.thickness <= _UNDERLINE_THICK * line.em
        and rule.start >= line.left - _OUTSIDE
        and rule.end <= line.right + _OUTSIDE
    )


def page_strokes(page: int, rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> list[Stroke]:
    """The drawn lines of one page as strokes, not yet assigned to a paragraph."""
    long = [rule for rule in rules if rule.length >= _SHORTEST][:_MAX_STROKES]
    blanks = [glyph for glyph in glyphs if glyph[0] in BLANKS] if long else []
    return [
        Stroke(
            kind=StrokeKind.UNDERLINE if _under_blanks(rule, blanks) else StrokeKind.PATH,
            left=rule.start,
            right=rule.end,
            box=Box(
                page=page,
                left=rule.start,
                top=rule.at - rule.thickness / 2,
                right=rule.end,
                bottom=rule.at + rule.thickness / 2,
            ),
            width=round(rule.thickness / MM_PER_POINT, 2),
            solid=rule.solid,
            colour=rule.colour,
        )
        for rule in long
    ]


def _under_blanks(rule: Rule, glyphs: Sequence[Glyph]) -> bool:
    blank = sum(
        glyph.right - glyph.left
        for glyph in glyphs
        if -_ABOVE <= rule.at - glyph.baseline <= _UNDERLINE * glyph.look.em
        and glyph.left >= rule.start - _OUTSIDE
        and glyph.right <= rule.end + _OUTSIDE
    )
    return blank >= _MOSTLY * rule.length


def place_strokes(strokes: Sequence[Stroke], drafts: Sequence[Draft], paragraphs: Sequence[Paragraph]) -> list[Stroke]:
    """The strokes with the paragraph directly above each. `paragraphs[i]` was made from `drafts[i]`."""
    last_lines: dict[int, list[tuple[Line, Paragraph]]] = {}
    for draft, paragraph in zip(drafts, paragraphs, strict=True):
        for line in draft.lines:
            last_lines.setdefault(line.page, []).append((line, paragraph))
    placed = []
    for stroke in strokes:
        above = _above(stroke, last_lines.get(stroke.box.page if stroke.box else 0, ()))
        section = above.section if above else stroke.section
        placed.append(replace(stroke, under=above.index if above else None, section=section))
    return placed


def _above(stroke: Stroke, lines: Sequence[tuple[Line, Paragraph]]) -> Paragraph | None:
    """The lowest line of text above a stroke that overlaps it horizontally, if it is near; else None."""
    box = stroke.box
    if box is None:
        return None
    best: tuple[float, Paragraph] | None = None
    for line, paragraph in lines:
        distance = box.top - line.baseline
        if not -_ABOVE <= distance <= _BELOW or min(line.right, stroke.right) - max(line.left, stroke.left) <= 0:
            continue
        if best is None or distance < best[0]:
            best = (distance, paragraph)
    return best[1] if best else None


def stand_ins(paragraphs: Sequence[Paragraph]) -> list[Stroke]:
    """Underlined text and rows of characters in places where a line should be drawn, as strokes."""
    found: list[Stroke] = []
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.flow is not Flow.BODY or paragraph.box is None:
            continue
        if STAND_IN.match(paragraph.text):
            same_page = before is not None and before.last_page == paragraph.box.page
            under = before.index if before is not None and same_page else None
            found.append(_stand_in(StrokeKind.CHARACTERS, paragraph, under=under, solid=None))
        elif _all_underlined(paragraph):
            found.append(_stand_in(StrokeKind.UNDERLINE, paragraph, under=paragraph.index, solid=True))
        before = paragraph
    return found


def _all_underlined(paragraph: Paragraph) -> bool:
    printed = [run for run in paragraph.runs if run.text.strip()]
    return bool(printed) and all(run.underline for run in printed) and (paragraph.lines or 1) <= _FEW_LINES


def _stand_in(kind: StrokeKind, paragraph: Paragraph, *, under: int | None, solid: bool | None) -> Stroke:
    left, right = paragraph.ink or (paragraph.left, paragraph.right)
    return Stroke(
        kind=kind, left=left, right=right, under=under, section=paragraph.section, box=paragraph.box, solid=solid
    )
