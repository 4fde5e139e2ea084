"""The decree's own examples, and what it forbids: each on a real paper, judged by the rule that speaks of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import Unreadable
from pipeline.law.check.run import check, judge
from pipeline.law.facts.docx import read_docx
from pipeline.law.facts.paper import Element
from pipeline.law.facts.recognise import recognise
from pipeline.law.profile import load_profile
from pipeline.law.rules.registry import RULES_BY_CODE
from tests.casework import changed, docx_facts
from tests.sample import ROOT, sample

# nd30.md I.3: what must fail, and by which rule. The element, what stands there in the sample paper, what is put.
FORBIDDEN = (
    ("quyet-dinh-to-giup-viec", "number", "Số: 412/QĐ-UBND", "Số 15/QĐ-UBND", "SK-01"),
    ("quyet-dinh-to-giup-viec", "number", "Số: 412/QĐ-UBND", "Số: 5/QĐ-UBND", "SK-02"),
    ("quyet-dinh-to-giup-viec", "number", "Số: 412/QĐ-UBND", "Số: 15 / QĐ - UBND", "SK-03"),
    ("quyet-dinh-to-giup-viec", "number", "Số: 412/QĐ-UBND", "Số: 15/QCh-UBND", "SK-04"),
    ("phien-1-2024-thong-bao", "number", "05/TB-", "15/2026/TB-", "SK-09"),
    ("phien-1-2024-thong-bao", "place_date", "ngày 20 tháng 3", "ngày 5 tháng 1", "DT-02"),
    ("phien-1-2024-thong-bao", "place_date", "ngày 20 tháng 3", "ngày 05 tháng 03", "DT-02"),
    ("phien-1-2024-thong-bao", "place_date", ", ngày", " ngày", "DT-01"),
    ("phien-1-2024-thong-bao", "motto", "-", "–", "QH-03"),
    ("cong-van-don-doc", "letter_subject", "V/v ", "V/v: ", "TL-04"),
    ("cong-van-don-doc", "recipients", "- Lưu: VT, CNTT (2).", "- Lưu VT;", "NN-03"),
    ("cong-van-don-doc", "signing_capacity", "KT. GIÁM ĐỐC", "KT. PHÓ GIÁM ĐỐC", "KY-01"),
    ("cong-van-don-doc", "signer_name", "Đỗ Thị Lan Phương", "PGS.TS. Nguyễn Văn A", "KY-04"),
    ("cong-van-ubnd", "body", " của ", " theo Khoản 2 điều 5 của ", "ND-12"),
)

# nd30.md B.5: the decree's own samples, put into a paper that they fit.
OFFICIAL = (
    ("quyet-dinh-to-giup-viec", "number", "Số: 412/QĐ-UBND", "Số: 15/QĐ-BNV"),
    ("cong-van-don-doc", "letter_subject", "V/v đôn đốc", "V/v nâng bậc lương năm 2019, đôn đốc"),
    (
        "phien-1-2024-thong-bao",
        "place_date",
        "Thanh Giang, ngày 20 tháng 3 năm 2024",
        "Hà Nội, ngày 05 tháng 01 năm 2024",
    ),
    (
        "phien-1-2024-thong-bao",
        "place_date",
        "Thanh Giang, ngày 20 tháng 3 năm 2024",
        "Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2024",
    ),
    ("cong-van-don-doc", "recipients", "- Lưu: VT, CNTT (2).", "- Lưu: VT, TCCB."),
    ("cong-van-don-doc", "recipients", "- Lưu: VT, CNTT (2).", "- Lưu: VT, HC (2)."),
    ("cong-van-don-doc", "recipients", "- Lưu: VT, CNTT (2).", "- Lưu: VT, NVĐP. PL.(300)"),
    ("thong-bao-lich", "signing_capacity", "TM. ỦY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN"),
)


@pytest.mark.parametrize(("paper", "element", "find", "put", "code"), FORBIDDEN, ids=[one[3] for one in FORBIDDEN])
def test_rule__refuses_what_the_decree_forbids(paper: str, element: str, find: str, put: str, code: str) -> None:
    facts = changed(docx_facts(paper), [{"text": {"of": element, "find": find, "put": put}}])
    verdict = judge(RULES_BY_CODE[code], recognise(facts), load_profile())
    assert isinstance(verdict, tuple)
    assert verdict


@pytest.mark.parametrize(("paper", "element", "find", "put"), OFFICIAL, ids=[one[3] for one in OFFICIAL])
def test_check__accepts_the_samples_of_the_decree(paper: str, element: str, find: str, put: str) -> None:
    facts = changed(docx_facts(paper), [{"text": {"of": element, "find": find, "put": put}}])
    assert [rule.code for rule, _ in check(facts).breaches()] == []


def test_check__abolished_units_in_a_letterhead_after_their_end() -> None:
    facts = changed(
        docx_facts("phien-1-2024-thong-bao"),
        [
            {"text": {"of": "place_date", "find": "2024", "put": "2026"}},
            {"text": {"of": "parent_agency", "find": "UBND TỈNH THANH GIANG", "put": "UBND HUYỆN CAO LÃNH"}},
        ],
    )
    assert "CQ-05" in {rule.code for rule, _ in check(facts).breaches()}


def _files() -> list[Path]:
    """The Government's own Word files where they lie beside the project, and always one of ours."""
    return sorted((ROOT.parent / "shared" / "law" / "text").glob("*.docx"))


def test_check__reads_the_files_of_the_decree_itself() -> None:
    for path in _files():
        report = check(read_docx(path.read_bytes(), name=path.name))
        assert report.paper.facts.paragraphs
        assert all(breach.found and breach.expected for _, breach in report.breaches())
    with pytest.raises(Unreadable):
        read_docx(b"khong phai tep Word", name="a.docx")


@pytest.mark.parametrize("document_id", [one.id for one in sample().documents])
def test_check__sample_office_is_sound(document_id: str) -> None:
    report = check(docx_facts(document_id))
    assert [(rule.code, breach.found) for rule, breach in report.breaches()] == []
    assert report.coverage.concerned > 40


def test_recognise__knows_a_paper_without_its_first_letters() -> None:
    facts = docx_facts("cong-van-ubnd")
    cut = replace(facts, paragraphs=facts.paragraphs[:12])
    paper = recognise(replace(cut, strokes=()))
    assert paper.component(Element.NATIONAL_NAME) is not None
