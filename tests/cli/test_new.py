"""`vanthu new`: which record is meant, for which office, with which ids, and where its schema lies."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from pipeline.building.prepare import prepare_office
from pipeline.cli.print_new import write_skeleton
from pipeline.errors import UsageError
from pipeline.workspace.kinds import kinds
from pipeline.workspace.load import load
from pipeline.workspace.origins import NOT_MADE
from tests.program import vanthu
from tests.workspace.starting.offices import new_office


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return new_office(tmp_path / "ho-so", "ubnd tỉnh")


def schema_of(file: Path) -> str:
    return file.read_text("utf-8").splitlines()[0].partition("$schema=")[2]


def test_new__without_a_kind_lists_them_all() -> None:
    result = vanthu("new")
    assert result.returncode == 0
    assert all(f"  {kind} " in result.stdout for kind in kinds())
    assert "giấy mời" in result.stdout


@pytest.mark.parametrize(
    ("asked", "kind", "part"),
    [
        ("giấy mời", "cuộc họp", "giấy mời:"),
        ("thư mời", "cuộc họp", "giấy mời:"),
        ("Thư mời họp", "cuộc họp", "giấy mời:"),
        ("giấy triệu tập", "cuộc họp", "giấy mời:"),
        ("Biên bản", "cuộc họp", "biên bản:"),
        ("thông báo kết luận", "cuộc họp", "thông báo:"),
        ("quy chế kèm theo", "quyết định", "  - loại: quy chế"),
        ("quy định kèm theo", "quyết định", "  - loại: quy định"),
        ("danh sách", "quyết định", "  - loại: danh sách"),
        ("phụ lục", "công văn", "phụ lục:"),
    ],
)
def test_new__a_paper_leads_to_the_record_it_comes_from(
    asked: str, kind: str, part: str, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = office / "moi.yaml"
    write_skeleton(asked, folder=office, output=target)
    assert kind in capsys.readouterr().err
    lines = target.read_text("utf-8").splitlines()
    assert f"loại: {kind}" in lines
    assert part in lines
    assert load(office).findings == ()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("cong van", "công văn"), ("giay moi", "giấy mời"), ("quyết địn", "quyết định"), ("cuoc-hop", "cuộc họp")],
)
def test_new__a_name_without_marks_or_misspelt_is_asked_back(asked: str, meant: str) -> None:
    with pytest.raises(UsageError, match="Không có loại hồ sơ") as refused:
        write_skeleton(asked, folder=None, output=None)
    assert f'vanthu new "{meant}"' in refused.value.remedy


def test_new__what_is_not_made_is_said() -> None:
    with pytest.raises(UsageError, match="chưa lập được “công điện”"):
        write_skeleton("công điện", folder=None, output=None)


@pytest.mark.parametrize("asked", [*NOT_MADE, "cong dien", "thư côngg", "thư ngỏ", "hợp đồn", "nghị quyếtt", "phiếu"])
def test_new__never_proposes_what_cannot_be_made(asked: str) -> None:
    with pytest.raises(UsageError) as refused:
        write_skeleton(asked, folder=None, output=None)
    assert not any(name in refused.value.remedy for name in NOT_MADE)


def test_new__uses_the_ids_of_the_office_it_is_written_into(office: Path) -> None:
    target = office / "van-ban" / "thang-12" / "moi.yaml"
    write_skeleton("công văn", folder=None, output=target)
    text = target.read_text("utf-8")
    assert "\ncơ quan ban hành: ubnd-tinh\n" in text
    assert "  người ký: nguoi-dung-dau\n" in text
    assert "  quyền hạn: TM\n" in text
    assert load(office).findings == ()


def test_new__uses_the_ids_of_the_office_it_is_run_in(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "cuoc-hop" / "2026").mkdir()
    monkeypatch.chdir(office / "cuoc-hop" / "2026")
    write_skeleton("cuộc họp", folder=None, output=None)
    shown = capsys.readouterr().out
    assert "\ncủa: ban-chi-dao\n" in shown
    assert "\nthư ký: van-thu\n" in shown


def test_new__says_what_the_office_has_to_have_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_skeleton("cuộc họp", folder=new_office(tmp_path, "sở"), output=None)
    assert 'vanthu new "ban chỉ đạo"' in capsys.readouterr().err


def test_new__a_second_office_in_one_folder_is_refused(office: Path) -> None:
    with pytest.raises(UsageError, match="đã có hồ sơ"):
        write_skeleton("văn phòng", folder=None, output=office / "hai.yaml")
    assert not (office / "hai.yaml").exists()


@pytest.mark.parametrize("within", [".", "van-ban", "van-ban/2026/quy-1"])
def test_new__the_first_line_leads_to_the_schemas_from_any_folder(
    within: str, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / ".schema").mkdir()
    target, away = office / within / "moi.yaml", tmp_path / "noi-khac"
    away.mkdir()
    monkeypatch.chdir(away)
    write_skeleton("công văn", folder=None, output=Path(os.path.relpath(target, away)))
    assert (target.parent / schema_of(target)).resolve() == (office / ".schema" / "cong-van.schema.json").resolve()


def test_new__without_schemas_says_how_to_make_them(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = office / "van-ban" / "moi.yaml"
    write_skeleton("công văn", folder=None, output=target)
    assert f"vanthu schema --output {office / '.schema'}" in capsys.readouterr().err
    assert schema_of(target) == "../.schema/cong-van.schema.json"


def test_new__five_skeletons_alone_make_an_office(tmp_path: Path) -> None:
    for number, kind in enumerate(("văn phòng", "cơ quan", "cán bộ", "ban chỉ đạo", "cuộc họp")):
        write_skeleton(kind, folder=None, output=tmp_path / "ho-so" / f"{number}.yaml")
    assert prepare_office(tmp_path / "ho-so").findings == ()


@pytest.fixture
def own(office: Path) -> Path:
    """The office with a type of its own."""
    (office / "mau").mkdir()
    (office / "mau" / "loai_van_ban.toml").write_text('[loai."giấy xác nhận"]\nviet_tat = "GXN"\n', "utf-8")
    return office


def test_new__lists_the_types_of_the_office_named_and_of_the_one_it_is_run_in(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [vanthu("new", "--folder", own)]
    monkeypatch.chdir(own / "van-ban")
    listed.append(vanthu("new", cwd=own / "van-ban"))
    for result in listed:
        assert re.search(r"giấy xác nhận +văn bản soạn trực tiếp; loại riêng của cơ quan", result.stdout)
    assert "giấy xác nhận" not in vanthu("new", cwd=tmp_path).stdout
    assert vanthu("new", "--folder", tmp_path / "khong-co").returncode == UsageError.exit_code


def test_schema__of_an_own_type_is_written_into_its_office_and_the_skeleton_names_it(own: Path, tmp_path: Path) -> None:
    (own / ".schema").mkdir()
    target = own / "van-ban" / "xn.yaml"
    first = vanthu("new", "giấy xác nhận", "-o", target)
    assert f"vanthu schema --output {own / '.schema'}" in first.stderr
    assert vanthu("schema", "--output", own / ".schema").returncode == 0
    schema = json.loads((target.parent / schema_of(target)).read_text("utf-8"))
    assert schema["properties"]["loại"]["const"] == "giấy xác nhận"
    assert "trích yếu" in schema["properties"]
    record = yaml.safe_load(target.read_text("utf-8"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors({**record, "tháng ban hành": "11/2026"})) == []
    assert "vanthu schema" not in vanthu("new", "giấy xác nhận", "-o", own / "van-ban" / "hai.yaml").stderr
    elsewhere = tmp_path / "luoc-do"
    assert vanthu("schema", "--output", elsewhere).returncode == 0
    assert not (elsewhere / "giay-xac-nhan.schema.json").exists()
    assert vanthu("schema", "--folder", own, "--output", elsewhere).returncode == 0
    assert (elsewhere / "giay-xac-nhan.schema.json").exists()
