"""A guard (người canh) over a started LibreOffice: whatever becomes of us, its processes and its files do not stay behind.

A shell waits at the end of a pipe that only this process holds. If this process ends without a word - `kill -9`, out of
memory, power of the terminal gone - the pipe closes, and the guard kills the process group and removes the folder.
"""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Final

# `read` fails at the end of the pipe, that is when nobody is left to say that all is well. Words: numbers of groups, then
# "done". What is to be removed is given as arguments, never as part of the script.
_SCRIPT: Final = """
groups=
while read -r word; do
  case $word in done) exit 0 ;; *) groups="$groups -$word" ;; esac
done
for group in $groups; do kill -s KILL -- "$group"; done
rm -rf -- "$@"
"""


class Guard:
    """Watches over paths and process groups from outside this process."""

    def __init__(self, *paths: Path) -> None:
        """Begin to watch over `paths`, before anything is started there."""
        reading, self._line = os.pipe()
        try:
            self._shell = subprocess.Popen(  # noqa: S603 - a fixed script; the paths are its arguments
                ["/bin/sh", "-c", _SCRIPT, "vanthu-guard", *map(str, paths)],
                stdin=reading,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                start_new_session=True,  # Ctrl-C of the terminal is not for it
            )
        except BaseException:
            os.close(self._line)
            raise
        finally:
            os.close(reading)

    def watch(self, group: int) -> None:
        """Name a process group that must not outlive us."""
        with suppress(BrokenPipeError):  # somebody killed the guard
            os.write(self._line, f"{group}\n".encode())

    def dismiss(self) -> None:
        """All is put away: let the guard go."""
        with suppress(BrokenPipeError):
            os.write(self._line, b"done\n")
        os.close(self._line)
        self._shell.wait()


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End the whole process group of which `process` is the leader, and collect it."""
    with suppress(ProcessLookupError):  # the group may have died by itself
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
