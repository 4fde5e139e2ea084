"""LibreOffice is found where a Windows has it, thought of as folders and values."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import EnvironmentMissing
from pipeline.typeset.libreoffice.soffice import find_engine
from pipeline.typeset.libreoffice.soffice_places import registered, windows_places, with_console
from pipeline.typeset.libreoffice.soffice_profile import environment


def program(folder: Path, *names: str) -> Path:
    """A folder `program` with files of these names; each answers as LibreOffice does where it is run."""
    (folder / "program").mkdir(parents=True)
    for name in names:
        file = folder / "program" / name
        file.write_text("#!/bin/sh\necho 'LibreOffice 24.2.7.2 420(Build:2)'\n", encoding="utf-8")
        file.chmod(0o755)
    return folder / "program"


@pytest.mark.parametrize(
    ("variable", "home"),
    [
        ("ProgramFiles", "Program Files/LibreOffice"),
        ("ProgramFiles(x86)", "Program Files (x86)/LibreOffice 5"),
        ("ProgramW6432", "Program Files/LibreOffice"),
        ("LOCALAPPDATA", "AppData/Local/Programs/LibreOffice"),
    ],
)
def test_windows_places__each_usual_folder(tmp_path: Path, variable: str, home: str) -> None:
    found = program(tmp_path / home, "soffice.exe", "soffice.com", "soffice.bin")
    value = tmp_path / ("AppData/Local" if variable == "LOCALAPPDATA" else Path(home).parent)
    places = list(windows_places({variable: str(value)}))
    # The program that answers in the console comes first.
    assert places == [found / "soffice.com", found / "soffice.exe"]


def test_windows_places__what_the_registry_says_quoted_or_not(tmp_path: Path) -> None:
    one = program(tmp_path / "D" / "LibreOffice", "soffice.exe", "soffice.com")
    two = program(tmp_path / "E" / "Bộ văn phòng", "soffice.exe")
    found = list(windows_places({}, [f'"{one / "soffice.exe"}"', str(two), str(tmp_path / "gone" / "soffice.exe")]))
    assert found == [one / "soffice.com", one / "soffice.exe", two / "soffice.exe"]


def test_windows_places__nothing_there(tmp_path: Path) -> None:
    (tmp_path / "LibreOffice").mkdir()
    assert (
        list(windows_places({"ProgramFiles": str(tmp_path), "LOCALAPPDATA": "", "ProgramW6432": str(tmp_path)})) == []
    )


def test_windows_places__a_folder_is_named_once(tmp_path: Path) -> None:
    found = program(tmp_path / "LibreOffice", "soffice.com")
    known = {"ProgramFiles": str(tmp_path), "ProgramW6432": str(tmp_path)}
    assert list(windows_places(known, [str(found / "soffice.exe")])) == [found / "soffice.com"]


def test_with_console__the_twin_where_there_is_one(tmp_path: Path) -> None:
    folder = program(tmp_path, "soffice.exe", "soffice.com")
    assert with_console(folder / "soffice.exe") == folder / "soffice.com"
    (folder / "soffice.com").unlink()
    assert with_console(folder / "soffice.exe") == folder / "soffice.exe"
    assert with_console(Path("/usr/bin/soffice")) == Path("/usr/bin/soffice")


def test_registered__no_registry_here() -> None:
    assert registered() == ()


def test_find_engine__nowhere(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentMissing):
        find_engine(search_path=str(tmp_path))


def test_environment__of_a_windows_names_the_system_and_nothing_of_the_user() -> None:
    windows = {
        "SystemRoot": r"C:\Windows",
        "ProgramFiles": r"C:\Program Files",
        "USERPROFILE": r"C:\Users\Lan",
        "APPDATA": r"C:\Users\Lan\AppData\Roaming",
        "HTTPS_PROXY": "http://proxy",
        "PATH": r"C:\Users\Lan\bin",
    }
    given = environment(Path("/rieng"), windows=windows)
    assert given["SystemRoot"] == r"C:\Windows"
    assert given["PATH"] == r"C:\Windows\System32;C:\Windows"
    assert not [value for value in given.values() if "Lan" in value or "proxy" in value]
    assert given["TEMP"] == given["TMP"] == given["APPDATA"] == "/rieng"
