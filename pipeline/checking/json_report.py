"""A report as plain values for JSON (báo cáo dạng JSON): the published shape of `vanthu check --json`."""

from __future__ import annotations

from pipeline.checking.check_result import Report
from pipeline.checking.check_words import reason_of
from pipeline.checking.entries import Entry, entries
from pipeline.reading.facts import Box
from pipeline.reading.recognised import Component, Paper

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]


def report_values(report: Report) -> dict[str, Value]:
    """The JSON values of one checked file: what it is, coverage, components, findings, the state of every rule."""
    paper, coverage = report.paper, report.coverage
    return {
        "file": report.file,
        "regime": paper.regime.value,
        "regime_reason": paper.regime_reason,
        "type": paper.type_name or None,
        "number": _number(paper),
        "date": paper.date.isoformat() if paper.date else None,
        "pages": paper.facts.pages,
        "coverage": {
            "concerned": coverage.concerned,
            "passed": coverage.passed,
            "failed": coverage.failed,
            "not_evaluated": coverage.not_evaluated,
            "not_applicable": coverage.not_applicable,
        },
        "components": [_component(paper, component) for component in _in_order(paper)],
        "findings": [finding_values(entry) for entry in entries(report)],
        "rules": [
            {"code": result.rule.code, "state": result.state, "reason": reason_of(result.verdict)}
            for result in report.results
        ],
        "error": None,
    }


def failure_values(file: str, message: str, hint: str) -> dict[str, Value]:
    """The JSON values of a file that could not be read, in the same shape: only the reason is filled in."""
    return {
        "file": file,
        "regime": None,
        "regime_reason": None,
        "type": None,
        "number": None,
        "date": None,
        "pages": None,
        "coverage": None,
        "components": [],
        "findings": [],
        "rules": [],
        "error": {"message": message, "hint": hint},
    }


def finding_values(entry: Entry) -> dict[str, Value]:
    """One finding: rule, words, place. Pages and paragraphs count from 1, boxes are in mm from the page's top left."""
    rule, breach = entry.rule, entry.breach
    return {
        "code": rule.code,
        "title": rule.title,
        "severity": rule.severity.value,
        "message": f"{breach.found}; yêu cầu: {breach.expected}",
        "found": breach.found,
        "expected": breach.expected,
        "hint": breach.hint,
        "citation": rule.at,
        "page": entry.page,
        "paragraph": entry.paragraph,
        "box": box_values(entry.box),
    }


def box_values(box: Box | None) -> Value:
    """A box as a record of mm."""
    if box is None:
        return None
    sides = {"left": box.left, "top": box.top, "right": box.right, "bottom": box.bottom}
    return {"page": box.page, **{name: round(value, 2) for name, value in sides.items()}}


def _in_order(paper: Paper) -> list[Component]:
    return sorted(paper.components, key=lambda component: (component.part, component.paragraphs[:1]))


def _component(paper: Paper, component: Component) -> dict[str, Value]:
    box = paper.box(component.paragraphs[0]) if component.paragraphs else None
    return {
        "element": component.element.value,
        "part": component.part,
        "text": paper.text(component),
        "confidence": round(component.confidence, 3),
        "page": box.page if box else None,
    }


def _number(paper: Paper) -> Value:
    number = paper.number
    return f"{number.number}/{number.symbol}" if number and number.symbol else number.number if number else None
