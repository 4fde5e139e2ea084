"""`vanthu diff` as a user meets it: table, JSON, files, exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.building.making.output import Artefact, own_files
from pipeline.filing.writer import put
from tests.cli.test_commands import edit
from tests.program import vanthu
from tests.revision.edits import IDS, docx_of
from tests.sample import OFFICE

NOTICE = "phien-1-2024-thong-bao"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a copy of the sample office and the Word files of its build in `output`."""
    shutil.copytree(OFFICE, tmp_path / "ho-so")
    for key in IDS:
        put(own_files(tmp_path / "output", key)[Artefact.DOCX], docx_of(key))
    return tmp_path


def _edit(place: Path) -> None:
    edit(place / "ho-so" / "cuoc-hop" / "phien-1-2024.yaml", "26/4/2024", "29/4/2024")


def test_diff__help_is_vietnamese() -> None:
    result = vanthu("diff", "--help")
    assert result.returncode == 0
    assert "Đối chiếu văn bản" in result.stdout


def test_diff__nothing_changed(place: Path) -> None:
    result = vanthu("diff", "ho-so", "--exit-code", cwd=place)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{len(IDS)} văn bản: {len(IDS)} không đổi; ")


def test_diff__a_changed_deadline_is_in_the_table_and_in_the_files(place: Path) -> None:
    _edit(place)
    result = vanthu("diff", "ho-so", cwd=place)
    assert (result.returncode, result.stderr) == (0, "")
    (line,) = [line for line in result.stdout.splitlines() if line.startswith(NOTICE)]
    assert "có đổi" in line
    assert "“nhất ngày 26” → “nhất ngày 29”" in line
    assert "output/so-sanh/index.html" in result.stdout
    page = (place / "output" / "so-sanh" / f"{NOTICE}.html").read_text("utf-8")
    assert "<del>26</del>" in page
    assert "<ins>29</ins>" in page
    assert (place / "output" / "so-sanh" / f"{NOTICE}.docx").is_file()
    assert vanthu("diff", "ho-so", "--exit-code", cwd=place).returncode == 1


def test_diff__json_and_another_output(place: Path) -> None:
    _edit(place)
    result = vanthu("diff", "ho-so", "--only", NOTICE, "--output", "doi-chieu", "--json", cwd=place)
    assert (result.returncode, result.stderr) == (0, "")
    value = json.loads(result.stdout)
    (paper,) = value["papers"]
    assert (paper["id"], paper["outcome"]) == (NOTICE, "changed")
    assert paper["counts"]["words_added"] == paper["counts"]["words_removed"] > 0
    assert (place / paper["docx"]).is_file()
    assert (place / paper["html"]).is_file()
    assert (place / value["index"]).is_file()
    assert value["findings"] == []


def test_diff__a_damaged_build_an_unsound_record_a_wrong_folder(place: Path) -> None:
    own_files(place / "output", NOTICE)[Artefact.DOCX].write_bytes(b"hong")
    damaged = vanthu("diff", "ho-so", cwd=place)
    assert damaged.returncode == 1
    assert "SS-01" in damaged.stderr
    assert f"{len(IDS) - 1} không đổi" in damaged.stdout
    missing = vanthu("diff", "ho-so", "--against", "khong-co", cwd=place)
    assert missing.returncode == 2
    assert "khong-co" in missing.stderr
    assert "vanthu build" in missing.stderr
    edit(place / "ho-so" / "cuoc-hop" / "phien-1-2024.yaml", "26/4/2024", "31/2/2024")
    unsound = vanthu("diff", "ho-so", "--json", cwd=place)
    assert unsound.returncode == 1
    assert json.loads(unsound.stdout)["findings"]


def test_diff__an_error_in_a_template_is_not_called_one_of_the_records(place: Path) -> None:
    pack = place / "ho-so" / "mau" / "khoi"
    pack.mkdir(parents=True)
    (pack / "dau_van_ban.docx").write_bytes(b"")
    result = vanthu("diff", "ho-so", cwd=place)
    assert result.returncode == 1
    assert "mau/khoi/dau_van_ban.docx: lỗi DUNG-30" in result.stderr
    assert "Chưa đối chiếu: 1 lỗi trong hồ sơ và mẫu." in result.stderr
