"""What is outside the text of a page: page numbers (số trang), running headers and footers, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.reading.pdf.ink import Line, Rule
from pipeline.reading.pdf.rows import Row
from pipeline.text import from_roman

_TOP_ZONE = 27.0  # mm from the edge: a number or a running header stands no lower
_RUNNING_ZONE = 21.0
_BOTTOM_ZONE = 27.0
_FOOT_ZONE = 48.0  # mm from the bottom edge: a foot of several lines begins no higher
_FOOT_LINES = 6
_APART = 1.25  # sizes between a page number and the text
_OFTEN = 0.6  # share of pages that repeat a running line
_NUMBER = re.compile(
    r"^(?P<before>[-–—(\[\s]*(?:trang|page|tr\.)?\s*)(?P<number>\d{1,4}|[ivxlc]{1,7})"
    r"(?P<after>(?:\s*(?:/|trên|of)\s*\d{1,4})?[-–—)\].\s]*)$",
    re.IGNORECASE,
)
_FULL_RULE = 0.75  # share of the width of the foot's lines
_UNDER_RULE = 7.0  # mm
_NOTE_RULE = (15.0, 75.0)  # mm: the line above footnotes
_NOTE = re.compile(r"^[\[(]?(?:\d{1,3}|\*{1,3})[\])]?\s?\S")


@dataclass(frozen=True, eq=False, slots=True)
class PrintedNumber:
    """A page number as printed."""

    value: int
    digits: str
    with_text: str
    line: Line
    at_top: bool


@dataclass(eq=False, slots=True)
class Outside:
    """What was separated from the text of one page."""

    number: PrintedNumber | None = None
    header: list[Row] = field(default_factory=list)
    footer: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    rule: Rule | None = None


@dataclass(eq=False, slots=True)
class PageRows:
    """The rows of one page outside its tables, with its height and its horizontal lines."""

    page: int
    height: float
    rows: list[Row]
    strokes: Sequence[Rule]


def set_apart(pages: Sequence[PageRows]) -> list[Outside]:
    """Remove what is outside the text from the rows of each page, and return it."""
    found = [Outside() for _ in pages]
    _take_numbers(pages, found)
    _take_running(pages, found, top=True)
    _take_running(pages, found, top=False)
    for page, outside in zip(pages, found, strict=True):
        _take_foot(page, outside)
    return found


# ------------------------------------------------------------------------------------------------------------- numbers
def _take_numbers(pages: Sequence[PageRows], found: list[Outside]) -> None:
    for at_top in (True, False):
        candidates = [_candidate(page, at_top=at_top) for page in pages]
        for index, (page, candidate) in enumerate(zip(pages, candidates, strict=True)):
            if candidate is None or found[index].number is not None or not _counts(candidates, index):
                continue
            found[index].number = candidate
            page.rows.pop(0 if at_top else -1)


def _candidate(page: PageRows, *, at_top: bool) -> PrintedNumber | None:
    if not page.rows:
        return None
    row = page.rows[0] if at_top else page.rows[-1]
    zone = row.baseline <= _TOP_ZONE if at_top else row.baseline >= page.height - _BOTTOM_ZONE
    if not zone or len(row.glyphs) > 20:  # noqa: PLR2004 - "- Trang 12/345 -" is no longer
        return None
    if len(page.rows) > 1:
        beside = page.rows[1] if at_top else page.rows[-2]
        if abs(beside.baseline - row.baseline) < _APART * beside.em:
            return None
    line = row.line(page.page)
    match = _NUMBER.match(line.text)
    if match is None:
        return None
    written = match["number"]
    value = int(written) if written.isdigit() else from_roman(written.upper())
    if value is None:
        return None
    text = (match["before"] + match["after"]).strip()
    return PrintedNumber(value, "decimal" if written.isdigit() else "roman", text, line, at_top)


def _counts(candidates: Sequence[PrintedNumber | None], index: int) -> bool:
    """Whether a number fits its neighbours or its place in the file."""
    this = candidates[index]
    before = candidates[index - 1] if index else None
    after = candidates[index + 1] if index + 1 < len(candidates) else None
    if this is None:
        return False
    if (before and this.value == before.value + 1) or (after and after.value == this.value + 1):
        return True
    return this.value == index + 1 or (before is None and this.value in {1, 2})


# ------------------------------------------------------------------------------------------------------------- running
def _take_running(pages: Sequence[PageRows], found: list[Outside], *, top: bool) -> None:
    """Remove lines that most pages repeat at the same height near the edge."""
    if len(pages) < 2:  # noqa: PLR2004 - nothing can repeat
        return
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_key(page, row) for row in _edge_rows(page, top=top)})
    enough = max(2, round(_OFTEN * len(pages)))
    for page, outside in zip(pages, found, strict=True):
        for row in _edge_rows(page, top=top):
            if seen[_key(page, row)] < enough:
                break
            page.rows.remove(row)
            (outside.header if top else outside.footer).insert(len(outside.header) if top else 0, row)


def _edge_rows(page: PageRows, *, top: bool) -> list[Row]:
    if top:
        return [row for row in page.rows[:3] if row.baseline <= _RUNNING_ZONE]
    return [row for row in reversed(page.rows[-3:]) if row.baseline >= page.height - _RUNNING_ZONE]


def _key(page: PageRows, row: Row) -> tuple[str, int]:
    text = re.sub(r"\d+", "#", " ".join(row.line(page.page).text.split()))
    return (text, round(row.baseline / 2))


# ---------------------------------------------------------------------------------------------------------------- foot
def _take_foot(page: PageRows, outside: Outside) -> None:
    """Remove the block of small lines under a line drawn near the bottom edge: a footer or footnotes."""
    rows = page.rows
    for first in range(max(1, len(rows) - 3 * _FOOT_LINES), len(rows)):
        block = rows[first:]
        rule = _rule_above(page, rows[first - 1], block[0])
        if rule is None:
            continue
        usual = _usual_em(rows[:first])
        if max(row.em for row in block) > usual - 0.3:
            continue
        if _NOTE_RULE[0] <= rule.length <= _NOTE_RULE[1] and _NOTE.match(block[0].line(page.page).text):
            outside.notes = block
        elif (
            len(block) <= _FOOT_LINES
            and block[-1].baseline >= page.height - _BOTTOM_ZONE - 5
            and block[0].baseline >= page.height - _FOOT_ZONE
            and rule.length >= _FULL_RULE * max(row.right - row.left for row in block)
        ):
            outside.footer = [*block, *outside.footer]
        else:
            continue
        outside.rule = rule
        del rows[first:]
        return


def _rule_above(page: PageRows, before: Row, first: Row) -> Rule | None:
    """The line drawn between two rows, close above the second; None without one."""
    for rule in page.strokes:
        if before.baseline < rule.at < first.baseline and first.baseline - rule.at <= _UNDER_RULE:
            return rule
    return None


def _usual_em(rows: Sequence[Row]) -> float:
    sizes = Counter(round(row.em, 1) for row in rows)
    return sizes.most_common(1)[0][0]
