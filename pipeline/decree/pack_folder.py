"""Where the pack that comes with the program lies (mẫu đi kèm): Word layouts, blocks and the table of types."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_NAME = "templates_docx"


def shipped_templates() -> Path:
    """The folder of the pack: inside the installed package, or at the top of a checkout, beside the package."""
    package = Path(str(files("pipeline")))
    inside, beside = package / _NAME, package.parent / _NAME
    return beside if beside.is_dir() and not inside.is_dir() else inside
