"""Watching folders for saves (canh thư mục)."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from watchfiles import Change, watch

from pipeline.errors import UsageError
from pipeline.filing.locks import FOLDER

# Milliseconds: editors write a file in several steps; what comes within the first belongs to one save.
_TOGETHER, _STEP, _PATIENCE = 60, 20, 200


def folder_changes(*folders: Path, besides: Path) -> Iterator[None]:
    """One item for each save below the folders, not counting what lies below `besides`, and one for the start.

    The first comes at once, when the folders are already being watched: no save is missed in between. A folder that is taken
    away, or put in place anew, is a save too; it is watched again as soon as it is there. UsageError: a folder is not there
    at the start.
    """
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"Không có thư mục {folder}", "Xem lại tên thư mục.")
    own = besides.resolve()
    while True:
        yield from _until_replaced(folders, own)
        yield None
        while not all(folder.is_dir() for folder in folders):
            time.sleep(_PATIENCE / 1000)


def _until_replaced(folders: Sequence[Path], own: Path) -> Iterator[None]:
    """The saves below the folders, and one at the start, until one of the folders is no longer the same."""

    def matters(_: Change, path: str) -> bool:
        place = _real(path)
        return not _is_passing(place.name) and own not in (place, *place.parents) and FOLDER not in place.parts

    marks = [_identity(folder) for folder in folders]
    saves = watch(
        *folders, watch_filter=matters, debounce=_TOGETHER, step=_STEP, rust_timeout=_PATIENCE, yield_on_timeout=True
    )
    try:
        for number, found in enumerate(saves):
            if found or number == 0:
                yield None
            if [_identity(folder) for folder in folders] != marks:
                return
    except (OSError, RuntimeError):
        # The system gave up watching (a folder gone in the middle, a name it cannot say): begin anew.
        time.sleep(_PATIENCE / 1000)


def _is_passing(name: str) -> bool:
    """Whether a file is one that an editor keeps for a moment: a lock, a copy, a half-written file."""
    return name.startswith((".", "~", "#")) or name.endswith(("~", "#", ".tmp", ".bak"))


def _real(path: str) -> Path:
    try:
        return Path(path).resolve()
    except (OSError, RuntimeError, ValueError):
        return Path(path)


def _identity(folder: Path) -> tuple[int, int] | None:
    """Device and inode of a folder, which tell it from another one put in its place; None where there is none."""
    try:
        seen = folder.stat()
    except OSError:
        return None
    return seen.st_dev, seen.st_ino
