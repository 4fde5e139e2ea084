"""System calls to put a file in place without losing one (tráo tệp): exchange, rename without replacing, open for writing.

Where a system lacks one of them, the function returns False or None, and the writer does it in several steps.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # Windows: an open file cannot be moved there, that is the answer
    fcntl = None  # type: ignore[assignment]

_HERE: Final = -100  # AT_FDCWD: names are relative to the working folder
_NO_REPLACE: Final = 1
_EXCHANGE: Final = 2
_CANNOT: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
_NO_LINKS: Final = frozenset({*_CANNOT, errno.EPERM, errno.EMLINK, errno.EACCES})
EXCHANGE_EVENT: Final = "vanthu.exchange"
"""Audit event (PEP 578) before two names change their files, as `os.rename` has one: source, target."""


@cache
def _renameat2() -> Callable[..., int] | None:
    """Linux's `renameat2` with flags; None on other systems and with a C library that does not have it."""
    if sys.platform != "linux":
        return None
    with suppress(OSError, AttributeError):
        found = ctypes.CDLL(None, use_errno=True).renameat2
        found.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
        found.restype = ctypes.c_int
        return found
    return None


def _rename(source: Path, target: Path, flags: int) -> bool:
    """Rename with flags; False where the system or the drive does not know them. OSError as `os.rename` gives it."""
    call = _renameat2()
    if call is None:
        return False
    if call(_HERE, os.fsencode(source), _HERE, os.fsencode(target), flags) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(source), None, str(target))


def exchange(first: Path, second: Path) -> bool:
    """Exchange the files of two names in one step; False where the system cannot. FileNotFoundError: one is missing."""
    sys.audit(EXCHANGE_EVENT, os.fspath(first), os.fspath(second))
    return _rename(first, second, _EXCHANGE)


def place(source: Path, target: Path) -> bool:
    """Rename `source` to `target` only if no file has that name; whether it was done.

    On a drive with neither the flag nor hard links, a file that appears between the check and the rename is replaced.
    """
    sys.audit(EXCHANGE_EVENT, os.fspath(source), os.fspath(target))
    try:
        if _rename(source, target, _NO_REPLACE):
            return True
        if os.name == "nt":
            source.rename(target)
            return True
        try:
            target.hardlink_to(source)
        except OSError as problem:
            if problem.errno not in _NO_LINKS:
                raise
        else:
            source.unlink()
            return True
    except FileExistsError:
        return False
    if os.path.lexists(target):
        return False
    source.rename(target)
    return True


def being_written(path: Path) -> bool:
    """Whether a program has a file open for writing, so that its content may still change.

    Found by asking for a read lease, which the system refuses while a writer is there. False where the system cannot
    tell.
    """
    if fcntl is None or not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        # A program that opens the file meanwhile makes the system send a signal: one that is ignored, not one that kills.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as problem:
        return problem.errno == errno.EAGAIN
    finally:
        os.close(handle)
    return False
