"""What a folder would say of texts before they are written, and of annexes that somebody edited."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.building.prepare import prepare_office
from pipeline.cli.reporting_views import show_anomalies
from pipeline.finding import Severity
from pipeline.workspace.acceptance import unaccepted
from pipeline.workspace.load import load
from pipeline.workspace.scalars import text_findings
from pipeline.workspace.seal import EDITED
from pipeline.workspace.tree import read_tree
from pipeline.workspace.writing import SEAL, record_text
from tests.reports.small_office import PERIOD, compile_all, small_office
from tests.workspace.small_folder import FILES, write_folder

GOOD = FILES["hop.yaml"]


def test_unaccepted__good_text_brings_nothing(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, FILES)
    before = {file: file.read_bytes() for file in folder.rglob("*.yaml")}
    assert unaccepted(folder, {folder / "hop.yaml": GOOD.replace("số 1", "số 2")}) == ()
    assert {file: file.read_bytes() for file in folder.rglob("*.yaml")} == before


def test_unaccepted__errors_of_the_new_text_and_those_it_makes_elsewhere(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, FILES)
    (found,) = unaccepted(folder, {folder / "hop.yaml": GOOD.replace("Phòng họp số 1", "Phòng họp 😀")})
    assert (found.code, found.file, found.line) == ("DL-040", "hop.yaml", 10)
    gone = unaccepted(folder, {folder / "can-bo.yaml": None})
    assert {"ban.yaml", "hop.yaml"} <= {one.file for one in gone}
    new = unaccepted(folder, {folder / "moi" / "x.yaml": "loại: văn bản lạ\n"})
    assert [one.file for one in new] == ["moi/x.yaml"]


def test_unaccepted__a_fault_that_was_there_before_is_not_its_fault(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {**FILES, "hong.yaml": "loại: văn bản lạ\n"})
    assert unaccepted(folder, {folder / "hop.yaml": GOOD.replace("số 1", "số 2")}) == ()
    assert unaccepted(folder, {folder / "hong.yaml": "# sửa\nloại: văn bản lạ\n"})


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    """The annex with figures of an office that compiled a report."""
    office = small_office(tmp_path)
    assert compile_all(office) == 0
    return next((office / "bao-cao" / PERIOD / "phu-luc").glob("01-*.yaml"))


def edited(office: Path) -> list[tuple[str | None, int | None, Severity]]:
    return [(one.file, one.line, one.severity) for one in load(office).findings if one.code == EDITED]


@pytest.mark.slow
def test_load__edited_annex_is_told_by_validate_build_and_check(
    compiled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = compiled.parents[3]
    assert edited(office) == []
    text = compiled.read_text("utf-8")
    compiled.write_text(text.replace("Hồ sơ tiếp nhận", "Hồ sơ đã nhận"), encoding="utf-8")
    file = compiled.relative_to(office).as_posix()
    assert edited(office) == [(file, 2, Severity.WARNING)]
    assert [one.file for one in prepare_office(office).findings if one.code == EDITED] == [file]
    capsys.readouterr()
    show_anomalies(office, PERIOD, on=date(2024, 6, 14), json_wanted=True)
    told = json.loads(capsys.readouterr().out)["findings"]
    assert [(one["code"], one["file"]) for one in told if one["code"] == EDITED] == [(EDITED, file)]
    assert compile_all(office) == 0
    assert edited(office) == []
    assert len(list(compiled.parent.glob(f"{compiled.name}.sua-tay-*"))) == 1


def test_load__annex_saved_by_another_editor_is_not_told(compiled: Path) -> None:
    office = compiled.parents[3]
    compiled.write_bytes(b"\xef\xbb\xbf" + compiled.read_bytes().replace(b"\n", b"\r\n"))
    assert edited(office) == []


def test_load__annex_without_its_mark_is_told_where_it_says_that_nobody_edits_it(compiled: Path) -> None:
    office = compiled.parents[3]
    text = compiled.read_text("utf-8")
    compiled.write_text(
        "".join(line for line in text.splitlines(keepends=True) if not line.startswith(SEAL)), encoding="utf-8"
    )
    assert [one[1] for one in edited(office)] == [1]
    compiled.write_text(
        "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#")), encoding="utf-8"
    )
    assert edited(office) == []


@pytest.mark.parametrize("shift", range(0, 60, 7))
def test_record_text__hyphens_at_the_ends_of_lines_are_no_lists(shift: int) -> None:
    text = "a" * shift + " - việc thứ nhất - việc thứ hai - việc thứ ba " * 3
    record = {
        "hàng": [("1", text.strip()), ("2", "- a"), ("3", text[:40])],
        "chữ": text.strip(),
        "ngắn": [text[:70].strip()],
    }
    made = record_text(record)
    tree = read_tree(made, "x.yaml")
    assert tree.source is not None
    rows = [list(row) for row in record["hàng"]]
    assert tree.source.data == {**record, "hàng": rows}
    assert list(text_findings("x.yaml", made, tree.scalars)) == []
