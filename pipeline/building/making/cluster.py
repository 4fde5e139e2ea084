"""Other machines that do the work (cụm máy): a Dask cluster whose workers have LibreOffice, the fonts and this program.

Nothing is shared but the jobs themselves: a job goes out as bytes, the finished papers come back as bytes, and whichever
machine takes it uses its own LibreOffice. A machine that dies loses nothing: the scheduler gives its jobs to another.
A machine that would give other bytes is refused before it gets a job.
"""

from __future__ import annotations

import logging
import pickle
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache, partial
from importlib.util import find_spec
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from pipeline.building.making.cluster_access import Access
from pipeline.building.making.job import Job, PaperResult, run_job
from pipeline.building.state.fingerprint import Environment, environment
from pipeline.errors import EnvironmentMissing
from pipeline.typeset.libreoffice.installation import font_files
from pipeline.typeset.libreoffice.soffice import Engine, find_engine

if TYPE_CHECKING:
    from distributed import Client

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

_RETRIES: Final = 2  # a full disk or a missing program on one machine is no reason to give up
_LOOK: Final = 2.0  # seconds between two looks at whether any machine is left
# LibreOffice apart, the libraries under a job are not made for two threads at once (PDFium says so).
_ONE_AT_A_TIME: Final = Lock()

_AGAIN: Final = "Các văn bản đã xong vẫn còn; khi cụm máy chạy lại, dựng lại để làm tiếp (hoặc bỏ “--cluster”)."
_SAME: Final = (
    "Cài cùng một phiên bản vanthu, LibreOffice và phông chữ trên mọi máy; xem từng máy bằng “vanthu doctor”."
)


_TITLES: Final = {
    "program": "chương trình vanthu hoặc thư viện của nó",
    "checker": "bộ quy tắc kiểm tra của vanthu",
    "engine": "LibreOffice",
    "fonts": "phông chữ Times New Roman (hoặc phông thay thế)",
    "python": "Python",
    "zlib": "zlib",
}
# What of it is told as it is, not as a hash.
_PLAIN: Final = frozenset({"engine", "python", "zlib"})


@cache
def own_engine() -> Engine:
    """The LibreOffice of this machine, searched for once in each process. EnvironmentMissing: there is none."""
    return find_engine()


@cache
def own_environment() -> Environment:
    """The environment of papers made on this machine. EnvironmentMissing: it cannot make any."""
    return environment(profile=None, engine_version=own_engine().version, fonts=font_files().values())


def differences(theirs: Environment, ours: Environment) -> tuple[str, ...]:
    """What differs between two machines' environments, in words; empty if both make the same bytes."""
    different = []
    for name, wanted in ours.machine.items():
        if (found := theirs.machine.get(name)) != wanted:
            shown = f" {found} (máy này: {wanted})" if name in _PLAIN else ""
            different.append(f"{_TITLES[name]}{shown}")
    return tuple(different)


def run_job_here(job: Job) -> tuple[PaperResult, ...]:
    """Do a job that another machine sent, with the LibreOffice of this machine in place of the sender's."""
    mine = own_engine()
    with _ONE_AT_A_TIME:
        return run_job(
            replace(job, engine=replace(job.engine, command=mine.command, version=mine.version, bridge=mine.bridge))
        )


def on_worker(ours: Environment, task: bytes) -> bytes:
    """Do a pickled task `(function, arguments, named arguments)` on the machine that received it; gives a pickled result.

    EnvironmentMissing: this machine, which may have joined the cluster late, would make other bytes than `ours`.
    """
    try:
        mine = own_environment()
    except EnvironmentMissing as missing:
        raise EnvironmentMissing(
            f"Một máy của cụm không dựng được: {missing.message} {missing.remedy}", _SAME
        ) from missing
    if different := differences(mine, ours):
        raise EnvironmentMissing(f"Một máy của cụm khác máy này: {'; '.join(different)}.", _SAME)
    function, arguments, named = pickle.loads(task)  # noqa: S301 - from the cluster's own client
    return pickle.dumps((run_job_here if function is run_job else function)(*arguments, **named))


@contextmanager
def dask_executor(way: Access, *, patience: float = 10.0, alone: float = 60.0) -> Iterator[ClusterExecutor]:
    """An executor over the Dask cluster whose scheduler listens at the address of `way`.

    Waits `patience` seconds for the scheduler, and `alone` seconds while no machine is left before giving up. When the
    block ends by an exception, what the machines hold is called off. EnvironmentMissing: no such cluster, no machine in
    it, a machine that would give other bytes, or Dask is not installed here.
    """
    if find_spec("distributed") is None:
        raise EnvironmentMissing(
            "Máy này chưa cài Dask, cần cho “--cluster”.", "Cài đặt bằng lệnh: pip install 'vanthu[cluster]'"
        )
    # Its own messages are for programmers; what matters here ends as one of ours.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    client = _connected(way, patience)
    try:
        ours = own_environment()
        _check_machines(client, ours, way)
        executor = ClusterExecutor(client, ours, alone=alone)
        try:
            yield executor
        finally:
            executor.shutdown(wait=False, cancel_futures=True)
    finally:
        client.close(timeout=patience)  # type: ignore[no-untyped-call]


