"""The LibreOffice of this machine (LibreOffice trên máy): its command, its version, its time limits."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import EnvironmentMissing
from pipeline.typeset.libreoffice.private_folder import PrivateFolder
from pipeline.typeset.libreoffice.soffice_places import installed, with_console
from pipeline.typeset.libreoffice.watchdog import Plumbing

INSTALL: Final = "sudo apt install libreoffice-writer-nogui python3-uno fonts-liberation2 poppler-utils"
"""The command that installs on Debian or Ubuntu all programs that this one calls."""
_DOWNLOAD: Final = "https://www.libreoffice.org/download"

_OLDEST: Final = (7, 4)  # the first release whose export filter takes its options as JSON
_ANSWER: Final = Plumbing(errors=False)
_ANSWER_SECONDS: Final = 30.0
_SYSTEM_PYTHON: Final = Path("/usr/bin/python3")
_UNO: Final = (Path("/usr/lib/python3/dist-packages/uno.py"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A LibreOffice to work with, as a value: it can be hashed into a key and sent to another process.

    `bridge`, a Python that has `uno`, saves a third of LibreOffice's time; without one the same pages come from
    `soffice --convert-to`.

    A start may take `start_seconds`, plus for each of its files `document_seconds`, and `megabyte_seconds` for every
    decompressed megabyte (a report of 300 pages has 7); without a new PDF, as long as its largest file may take; then
    it is killed.
    """

    command: tuple[str, ...]
    version: str
    bridge: tuple[str, ...] = ()
    start_seconds: float = 60.0
    document_seconds: float = 30.0
    megabyte_seconds: float = 10.0


def remedy() -> str:
    """How to install LibreOffice on this kind of machine, in words."""
    if os.name == "nt":
        return f"Tải LibreOffice (7.4 trở lên) tại {_DOWNLOAD} rồi cài đặt; bản để ở thư mục riêng thì thêm vào PATH."
    return f"Cài đặt bằng lệnh: {INSTALL}"


def ask(*command: str) -> str:
    """What a command prints; "" if it does not exist, fails or does not answer within half a minute."""
    with PrivateFolder() as folder:
        try:
            answered = folder.finished(folder.start(command, _ANSWER), seconds=_ANSWER_SECONDS)
        except OSError:
            return ""
        return folder.printed() if answered else ""


def find_engine(*, search_path: str | None = None) -> Engine:
    """The LibreOffice of this machine: on PATH (or `search_path`), else in the usual places.

    EnvironmentMissing: there is none that answers, or it is older than 7.4.
    """
    named = (shutil.which(name, path=search_path) for name in ("soffice", "libreoffice"))
    usual = installed() if search_path is None else ()
    for program in (*(with_console(Path(path)) for path in named if path), *usual):
        words = ask(str(program), "--version").split()
        if len(words) > 1 and words[0].startswith("LibreOffice"):
            return _recent(Engine(command=(str(program),), version=words[1], bridge=find_bridge(program)))
    raise EnvironmentMissing("Không tìm thấy LibreOffice trên máy này.", remedy())


def find_bridge(program: Path) -> tuple[str, ...]:
    """The Python that has this LibreOffice's `uno`: its own, else the system's with the package; empty if none.

    Only searched for, not tried: that would take as long as it saves. None on Windows: the same pages come from
    `soffice --convert-to`, and nobody has tried the bridge there.
    """
    if os.name == "nt":
        return ()
    brought = program.resolve().with_name("python")
    if os.access(brought, os.X_OK):
        return (str(brought),)
    if any(place.exists() for place in _UNO) and os.access(_SYSTEM_PYTHON, os.X_OK):
        return (str(_SYSTEM_PYTHON),)
    return ()


def _recent(engine: Engine) -> Engine:
    release = tuple(int(part) for part in engine.version.split(".")[:2] if part.isdigit())
    if release < _OLDEST:
        raise EnvironmentMissing(f"LibreOffice {engine.version} quá cũ; cần phiên bản 7.4 trở lên.", remedy())
    return engine
