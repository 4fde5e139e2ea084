"""A note in the output folder of the folder of records it is built from (bộ hồ sơ của thư mục kết quả).

By it a paper in place can be judged by its office's own rules and types. Deleting the note costs that until the next
build.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from pipeline.errors import Unreadable
from pipeline.filing.locks import FOLDER
from pipeline.filing.own import write_own
from pipeline.intake.file import read_file

_NOTE: Final = "ho-so.txt"
# A path; what is longer is none of ours.
_MOST: Final = 8192


def note_office(output: Path, records: Path) -> None:
    """Note the folder that the papers in `output` are built from, as a relative path, so that both may move together."""
    place = output / FOLDER / _NOTE
    start, end = output.resolve(), records.resolve()
    try:
        way = Path(os.path.relpath(end, start)).as_posix()
    except ValueError:  # on another drive there is no way but the whole one
        way = end.as_posix()
    if _read(place) != way:
        write_own(place, (way.encode("utf-8", "surrogateescape"),))


def office_of(output: Path) -> Path | None:
    """The folder of records that the papers in an output folder are built from; None where it is not noted or not there."""
    way = _read(output / FOLDER / _NOTE)
    if not way or "\x00" in way:
        return None
    found = (output.resolve() / way).resolve()
    return found if found.is_dir() else None


def _read(place: Path) -> str:
    """The text of the note; "" where there is none, or none that can be read."""
    try:
        return read_file(place, most=_MOST).decode("utf-8", "surrogateescape")
    except Unreadable:
        return ""
