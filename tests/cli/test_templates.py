"""`vanthu templates copy`: the templates put out for editing, never over somebody's own."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_commands import vanthu
from tests.sample import TEMPLATES


def test_copy__gives_every_template_and_says_how_to_use_them(tmp_path: Path) -> None:
    result = vanthu("templates", "copy", "mau", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "vanthu build THƯ_MỤC --templates mau" in result.stdout
    ours = {path.relative_to(TEMPLATES): path.read_bytes() for path in TEMPLATES.rglob("[!~.]*.docx")}
    assert {path.relative_to(tmp_path / "mau"): path.read_bytes() for path in tmp_path.rglob("*.docx")} == ours


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
