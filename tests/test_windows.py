"""Every command runs where only Windows' modules are to be had, over the sample office; see `tests.without_posix`.

What this cannot show, nobody has tried: LibreOffice for Windows, its locks, a PDF that is open in a reader.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.building.making.job import PaperResult
from pipeline.building.making.output import own_files
from pipeline.typeset.libreoffice.installation import font_files
from tests.processes import until, with_words
from tests.sample import FIXTURES, OFFICE, ROOT

_PAPERS = ("cong-van-don-doc", "phien-1-2024-thong-bao")


def vanthu(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command without what only POSIX has; its output must be text in UTF-8 whatever the console's table is."""
    return subprocess.run(
        [sys.executable, "-m", "tests.without_posix", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "cp1258", **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--help",), "Văn thư"),
        (("new", "công văn"), "trích yếu:"),
        (("validate", FIXTURES), "không có lỗi"),
        (("list", OFFICE), "phien-1-2024-thong-bao"),
        (("check", "--explain", "KY-01"), "KY-01"),
        (("reports", "status", FIXTURES, "6t-2024", "--on", "14/6/2024"), "Sở"),
        (("reports", "check", FIXTURES, "6t-2024"), ""),
        (("reports", "opinions", "status", FIXTURES, "6t-2024", "--on", "25/6/2024"), ""),
        (("build", FIXTURES, "--help"), "--jobs"),
    ],
    ids=lambda value: " ".join(word for word in value if isinstance(word, str)) if isinstance(value, tuple) else "",
)
def test_command__needs_nothing_of_posix(arguments: tuple[str, ...], said: str) -> None:
    result = vanthu(*arguments)
    assert result.returncode in {0, 1}, result.stderr
    assert "Phần mềm gặp lỗi" not in result.stderr
    assert said in result.stdout


def test_schema__written_with_plain_line_ends(tmp_path: Path) -> None:
    result = vanthu("schema", "--output", tmp_path, "--json")
    assert result.returncode == 0, result.stderr
    files = json.loads(result.stdout)["files"]
    assert files
    assert all(b"\r" not in Path(file).read_bytes() for file in files)


def test_reports_form__written(tmp_path: Path) -> None:
    result = vanthu("reports", "form", FIXTURES, "6t-2024", "-o", tmp_path / "biểu")
    assert result.returncode == 0, result.stderr
    assert list((tmp_path / "biểu").rglob("*.xlsx"))


@pytest.mark.office
def test_check__a_file_of_ours(tmp_path: Path, built: Mapping[str, PaperResult]) -> None:
    for kind, data in (("docx", built[_PAPERS[0]].docx), ("pdf", built[_PAPERS[0]].pdf)):
        assert data is not None
        (tmp_path / f"a.{kind}").write_bytes(data)
    result = vanthu("check", tmp_path / "a.docx", tmp_path / "a.pdf", "--json")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.office
def test_build__the_same_bytes_by_the_ways_of_windows_and_nothing_is_left(
    tmp_path: Path, built: Mapping[str, PaperResult]
) -> None:
    fonts = tmp_path / "Local" / "Microsoft" / "Windows" / "Fonts"
    fonts.mkdir(parents=True)
    names = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
    for file, name in zip(font_files().values(), names, strict=True):
        shutil.copy(file, fonts / name)
    # A Windows has Unicode names and nothing to set for them; of this one, LibreOffice is told no locale then.
    scratch = tmp_path / "tam"
    scratch.mkdir()
    environment = {
        "LOCALAPPDATA": str(tmp_path / "Local"),
        # LibreOffice's path begins with the folder of the system. The programs of this one are elsewhere.
        "SystemRoot": "/usr/bin:/bin:",
        "TMPDIR": str(scratch),
    }
    chosen = [word for paper in _PAPERS for word in ("--only", paper)]
    result = vanthu("build", FIXTURES, *chosen, "--jobs", "2", "--output", tmp_path / "ra", environment=environment)
    assert result.returncode == 0, result.stdout + result.stderr
    for key in _PAPERS:
        docx, pdf = own_files(tmp_path / "ra", key).values()
        assert (docx.read_bytes(), pdf.read_bytes()) == (built[key].docx, built[key].pdf)
    assert until(lambda: not with_words(str(scratch)) and not list(scratch.iterdir()))
