"""Reading foreign content in a process of its own (tiến trình riêng), with limits of memory and processor time.

A PDF of 250 kB can unfold to gigabytes inside a library that then aborts, and this program with it. The process reads
one file after another, so that an ordinary file costs no start; when it crashes, only the file it was reading is
refused.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Final, Generic, ParamSpec, Self, TypeVar

import psutil

from pipeline.errors import Unreadable, VanthuError
from pipeline.intake.own_process import OwnProcess

_Given = ParamSpec("_Given")
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Call = tuple[Callable[..., Any], tuple[Any, ...], Mapping[str, Any]]

MEMORY: Final = 2 * 2**30
# Computing time, not time that passes: a busy machine makes nobody's file a bad one.
SECONDS: Final = 90.0
_PATIENCE: Final = 10.0  # times as much may pass where nothing is computed, as on a dead network disk
_LOOK: Final = 0.1  # seconds between two looks at a process that is at work
_MUCH: Final = 0.4  # a process that fell with this share of the memory in use fell for want of memory


class Confined:
    """Processes for foreign content, started when they are first needed and again after a crash. A context manager.

    `workers`: how many may work at a time, on calls that were begun (`begin`) before their results are asked for.
    """

    def __init__(self, *, memory: int = MEMORY, seconds: float = SECONDS, workers: int = 1) -> None:
        self._limits = memory, seconds
        self._most = workers
        self._crew: list[_Worker[_Call]] = []
        self._ended: list[tuple[_Call, tuple[Any]]] = []

    def __enter__(self) -> Self:
        """Return this object; no process is started yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the processes."""
        for worker in self._crew:
            worker.end()

    def begin(self, work: Callable[_Given, object], *args: _Given.args, **kwargs: _Given.kwargs) -> None:
        """Begin a call whose result is asked for later, by `call` with equal arguments.

        Nothing happens while every process is at work: the call is then made when its result is asked for.
        EnvironmentMissing: no process could be started.
        """
        if (worker := self._free()) is not None:
            _set_to(worker, (work, args, kwargs))

    def call(self, work: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
        """Call a function in a process and return its result.

        Function, arguments and result must be picklable. A VanthuError that the function raises is raised here.
        Unreadable: the process crashed or passed a limit, or the function raised any other exception, whose traceback
        is then a note on it. EnvironmentMissing: no process could be started.
        """
        wanted: _Call = (work, args, kwargs)
        result: _Result = _given(self._answer(wanted)[0])
        return result

    def _answer(self, wanted: _Call) -> tuple[Any]:
        for number, (call, answer) in enumerate(self._ended):
            if call == wanted:
                del self._ended[number]
                return answer
        worker = next((worker for worker in self._crew if worker.busy and worker.item == wanted), None)
        if worker is None:
            worker = self._free() or self._freed()
            _set_to(worker, wanted)
        return self._awaited(worker)

    def _free(self) -> _Worker[_Call] | None:
        return _free(self._crew, self._most, *self._limits)

    def _freed(self) -> _Worker[_Call]:
        """A process that is free after its call has ended; the answer is kept until it is asked for."""
        worker = self._crew[0]
        answer = self._awaited(worker)
        self._ended.append((worker.item, answer))
        return worker if worker.alive else self._free() or self._freed()

    def _awaited(self, worker: _Worker[_Call]) -> tuple[Any]:
        while (answer := worker.answer(_LOOK)) is None:
            pass
        self._crew = [worker for worker in self._crew if worker.alive]
        return answer


def _set_to(worker: _Worker[_Call], call: _Call) -> None:
    work, args, kwargs = call
    worker.give(work, *args, **kwargs)
    worker.item = call


def each_confined(
    work: Callable[[_Item], _Result],
    items: Sequence[_Item],
    *,
    workers: int,
    memory: int = MEMORY,
    seconds: float = SECONDS,
) -> Iterator[tuple[_Item, _Result | VanthuError]]:
    """Call a function on each item in `workers` processes; yields items with result or error as they are finished.

    `memory`: bytes, `seconds`: processor time, for each item. An item whose process crashes or passes a limit yields
    Unreadable.
    """
    left = list(reversed(items))
    crew: list[_Worker[_Item]] = []
    try:
        while left or any(worker.busy for worker in crew):
            while left and (free := _free(crew, min(workers, len(items)), memory, seconds)) is not None:
                free.give(work, left[-1])
                free.item = left.pop()
            wait(
                [handle for worker in crew if worker.busy for handle in worker.process.handles],
                timeout=_LOOK,
            )
            for worker in crew:
                if worker.busy and (answer := worker.answer(0)) is not None:
                    yield worker.item, _told(answer[0])
            crew = [worker for worker in crew if worker.alive]
    finally:
        for worker in crew:
            worker.end()


def _free(crew: list[_Worker[_Item]], most: int, memory: int, seconds: float) -> _Worker[_Item] | None:
    """An idle process; a new one while there are fewer than `most`; None when all are busy."""
    found = next((worker for worker in crew if not worker.busy), None)
    if found is None and len(crew) < most:
        found = _Worker(memory, seconds)
        crew.append(found)
    return found


class _Worker(Generic[_Item]):
    """One process with its connection, its limits, and the item it is working on."""

    item: _Item

    def __init__(self, memory: int, seconds: float) -> None:
        self.process = OwnProcess(_serve, memory)
        self.busy = False
        self.alive = True
        self._memory, self._seconds = memory, seconds
        self._seen = psutil.Process(self.process.pid)
        self._base, self._most = self._seen.memory_info().rss, 0
        self._computed, self._begun = 0.0, 0.0

    def give(self, work: Callable[..., Any], *args: object, **kwargs: object) -> None:
        """Send the process one call to make."""
        self._computed, self._begun, self._most = self._computing(), time.monotonic(), 0
        self.busy = True
        self.process.send((work, args, kwargs))  # it may have fallen while it waited: told when the answer is asked for

    def answer(self, patience: float) -> tuple[Any] | None:
        """The result of the call in a tuple, or None while the process is still working; waits `patience` seconds."""
        try:
            if answer := self.process.receive(patience):
                self.busy = False
                return answer
        except (EOFError, OSError):
            return (self._fallen(),)
        return (told,) if (told := self._over()) else None

    def _over(self) -> Unreadable | None:
        """Why the process must be killed, where it has passed a limit that the system did not enforce; else None."""
        with suppress(psutil.Error):
            self._most = max(self._most, self._seen.memory_info().rss - self._base)
            passed = time.monotonic() - self._begun
            if self._computing() - self._computed > self._seconds or passed > self._seconds * _PATIENCE:
                self.end()
                return _too_long(self._seconds)
        if self._most > self._memory:
            self.end()
            return _too_much(self._memory)
        return None

    def _fallen(self) -> Unreadable:
        self.busy = self.alive = False
        code = self.process.end(_PATIENCE)
        # Killed by a signal that only the system sends, or with much of the memory in use.
        if self._most > self._memory * _MUCH or code == -int(getattr(signal, "SIGKILL", 9)):
            return _too_much(self._memory)
        return Unreadable(
            "Tệp làm chương trình đọc dừng đột ngột: đòi quá nhiều bộ nhớ hoặc hỏng nặng.",
            "Mở và lưu lại tệp (hoặc xuất lại từ bản Word gốc) rồi thử lại.",
        )

    def _computing(self) -> float:
        with suppress(psutil.Error):
            times = self._seen.cpu_times()
            return float(times.user + times.system)
        return self._computed

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.busy = self.alive = False
        self.process.end()


def _too_much(memory: int) -> Unreadable:
    return Unreadable(
        f"Nội dung tệp bung ra quá {memory // 2**30 or 1} GB bộ nhớ (nghi là tệp độc hại), không đọc tiếp.",
        "Xuất lại tệp từ bản Word gốc; tệp lạ thì không nên mở.",
    )


def _too_long(seconds: float) -> Unreadable:
    return Unreadable(
        f"Đọc tệp quá {seconds:.0f} giây chưa xong, không đọc tiếp.",
        "Tách tệp, hoặc xuất lại từ bản Word gốc; tệp lạ thì không nên mở.",
    )


def stumbled(error: BaseException) -> Unreadable:
    """The Unreadable for an unexpected exception over a foreign file: that file is refused, the work goes on."""
    failure = Unreadable(
        f"Phần mềm vấp lỗi khi đọc tệp này ({type(error).__name__}: {error}).",
        "Mở và lưu lại tệp rồi thử lại; vẫn vậy thì gửi tệp cho người phát triển.",
    )
    failure.add_note("".join(traceback.format_exception(error)))
    return failure


def _told(answer: object) -> Any:  # noqa: ANN401 - what the function gave, or an error of ours
    return answer.result if isinstance(answer, _Done) else answer


def _given(answer: object) -> Any:  # noqa: ANN401 - as above
    if isinstance(answer, VanthuError):
        raise answer
    return _told(answer)


class _Done:
    """A result on its way between processes, told apart from an exception that is itself a result."""

    def __init__(self, result: object) -> None:
        self.result = result


# ----------------------------------------------------------------------------------------------------- in the process
def _serve(line: Connection, memory: int) -> None:
    """In the process: make the calls that come along the connection until it is closed.

    Standard output and errors are discarded, since libraries print on damaged files.
    """
    faulthandler.disable()
    _be_quiet()
    _limit(memory)
    while True:
        try:
            work, args, kwargs = line.recv()
        except (EOFError, OSError):
            return
        answer = _done(memory, work, *args, **kwargs)
        try:
            line.send(answer)
        except OSError:
            return
        except Exception as error:  # noqa: BLE001 - a result that cannot travel
            line.send(stumbled(error))


def _done(memory: int, work: Callable[..., Any], *args: object, **kwargs: object) -> object:
    try:
        return _Done(work(*args, **kwargs))
    except VanthuError as error:
        return error
    except MemoryError:
        return _too_much(memory)
    except BaseException as error:  # noqa: BLE001 - the boundary of one file; Rust panics with more than an Exception
        return stumbled(error)


def _be_quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for handle in (1, 2):
        with suppress(OSError):
            os.dup2(nowhere, handle)


def _limit(memory: int) -> None:
    """Let the system limit the memory of this process; where it cannot, the main process watches it."""
    with suppress(ImportError, OSError, ValueError, psutil.Error):
        resource = import_module("resource")
        most = psutil.Process().memory_info().vms + memory
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
