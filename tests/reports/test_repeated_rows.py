"""Tables of repeated rows (biểu nhiều dòng): printed, filled in, read back, put together, asked about."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from pydantic import ValidationError

from pipeline.app.report_views import trace_figure, trace_rows
from pipeline.app.report_worklist import make_worklist, read_worklist
from pipeline.cli.reporting_views import show_rows
from pipeline.errors import Faulty, UsageError
from pipeline.finding import has_errors
from pipeline.records.corrections import Corrections, Reviewed
from pipeline.records.reporting import Outline, TableLayout
from pipeline.reports import form_layout, rows_annex
from pipeline.reports.compiled import annex_records, report_record
from pipeline.reports.numerals import format_figure
from pipeline.reports.period_letters import call_letter
from pipeline.reports.receive_report import receive
from pipeline.reports.reconciling.worklist import worklist
from pipeline.reports.reporting_round import Round
from pipeline.reports.rows_sheet import EMPTY_ROWS, MORE
from pipeline.reports.submission import Submission, submission_from
from pipeline.workspace.load import load
from tests.reports.filled import Filled, convert, opened
from tests.reports.outlined import COMMUNE, UNIT, under
from tests.reports.rounds import DAY, empty_round
from tests.reports.small_office import ON, PERIOD, collect, compile_all, round_of, small_office

SHEET = "Biểu 5"
ROUNDS = 6 * int(os.environ.get("VANTHU_FUZZ", "1"))
PROJECTS = {
    "mã": "bieu-du-an",
    "tiêu đề": "Dự án chuyển đổi số",
    "cột": [
        {"mã": "ten", "tên": "Tên dự án", "tên dòng": "có"},
        {"mã": "von", "tên": "Tổng mức đầu tư", "kiểu": "số", "đơn vị tính": "triệu đồng", "số chữ số lẻ": "1", "cộng": "có"},
        {"mã": "ngay", "tên": "Ngày phê duyệt", "kiểu": "ngày"},
        {"mã": "so", "tên": "Số quyết định"},
    ],
}  # fmt: skip
GOOD = ("Bệnh án điện tử", 1250.5, dt.datetime(2024, 3, 15), "12/QĐ-UBND")  # noqa: DTZ001 - as a cell holds it


def round_with(folder: Path, *, sections: bool = True, more: Mapping[str, Any] | None = None) -> Round:
    table = TableLayout.model_validate(PROJECTS | dict(more or {}))

    def change(outline: Outline) -> Outline:
        left = {} if sections else {"sections": ()}
        return outline.model_copy(update={"tables": (*outline.tables, table)} | left)

    found = under(empty_round(folder), change)
    return Round(found.office, folder, found.period.model_copy(update={"units": (UNIT, COMMUNE)}))


def typed(form: Filled, rows: Sequence[Sequence[object]], sheet_name: str = SHEET) -> Any:
    sheet = form.book[sheet_name]
    for row, cells in enumerate(rows, start=form_layout.FIRST_ROW):
        for column, value in enumerate(cells, start=3):
            sheet.cell(row, column).value = value
    return sheet


def sent(reporting_round: Round, unit: str, rows: Sequence[Sequence[object]], spoil: Any = None) -> Submission:
    form = opened(reporting_round, reporting_round.office.agency(unit))
    sheet = typed(form, rows)
    if spoil is not None:
        spoil(sheet)
    return receive(reporting_round, form.saved(), name=f"{unit}.xlsx", day=DAY).submission


def said(kept: Submission) -> list[tuple[object, ...]]:
    """The rows as they were read: a figure's value, else words."""
    return [tuple(cell.text if cell.value is None else cell.value for cell in row.cells) for row in kept.rows]


def again(reporting_round: Round) -> Round:
    return Round(reporting_round.office, reporting_round.folder, reporting_round.period)


def annex(reporting_round: Round) -> dict[str, Any]:
    return dict(
        next(record for name, record in annex_records(again(reporting_round).whole) if name.endswith("bieu-5"))[
            "phụ lục"
        ][0]
    )


def test_form__has_a_header_and_empty_numbered_rows_that_can_be_filled_in(tmp_path: Path) -> None:
    form = opened(round_with(tmp_path), empty_round(tmp_path).office.agency(UNIT))
    sheet = form.book[SHEET]
    heads = [sheet.cell(form_layout.HEAD_ROW, at).value for at in range(2, 7)]
    assert heads == ["TT", "Tên dự án", "Tổng mức đầu tư (triệu đồng)", "Ngày phê duyệt", "Số quyết định"]
    rows = range(form_layout.FIRST_ROW, form_layout.FIRST_ROW + EMPTY_ROWS)
    assert [sheet.cell(row, 2).value for row in rows] == list(range(1, EMPTY_ROWS + 1))
    assert not any(sheet.cell(row, at).protection.locked for row in rows for at in range(3, 7))
    assert sheet.cell(rows[-1] + 1, 2).value == MORE
    assert not sheet.protection.insertRows  # the file says what is forbidden


