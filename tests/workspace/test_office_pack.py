"""An office's folder `mau/`: its own types of papers, and names there that nothing asks for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.cli.print_new import write_skeleton
from pipeline.finding import Finding, Severity
from pipeline.workspace.load import load
from tests.sample import TEMPLATES
from tests.workspace.small_folder import FILES, write_folder
from tests.workspace.starting.offices import new_office

_OWN = '[loai."giấy xác nhận"]\nviet_tat = "GXN"\nkinh_gui = "nên có"\n'


@pytest.fixture
def office(tmp_path: Path) -> Path:
    place = new_office(tmp_path / "ho-so", "ubnd tỉnh")
    (place / "mau" / "khoi").mkdir(parents=True)
    return place


def table(office: Path, text: str) -> None:
    (office / "mau" / "loai_van_ban.toml").write_text(text, encoding="utf-8")


def of_pack(office: Path) -> list[Finding]:
    return [one for one in load(office).findings if one.code.startswith("MAU-")]


def test_own_type__a_record_of_it_is_drafted_and_read(office: Path) -> None:
    table(office, _OWN)
    write_skeleton("giấy xác nhận", folder=office, output=office / "van-ban" / "xac-nhan.yaml")
    text = (office / "van-ban" / "xac-nhan.yaml").read_text("utf-8")
    assert "\nkính gửi:\n" in text
    loaded = load(office)
    assert loaded.findings == ()
    assert "giấy xác nhận" in {paper.kind for paper in loaded.office.papers}


def test_own_type__without_its_row_is_no_kind_of_record(office: Path) -> None:
    table(office, _OWN)
    write_skeleton("giấy xác nhận", folder=office, output=office / "van-ban" / "xac-nhan.yaml")
    table(office, "")
    (found,) = load(office).findings
    assert found.code == "DL-102"
    assert "“giấy xác nhận”; không có loại hồ sơ này" in found.message


@pytest.mark.parametrize(
    ("kind", "said"),
    [("công điện", "chưa lập được bằng chương trình"), ("danh sách", "không có loại hồ sơ này")],
)
def test_type_without_a_form__is_told_honestly(office: Path, kind: str, said: str) -> None:
    (office / "van-ban" / "la.yaml").write_text(f"loại: {kind}\nmã: la\n", encoding="utf-8")
    (found,) = load(office).findings
    assert said in f"{found.message} {found.hint}"


def test_table__an_error_in_it_stops_every_paper_and_is_told_with_its_line(office: Path) -> None:
    table(office, _OWN + 'bo_cuk = "cong_van"\n')
    loaded = load(office)
    (found,) = loaded.findings
    assert (found.file, found.line) == ("mau/loai_van_ban.toml", 4)
    assert found.hint.startswith("Có lẽ là “bo_cuc”: sửa tên dòng.")
    assert loaded.faults.everything == found


def test_table__a_layout_that_is_nowhere_is_an_error(office: Path) -> None:
    table(office, _OWN + 'bo_cuc = "giay_xac_nhan"\n')
    (found,) = of_pack(office)
    assert (found.code, found.file, found.line) == ("MAU-02", "mau/loai_van_ban.toml", 4)
    assert "“mau/giay_xac_nhan.docx”" in found.message
    shutil.copy(TEMPLATES / "co_ten_loai.docx", office / "mau" / "giay_xac_nhan.docx")
    assert of_pack(office) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Cong van.docx", "“mau/cong_van.docx”"),
        ("loai-van-ban.toml", "“mau/loai_van_ban.toml”"),
        ("khoi/dau_van_bn.docx", "“mau/khoi/dau_van_ban.docx”"),
        ("logo.png", "vanthu templates copy"),
        ("khôi", "“mau/khoi”"),
        ("dau_van_ban.docx", "thuộc thư mục “mau/khoi”"),
        ("khoi/cong_van.docx", "thuộc thư mục “mau”"),
        ("giay_xac_nhan.docx", "ghi bo_cuc trong “mau/loai_van_ban.toml”"),
    ],
)
def test_unknown_name__is_told_with_the_nearest_known_one(office: Path, name: str, hint: str) -> None:
    (office / "mau" / name).write_bytes(b"")
    (found,) = of_pack(office)
    assert found.severity is Severity.WARNING
    assert hint in found.hint
    assert found.file == f"mau/{name}"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (_OWN.encode("utf-8-sig"), []),
        (_OWN.replace("\n", "\r\n").replace(" = ", "\t=\t").encode("utf-8-sig"), []),
        (_OWN.replace('"GXN"', "“GXN”").encode("utf-8-sig"), [("MAU-01", 2)]),
        (_OWN.replace('"GXN"', '"GXN').replace('"nên có"', "nên có").encode(), [("MAU-01", 2), ("MAU-01", 3)]),
        (_OWN.encode("utf-16"), [("DL-002", 1)]),
    ],
    ids=["mark of the encoding", "tabs and line ends of Windows", "curly", "two slips", "UTF-16"],
)
def test_table__as_notepad_or_word_saves_it(office: Path, content: bytes, found: list[tuple[str, int]]) -> None:
    (office / "mau" / "loai_van_ban.toml").write_bytes(content)
    told = load(office).findings
    assert [(finding.code, finding.line) for finding in told] == found
    assert {finding.file for finding in told} <= {"mau/loai_van_ban.toml"}
    assert all(finding.hint for finding in told)


@pytest.mark.parametrize("again", [_OWN, 'viet_tat = "GCN"\n'])
def test_table__what_stands_twice_is_told_as_that(office: Path, again: str) -> None:
    table(office, _OWN + again)
    (found,) = of_pack(office)
    assert f"ghi hai lần, đã có ở dòng {1 if again == _OWN else 2}" in found.message
    assert found.line == 4


@pytest.mark.parametrize("name", ["Mau", "MAU", "mẫu", "Mẫu"])
def test_pack_folder__a_name_that_is_not_read_is_told_and_never_passed_over(office: Path, name: str) -> None:
    pack = office / "mau"
    pack.rename(office / name)
    (found,) = of_pack(office)
    assert (found.code, found.severity, found.file) == ("MAU-03", Severity.WARNING, name)
    assert "Đổi tên thành “mau”" in found.hint
    pack.mkdir()
    assert "Chuyển các tệp" in of_pack(office)[0].hint


def test_pack_folder__a_file_in_its_place_is_told(office: Path) -> None:
    shutil.rmtree(office / "mau")
    (office / "mau").write_bytes(b"x")
    (found,) = of_pack(office)
    assert "là một tệp" in found.message


def test_layout_that_is_nowhere__no_other_layout_is_offered_that_only_ends_alike(office: Path) -> None:
    table(office, _OWN + 'bo_cuc = "giay_xac_nhan"\n')
    assert "Có lẽ" not in of_pack(office)[0].hint


def test_known_names__lock_files_and_blocks_of_an_offices_own_are_passed_over(office: Path) -> None:
    for name in ("cong_van.docx", "~$cong_van.docx", ".~lock.cong_van.docx#", "khoi/ky.docx", "khoi/logo_tinh.docx"):
        (office / "mau" / name).write_bytes(b"")
    assert of_pack(office) == []


@pytest.mark.parametrize("name", ["cuộc họp", "cần bộ", "văn phóng"])
def test_own_type__named_like_a_kind_of_record_is_refused_and_the_kind_stays(office: Path, name: str) -> None:
    table(office, f'# loại riêng\n[loai."{name}"]\nviet_tat = "XYZ"\n')
    loaded = load(office)
    (found,) = loaded.findings
    assert (found.code, found.file, found.line) == ("MAU-08", "mau/loai_van_ban.toml", 2)
    assert f"Loại “{name}” trùng tên hồ sơ “loại: " in found.message
    assert "dòng này" in found.hint
    assert loaded.office.settings is not None
    assert name not in loaded.office.types.by_name


@pytest.mark.parametrize(
    ("kind", "signers", "file", "found"),
    [
        ("quyết định", "người đứng đầu", "", ""),  # TM: the head for the collective
        (
            "quyết định",
            "cấp phó, thừa lệnh",
            "qd.yaml",
            "do cấp phó hoặc thừa lệnh ký (mau/loai_van_ban.toml), hồ sơ ghi",
        ),
        ("quyết định", "cấp phó", "qd.yaml", "hồ sơ ghi quyền hạn TM (người đứng đầu)"),
        ("giấy mời", "thừa lệnh", "", ""),
        ("giấy mời", "người đứng đầu", "hop.yaml", "hồ sơ ghi quyền hạn TL (thừa lệnh)"),
        ("công văn", "thừa ủy quyền", "cv.yaml", "hồ sơ ghi người đứng đầu ký"),
    ],
)
def test_signers__whom_the_office_has_not_assigned_a_type_is_told_at_the_record(
    tmp_path: Path, kind: str, signers: str, file: str, found: str
) -> None:
    write_folder(tmp_path, {**FILES, "mau/loai_van_ban.toml": f'[loai."{kind}"]\nnguoi_ky = "{signers}"\n'})
    told = [one for one in load(tmp_path).findings if one.code == "DL-709"]
    assert [one.file for one in told] == ([file] if file else [])
    for one in told:
        assert found in one.message
        assert one.severity is Severity.WARNING
        assert one.line is not None
        assert one.citation == "Đ.13; PLI.P1.II.7b"


@pytest.mark.parametrize("name", ["loi_van.toml", "loai_van_ban.toml", "cong_van.docx"])
def test_pack_file__beside_the_records_is_told_and_where_it_belongs(office: Path, name: str) -> None:
    (office / name).write_bytes((TEMPLATES / name).read_bytes())
    (found,) = load(office).findings
    assert (found.code, found.severity, found.file) == ("MAU-03", Severity.WARNING, name)
    assert f"mau/{name}" in found.hint
