"""Executors of a build (người dựng): this process, or a pool with a process for each LibreOffice; other machines: `cluster`.

All are `concurrent.futures.Executor`s, so that a build is the same code for each; none of them changes a byte.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from multiprocessing import Pipe, parent_process
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as wait_for_one
from threading import Thread
from typing import Final, ParamSpec, TypeVar

from pipeline.errors import EnvironmentMissing

# A Windows process waits for no more than 63 things at once; Python keeps two for itself.
_MOST: Final = 61 if os.name == "nt" else None
_Given = ParamSpec("_Given")
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def run_all(
    work: Callable[[_Task], _Result], tasks: Iterable[_Task], *, executor: Executor, ahead: int
) -> Generator[_Result]:
    """Run `work` on every task; yields results as they are finished, in no certain order.

    At most `ahead` tasks are given out at a time, and no result is held longer than needed. Tasks that have not begun
    are cancelled when the caller stops iterating or a task raises. EnvironmentMissing: a process of the pool was killed
    from outside.
    """
    left = iter(tasks)
    running: set[Future[_Result]] = set()
    try:
        while True:
            running.update(executor.submit(work, task) for task in islice(left, max(1, ahead) - len(running)))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            while done:
                yield done.pop().result()
    except BrokenExecutor as failure:
        raise EnvironmentMissing(
            "Một tiến trình dựng văn bản bị máy dừng đột ngột, thường do thiếu bộ nhớ.",
            "Các văn bản đã xong vẫn còn; dựng lại để làm tiếp, nếu vẫn vậy hãy thêm “--jobs 1”.",
        ) from failure
    finally:
        for future in running:
            future.cancel()


class SerialExecutor(Executor):
    """An executor that does each task at once in the caller's thread: `submit` returns when the task is done."""

    def submit(self, fn: Callable[_Given, _Result], /, *args: _Given.args, **kwargs: _Given.kwargs) -> Future[_Result]:
        """Run the task; its result or its exception is in the future. Ctrl-C goes straight to the caller."""
        future: Future[_Result] = Future()
        future.set_running_or_notify_cancel()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as failure:  # noqa: BLE001 - an executor hands over whatever the task raised
            future.set_exception(failure)
        return future


def serial_executor() -> SerialExecutor:
    """An executor that does one task after the other in this process."""
    collect_seldom()
    return SerialExecutor()


def collect_seldom() -> None:
    """Tune the garbage collector: a seventieth as many runs as by default, and never over what is loaded by now.

    A paper is very many small values without cycles, freed as soon as it is done; searching them for cycles took a
    seventh of the time of a build.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@contextmanager
def process_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """One process for each LibreOffice that works side by side.

    When the block ends by an exception (Ctrl-C among them) the processes stop at once instead of finishing what they
    hold; when this process dies, however it dies, they end with it.
    """
    told, teller = Pipe(duplex=False)
    executor = ProcessPoolExecutor(max_workers=min(workers, _MOST or workers), initializer=_begin, initargs=(told,))
    try:
        yield executor
    except BaseException:
        teller.send_bytes(b"stop")
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
        told.close()
        teller.close()


def _begin(told: Connection) -> None:
    """Set up a new process of the pool: it ignores Ctrl-C, which the main process hears and passes on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    collect_seldom()
    Thread(target=_end_when_told, args=(told,), daemon=True).start()


def _end_when_told(told: Connection) -> None:
    """Wait until the main process closes or writes to the connection, or dies; then end this process at once.

    The word is not read from the connection, so that every process of the pool sees it. LibreOffice and its files are
    cleaned up by its own watchdog.
    """
    parent = parent_process()
    wait_for_one([told, *([parent.sentinel] if parent else ())])
    os._exit(1)
