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
    """A fault of ours during a build; its trace is in the log."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.place = place


class BuildLog:
    """The lines of one build. `folder`: the output folder, None for a build that writes nothing.

    `say` is given each line as it comes, without the time of day.
    """

    def __init__(self, folder: Path | None, *, say: Callable[[str], object] = lambda _: None) -> None:
        self._folder = folder
        self._say = say
        self._lines: list[str] = []

    @property
    def place(self) -> Path | None:
        """The file."""
        return None if self._folder is None else self._folder / FOLDER / LOG

    def note(self, stage: str, paper: str, seconds: float, outcome: str) -> None:
        """One line."""
        words = f"{stage:<10} {shown(paper) or '-'}  {seconds:.3f} s  {outcome}".rstrip()
        self._say(words)
        self._lines.append(f"{datetime.now():%Y-%m-%d %H:%M:%S} {words}")  # noqa: DTZ005 - the clock of the user
        if len(self._lines) >= _TOGETHER:
            self.write()

    def write(self) -> bool:
        """Put the lines into the file, where there is an output folder with a record; whether that was done.

        A log that cannot be written stops no build.
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
        """A stage from its begin to its end, however it ends."""
        started = monotonic()
        try:
            yield
        except BaseException as error:
            self.note(name, paper, monotonic() - started, f"dừng: {type(error).__name__}")
            raise
        self.note(name, paper, monotonic() - started, "xong")

    @contextmanager
    def kept(self) -> Iterator[None]:
        """A whole build: its lines are written at the end. Raises Logged: a fault of ours, with its trace in the log."""
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
