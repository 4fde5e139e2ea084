"""The generated pages of docs/ say what the code says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sample import ROOT
from tests.update_docs import PAGES, STOCK, licences, stock_digests


@pytest.mark.parametrize("name", PAGES)
def test_docs__generated_page_is_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == PAGES[name](), "run: .venv/bin/python -m tests.update_docs"


def test_licences__every_library_may_be_used_by_any_office() -> None:
    # The user chose docxtpl and num2words; the licence of pikepdf and certifi asks only for changes to their own files.
    known = {"certifi": "MPL-2.0", "docxtpl": "LGPL-2.1-only", "num2words": "LGPL", "pikepdf": "MPL-2.0"}
    permissive = re.compile(r"(MIT|MIT-CMU|BSD|BSD-[23]-Clause|BSD License|Apache[- ]2\.0|PSF-2\.0|HPND|ISC)(\b.*)?")
    found = licences()
    assert len(found) > 20
    others = {name: licence for name, licence in found.items() if not permissive.fullmatch(licence)}
    assert others == known
    assert not [name for name, licence in found.items() if name not in known and "GPL" in licence]


def test_docs__digests_of_the_templates_are_up_to_date() -> None:
    assert STOCK.read_text("utf-8") == stock_digests(), "run: .venv/bin/python -m tests.update_docs"


def _commands(text: str) -> list[str]:
    """The commands of the fenced blocks of a section, in order."""
    blocks = re.findall(r"(?ms)^ *```sh\n(.*?)^ *```", text)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


@pytest.mark.office
def test_guide__its_first_five_minutes_work_in_an_empty_folder(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "huong-dan.md").read_text("utf-8")
    first = guide.split("\n## ")[1]
    assert first.startswith("Năm phút đầu"), "the guide begins with this"
    commands = _commands(first)
    assert [command.split()[1] for command in commands] == ["init", "build", "new", "validate", "build"]
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": places, "NO_COLOR": "1"}
    for command in commands:
        done = subprocess.run(
            shlex.split(command),
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        assert "lỗi" not in done.stderr
    made = {path.name for path in (tmp_path / "ket-qua").rglob("*.pdf")}
    assert made == {"cong-van-thu.pdf", "quyet-dinh-van-thu.pdf", "cong-van-1.pdf"}
    assert "không có lỗi" in done.stdout
