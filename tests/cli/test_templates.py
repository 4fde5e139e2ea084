"""`vanthu templates`: templates and wording put out for editing, never over somebody's own; a sentence changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.decree.type_table import TABLE_FILE
from pipeline.papers.wording_file import WORDING_FILE
from tests import pdfs
from tests.program import vanthu
from tests.sample import OFFICE, ROOT, TEMPLATES
from tests.workspace.starting.offices import new_office


def test_copy__gives_every_template_and_says_how_to_use_them(tmp_path: Path) -> None:
    result = vanthu("templates", "copy", "mau", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "vanthu build THƯ_MỤC --templates mau" in result.stdout
    # Not the table of types: an office's own holds nothing but its own rows.
    files = (path for path in TEMPLATES.rglob("[!~.]*.*") if path.is_file() and path.name != TABLE_FILE)
    ours = {path.relative_to(TEMPLATES): path.read_bytes() for path in files}
    copied = (path for path in (tmp_path / "mau").rglob("*") if path.is_file())
    assert {path.relative_to(tmp_path / "mau"): path.read_bytes() for path in copied} == ours
    assert Path(WORDING_FILE) in ours


def test_copy__refuses_where_one_of_them_lies_already(tmp_path: Path) -> None:
    (tmp_path / "mau" / "khoi").mkdir(parents=True)
    own = tmp_path / "mau" / "khoi" / "ky.docx"
    own.write_bytes(b"my own")
    result = vanthu("templates", "copy", tmp_path / "mau")
    assert result.returncode == 2
    assert "khoi/ky.docx" in result.stderr
    assert own.read_bytes() == b"my own"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [own]


def test_copy__a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "mau").write_text("", "utf-8")
    assert vanthu("templates", "copy", tmp_path / "mau").returncode == 2


def test_templates__help_names_the_commands() -> None:
    result = vanthu("templates", "--help")
    assert result.returncode == 0
    assert "copy" in result.stdout


def test_build__a_folder_without_templates_is_named_with_the_way_out(tmp_path: Path) -> None:
    result = vanthu("build", TEMPLATES.parent / "fixtures", "--templates", tmp_path, "--output", tmp_path / "out")
    assert result.returncode == 3
    assert str(tmp_path) in result.stderr
    assert "vanthu templates copy" in result.stderr


def test_wording__prints_every_line_with_an_example() -> None:
    result = vanthu("templates", "wording")
    assert (result.returncode, result.stderr) == (0, "")
    assert "[thông báo kết luận]" in result.stdout
    assert "  mục nhiệm vụ\n    câu:     NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM\n" in result.stdout
    assert "giá trị: luc, ngay\n    ví dụ:   14 giờ 00, thứ Sáu, ngày 15 tháng 3 năm 2024\n" in result.stdout


def test_wording__of_a_folder_shows_its_own_lines_and_what_is_wrong_with_them(tmp_path: Path) -> None:
    text = '["giấy mời"]\n"trích yếu" = "Mời dự {{ cuoc_hop }}"\n"thời gian" = "{{ lúc }}"\n'
    (tmp_path / WORDING_FILE).write_text(text, "utf-8")
    result = vanthu("templates", "wording", tmp_path)
    assert result.returncode == 1
    assert "trích yếu (câu của cơ quan)\n    câu:     Mời dự {{ cuoc_hop }}\n" in result.stdout
    assert "    ví dụ:   Mời dự Phiên họp thứ nhất năm 2024\n" in result.stdout
    assert "LỖI:     Lời văn “giấy mời / thời gian”: không có giá trị “lúc” ở câu này" in result.stdout
    assert f"{WORDING_FILE}:3" in result.stderr or f"{WORDING_FILE} dòng 3" in result.stderr
    assert vanthu("templates", "wording", tmp_path / "khong-co").returncode == 2


def _guide() -> str:
    """The lines that the clerk's guide shows for changing a sentence."""
    guide = (ROOT / "docs" / "huong-dan.md").read_text("utf-8")
    return guide.split("## Đổi một câu", 1)[1].split("```toml\n", 1)[1].split("```", 1)[0]


@pytest.mark.office
def test_build__a_sentence_changed_as_the_guide_says_is_on_paper(tmp_path: Path) -> None:
    assert vanthu("templates", "copy", "mau", cwd=tmp_path).returncode == 0
    (tmp_path / "mau" / WORDING_FILE).write_text(_guide(), "utf-8")
    paper = "phien-1-2024-thong-bao"
    build = ("build", OFFICE, "--templates", "mau", "--output", "ra", "--only", paper)
    assert vanthu(*build, cwd=tmp_path).returncode == 0
    text = " ".join(pdfs.text((tmp_path / "ra" / paper / f"{paper}.pdf").read_bytes()).split())
    assert "gửi thông báo này để các cơ quan, đơn vị, cá nhân có liên quan biết và tổ chức thực hiện." in text
    assert "thông báo để các cơ quan, đơn vị, cá nhân có liên quan biết, thực hiện." not in text
    (tmp_path / "mau" / WORDING_FILE).write_text(_guide().replace("và tổ chức thực hiện", ", thực hiện"), "utf-8")
    again = vanthu(*build, "--dry-run", cwd=tmp_path)
    assert "lời văn: thông báo kết luận / kết thúc" in again.stdout
    (tmp_path / "mau" / WORDING_FILE).write_text(_guide().replace("}}", "}"), "utf-8")
    broken = vanthu(*build, cwd=tmp_path)
    assert broken.returncode == 1
    assert f"{WORDING_FILE}" in broken.stderr


def test_wording__of_the_records_is_that_of_their_own_folder_and_only_changed_lines_are_theirs(tmp_path: Path) -> None:
    copied, own = tmp_path / "mau-goc", tmp_path / "ho-so" / "mau"
    assert vanthu("templates", "copy", copied).returncode == 0
    assert "câu của cơ quan" not in vanthu("templates", "wording", copied).stdout
    own.mkdir(parents=True)
    text = (copied / WORDING_FILE).read_text("utf-8")
    (own / WORDING_FILE).write_text(text.replace('"như trên" = "Như trên"', '"như trên" = "Như kính gửi"'), "utf-8")
    for folder in (own.parent, own):
        result = vanthu("templates", "wording", folder)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.count("(câu của cơ quan)") == 1
        assert "như trên (câu của cơ quan)\n    câu:     Như kính gửi\n" in result.stdout


@pytest.mark.parametrize("command", ["check", "wording"])
def test_templates__records_without_an_own_folder_are_told_so_without_bad_advice(tmp_path: Path, command: str) -> None:
    result = vanthu("templates", command, "ho-so", cwd=new_office(tmp_path / "ho-so", "ubnd xã").parent)
    assert result.returncode == 2
    assert "mau/" in result.stderr
    assert "templates copy mau-goc" in result.stderr
    assert "--templates" not in result.stderr
