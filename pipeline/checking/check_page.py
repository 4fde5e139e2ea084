"""A report as one self-contained web page (trang HTML): pictures of the pages with the findings marked where they are.

Nothing is fetched and nothing runs: no scripts, one style sheet in the page whose hash the policy names, pictures as data.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.checking.check_result import Report
from pipeline.checking.check_words import (
    ELEMENTS,
    citation,
    coverage_line,
    identity_line,
    left_open,
    regime_line,
)
from pipeline.checking.entries import Entry, by_group, entries
from pipeline.checking.placement import placed
from pipeline.finding import Severity
from pipeline.reading.facts import Box, PaperFacts
from pipeline.reading.recognised import Regime
from pipeline.text import upper_first
from pipeline.web.page_shell import PageShell

_PAGES: Final = PageShell("pipeline.checking", ("report.html.j2", "index.html.j2"), pictures=True)
PAPER_SEVERITIES = (Severity.LEGAL_ERROR, Severity.LEGAL_WARNING, Severity.HOUSE_STYLE, Severity.QUALITY)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The picture of a page (PNG), with the page's size in mm; pages count from 1."""

    page: int
    png: bytes
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class IndexRow:
    """One file in the list of files.

    `page`: its page, "" where it could not be read; `words`: a line about it; `counts`: breaches by severity, in the
    order of `PAPER_SEVERITIES`; `open`: rules not evaluated; `error`: why it could not be read.
    """

    file: str
    page: str
    words: str
    counts: tuple[int, ...] = ()
    open: int = 0
    error: str = ""


def report_page(report: Report, *, pictures: Sequence[Picture] = (), shown: PaperFacts | None = None) -> str:
    """The page of one file. `shown` are the facts of the PDF in the pictures, if that is not the file checked."""
    found = entries(report)
    marks = placed(found, checked=report.paper.facts, shown=shown or report.paper.facts) if pictures else {}
    sheets = [_sheet(picture, found, marks) for picture in pictures]
    boxed = {mark.number for sheet in sheets for mark in sheet.boxed}
    values = {
        "file": report.file,
        "identity": upper_first(identity_line(report.paper)),
        "regime": regime_line(report.paper),
        "judged": report.paper.regime.judged,
        "coverage": coverage_line(report.coverage),
        "counts": _counts(report),
        "groups": [
            (group.value, [_item(entry, boxed, report.paper.regime) for entry in inside])
            for group, inside in by_group(found)
        ],
        "left_open": [(reason, ", ".join(codes)) for reason, codes in left_open(report)],
        "sheets": sheets,
        "components": [
            (ELEMENTS[component.element], report.paper.text(component), f"{component.confidence:.0%}")
            for component in sorted(
                report.paper.components, key=lambda component: (component.part, component.paragraphs[:1])
            )
            if component.element.value != "body"
        ],
    }
    return _PAGES.render("report.html.j2", values, more_style="".join(sheet.rules for sheet in sheets))


def index_page(rows: Sequence[IndexRow]) -> str:
    """The list of several files, each linked to its page."""
    labels = [upper_first(severity.label) for severity in PAPER_SEVERITIES]
    return _PAGES.render("index.html.j2", {"rows": rows, "labels": labels})


def severity_counts(report: Report) -> tuple[int, ...]:
    """The numbers of breaches in the order of `PAPER_SEVERITIES`."""
    severities = [rule.severity for rule, _ in report.breaches()]
    return tuple(severities.count(severity) for severity in PAPER_SEVERITIES)


def _counts(report: Report) -> list[tuple[str, str, int]]:
    pairs = zip(PAPER_SEVERITIES, severity_counts(report), strict=True)
    return [(severity.value, severity.label, count) for severity, count in pairs if count]


def _item(entry: Entry, marked: set[int], regime: Regime) -> dict[str, object]:
    breach = entry.breach
    return {
        "number": entry.number,
        "marked": entry.number in marked,
        "severity": entry.rule.severity.value,
        "label": upper_first(entry.rule.severity.label),
        "code": entry.rule.code,
        "title": entry.rule.title,
        "place": entry.place,
        "found": breach.found,
        "expected": breach.expected,
        "hint": breach.hint,
        "citation": citation(entry.rule, regime),
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rectangle:
    """A box in percent of its page."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True, slots=True)
class _Mark:
    """One finding on a page."""

    number: int
    severity: str
    title: str


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """One page as the template needs it: findings with a box, findings about the page as a whole, rules of style."""

    page: int
    source: str
    boxed: tuple[_Mark, ...]
    whole: tuple[_Mark, ...]
    rules: str


def _sheet(picture: Picture, found: Sequence[Entry], marks: Mapping[int, Box]) -> _Sheet:
    """A page with the findings on it.

    The positions of their boxes are rules of the page's style sheet: the content security policy allows no style
    attributes.
    """
    here = [(entry, marks[entry.number]) for entry in found if entry.number in marks]
    here = [(entry, box) for entry, box in here if box.page == picture.page]
    stacked: dict[tuple[float, float], int] = {}
    rules = [f"#p{picture.page} {{ aspect-ratio: {picture.width:.1f} / {picture.height:.1f}; }}\n"]
    for entry, box in here:
        level = stacked.setdefault((box.left, box.top), 0)
        stacked[box.left, box.top] = level + 1
        rules.append(_place_rule(entry.number, _percent(box, picture), level))
    return _Sheet(
        page=picture.page,
        source="data:image/png;base64," + base64.b64encode(picture.png).decode("ascii"),
        boxed=tuple(_mark(entry) for entry, _ in here),
        whole=tuple(_mark(entry) for entry in found if entry.number not in marks and entry.page == picture.page),
        rules="".join(rules),
    )


def _mark(entry: Entry) -> _Mark:
    return _Mark(number=entry.number, severity=entry.rule.severity.value, title=entry.rule.title)


def _percent(box: Box, picture: Picture) -> _Rectangle:
    """The box in percent, kept on the page and large enough to be seen."""
    left = min(max(box.left / picture.width * 100, 0.0), 99.0)
    top = min(max(box.top / picture.height * 100, 0.0), 99.0)
    return _Rectangle(
        left=left,
        top=top,
        width=min(max(box.width / picture.width * 100, 1.0), 100 - left),
        height=min(max(box.height / picture.height * 100, 0.6), 100 - top),
    )


def _place_rule(number: int, at: _Rectangle, level: int) -> str:
    place = f"left: {at.left:.2f}%; top: {at.top:.2f}%; width: {at.width:.2f}%; height: {at.height:.2f}%;"
    # Several findings at one place: their numbers stand side by side.
    shift = f"#m{number} b {{ margin-right: {1.9 * level:.1f}em; }}\n" if level else ""
    return f"#m{number} {{ {place} }}\n{shift}"
