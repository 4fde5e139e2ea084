"""The watchdog for Windows, without process groups and shell (chương trình canh trên Windows): by a mark.

Each command line contains a name that exists once - the profile's folder, the pipe's name -, so whichever process has
that mark is ours, from its start on, whether anybody was told of it or not.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from pipeline.typeset.libreoffice.marked import kill_all_marked
from pipeline.typeset.libreoffice.watchdog import Plumbing

_WATCHDOG: Final = Path(__file__).with_name("marked.py")
_FAREWELL: Final = 30.0
# No window, and Ctrl-C of the console is not for it; both only mean something on Windows.
_APART: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


class MarkWatchdog:
    """A watchdog that identifies programs by a mark in their command lines."""

    def __init__(self, *paths: Path, mark: str) -> None:
        """Begin to watch over `paths` and over processes with the mark."""
        self._mark = mark
        self._in_doubt = False
        self._watchdog = subprocess.Popen(  # noqa: S603 - our own Python, our own program
            [sys.executable, "-I", str(_WATCHDOG)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=_APART,
        )
        self._say(json.dumps({"mark": mark, "paths": [str(path) for path in paths]}))

    def start(
        self, command: Sequence[str], *, folder: Path, log: Path, environment: Mapping[str, str], plumbing: Plumbing
    ) -> subprocess.Popen[bytes]:
        """Start a program in `folder`; what it prints is appended to `log`."""
        self._in_doubt = True
        with log.open("ab") as output:
            process = subprocess.Popen(  # noqa: S603 - the engine's command, numbered file names
                command,
                cwd=folder,
                env=environment,
                stdin=plumbing.stdin,
                stdout=output,
                stderr=subprocess.STDOUT if plumbing.errors else subprocess.DEVNULL,
                creationflags=_APART,
            )
        self._in_doubt = False
        return process

    def ended(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether the program has ended."""
        return process.poll() is not None

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End the program and every other process with the mark."""
        process.kill()
        kill_all_marked(self._mark)
        process.wait()

    def dismiss(self) -> None:
        """End the watchdog; a program whose start was interrupted (Ctrl-C) is ended by it."""
        if not self._in_doubt:
            self._say("done")
        with suppress(OSError):
            if self._watchdog.stdin is not None:
                self._watchdog.stdin.close()
        try:
            self._watchdog.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            self._watchdog.kill()
            self._watchdog.wait()

    def _say(self, line: str) -> None:
        with suppress(OSError):  # somebody killed the watchdog
            if self._watchdog.stdin is not None:
                self._watchdog.stdin.write(f"{line}\n".encode())
                self._watchdog.stdin.flush()
