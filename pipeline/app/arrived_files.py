"""Files that units sent, wherever they lie (tệp gửi về): in folders with their sub-folders, archives, letters; each read once.

Nothing is kept here. A file is fetched again when it is taken in, so that not all of them are held at a time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pipeline.app.progress import Listener, Notice
from pipeline.errors import Unreadable, UsageError, VanthuError
from pipeline.intake.confined import Confined
from pipeline.intake.file import cause, read_file, shown
from pipeline.intake.unpacking import Part, is_archive, is_left_by_programs, is_letter, parts_of

_LARGEST: Final = 100 * 2**20
_DEEPEST: Final = 4  # archives within archives
_MOST_PARTS: Final = 2000
_MOST_FOLDERS: Final = 20


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """One file that was sent, on the disk or within an archive or a letter.

    `path`: the file on the disk; `inside`: the positions of the parts that lead to it within archives and letters;
    `name`: its whole name as people see it, folders and archives included. `data`: its bytes, empty after `let_go`.
    `holder`: the folder, archive or letter that it lies in, by which files that were sent together are known.
    `trouble`: why it could not be read.
    """

    path: Path
    name: str
    inside: tuple[int, ...] = ()
    holder: str = ""
    data: bytes = field(default=b"", repr=False)
    modified: datetime | None = None
    trouble: VanthuError | None = None

    @property
    def own_name(self) -> str:
        """The file's base name, without the folders, archives or letters around it."""
        return self.name.rpartition("/")[2]

    def let_go(self) -> Arrived:
        """A copy without the bytes, so that not all files are held in memory at a time."""
        return replace(self, data=b"")


def found_in(files: Sequence[Path], office: Path, listener: Listener) -> Iterator[tuple[Path, str]]:
    """The files given and, of folders, every file below them: each with its path and the name to show.

    The office's own folder of records (`office`) is not searched: what lies there was taken in before. What is passed
    over is a notice to `listener`. UsageError: a folder cannot be read.
    """
    for file in files:
        if file.is_dir():
            yield from _below(file, office.resolve(), listener)
        else:
            yield file, shown(file.name)


def _below(top: Path, office: Path, listener: Listener) -> Iterator[tuple[Path, str]]:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            inside = sorted(folder.iterdir())
        except OSError as error:
            raise UsageError(f"Không mở được thư mục {folder} ({cause(error)}).", "Kiểm tra quyền đọc.") from error
        deeper: list[Path] = []
        for path in inside:
            if is_left_by_programs(path.name):
                continue
            if not path.is_dir() or path.is_symlink():
                yield path, shown(os.fspath(path.relative_to(top))).replace(os.sep, "/")
            elif path.resolve() == office:
                listener(Notice(f"Bỏ qua {shown(path)}: là chính thư mục hồ sơ."))
            elif len(path.relative_to(top).parts) > _MOST_FOLDERS:
                listener(Notice(f"Không tìm trong {shown(path)}: thư mục lồng quá sâu."))
            else:
                deeper.append(path)
        waiting.extend(reversed(deeper))


def arrivals(path: Path, name: str, room: Confined) -> Iterator[Arrived]:
    """The file itself or, where it is an archive or a letter, the files inside it, down to archives within archives.

    `name`: the file's name as people see it; `room`: the process apart in which containers are opened. What cannot be
    read is yielded too, with its `trouble`.
    """
    try:
        data = read_file(path, most=_LARGEST)
        modified = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    except OSError as error:
        yield Arrived(path=path, name=name, trouble=Unreadable(f"Không đọc được tệp ({cause(error)}).", "Chạy lại."))
    except Unreadable as error:
        yield Arrived(path=path, name=name, trouble=error)
    else:
        whole = Arrived(path=path, name=name, data=data, modified=modified, holder=name.rpartition("/")[0])
        for count, file in enumerate(_opened(whole, room), start=1):
            if count > _MOST_PARTS:
                why = Unreadable(f"Có hơn {_MOST_PARTS} tệp trong đó, không đọc tiếp.", "Giải nén rồi nhận từng phần.")
                yield Arrived(path=path, name=name, trouble=why)
                return
            yield file


def _opened(whole: Arrived, room: Confined) -> Iterator[Arrived]:
    if not (is_archive(whole.data) or is_letter(whole.data)):
        yield whole
        return
    if len(whole.inside) >= _DEEPEST:
        yield replace(
            whole, data=b"", trouble=Unreadable("Tệp nén lồng nhau quá nhiều lớp, không đọc.", "Giải nén trước.")
        )
        return
    try:
        parts: tuple[Part, ...] = room.call(parts_of, whole.data)
    except Unreadable as error:
        yield replace(whole, data=b"", trouble=error)
        return
    if not parts:
        yield replace(whole, data=b"", trouble=Unreadable("Tệp nén không có tệp nào.", "Đề nghị đơn vị gửi lại."))
    for number, part in enumerate(parts):
        inner = Arrived(
            path=whole.path,
            name=f"{whole.name}/{part.name}",
            inside=(*whole.inside, number),
            holder=whole.name,
            data=part.data,
            modified=part.modified or whole.modified,
            trouble=part.trouble,
        )
        if inner.trouble is not None:
            yield inner
        else:
            yield from _opened(inner, room)


def fetched(arrived: Arrived, room: Confined) -> bytes:
    """Read the bytes of a file again. Unreadable: it is no longer there, or has changed since."""
    data = read_file(arrived.path, most=_LARGEST)
    for number in arrived.inside:
        parts: tuple[Part, ...] = room.call(parts_of, data)
        if number >= len(parts):
            raise Unreadable(f"{arrived.name}: tệp đã đổi trong lúc đọc.", "Chạy lại.")
        data = parts[number].data
    return data
