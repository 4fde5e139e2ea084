"""Processes identified by a mark in their command line (tiến trình mang dấu), for systems without process groups.

As a program (`python marked.py`) it is the watchdog: the first line of standard input says what to watch over,
`{"mark": …, "paths": […]}`; at the end of the input all processes with the mark are ended and the paths removed, unless
the input said `done`. The mark comes by the input, not as an argument, so that the watchdog's own command line does not
have it. It imports nothing of ours: it must run when everything else has ended.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import psutil

_PAUSE: Final = 0.1
_LOOKS: Final = 100
# A program that was starting another one at the moment of its death: that one is seen at the next look.
_SURE: Final = 3


def kill_marked(mark: str) -> int:
    """End every process with the mark; gives how many there were."""
    found = 0
    for process in psutil.process_iter():
        with suppress(psutil.Error):  # it ended while we looked, or belongs to somebody else
            if any(mark in word for word in process.cmdline()):
                found += 1
                process.kill()
    return found


def kill_all_marked(mark: str, *, sure: int = 1) -> None:
    """End every process with the mark, repeatedly until `sure` searches in a row find none.

    A process that was just being started is then found too.
    """
    quiet = 0
    for _ in range(_LOOKS):
        if kill_marked(mark):
            quiet, sure = 0, _SURE
        else:
            quiet += 1
        if quiet >= sure:
            return
        time.sleep(_PAUSE)


def remove(paths: Sequence[Path]) -> None:
    """Remove files and folders; a file may be locked for a moment after the end of the process that had it open."""
    for path in paths:
        for _ in range(_LOOKS):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
            if not path.exists():
                break
            time.sleep(_PAUSE)


def main() -> None:
    """Watch until the end of the input, then clean up."""
    order = json.loads(sys.stdin.buffer.readline() or "null")
    if order is None or sys.stdin.buffer.read().strip() == b"done":
        return
    kill_all_marked(order["mark"], sure=_SURE)
    remove([Path(path) for path in order["paths"]])


if __name__ == "__main__":
    main()
