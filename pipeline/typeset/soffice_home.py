"""Where one LibreOffice lives (nơi chạy LibreOffice): its folder, hardened profile and processes, gone when it is closed.

A home may have a LibreOffice *standing by*: started ahead, waiting for its first files. It shares the profile with the
call that brings them, which then needs a fifth of a second instead of one. It serves one call, as every start does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from hashlib import md5
from pathlib import Path
from typing import Final, Self

from pipeline.errors import EnvironmentMissing
from pipeline.typeset import soffice_profile
from pipeline.typeset.guard import Guard, kill_group
from pipeline.typeset.soffice import INSTALL, Engine

_UP: Final = 10.0  # seconds for a LibreOffice to begin to listen
_LOG_CHARACTERS: Final = 4000


class Home:
    """A private folder with everything of one LibreOffice. Close it, or use it as a context manager."""

    def __init__(self, engine: Engine) -> None:
        """Make the folder, with its guard; nothing is started yet."""
        self.engine = engine
        self.place = Path(tempfile.mkdtemp(prefix="vanthu-"))
        self._profile = self.place / "profile"
        self._log = self.place / "log"
        self._line = _line_file(self._profile)
        self._processes: list[subprocess.Popen[bytes]] = []
        self._guard = Guard(self.place, self._line)
        try:
            for name in ("home", "in", "out"):
                (self.place / name).mkdir()
            soffice_profile.write_profile(self._profile)
        except BaseException:
            self.close()
            raise

    def stand_by(self) -> Self:
        """Start a LibreOffice that waits for files. Should it die, the conversion starts its own."""
        self._start([soffice_profile.user_installation(self._profile), *soffice_profile.FLAGS])
        return self

    def _until_it_listens(self) -> None:
        """Two LibreOffices that begin at once with one profile would not find each other."""
        deadline = time.monotonic() + _UP
        for waiting in self._processes:
            while not self._line.exists() and waiting.poll() is None and time.monotonic() < deadline:
                time.sleep(0.01)

    def convert(self, sources: Sequence[Path], *, reader: str, writer: str) -> subprocess.Popen[bytes]:
        """Start the conversion of files in `in` to files of the same stem in `out`; the process that does it."""
        self._until_it_listens()
        return self._start(
            soffice_profile.arguments(
                profile=self._profile, output=self.place / "out", sources=list(sources), reader=reader, writer=writer
            )
        )

    def _start(self, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start LibreOffice in a process group of its own. EnvironmentMissing: it is not there any more."""
        try:
            with self._log.open("ab") as log:
                process = subprocess.Popen(  # noqa: S603 - the engine's command, numbered file names
                    [*self.engine.command, *arguments],
                    cwd=self.place / "home",
                    env=soffice_profile.environment(self.place / "home"),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        except (FileNotFoundError, PermissionError) as error:
            message = f"Không chạy được LibreOffice: {self.engine.command[0]}."
            raise EnvironmentMissing(message, f"Cài đặt bằng lệnh: {INSTALL}") from error
        self._guard.watch(process.pid)
        self._processes.append(process)
        return process

    def log(self) -> str:
        """The last words of LibreOffice."""
        with suppress(FileNotFoundError):
            return self._log.read_text(encoding="utf-8", errors="replace")[-_LOG_CHARACTERS:]
        return ""

    def kill(self) -> None:
        """End every process; the files stay until the home is closed."""
        while self._processes:
            kill_group(self._processes.pop())

    def close(self) -> None:
        """End every process, remove every file. Closing twice does nothing."""
        if not self.place.exists():
            return
        self.kill()
        self._line.unlink(missing_ok=True)
        shutil.rmtree(self.place, ignore_errors=True)
        self._guard.dismiss()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _line_file(profile: Path) -> Path:
    """The socket by which LibreOffice hears of later calls with the same profile; one that is killed leaves it behind.

    Its name is LibreOffice's own (desktop's `RequestHandler`): MD5 over the profile's address in UTF-16, each byte in
    hexadecimal without leading zeros. Where it is another one, a home only loses its standing by.
    """
    address = md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    return Path(f"/tmp/OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in address)}")  # noqa: S108 - LibreOffice's choice
