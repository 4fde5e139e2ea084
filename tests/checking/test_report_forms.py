"""Words, entries, JSON, placement and merging of reports made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pipeline.checking.check_result import Report, Result
from pipeline.checking.check_words import (
    ELEMENTS,
    REGIMES,
    citation,
    coverage_line,
    explanation,
    identity_line,
    left_open,
    locator_in_words,
    nearest_code,
    rule_sheet,
)
from pipeline.checking.entries import entries
from pipeline.checking.json_report import failure_values, report_values
from pipeline.checking.merge import merged_findings
from pipeline.checking.placement import placed
from pipeline.checking.rules.left_out import LeftOut
from pipeline.checking.rules.registry import RULES
from pipeline.checking.rules_page import rules_page
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Element, Regime
from tests.checking.reports import MOTTO, breach, facts, paper, report, rule, unjudged


def test_words__there_is_one_for_every_component_and_regime() -> None:
    assert set(ELEMENTS) == set(Element)
    assert set(REGIMES) == set(Regime)


def test_coverage_line__not_evaluated_is_not_passed() -> None:
    assert coverage_line(report().coverage) == (
        "Đã xét 5/7 quy tắc liên quan: 1 đạt, 4 không đạt; 2 không xét được từ tệp này; 1 không liên quan."
    )


def test_identity_line() -> None:
    assert identity_line(report().paper) == "quyết định; số 15/QĐ-UBND; ngày 05 tháng 3 năm 2024; 2 trang"


def test_left_open__rules_with_one_reason_stand_together() -> None:
    assert left_open(report()) == (("tệp không cho biết", ("ND-96", "ND-97")),)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("PLI.P1.II.1b", "Phụ lục I, Phần I, Mục II, khoản 1, điểm b"),
        ("PLI.P1.II.6đ", "Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"),
        ("PLI.P2.II.2a", "Phụ lục I, Phần II, Mục II, khoản 2, điểm a"),
        ("PLIII.M1.9", "Phụ lục III, Mẫu 1.9"),
        ("PLI.P1.V.6b", "Phụ lục I, Phần I, Mục V (bảng mẫu chữ), dòng 6b"),
        ("Đ.25.2b", "Điều 25, khoản 2, điểm b"),
        ("PLVI.P2.I", "Phụ lục VI, Phần II, Mục I"),
        ("điều lạ", "điều lạ"),
    ],
)
def test_locator_in_words(at: str, words: str) -> None:
    assert locator_in_words(at) == words


def test_citation__an_older_paper_is_not_judged_by_the_decree() -> None:
    assert "Thông tư 01/2011/TT-BNV" in citation(MOTTO, Regime.TT01)
    assert "Thông tư" not in citation(MOTTO, Regime.ND30)
    assert "-" not in citation(replace(MOTTO, at="-"), Regime.ND30)


@pytest.mark.parametrize("rule_", RULES, ids=[one.code for one in RULES])
def test_rules__every_one_explains_itself_under_its_own_code(rule_: object) -> None:
    one = next(one for one in RULES if one is rule_)
    assert explanation(one).startswith(f"{one.code}: ")
    assert locator_in_words(one.at) != one.at or one.at == "-"
    assert dict(rule_sheet(one))["Nhóm"] == one.group.value


@pytest.mark.parametrize("written", ["QH-03", "qh-3", "QH3", "QH 03", "qh03"])
def test_nearest_code(written: str) -> None:
    assert nearest_code(written) == "QH-03"


def test_nearest_code__nothing_like_it() -> None:
    assert nearest_code("!!!") is None


def test_entries__in_the_order_of_the_paper_with_places() -> None:
    found = entries(report())
    assert [(one.number, one.rule.code) for one in found] == [(1, "PG-92"), (2, "QH-03"), (3, "TL-93"), (4, "ND-91")]
    assert found[0].place == "trang 2"
    assert found[1].place == "trang 1"  # what it says quotes the text
    assert found[3].place.startswith("trang 1")
    assert found[2].place == ""
    assert entries(report(Medium.DOCX))[1].place == "đoạn 2"
    silent = replace(report(), results=(Result(rule=MOTTO, verdict=(breach("cỡ chữ 15", at=1),)),))
    assert entries(silent)[0].place == "trang 1, “Độc lập – Tự do – Hạnh phúc”"


def test_entries__paragraphs_cut_by_recognition_count_as_in_the_file() -> None:
    one = report(Medium.DOCX)
    cut = tuple(replace(item, origin=0) for item in one.paper.facts.paragraphs)
    moved = replace(one, paper=replace(one.paper, facts=replace(one.paper.facts, paragraphs=cut)))
    assert entries(moved)[1].paragraph == 1


def test_entries__a_breach_without_a_place_is_shown_at_the_component_of_its_rule() -> None:
    judged = (Result(rule=MOTTO, verdict=(breach(),)),)
    (entry,) = entries(Report(file="a", paper=paper(facts()), results=judged))
    assert (entry.paragraph, entry.near) == (None, 1)


def test_placed__a_word_file_by_the_text_of_its_paragraphs() -> None:
    word, pdf = report(Medium.DOCX), facts()
    found = entries(word)
    assert placed(found, checked=word.paper.facts, shown=pdf) == {
        2: pdf.paragraphs[1].box,
        4: pdf.paragraphs[3].box,
    }


def test_placed__text_in_another_order_or_twice() -> None:
    word, pdf = report(Medium.DOCX), facts()
    found = entries(word)
    turned = replace(pdf, paragraphs=tuple(reversed(pdf.paragraphs)))
    assert placed(found, checked=word.paper.facts, shown=turned)[2] == pdf.paragraphs[1].box
    strange = tuple(replace(one, text="Trùng nhau và không có trong tệp") for one in pdf.paragraphs)
    assert placed(found, checked=word.paper.facts, shown=replace(pdf, paragraphs=strange)) == {}


def test_report_values__published_shape() -> None:
    values = report_values(report())
    assert json.loads(json.dumps(values)) == values
    assert set(values) == {
        "file", "regime", "regime_reason", "type", "number", "date", "pages", "coverage", "components", "findings",
        "rules", "error",
    }  # fmt: skip
    assert set(failure_values("a", "b", "c")) == set(values)
    assert (values["number"], values["date"], values["regime"]) == ("15/QĐ-UBND", "2024-03-05", "nd30_2020")
    findings = values["findings"]
    assert isinstance(findings, list)
    assert isinstance(findings[1], dict)
    assert set(findings[1]) == {
        "code", "title", "severity", "message", "found", "expected", "hint", "citation", "page", "paragraph", "box",
    }  # fmt: skip
    rules = values["rules"]
    assert isinstance(rules, list)
    assert rules[-1] == {"code": "ND-97", "state": "NOT_EVALUATED", "reason": "tệp không cho biết"}
    assert report_values(unjudged())["findings"] == []


def test_merged_findings__the_same_breach_in_both_files_is_one_and_has_a_page() -> None:
    findings = merged_findings(report(Medium.DOCX, name="a.docx"), report(name="a.pdf"), document="a")
    assert [one.file for one in findings] == ["a.pdf"] * 4
    assert {one.document for one in findings} == {"a"}
    assert "trang 1: " in next(one.message for one in findings if one.code == "QH-03")


def test_merged_findings__what_only_one_file_shows_is_kept() -> None:
    word = report(Medium.DOCX, name="a.docx")
    only = Result(rule=rule("TT-98", Severity.QUALITY), verdict=(breach("ghi chú ẩn"),))
    with_more = replace(word, results=(*word.results, only))
    findings = merged_findings(with_more, report(name="a.pdf"))
    assert [(one.code, one.file) for one in findings][-1] == ("TT-98", "a.docx")
    assert len(findings) == 5


def test_rules_page__every_rule_once_and_what_was_left_out() -> None:
    page = rules_page(
        note="ghi chú", left_out=[LeftOut(code="SO-02", title="Sao | lục", reason="không thấy trên giấy")]
    )
    for one in RULES:
        assert page.count(f"\n### {one.code}\n") == 1
    assert "| SO-02 | Sao \\| lục | không thấy trên giấy |" in page
