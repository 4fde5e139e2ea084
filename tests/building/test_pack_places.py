"""Findings about a pack name its files by the path that a clerk can open: every kind of fault, in every kind of place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from pipeline.building.own_templates import pack_findings, with_own_templates
from pipeline.building.prepare import prepare_office
from pipeline.building.template_trial import try_templates
from pipeline.finding import Finding
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.templates import office_templates
from tests.program import vanthu
from tests.sample import TEMPLATES
from tests.workspace.starting.offices import new_office

_CASES: Final = Path(__file__).with_name("mau-hong")
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_R: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
# A file of a pack, as words may name it; not the parts inside a Word file.
_FILE: Final = re.compile(r"[\w./-]+\.(?:docx|toml)")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with a pack of its own, one letter of which has a field of its own."""
    place = new_office(tmp_path / "ho-so", "ubnd tỉnh")
    (place / "mau" / "khoi").mkdir(parents=True)
    letter = next(path for path in sorted(place.rglob("*.yaml")) if "loại: công văn" in path.read_text("utf-8"))
    letter.write_text(f"{letter.read_text('utf-8')}\nthêm:\n  số hợp đồng: 12/HĐ\n", "utf-8")
    return place


def _spoilt(pack: Path, name: str, old: str, new: str, *, part: str = _DOCUMENT) -> None:
    parts = read_package((TEMPLATES / f"{name}.docx").read_bytes())
    text = parts[part].decode()
    assert old in text
    (pack / f"{name}.docx").write_bytes(write_package({**parts, part: text.replace(old, new).encode()}))


def _files_spoilt(pack: Path) -> None:
    """Every fault that a look at the files finds, each in a file of its own."""
    _spoilt(pack, "cong_van", "%}", "%")
    _spoilt(pack, "quyet_dinh", '"noi_dung"', '"noi_dug"')
    _spoilt(pack, "khoi/ky", "<w:body>", '<w:body><w:p><w:pPr><w:pStyle w:val="La"/></w:pPr></w:p>')
    _spoilt(pack, "khoi/dau_van_ban", "<w:body>", f'<w:body {_R}><w:p r:id="rId99"/>')
    (pack / "khoi" / "tieu_de.docx").write_bytes(b"no Word file")
    shutil.copy(_CASES / "badxml_cong_van.docx", pack / "phu_luc.docx")


_SEEN_IN_FILES: Final = {
    ("DUNG-30", "khoi/tieu_de.docx"),
    ("DUNG-30", "phu_luc.docx"),
    ("DUNG-31", "cong_van.docx"),
    ("DUNG-32", "quyet_dinh.docx"),
    ("MAU-05", "khoi/dau_van_ban.docx"),
    ("MAU-06", "khoi/ky.docx"),
}


def _filling_spoilt(pack: Path) -> None:
    """Every fault that shows when layouts are filled in, each in a layout of its own."""
    shutil.copy(_CASES / "div0_cong_van.docx", pack / "cong_van.docx")
    shutil.copy(_CASES / "range1e9_cong_van.docx", pack / "quyet_dinh.docx")
    shutil.copy(_CASES / "deleted_include_cong_van.docx", pack / "giay_moi.docx")
    _spoilt(pack, "bien_ban", "<w:body>", "<w:body><w:p><w:r><w:object/></w:r></w:p>")
    _spoilt(pack, "kem_theo", "<w:b/>", '<w:b/><w:color w:val="FF0000"/>', part=_STYLES)


_SEEN_IN_FILLING: Final = {
    ("DUNG-33", "cong_van.docx"),
    ("DUNG-34", "quyet_dinh.docx"),
    ("DUNG-35", "giay_moi.docx"),
    ("DUNG-37", "bien_ban.docx"),
    ("DUNG-38", "kem_theo.docx"),
}


def _seen(found: Sequence[Finding], folder: str) -> set[tuple[str, str]]:
    """The codes with their files, which all are in this folder and named by their path wherever they are mentioned."""
    for finding in found:
        assert finding.file is not None
        assert finding.file.startswith(folder)
        for name in _FILE.findall(f"{finding.message} {finding.hint}"):
            assert name.startswith((folder, "templates_docx/")), finding
    return {(finding.code, finding.file.removeprefix(folder)) for finding in found if finding.file}


def test_faults_of_files__are_named_by_their_path_from_the_records(office: Path) -> None:
    _files_spoilt(office / "mau")
    found = pack_findings(office)
    assert _seen(found, "mau/") == _SEEN_IN_FILES
    assert all((office / str(finding.file)).is_file() for finding in found)
    assert pack_findings(office / "mau") == found


def test_missing_block__is_asked_for_where_the_clerk_would_put_it(office: Path) -> None:
    _spoilt(office / "mau", "quyet_dinh", '"noi_dung"', '"noi_dug"')
    (found,) = pack_findings(office)
    assert "không có tệp mau/khoi/noi_dug.docx" in found.message


