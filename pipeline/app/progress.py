"""Progress of a use case (tiến độ): values that a callback of the caller's is given while the work goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # light to load: commands show progress before they know of what
    from pipeline.building.state.plan import Decision


@dataclass(frozen=True, kw_only=True)
class Step:
    """One of `total` things is done: `name` is the id of the paper or unit, or the name of the file."""

    name: str
    done: int
    total: int


@dataclass(frozen=True)
class Notice:
    """Something to know while the work goes on: what it waits for, what else is wrong. `words`: in Vietnamese."""

    words: str


@dataclass(frozen=True)
class Decided:
    """A build knows what it will do with each paper and why; nothing has been written yet."""

    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class LogLine:
    """A line that goes into the log of a build: stage, paper, seconds, outcome."""

    text: str


Progress: TypeAlias = Step | Notice | Decided | LogLine
Listener: TypeAlias = Callable[[Progress], None]


def ignore(_: Progress) -> None:
    """A listener that does nothing."""


class Counter:
    """Counts finished things and tells a listener of each as a `Step` of `total`."""

    def __init__(self, total: int, listener: Listener) -> None:
        self._total = total
        self._done = 0
        self._listener = listener

    def count(self, name: str) -> None:
        """Tell the listener that one more thing, with this name, is done."""
        self._done += 1
        self._listener(Step(name=name, done=self._done, total=self._total))
