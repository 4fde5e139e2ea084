"""The end of a command (kết thúc lệnh): message and exit code, output safely flushed, a bug's traceback in a known file."""

from __future__ import annotations

import errno
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Final, TextIO, cast

import click

from pipeline.intake.file import cause, shown

_KEPT: Final = 10  # files with tracebacks that are kept
_TRACE: Final = "loi-"
_CLOSED: Final = 1  # nobody listens any more: `vanthu list | head -1`
_MACHINE: Final = 3
_BUILDING: Final = frozenset({"build", "watch"})
_HINTS: Final = {
    errno.ENOSPC: "Dọn bớt đĩa rồi chạy lại lệnh.",
    errno.EDQUOT: "Dọn bớt đĩa rồi chạy lại lệnh.",
    errno.ENOMEM: "Đóng bớt chương trình khác rồi chạy lại.",
    errno.EAGAIN: "Máy không cho mở thêm tiến trình; đóng bớt chương trình khác rồi chạy lại.",
    errno.EMFILE: "Nâng giới hạn số tệp mở của máy (ulimit -n) rồi chạy lại.",
    errno.ENFILE: "Đóng bớt chương trình khác rồi chạy lại.",
    errno.EFBIG: "Nâng giới hạn cỡ tệp của máy (ulimit -f) rồi chạy lại lệnh.",
}
_ANYTHING: Final = "Kiểm tra thư mục, quyền và đĩa, sửa xong thì chạy lại lệnh."
_PRINTED: Final = "Những gì lệnh in ra chưa được ghi đủ: chọn chỗ ghi khác hoặc dọn bớt đĩa rồi chạy lại lệnh."
_DONE: Final = "Các văn bản đã xong vẫn còn, chạy lại là làm tiếp."


def open_streams() -> None:
    """Make the standard streams accept any text, and replace those that are closed.

    Otherwise the next file opened would get the number of a closed stream, and output would go into it.
    """
    with suppress(OSError):
        while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:  # noqa: PLR2004 - input, output, errors
            os.set_inheritable(handle, True)  # noqa: FBT003 - its only name
        os.close(handle)
    # Python has no stream where none was handed over; what is printed then goes nowhere.
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    for stream in (sys.stdout, sys.stderr):
        # In UTF-8 whatever the system thinks of: a Windows that writes to a file or a pipe takes a table of 256 letters.
        # What is no text at all, such as the name of a file in another code, is shown by its numbers.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _nowhere(mode: str) -> TextIO:
    """A stream to the null device, in place of a standard stream that is closed."""
    return cast("TextIO", Path(os.devnull).open(mode, encoding="utf-8"))


def last_words(code: int) -> int:
    """Flush the standard streams; gives `code`, or another exit code where the output could not be written."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except BrokenPipeError:
            _to_nowhere(stream.fileno())
            code = code or _CLOSED
        except OSError as error:
            _to_nowhere(stream.fileno())
            code = code or _MACHINE
            if stream is sys.stdout:
                _say(error, "đầu ra của lệnh", _PRINTED)
        except ValueError:  # closed
            continue
    return code


def _to_nowhere(handle: int) -> None:
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, handle)
        os.close(nowhere)


def say_machine(error: OSError) -> int:
    """Print why the system refused something, by what was being done (printing or other work); gives the exit code."""
    if error.errno == errno.EPIPE:
        return _CLOSED
    if _while_printing(error):
        _to_nowhere(sys.stdout.fileno())
        _say(error, "đầu ra của lệnh", _PRINTED)
        return _MACHINE
    at = shown(error.filename) if isinstance(error.filename, str) else ""
    _say(error, at, _HINTS.get(error.errno or 0, _ANYTHING))
    return _MACHINE


def _say(error: OSError, at: str, hint: str) -> None:
    done = f" {_DONE}" if not _BUILDING.isdisjoint(sys.argv[1:2]) else ""
    with suppress(OSError, ValueError):
        where = f": {at}" if at else ""
        click.echo(click.style("Máy không làm được: ", fg="red", bold=True) + f"{cause(error)}{where}.", err=True)
        click.echo(f"    → {hint}{done}", err=True)


def _while_printing(error: OSError) -> bool:
    """Whether the system refused to print: an error in writing to a stream names no file."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return step is not None and str(step.tb_frame.f_globals.get("__name__")).startswith("click")


def is_of_machine(error: BaseException) -> OSError | None:
    """The OSError behind an exception, where the system refused something; None where the fault is ours."""
    if isinstance(error, OSError) and error.errno is not None:
        return error
    if isinstance(error, MemoryError):
        return OSError(errno.ENOMEM, "hết bộ nhớ")
    if isinstance(error, RuntimeError) and "start new thread" in str(error):
        return OSError(errno.EAGAIN, "không mở thêm được tiến trình")
    return None


def log_bug(error: BaseException) -> str:
    """Write the traceback of a bug to a file and give its name; the traceback itself where no file can be written."""
    trace = "".join(traceback.format_exception(error))
    text = f"{sys.argv}\nPython {platform.python_version()}, {platform.platform()}\n{trace}"
    for folder in _places():
        with suppress(OSError, ValueError):
            folder.mkdir(parents=True, exist_ok=True)
            old = sorted(folder.glob(f"{_TRACE}*.txt"))
            for path in old[: max(0, len(old) - _KEPT + 1)]:
                path.unlink(missing_ok=True)
            file = folder / f"{_TRACE}{datetime.now():%Y%m%d-%H%M%S-%f}.txt"  # noqa: DTZ005 - the clock of the user
            file.write_text(text, encoding="utf-8", errors="backslashreplace")
            return str(file)
    return f"(không ghi được tệp nào)\n{text}"


def _places() -> Iterator[Path]:
    """The folders for traceback files on this system, in the order to try; the temporary folder last."""
    home = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME", "")
    if home and Path(home).is_absolute():
        yield Path(home) / "vanthu"
    with suppress(RuntimeError):
        yield Path.home() / ".local" / "state" / "vanthu"
    with suppress(OSError):
        yield Path(tempfile.gettempdir()) / "vanthu"
