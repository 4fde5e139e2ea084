"""Reports in words of every make: each sentence once, under the section it was written under, or asked about."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from random import Random

import pytest
from docx import Document

from pipeline.records.reporting import Outline
from pipeline.reports.narrative import open_letter, read_letter
from pipeline.reports.passage_content import blocks_of
from pipeline.reports.submission import FRAME, OPENING
from tests.reports.letters import make_letter
from tests.reports.rounds import office
from tests.reports.test_narrative import written

_MARK = re.compile(r"X\d{3}")
_ROUNDS = 40 * int(os.environ.get("VANTHU_FUZZ", "1"))
OUTLINE = office().outline("de-cuong-cqdt")


@pytest.mark.parametrize("first", range(0, _ROUNDS, 20))
def test_letters__every_sentence_stands_under_its_section_or_is_asked_about(first: int) -> None:
    for seed in range(first, first + 20):
        made = make_letter(Random(seed))  # noqa: S311 - no secret hangs on it
        truth, returned = made.truth, read_letter(open_letter(made.data, "a.docx"), OUTLINE)
        found = [(mark, one) for one in returned.passages for text in one.paragraphs for mark in _MARK.findall(text)]
        assert sorted(mark for mark, _ in found) == sorted({*truth.sections, *truth.opening}), seed
        for mark, passage in found:
            assert passage.title != FRAME, (seed, mark)
            assert passage.section == truth.sections.get(mark), (seed, mark, passage.title)
            assert (passage.title == OPENING) == (mark in truth.opening), (seed, mark)
        asked = [one.text for one in returned.questions if one.code == "BC-111"]
        assert len(asked) == len(truth.own), (seed, asked)
        assert [one for one in returned.questions if one.code not in {"BC-111", "BC-113"}] == [], seed
        assert any(one.code == "BC-113" for one in returned.questions) == (truth.pictures > 0), seed
        assert sum(len(one.tables) for one in returned.passages) == truth.tables, seed


def _outline(*titles: str) -> Outline:
    sections = [{"mã": f"m{number}", "tiêu đề": title} for number, title in enumerate(titles, start=1)]
    indicators = [{"mã": "a", "tên": "Hồ sơ", "đơn vị tính": "hồ sơ", "tổng hợp": "tổng"}]
    tables = [{"mã": "b", "tiêu đề": "Biểu", "chỉ tiêu": ["a"]}]
    name = "Báo cáo kết quả chuyển đổi số"
    return Outline.model_validate(
        {"loại": "đề cương", "mã": "dc", "tên": name, "chỉ tiêu": indicators, "mục": sections, "biểu": tables}
    )


def test_letters__an_ordinary_report_of_a_commune_needs_no_question() -> None:
    data = (Path(__file__).parent / "cases" / "letters" / "xa-an-binh.docx").read_bytes()
    outline = _outline(
        "Công tác chỉ đạo, điều hành",
        "Kết quả thực hiện nhiệm vụ",
        "Tồn tại, hạn chế và nguyên nhân",
        "Nhiệm vụ trọng tâm thời gian tới",
        "Đề xuất, kiến nghị",
    )
    returned = read_letter(open_letter(data, "a.docx"), outline)
    assert returned.questions == ()
    by_title = {one.title: one for one in returned.passages}
    assert {title: one.section for title, one in by_title.items() if title not in {FRAME, OPENING}} == {
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH, TỔ CHỨC TRIỂN KHAI THỰC HIỆN": "m1",
        "II. KẾT QUẢ THỰC HIỆN": "m2",
        "III. ĐÁNH GIÁ CHUNG": None,
        "1. Ưu điểm": "m2",
        "2. Tồn tại, hạn chế": "m3",
        "3. Nguyên nhân": "m3",
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2026": "m4",
        "V. KIẾN NGHỊ, ĐỀ XUẤT": "m5",
    }
    assert by_title["V. KIẾN NGHỊ, ĐỀ XUẤT"].paragraphs[0].startswith("Đề nghị UBND tỉnh bố trí 500 triệu đồng")
    blocks = [block for one in returned.passages if one.title != FRAME for block in blocks_of(one, str)]
    assert [block["bảng"]["hàng"][1] for block in blocks if not isinstance(block, str)] == [
        ["2", "Hộ tịch", "2.000", "1.998"]
    ]
    assert any(isinstance(block, str) and block.startswith("Xã An Bình được thành lập") for block in blocks)
    assert "3. Nguyên nhân:" in blocks


@pytest.mark.parametrize(
    ("above", "title", "section"),
    [
        ("IV. Nhiệm vụ trọng tâm", "1. Công tác chỉ đạo, điều hành", "m4"),
        ("II. Kết quả đạt được", "1. Công tác chỉ đạo, điều hành", "m1"),
        ("II. Kết quả đạt được", "5. Khó khăn, vướng mắc", "m3"),
        ("V. Kiến nghị", "1. Về kết quả thực hiện", "m5"),
        ("III. Tồn tại, hạn chế", "2. Nguyên nhân khách quan", "m3"),
    ],
)
def test_letters__a_sub_heading_stays_under_what_is_planned_or_asked_for(above: str, title: str, section: str) -> None:
    outline = _outline("Chỉ đạo, điều hành", "Kết quả", "Hạn chế", "Nhiệm vụ", "Kiến nghị")
    data = written([f"**{above}", f"**{title}", "Nội dung.", "**6. Việc khác", "Còn lại."])
    passages = read_letter(open_letter(data, "a.docx"), outline).passages
    assert {one.section for one in passages if "Nội dung." in one.paragraphs} == {section}
    over = {"I": "m1", "II": "m2", "III": "m3", "IV": "m4", "V": "m5"}[above.partition(".")[0]]
    assert {one.section for one in passages if "Còn lại." in one.paragraphs} == {over}


def test_letters__two_sections_in_one_title_are_asked_about() -> None:
    outline = _outline("Kết quả", "Hạn chế", "Kiến nghị")
    data = written(["**I. Kết quả đạt được", "Tốt.", "**II. Khó khăn, vướng mắc và kiến nghị", "Xin thêm máy."])
    (asked,) = read_letter(open_letter(data, "a.docx"), outline).questions
    assert (asked.code, asked.choices) == ("BC-110", ("Hạn chế", "Kiến nghị"))


def test_letters__a_report_that_begins_at_once_keeps_its_first_section() -> None:
    lines = [
        "**BÁO CÁO",
        "**Kết quả 6 tháng đầu năm 2024",
        "**I. KẾT QUẢ ĐẠT ĐƯỢC",
        "**1. Văn bản",
        "Một.",
        "**II. TỒN TẠI",
    ]
    returned = read_letter(open_letter(written([*lines, "Máy cũ."]), "a.docx"), OUTLINE)
    found = [one.paragraphs for one in returned.passages if one.section == "ket-qua"]
    assert found == [("1. Văn bản", "Một.")]


@pytest.mark.parametrize(
    "title",
    [
        "Tình hình chung",
        "Thực hiện kế hoạch chuyển đổi số",
        "Các nhiệm vụ đã hoàn thành",
        "Nhiệm vụ được giao",
        "Kiến nghị kỳ trước",
        "Bài học kinh nghiệm",
        "Công tác xây dựng kế hoạch",
    ],
)
def test_letters__a_title_that_may_mean_something_else_is_asked_about(title: str) -> None:
    outline = _outline("Kết quả", "Hạn chế", "Phương hướng thời gian tới", "Các đề xuất")
    data = written(["**I. Kết quả đạt được", "Tốt.", f"**II. {title}", "Nội dung.", "**III. Hạn chế", "Máy cũ."])
    returned = read_letter(open_letter(data, "a.docx"), outline)
    assert [one.code for one in returned.questions if title in one.text] in (["BC-110"], ["BC-111"])
    assert {one.section for one in returned.passages if "Máy cũ." in one.paragraphs} == {"m2"}


def test_letters__a_frame_of_one_column_hides_no_heading() -> None:
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "I. KẾT QUẢ ĐẠT ĐƯỢC"
    for text in ("Tốt.", "II. TỒN TẠI", "Máy cũ."):
        cell.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    returned = read_letter(open_letter(target.getvalue(), "a.docx"), OUTLINE)
    assert [(one.section, one.paragraphs) for one in returned.passages] == [
        ("ket-qua", ("Tốt.",)),
        ("ton-tai", ("Máy cũ.",)),
    ]


def test_letters__a_title_with_signs_that_cannot_be_printed_is_asked_about() -> None:
    returned = read_letter(open_letter(written(["**II. Việc khác 😀", "Nội dung."]), "a.docx"), OUTLINE)
    assert [one.title for one in returned.passages] == ["II. Việc khác"]
    assert "BC-300" in {one.code for one in returned.questions}
