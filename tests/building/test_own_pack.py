"""Papers set by an office's own folder `mau/`: its letterhead, its type, its layout, through LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.building.prepare import prepare_office
from pipeline.building.state.office_link import office_of
from pipeline.decree.pack_folder import shipped_templates
from pipeline.papers.wording import office_wording
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.templates import office_templates
from tests.pdfs import text as text_of
from tests.program import vanthu
from tests.sample import TEMPLATES
from tests.workspace.starting.offices import new_office

_OWN = '[loai."giấy xác nhận"]\nviet_tat = "GXN"\nbo_cuc = "giay_xac_nhan"\n'
_DOCUMENT = "word/document.xml"


def reworded(name: str, old: str, new: str) -> bytes:
    """A file of our pack with words of it changed."""
    parts = read_package((TEMPLATES / f"{name}.docx").read_bytes())
    assert old in parts[_DOCUMENT].decode()
    return write_package({**parts, _DOCUMENT: parts[_DOCUMENT].decode().replace(old, new, 1).encode()})


@pytest.fixture
def office(tmp_path: Path) -> Path:
    place = new_office(tmp_path / "ho-so", "ubnd tỉnh")
    (place / "mau" / "khoi").mkdir(parents=True)
    return place


def test_own_file__stands_in_place_of_ours_and_the_rest_stays_ours(office: Path) -> None:
    (office / "mau" / "khoi" / "ky.docx").write_bytes(b"own block")
    (office / "mau" / "cong_van.docx").write_bytes(b"own layout")
    mine, ours = office_templates(office, shipped_templates()), office_templates(office.parent, shipped_templates())
    assert dict(mine.layouts) == {**dict(ours.layouts), "cong_van": b"own layout"}
    assert dict(mine.blocks) == {**dict(ours.blocks), "ky": b"own block"}
    assert mine.fingerprint != ours.fingerprint


def test_chosen_folder__wins_over_the_offices_own(office: Path, tmp_path: Path) -> None:
    (office / "mau" / "cong_van.docx").write_bytes(b"own layout")
    chosen = tmp_path / "mau-khac"
    chosen.mkdir()
    (chosen / "cong_van.docx").write_bytes(b"chosen layout")
    assert dict(office_templates(office, chosen).layouts) == {"cong_van": b"chosen layout"}


def test_own_table__counts_for_the_fingerprint(office: Path) -> None:
    before = office_templates(office, shipped_templates()).fingerprint
    (office / "mau" / "loai_van_ban.toml").write_text(_OWN, encoding="utf-8")
    assert office_templates(office, shipped_templates()).fingerprint != before


def test_validate__tells_what_is_wrong_with_an_own_block(office: Path) -> None:
    (office / "mau" / "khoi" / "dau_van_ban.docx").write_bytes(b"no Word file")
    told = vanthu("validate", office)
    assert told.returncode == 1
    assert "khoi/dau_van_ban.docx” không phải tệp Word" in told.stdout


@pytest.mark.office
def test_own_type_with_its_layout_and_an_own_block__is_built_and_rebuilt_when_they_change(
    office: Path, tmp_path: Path
) -> None:
    (office / "mau" / "loai_van_ban.toml").write_text(_OWN, encoding="utf-8")
    own = reworded("co_ten_loai", "tieu_de", "tieu_de_rieng")
    (office / "mau" / "giay_xac_nhan.docx").write_bytes(own)
    title = reworded("khoi/tieu_de", "{{ van_ban.subject }}", "Mẫu riêng: {{ van_ban.subject }}")
    (office / "mau" / "khoi" / "tieu_de_rieng.docx").write_bytes(title)
    assert vanthu("new", "giấy xác nhận", "--output", office / "van-ban" / "xn.yaml").returncode == 0
    output = tmp_path / "ket-qua"
    built = vanthu("build", office, "--output", output)
    assert built.returncode == 0, built.stdout + built.stderr
    assert office_of(output) == office.resolve()
    text = text_of((output / "giay-xac-nhan-1" / "giay-xac-nhan-1.pdf").read_bytes())
    assert "GIẤY XÁC NHẬN" in text
    assert "Mẫu riêng:" in text
    assert "/GXN-UBND" in text
    assert "không có gì đổi" in vanthu("build", office, "--output", output).stdout
    plain = (TEMPLATES / "khoi" / "tieu_de.docx").read_bytes()
    (office / "mau" / "khoi" / "tieu_de_rieng.docx").write_bytes(plain)
    assert "dựng 1, giữ nguyên 3" in vanthu("build", office, "--output", output).stdout
    text = text_of((output / "giay-xac-nhan-1" / "giay-xac-nhan-1.pdf").read_bytes())
    assert "Mẫu riêng:" not in text


def test_own_sentence__is_said_by_every_command_without_an_option(office: Path) -> None:
    line = "Như địa chỉ ghi trên thư"
    place = office / "mau" / "loi_van.toml"
    place.write_text(f'["nơi nhận"]\n"như trên" = "{line}"\n', encoding="utf-8")
    letters = [paper for paper in prepare_office(office).documents if paper.addressees]
    assert letters
    assert all(line in repr(paper.recipients) for paper in letters)
    assert vanthu("templates", "check", office).returncode == 0
    place.write_text('["nơi nhận"]\n"như trên" = "{{ gi_do }}"\n', encoding="utf-8")
    told = vanthu("templates", "check", office)
    assert (told.returncode, "LV-03" in told.stdout) == (1, True)
    validated = vanthu("validate", office)
    assert (validated.returncode, "LV-03" in validated.stderr) == (1, True)
    assert not [paper for paper in prepare_office(office).documents if paper.addressees]


def test_own_sentence__that_is_faulty_is_told_with_the_way_to_its_file(office: Path, tmp_path: Path) -> None:
    wrong = '["giấy mời"]\n"trích yếu" = "{{ cuoc_hp }}"\n'
    (office / "mau" / "loi_van.toml").write_text(wrong, encoding="utf-8")
    (found,) = prepare_office(office).findings
    assert (found.code, found.file, found.line) == ("LV-03", "mau/loi_van.toml", 2)
    chosen = tmp_path / "mau-khac"
    chosen.mkdir()
    (chosen / "loi_van.toml").write_text('["giấy mời"]\ntrích yếu = 1\n', encoding="utf-8")
    assert {one.file for one in office_wording(office, chosen).findings} == {str(chosen / "loi_van.toml")}
