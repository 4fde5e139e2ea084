"""A unit is written to about its open points, and the status says who is asked, written to, settled."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import yaml

from pipeline.app.report_returns import return_reports
from pipeline.app.report_views import report_status
from pipeline.app.report_worklist import make_worklist, read_worklist
from pipeline.errors import UsageError
from pipeline.reports.status import Followed, Handled, standings
from pipeline.workspace.load import load
from tests.program import vanthu
from tests.reports.reconciling.made_up import RECEIVED, collected, indicator, outline, period, units

CASES = Path(__file__).parent.parent / "cases"
PERIOD = "nam-2025"
DAY = date(2026, 7, 1)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office whose year is a quarter of the sum of its quarters."""
    return Path(shutil.copytree(CASES / "rollup", tmp_path / "ho-so"))


def handled(office: Path, on: date = DAY) -> dict[str, Handled]:
    """What became of each unit's report."""
    return {unit.unit.id: unit.handled for unit in report_status(office, PERIOD, on=on).units}


def decide_all(office: Path, unit: str) -> None:
    """Confirm every figure of a unit."""
    made = make_worklist(office, PERIOD, on=DAY)
    book = openpyxl.load_workbook(made.file.path)
    for number, row in enumerate(made.rows, start=6):
        if row.unit.id == unit:
            book.active.cell(number, 10).value, book.active.cell(number, 11).value = "giữ", "Đơn vị xác nhận"
    book.save(made.file.path)
    read_worklist(office, PERIOD, made.file.path, on=DAY, by="cv")


def test_status__asked_then_written_to_then_settled(office: Path) -> None:
    assert set(handled(office).values()) == {Handled.ASKED}
    done = return_reports(office, PERIOD, on=DAY, only=("so-y-te",), due=date(2026, 7, 10))
    assert [unit for unit, _, _ in done.letters] == ["so-y-te"]
    assert handled(office) == {"so-noi-vu": Handled.ASKED, "so-y-te": Handled.RETURNED}
    assert handled(office, date(2026, 6, 30))["so-y-te"] is Handled.ASKED
    decide_all(office, "so-y-te")
    assert handled(office) == {"so-noi-vu": Handled.ASKED, "so-y-te": Handled.SETTLED}


def test_letter__has_every_open_point_of_its_unit_and_is_accepted(office: Path) -> None:
    rows = [row for row in make_worklist(office, PERIOD, on=DAY).rows if row.unit.id == "so-y-te"]
    ((_, points, file),) = return_reports(office, PERIOD, on=DAY, only=("so-y-te",), due=date(2026, 7, 10)).letters
    record = yaml.safe_load(file.path.read_text("utf-8"))
    table = record["nội dung"][1]["bảng"]["hàng"]
    assert points == len(table) == len(rows)
    assert [line[1] for line in table] == [row.place for row in rows]
    assert record["kính gửi"] == ["so-y-te"]
    assert "ngày 10 tháng 7 năm 2026" in record["nội dung"][2]
    assert not [finding for finding in load(office).findings if finding.code != "DL-550"]


def test_letter__none_where_nothing_is_open_and_no_stranger(office: Path) -> None:
    decide_all(office, "so-y-te")
    assert not return_reports(office, PERIOD, on=DAY, only=("so-y-te",)).letters
    with pytest.raises(UsageError, match="không thuộc kỳ báo cáo"):
        return_reports(office, PERIOD, on=DAY, only=("so-xd",))


def test_command__writes_the_letters_and_status_tells_it(office: Path) -> None:
    done = vanthu("reports", "return", office, PERIOD, "--on", "1/7/2026")
    assert done.returncode == 0, done.stderr
    assert "Sở Y tế: " in done.stdout
    shown = vanthu("reports", "status", office, PERIOD, "--on", "2/7/2026")
    assert "2 đã trả lại" in shown.stdout


def test_status__a_letter_about_gaps_alone_is_not_settled_by_being_sent() -> None:
    (unit,) = units(1)
    asked = outline(indicator("ho-so"), indicator("bo-trong"))
    clean = collected(period("nam-2026", "năm"), asked, (unit,), {(unit.id, "ho-so", "thực hiện"): Decimal(5)})
    written = Followed(returned={unit.id: DAY})
    (standing,) = standings(clean, {unit.id: RECEIVED}, on=DAY, followed=written)
    assert (standing.questions, standing.handled) == (0, Handled.RETURNED)
    decided = Followed(returned={unit.id: DAY}, decided=frozenset({unit.id}))
    (standing,) = standings(clean, {unit.id: RECEIVED}, on=DAY, followed=decided)
    assert standing.handled is Handled.SETTLED
