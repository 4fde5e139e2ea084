"""One writer at a time in a folder (khóa thư mục): a lock that ends with the process, however it ends.

The lock is the system's own, on a file `.vanthu/NAME` of the folder; beside it lies a note that says who holds it. The
file stays when the lock ends: a file that is there is no lock, only the system says whether somebody holds it.

Some drives know no such locks (a few network drives and FUSE file systems). There the file `.vanthu/NAME.giu` itself is the
lock; it bears the process and the machine, and one left by a process of this machine that has ended does not count. One
of another machine cannot be asked after: it counts until somebody deletes it, and the message says so. Two machines of which
one knows locks on a drive and the other does not are not kept apart.
"""

from __future__ import annotations

import errno
import json
import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from filelock import BaseFileLock

FOLDER: Final = ".vanthu"
PATIENCE: Final = 10.0
"""Seconds that a command waits for another one: most are done by then."""
_POLL: Final = 0.1
# What systems answer for a drive without locks.
_NO_LOCKS: Final = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL})


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """What a lock is for: `name`, that of its file; and for messages in Vietnamese, who holds it and the alternative.

    `holder`: with a capital, as the subject of "đang ghi vào thư mục"; `otherwise`: what else the user can do.
    """

    name: str
    holder: str
    otherwise: str = ""


@contextmanager
def only_one(
    folder: Path, purpose: Purpose, *, wait: float = PATIENCE, tell: Callable[[str], None] = lambda _: None
) -> Iterator[None]:
    """Hold the lock for this purpose in a folder until the block ends; `tell` is told when somebody else holds it.

    UsageError: somebody else still holds it after `wait` seconds, or no lock can be made in the folder.
    """
    place = folder / FOLDER / purpose.name
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        lock = _acquired(place, purpose, folder, wait=wait, tell=tell)
    except OSError as problem:
        if folder.exists() and not folder.is_dir():
            raise UsageError(
                f"{folder} là một tệp, không phải thư mục", "Chọn thư mục khác, hoặc dời tệp ấy đi."
            ) from problem
        raise UsageError(
            f"Không khóa được thư mục {folder} để ghi ({problem.strerror or problem})",
            f"Xem lại quyền ghi vào {place.parent}, hoặc chọn thư mục khác.",
        ) from problem
    note = place.with_name(f"{place.name}.json")
    try:
        _sign(note)
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)
        lock.release()


def _acquired(place: Path, purpose: Purpose, folder: Path, *, wait: float, tell: Callable[[str], None]) -> BaseFileLock:
    from filelock import FileLock, SoftFileLock, Timeout  # noqa: PLC0415 - a tenth of a second that only a writer needs

    # Open to all who share the folder: the file is empty and says nothing.
    lock: BaseFileLock = FileLock(place, mode=0o666, fallback_to_soft=False, thread_local=False)
    end = time.monotonic() + wait
    told = False
    while True:
        try:
            lock.acquire(blocking=False)
        except Timeout:
            pass
        except OSError as problem:
            if problem.errno not in _NO_LOCKS or isinstance(lock, SoftFileLock):
                raise
            lock = SoftFileLock(place.with_name(f"{place.name}.giu"), thread_local=False)
            continue
        else:
            return lock
        if time.monotonic() >= end:
            raise _busy(place, purpose, folder, lock)
        if not told:
            tell(f"{purpose.holder} đang ghi vào {folder}{_who(place)}; chờ tới {wait:.0f} giây…")
            told = True
        time.sleep(_POLL)


def _busy(place: Path, purpose: Purpose, folder: Path, lock: BaseFileLock) -> UsageError:
    from filelock import SoftFileLock  # noqa: PLC0415 - as said above

    ways = ["Chờ lần ấy xong rồi chạy lại", purpose.otherwise]
    if isinstance(lock, SoftFileLock):
        ways.append(f"nếu chắc chắn không còn ai ghi (máy kia đã tắt giữa chừng): xóa tệp {lock.lock_file}")
    return UsageError(
        f"Thư mục {folder} đang được {purpose.holder[0].lower()}{purpose.holder[1:]} ghi vào{_who(place)}",
        f"{'; '.join(way for way in ways if way)}.",
    )


# ---------------------------------------------------------------------------------------------------- who holds the lock
def _sign(note: Path) -> None:
    """Write the note beside the lock that says who holds it. Only for people: failing to write it is no error."""
    said = {
        "tiến trình": os.getpid(),
        "máy": platform.node(),
        "từ": datetime.now(tz=UTC).isoformat("T", "seconds"),
    }
    with suppress(OSError):
        note.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def _who(place: Path) -> str:
    """` (tiến trình 123 trên máy may-a, từ …)` from the note beside a lock; "" where there is nothing to read."""
    try:
        said = json.loads(place.with_name(f"{place.name}.json").read_text(encoding="utf-8"))
        pid, host, since = said["tiến trình"], said["máy"], datetime.fromisoformat(said["từ"]).astimezone()
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return f" (tiến trình {pid} trên máy {host}, từ {since:%H:%M:%S})"
