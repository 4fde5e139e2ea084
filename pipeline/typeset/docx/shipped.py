"""The Word templates that come with the program (mẫu đi kèm), by name."""

from __future__ import annotations

from pipeline.decree.pack_folder import shipped_templates
from pipeline.papers.wording_file import WORDING_FILE


def shipped_files() -> tuple[str, ...]:
    """The files of the pack as relative POSIX paths in order, without the lock files that Word leaves beside an open document."""
    home = shipped_templates()
    found = (path for path in home.rglob("*.docx") if not path.name.startswith(("~$", ".")))
    wording = (WORDING_FILE,) if (home / WORDING_FILE).is_file() else ()
    return (*sorted(path.relative_to(home).as_posix() for path in found), *wording)
