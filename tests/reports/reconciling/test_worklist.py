"""The worklist there and back: every decision is kept with name and day, every bad one is told with its row, none is lost."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from pipeline.app.report_worklist import make_worklist, read_worklist
from pipeline.errors import Faulty, Unreadable, UsageError
from pipeline.finding import has_errors
from pipeline.records.corrections import Correction, Corrections
from pipeline.reports.reconciling.worklist_answers import Answers
from pipeline.reports.reporting_round import Round
from pipeline.workspace.load import load
from tests.program import vanthu
from tests.reports.filled import opened
from tests.reports.small_office import ON, collect, round_of, small_office
from tests.reports.small_office import PERIOD as SMALL

CASES = Path(__file__).parent.parent / "cases"
PERIOD = "nam-2025"
DAY = date(2026, 7, 1)
BY = "cv"
ROUNDS = 2 * int(os.environ.get("VANTHU_FUZZ", "1"))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office whose year is a quarter of the sum of its quarters."""
    return Path(shutil.copytree(CASES / "rollup", tmp_path / "ho-so"))


def made(office: Path) -> Path:
    """The worklist as it is written."""
    return make_worklist(office, PERIOD, on=DAY).file.path


def rows(sheet: Any) -> Iterator[tuple[int, str]]:
    """The rows of the table by their number, with what is likely."""
    for row in range(6, sheet.max_row + 1):
        yield row, sheet.cell(row, 9).value


def fill(path: Path, answers: dict[int, tuple[object, str | None]]) -> Path:
    """Type decisions and reasons into rows, and save as the program of a clerk does."""
    book = openpyxl.load_workbook(path)
    for row, (decision, reason) in answers.items():
        book.active.cell(row, 10).value, book.active.cell(row, 11).value = decision, reason
    book.save(path)
    return path


def first_rows(path: Path) -> list[tuple[int, str]]:
    """What there is to decide."""
    return list(rows(openpyxl.load_workbook(path).active))


def test_worklist__every_good_decision_is_recorded_and_asked_no_more(office: Path) -> None:
    path = made(office)
    asked = first_rows(path)
    assert len(asked) > 6
    decisions: dict[int, tuple[object, str | None]] = {
        asked[0][0]: (asked[0][1], "Đơn vị báo lại qua điện thoại"),
        asked[1][0]: (1234, "Theo công văn số 12"),
        asked[2][0]: ("giữ", "Đơn vị xác nhận"),
        asked[3][0]: ("bỏ", "Không đối chiếu được"),
        asked[4][0]: ("hỏi lại", None),
    }
    taken = read_worklist(office, PERIOD, fill(path, decisions), on=DAY, by=BY)
    assert (len(taken.answers.corrections), taken.answers.again) == (4, 0)
    assert taken.record is not None
    record = yaml.safe_load(taken.record.path.read_text("utf-8"))
    assert {item["người điều chỉnh"] for item in record["điều chỉnh"]} == {BY}
    assert {item["ngày"] for item in record["điều chỉnh"]} == {"01/07/2026"}
    assert [str(item["giá trị"]) for item in record["điều chỉnh"]][1:2] == ["1234"]
    assert not [finding for finding in load(office).findings if finding.code != "DL-550"]
    assert len(make_worklist(office, PERIOD, on=DAY, output=office / "nua.xlsx").rows) == len(asked) - 4
    again = read_worklist(office, PERIOD, path, on=DAY, by=BY)
    assert (again.answers.again, again.record) == (4, None)


def test_worklist__every_bad_decision_is_told_with_its_row_and_nothing_is_recorded(office: Path) -> None:
    asked = first_rows(made(office))
    bad: list[tuple[object, str | None]] = [
        ("khoảng 100", "Đơn vị báo"), ("1.23", "Đơn vị báo"), ("100", None), (None, "Đơn vị báo"), ("đã xem", "Đã xem"),
        ("12 cái", "Đơn vị báo"), ("-", "Không rõ"),
    ]  # fmt: skip
    for seed in range(ROUNDS):
        own = random.Random(seed)  # noqa: S311 - made-up decisions
        path = made(office)
        chosen = own.sample(asked, own.randint(2, len(asked)))
        planted = {row: own.choice(bad) for row, _ in chosen[: own.randint(1, len(chosen))]}
        answers = {row: planted.get(row, ("giữ", "Đơn vị xác nhận")) for row, _ in chosen}
        with pytest.raises(Faulty) as refused:
            read_worklist(office, PERIOD, fill(path, answers), on=DAY, by=BY)
        assert {finding.line for finding in refused.value.findings} == planted.keys()
    assert not list((office / "bao-cao" / PERIOD).glob("dieu-chinh*"))


