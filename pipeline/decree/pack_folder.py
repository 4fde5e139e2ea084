"""Where the program's own pack lies (bộ mẫu): Word layouts, blocks, the table of types and the wording."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_NAME = "templates_docx"
# An office's own, beside its records; shared blocks in either.
OFFICE_PACK = "mau"
BLOCKS = "khoi"


def shipped_templates() -> Path:
    """The folder of the pack: inside the installed package, or at the top of a checkout, beside the package."""
    package = Path(str(files("pipeline")))
    inside, beside = package / _NAME, package.parent / _NAME
    return beside if beside.is_dir() and not inside.is_dir() else inside
