"""Which folder of records a file belongs to (bộ hồ sơ chứa tệp), and the way from the file to its JSON Schemas."""

from __future__ import annotations

import os
from pathlib import Path

SCHEMA_FOLDER = ".schema"
# The file that every office has one of; its name is the one that `vanthu init` and the guide use.
_OFFICE_FILE = "van-phong.yaml"


def records_home(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that is an office's, or None."""
    place = start.resolve()
    for folder in (place, *place.parents):
        if (folder / _OFFICE_FILE).is_file() or (folder / SCHEMA_FOLDER).is_dir():
            return folder
    return None


def schemas_of(folder: Path, home: Path | None) -> tuple[str, Path | None]:
    """The way from a file in `folder` to the schemas, as written in its first line; the place to make where there is none.

    Looked for from the folder up to the office's; without an office in the folder itself.
    """
    place, top = folder.resolve(), (home or folder).resolve()
    within = (place, *place.parents) if place.is_relative_to(top) else (top,)
    for step in within:
        if (step / SCHEMA_FOLDER).is_dir():
            return _way(place, step), None
        if step == top:
            break
    return _way(place, top), top / SCHEMA_FOLDER


def _way(start: Path, end: Path) -> str:
    try:
        return Path(os.path.relpath(end / SCHEMA_FOLDER, start)).as_posix()
    except ValueError:  # on another drive there is no way but the whole one
        return (end / SCHEMA_FOLDER).as_posix()