def test_worklist__a_filled_in_one_is_never_overwritten_in_silence(office: Path) -> None:
    path = made(office)
    row = first_rows(path)[0][0]
    before = fill(path, {row: ("giữ", "Đơn vị xác nhận")}).read_bytes()
    again = make_worklist(office, PERIOD, on=DAY)
    assert "bản sửa tay ở" in again.file.what
    assert again.file.findings
    (kept,) = (file for file in path.parent.glob("cau-hoi*.xlsx") if file != path)
    assert kept.read_bytes() == before
    assert len(read_worklist(office, PERIOD, kept, on=DAY, by=BY).answers.corrections) == 1


def test_worklist__what_changed_since_it_was_made_is_not_decided_by_it(office: Path) -> None:
    path = made(office)
    asked = first_rows(path)
    fill(path, {row: ("giữ", "Đơn vị xác nhận") for row, _ in asked[:2]})
    folder = office / "bao-cao" / PERIOD / "nhan"
    for unit in folder.iterdir():
        shutil.move(unit / "1", unit.parent / ".tam")
        shutil.rmtree(unit)
        shutil.rmtree(unit.parent / ".tam")
    with pytest.raises(Faulty, match="2 dòng"):
        read_worklist(office, PERIOD, path, on=DAY, by=BY)


def test_worklist__rows_may_be_sorted_and_put_in_twice_is_told(office: Path) -> None:
    path = made(office)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    table[0][9:11] = ["bỏ", "Không đối chiếu được"]
    wanted = table[0][0]
    for number, row in enumerate(reversed(table), start=6):
        for at, value in enumerate(row, start=1):
            sheet.cell(number, at).value = value
    book.save(path)
    (item,) = read_worklist(office, PERIOD, path, on=DAY, by=BY).answers.corrections
    assert f'"{item["đơn vị"]}", "{item["chỉ tiêu"]}"' in wanted
    sheet.append(table[0])
    book.save(path)
    with pytest.raises(Faulty) as refused:
        read_worklist(office, PERIOD, path, on=DAY, by=BY)
    assert "trùng với dòng" in refused.value.findings[0].message


def test_worklist__another_file_and_an_unknown_person_are_refused(office: Path) -> None:
    path = made(office)
    with pytest.raises(UsageError, match="không có cán bộ"):
        read_worklist(office, PERIOD, path, on=DAY, by="khong-ai")
    with pytest.raises(Unreadable, match="không phải bảng câu hỏi"):
        read_worklist(office, "q4-2025", path, on=DAY, by=BY)


def test_round__of_two_corrections_of_one_figure_the_later_one_holds(office: Path) -> None:
    for number, (day, value) in enumerate((("20/12/2025", 5), ("10/12/2025", 7))):
        record = {
            "loại": "điều chỉnh số liệu", "mã": f"dc-{number}", "kỳ báo cáo": PERIOD,
            "điều chỉnh": [{"đơn vị": "so-y-te", "chỉ tiêu": "hs-tiep-nhan", "giá trị": value, "lý do": "Đơn vị báo lại",
                            "người điều chỉnh": BY, "ngày": day}],
        }  # fmt: skip
        (office / "bao-cao" / f"dc-{number}.yaml").write_text(yaml.safe_dump(record, allow_unicode=True), "utf-8")
    read = load(office).office
    assert Round(read, office, read.period(PERIOD)).collected.entries["so-y-te", "hs-tiep-nhan", "thực hiện"].value == 5


def test_command__writes_the_worklist_and_reads_it(office: Path) -> None:
    assert vanthu("reports", "worklist", office, PERIOD, "--on", "01/07/2026").returncode == 0
    path = office / "bao-cao" / PERIOD / "cau-hoi.xlsx"
    row = first_rows(path)[0][0]
    fill(path, {row: ("nhiều", "Đơn vị báo")})
    refused = vanthu("reports", "worklist", office, PERIOD, "--read", path, "--by", BY)
    assert refused.returncode == 1
    assert f"Dòng {row}: quyết định “nhiều” không đọc được" in refused.stderr
    fill(path, {row: ("giữ", "Đơn vị xác nhận")})
    taken = vanthu("reports", "worklist", office, PERIOD, "--read", path, "--by", BY)
    assert "Ghi 1 điều chỉnh" in taken.stdout


