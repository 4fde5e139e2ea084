"""Taking in files that came back (nhận tệp): reports of units, slips of members; no file stops another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Generic, TypeVar

from pipeline.app.progress import Counter, Listener, Notice
from pipeline.errors import Unreadable, UsageError, VanthuError
from pipeline.intake.confined import Confined, stumbled
from pipeline.intake.file import cause, shown

Taken = TypeVar("Taken")
_LEFT_BY_PROGRAMS: Final = frozenset({"thumbs.db", "desktop.ini"})
_MOST_NAMES: Final = 10


@dataclass(frozen=True)
class Collected(Generic[Taken]):
    """Files that were taken in, each with what was read, and files that were not, each with the reason."""

    taken: tuple[tuple[Path, Taken], ...]
    refused: tuple[tuple[Path, VanthuError], ...]


def collect_each(
    files: Sequence[Path], take: Callable[[Path, Confined], Taken | VanthuError], listener: Listener
) -> Collected[Taken]:
    """Take in each file with `take`, which gets the file and a process apart to read it in.

    `take` gives what was read, or the exception that says why the file was not read. Errors of the machine and of the
    folder where files are kept are raised.
    """
    taken: list[tuple[Path, Taken]] = []
    refused: list[tuple[Path, VanthuError]] = []
    counter = Counter(len(files), listener)
    with Confined() as room:
        for file in files:
            found = guarded(partial(take, file, room))
            if isinstance(found, VanthuError):
                refused.append((file, found))
            else:
                taken.append((file, found))
            counter.count(file.name)
    return Collected(tuple(taken), tuple(refused))


def guarded(work: Callable[[], Taken]) -> Taken | Unreadable:
    """Call `work`: its result, or Unreadable for any exception that a stranger's file caused.

    OSError and VanthuError other than Unreadable concern the place where files are kept, and are raised.
    """
    try:
        return work()
    except Unreadable as error:
        return error
    except (OSError, VanthuError):  # of the place where it is to be kept
        raise
    except Exception as error:  # noqa: BLE001 - as said
        return stumbled(error)


def spread(files: Sequence[Path], suffixes: frozenset[str], listener: Listener) -> Iterator[Path]:
    """The files given and, of folders, the files with one of these endings. UsageError: a folder cannot be read.

    The other files of a folder are named to the listener, so that a report which is passed over is not taken as never
    sent.
    """
    for file in files:
        if not file.is_dir():
            yield file
            continue
        try:
            inside = sorted(path for path in file.iterdir() if not _is_left_by_programs(path.name))
        except OSError as error:
            raise UsageError(f"Không mở được thư mục {file} ({cause(error)}).", "Kiểm tra quyền đọc.") from error
        chosen = [path for path in inside if path.suffix.lower() in suffixes]
        if others := [path for path in inside if path not in chosen]:
            listener(Notice(_passed_over(file, others, suffixes)))
        yield from chosen


def _is_left_by_programs(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _LEFT_BY_PROGRAMS


def _passed_over(folder: Path, others: Sequence[Path], suffixes: frozenset[str]) -> str:
    names = [f"thư mục {shown(path.name)}" if path.is_dir() else shown(path.name) for path in others[:_MOST_NAMES]]
    endings = ", ".join(sorted(suffixes - {".xlsm"}))  # with macros: taken up to be refused with words
    more = f" và {len(others) - _MOST_NAMES} tệp khác" if len(others) > _MOST_NAMES else ""
    return (
        f"Trong {shown(str(folder))} không đọc {', '.join(names)}{more}: chỉ nhận tệp {endings}, không "
        "tìm trong thư mục con. Nếu trong đó có báo cáo, phiếu gửi về thì phần mềm coi như chưa nhận."
    )
