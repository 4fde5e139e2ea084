"""Where the pack lies that comes with the program (mẫu và lời văn đi kèm), however the program was installed."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_NAME = "templates_docx"


def pack_home() -> Path:
    """The folder of the pack: inside the installed package, or at the top of a checkout, beside the package."""
    package = Path(str(files("pipeline")))
    inside, beside = package / _NAME, package.parent / _NAME
    return beside if beside.is_dir() and not inside.is_dir() else inside
