"""Tests of what is looked for on the machine."""

from __future__ import annotations

import sys

import pytest

from pipeline.errors import EnvironmentMissing
from pipeline.typeset.installation import FACES, font_files, missing_fonts, probe


def answering(family: str) -> tuple[str, ...]:
    """A stand-in for fc-match that always answers with this family."""
    return (sys.executable, "-c", f"print({family!r} + chr(9) + '/fonts/a.ttf', end='')")


@pytest.mark.parametrize("family", ["Times New Roman", "Liberation Serif", "Tinos", "Times New Roman,Times"])
def test_font_files__same_widths(family: str) -> None:
    files = font_files(fc_match=answering(family))
    assert tuple(files) == FACES
    assert {str(path) for path in files.values()} == {"/fonts/a.ttf"}


@pytest.mark.parametrize("family", ["DejaVu Serif", ""])
def test_font_files__other_widths(family: str) -> None:
    with pytest.raises(EnvironmentMissing) as caught:
        font_files(fc_match=answering(family))
    assert "fonts-liberation2" in caught.value.remedy
    assert missing_fonts(fc_match=answering(family)) == FACES


def test_missing_fonts__no_fontconfig() -> None:
    assert missing_fonts(fc_match=("/nowhere/fc-match",)) == FACES


@pytest.mark.office
def test_probe__ready_machine() -> None:
    found = probe()
    assert [entry.name for entry in found if entry.required and not entry.ok] == []
    assert all(entry.found for entry in found)
