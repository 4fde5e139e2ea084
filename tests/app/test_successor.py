"""A successor is recorded: papers of before keep every byte and are not built again, those of after take the new one."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline import app
from pipeline.building.prepare import prepare_office
from pipeline.finding import Severity
from pipeline.papers.official_document import OfficialDocument
from tests.sample import FIXTURES

NEW = """\
  - mã: giam-doc-tttt-moi
    họ và tên: Trương Gia Bảo
    danh xưng: Ông
    kế nhiệm: giam-doc-tttt
    từ: {day}
"""
OLD_NAME, NEW_NAME = "Nguyễn Hữu Bằng", "Trương Gia Bảo"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The sample office without reports and without the change that it comes with."""
    place = tmp_path / "ho-so"
    shutil.copytree(FIXTURES, place, ignore=shutil.ignore_patterns("bao-cao", "xa-*", "quyet-dinh-kien-toan*"))
    edit(place / "can-bo.yaml", f"\n{NEW.format(day='1/11/2024')}", "")
    return place


def edit(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def record(office: Path, file: str, more: str) -> None:
    place = office / file
    text = place.read_text("utf-8")
    place.write_text(text.rstrip("\n") + "\n" + more, encoding="utf-8")


def papers(office: Path, on: date | None = None) -> Mapping[str, OfficialDocument]:
    prepared = prepare_office(office, on=on)
    assert not prepared.faulty, prepared.findings
    return {one.id: one for one in prepared.documents}


def digests(output: Path) -> Mapping[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in output.glob("[!.]*/*.*")}


def test_prepare__both_ways_to_record_a_successor_build(office: Path) -> None:
    """The committee still names the old director, or already the new one: meetings of before know the old one."""
    record(office, "can-bo.yaml", NEW.format(day="1/7/2024"))
    old_way = papers(office)
    edit(office / "ban-chi-dao.yaml", "giam-doc-tttt\n", "giam-doc-tttt-moi\n")
    assert papers(office) == old_way
    minutes = old_way["phien-1-2024-bien-ban"].minutes
    assert minutes is not None
    assert OLD_NAME in minutes.secretary
    assert old_way["phien-1-2024-thong-bao"].signatures[0].name == OLD_NAME
    later = old_way["mo-rong-2024-bien-ban"].minutes
    assert later is not None
    assert any(NEW_NAME in block.text for block in later.attendance)


def test_prepare__who_is_named_after_he_left_is_told(office: Path) -> None:
    record(office, "can-bo.yaml", NEW.format(day="1/7/2024"))
    found = prepare_office(office).findings
    assert {(one.code, one.severity) for one in found} == {("DL-747", Severity.WARNING)}
    assert {one.file for one in found} == {"cuoc-hop/mo-rong-2024.yaml"}
    assert all("30/6/2024" in one.message for one in found)


@pytest.mark.office
def test_build__papers_before_a_change_keep_every_byte_and_are_not_built(office: Path, tmp_path: Path) -> None:
    output = tmp_path / "ra"
    options = app.BuildOptions(only=("phien-1-2024-giay-moi", "cong-van-ubnd", "mo-rong-2024-giay-moi"), explain=True)
    assert app.build(office, output, options).sound
    before = digests(output)
    record(office, "can-bo.yaml", NEW.format(day="1/8/2024"))
    change = "    tên gọi: UBND tỉnh\n    thay đổi:\n      - {từ: 1/8/2024, địa danh: Phú Lâm}\n"
    edit(office / "co-quan.yaml", "    tên gọi: UBND tỉnh\n", change)
    result = app.build(office, output, options)
    assert [paper.id for paper in result.built] == ["mo-rong-2024-giay-moi"]
    after = digests(output)
    altered = {name for name in after if before[name] != after[name]}
    assert altered == {"mo-rong-2024-giay-moi.docx", "mo-rong-2024-giay-moi.pdf"}


def test_prepare__a_paper_that_waits_takes_what_holds_on_the_day_asked_for(office: Path) -> None:
    """A fact changes within the month that stands on the paper: the day asked for decides, as for a paper with a day."""
    turn = "    thay đổi:\n      - {từ: 15/6/2024, họ và tên: Tên Mới}\n"
    edit(office / "can-bo.yaml", "họ và tên: Đỗ Thị Lan Phương\n", f"họ và tên: Đỗ Thị Lan Phương\n{turn}")
    names = {day: papers(office, date(2024, 6, day))["cong-van-don-doc"].signatures[0].name for day in (1, 14, 15, 30)}
    assert names == {1: "Đỗ Thị Lan Phương", 14: "Đỗ Thị Lan Phương", 15: "Tên Mới", 30: "Tên Mới"}


@pytest.mark.parametrize("on", [date(2024, 7, 1), date(2025, 3, 1)])
def test_prepare__an_invitation_that_waits_is_not_of_after_the_meeting_nor_a_notice_of_before(
    office: Path, on: date
) -> None:
    """Whenever they are built: the meeting is on 08/8/2024, both papers are of that month, and one man signs them."""
    turns = "    thay đổi:\n      - {từ: 8/8/2024, họ và tên: Hôm Họp}\n      - {từ: 9/8/2024, họ và tên: Hôm Sau}\n"
    edit(office / "can-bo.yaml", f"họ và tên: {OLD_NAME}\n", f"họ và tên: {OLD_NAME}\n{turns}")
    made = papers(office, on)
    assert made["mo-rong-2024-giay-moi"].signatures[0].name in {OLD_NAME, "Hôm Họp"}
    assert made["mo-rong-2024-thong-bao"].signatures[0].name in {"Hôm Họp", "Hôm Sau"}
