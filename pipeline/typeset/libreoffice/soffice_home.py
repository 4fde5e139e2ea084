"""The home of one LibreOffice (nơi chạy LibreOffice): its folder, hardened profile and processes, removed when closed.

A home may have a LibreOffice *standing by*: started ahead, waiting for its first files. It shares the profile with the
call that brings them, which then needs a fifth of a second instead of one. It serves one call, as every start does.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from hashlib import md5
from pathlib import Path
from typing import Final, Self

from pipeline.errors import EnvironmentMissing
from pipeline.typeset.libreoffice import soffice_profile
from pipeline.typeset.libreoffice.private_folder import PrivateFolder
from pipeline.typeset.libreoffice.soffice import Engine, remedy
from pipeline.typeset.libreoffice.soffice_profile import Writer
from pipeline.typeset.libreoffice.watchdog import Plumbing

_UP: Final = 10.0  # seconds for a LibreOffice to begin to listen
_CLIENT: Final = Path(__file__).with_name("soffice_client.py")
_SOCKETS: Final = Path("/tmp")  # noqa: S108 - LibreOffice's choice
_PROFILE: Final = "profile"
_ALONE: Final = Plumbing()


class Home:
    """A private folder with everything of one LibreOffice. Call `close`, or use it as a context manager."""

    def __init__(self, engine: Engine) -> None:
        """Make the folder, with its watchdog; nothing is started yet."""
        self.engine = engine
        self._folder = PrivateFolder(besides=_line_files)
        self.place = self._folder.place
        self._profile = self.place / _PROFILE
        self._lines = _line_files(self.place)
        self._waiting: list[subprocess.Popen[bytes]] = []
        # Those that a conversion lives from: when one of them has ended, it is over.
        self._at_work: list[subprocess.Popen[bytes]] = []
        try:
            for name in ("in", "out"):
                (self.place / name).mkdir()
            soffice_profile.write_profile(self._profile)
        except BaseException:
            self.close()
            raise

    def stand_by(self) -> Self:
        """Start a LibreOffice that waits for files. Should it crash, the conversion starts its own.

        Nothing is started on systems other than POSIX, where a later call would not find it.
        """
        if self.engine.bridge:
            self._start_bridged()
        elif self._lines:
            self._waiting = [
                self._start(
                    [*self.engine.command, soffice_profile.user_installation(self._profile), *soffice_profile.FLAGS]
                )
            ]
        return self

    def _until_it_listens(self) -> None:
        """Wait until it listens: two LibreOffices that start at once with one profile would not find each other."""
        deadline = time.monotonic() + _UP
        for waiting in self._waiting:
            while not self._lines[0].exists() and not self._folder.ended(waiting) and time.monotonic() < deadline:
                time.sleep(0.01)

    def convert(self, sources: Sequence[Path], *, reader: str, writer: Writer) -> None:
        """Start the conversion of files in `in` to files with the same stem in `out`."""
        if self.engine.bridge:
            self._hand_over(sources, reader=reader, writer=writer)
            return
        self._until_it_listens()
        arguments = soffice_profile.arguments(
            profile=self._profile, output=self.place / "out", sources=list(sources), reader=reader, writer=writer
        )
        self._at_work = [self._start([*self.engine.command, *arguments])]

    def _start_bridged(self) -> None:
        """Start LibreOffice and the client that hands it the files; each finds the other once both run."""
        pipe = self._folder.mark
        self._at_work = [
            self._start(
                [
                    *self.engine.command,
                    soffice_profile.user_installation(self._profile),
                    *soffice_profile.FLAGS,
                    f"--accept=pipe,name={pipe};urp;",
                ]
            ),
            self._start([*self.engine.bridge, str(_CLIENT), pipe], Plumbing(stdin=subprocess.PIPE)),
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
        with suppress(OSError), client.stdin as stdin:  # whoever watches sees that it ended
            stdin.writelines(f"{json.dumps(line)}\n".encode() for line in lines)

    def _start(self, command: Sequence[str], plumbing: Plumbing = _ALONE) -> subprocess.Popen[bytes]:
        """Start a program of LibreOffice. EnvironmentMissing: it is no longer installed."""
        try:
            return self._folder.start(command, plumbing)
        except (FileNotFoundError, PermissionError) as error:
            message = f"Không chạy được LibreOffice: {command[0]}."
            raise EnvironmentMissing(message, remedy()) from error

    def ended(self) -> subprocess.Popen[bytes] | None:
        """A process of the conversion that has ended; None while all run."""
        return next((process for process in self._at_work if self._folder.ended(process)), None)

    def log(self) -> str:
        """The end of what LibreOffice printed."""
        return self._folder.printed()

    def kill(self) -> None:
        """End every process; the files remain until the home is closed."""
        self._folder.kill()
        self._waiting, self._at_work = [], []

    def close(self) -> None:
        """End every process, remove every file. Closing twice does nothing."""
        self._folder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _line_files(place: Path) -> tuple[Path, ...]:
    """The sockets by which LibreOffice hears of later calls with the same profile, and of the client.

    A killed LibreOffice leaves them behind. The first one's name is LibreOffice's own (desktop's `RequestHandler`): MD5
    over the profile's address in UTF-16, each byte in hexadecimal without leading zeros. Where the name differs, only
    standing by does not work. Windows has no such files: there they end with the process.
    """
    if not hasattr(os, "getuid"):
        return ()
    address = md5((place / _PROFILE).as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    names = (f"SingleOfficeIPC_{''.join(f'{byte:x}' for byte in address)}", place.name)
    return tuple(_SOCKETS / f"OSL_PIPE_{os.getuid()}_{name}" for name in names)
