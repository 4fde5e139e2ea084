"""Cutting paragraphs at their manual line breaks (ngắt dòng bằng tay): many offices set a whole letterhead as one paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.law.facts.model import PaperFacts, Paragraph, Run
from pipeline.text.metrics import POINTS_PER_MM, text_width

_DEFAULT_SIZE = 14.0


def cut_at_breaks(facts: PaperFacts) -> PaperFacts:
    """The same facts, each paragraph outside running text that has manual line breaks cut into one for each line.

    Justified paragraphs are left whole: there a break is part of the text.
    """
    if not any(_is_cut(paragraph) for paragraph in facts.paragraphs):
        return facts
    paragraphs: list[Paragraph] = []
    last_piece: dict[int, int] = {}
    for paragraph in facts.paragraphs:
        pieces = tuple(_pieces(paragraph)) if _is_cut(paragraph) else (replace(paragraph, origin=paragraph.index),)
        for piece in pieces:
            paragraphs.append(replace(piece, index=len(paragraphs)))
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
            lines=1,
            last_line_width=width,
            ink=_ink(paragraph, width),
            origin=paragraph.index,
        )


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs of each line; the breaks themselves go."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        if first:
            lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=text)] if text else [] for text in others)
    return [line for line in lines if line] or [[]]


def _width(runs: Sequence[Run]) -> float:
    """Width of one line in mm."""
    points = sum(
        text_width(run.text, run.size or _DEFAULT_SIZE, bold=bool(run.bold), italic=bool(run.italic)) for run in runs
    )
    return points / POINTS_PER_MM


def _ink(paragraph: Paragraph, width: float) -> tuple[float, float]:
    room = paragraph.right - paragraph.left
    start = {"center": (room - width) / 2, "right": room - width}.get(paragraph.alignment or "", 0.0)
    return (paragraph.left + start, paragraph.left + start + width)
