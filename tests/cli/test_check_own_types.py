"""`vanthu check FILE` of a type that only its office has: the office is found, or named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.building.prepare import prepare_office
from pipeline.building.state.office_link import note_office, office_of
from pipeline.errors import UsageError
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from tests.program import vanthu
from tests.sample import TEMPLATES
from tests.workspace.starting.offices import new_office

_OWN = '[loai."giấy xác nhận"]\nviet_tat = "GXN"\nkinh_gui = "nên có"\n'


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a type of its own, and beside it a Word file of that type."""
    home = tmp_path_factory.mktemp("co-quan")
    office = new_office(home / "ho-so", "ubnd tỉnh")
    (office / "mau").mkdir()
    (office / "mau" / "loai_van_ban.toml").write_text(_OWN, encoding="utf-8")
    assert vanthu("new", "giấy xác nhận", "-o", office / "van-ban" / "xn.yaml").returncode == 0
    prepared = prepare_office(office)
    (document,) = (one for one in prepared.documents if one.type.name.lower() == "giấy xác nhận")
    file = home / "xn.docx"
    file.write_bytes(make_docx(document, templates=load_templates(TEMPLATES), profile=prepared.profile))
    return file


@pytest.fixture
def office(paper: Path, tmp_path: Path) -> Path:
    """The office, to change."""
    return Path(shutil.copytree(paper.parent / "ho-so", tmp_path / "ho-so"))


def kind_of(file: Path, *arguments: str | Path, cwd: Path | None = None) -> str:
    value = json.loads(vanthu("check", file, "--json", *arguments, cwd=cwd).stdout)
    return str(value["files"][0]["type"])


def test_file__of_nobody_is_judged_by_the_decree_alone(paper: Path, office: Path) -> None:
    alone = Path(shutil.copy(paper, office.parent / "xn.docx"))
    assert kind_of(alone) != "giấy xác nhận"
    assert kind_of(alone, "--folder", office) == "giấy xác nhận"


def test_file__below_an_office_is_judged_with_its_types(paper: Path, office: Path) -> None:
    below = office / "da-gui" / "2026"
    below.mkdir(parents=True)
    shutil.copy(paper, below / "xn.docx")
    assert kind_of(below / "xn.docx") == "giấy xác nhận"
    assert kind_of(Path("xn.docx"), cwd=below) == "giấy xác nhận"


def test_file__in_what_an_office_built_is_judged_with_its_types_wherever_both_are_moved(
    paper: Path, office: Path, tmp_path: Path
) -> None:
    output = tmp_path / "ket-qua"
    (output / "xn").mkdir(parents=True)
    shutil.copy(paper, output / "xn" / "xn.docx")
    assert kind_of(output / "xn" / "xn.docx") != "giấy xác nhận"
    note_office(output, office)
    assert kind_of(output / "xn" / "xn.docx") == "giấy xác nhận"
    moved = tmp_path / "noi-khac"
    moved.mkdir()
    for one in (office, output):
        one.rename(moved / one.name)
    assert kind_of(moved / "ket-qua" / "xn" / "xn.docx") == "giấy xác nhận"


@pytest.mark.parametrize("note", [b"", b"\xff\xfe\x00", b"khong-co", b"a" * 9000])
def test_note__that_leads_nowhere_is_no_office(tmp_path: Path, note: bytes) -> None:
    (tmp_path / ".vanthu").mkdir()
    (tmp_path / ".vanthu" / "ho-so.txt").write_bytes(note)
    assert office_of(tmp_path) is None


def test_table__that_is_wrong_is_told_with_its_file_and_stops_no_check(paper: Path, office: Path) -> None:
    (office / "mau" / "loai_van_ban.toml").write_text(f"{_OWN}bo_cuk = 1\n", encoding="utf-8")
    shutil.copy(paper, office / "xn.docx")
    told = vanthu("check", office / "xn.docx")
    assert str(office / "mau" / "loai_van_ban.toml") in told.stderr
    assert "Có lẽ là “bo_cuc”: sửa tên dòng." in told.stderr
    assert "xn.docx" in told.stdout


def test_folder__that_is_not_there_is_refused(paper: Path, tmp_path: Path) -> None:
    told = vanthu("check", paper, "--folder", tmp_path / "khong-co")
    assert told.returncode == UsageError.exit_code
    assert "Không có thư mục" in told.stderr


def test_fix__knows_the_type_too(paper: Path, office: Path, tmp_path: Path) -> None:
    shutil.copy(paper, office / "xn.docx")
    fixed = json.loads(vanthu("check", office / "xn.docx", "--fix", "-o", tmp_path / "sua.docx", "--json").stdout)
    assert not any(one["code"].startswith("TL-0") for one in fixed["files"][0]["left"])
