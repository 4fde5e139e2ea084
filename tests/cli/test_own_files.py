"""Files that commands write beside people's: forms that came back, annexes, commands that run at the same time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from pipeline.app.records_lock import _RECORDS, records_lock
from pipeline.app.report_files import put_all
from pipeline.errors import UsageError
from pipeline.filing.locks import only_one
from tests.program import vanthu
from tests.sample import FIXTURES, ROOT

UNIT = "so-noi-vu"


def test_form__one_that_came_back_filled_is_kept_beside(tmp_path: Path) -> None:
    office, forms = tmp_path / "ho-so", tmp_path / "bieu-mau"
    shutil.copytree(FIXTURES, office)
    assert vanthu("reports", "form", office, "6t-2024", "-o", forms, "--unit", UNIT).returncode == 0
    form = forms / f"{UNIT}.xlsx"
    blank = form.read_bytes()
    book = openpyxl.load_workbook(form)
    book["Biểu 1"]["E6"] = 200
    book.save(form)
    filled = form.read_bytes()
    again = vanthu("reports", "form", office, "6t-2024", "-o", forms, "--unit", UNIT)
    assert again.returncode == 0, again.stderr
    assert "BC-320" in again.stderr
    assert "vanthu reports collect" in again.stderr
    (beside,) = forms.glob("*.sua-tay-*.xlsx")
    assert (beside.read_bytes(), form.read_bytes()) == (filled, blank)
    quiet = vanthu("reports", "form", office, "6t-2024", "-o", forms, "--unit", UNIT)
    assert "BC-320" not in quiet.stderr
    assert "1 không đổi" in quiet.stdout


def test_put_all__a_file_of_ours_is_replaced_without_a_word(tmp_path: Path) -> None:
    put_all(tmp_path, [("a.xlsx", b"1")])
    (again,) = put_all(tmp_path, [("a.xlsx", b"2")])
    assert (again.what, again.findings) == ("thay bản cũ", ())
    assert {one.name for one in tmp_path.iterdir()} == {"a.xlsx", ".vanthu"}


def test_records_lock__one_command_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.app.records_lock._PATIENCE", 0.1)
    held = "đang được một lệnh khác ghi vào"
    with only_one(tmp_path, _RECORDS), pytest.raises(UsageError, match=held), records_lock(tmp_path):
        pass
    with records_lock(tmp_path), records_lock(tmp_path / "khong-co"):
        pass
    assert not (tmp_path / "khong-co").exists()


def test_collect__two_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    office = tmp_path / "ho-so"
    shutil.copytree(FIXTURES, office)
    store = office / "bao-cao" / "6t-2024" / "nhan"
    sent = next(store.glob("*/1/*.xlsx"))
    unit = sent.parents[1].name
    copy = tmp_path / sent.name
    shutil.copy(sent, copy)
    shutil.rmtree(store / unit)
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "reports",
        "collect",
        str(office),
        "6t-2024",
        str(copy),
        "--unit",
        unit,
    ]
    both = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in "ab"
    ]
    said = [one.communicate() for one in both]
    # The later one waits for the other and finds the file received; on a slow machine it may be told to come again.
    assert sorted(one.returncode for one in both) in ([0, 0], [0, 2]), said
    assert [one.name for one in (store / unit).iterdir()] == ["1"]
