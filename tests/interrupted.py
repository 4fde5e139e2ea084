"""`vanthu build` in a process that is killed on purpose: `python -m tests.interrupted RESULTS END AT ARGUMENT...`.

It is the real command; only the papers come ready from the file RESULTS (a pickled mapping of id to PaperResult) instead of
LibreOffice, so that hundreds of builds can be cut off. END: `kill` ends it at the moment before its AT-th change to the
output folder, `limit` lets no file grow beyond AT bytes, `none` lets it be.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.app import building
from pipeline.app.build_values import BuildOptions
from pipeline.building.making.job import Job, PaperResult
from pipeline.cli.commands import main
from pipeline.filing.system import EXCHANGE_EVENT

_CHANGES = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.chmod", EXCHANGE_EVENT})


class ReadyPapers(Executor):
    """Gives papers that were made before."""

    def __init__(self, results: Mapping[str, PaperResult]) -> None:
        self._results = results

    def submit(self, _fn: Callable[..., Any], /, *args: Any, **_named: Any) -> Future[Any]:
        """The results of the job's papers."""
        job = args[0]
        assert isinstance(job, Job)
        future: Future[Any] = Future()
        future.set_result(tuple(self._results[one.id] for one in job.documents))
        return future


def _kill_before(change: int, folder: Path) -> None:
    """End this process, as `kill -9` does, right before its `change`-th change in `folder`."""
    left = change

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event not in _CHANGES or not isinstance(arguments[0], str | os.PathLike):
            return
        writes = event != "open" or (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if writes and str(folder) in os.fspath(arguments[0]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)


def _run(results: Path, end: str, at: int, arguments: list[str]) -> None:
    ready = ReadyPapers(pickle.loads(results.read_bytes()))

    @contextmanager
    def workers(options: BuildOptions, papers: int) -> Iterator[tuple[Executor, int]]:
        yield ready, options.jobs or papers

    building._workers = workers
    output = Path(arguments[arguments.index("--output") + 1])
    if end == "kill":
        _kill_before(at, output)
    elif end == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (at, at))
    sys.argv = ["vanthu", *arguments]
    main()


if __name__ == "__main__":
    _run(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4:])