def test_rows__are_read_with_figures_dates_and_words_and_empty_ones_are_nothing(tmp_path: Path) -> None:
    rows = [GOOD, (None,) * 4, ("Kho dữ liệu", "2.300,5", "5/6/2024", "  7/QĐ-SYT "), ("Cổng", "-", None, None)]
    kept = sent(round_with(tmp_path), UNIT, rows)
    assert not kept.questions
    assert said(kept) == [
        ("Bệnh án điện tử", Decimal("1250.5"), "15/03/2024", "12/QĐ-UBND"),
        ("Kho dữ liệu", Decimal("2300.5"), "05/06/2024", "7/QĐ-SYT"),
        ("Cổng", Decimal(0)),
    ]
    assert str(kept.rows[1].cells[1].source).endswith("trang “Biểu 5”, ô D8")


@pytest.mark.parametrize(
    "written", ["2024-06-14", "2024-6-14", "2024/06/14", "2024-06-14T00:00:00", "2024-06-14 00:00"]
)
def test_date__with_the_year_first_is_read(tmp_path: Path, written: str) -> None:
    kept = sent(round_with(tmp_path), UNIT, [("Kho dữ liệu", 5, written, "7/QĐ-SYT")])
    assert not kept.questions
    assert said(kept) == [("Kho dữ liệu", Decimal(5), "14/06/2024", "7/QĐ-SYT")]


def test_rows__keep_their_form_in_the_kept_file(tmp_path: Path) -> None:
    kept = sent(round_with(tmp_path), UNIT, [GOOD])
    assert submission_from(kept.as_json()) == kept
    assert again(round_with(tmp_path)).collected.submissions[UNIT].rows == kept.rows


@pytest.mark.parametrize(
    ("at", "value", "doubt"),
    [
        (1, "khoảng 300", "“Tổng mức đầu tư”"),
        (1, "1.234", "dấu chấm"),
        (1, "5 tỷ", "“Tổng mức đầu tư”"),
        (2, "quý III", "chưa đọc được ngày"),
        (2, "31/2/2024", "chưa đọc được ngày"),
        (2, "2024-02-31", "chưa đọc được ngày"),
        (2, "2024-14-06", "chưa đọc được ngày"),
        (2, "24-06-14", "chưa đọc được ngày"),
        (0, None, "để trống"),
    ],
)
def test_rows__a_doubtful_cell_is_asked_and_its_row_is_in_no_total(
    tmp_path: Path, at: int, value: object, doubt: str
) -> None:
    reporting_round = round_with(tmp_path)
    row: list[object] = [*GOOD]
    row[at] = value
    kept = sent(reporting_round, UNIT, [row])
    (question,) = kept.questions
    assert question.code == "BC-115"
    assert doubt in question.doubt
    rows = [line for line in worklist(again(reporting_round)) if line.source == question.source]
    assert [line.key[0] for line in rows] == ["dòng"]


def test_row__without_a_name_is_in_no_total_until_somebody_looked_at_it(tmp_path: Path) -> None:
    reporting_round = round_with(tmp_path)
    (question,) = sent(reporting_round, UNIT, [GOOD, (None, 250)]).questions
    assert question.source.cell == "C7"
    found = annex(reporting_round)
    assert found["nội dung"][0]["bảng"]["hàng"][0][2] == "1.250,5"
    assert found["nội dung"][-1] == "Đang hỏi lại, chưa tính vào tổng: Sở Y tế, dòng 2."


def test_row__that_says_there_is_none_is_a_report_without_rows(tmp_path: Path) -> None:
    reporting_round = round_with(tmp_path)
    sent(reporting_round, UNIT, [("Không có.", "-", "-")])
    sent(reporting_round, COMMUNE, [GOOD, ("Không có", None, None, None), ("Không phát sinh", 3)])
    assert again(reporting_round).collected.questions == ()
    (content, note) = annex(reporting_round)["nội dung"]
    assert [line[1] for line in content["bảng"]["hàng"]] == [
        "Chung các đơn vị",
        "UBND huyện An Đông",
        "Bệnh án điện tử",
        "Không phát sinh",  # a figure stands beside it
    ]
    assert note == "Có 02 dòng của 01/02 đơn vị. Đã báo cáo, không ghi dòng nào: Sở Y tế."


@pytest.mark.parametrize(
    "typed", ["Không có dự án", "Trong quý II đơn vị không có dự án nào.", "Chưa phát sinh dự án mới"]
)
def test_row__that_says_there_is_none_in_words_of_the_table_is_no_row(tmp_path: Path, typed: str) -> None:
    assert counted_beside_another(tmp_path, typed) == "Có 01 dòng của 01/02 đơn vị"


