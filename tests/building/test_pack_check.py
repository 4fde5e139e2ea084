"""`vanthu templates check`: what is wrong with a pack, and that nothing is with ours."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.building.own_templates import pack_findings
from pipeline.finding import Severity
from pipeline.typeset.docx.package import read_package, write_package
from tests.program import vanthu
from tests.sample import TEMPLATES
from tests.typeset.office_paper import Edit, edited, with_link, with_picture, with_picture_in_header
from tests.workspace.starting.offices import new_office

_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    place = new_office(tmp_path / "ho-so", "ubnd tỉnh")
    (place / "mau" / "khoi").mkdir(parents=True)
    return place


def spoilt(office: Path, name: str, part: str, old: str, new: str) -> None:
    """One file of the pack in the office's folder, with a part changed."""
    parts = read_package((TEMPLATES / f"{name}.docx").read_bytes())
    text = parts[part].decode()
    assert old in text
    data = write_package({**parts, part: text.replace(old, new, 1).encode()})
    (office / "mau" / f"{name}.docx").write_bytes(data)


def test_own_pack_of_the_program__has_no_fault() -> None:
    told = vanthu("templates", "check")
    assert (told.returncode, told.stdout) == (0, "Mẫu đi kèm phần mềm: không có lỗi.\n")


@pytest.mark.parametrize(
    ("name", "part", "old", "new", "code", "said"),
    [
        ("cong_van", _DOCUMENT, "%}", "%", "DUNG-31", "lệnh mở mà không đóng"),
        ("cong_van", _DOCUMENT, "%}", "%} Lời chào", "DUNG-31", "“Lời chào” cùng đoạn với {%p include"),
        ("cong_van", _DOCUMENT, '"noi_dung"', '"noi_dug"', "DUNG-32", "mau/khoi/noi_dug.docx"),
        (
            "khoi/ky",
            _DOCUMENT,
            "<w:body>",
            '<w:body><w:p><w:pPr><w:pStyle w:val="La"/></w:pPr></w:p>',
            "MAU-06",
            "“La”",
        ),
        (
            "khoi/dau_van_ban",
            _DOCUMENT,
            "<w:body>",
            '<w:body xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:p r:id="rId99"/>',
            "MAU-05",
            "có một phần mà nội dung không còn trong tệp",
        ),
    ],
)
def test_fault__in_one_file_is_told_by_its_name(  # noqa: PLR0913, PLR0917 - where, what becomes what, what is said
    office: Path, name: str, part: str, old: str, new: str, code: str, said: str
) -> None:
    spoilt(office, name, part, old, new)
    found = pack_findings(office)
    assert (found[0].code, found[0].file) == (code, f"mau/{name}.docx")
    assert said in found[0].message
    assert found[0].hint


def without(package: Mapping[str, bytes], kind: str) -> dict[str, bytes]:
    """The parts of a file without the relationships of this kind: what is left where something was deleted by half."""
    found = re.compile(rf'<Relationship [^>]*/{kind}"[^>]*/>'.encode())
    return {part: found.sub(b"", data) if part.endswith(".rels") else data for part, data in package.items()}


@pytest.mark.parametrize(
    ("edit", "kind", "said", "hint"),
    [
        (
            with_picture(told="Biểu trưng tỉnh"),
            "image",
            "có ảnh “Biểu trưng tỉnh” mà nội dung không còn trong tệp ở đoạn không có chữ ngay trước đoạn:",
            "xóa khung ảnh",
        ),
        (with_picture(told=""), "image", "có ảnh “Picture 1” mà nội dung không còn trong tệp", "xóa khung ảnh"),
        (
            with_link(words="Cổng thông tin tỉnh"),
            "hyperlink",
            "có liên kết ở chữ “Cổng thông tin tỉnh” mà nội dung không còn trong tệp ở đoạn: Cổng thông tin tỉnh",
            "bỏ siêu kết nối",
        ),
        (with_picture_in_header(), "image", "trong đầu trang mà nội dung không còn trong tệp", "xóa khung ảnh"),
    ],
    ids=["picture", "picture without alternative text", "link", "picture in the header"],
)
def test_broken_link__is_told_by_what_is_seen_in_word(
    office: Path, edit: Edit, kind: str, said: str, hint: str
) -> None:
    data = write_package(without(read_package(edited("cong_van", edit)), kind))
    (office / "mau" / "cong_van.docx").write_bytes(data)
    (found,) = (finding for finding in pack_findings(office) if finding.code == "MAU-05")
    assert found.file == "mau/cong_van.docx"
    assert said in found.message
    assert "rId" not in found.message
    assert hint in found.hint


def test_broken_link__stops_the_papers_of_a_layout_when_it_is_loaded(office: Path) -> None:
    link = '<w:body xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:p r:id="rId99"/>'
    spoilt(office, "cong_van", _DOCUMENT, "<w:body>", link)
    told = vanthu("validate", office)
    assert told.returncode == 1
    assert "DUNG-37" in told.stdout
    assert "1 văn bản chưa dựng được" in told.stdout


def styled(office: Path, name: str) -> None:
    """A layout in the office's folder with its bold styles in red."""
    parts = read_package((TEMPLATES / f"{name}.docx").read_bytes())
    assert b"<w:b/>" in parts[_STYLES]
    changed = write_package({**parts, _STYLES: parts[_STYLES].replace(b"<w:b/>", b'<w:b/><w:color w:val="FF0000"/>')})
    (office / "mau" / f"{name}.docx").write_bytes(changed)


def test_style__of_a_file_that_loses_is_told_once_by_the_command(office: Path) -> None:
    styled(office, "kem_theo")
    (found,) = pack_findings(office)
    assert (found.code, found.severity, found.file) == ("DUNG-38", Severity.WARNING, "mau/kem_theo.docx")
    assert "văn bản theo kiểu của" in found.message
    told = vanthu("templates", "check", office)
    assert told.stdout.count("Kiểu ") == 1
    assert "1 cảnh báo" in told.stdout


def test_style__changed_on_purpose_in_a_paper_s_own_layout_is_nobodys_mistake(office: Path) -> None:
    styled(office, "quyet_dinh")
    assert pack_findings(office) == ()


def test_types__that_lack_their_layout_and_wrong_rows_are_told_by_the_command(office: Path) -> None:
    rows = '[loai."giấy xác nhận"]\nviet_tat = "GXN"\nbo_cuc = "giay_xac_nhan"\n'
    (office / "mau" / "loai_van_ban.toml").write_text(rows, encoding="utf-8")
    for place in (office, office / "mau"):
        told = vanthu("templates", "check", place)
        assert told.returncode == 1
        assert "“mau/giay_xac_nhan.docx”, nhưng không có tệp ấy" in told.stdout


def test_copy_of_the_pack__is_sound_until_a_tag_is_lost(tmp_path: Path) -> None:
    copied = tmp_path / "mau-sua"
    shutil.copytree(TEMPLATES, copied)
    assert pack_findings(copied) == ()
    (copied / "khoi" / "ky.docx").unlink()
    assert {one.code for one in pack_findings(copied)} == {"DUNG-32"}
