"""SARIF 2.1.0: the essentials of its schema, and what of a report stands in it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema

from pipeline.checking.sarif import sarif, uri
from pipeline.reading.facts import Medium
from tests.checking.reports import MOTTO, report

# What the schema of OASIS demands of the parts used here.
_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_ARTIFACT = {
    "type": "object",
    "properties": {
        "uri": {"type": "string", "pattern": r"^[A-Za-z0-9%./_~:@!$&'()*+,;=?#-]+$"},
        "index": {"type": "integer", "minimum": 0},
    },
    "additionalProperties": False,
}
_LOCATION = {
    "type": "object",
    "properties": {
        "physicalLocation": {
            "type": "object",
            "properties": {"artifactLocation": _ARTIFACT},
            "additionalProperties": False,
        },
        "logicalLocations": {"type": "array", "items": {"type": "object", "required": ["name", "kind"]}},
        "properties": {"type": "object"},
    },
    "additionalProperties": False,
}
_RULE = {
    "type": "object",
    "required": ["id", "name", "shortDescription", "fullDescription", "properties"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "shortDescription": _TEXT,
        "fullDescription": _TEXT,
        "defaultConfiguration": {"type": "object", "properties": {"level": _LEVEL}, "additionalProperties": False},
        "properties": {"type": "object", "required": ["citation"]},
    },
    "additionalProperties": False,
}
_RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "kind": {"enum": ["fail"]},
        "level": _LEVEL,
        "message": _TEXT,
        "locations": {"type": "array", "items": _LOCATION},
    },
    "additionalProperties": False,
}
_INVOCATION = {
    "type": "object",
    "required": ["executionSuccessful"],
    "properties": {
        "executionSuccessful": {"type": "boolean"},
        "toolExecutionNotifications": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message"],
                "properties": {
                    "level": _LEVEL,
                    "message": _TEXT,
                    "locations": {"type": "array", "items": _LOCATION},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "language": {"type": "string", "pattern": "^[a-z]{2}$"},
                                    "rules": {"type": "array", "items": _RULE},
                                },
                                "additionalProperties": False,
                            }
                        },
                        "additionalProperties": False,
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "invocations": {"type": "array", "items": _INVOCATION},
                    "artifacts": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {"location": _ARTIFACT, "properties": {"type": "object"}},
                            "additionalProperties": False,
                        },
                    },
                    "results": {"type": "array", "items": _RESULT},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


def log(**options: Any) -> dict[str, Any]:
    one, other = report(), report(Medium.DOCX, name="b.docx")
    rules = [result.rule for result in one.results]
    text = sarif([one, other], rules=rules, version="1.0", **options)
    value: dict[str, Any] = json.loads(text)
    jsonschema.validate(value, SCHEMA)
    return value


def test_sarif__every_finding_with_level_rule_and_place() -> None:
    (run,) = log()["runs"]
    results = run["results"]
    assert [(one["ruleId"], one["level"]) for one in results[:4]] == [
        ("PG-92", "warning"),
        ("QH-03", "error"),
        ("TL-93", "note"),
        ("ND-91", "note"),
    ]
    assert len(results) == 8
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in results)
    place = results[1]["locations"][0]
    assert place["properties"]["page"] == 1
    assert place["properties"]["box"] == {"page": 1, "left": 30, "top": 30, "right": 150, "bottom": 36}
    files = [one["location"]["uri"] for one in run["artifacts"]]
    assert files == ["th%C6%B0%20m%E1%BB%A5c/v%C4%83n%20b%E1%BA%A3n.pdf", "b.docx"]
    for one in results:
        where = one["locations"][0]["physicalLocation"]["artifactLocation"]
        assert files[where["index"]] == where["uri"]


def test_sarif__a_word_file_has_paragraphs_and_no_pages() -> None:
    place = log()["runs"][0]["results"][5]["locations"][0]
    assert (place["properties"]["page"], place["properties"]["paragraph"], place["properties"]["box"]) == (
        None,
        2,
        None,
    )
    assert place["logicalLocations"][0]["name"].startswith("đoạn 2")


def test_sarif__rules_carry_what_they_say_and_their_place_in_the_law() -> None:
    rules = {one["id"]: one for one in log()["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["QH-03"]["properties"]["citation"] == MOTTO.at
    assert "gạch nối" in rules["QH-03"]["fullDescription"]["text"]


def test_sarif__a_file_that_cannot_be_read_is_told() -> None:
    (run,) = log(failures=[("hỏng.pdf", "Tệp PDF bị hỏng.")])["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "Tệp PDF bị hỏng."
    assert len(run["artifacts"]) == 3


def test_uri__absolute_and_relative() -> None:
    assert uri("/tmp/a b.pdf") == "file:///tmp/a%20b.pdf"  # noqa: S108 - a name, no file
    assert uri("../x/đ.pdf") == "../x/%C4%91.pdf"