@pytest.mark.parametrize(
    "typed", ["Không gian dự án số", "Dự án phòng họp không giấy", "Dự án không có mặt bằng ở Cầu Mới"]
)
def test_row__whose_name_denies_something_else_is_a_row(tmp_path: Path, typed: str) -> None:
    assert counted_beside_another(tmp_path, typed) == "Có 02 dòng của 02/02 đơn vị"


def counted_beside_another(folder: Path, typed: str) -> str:
    """What is said below the annex of a unit's row with this name alone, and of another unit's row."""
    reporting_round = round_with(folder)
    sent(reporting_round, UNIT, [(typed, None, None, None)])
    sent(reporting_round, COMMUNE, [GOOD])
    return str(annex(reporting_round)["nội dung"][-1]).partition(".")[0]


@pytest.mark.parametrize("typed_figure", [-5, "-5", "(5)"])
def test_row__with_a_figure_below_nothing_is_asked(tmp_path: Path, typed_figure: object) -> None:
    kept = sent(round_with(tmp_path), UNIT, [("Bệnh án điện tử", typed_figure)])
    assert [question.source.cell for question in kept.questions] == ["D6"]


def test_rows__beside_one_that_says_there_is_none_are_numbered_from_one(tmp_path: Path) -> None:
    reporting_round = round_with(tmp_path)
    sent(reporting_round, UNIT, [("Không có", None), GOOD])
    (content, _) = annex(reporting_round)["nội dung"]
    assert [line[0] for line in content["bảng"]["hàng"] if line[1] == GOOD[0]] == ["1"]


def test_total_row__of_the_unit_is_no_row_and_is_held_against_the_rows(tmp_path: Path) -> None:
    for total, asked in ((1350.5, False), (1300, True)):
        reporting_round = round_with(tmp_path / str(total))
        kept = sent(reporting_round, UNIT, [GOOD, ("Kho dữ liệu", 100), ("Tổng cộng:", total)])
        assert len(kept.rows) == 2
        assert [question.doubt for question in kept.questions] == (
            ["“Tổng mức đầu tư”: dòng tổng ghi 1.300, cộng các dòng được 1.350,5"] if asked else []
        )


@pytest.mark.parametrize(
    ("rows", "doubts"),
    [
        # one cell is not read: what the total leaves for it
        ([("A", 100), ("B", "khoảng 300"), ("Tổng cộng", 420)], ["các dòng đọc được cộng được 100: theo đó ô này là 320"]),
        # two are not: nothing can be said but that
        ([("A", 100), ("B", "khoảng 300"), ("C", "vài chục"), ("Tổng cộng", 420)], ["chưa đối chiếu được"] * 2),
        # what is read is more than the total already: certain, whatever the rest is
        ([("A", 500), ("B", "khoảng 300"), ("Tổng cộng", 420)], ["", "riêng các dòng đọc được đã cộng được 500"]),
        # not certain where one of them is below nought
        ([("A", 500), ("B", -10), ("C", "khoảng 300"), ("Tổng cộng", 420)], ["ghi số âm", "chưa đối chiếu được"]),
        # all are read, one is asked about for another reason: held as ever
        ([("A", 500), ("B", -10), ("Tổng cộng", 490)], ["ghi số âm"]),
        ([("A", 500), ("B", -10), ("Tổng cộng", 510)], ["ghi số âm", "dòng tổng ghi 510, cộng các dòng được 490"]),
        # the total itself is not read
        ([("A", 500), ("Tổng cộng", "5..2")], ["không đọc được số của dòng tổng, chưa đối chiếu; cộng các dòng được 500"]),
    ],
)  # fmt: skip
def test_total_row__beside_a_cell_that_is_not_read(
    tmp_path: Path, rows: Sequence[Sequence[object]], doubts: Sequence[str]
) -> None:
    kept = sent(round_with(tmp_path), UNIT, rows)
    assert len(kept.questions) == len(doubts)
    assert all(doubt in question.doubt for doubt, question in zip(doubts, kept.questions, strict=True))


def test_total_row__is_asked_exactly_where_no_figures_in_the_unread_cells_could_make_it_right(tmp_path: Path) -> None:
    own = random.Random(4)  # noqa: S311 - made-up rows
    for turn in range(ROUNDS):
        figures = [own.randrange(1, 400) for _ in range(own.randrange(2, 9))]
        unread = set(own.sample(range(len(figures)), own.randrange(len(figures))))
        total = own.choice([sum(figures), own.randrange(1, 2 * sum(figures))])
        rows = [(f"Dự án {n}", f"khoảng {value}" if n in unread else value) for n, value in enumerate(figures)]
        kept = sent(round_with(tmp_path / str(turn)), UNIT, [*rows, ("Tổng cộng", total)])
        read = sum(value for n, value in enumerate(figures) if n not in unread)
        wrong = read > total if unread else read != total
        assert sum("dòng tổng ghi" in question.doubt for question in kept.questions) == wrong
        assert sum("các dòng đọc được cộng được" in question.doubt for question in kept.questions) == (
            0 if wrong else len(unread)
        )


