"""A watchdog (chương trình canh) over started programs: whatever becomes of us, their processes and files do not stay behind.

There are two: one knows programs by their process groups, the other one, for Windows, by a mark in their command lines.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Plumbing:
    """Where a program reads from (`subprocess`'s words), and whether its complaints go to the log, too."""

    stdin: int = subprocess.DEVNULL
    errors: bool = True


class Watchdog(Protocol):
    """Starts programs and watches over them and over some paths from outside this process."""

    def start(
        self, command: Sequence[str], *, folder: Path, log: Path, environment: Mapping[str, str], plumbing: Plumbing
    ) -> subprocess.Popen[bytes]:
        """Start a program in `folder`; what it prints goes to the end of `log`."""

    def ended(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether a program has ended. It may still have left others behind: `kill` it in any case."""

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End a program with all that it started, and collect it."""

    def dismiss(self) -> None:
        """All is put away: let the watchdog go."""
