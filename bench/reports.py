"""What a large collection costs: `python bench/reports.py [units] [indicators] [tables]` (default 50 120 10). Run by hand.

Units fill in the program's own forms for one period; then, each as a process of its own: collecting all forms, compiling the
report, building its DOCX and PDF with charts. With 1000 units this is a ministry's collection, for the memory it takes.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

BENCH = Path(__file__).parent
ROOT = BENCH.parent
sys.path.insert(0, str(ROOT))

from bench.workload import as_installed  # noqa: E402
from pipeline.reports import form_layout  # noqa: E402
from pipeline.reports.unit_form import make_form  # noqa: E402
from pipeline.workspace.load import load  # noqa: E402
from pipeline.workspace.writing import record_text  # noqa: E402

PERIOD = "ky-do"


def make_office(folder: Path, units: int, indicators: int, tables: int) -> None:
    """The sample office with this many units, indicators and tables of its own for one period."""
    ignored = shutil.ignore_patterns("cuoc-hop", "van-ban", "bao-cao")
    shutil.copytree(ROOT / "fixtures", folder, ignore=ignored)
    keys = [f"don-vi-{n}" for n in range(units)]
    agencies = [
        {"mã": key, "tên": f"Đơn vị báo cáo số {n}", "viết tắt": f"DV{n}", "cơ quan chủ quản": "ubnd-tinh",
         "chức vụ người đứng đầu": "Giám đốc"}
        for n, key in enumerate(keys)
    ]  # fmt: skip
    asked = [
        {"mã": f"chi-tieu-{n}", "tên": f"Chỉ tiêu thứ {n}", "đơn vị tính": "%" if n % 6 == 0 else "việc",
         "tổng hợp": "lớn nhất" if n % 6 == 0 else "tổng", "chiều tốt": "tăng", "biểu đồ": "có" if n % 30 == 0 else "không",
         "kế hoạch": [{"năm": 2024, "giá trị": 90 if n % 6 == 0 else 40000}]}
        for n in range(indicators)
    ]  # fmt: skip
    each = -(-indicators // tables)
    laid = [
        {"mã": f"bieu-do-{n}", "tiêu đề": f"Nhóm chỉ tiêu thứ {n}", "theo đơn vị": "có",
         "chỉ tiêu": [one["mã"] for one in asked[n * each : (n + 1) * each]]}
        for n in range(tables)
    ]  # fmt: skip
    outline = {"loại": "đề cương", "mã": "de-cuong-do", "tên": "Báo cáo kết quả", "chỉ tiêu": asked, "biểu": laid,
               "mục": [{"mã": "ket-qua-do", "tiêu đề": "Kết quả nổi bật"}]}  # fmt: skip
    period = {"loại": "kỳ báo cáo", "mã": PERIOD, "tên": "năm 2024", "đề cương": "de-cuong-do", "kỳ": "năm", "năm": 2024,
              "ngày yêu cầu": "4/11/2024", "hạn gửi": "5/12/2024", "đơn vị báo cáo": keys,
              "cơ quan tổng hợp": "so-tttt"}  # fmt: skip
    for name, record in (("don-vi", {"loại": "cơ quan", "danh sách": agencies}), ("de-cuong", outline), ("ky", period)):
        (folder / f"{name}.yaml").write_text(record_text(record), encoding="utf-8")


def fill(folder: Path, inbox: Path) -> None:
    """Every unit's form with a figure in each cell and a sentence in each section."""
    office = load(folder).office
    period = office.period(PERIOD)
    inbox.mkdir()
    figures = random.Random("báo cáo")  # noqa: S311 - sample figures
    for unit in office.units(period.units):
        book = openpyxl.load_workbook(io.BytesIO(make_form(office, period, unit)))
        for sheet in book.worksheets:
            for row in range(form_layout.FIRST_ROW, sheet.max_row + 1):
                if str(sheet.cell(row, 1).value).startswith(form_layout.ROW_MARK):
                    percent = sheet.cell(row, form_layout.MEASURE_COLUMN).value == "%"
                    sheet.cell(row, form_layout.FIRST_ASKED).value = (
                        figures.randint(50, 99) if percent else figures.randint(0, 900)
                    )
                elif str(sheet.cell(row, 1).value).startswith(form_layout.SECTION_MARK):
                    sheet.cell(row, 3).value = f"{unit.name} đã hoàn thành các nhiệm vụ được giao trong kỳ."
        book.save(inbox / f"{unit.id}.xlsx")


def command(*arguments: str | Path) -> tuple[float, float]:
    """A command of the program: seconds, megabytes of its main process."""
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=ROOT,
        env=as_installed(),
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments[0]}: {process.returncode}")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def main(units: int, indicators: int, tables: int) -> None:
    """One line for each step."""
    with tempfile.TemporaryDirectory() as place:
        office, inbox = Path(place) / "office", Path(place) / "inbox"
        make_office(office, units, indicators, tables)
        fill(office, inbox)
        steps = (
            ("collect", ("reports", "collect", office, PERIOD, inbox)),
            ("compile", ("reports", "compile", office, PERIOD, "--on", "6/12/2024")),
            ("build", ("build", office, "--output", Path(place) / "output", "--only", f"{PERIOD}-tong-hop")),
        )
        for name, arguments in steps:
            seconds, memory = command(*arguments)
            sys.stdout.write(f"{units} x {indicators} x {tables} {name}: {seconds:.1f} s, {memory:.0f} MB\n")
            sys.stdout.flush()


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [50, 120, 10][len(given) :]))