def test_name__that_begins_like_a_total_is_a_row(tmp_path: Path) -> None:
    kept = sent(round_with(tmp_path), UNIT, [("Tổng đài 1022", 5), ("Cổng dữ liệu", 6)])
    assert len(kept.rows) == 2


def test_name__that_may_be_a_subtotal_a_heading_or_no_name_is_asked_and_its_row_is_in_no_total(tmp_path: Path) -> None:
    reporting_round = round_with(tmp_path)
    rows = [
        ("Dự án chuyển tiếp", None),
        ("Bệnh án điện tử", 1200),
        ("Kho dữ liệu", 800),
        ("Cộng chuyển tiếp", 2000),
        ("Trong đó: vốn ngân sách", 500),
        ("nt", 30),
        ("-", 70),
        ("TỔNG SỐ: 3 dự án", 4000),
        ("Tổng kho dữ liệu", 450),
        ("Tổng cộng", 2450),
    ]
    kept = sent(reporting_round, UNIT, rows)
    found = {str(question.source).rpartition(" ")[2]: question.doubt for question in kept.questions}
    assert {cell: next(said for said in _DOUBTS if said in doubt) for cell, doubt in found.items()} == {
        "C6": "chỉ có tên",
        "C9": "dòng cộng",
        "C10": "một phần của dòng trên",
        "C11": "như trên",
        "C12": "chỉ có dấu",
        "C13": "dòng cộng",
    }
    (content, *_) = annex(reporting_round)["nội dung"]
    assert content["bảng"]["hàng"][0][2] == "2.450,0"


_DOUBTS = ("chỉ có tên", "dòng cộng", "một phần của dòng trên", "như trên", "chỉ có dấu")


def test_name__of_a_group_numbered_unlike_the_others_is_asked(tmp_path: Path) -> None:
    def numbered(sheet: Any) -> None:
        for row, number in enumerate(("I", "1", "2"), start=form_layout.FIRST_ROW):
            sheet.cell(row, 2).value = number

    grouped = [("Bệnh viện", 300), ("Bệnh án điện tử", 100), ("Kho dữ liệu", 200)]
    (question,) = sent(round_with(tmp_path / "1"), UNIT, grouped, numbered).questions
    assert "dòng nhóm" in question.doubt
    assert not sent(round_with(tmp_path / "2"), UNIT, [(f"{n}. Kho", 5) for n in ("I", "II", "III")]).questions


def test_figures__on_two_lines_of_a_cell_are_asked(tmp_path: Path) -> None:
    kept = sent(round_with(tmp_path), UNIT, [("Kho dữ liệu", "300\n400")])
    assert [question.doubt for question in kept.questions] == ["“Tổng mức đầu tư”: có nhiều số ở các dòng của một ô"]


def test_columns__of_the_unit_are_said_once(tmp_path: Path) -> None:
    def own_column(sheet: Any) -> None:
        sheet.cell(form_layout.HEAD_ROW, 8).value = "Chủ đầu tư"
        sheet.cell(6, 8).value = "Sở Y tế"
        sheet.cell(7, 8).value = "Bệnh viện"

    kept = sent(round_with(tmp_path), UNIT, [GOOD, ("Kho dữ liệu", 100)], own_column)
    (question,) = kept.questions
    assert "“Chủ đầu tư” đơn vị tự thêm, ghi ở 2 dòng" in question.doubt


def test_rows__that_were_put_in_are_read_beyond_the_printed_ones(tmp_path: Path) -> None:
    def more(sheet: Any) -> None:
        sheet.insert_rows(form_layout.FIRST_ROW + 3, amount=30)
        for row in range(form_layout.FIRST_ROW, form_layout.FIRST_ROW + 45):
            sheet.cell(row, 3).value, sheet.cell(row, 4).value = f"Dự án {row}", 2

    kept = sent(round_with(tmp_path), UNIT, [], more)
    assert len(kept.rows) == 45
    assert not kept.questions


def test_signature__below_the_rows_is_none_of_them(tmp_path: Path) -> None:
    reporting_round = round_with(tmp_path, sections=False)

    def sign(sheet: Any) -> None:
        rows = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
        sheet.cell(rows["ky:so"], 4).value = "15/BC-SYT"
        sheet.cell(rows["ky:lap"], 4).value = "Trần Thị Lan, 0912345678"

    kept = sent(reporting_round, UNIT, [GOOD], sign)
    assert len(kept.rows) == 1
    assert not kept.questions
    assert any("15/BC-SYT" in line for passage in kept.passages for line in passage.paragraphs)


