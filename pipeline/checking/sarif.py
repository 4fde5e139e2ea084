"""Reports as SARIF 2.1.0 (định dạng trao đổi kết quả phân tích tĩnh), for tools that collect findings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePosixPath

from pipeline.checking.check_result import Report
from pipeline.checking.check_words import explanation, locator_in_words
from pipeline.checking.entries import Entry, entries
from pipeline.checking.json_report import Value, box_values
from pipeline.checking.rules.rule import Rule
from pipeline.finding import Severity

_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.LEGAL_ERROR: "error",
    Severity.LEGAL_WARNING: "warning",
    Severity.HOUSE_STYLE: "note",
    Severity.QUALITY: "note",
}


def sarif(
    reports: Sequence[Report], *, rules: Sequence[Rule], version: str, failures: Sequence[tuple[str, str]] = ()
) -> str:
    """One run over all files. `rules` are those asked; `failures` are files that could not be read, with the reason."""
    positions = {rule.code: position for position, rule in enumerate(rules)}
    # Offices number their own rules alike: those of several are told apart by their names.
    named = {(rule.code, rule.title): position for position, rule in enumerate(rules)}
    checked = {report.file: report for report in reports}
    places = {file: place for place, file in enumerate(dict.fromkeys([*checked, *(file for file, _ in failures)]))}
    driver: dict[str, Value] = {"name": "vanthu", "language": "vi", "rules": [_descriptor(rule) for rule in rules]}
    if version:
        driver["version"] = version
    run: dict[str, Value] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(failures)],
        "artifacts": [_artifact(file, checked.get(file)) for file in places],
        "results": [
            _result(
                entry,
                report.file,
                rule_index=named.get((entry.rule.code, entry.rule.title), positions[entry.rule.code]),
                artifact=places[report.file],
            )
            for report in reports
            for entry in entries(report)
        ],
    }
    log: dict[str, Value] = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def uri(file: str) -> str:
    """A path as a URI: relative paths stay relative, characters outside ASCII and blanks are percent-encoded."""
    posix = PurePosixPath(file.replace("\\", "/"))
    if posix.is_absolute():
        return posix.as_uri()
    return PurePosixPath("/", posix).as_uri().removeprefix("file:///")


def _descriptor(rule: Rule) -> dict[str, Value]:
    return {
        "id": rule.code,
        "name": rule.title,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": explanation(rule) or rule.title},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "citation": rule.at,
            "citationText": locator_in_words(rule.at),
            "severity": rule.severity.value,
            "group": rule.group.value,
        },
    }


def _invocation(failures: Sequence[tuple[str, str]]) -> dict[str, Value]:
    return {
        "executionSuccessful": not failures,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": message},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(file)}}}],
            }
            for file, message in failures
        ],
    }


def _artifact(file: str, report: Report | None) -> dict[str, Value]:
    if report is None:
        return {"location": {"uri": uri(file)}}
    coverage = report.coverage
    return {
        "location": {"uri": uri(file)},
        "properties": {
            "regime": report.paper.regime.value,
            "type": report.paper.type_name,
            "passed": coverage.passed,
            "failed": coverage.failed,
            "notEvaluated": coverage.not_evaluated,
            "notApplicable": coverage.not_applicable,
        },
    }


def _result(entry: Entry, file: str, *, rule_index: int, artifact: int) -> dict[str, Value]:
    breach = entry.breach
    physical: dict[str, Value] = {"artifactLocation": {"uri": uri(file), "index": artifact}}
    location: dict[str, Value] = {"physicalLocation": physical}
    if entry.place:
        location["logicalLocations"] = [{"name": entry.place, "kind": "paragraph" if entry.paragraph else "page"}]
    location["properties"] = {"page": entry.page, "paragraph": entry.paragraph, "box": box_values(entry.box)}
    place = f"{entry.place}: " if entry.place else ""
    hint = f" {breach.hint}" if breach.hint else ""
    return {
        "ruleId": entry.rule.code,
        "ruleIndex": rule_index,
        "kind": "fail",
        "level": _LEVELS[entry.rule.severity],
        "message": {"text": f"{place}{breach.found}; yêu cầu: {breach.expected}.{hint}"},
        "locations": [location],
    }
