"""An office's levels of the check: rules off, softer or harder; what binds by the decree is never softened in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.building.prepare import prepare_office
from pipeline.building.state.fingerprint import environment
from pipeline.checking.house_levels import at_house_levels, read_levels
from pipeline.checking.rules.registry import RULES_BY_CODE
from pipeline.decree.profile import load_profile
from pipeline.finding import Finding, Severity
from tests.workspace.small_folder import FILES, write_folder


def finding(code: str) -> Finding:
    return Finding(code=code, severity=RULES_BY_CODE[code].severity, message="Lề trái 25 mm", document="cv-1")


@pytest.mark.parametrize(
    ("code", "level", "severity", "note"),
    [
        ("CL-02", "Thông lệ", Severity.HOUSE_STYLE, " (cơ quan đã nâng mức; mức gốc: chất lượng)"),
        ("DC-01", "cần  xem lại", Severity.LEGAL_WARNING, " (cơ quan đã nâng mức; mức gốc: thông lệ)"),
        ("PG-04", "thông lệ", Severity.HOUSE_STYLE, " (cơ quan đã hạ mức; mức gốc: sai thể thức)"),
        ("PG-04", "tắt", Severity.QUALITY, " (cơ quan đã tắt quy tắc này; mức gốc: sai thể thức)"),
        ("PG-04", "sai thể thức", Severity.LEGAL_ERROR, ""),
    ],
)
def test_levels__a_finding_says_that_its_level_is_the_offices(
    code: str, level: str, severity: Severity, note: str
) -> None:
    levels, problems = read_levels({code.lower(): level})
    assert problems == ()
    before = finding(code)
    assert at_house_levels((before,), levels) == (replace(before, severity=severity, message=f"Lề trái 25 mm{note}"),)


def test_levels__a_rule_of_practice_that_is_off_finds_nothing_and_others_stay() -> None:
    levels, _ = read_levels({"CL-02": "tắt"})
    others = (finding("CL-03"), Finding(code="DUNG-12", severity=Severity.WARNING, message="…"))
    assert at_house_levels((finding("CL-02"), *others), levels) == others


@pytest.mark.parametrize(
    ("code", "level", "message", "hint"),
    [
        ("CL2", "tắt", "Mức kiểm tra “CL2”: không có quy tắc này", "Có phải “CL-02”"),
        ("CL-02", "tat", "Mức kiểm tra “CL-02”: ghi “tat”, cần tắt, chất lượng, thông lệ", "Nên ghi: tắt"),
        ("CL-02", "sai thể thức", "chỉ dành cho điều Nghị định bắt buộc", "Cao nhất là: cần xem lại"),
    ],
)
def test_levels__what_cannot_be_taken_is_told_with_the_nearest(code: str, level: str, message: str, hint: str) -> None:
    levels, (problem,) = read_levels({code: level})
    assert levels == ()
    assert message in problem.message
    assert hint in problem.hint


def test_levels__one_rule_twice_is_told() -> None:
    _, (problem,) = read_levels({"CL-02": "tắt", "cl-02": "thông lệ"})
    assert "hai lần" in problem.message


def _office(folder: Path, levels: str) -> Path:
    return write_folder(folder, {**FILES, "vp.yaml": FILES["vp.yaml"] + levels})


def test_office__levels_come_with_its_records_and_softening_the_decree_is_told(tmp_path: Path) -> None:
    prepared = prepare_office(_office(tmp_path, "mức kiểm tra:\n  PG-04: thông lệ\n  QH-02: tắt\n  CL-02: tắt\n"))
    assert prepared.profile.levels == (("CL-02", None), ("PG-04", Severity.HOUSE_STYLE), ("QH-02", None))
    assert [(one.code, one.severity, one.line, one.message) for one in prepared.findings] == [
        (
            "TT-03",
            Severity.WARNING,
            8,
            "Cơ quan đã hạ mức quy tắc bắt buộc PG-04 “Lề trái 30 - 35 mm”: từ “sai thể thức” xuống “thông lệ”",
        ),
        (
            "TT-03",
            Severity.WARNING,
            9,
            "Cơ quan đã tắt quy tắc bắt buộc QH-02 “Quốc hiệu in hoa, đậm, đứng, cỡ 12 - 13”",
        ),
    ]
    assert prepared.documents
    assert not prepared.unmade


def test_office__a_level_that_is_none_stops_the_build_at_its_line(tmp_path: Path) -> None:
    prepared = prepare_office(_office(tmp_path, "mức kiểm tra:\n  PG-99: tắt\n"))
    (found,) = prepared.findings
    assert (found.code, found.severity, found.file, found.line) == ("TT-02", Severity.ERROR, "vp.yaml", 8)
    assert prepared.refused


def test_environment__other_levels_mean_another_check_and_the_same_bytes() -> None:
    plain = load_profile()
    softer = replace(plain, levels=(("CL-02", None),))
    before, after = (environment(profile=one, engine_version="25.2", fonts=()) for one in (plain, softer))
    assert before.checker != after.checker
    assert replace(after, checker=before.checker) == before