def test_annex__has_rows_by_unit_with_totals_and_says_who_wrote_none(tmp_path: Path) -> None:
    reporting_round = round_with(tmp_path)
    sent(reporting_round, UNIT, [GOOD, ("Kho dữ liệu", 100, None, "8/QĐ")])
    found = annex(reporting_round)
    table = found["nội dung"][0]["bảng"]
    assert table["hàng"] == [
        ("", "Chung các đơn vị", "1.350,5", "", ""),
        ("", "Sở Y tế", "1.350,5", "", ""),
        ("1", "Bệnh án điện tử", "1.250,5", "15/03/2024", "12/QĐ-UBND"),
        ("2", "Kho dữ liệu", "100,0", "", "8/QĐ"),
    ]
    assert table["in đậm"] == [1, 2]
    assert found["nội dung"][1] == "Có 02 dòng của 01/02 đơn vị. Chưa có báo cáo: UBND huyện An Đông."


def test_annex__of_very_many_rows_is_several_with_the_sums_of_all_in_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporting_round = round_with(tmp_path)
    sent(reporting_round, UNIT, [(f"Dự án {number}", 1) for number in range(10)])
    sent(reporting_round, COMMUNE, [(f"Hệ thống {number}", 2) for number in range(3)])
    monkeypatch.setattr(rows_annex, "_MOST_CELLS", 20)
    found = {
        name: record["phụ lục"][0]["nội dung"][0]["bảng"]["hàng"]
        for name, record in annex_records(again(reporting_round).whole)
        if "bieu-5" in name
    }
    assert [name.partition("-")[2] for name in found] == ["bieu-5", "bieu-5-phan-2", "bieu-5-phan-3", "bieu-5-phan-4"]
    first, *others = found.values()
    assert first[0][:3] == ("", "Chung các đơn vị", "16,0")
    lines = [row for rows in found.values() for row in rows]
    assert sum(bool(row[0]) for row in lines) == 13
    assert all(rows[0][1] in {"Sở Y tế", "UBND huyện An Đông"} for rows in others)


def test_names__of_two_units_that_are_the_same_are_asked_and_left_out_of_the_total(tmp_path: Path) -> None:
    reporting_round = round_with(tmp_path)
    sent(reporting_round, UNIT, [GOOD])
    sent(reporting_round, COMMUNE, [("bệnh án  ĐIỆN TỬ", 40), ("Khác", 2)])
    now = again(reporting_round)
    ((unit, question),) = now.collected.questions
    assert (unit, question.code) == (COMMUNE, "BC-116")
    assert "Sở Y tế (Biểu 5, ô C6)" in question.doubt
    assert any("trùng tên" in point for point in now.open_points)
    found = annex(reporting_round)
    assert found["nội dung"][0]["bảng"]["hàng"][0][2] == "1.252,5"
    assert found["nội dung"][2] == "Đang hỏi lại, chưa tính vào tổng: UBND huyện An Đông, dòng 1 (bệnh án ĐIỆN TỬ)."


def test_call__names_the_table_as_a_list_and_counts_no_indicators_of_it(tmp_path: Path) -> None:
    now = round_with(tmp_path)
    said = repr(call_letter(now.office, now.period, now.wording))
    assert "dự án chuyển đổi số (danh sách)." in said
    assert "tên các trang (biểu danh sách thiếu dòng thì chèn thêm dòng)." in said
    assert "(00 chỉ tiêu)" not in said


def test_report__says_how_many_rows_of_whom_and_what_is_not_added_up(tmp_path: Path) -> None:
    reporting_round = round_with(tmp_path)
    assert "Dự án chuyển đổi số" not in str(report_record(again(reporting_round).whole, on=DAY))
    sent(reporting_round, UNIT, [GOOD])
    sent(reporting_round, COMMUNE, [("bệnh án điện tử", 40), ("Khác", 2)])
    said = str(report_record(again(reporting_round).whole, on=DAY))
    assert (
        "Dự án chuyển đổi số: 03 mục của 02/02 đơn vị; Tổng mức đầu tư: 1.252,5 triệu đồng, chưa tính 01 mục đang hỏi lại "
        "(danh sách tại phụ lục kèm theo)." in said
    )


def test_table__that_a_unit_does_not_owe_is_in_no_form_of_it(tmp_path: Path) -> None:
    reporting_round = round_with(tmp_path, more={"loại đơn vị": ["sở"]})
    assert SHEET not in opened(reporting_round, reporting_round.office.agency(COMMUNE)).book.sheetnames
    sent(reporting_round, UNIT, [GOOD])
    assert annex(reporting_round)["nội dung"][1] == "Có 01 dòng của 01/01 đơn vị."


def test_version__that_answers_the_question_about_a_cell_of_a_row_loses_nothing(tmp_path: Path) -> None:
    reporting_round = round_with(tmp_path)
    sent(reporting_round, UNIT, [GOOD, ("Kho dữ liệu", "khoảng 300")])
    kept = sent(again(reporting_round), UNIT, [GOOD, ("Kho dữ liệu", 300)])
    assert (kept.version, kept.questions) == (2, ())


