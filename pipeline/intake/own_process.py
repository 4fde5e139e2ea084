"""A process of one's own (tiến trình riêng) that runs one function and talks over a connection."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import Pipe, get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread, active_count
from typing import Any, Final

from pipeline.errors import EnvironmentMissing

_BEGUN: Final = "begun"


class OwnProcess:
    """A process that runs `target(connection, *arguments)`; it ends with this process, however this one ends.

    `target` and `arguments` must be picklable. Ctrl-C does not reach it; `end` does.
    """

    def __init__(self, target: Callable[..., None], *arguments: object) -> None:
        self.line, theirs = Pipe()
        self.process = _process_kind()(target=_begin, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self._begun = False
        # Not as arguments of the start: Python writes those into a pipe that nobody empties when the process falls at once.
        self.send((target, arguments))

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self.process.pid or 0

    @property
    def handles(self) -> tuple[Connection, int]:
        """What `multiprocessing.connection.wait` waits for: an answer, and the end of the process."""
        return self.line, self.process.sentinel

    def send(self, told: object) -> None:
        """Send a picklable value; nothing happens when the process has ended."""
        with suppress(OSError):
            self.line.send(told)

    def receive(self, patience: float) -> tuple[Any] | None:
        """What the process sent, in a tuple; None when it sends nothing for `patience` seconds.

        EOFError, OSError: the process has ended. EnvironmentMissing: it ended before `target` was called.
        """
        try:
            if not self.line.poll(patience):
                return None
            told = self.line.recv()
        except (EOFError, OSError) as error:
            if self._begun:
                raise
            raise _never_begun() from error
        if self._begun:
            return (told,)
        self._begun = True
        return None

    def end(self, patience: float = 0.0) -> int:
        """End the process, after `patience` seconds in which it may end by itself; returns its exit code."""
        self.process.join(patience)
        code = self.process.exitcode
        self.process.kill()
        self.process.join()
        self.line.close()
        return self.process.exitcode or 0 if code is None else code


def _process_kind() -> Callable[..., BaseProcess]:
    """How to start a process: a fork, which takes milliseconds, where that is safe; else a fresh interpreter."""
    if sys.platform == "linux" and active_count() == 1:
        return get_context("fork").Process
    return get_context("spawn").Process


def _never_begun() -> EnvironmentMissing:
    script = getattr(sys.modules["__main__"], "__file__", None)
    if script is not None and not Path(script).exists():
        return EnvironmentMissing(
            "Tiến trình riêng để mở tệp lạ và thử mẫu đã sửa không khởi động được: chương trình Python đang gọi thư viện này "
            f"không nằm trong tệp nào ({script}).",
            'Ghi chương trình ấy vào một tệp .py rồi chạy tệp; các lệnh gọi đặt dưới dòng if __name__ == "__main__":',
        )
    return EnvironmentMissing(
        "Tiến trình riêng để mở tệp lạ và thử mẫu đã sửa không khởi động được: máy thiếu bộ nhớ, hoặc chương trình Python đang "
        "gọi thư viện này chạy ngay khi được nạp.",
        "Đóng bớt chương trình rồi chạy lại; với chương trình Python của cơ quan thì đặt các lệnh gọi dưới dòng "
        'if __name__ == "__main__":',
    )


# ----------------------------------------------------------------------------------------------------- in the process
def _begin(line: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process to hear
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    line.send(_BEGUN)
    target, arguments = line.recv()
    target(line, *arguments)


def _end_with_parent() -> None:
    """End this process at once when the main process has ended, however that happened."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
