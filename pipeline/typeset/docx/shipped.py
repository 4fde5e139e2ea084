"""Where the Word templates that come with the program lie (mẫu đi kèm), however the program was installed."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_NAME = "templates_docx"


def shipped_templates() -> Path:
    """The folder of the templates: inside the installed package, or at the top of a checkout, beside the package."""
    package = Path(str(files("pipeline")))
    inside, beside = package / _NAME, package.parent / _NAME
    return beside if beside.is_dir() and not inside.is_dir() else inside


def shipped_files() -> tuple[str, ...]:
    """The templates as relative POSIX paths in order, without the lock files that Word leaves beside an open document."""
    home = shipped_templates()
    found = (path for path in home.rglob("*.docx") if not path.name.startswith(("~$", ".")))
    return tuple(sorted(path.relative_to(home).as_posix() for path in found))