def test_version__that_loses_a_row_is_asked_about(tmp_path: Path) -> None:
    reporting_round = round_with(tmp_path)
    sent(reporting_round, UNIT, [GOOD, ("Kho dữ liệu", 100)])
    with pytest.raises(Exception, match=r"thiếu 1 mục mà bản trước có .*Kho dữ liệu"):
        sent(again(reporting_round), UNIT, [GOOD])


@pytest.mark.parametrize(
    "wrong",
    [
        {"cột": [{"mã": "a", "tên": "A"}]},
        {"cột": [{"mã": "a", "tên": "A", "tên dòng": "có"}, {"mã": "a", "tên": "B"}]},
        {"cột": [{"mã": "a", "tên": "A", "kiểu": "số", "tên dòng": "có"}]},
        {"cột": [{"mã": "a", "tên": "A", "tên dòng": "có", "cộng": "có"}]},
        {"chỉ tiêu": ["van-ban-di"]},
        {"cột": []},
    ],
)
def test_layout__that_says_too_little_or_too_much_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TableLayout.model_validate(PROJECTS | wrong)


def test_rows__of_many_forms_are_all_there_and_add_up(tmp_path: Path) -> None:
    own = random.Random(20)  # noqa: S311 - made-up rows
    for turn in range(4):
        reporting_round = round_with(tmp_path / str(turn))
        wanted = Decimal(0)
        for unit in (UNIT, COMMUNE):
            rows: list[tuple[object, ...]] = []
            for number in range(own.randrange(1, 15)):
                value = Decimal(own.randrange(1, 10**6)) / 10
                wanted += value
                written = own.choice([float(value), format_figure(value, 1), f" {format_figure(value, 1)} "])
                rows += [(None,) * 4] * own.randrange(2)
                rows.append((f"Dự án {unit} {number}", written, own.choice([None, "1/2/2024", GOOD[2]])))
            kept = sent(reporting_round, unit, rows)
            assert not kept.questions
        assert annex(reporting_round)["nội dung"][0]["bảng"]["hàng"][0][2] == format_figure(wanted, 1)


def with_rows(office: Path) -> Path:
    """A small office whose outline has a table of repeated rows, as a clerk writes it."""
    outline = office / "bao-cao" / "de-cuong.yaml"
    said = yaml.safe_load(outline.read_text("utf-8"))
    said["biểu"].append(PROJECTS)
    outline.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), "utf-8")
    return office


def test_office__with_repeated_rows_is_compiled_accepted_and_traced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = with_rows(small_office(tmp_path))
    for unit, rows in (("so-noi-vu", [GOOD]), ("so-tu-phap", [("Hộ tịch số", "20", "quý I", "{{ 1 }}")])):
        reporting_round = round_of(office)
        form = opened(reporting_round, reporting_round.office.agency(unit))
        typed(form, rows, "Biểu 2")
        (tmp_path / f"{unit}.xlsx").write_bytes(form.saved())
        collect(office, tmp_path / f"{unit}.xlsx")
    assert compile_all(office) == 0
    assert not has_errors(load(office).findings)
    capsys.readouterr()
    show_rows(office, PERIOD, "Dự án chuyển đổi số", unit="so-noi-vu", on=ON, json_wanted=True)
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert [cell["text"] for cell in row["cells"]] == ["Bệnh án điện tử", "1250,5", "15/03/2024", "12/QĐ-UBND"]
    assert row["cells"][0]["source"] == {"file": "nhan/so-noi-vu/1/so-noi-vu.xlsx", "sheet": "Biểu 2", "cell": "C6"}
    with pytest.raises(UsageError) as refused:
        trace_rows(office, PERIOD, "không có", on=ON)
    assert refused.value.remedy == "Các biểu: bieu-du-an (Dự án chuyển đổi số)."


@pytest.mark.parametrize("written", ["12.5", "1,250.5", "0.75", "12,50 (dự kiến)", "1.234,5.6", "khoảng 500", "12 tỷ"])
def test_figure__that_is_asked_about_stands_in_the_annex_as_written_and_hinders_nobody(
    tmp_path: Path, written: str
) -> None:
    office = with_rows(small_office(tmp_path))
    sent_to(office, tmp_path / "x.xlsx", [GOOD, ("Kho dữ liệu", written)])
    assert compile_all(office) == 0
    assert not [found for found in load(office).findings if "phu-luc" in (found.file or "")]
    (annex_file,) = (office / "bao-cao" / PERIOD / "phu-luc").glob("*-bieu-2.yaml")
    (table, *_) = yaml.safe_load(annex_file.read_text("utf-8"))["phụ lục"][0]["nội dung"]
    assert written in [row[2] for row in table["bảng"]["hàng"]]


