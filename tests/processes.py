"""What is running on this machine, seen from outside; all looks are repeated until they see what they wait for.

The kernel fills in a command line some milliseconds after a process has begun, and takes its time to end one: a single
look proves nothing, and a pause only makes it rarer that it is wrong.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

_PATIENCE = 180.0


def until(true: Callable[[], bool], *, seconds: float = _PATIENCE) -> bool:
    """Whether something becomes so within three minutes, on however busy a machine."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return true()  # this process may have been the one that was kept waiting
        time.sleep(0.02)
    return True


def with_words(*words: str) -> dict[int, str]:
    """Processes, by number, whose command line has all of these words in it; this one and dead ones apart."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            line = (entry / "cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
        except OSError:
            continue  # it ended while we looked
        if int(entry.name) != os.getpid() and all(word in line for word in words):
            found[int(entry.name)] = line
    return found


def descendants(ancestor: int) -> set[int]:
    """The numbers of a process's children, their children, and so on."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
    found, more = set[int](), {ancestor}
    while more:
        more = {number for number, parent in parents.items() if parent in more}
        found |= more
    return found