def test_block_that_prints_nothing__is_named_itself_and_not_the_layouts_of_the_program(office: Path) -> None:
    block = office / "mau" / "khoi" / "dau_van_ban.docx"
    parts = read_package((TEMPLATES / "khoi" / "dau_van_ban.docx").read_bytes())
    text = re.sub("(?s)<w:body>.*</w:body>", "<w:body><w:p/></w:body>", parts[_DOCUMENT].decode())
    block.write_bytes(write_package({**parts, _DOCUMENT: text.encode()}))
    found = pack_findings(office)
    assert {(finding.code, finding.file) for finding in found} == {("DUNG-35", "mau/khoi/dau_van_ban.docx")}
    shutil.copy(TEMPLATES / "khoi" / "ky.docx", office / "mau" / "khoi" / "ky.docx")
    _spoilt(office / "mau", "khoi/ky", "<w:body>", "<w:body><w:p/>")
    assert "cũng đã sửa, có thể do nó: mau/khoi/ky.docx" in pack_findings(office)[0].hint


@pytest.mark.slow
def test_faults_of_filling__are_named_by_their_path_from_the_records(office: Path, tmp_path: Path) -> None:
    _filling_spoilt(office / "mau")
    trial = try_templates(office_templates(office, TEMPLATES), ("giay_la",), memory=tmp_path)
    found = (*trial.findings, *trial.notices)
    assert _seen(found, "mau/") == _SEEN_IN_FILLING | {("DUNG-36", "giay_la.docx")}
    # What was remembered of the trial is told with the path of the files at hand, not of those that were tried.
    elsewhere = tmp_path / "sua"
    shutil.copytree(TEMPLATES, elsewhere)
    shutil.copytree(office / "mau", elsewhere, dirs_exist_ok=True)
    again = try_templates(office_templates(office, elsewhere), memory=tmp_path)
    assert _seen((*again.findings, *again.notices), f"{elsewhere}/") == _SEEN_IN_FILLING


def test_table_and_names__are_told_by_their_path_from_the_records(office: Path) -> None:
    rows = (
        '[loai."giấy xác nhận"]\nviet_tat = "GXN"\nbo_cuc = "giay_xac_nhan"\n'
        '[loai."cuộc họp"]\nviet_tat = "CH"\n[loai."thư khen"]\nmau = "x"\n'
    )
    (office / "mau" / "loai_van_ban.toml").write_text(rows, encoding="utf-8")
    (office / "mau" / "loi_van.toml").write_text('["giấy mời"]\n"không có" = "x"\n', encoding="utf-8")
    (office / "mau" / "cong_vna.docx").write_bytes(b"")
    (office / "mau" / "khoi" / "kyy.docx").write_bytes((TEMPLATES / "khoi" / "ky.docx").read_bytes())
    seen = _seen([one for one in pack_findings(office) if one.code != "DUNG-30"], "mau/")
    assert seen == {
        ("MAU-01", "loai_van_ban.toml"),
        ("MAU-02", "loai_van_ban.toml"),
        ("MAU-08", "loai_van_ban.toml"),
        ("MAU-03", "cong_vna.docx"),
        ("MAU-03", "khoi/kyy.docx"),
        ("LV-02", "loi_van.toml"),
    }


def test_own_field__that_no_record_has_is_told_by_the_path_of_the_template(office: Path) -> None:
    tag = "</w:t></w:r><w:r><w:t>{% if them.so_hop_dogn %}{% endif %}"
    parts = read_package((TEMPLATES / "cong_van.docx").read_bytes())
    document = parts[_DOCUMENT].decode().replace("{{ can_cu }}", f"{{{{ can_cu }}}}{tag}", 1)
    (office / "mau" / "cong_van.docx").write_bytes(write_package({**parts, _DOCUMENT: document.encode()}))
    found = with_own_templates(prepare_office(office), office).findings
    assert _seen(found, "mau/") == {("DUNG-39", "cong_van.docx")}


def test_set_that_was_copied_out__is_told_by_the_path_as_it_was_given(tmp_path: Path) -> None:
    copied = tmp_path / "sua"
    shutil.copytree(TEMPLATES, copied)
    _files_spoilt(copied)
    (copied / "loi_van.toml").write_text('["giấy mời"]\n"không có" = "x"\n', encoding="utf-8")
    assert _seen(pack_findings(copied), f"{copied}/") == _SEEN_IN_FILES | {("LV-02", "loi_van.toml")}


@pytest.mark.slow
def test_build__names_the_file_of_the_pack_that_stops_a_paper(office: Path, tmp_path: Path) -> None:
    (office / "mau" / "khoi" / "dau_van_ban.docx").write_bytes(b"no Word file")
    told = vanthu("build", office, "--output", tmp_path / "ra")
    assert told.returncode == 1
    assert "“mau/khoi/dau_van_ban.docx” không phải tệp Word" in told.stdout + told.stderr
