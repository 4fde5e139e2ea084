"""The JSON Schemas put into a folder (lược đồ): for `vanthu schema`, and for a new office."""

from __future__ import annotations

from pathlib import Path

from pipeline.cli import show
from pipeline.cli.own_files import OwnFiles
from pipeline.workspace.schema import schemas


def put_schemas(folder: Path) -> tuple[Path, ...]:
    """Write them, say what was kept beside; the files."""
    files = OwnFiles(folder, locked=False)
    for name, content in schemas().items():
        files.put(name, show.json_text(content).encode("utf-8"))
    files.close()
    show.findings(files.findings)
    return tuple(folder / name for name in schemas())
