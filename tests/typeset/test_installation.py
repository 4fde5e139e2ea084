"""Tests of what is looked for on the machine."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from pipeline.errors import EnvironmentMissing
from pipeline.typeset.libreoffice.font_folders import FACES, windows_font_folders
from pipeline.typeset.libreoffice.installation import font_files, probe


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
    assert all(face in caught.value.message for face in FACES)


def test_font_files__no_fontconfig() -> None:
    with pytest.raises(EnvironmentMissing) as caught:
        font_files(fc_match=("/nowhere/fc-match",))
    assert "bold italic: không có" in caught.value.message


def windows_fonts(folder: Path, *names: str) -> None:
    """Put the fonts of this machine into a folder under the names that Windows gives to the four faces."""
    folder.mkdir(parents=True)
    for file, name in zip(font_files().values(), names, strict=True):
        shutil.copy(file, folder / name)


@pytest.mark.office
@pytest.mark.parametrize("home", ["Windows/Fonts", "Local/Microsoft/Windows/Fonts"])
@pytest.mark.parametrize(
    "names",
    [
        ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
        ("TIMES.TTF", "TIMESBD.TTF", "TIMESI.TTF", "TIMESBI.TTF"),
        ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf",
         "LiberationSerif-BoldItalic.ttf"),
    ],
)  # fmt: skip
def test_font_files__of_a_windows_for_all_and_for_one_user(tmp_path: Path, home: str, names: tuple[str, ...]) -> None:
    windows_fonts(tmp_path / home, *names)
    folders = windows_font_folders({"SystemRoot": str(tmp_path / "Windows"), "LOCALAPPDATA": str(tmp_path / "Local")})
    assert [path.name for path in font_files(folders=folders).values()] == list(names)


@pytest.mark.office
@pytest.mark.parametrize("content", [b"", b"no font", None])
def test_font_files__of_a_windows_without_one_face(tmp_path: Path, content: bytes | None) -> None:
    windows_fonts(tmp_path / "Fonts", "times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
    (tmp_path / "Fonts" / "timesi.ttf").unlink()
    if content is not None:
        (tmp_path / "Fonts" / "timesi.ttf").write_bytes(content)
    with pytest.raises(EnvironmentMissing) as caught:
        font_files(folders=windows_font_folders({"SystemRoot": str(tmp_path)}))
    assert "(italic: không có)" in caught.value.message
    assert "Windows" in caught.value.remedy


@pytest.mark.office
def test_probe__ready_machine() -> None:
    found = probe()
    assert [entry.name for entry in found if entry.required and not entry.ok] == []
    assert all(entry.found for entry in found)
