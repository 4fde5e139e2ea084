"""Reading anybody's file (đọc tệp): never more than a limit, never waiting for a writer, with the reason where it fails.

A path may lead to anything: a pipe, an endless device, a file of gigabytes, a name that is no UTF-8, a file that
another program is writing. In every case the result comes at once: the bytes, or `Unreadable` with the true reason.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pipeline.errors import Unreadable

_TRIES: Final = 3  # readings of a file that changes while it is read
_CHUNK: Final = 2**20
# A file system stamps changes with a clock that stands still between its ticks: milliseconds, two seconds on FAT. Within one
# tick a file is emptied and written again without a trace in its times.
_TICK: Final = 2 * 10**9  # nanoseconds
# Not every system knows all of these. Without waiting: a pipe that nobody writes into would hold the program for ever.
_FLAGS: Final = os.O_RDONLY
_MORE: Final = ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT")
_RIGHTS: Final = "Kiểm tra quyền đọc tệp; tệp đang mở ở chương trình khác thì đóng lại."
_PATH: Final = "Kiểm tra lại đường dẫn và tên tệp."
_CAUSES: Final = {
    errno.ENOENT: "không có",
    errno.ENOTDIR: "một phần của đường dẫn không phải là thư mục",
    errno.EACCES: "không có quyền đọc",
    errno.EPERM: "không có quyền đọc",
    errno.EISDIR: "đây là thư mục",
    errno.EEXIST: "đã có tệp hoặc thư mục mang tên này",
    errno.ELOOP: "liên kết quay vòng",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn quá dài",
    errno.EILSEQ: "tên có ký tự mà đĩa này không nhận",
    errno.EMFILE: "chương trình đã mở hết số tệp mà máy cho phép",
    errno.ENFILE: "máy đã mở hết số tệp cho phép",
    errno.EIO: "đĩa hoặc đường mạng báo lỗi",
    errno.ESTALE: "ổ đĩa mạng đã mất kết nối",
    errno.ETIMEDOUT: "ổ đĩa mạng không trả lời",
    errno.EBUSY: "chương trình khác đang giữ tệp này",
    errno.ENOSPC: "hết chỗ trống trên đĩa",
    errno.EDQUOT: "hết hạn mức đĩa của tài khoản này",
    errno.EFBIG: "tệp vượt cỡ mà máy cho phép",
    errno.EROFS: "đĩa chỉ cho đọc",
}
_KINDS: Final[tuple[tuple[Callable[[int], bool], str], ...]] = (
    (stat.S_ISDIR, "Đây là thư mục, không phải tệp."),
    (stat.S_ISFIFO, "Đây là ống dẫn giữa các chương trình (FIFO), không phải tệp."),
    (stat.S_ISSOCK, "Đây là cổng nối giữa các chương trình (socket), không phải tệp."),
    (stat.S_ISCHR, "Đây là thiết bị của máy, không phải tệp."),
    (stat.S_ISBLK, "Đây là thiết bị của máy, không phải tệp."),
)


class TooLarge(Unreadable):
    """The file is larger than the limit."""


def read_file(path: Path | str, *, most: int) -> bytes:
    """The bytes of a regular file. TooLarge: more than `most` bytes; Unreadable: no regular file, or not to be read.

    The message does not name the file: the caller knows how users call it.
    """
    for _ in range(_TRIES):
        try:
            data, still = _read(path, most)
            if still and _is_fresh(path):
                still = _read(path, most) == (data, True)
        except OSError as error:
            raise unreadable(path, error) from error
        except ValueError as error:  # a zero byte in the name
            raise Unreadable("Tên tệp có ký tự không dùng được.", _PATH) from error
        if still:
            return data
    raise Unreadable("Tệp đang được chương trình khác ghi.", "Đợi ghi xong (hoặc đóng chương trình kia) rồi chạy lại.")


def _read(path: Path | str, most: int) -> tuple[bytes, bool]:
    """The bytes, and whether the file stayed as it was while they were read."""
    if not hasattr(os, "O_NONBLOCK"):
        _refuse_kind(os.stat(path).st_mode)  # noqa: PTH116 - of a path or a text
    handle = os.open(path, _FLAGS | _flags())
    try:
        before = os.fstat(handle)
        _refuse_kind(before.st_mode)
        if before.st_size > most:
            raise _too_large(most)
        data = _all(handle, most, before.st_size)
        after = os.fstat(handle)
    finally:
        os.close(handle)
    still = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    whole = after.st_size in {0, len(data)}  # files of the system itself say that they are empty and are not
    return data, still and whole


def _is_fresh(path: Path | str) -> bool:
    """Whether a file was changed so recently that a further change might leave its time the same."""
    return abs(time.time_ns() - os.stat(path).st_mtime_ns) < _TICK  # noqa: PTH116 - of a path or a text


def _all(handle: int, most: int, size: int) -> bytes:
    """Everything up to the end of an open file, even beyond the `size` that the system gives."""
    first = os.read(handle, min(size, most) + 1)
    chunks, count = [first], len(first)
    while chunks[-1]:
        if count > most:
            raise _too_large(most)
        chunks.append(os.read(handle, min(_CHUNK, most + 1)))
        count += len(chunks[-1])
    return b"".join(chunks)


def _flags() -> int:
    found = 0
    for name in _MORE:
        found |= getattr(os, name, 0)
    return found


def _refuse_kind(mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    words = next((words for is_one, words in _KINDS if is_one(mode)), "Đây không phải là tệp thường.")
    raise Unreadable(words, "Chỉ ra một tệp thường.")


def _too_large(most: int) -> TooLarge:
    size = f"{most // 2**20} MB" if most >= 2**20 else f"{most // 1000} kB"
    return TooLarge(f"Tệp lớn hơn {size}, không đọc.", "Tách tệp, giảm dung lượng ảnh trong tệp, hoặc chọn đúng tệp.")


def unreadable(path: Path | str, error: OSError) -> Unreadable:
    """The Unreadable for an OSError in reading a file."""
    try:
        _refuse_kind(os.stat(path).st_mode)  # noqa: PTH116 - as above
    except Unreadable as kind:  # a socket cannot be opened, a folder not everywhere
        return kind
    except (OSError, ValueError):
        pass
    if error.errno == errno.ENOENT and os.path.islink(path):  # noqa: PTH114 - as above
        return Unreadable("Liên kết hỏng: tệp mà nó trỏ đến không có.", _PATH)
    if error.errno == errno.ENOENT:
        return Unreadable("Không có tệp này.", _PATH)
    return Unreadable(f"Không đọc được tệp ({cause(error)}).", _RIGHTS if isinstance(error, PermissionError) else _PATH)


def cause(error: OSError) -> str:
    """The reason why the system refused, in Vietnamese words for a clerk."""
    known = _CAUSES.get(error.errno or 0)
    return known or error.strerror or type(error).__name__


def shown(path: Path | str) -> str:
    """A path as printable text: bytes that are no UTF-8 and characters that move the cursor are escaped."""
    text = os.fspath(path)
    whole = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in whole)


def is_text(name: str) -> bool:
    """Whether a file name is valid text: on Unix a name is bytes, which need not be UTF-8."""
    return not any("\ud800" <= sign <= "\udfff" for sign in name)
