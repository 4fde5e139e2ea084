"""A commune's meeting as an office typed it: titles, verbs, deadlines and recipients as an office would write them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.building.prepare import Prepared, prepare_office
from pipeline.papers.official_document import OfficialDocument

CASE = Path(__file__).parent / "cases" / "xa-hoa-lam"
MEETING = "hop-11-2025.yaml"


def made(folder: Path, *edits: tuple[str, str]) -> Prepared:
    """The papers of the commune after edits of its meeting."""
    here = Path(shutil.copytree(CASE, folder / "xã"))
    text = (here / MEETING).read_text("utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    (here / MEETING).write_text(text, "utf-8")
    return prepare_office(here)


def paper(prepared: Prepared, kind: str) -> OfficialDocument:
    return next(one for one in prepared.documents if one.type.slug == kind)


def words(document: OfficialDocument) -> str:
    blocks = (*(document.minutes.attendance if document.minutes else ()), *document.body)
    return "\n".join(block.text for block in blocks)


DEPUTY = (
    ("chủ trì: chu-tich\n", "chủ trì: pho-chu-tich\n"),
    ("người ký: chu-tich\n", "người ký: pho-chu-tich\n    quyền hạn: KT\n"),
)


def test_minutes__titles_say_nothing_twice(tmp_path: Path) -> None:
    said = words(paper(made(tmp_path), "bien_ban"))
    for title in (
        "Chánh Văn phòng HĐND và UBND xã, Ủy viên Thường trực",
        "Trưởng phòng Kinh tế, Ủy viên",
        "Trưởng phòng Văn hóa - Xã hội, Ủy viên",
        "Trưởng Công an xã, Ủy viên",
        "Trưởng Trạm Y tế xã, Ủy viên",
        "Hiệu trưởng Trường Trung học cơ sở Hòa Lâm, Ủy viên",
        "Chỉ huy trưởng Ban Chỉ huy Quân sự xã, Ủy viên",
    ):
        assert title in said


def test_notice__tasks_by_relation_and_deadlines_as_they_were_said(tmp_path: Path) -> None:
    said = words(paper(made(tmp_path), "thong_bao"))
    assert "Giao Công an xã chủ trì, phối hợp với trưởng các thôn kích hoạt" in said
    assert "; thời hạn: chậm nhất ngày 31 tháng 12 năm 2025; báo cáo vào thứ Sáu hằng tuần." in said
    assert "Giao bà Lê Thị Liễu chủ trì" in said
    assert "Đề nghị các ngành chủ trì" in said
    assert "trước ngày 31" not in said


def test_validate__unclear_deadlines_and_relations_are_asked(tmp_path: Path) -> None:
    codes = [one.code for one in made(tmp_path).findings]
    assert [code for code in codes if code in {"DL-551", "DL-553"}] == ["DL-551", "DL-551", "DL-553"]


@pytest.mark.parametrize(("edits", "first"), [((), "Các thành viên Ban Chỉ đạo"), (DEPUTY, "Trưởng Ban (để báo cáo)")])
def test_notice__the_head_gets_the_report_when_another_signs_and_nobody_reports_to_himself(
    tmp_path: Path, edits: tuple[tuple[str, str], ...], first: str
) -> None:
    for kind in ("thong_bao", "bien_ban"):
        entries = paper(made(tmp_path / kind, *edits), kind).recipients.entries
        assert entries[0] == first
        assert not any(entry.startswith("Phó Trưởng Ban") for entry in entries)
        assert len({entry.casefold() for entry in entries}) == len(entries)
