"""The folder of records to which a file belongs (bộ hồ sơ chứa tệp), and the path from the file to its JSON Schemas."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from pipeline.decree.pack_folder import OFFICE_PACK
from pipeline.decree.type_table import TABLE_FILE
from pipeline.errors import UsageError
from pipeline.intake.file import shown

SCHEMA_FOLDER = ".schema"
OFFICE_TABLE = f"{OFFICE_PACK}/{TABLE_FILE}"
# The file that every office has one of; its name is the one that `vanthu init` and the guide use.
OFFICE_FILE = "van-phong.yaml"
# How many folders are looked into for an office below; a folder with as many is in use and refused for that.
_MOST_FOLDERS = 2000


def records_home(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that is an office's, or None."""
    place = start.resolve()
    return next((folder for folder in (place, *place.parents) if is_records_home(folder)), None)


def is_records_home(folder: Path) -> bool:
    """Whether a folder holds an office's own file, schemas for its records, or its own table of types."""
    return (folder / OFFICE_FILE).is_file() or (folder / SCHEMA_FOLDER).is_dir() or (folder / OFFICE_TABLE).is_file()


def must_be_folder(given: Path | None) -> None:
    """UsageError: the path given by `--folder` is no folder."""
    if given is not None and not given.is_dir():
        raise UsageError(f"Không có thư mục {shown(given)}", "Cho --folder một thư mục hồ sơ.")


def office_around(folder: Path) -> Path | None:
    """The nearest office above a folder, or None. A new office inside it would be read with it."""
    return next((above for above in folder.resolve().parents if _is_office(above)), None)


def office_below(folder: Path) -> Path | None:
    """An office in a folder below, or None; links and hidden folders are skipped, as in reading records."""
    walk = ((Path(place), within) for place, within, _ in os.walk(folder))
    for place, within in islice(walk, _MOST_FOLDERS):
        within[:] = sorted(name for name in within if not name.startswith("."))
        if place != folder and _is_office(place):
            return place
    return None


def _is_office(folder: Path) -> bool:
    """Whether a folder holds an office's own file, or records beside schemas; schemas alone make no office."""
    if (folder / OFFICE_FILE).is_file():
        return True
    return (folder / SCHEMA_FOLDER).is_dir() and any(folder.glob("*.yaml"))


def schemas_of(folder: Path, home: Path | None) -> tuple[str, Path | None]:
    """The path from a file in `folder` to the schemas, as in its first line; and the folder to make if there is none.

    Searched upwards from the folder to the office's folder; without an office only in the folder itself.
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
