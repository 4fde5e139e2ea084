"""The log of a build (nhật ký dựng): one line for each stage and paper - time, stage, paper, duration, outcome.

It lies in the output folder beside the record of what was built, bounded, and is never read by the program.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Final

from pipeline.errors import VanthuError
from pipeline.filing.locks import FOLDER
from pipeline.intake.file import shown

LOG: Final = "log.txt"
_BEFORE: Final = "log.cu.txt"
_LARGEST: Final = 4 * 2**20
_TOGETHER: Final = 50  # lines written at a time


class Logged(Exception):
    """A fault of this program's during a build; the message names the log file that holds the traceback."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.place = place


class BuildLog:
    """The lines of one build's log.

    `folder`: the output folder, None for a build that writes nothing; `say`: called with each line at once, without the
    time of day.
    """

    def __init__(self, folder: Path | None, *, say: Callable[[str], object] = lambda _: None) -> None:
        self._folder = folder
        self._say = say
        self._lines: list[str] = []

    @property
    def place(self) -> Path | None:
        """The path of the log file; None for a build that writes nothing."""
        return None if self._folder is None else self._folder / FOLDER / LOG

    def note(self, stage: str, paper: str, seconds: float, outcome: str) -> None:
        """Add one line: stage, id of the paper ("" for all), seconds it took, outcome in words."""
        words = f"{stage:<10} {shown(paper) or '-'}  {seconds:.3f} s  {outcome}".rstrip()
        self._say(words)
        self._lines.append(f"{datetime.now():%Y-%m-%d %H:%M:%S} {words}")  # noqa: DTZ005 - the clock of the user
        if len(self._lines) >= _TOGETHER:
            self.write()

    def write(self) -> bool:
        """Write the lines into the log file of the output folder; whether that was done.

        Nothing is written where the folder holds no manifest of a build yet. A log that cannot be written stops no
        build.
        """
        if self.place is None or not self.place.parent.is_dir():
            return False
        lines, self._lines = self._lines, []
        try:
            if self.place.exists() and self.place.stat().st_size > _LARGEST:
                self.place.replace(self.place.with_name(_BEFORE))
            with self.place.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.writelines(f"{line}\n" for line in lines)
        except OSError:
            return False
        return True

    @contextmanager
    def stage(self, name: str, paper: str = "") -> Iterator[None]:
        """Time a stage of the build: the line is added when the block ends, by an exception too."""
        started = monotonic()
        try:
            yield
        except BaseException as error:
            self.note(name, paper, monotonic() - started, f"dừng: {type(error).__name__}")
            raise
        self.note(name, paper, monotonic() - started, "xong")

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Frame a whole build: its lines are written when the block ends.

        Raises Logged in place of an unexpected exception, with the traceback in the log.
        """
        started = monotonic()
        try:
            yield
        except BaseException as error:
            ours = isinstance(error, Exception) and not isinstance(error, VanthuError | OSError | MemoryError)
            self.note("dựng", "", monotonic() - started, f"dừng: {type(error).__name__}: {error}")
            if ours:
                self._lines += "".join(traceback.format_exception(error)).splitlines()
            if self.write() and ours and self.place is not None:
                raise Logged(self.place) from error
            raise
        self.note("dựng", "", monotonic() - started, "xong")
        self.write()
