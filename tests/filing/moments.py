"""Moments of a writing at which something happens: somebody saves right before the rename, the process is killed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.filing.system import EXCHANGE_EVENT

_CHANGES = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "os.link", EXCHANGE_EVENT})


@dataclass
class _Hook:
    """Audit hooks cannot be taken off again: there is one for all, and it looks at what it is asked to."""

    watchers: list[Callable[[str, tuple[Any, ...]], None]] = field(default_factory=list)
    installed: bool = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        for watcher in tuple(self.watchers):
            watcher(event, arguments)

    @contextmanager
    def watched(self, watcher: Callable[[str, tuple[Any, ...]], None]) -> Iterator[None]:
        if not self.installed:
            sys.addaudithook(self)
            self.installed = True
        self.watchers.append(watcher)
        try:
            yield
        finally:
            self.watchers.remove(watcher)


_HOOK = _Hook()


@contextmanager
def before(target: Path, act: Callable[[], object]) -> Iterator[list[str]]:
    """Do something once, right before a file is given the name `target` (or moved away from it); tells that it happened."""
    happened: list[str] = []

    def watcher(event: str, arguments: tuple[Any, ...]) -> None:
        moves = event in {EXCHANGE_EVENT, "os.rename"}
        if moves and not happened and os.fspath(target) in map(os.fspath, arguments[:2]):
            happened.append(event)
            act()

    with _HOOK.watched(watcher):
        yield happened


@contextmanager
def when(matches: Callable[[str, tuple[Any, ...]], bool], act: Callable[[], object]) -> Iterator[list[str]]:
    """Do something once, at the first audited event that matches."""
    happened: list[str] = []

    def watcher(event: str, arguments: tuple[Any, ...]) -> None:
        if not happened and matches(event, arguments):
            happened.append(event)
            act()

    with _HOOK.watched(watcher):
        yield happened


def killed_before(change: int, folder: Path, work: Callable[[], None]) -> bool:
    """Do the work in a process that ends right before its `change`-th change in a folder; whether it did not get through."""
    child = os.fork()
    if child == 0:
        left = change

        def watcher(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal left
            if event in _CHANGES and isinstance(arguments[0], str | os.PathLike) and str(folder) in str(arguments[0]):
                left -= 1
                if left == 0:
                    os._exit(9)

        with _HOOK.watched(watcher):
            work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in {0, 9}
    return code == 9


def in_place(target: Path, content: bytes) -> None:
    """Save as programs do that write into the file."""
    with target.open("wb") as file:
        file.write(content)


def by_renaming(target: Path, content: bytes) -> None:
    """Save as editors do that write a new file first."""
    new = target.with_name(f"{target.name}.new")
    new.write_bytes(content)
    new.replace(target)