def stray(office: Path, file: Path, *, blank: bool) -> None:
    """A form with a number beside its columns, in the row of an indicator all or one of whose cells are filled in."""
    reporting_round = round_of(office)
    form = opened(reporting_round, reporting_round.office.agency("so-noi-vu"))
    for column in reporting_round.period.columns:
        for number, key in enumerate(("ho-so", "truc-tuyen", "thoi-gian")):
            form.cell(key, column).value = 30 - number
    form.cell("ho-so", "ước cả năm").value = None if blank else 60
    sheet, row, at = form.spot("ho-so", "ước cả năm")
    sheet.cell(row, at + 3).value = 77
    file.write_bytes(form.saved())
    collect(office, file)


def decided(office: Path, decision: object, name: str) -> Answers:
    """The answer to the question about that number, read back twice: the second time it is known."""
    made = make_worklist(office, SMALL, on=ON, output=office.parent / name)
    (at,) = [at for at, row in enumerate(made.rows) if "ngoài cột" in " ".join(row.problems) and row.stands == "77"]
    path = fill(made.file.path, {6 + at: (decision, "Đơn vị báo lại")})
    answers = read_worklist(office, SMALL, path, on=ON, by="van-thu-tttt").answers
    assert read_worklist(office, SMALL, path, on=ON, by="van-thu-tttt").answers.again == 1
    return answers


@pytest.mark.parametrize("decision", ["đã xem", "giữ", "bỏ", "không tính số này", "là số của kỳ trước"])
def test_number_beside_the_columns__is_settled_by_any_decision_in_words(tmp_path: Path, decision: str) -> None:
    office = small_office(tmp_path)
    stray(office, tmp_path / "a.xlsx", blank=False)
    assert ("so-noi-vu", "ho-so", "thực hiện") in round_of(office).sound.aside
    with pytest.raises(Faulty):
        decided(office, 77, "so.xlsx")
    (seen,) = decided(office, decision, "b.xlsx").reviewed
    own = decision not in {"đã xem", "giữ", "bỏ"}
    assert seen["lý do"] == (f"{decision}: Đơn vị báo lại" if own else "Đơn vị báo lại")
    assert not has_errors(load(office).findings)
    now = round_of(office)
    assert "BC-105" not in {question.code for _, question in now.collected.questions}
    assert now.sound.entries["so-noi-vu", "ho-so", "thực hiện"].value == 30


def test_number_beside_the_columns__is_settled_by_setting_right_every_figure_of_its_row(tmp_path: Path) -> None:
    office = small_office(tmp_path)
    stray(office, tmp_path / "a.xlsx", blank=False)
    read = round_of(office)
    changes = tuple(
        Correction(
            unit="so-noi-vu", indicator="ho-so", column=column, value="40", reason="Báo lại", by="van-thu-tttt", day=ON
        )
        for column in read.period.columns
    )
    for items in (changes[:1], changes):
        record = Corrections(kind="điều chỉnh số liệu", id="dc", period=SMALL, items=items)
        now = Round(replace(read.office, corrections=(record,)), office, read.period)
        open_codes = {question.code for _, question in now.collected.questions}
        assert ("BC-105" in open_codes) == (len(items) < len(changes))


def test_number_beside_a_blank_cell__is_the_answer_or_is_left_out(tmp_path: Path) -> None:
    for number, (decision, value) in enumerate(((77, 77), ("bỏ", None), ("đã xem", None))):
        office = small_office(tmp_path / str(number))
        stray(office, tmp_path / f"{number}.xlsx", blank=True)
        (change,) = decided(office, decision, "b.xlsx").corrections
        assert change["số liệu"] == "ước cả năm"
        assert round_of(office).collected.entries["so-noi-vu", "ho-so", "ước cả năm"].value == value


def test_number_in_a_list__that_the_unit_confirms_is_kept_as_it_stands(tmp_path: Path) -> None:
    office = small_office(tmp_path)
    reporting_round = round_of(office)
    form = opened(reporting_round, reporting_round.office.agency("so-noi-vu"))
    form.cell("nen-tang").value = 12
    (tmp_path / "a.xlsx").write_bytes(form.saved())
    collect(office, tmp_path / "a.xlsx")
    made = make_worklist(office, SMALL, on=ON)
    (at,) = [at for at, row in enumerate(made.rows) if row.stands == "12"]
    path = fill(made.file.path, {6 + at: ("giữ", "Đơn vị xác nhận")})
    (change,) = read_worklist(office, SMALL, path, on=ON, by="van-thu-tttt").answers.corrections
    assert change["giá trị"] == "12"
    assert round_of(office).collected.entries["so-noi-vu", "nen-tang", "thực hiện"].words == "12"
