"""A description proposed from an example file: accepted by the office as it is, and what it reads is right."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.app.own_form_desk import describe_form, try_own_form
from pipeline.cli.own_form_steps import show_proposed
from pipeline.errors import Unreadable, UsageError
from pipeline.finding import Severity
from pipeline.reports.described.read_described import DescribedReading
from pipeline.workspace.load import load
from tests.reports.own_forms.foreign import (
    ITEMS_IN_ROWS,
    LIST,
    MATRIX,
    MONTHS,
    OFFICE,
    UNITS_IN_ROWS,
    asked,
    totals,
)

_PERIOD = """loại: kỳ báo cáo
mã: ky-thu
tên: {name}
đề cương: {outline}
kỳ: {span}
năm: 2026
ngày yêu cầu: 1/6/2026
hạn gửi: 20/7/2026
đơn vị báo cáo: [{units}]
cơ quan tổng hợp: so-khcn
"""
_LETTERS = "cac-so, cac-xa"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The office without outlines and periods of its own."""
    made = Path(shutil.copytree(OFFICE, tmp_path / "ho-so", ignore=shutil.ignore_patterns("bao-cao")))
    (made / "bao-cao").mkdir()
    return made


def read_as_proposed(folder: Path, file: Path, *, span: str, name: str, units: str = _LETTERS) -> DescribedReading:
    """The file read by the description that the program proposes of it, unchanged."""
    proposed = describe_form(folder, file, output=folder / "bao-cao" / "de-cuong.yaml")
    assert proposed.doubts
    outline = load(folder).office.outlines[0].id
    period = _PERIOD.format(outline=outline, span=span, name=name, units=units)
    (folder / "bao-cao" / "ky.yaml").write_text(period, "utf-8")
    assert [finding for finding in load(folder).findings if finding.severity is Severity.ERROR] == []
    return try_own_form(folder, "ky-thu", file).reading


def test_proposed__units_in_rows_read_right_without_a_word_changed(folder: Path) -> None:
    read = read_as_proposed(folder, UNITS_IN_ROWS, span="6 tháng", name="6 tháng đầu năm 2026")
    right = "12107 9580 2070 457 11561 7389 4056 116 546 513 33 1000.90"
    assert list(totals(read).values()) == [Decimal(number) for number in right.split()]
    assert {"J29", "P27", "B32"} <= asked(read, "Bieu 02").keys()


def test_proposed__items_in_rows_read_right_without_a_word_changed(folder: Path) -> None:
    read = read_as_proposed(folder, ITEMS_IN_ROWS, span="quý II", name="Quý II năm 2026", units="cac-xa")
    right = [61, 12, 27, 6, 24, 32, 26, 3471, 2700, 1826, 771, 3412, 3373, 39, 36, 114, 63, Decimal("286.25")]
    assert list(totals(read).values())[: len(right)] == right
    assert totals(read, "kế hoạch")["kinh-phi-da-chi"] == 910
    assert {"A5", "F27:G27", "C32"} <= asked(read, "HoaLoc").keys()


def test_proposed__months_and_their_summaries_read_right_without_a_word_changed(folder: Path) -> None:
    units = "so-khcn, so-noi-vu, xa-an-binh, xa-hoa-loc, phuong-tan-thanh"
    read = read_as_proposed(folder, MONTHS, span="6 tháng", name="6 tháng đầu năm 2026", units=units)
    assert list(totals(read).values()) == [8155, 5027, 4897, 24]
    assert {"D6", "F6", "H6", "J10"} <= asked(read, "T6").keys()


def test_proposed__a_matrix_reads_right_without_a_word_changed(folder: Path) -> None:
    read = read_as_proposed(folder, MATRIX, span="6 tháng", name="6 tháng đầu năm 2026", units="cac-xa")
    found = list(totals(read).values())
    assert found[:12] == [Decimal(text) for text in "4966 3170 4797 68 101 701.3 1352 859 1309 19 24 235.4".split()]
    assert len(found) == 66


def test_proposed__a_list_is_counted_right_without_a_word_changed(folder: Path) -> None:
    read = read_as_proposed(folder, LIST, span="đột xuất", name="Danh sách năm 2026")
    found = totals(read)
    assert found["danh-sach-ht-so-muc"] == 14
    assert found["kinh-phi-hang-nam-trieu-dong"] == 8643
    assert found["trang-thai-dang-van-hanh"] == 9


def test_proposed__nothing_is_written_over(folder: Path) -> None:
    output = folder / "bao-cao" / "de-cuong.yaml"
    output.write_text("của tôi", "utf-8")
    with pytest.raises(UsageError):
        describe_form(folder, UNITS_IN_ROWS, output=output)
    assert output.read_text("utf-8") == "của tôi"


def test_proposed__a_file_without_a_table_is_refused_with_the_reason(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "trong.xlsx"
    import openpyxl  # noqa: PLC0415

    openpyxl.Workbook().save(empty)
    with pytest.raises(Unreadable, match="không thấy bảng"):
        describe_form(folder, empty)


def test_command__prints_a_record_with_its_doubts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show_proposed(folder, UNITS_IN_ROWS, output=None, json_wanted=False)
    told = capsys.readouterr().out
    assert told.startswith("# Đề xuất từ tệp 1-don-vi-theo-hang.xls")
    assert "P. Trung Sơn, là: phuong-trung-son" in told
