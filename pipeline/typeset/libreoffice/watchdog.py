"""A watchdog (chương trình canh) over started programs: if this process dies, their processes and files are removed.

There are two kinds: by process groups, and for Windows by a mark in command lines.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Plumbing:
    """The standard input of a program (a value of `subprocess`), and whether its standard error goes to the log."""

    stdin: int = subprocess.DEVNULL
    errors: bool = True


class Watchdog(Protocol):
    """Starts programs, and watches over them and over some paths from outside this process."""

    def start(
        self, command: Sequence[str], *, folder: Path, log: Path, environment: Mapping[str, str], plumbing: Plumbing
    ) -> subprocess.Popen[bytes]:
        """Start a program in `folder`; what it prints is appended to `log`."""

    def ended(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether a program has ended. It may have left others running: call `kill` in any case."""

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End a program with all processes that it started, and reap it."""

    def dismiss(self) -> None:
        """End the watchdog, after everything was cleaned up."""