def test_name__by_a_formula_without_a_result_is_asked(tmp_path: Path) -> None:
    (question,) = sent(round_with(tmp_path), UNIT, [GOOD, ("=A1", 5)]).questions
    assert (question.source.cell, "không lưu kết quả" in question.doubt) == ("C7", True)


DOUBTFUL: Sequence[Sequence[object]] = (
    GOOD,
    ("Kho dữ liệu", "khoảng 300"),
    (None, 50),
    ("Cổng", 5, "quý III"),
    ("bệnh án điện tử", 7),
    ("Trả lại vốn", -3),
)


def sent_to(office: Path, file: Path, rows: Sequence[Sequence[object]]) -> None:
    """What Sở Nội vụ lists, taken in."""
    reporting_round = round_of(office)
    form = opened(reporting_round, reporting_round.office.agency("so-noi-vu"))
    typed(form, rows, "Biểu 2")
    file.write_bytes(form.saved())
    collect(office, file, accepted=(file.name,))


def filled_in(office: Path, answers: Mapping[str, object], name: str) -> Path:
    """The worklist with decisions by cell."""
    path = make_worklist(office, PERIOD, on=ON, output=office.parent / name).file.path
    book = openpyxl.load_workbook(path)
    sheet = book.active
    met = set()
    for row in range(6, sheet.max_row + 1):
        cell = str(sheet.cell(row, 4).value).rpartition(", ")[2]
        if cell in answers:
            met.add(cell)
            sheet.cell(row, 10).value, sheet.cell(row, 11).value = answers[cell], f"Đơn vị báo lại ô {cell}"
    assert met == answers.keys()
    book.save(path)
    return path


def test_worklist__settles_the_cells_of_rows_and_a_trace_shows_who_decided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = with_rows(small_office(tmp_path))
    sent_to(office, tmp_path / "1.xlsx", DOUBTFUL)
    assert len(round_of(office).collected.questions) == 5
    answers = {"D7": 300, "C8": "Nền tảng mới", "E9": "2024-09-05", "C10": "bỏ", "D11": "giữ"}
    path = filled_in(office, answers, "cau-hoi.xlsx")
    taken = read_worklist(office, PERIOD, path, on=ON, by="van-thu-tttt")
    assert (len(taken.answers.reviewed), taken.answers.corrections) == (5, ())
    assert read_worklist(office, PERIOD, path, on=ON, by="van-thu-tttt").answers.again == 5
    assert not has_errors(load(office).findings)
    now = round_of(office)
    assert now.collected.questions == ()
    assert [name for name in make_worklist(office, PERIOD, on=ON).rows if name.key[0] == "dòng"] == []
    found = next(record for name, record in annex_records(now.whole) if name.endswith("bieu-2"))["phụ lục"][0]
    assert [row[1:4] for row in found["nội dung"][0]["bảng"]["hàng"]][1:] == [
        ("Sở Nội vụ", "1.602,5", ""),
        ("Bệnh án điện tử", "1.250,5", "15/03/2024"),
        ("Kho dữ liệu", "300,0", ""),
        ("Nền tảng mới", "50,0", ""),
        ("Cổng", "5,0", "05/09/2024"),
        ("Trả lại vốn", "-3,0", ""),
    ]
    capsys.readouterr()
    show_rows(office, PERIOD, "bieu-du-an", unit=None, on=ON, json_wanted=False)
    told = " ".join(capsys.readouterr().out.split())
    assert "Đơn vị báo lại ô D7" in told
    assert "không dùng dòng này" in told
    show_rows(office, PERIOD, "bieu-du-an", unit=None, on=ON, json_wanted=True)
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [row["number"] for row in rows] == [1, 2, 3, 4, 5, None]
    assert rows[1]["cells"][1]["decision"] == {
        "value": "300",
        "reason": "Đơn vị báo lại ô D7",
        "by": "van-thu-tttt",
        "day": ON.isoformat(),
        "text": "khoảng 300",
    }
    assert compile_all(office) == 0
    assert not has_errors(load(office).findings)


def test_worklist__a_decision_about_a_cell_of_a_row_holds_only_while_the_cell_says_the_same(tmp_path: Path) -> None:
    office = with_rows(small_office(tmp_path))
    sent_to(office, tmp_path / "1.xlsx", [("Kho dữ liệu", "khoảng 300"), ("Cổng", "vài chục")])
    for bad in ("nhiều", "1.23", "3 tỷ", "giữ"):
        with pytest.raises(Faulty):
            read_worklist(office, PERIOD, filled_in(office, {"D6": bad}, f"{bad}.xlsx"), on=ON, by="van-thu-tttt")
    read_worklist(office, PERIOD, filled_in(office, {"D6": 300, "D7": 40}, "a.xlsx"), on=ON, by="van-thu-tttt")
    assert round_of(office).collected.questions == ()
    sent_to(office, tmp_path / "2.xlsx", [("Kho dữ liệu", "khoảng 350"), ("Cổng", "vài chục")])
    now = round_of(office).collected
    assert [question.source.cell for _, question in now.questions] == ["D6"]
    assert [place[2] for place in now.rows_decided] == ["D7"]
    sent_to(office, tmp_path / "3.xlsx", [("Kho dữ liệu", 360), ("Cổng", 41)])
    now = round_of(office).collected
    assert (now.questions, now.rows_decided) == ((), {})
    assert [row.cells[1].value for row in now.submissions["so-noi-vu"].rows] == [360, 41]


