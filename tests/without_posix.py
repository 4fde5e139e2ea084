"""`vanthu` as far as a Linux can be a Windows: `python -m tests.without_posix ARGUMENT...`.

Modules that only POSIX has cannot be imported by anybody; in `os` and `signal` the program's own modules find what Windows
has there, and `os.name` says `nt`; worker processes are spawned, as Windows does. What libraries do for themselves stays: they
have a Windows side of their own.
"""

from __future__ import annotations

import builtins
import importlib
import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Final

import psutil  # its Linux side needs `resource`, its Windows side does not: loaded before that is taken away

_NO_MODULES: Final = ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "crypt", "readline")
_NOT_IN_OS: Final = frozenset(
    """
    fork forkpty register_at_fork getuid geteuid getgid getegid getresuid getresgid getgroups getgrouplist initgroups setuid
    seteuid setgid setegid setreuid setregid setresuid setresgid setgroups getpgid getpgrp setpgid setpgrp getsid setsid
    getpriority setpriority nice killpg wait wait3 wait4 waitid WNOHANG WNOWAIT WEXITED WSTOPPED WCONTINUED WUNTRACED P_PID
    P_PGID P_ALL P_PIDFD CLD_EXITED WIFEXITED WIFSIGNALED WEXITSTATUS WTERMSIG WIFSTOPPED mkfifo mknod chown lchown fchown
    fchmod chroot fchdir uname sysconf sysconf_names confstr pathconf fpathconf statvfs fstatvfs pread preadv pwrite pwritev
    readv writev posix_fadvise posix_fallocate posix_spawn posix_spawnp sendfile splice copy_file_range sync fdatasync
    getloadavg sched_getaffinity sched_setaffinity sched_yield ttyname tcgetpgrp tcsetpgrp openpty ctermid lockf major minor
    makedev pipe2 memfd_create eventfd pidfd_open getxattr setxattr listxattr removexattr O_NOFOLLOW O_NONBLOCK O_DIRECTORY
    O_CLOEXEC O_NOCTTY O_SYNC O_DSYNC O_PATH O_TMPFILE O_NOATIME get_blocking set_blocking EX_OK EX_USAGE
    """.split()
)
_IN_SIGNAL: Final = frozenset(
    """
    SIGABRT SIGFPE SIGILL SIGINT SIGSEGV SIGTERM SIG_DFL SIG_IGN Signals Handlers default_int_handler getsignal raise_signal
    signal strsignal valid_signals set_wakeup_fd NSIG
    """.split()
)


def _copy(module: ModuleType, **instead: object) -> ModuleType:
    """A module with what Windows has of it."""
    names = vars(module).keys() - _NOT_IN_OS if module is os else _IN_SIGNAL
    bare = ModuleType(module.__name__)
    vars(bare).update({name: vars(module)[name] for name in names if name in vars(module)}, **instead)
    return bare


def _take_away() -> None:
    assert psutil.WINDOWS or psutil.POSIX
    # On Windows filelock uses that system's own locks.
    warnings.filterwarnings("ignore", message="only soft file lock is available")
    for name in _NO_MODULES:
        vars(sys)["modules"][name] = None  # the way to say that it cannot be imported
    bare = {"os": _copy(os, name="nt"), "signal": _copy(signal)}
    real = builtins.__import__

    def take(
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - the names of the real one
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        asks = str((globals or {}).get("__name__", ""))
        if name in bare and asks.partition(".")[0] == "pipeline":
            return bare[name]
        return real(name, globals, locals, fromlist, level)

    builtins.__import__ = take
    importlib.invalidate_caches()


# Also in the processes that are spawned: they load this module before any other of ours.
_take_away()


def main() -> None:
    """Run the command."""
    multiprocessing.set_start_method("spawn")
    from pipeline.cli import main as vanthu  # noqa: PLC0415 - when all is taken away

    sys.argv = ["vanthu", *sys.argv[1:]]
    vanthu()


if __name__ == "__main__":
    main()
