"""`vanthu tasks`: the table on screen, as JSON and as a file; exit code 1 while a task is overdue."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
from click.testing import CliRunner, Result

from pipeline.cli.commands import cli
from pipeline.errors import UsageError
from tests.sample import FIXTURES


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["tasks", str(FIXTURES), *args])


def test_tasks__before_the_first_meeting_there_are_none() -> None:
    result = run("--on", "1/1/2024")
    assert (result.exit_code, result.stdout) == (0, "Đến ngày 01/01/2024: 0 nhiệm vụ.\n")


def test_tasks__counts_what_is_overdue_and_says_so_by_its_exit_code() -> None:
    result = run("--on", "15/6/2024")
    assert result.exit_code == 1
    assert result.stdout.endswith(
        "Đến ngày 15/06/2024: 22 nhiệm vụ (3 quá hạn, 7 chưa, 3 đang, 6 xong, 3 xong muộn).\n"
    )
    assert "Quá hạn 50 ngày" in result.stdout


def test_tasks__as_json_filtered_and_as_a_file(tmp_path: Path) -> None:
    place = tmp_path / "nhiem-vu.xlsx"
    result = run("--on", "15/6/2024", "--agency", "so-noi-vu", "--overdue", "--json", "-o", str(place))
    said = json.loads(result.stdout)
    assert {one["state"] for one in said["tasks"]} == {"quá hạn"}
    assert all(one["last_day"] < "2024-06-15" and one["days_late"] > 0 for one in said["tasks"])
    sheet = openpyxl.load_workbook(place).active
    assert sheet.max_row == 4 + len(said["tasks"])
    assert said["file"]["what"] == "lập mới"


def test_tasks__an_unknown_id_and_a_file_of_another_kind_are_usage(tmp_path: Path) -> None:
    for args in (("--agency", "khong-co"), ("-o", str(tmp_path / "a.pdf"))):
        result = run("--on", "15/6/2024", *args)
        assert isinstance(result.exception, UsageError)
    assert list(tmp_path.iterdir()) == []
