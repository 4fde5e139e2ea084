"""Where one LibreOffice lives (nơi chạy LibreOffice): its folder, hardened profile and processes, gone when it is closed.

A home may have a LibreOffice *standing by*: started ahead, waiting for its first files. It shares the profile with the
call that brings them, which then needs a fifth of a second instead of one. It serves one call, as every start does.
"""

from __future__ import annotations

import json
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
from uuid import uuid4

from pipeline.errors import EnvironmentMissing
from pipeline.typeset import soffice_profile
from pipeline.typeset.guard import Guard, kill_group
from pipeline.typeset.soffice import INSTALL, Engine
from pipeline.typeset.soffice_profile import Writer

_UP: Final = 10.0  # seconds for a LibreOffice to begin to listen
_LOG_CHARACTERS: Final = 4000
_CLIENT: Final = Path(__file__).with_name("soffice_client.py")
_SOCKETS: Final = Path("/tmp")  # noqa: S108 - LibreOffice's choice
_IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - the folder made in it is private
_PLENTY: Final = 2**30  # bytes


class Home:
    """A private folder with everything of one LibreOffice. Close it, or use it as a context manager."""

    def __init__(self, engine: Engine) -> None:
        """Make the folder, with its guard; nothing is started yet."""
        self.engine = engine
        self.place = Path(tempfile.mkdtemp(prefix="vanthu-", dir=_scratch()))
        self._profile = self.place / "profile"
        self._log = self.place / "log"
        self._pipe = f"vanthu-{uuid4().hex}"
        self._lines = (_line_file(self._profile), _SOCKETS / f"OSL_PIPE_{os.getuid()}_{self._pipe}")
        self._processes: list[subprocess.Popen[bytes]] = []
        # Those that a conversion lives from: when one of them has ended, it is over.
        self._at_work: list[subprocess.Popen[bytes]] = []
        self._guard = Guard(self.place, *self._lines)
        try:
            for name in ("home", "in", "out"):
                (self.place / name).mkdir()
            soffice_profile.write_profile(self._profile)
        except BaseException:
            self.close()
            raise

    def stand_by(self) -> Self:
        """Start a LibreOffice that waits for files. Should it die, the conversion starts its own."""
        if self.engine.bridge:
            self._start_bridged()
        else:
            self._start(
                [*self.engine.command, soffice_profile.user_installation(self._profile), *soffice_profile.FLAGS]
            )
        return self

    def _until_it_listens(self) -> None:
        """Two LibreOffices that begin at once with one profile would not find each other."""
        deadline = time.monotonic() + _UP
        for waiting in self._processes:
            while not self._lines[0].exists() and waiting.poll() is None and time.monotonic() < deadline:
                time.sleep(0.01)

    def convert(self, sources: Sequence[Path], *, reader: str, writer: Writer) -> None:
        """Start the conversion of files in `in` to files of the same stem in `out`."""
        if self.engine.bridge:
            self._hand_over(sources, reader=reader, writer=writer)
            return
        self._until_it_listens()
        arguments = soffice_profile.arguments(
            profile=self._profile, output=self.place / "out", sources=list(sources), reader=reader, writer=writer
        )
        self._at_work = [self._start([*self.engine.command, *arguments])]

    def _start_bridged(self) -> None:
        """LibreOffice and the client that will hand it the files; each finds the other when both are up."""
        self._at_work = [
            self._start(
                [
                    *self.engine.command,
                    soffice_profile.user_installation(self._profile),
                    *soffice_profile.FLAGS,
                    f"--accept=pipe,name={self._pipe};urp;",
                ]
            ),
            self._start([*self.engine.bridge, str(_CLIENT), self._pipe], stdin=subprocess.PIPE),
        ]

    def _hand_over(self, sources: Sequence[Path], *, reader: str, writer: Writer) -> None:
        if self.ended() is not None:  # it died while standing by
            self.kill()
        if not self._at_work:
            self._start_bridged()
        client = self._at_work[-1]
        if client.stdin is None:
            raise ValueError(client)
        task = {"reader": reader, "writer": writer.filter, "options": dict(writer.options)}
        targets = [self.place / "out" / f"{source.stem}.{writer.ending}" for source in sources]
        lines = [task, *([source.as_uri(), target.as_uri()] for source, target in zip(sources, targets, strict=True))]
        with suppress(BrokenPipeError), client.stdin as stdin:  # whoever watches sees that it ended
            stdin.writelines(f"{json.dumps(line)}\n".encode() for line in lines)

    def _start(self, command: Sequence[str], *, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        """Start a program in a process group of its own. EnvironmentMissing: LibreOffice is not there any more."""
        try:
            with self._log.open("ab") as log:
                process = subprocess.Popen(  # noqa: S603 - the engine's command, numbered file names
                    command,
                    cwd=self.place / "home",
                    env=soffice_profile.environment(self.place / "home"),
                    stdin=stdin,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        except (FileNotFoundError, PermissionError) as error:
            message = f"Không chạy được LibreOffice: {command[0]}."
            raise EnvironmentMissing(message, f"Cài đặt bằng lệnh: {INSTALL}") from error
        self._guard.watch(process.pid)
        self._processes.append(process)
        return process

    def ended(self) -> subprocess.Popen[bytes] | None:
        """A process of the conversion that has ended, if one has.

        It is not collected yet: as long as the dead leader is there, the group's number belongs to no one else.
        """
        for process in self._at_work:
            if process.returncode is not None or os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                return process
        return None

    def log(self) -> str:
        """The last words of LibreOffice."""
        with suppress(FileNotFoundError):
            return self._log.read_text(encoding="utf-8", errors="replace")[-_LOG_CHARACTERS:]
        return ""

    def kill(self) -> None:
        """End every process; the files stay until the home is closed."""
        while self._processes:
            process = self._processes.pop()
            kill_group(process)
            if process.stdin is not None:
                with suppress(BrokenPipeError):
                    process.stdin.close()
        self._at_work = []

    def close(self) -> None:
        """End every process, remove every file. Closing twice does nothing."""
        if not self.place.exists():
            return
        self.kill()
        for line in self._lines:
            line.unlink(missing_ok=True)
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
    return _SOCKETS / f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in address)}"


def _scratch() -> Path | None:
    """Where homes are made: in memory where there is plenty; None for the usual folder, or the one that TMPDIR names.

    LibreOffice writes and syncs a dozen files for each paper: a tenth of its time on a disk.
    """
    if os.environ.get("TMPDIR") or not os.access(_IN_MEMORY, os.W_OK | os.X_OK):
        return None
    return _IN_MEMORY if shutil.disk_usage(_IN_MEMORY).free > _PLENTY else None
