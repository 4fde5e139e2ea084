"""The guide's steps for putting a logo in, done as they are written: the commands from the page, the editing by python-docx."""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.shared import Mm

from tests.sample import ROOT
from tests.typeset.office_paper import RED

_SECTION = "## Đưa biểu trưng (logo) của cơ quan vào\n"
_INIT = shlex.split(
    'vanthu init ho-so --kind "sở" --agency "Sở Nội vụ" --superior "tỉnh Sông Thương" '
    '--signer "Bà Trần Thị Lan" --clerk "Ông Lê Văn Bình"'
)


def _section() -> str:
    guide = (ROOT / "docs" / "huong-dan.md").read_text("utf-8")
    return re.split(r"(?m)^## ", guide.partition(_SECTION)[2])[0]


def _commands() -> list[list[str]]:
    blocks = re.findall(r"(?ms)^ *```sh\n(.*?)^ *```", _section())
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line.strip()]


def _run(command: list[str], folder: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *command[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.office
def test_guide__logo_put_in_as_it_says_is_on_every_paper_and_nothing_is_found(tmp_path: Path) -> None:
    copy, build = _commands()
    _run(_INIT, tmp_path)
    _run(copy, tmp_path)
    template = tmp_path / "mau" / "khoi" / "dau_van_ban.docx"
    assert "mau/khoi/dau_van_ban.docx" in _section()
    document = Document(str(template))
    line = document.tables[0].rows[0].cells[0].paragraphs[0].insert_paragraph_before()
    line.add_run().add_picture(io.BytesIO(RED), height=Mm(12))
    document.save(str(template))
    said = _run(build, tmp_path)
    assert "không có lỗi" in said
    assert "DUNG-" not in said
    papers = sorted((tmp_path / "ket-qua").rglob("*.pdf"))
    assert len(papers) > 1
    for paper in papers:
        pages = pypdfium2.PdfDocument(paper)
        first = list(pages[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
        assert len(first) == 1, paper.name
