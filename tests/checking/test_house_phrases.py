"""Rules of an office's own: phrases that its papers must or must not hold, told by build and by `vanthu check`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pipeline.building.making.judge import form_findings
from pipeline.building.prepare import prepare_office
from pipeline.building.state.fingerprint import environment
from pipeline.checking.house import House
from pipeline.checking.house_phrases import house_rules, read_phrases
from pipeline.checking.run_rules import check
from pipeline.decree.house_phrase import HousePhrase
from pipeline.decree.profile import load_profile
from pipeline.finding import Severity
from pipeline.reading.docx import read_docx
from pipeline.records.agency import OwnRule
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from tests.cli.test_check import good
from tests.program import vanthu
from tests.sample import TEMPLATES, sample
from tests.workspace.small_folder import FILES, write_folder

TYPES = ("công văn", "quyết định", "thông báo")
RULES = """
quy tắc riêng:
  - tên: Không viết “cơ quan, đơn vị”
    không có: [các cơ quan, đơn vị]
    loại văn bản: [công văn]
    mức: cần xem lại
    cách sửa: Ghi tên từng cơ quan.
  - tên: Có lời cảm ơn
    phải có: [Trân trọng cảm ơn, xin cảm ơn]
"""


def own(**said: object) -> OwnRule:
    return OwnRule.model_validate({"tên": "Quy tắc", **{key.replace("_", " "): value for key, value in said.items()}})


def judged(*phrases: HousePhrase) -> list[tuple[str, str, str]]:
    """What the rules find in the letter of the sample office: code, finding, hint."""
    report = check(read_docx(good(), name="cv.docx"), house=House(phrases=phrases))
    return [(rule.code, one.found, one.hint) for rule, one in report.breaches() if rule.code.startswith("RIENG-")]


def phrase(words: str, kind: str = "forbidden", **others: object) -> HousePhrase:
    return HousePhrase(name="Quy tắc", phrases=(words,), kind=kind, severity=Severity.QUALITY, **others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("ĐỘC LẬP - tự do", True),
        ("độc   lập", True),
        ("Tự do -", True),
        ("Tự d", False),  # no whole word
        ("ự do", False),
        ("Tự do Hạnh phúc", False),  # a mark between
        ("Độc lập - Tự do".replace("ộ", "o\u0323\u0302"), True),  # letters put together
        (".*", False),
        ("{motto.size}", False),
    ],
)
def test_phrase__is_found_as_whole_words_whatever_the_capitals_and_blanks(words: str, *, there: bool) -> None:
    assert judged(phrase(words, hint="Sửa.")) == ([("RIENG-01", f"Có “{words}”", "Sửa.")] if there else [])
    assert bool(judged(phrase(words, "required"))) is not there


def test_rule__of_another_type_does_not_concern_a_paper() -> None:
    assert judged(phrase("Độc lập", types=("quyết định",))) == []
    assert judged(phrase("Độc lập", types=("quyết định", "công văn"))) != []


@pytest.mark.slow
@settings(max_examples=60, derandomize=True, deadline=None)
@given(some.text(alphabet="ab .,", max_size=30), some.text(alphabet="ab .,", min_size=1, max_size=6))
def test_tokens__find_what_a_pattern_of_words_would(text: str, words: str) -> None:
    from pipeline.checking.house_phrases import _tokens  # noqa: PLC0415 - the one judgement behind both kinds

    wanted, there = re.findall(r"\w+|[^\w\s]", words), re.findall(r"\w+|[^\w\s]", text)
    if wanted:
        found = any(there[at : at + len(wanted)] == wanted for at in range(len(there)))
        assert (_tokens(words) in _tokens(text)) is found


def test_hostile_phrase__ends() -> None:
    """A phrase of a hundred words against half a million that nearly match everywhere: over in no time, or never."""
    from pipeline.checking.house_phrases import _tokens  # noqa: PLC0415

    text, words = _tokens("ab " * 500_000), _tokens("ab " * 99 + "ac")
    assert words not in text
    assert _tokens("ab " * 99) in text


@pytest.mark.parametrize(
    ("rule", "field", "message", "hint"),
    [
        (own(), "tên", "cần đúng một trong hai mục", "Thêm một mục"),
        (own(không_có=["a"], phải_có=["b"]), "tên", "cần đúng một trong hai mục", "Tách thành hai"),
        (own(không_có=["…"]), "không có", "phải có chữ", "Ghi đúng"),
        (own(phải_có=["a" * 301]), "phải có", "không quá 300 ký tự", "Ghi đúng"),
        (own(phải_có=["a"] * 21), "phải có", "quá 20 cụm chữ", "Tách"),
        (
            own(không_có=["a"], loại_văn_bản=["công vă"]),
            "loại văn bản",
            "không có loại văn bản “công vă”",
            "“công văn”",
        ),
    ],
)
def test_rules__what_is_wrong_is_told(rule: OwnRule, field: str, message: str, hint: str) -> None:
    good_one = own(không_có=["a"])
    phrases, (problem,) = read_phrases([good_one, rule], TYPES)
    assert len(phrases) == 1
    assert (problem.number, problem.field) == (1, field)
    assert message in problem.message
    assert hint in problem.hint


def test_rules__there_is_an_end_to_their_number() -> None:
    phrases, problems = read_phrases([own(không_có=["a"])] * 101, TYPES)
    assert (len(phrases), len(problems)) == (100, 1)


def test_office__its_rules_come_with_its_records_and_are_told_of_its_papers(tmp_path: Path) -> None:
    office = write_folder(tmp_path, {**FILES, "vp.yaml": FILES["vp.yaml"] + RULES})
    prepared = prepare_office(office)
    assert prepared.findings == ()
    document = next(one for one in prepared.documents if one.type.name == "Công văn")
    docx = make_docx(document, templates=load_templates(TEMPLATES), profile=prepared.profile)
    report = check(read_docx(docx, name="cv.docx"), house=House(phrases=prepared.profile.phrases))
    found = [one for one in report.findings(document.id) if one.code.startswith("RIENG-")]
    assert ("RIENG-02", Severity.HOUSE_STYLE) in [(one.code, one.severity) for one in found]
    assert any("Không có “Trân trọng cảm ơn” hay “xin cảm ơn”; yêu cầu: Có lời cảm ơn" in one.message for one in found)


def test_office__a_rule_that_is_wrong_stops_the_build_at_its_line(tmp_path: Path) -> None:
    wrong = RULES.replace("[công văn]", "[công vằn]")
    prepared = prepare_office(write_folder(tmp_path, {**FILES, "vp.yaml": FILES["vp.yaml"] + wrong}))
    (found,) = prepared.findings
    line = (FILES["vp.yaml"] + wrong).splitlines().index("    loại văn bản: [công vằn]") + 1
    assert (found.code, found.file, found.line) == ("TT-04", "vp.yaml", line)
    assert prepared.refused


def test_environment__other_rules_mean_another_check_and_the_same_bytes() -> None:
    from dataclasses import replace  # noqa: PLC0415

    plain = load_profile()
    ruled = replace(plain, phrases=(phrase("a"),))
    before, after = (environment(profile=one, engine_version="25.2", fonts=()) for one in (plain, ruled))
    assert before.checker != after.checker
    assert replace(after, checker=before.checker) == before


@pytest.mark.slow
def test_check__of_a_file_in_the_office_asks_its_rules_unless_others_are_named(tmp_path: Path) -> None:
    office = write_folder(tmp_path / "ho-so", {**FILES, "vp.yaml": FILES["vp.yaml"] + RULES})
    (office / "mau").mkdir()
    (office / "mau" / "loai_van_ban.toml").write_text("", encoding="utf-8")
    file = office / "cv.docx"
    file.write_bytes(good())
    said = vanthu("check", file)
    assert "Quy tắc riêng của cơ quan" in said.stdout
    assert "Không có “Trân trọng cảm ơn” hay “xin cảm ơn”" in said.stdout
    assert "RIENG-" not in vanthu("check", file, "--only", "QH-02").stdout
    sarif = json.loads(vanthu("check", file, "--sarif").stdout)["runs"][0]
    rules = {one["id"]: one["name"] for one in sarif["tool"]["driver"]["rules"]}
    assert rules["RIENG-02"] == "Có lời cảm ơn"
    assert any(one["ruleId"] == "RIENG-02" for one in sarif["results"])


def test_rules__keep_their_order_and_the_words_of_the_office() -> None:
    rules = house_rules((phrase("a"), phrase("b")))
    assert [one.code for one in rules] == ["RIENG-01", "RIENG-02"]
    assert rules[0].title == "Quy tắc"


@pytest.mark.office
def test_build__tells_what_both_files_break_once() -> None:
    from pipeline.typeset.libreoffice.convert import to_pdf  # noqa: PLC0415 - only here
    from pipeline.typeset.libreoffice.soffice import find_engine  # noqa: PLC0415

    document = next(one for one in sample().documents if one.id == "cong-van-don-doc")
    pdf = to_pdf({"cv": good()}, engine=find_engine(), processes=1)["cv"]
    assert isinstance(pdf, bytes)
    found = form_findings(document, good(), pdf, phrases=(phrase("Độc lập"), phrase("Trân trọng cảm ơn", "required")))
    assert [one.code for one in found] == ["RIENG-01", "RIENG-02"]
