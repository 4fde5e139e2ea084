"""Where LibreOffice is installed (nơi cài LibreOffice), on Linux and on Windows.

Everything about the machine is an argument, so that Windows can be tested anywhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_LINUX: Final = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
# For all users, 64 and 32 bits (a 32-bit Python sees the 64-bit folder by the third name only), and for one user.
_PROGRAMS: Final = ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")
_OWN_PROGRAMS: Final = ("LOCALAPPDATA", "Programs")
# The first one answers in the console, the second one shows windows and prints nothing.
_WINDOWS: Final = ("soffice.com", "soffice.exe")
_REGISTERED: Final = (
    r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\soffice.exe",
    r"SOFTWARE\LibreOffice\UNO\InstallPath",
)


def installed() -> Iterator[Path]:
    """The paths of `soffice` in the usual places of this machine."""
    if os.name == "nt":
        yield from windows_places(os.environ, registered())
    else:
        yield from filter(Path.exists, map(Path, _LINUX))


def windows_places(environment: Mapping[str, str], registry: Iterable[str] = ()) -> Iterator[Path]:
    """The paths of `soffice` in the usual folders of Windows, then those its registry names; each folder once.

    `registry`: paths of a program or of its folder.
    """
    homes = [Path(environment[name]) for name in _PROGRAMS if environment.get(name)]
    if environment.get(_OWN_PROGRAMS[0]):
        homes.append(Path(environment[_OWN_PROGRAMS[0]], _OWN_PROGRAMS[1]))
    # Newer versions are in "LibreOffice", some older ones in "LibreOffice 5".
    folders = [file / "program" for home in homes for file in sorted(home.glob("LibreOffice*"))]
    folders += [path.parent if path.suffix.lower() in {".exe", ".com"} else path for path in map(_plain, registry)]
    for folder in dict.fromkeys(folders):
        yield from (folder / name for name in _WINDOWS if (folder / name).is_file())


def with_console(program: Path) -> Path:
    """The program that prints to the console, for one found by name: on Windows it is another file beside it."""
    twin = program.with_suffix(".com")
    return twin if program.suffix.lower() == ".exe" and twin.is_file() else program


def _plain(entry: str) -> Path:
    return Path(entry.strip().strip('"'))


def registered() -> tuple[str, ...]:
    """The paths of LibreOffice in the registry, for this user and for all; empty where there is no registry."""
    if find_spec("winreg") is None:
        return ()
    winreg = import_module("winreg")
    found = []
    for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
        for key in _REGISTERED:
            try:
                found.append(str(winreg.QueryValue(root, key)))
            except OSError:  # not there
                continue
    return tuple(found)