def _connected(way: Access, patience: float) -> Client:
    from distributed import Client  # noqa: PLC0415 - most builds never need it, and it takes a second
    from distributed.versions import VersionMismatchWarning  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            # What of it matters for the papers is said by `_check_machines`, in words for a clerk.
            warnings.simplefilter("ignore", VersionMismatchWarning)
            return Client(way.address, timeout=patience, set_as_default=False, security=way.security)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, ImportError) as failure:
        raise EnvironmentMissing(
            f"Không nối được với cụm máy tại {way.address}.",
            f"Xem máy điều phối đã chạy chưa (lệnh: {way.scheduler}), địa chỉ, chứng thư và tường lửa.",
        ) from failure


def _check_machines(client: Client, ours: Environment, way: Access) -> None:
    found: dict[str, Environment | Exception] = client.run(own_environment, on_error="return")
    if not found:
        raise EnvironmentMissing(
            f"Cụm máy tại {way.address} chưa có máy nào.",
            f"Trên mỗi máy chạy lệnh: dask worker {way.address} --nworkers auto --nthreads 1{way.options}",
        )
    wrong = []
    for place, theirs in sorted(found.items()):
        if isinstance(theirs, Environment):
            wrong += [f"{place}: {'; '.join(different)}"] if (different := differences(theirs, ours)) else []
        elif isinstance(theirs, EnvironmentMissing):
            wrong.append(f"{place}: {theirs.message} {theirs.remedy}")
        else:
            wrong.append(f"{place}: không chạy được vanthu ({type(theirs).__name__}: {theirs})")
    if wrong:
        raise EnvironmentMissing("Có máy của cụm không dựng ra cùng kết quả với máy này. " + ". ".join(wrong), _SAME)


class ClusterExecutor(Executor):
    """`concurrent.futures.Executor` over a Dask client; a failure of the cluster itself is raised as one of our exceptions."""

    def __init__(self, client: Client, ours: Environment, *, alone: float) -> None:
        self._client = client
        self._ours = ours
        self._alone = alone
        # Who takes a future out settles it: nobody else does then.
        self._running: dict[Future[Any], Any] = {}
        self._ended = Event()
        Thread(target=self._watch, daemon=True).start()

    @property
    def machines(self) -> int:
        """The number of the cluster's processes that can work side by side at present."""
        return max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def submit(self, fn: Callable[_Given, _Result], /, *args: _Given.args, **kwargs: _Given.kwargs) -> Future[_Result]:
        """Send a task to the cluster; `run_job` is done with the LibreOffice of the machine that gets it."""
        if self._ended.is_set():
            raise RuntimeError("the executor has been shut down")
        remote: Any = self._client.submit(
            on_worker, self._ours, pickle.dumps((fn, args, kwargs)), pure=False, retries=_RETRIES
        )
        future: Future[_Result] = Future()
        self._running[future] = remote
        future.add_done_callback(self._call_off)
        remote.add_done_callback(partial(self._settle, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as inherited
        """Take no more tasks; `cancel_futures` calls off what the cluster has not finished."""
        self._ended.set()
        for future in list(self._running):
            if cancel_futures:
                future.cancel()
            elif wait:
                future.exception()

    def _call_off(self, future: Future[Any]) -> None:
        if future.cancelled() and (remote := self._running.pop(future, None)) is not None:
            with suppress(Exception):  # the connection may be gone, and the task with it
                remote.cancel()

    def _settle(self, future: Future[Any], remote: Any) -> None:  # noqa: ANN401 - Dask's future gives no types
        """Put the result or exception of a task of the cluster into `future`; called in a thread of the Dask client."""
        try:
            if remote.status == "error":
                self._fail(future, _explained(remote.exception()))
                return
            # A task that the connection lost is "cancelled" or "lost" and raises here.
            result = pickle.loads(remote.result())  # noqa: S301 - from our own function on the cluster
        except Exception as failure:  # noqa: BLE001 - an executor hands over whatever came
            self._fail(future, _lost(failure))
            return
        if self._running.pop(future, None) is not None and future.set_running_or_notify_cancel():
            future.set_result(result)

    def _fail(self, future: Future[Any], failure: BaseException) -> None:
        if self._running.pop(future, None) is not None and future.set_running_or_notify_cancel():
            future.set_exception(failure)

    def _watch(self) -> None:
        """Fail all open tasks when the cluster has been without any machine for a while."""
        seen = monotonic()
        while not self._ended.wait(_LOOK):
            try:
                machines = len(self._client.scheduler_info(n_workers=-1)["workers"])
            except Exception:  # noqa: BLE001 - as good as none
                machines = 0
            seen = monotonic() if machines or not self._running else seen
            if monotonic() - seen > self._alone:
                for future in list(self._running):
                    self._fail(future, EnvironmentMissing("Cụm máy không còn máy nào.", _AGAIN))


def _explained(failure: BaseException) -> BaseException:
    from distributed import KilledWorker  # noqa: PLC0415 - loaded by now

    if not isinstance(failure, KilledWorker):
        return failure
    return EnvironmentMissing(
        "Nhiều máy của cụm lần lượt bị dừng khi làm cùng một phần việc, thường do thiếu bộ nhớ.", _AGAIN
    )


def _lost(cause: Exception) -> EnvironmentMissing:
    failure = EnvironmentMissing("Mất kết nối với cụm máy.", _AGAIN)
    failure.__cause__ = cause
    return failure