@pytest.mark.parametrize("written", ["Bỏ", "BỎ. ", "bo\u0309"])
def test_worklist__the_word_that_leaves_a_row_out_is_never_its_name(tmp_path: Path, written: str) -> None:
    office = with_rows(small_office(tmp_path))
    sent_to(office, tmp_path / "1.xlsx", [GOOD, ("Cộng mục I", 1250.5)])
    for unclear in ("bỏ dòng này", "Xóa", "đúng"):
        with pytest.raises(Faulty):
            read_worklist(office, PERIOD, filled_in(office, {"C7": unclear}, "x.xlsx"), on=ON, by="van-thu-tttt")
    read_worklist(office, PERIOD, filled_in(office, {"C7": written}, "a.xlsx"), on=ON, by="van-thu-tttt")
    found = next(record for name, record in annex_records(round_of(office).whole) if name.endswith("bieu-2"))
    assert [line[1] for line in found["phụ lục"][0]["nội dung"][0]["bảng"]["hàng"][2:]] == [GOOD[0]]


def test_figure_of_a_row__that_is_left_out_by_decision_is_said_below_the_annex(tmp_path: Path) -> None:
    office = with_rows(small_office(tmp_path))
    sent_to(office, tmp_path / "1.xlsx", [GOOD, ("Kho dữ liệu", "khoảng 300")])
    read_worklist(office, PERIOD, filled_in(office, {"D7": "bỏ"}, "a.xlsx"), on=ON, by="van-thu-tttt")
    found = next(record for name, record in annex_records(round_of(office).whole) if name.endswith("bieu-2"))
    content = found["phụ lục"][0]["nội dung"]
    assert content[0]["bảng"]["hàng"][0][2] == "1.250,5"
    assert content[-1] == "Có số không đọc được hoặc không dùng, không tính vào tổng: Sở Nội vụ, dòng 2 (Kho dữ liệu)."


def test_trace__of_a_table_of_rows_without_its_option_names_the_option(tmp_path: Path) -> None:
    office = with_rows(small_office(tmp_path))
    for words in ("Dự án chuyển đổi số", "bieu-du-an", "dự án"):
        with pytest.raises(UsageError) as refused:
            trace_figure(office, PERIOD, words, on=ON)
        assert "--rows" in refused.value.remedy


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_rows__of_older_files_are_the_same(tmp_path: Path, ending: str) -> None:
    reporting_round = round_with(tmp_path)
    form = opened(reporting_round, reporting_round.office.agency(UNIT))
    typed(form, [GOOD, ("Kho dữ liệu", "2.300,5", "5/6/2024", None), ("Tổng cộng", 3551)])
    (tmp_path / "a.xlsx").write_bytes(form.saved())
    convert(tmp_path / "a.xlsx", tmp_path / "ra", ending)
    data = (tmp_path / "ra" / f"a.{ending}").read_bytes()
    kept = receive(reporting_round, data, name=f"a.{ending}", day=DAY).submission
    assert not kept.questions
    assert said(kept) == [
        ("Bệnh án điện tử", Decimal("1250.5"), "15/03/2024", "12/QĐ-UBND"),
        ("Kho dữ liệu", Decimal("2300.5"), "05/06/2024"),
    ]


def test_figure__that_was_looked_at_and_not_read_is_named_as_not_added_up(tmp_path: Path) -> None:
    reporting_round = round_with(tmp_path)
    (question,) = sent(reporting_round, UNIT, [GOOD, ("Kho dữ liệu", "khoảng 300")]).questions
    looked = Reviewed(
        unit=UNIT, sheet=question.source.sheet, cell=question.source.cell, reason="Đã hỏi", by="giam-doc-tttt", day=DAY
    )
    record = Corrections(
        kind="điều chỉnh số liệu", id="dieu-chinh-1", period=reporting_round.period.id, reviewed=(looked,)
    )
    now = Round(replace(reporting_round.office, corrections=(record,)), tmp_path, reporting_round.period)
    assert now.collected.questions == ()
    found = annex(now)
    assert found["nội dung"][0]["bảng"]["hàng"][0][2] == "1.250,5"
    assert (
        found["nội dung"][-1]
        == "Có số không đọc được hoặc không dùng, không tính vào tổng: Sở Y tế, dòng 2 (Kho dữ liệu)."
    )
