"""A file that nobody should edit and somebody did is told, with what to do: its figures go on a paper to be signed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.finding import Severity
from pipeline.workspace.load import load
from tests.sample import FIXTURES

ANNEX = "bao-cao/6t-2024/phu-luc/01-bieu-1.yaml"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES, tmp_path / "ho-so"))


@pytest.mark.slow
def test_load__what_the_program_wrote_is_no_finding(office: Path) -> None:
    assert [one for one in load(office).findings if one.code == "DL-042"] == []


@pytest.mark.slow
def test_load__a_figure_changed_by_hand_is_told_in_its_file(office: Path) -> None:
    annex = office / ANNEX
    text = annex.read_text("utf-8")
    figure = next(re.finditer(r"\d{2,}", text[text.index("hàng") :]))
    start = text.index("hàng") + figure.start()
    annex.write_text(f"{text[:start]}9{text[start:]}", "utf-8")
    (found,) = [one for one in load(office).findings if one.code == "DL-042"]
    assert (found.file, found.severity) == (ANNEX, Severity.WARNING)
    assert "điều chỉnh số liệu" in f"{found.message} {found.hint}"
