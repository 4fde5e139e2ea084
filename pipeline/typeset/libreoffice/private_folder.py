"""A private folder for programs to work in (thư mục riêng), watched from before it is made, removed when it is closed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, Self
from uuid import uuid4

from pipeline.typeset.libreoffice.soffice_profile import environment
from pipeline.typeset.libreoffice.watchdog import Plumbing, Watchdog
from pipeline.typeset.libreoffice.watchdog_by_group import SHELL, GroupWatchdog
from pipeline.typeset.libreoffice.watchdog_by_mark import MarkWatchdog

_IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - the folder made in it is private
_PLENTY: Final = 2**30  # bytes
_LOG_CHARACTERS: Final = 4000
_PAUSE: Final = 0.002
_ALONE: Final = Plumbing()


class PrivateFolder:
    """A folder of our own with the programs started in it. Call `close`, or use it as a context manager."""

    def __init__(self, *, besides: Callable[[Path], Sequence[Path]] = lambda _: ()) -> None:
        """Make the folder and its watchdog. `besides`: what the programs make elsewhere, to be removed as well.

        The folder's name is chosen before it exists, so that the watchdog knows it from the start.
        """
        self.mark = f"vanthu-{uuid4().hex}"
        # Whole: on Windows the folder for temporary files is often given by a short name, which LibreOffice makes long.
        self.place = (_scratch() or Path(tempfile.gettempdir())).resolve() / self.mark
        self._besides = tuple(besides(self.place))
        self._log = self.place / "log"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._open = True
        self._watchdog = _watchdog_over(self.place, *self._besides, mark=self.mark)
        try:
            self.place.mkdir(mode=0o700)
            (self.place / "home").mkdir()
        except BaseException:
            self.close()
            raise

    def start(self, command: Sequence[str], plumbing: Plumbing = _ALONE) -> subprocess.Popen[bytes]:
        """Start a program in a minimal environment. FileNotFoundError, PermissionError: it cannot be run."""
        home = self.place / "home"
        bare = environment(home, windows=os.environ if os.name == "nt" else None)
        if shutil.which(command[0], path=bare["PATH"]) is None:
            raise FileNotFoundError(command[0])
        process = self._watchdog.start(command, folder=home, log=self._log, environment=bare, plumbing=plumbing)
        self._processes.append(process)
        return process

    def ended(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether a program has ended."""
        return self._watchdog.ended(process)

    def finished(self, process: subprocess.Popen[bytes], *, seconds: float) -> bool:
        """Wait for the end of a program; whether it ended successfully and within the time."""
        deadline = time.monotonic() + seconds
        while not self.ended(process):
            if time.monotonic() > deadline:
                return False
            time.sleep(_PAUSE)
        self._put_away(process)
        return process.returncode == 0

    def printed(self) -> str:
        """The end of what the programs printed."""
        with suppress(FileNotFoundError):
            return self._log.read_text(encoding="utf-8", errors="replace")[-_LOG_CHARACTERS:]
        return ""

    def kill(self) -> None:
        """End every program; the files remain until the folder is closed."""
        while self._processes:
            self._put_away(self._processes[-1])

    def _put_away(self, process: subprocess.Popen[bytes]) -> None:
        self._watchdog.kill(process)
        self._processes.remove(process)
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()

    def close(self) -> None:
        """End every program, remove every file. Closing twice does nothing."""
        if not self._open:
            return
        self.kill()
        for path in self._besides:
            path.unlink(missing_ok=True)
        shutil.rmtree(self.place, ignore_errors=True)
        self._open = False
        self._watchdog.dismiss()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def has_groups() -> bool:
    """Whether this machine has process groups and a shell; Windows has neither."""
    return hasattr(os, "killpg") and hasattr(os, "waitid") and os.access(SHELL, os.X_OK)


def _watchdog_over(*paths: Path, mark: str) -> Watchdog:
    return GroupWatchdog(*paths) if has_groups() else MarkWatchdog(*paths, mark=mark)


def _scratch() -> Path | None:
    """Where the folders are made: in memory if there is plenty; None for the usual place, or that of TMPDIR.

    LibreOffice writes and syncs a dozen files for each paper, which takes a tenth of its time on a disk.
    """
    if os.environ.get("TMPDIR") or not os.access(_IN_MEMORY, os.W_OK | os.X_OK):
        return None
    return _IN_MEMORY if shutil.disk_usage(_IN_MEMORY).free > _PLENTY else None
