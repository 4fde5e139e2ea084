"""Cutting paragraphs at manual line breaks and at the tabs between two columns (ngắt dòng, cột bằng phím Tab).

Many offices set a whole letterhead as one paragraph, or both its columns on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.lengths import POINTS_PER_MM
from pipeline.reading import set_phrases
from pipeline.reading.facts import PaperFacts, Paragraph, Run
from pipeline.reading.sides import page_middle
from pipeline.text.metrics import text_width

_DEFAULT_SIZE = 14.0
# “Số: 15/QĐ-UBND” and, without a tab, “Hà Nội, ngày 05 tháng 01 năm 2024” or its first words: a symbol has no blanks.
_NUMBER_AND_DATE = re.compile(
    r"\s*số\s*:[\s\d]*/\s?\S{2,40}\s+(?P<date>[^\W\d][^\d,;:/]{1,44},\s*ngày\b[\s\d.…]{0,20}(?:tháng|$)[^,;:/]{0,30})$",
    re.IGNORECASE,
)
_FITS = 0.3  # mm: rounding of widths


def cut_at_breaks(facts: PaperFacts) -> PaperFacts:
    """The facts with each paragraph outside running text cut into one for each of its lines, at manual line breaks.

    Justified paragraphs are left whole: there a break is part of the text. A line whose tab separates the two columns
    of a letterhead, or recipients from signature, becomes two paragraphs.
    """
    if not any(
        _is_cut(paragraph) or _has_columns(paragraph.text) or _number_and_date(paragraph)
        for paragraph in facts.paragraphs
    ):
        return facts
    paragraphs: list[Paragraph] = []
    last_piece: dict[int, int] = {}
    for paragraph in facts.paragraphs:
        pieces = tuple(_pieces(paragraph)) if _is_cut(paragraph) else (paragraph,)
        for piece in (column for line in pieces for column in _columns(facts, line)):
            paragraphs.append(piece.renumbered(len(paragraphs)))
        last_piece[paragraph.index] = len(paragraphs) - 1
    strokes = tuple(
        replace(stroke, under=last_piece[stroke.under]) if stroke.under is not None else stroke
        for stroke in facts.strokes
    )
    return replace(facts, paragraphs=tuple(paragraphs), strokes=strokes)


def _is_cut(paragraph: Paragraph) -> bool:
    return "\n" in paragraph.text.strip() and paragraph.alignment not in {"justify", None}


def _pieces(paragraph: Paragraph) -> Iterator[Paragraph]:
    for number, runs in enumerate(_lines(paragraph.runs)):
        text = "".join(run.text for run in runs)
        width = _width(runs)
        yield replace(
            paragraph,
            text=text,
            runs=tuple(runs),
            gap_before=paragraph.gap_before if number == 0 else 0.0,
            first_line_indent=paragraph.first_line_indent if number == 0 else 0.0,
            page_break_before=paragraph.page_break_before and number == 0,
            lines=1 if width <= paragraph.right - paragraph.left + _FITS else 2,
            line_starts=(),
            last_line_width=width,
            ink=_ink(paragraph, width),
            origin=paragraph.index,
        )


def _has_columns(text: str) -> bool:
    """Whether a tab in a line separates two columns: the text after it is one that belongs on the right."""
    left, tab, right = text.strip().partition("\t")
    if not tab or not left.strip():
        return False
    after = set_phrases.key(right)
    return bool(
        set_phrases.is_like(after, set_phrases.NATIONAL_NAME)
        or set_phrases.is_motto(right)
        or (set_phrases.PLACE_DATE.search(after) and set_phrases.NUMBER.search(set_phrases.key(left)))
        or (set_phrases.RECIPIENTS_LABEL.match(set_phrases.key(left)) and set_phrases.capitals(right))
    )


def _number_and_date(paragraph: Paragraph) -> int:
    """The index at which the date begins in a printed line with number and date close together; 0 where there is none."""
    found = _NUMBER_AND_DATE.match(paragraph.text) if paragraph.box is not None else None
    return found.start("date") if found else 0


def _beside(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """Number and date of one printed line as a paragraph each; the ink of one ends before that of the other begins."""
    cut = _number_and_date(paragraph)
    if not cut or paragraph.ink is None or paragraph.box is None:
        return (paragraph,)
    left, right = _cut_runs(paragraph.runs, cut)
    start, end = paragraph.ink
    columns = []
    for runs, ink in ((left, (start, start + _width(left))), (right, (end - _width(right), end))):
        columns.append(
            replace(
                paragraph,
                text="".join(run.text for run in runs),
                runs=tuple(runs),
                left=ink[0],
                right=ink[1],
                ink=ink,
                box=replace(paragraph.box, left=ink[0], right=ink[1]),
                line_starts=(),
                last_line_width=ink[1] - ink[0],
                origin=paragraph.index,
            )
        )
    return tuple(columns)


def _cut_runs(runs: Sequence[Run], cut: int) -> tuple[list[Run], list[Run]]:
    """The runs before and after `cut` characters; blanks at the cut are dropped."""
    left: list[Run] = []
    right: list[Run] = []
    for run in runs:
        before, after = run.text[: max(0, cut)], run.text[max(0, cut) :]
        cut -= len(run.text)
        left += [replace(run, text=before)] if before.strip() else []
        right += [replace(run, text=after)] if after else []
    if left:
        left[-1] = replace(left[-1], text=left[-1].text.rstrip())
    return left, right


def _columns(facts: PaperFacts, piece: Paragraph) -> tuple[Paragraph, ...]:
    """A line cut at the tab between its columns: the left half of the room and the right one."""
    if not _has_columns(piece.text):
        return _beside(piece)
    middle = page_middle(facts, piece)
    (left, right), columns = _halves(piece.runs), []
    for runs, room in ((left, (piece.left, middle)), (right, (middle, piece.right))):
        width = _width(runs)
        start = room[0] + max(0.0, (room[1] - room[0] - width) / 2)
        columns.append(
            replace(
                piece,
                text="".join(run.text for run in runs),
                runs=tuple(runs),
                left=room[0],
                right=room[1],
                alignment=None,
                ink=(start, start + width),
                lines=1,
                line_starts=(),
                last_line_width=width,
                origin=piece.index,
            )
        )
    return tuple(columns)


def _halves(runs: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """The runs before and after the first tab that follows text."""
    left: list[Run] = []
    right: list[Run] = []
    for run in runs:
        if right:
            right.append(run)
            continue
        before, tab, after = run.text.lstrip("\t").partition("\t") if not left else run.text.partition("\t")
        if before:
            left.append(replace(run, text=before))
        if tab:
            right.append(replace(run, text=after.lstrip("\t")))
    return left, [run for run in right if run.text]


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs of each line, without the breaks."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        if first:
            lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=text)] if text else [] for text in others)
    return [line for line in lines if line] or [[]]


def _width(runs: Sequence[Run]) -> float:
    """The width of one line in mm."""
    points = sum(
        text_width(run.text, run.size or _DEFAULT_SIZE, bold=bool(run.bold), italic=bool(run.italic)) for run in runs
    )
    return points / POINTS_PER_MM


def set_width(paragraph: Paragraph) -> float:
    """The width in mm of all words of a paragraph set on one line in Times New Roman."""
    return _width(paragraph.runs)


def _ink(paragraph: Paragraph, width: float) -> tuple[float, float]:
    room = paragraph.right - paragraph.left
    start = {"center": (room - width) / 2, "right": room - width}.get(paragraph.alignment or "", 0.0)
    return (paragraph.left + start, paragraph.left + start + width)
