"""What comes with the program to be edited (mẫu đi kèm): the Word templates and the wording, however it was installed."""

from __future__ import annotations

from pathlib import Path

from pipeline.papers.pack_home import pack_home
from pipeline.papers.wording_file import WORDING_FILE


def shipped_templates() -> Path:
    """The folder of the templates: inside the installed package, or at the top of a checkout, beside the package."""
    return pack_home()


def shipped_files() -> tuple[str, ...]:
    """The files of the pack as relative POSIX paths in order, without the lock files that Word leaves beside an open document."""
    home = shipped_templates()
    found = (path for path in home.rglob("*.docx") if not path.name.startswith(("~$", ".")))
    wording = (WORDING_FILE,) if (home / WORDING_FILE).is_file() else ()
    return (*sorted(path.relative_to(home).as_posix() for path in found), *wording)
