"""Stand-in builds that end themselves, as `kill -9` does, at an exact instant: `python -m tests.killed`.

Each line of the input is one: `WHAT AT MARK`. The instant is the AT-th line of Python that is run in the modules which start
programs, the standard library's among them; a line counts the first times only that it is run, so that waiting does not
fill the count. With AT 0 it runs to its end and prints how many lines there were; with AT -1 it runs over and over, to be
killed from outside. WHAT is one of `SCENES`; MARK stands in the command line of every program that it starts.

Printed: `began PROCESS`, `lines COUNT` where it ran to its end, `ended CODE`.
"""

from __future__ import annotations

import concurrent.futures.process
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any, Final

from pipeline.building.making import executors
from pipeline.building.making.executors import process_pool, run_all
from pipeline.errors import ConversionFailed
from pipeline.typeset.libreoffice import (
    convert,
    private_folder,
    soffice_home,
    soffice_run,
    watchdog_by_group,
    watchdog_by_mark,
)
from pipeline.typeset.libreoffice.convert import to_pdf
from pipeline.typeset.libreoffice.soffice import Engine, ask
from tests import standins

_TIMES: Final = 3
_WATCHED: Final = frozenset(
    str(module.__file__)
    for module in (
        concurrent.futures.process,
        convert,
        executors,
        watchdog_by_group,
        watchdog_by_mark,
        private_folder,
        soffice_home,
        soffice_run,
        subprocess,
    )
)


def _ask(mark: str) -> None:
    ask(*standins.command("nothing", mark))


def _convert(mark: str, mode: str, *, bridged: bool = False) -> bytes | ConversionFailed:
    engine = Engine(
        command=standins.command("hang" if bridged else mode, mark),
        version="0",
        bridge=standins.command(mode, mark) if bridged else (),
        start_seconds=0.4,
        document_seconds=0.0,
    )
    return to_pdf({"một": b"x"}, engine=engine)["một"]


def _bridged(mark: str) -> None:
    _convert(mark, "hang", bridged=True)


def _alone(mark: str) -> None:
    _convert(mark, "child")


def _marked(mark: str) -> None:
    # In the scene's own process: as on a machine without process groups.
    private_folder.has_groups = lambda: False
    _convert(mark, "hang", bridged=True)


def _side_by_side(mark: str) -> None:
    with process_pool(2) as pool:
        list(run_all(partial(_convert, mark), ["hang", "child"], executor=pool, ahead=2))


SCENES: Final[dict[str, Callable[[str], None]]] = {
    "ask": _ask,
    "alone": _alone,
    "bridged": _bridged,
    "pool": _side_by_side,
    "marked": _marked,
}


class _Killer:
    """Counts lines, and kills this process at one of them; the processes that it forks go on."""

    def __init__(self, at: int) -> None:
        self.lines = 0
        self._seen = Counter[tuple[str, int]]()
        self._at = at
        self._main = os.getpid()

    def look(self, frame: FrameType, event: str, _: Any) -> Any:
        """Trace the watched modules, line by line."""
        if frame.f_code.co_filename not in _WATCHED:
            return None
        place = frame.f_code.co_filename, frame.f_lineno
        if event == "line" and os.getpid() == self._main and self._seen[place] < _TIMES:
            self._seen[place] += 1
            self.lines += 1
            if self.lines == self._at:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.look


def _run(what: str, at: int, mark: str) -> None:
    """Run a scene and be killed in it."""
    if at < 0:
        while True:
            SCENES[what](mark)
    killer = _Killer(at)
    threading.settrace(killer.look)
    sys.settrace(killer.look)
    try:
        SCENES[what](mark)
    finally:
        sys.settrace(None)
    _say("lines", killer.lines)


def _say(word: str, number: int) -> None:
    os.write(1, f"{word} {number}\n".encode())


def main() -> None:
    """Run each scene that the input names in a process of its own: all is loaded by then, so it begins at once."""
    for order in sys.stdin:
        what, at, mark = order.split()
        child = os.fork()
        if not child:
            try:
                _run(what, int(at), mark)
                os._exit(0)
            except BaseException:  # noqa: BLE001 - said to whoever reads the test's output
                traceback.print_exc()
            finally:
                os._exit(1)
        _say("began", child)
        _, status = os.waitpid(child, 0)
        _say("ended", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
