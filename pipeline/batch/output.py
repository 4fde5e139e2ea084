"""The output folder (thư mục kết quả): `DIR/<id>/<id>.docx` and `.pdf`, each written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.filing.locks import PATIENCE, Purpose, only_one

_BUILD = Purpose(name="lock", holder="Một lần dựng khác", otherwise="hoặc chọn thư mục kết quả khác")


class Written(StrEnum):
    """What writing did (kết quả ghi)."""

    NEW = "mới"
    REPLACED = "thay bản cũ"
    SAME = "không đổi"
    PROTECTED = "không đụng tới"
    KEPT = "giữ bản cũ"
    NONE = "chưa có"


def paths(folder: Path, key: str) -> tuple[Path, Path]:
    """Where the Word file and the PDF of one paper go. UsageError when a link leads the place out of the folder."""
    home = folder / key
    if home.resolve().parent != folder.resolve():
        raise UsageError(
            f"Thư mục {home} dẫn ra ngoài thư mục kết quả", "Xóa liên kết ấy hoặc chọn thư mục kết quả khác."
        )
    return names(folder, key)


def names(folder: Path, key: str) -> tuple[Path, Path]:
    """The same without a look at the disk: to speak of the files, not to write them."""
    home = folder / key
    return home / f"{key}.docx", home / f"{key}.pdf"


def bundle_key(key: str) -> str:
    """The name of the merged PDF of a paper and all it encloses (tệp trọn bộ), without its ending."""
    return f"{key}-tron-bo"


def bundle_path(folder: Path, key: str) -> Path:
    """Where the merged PDF of a paper goes: beside its own files."""
    return paths(folder, key)[1].with_name(f"{bundle_key(key)}.pdf")


def only_writer(
    folder: Path, *, wait: float = PATIENCE, tell: Callable[[str], None] = lambda _: None
) -> AbstractContextManager[None]:
    """Be the only build that writes into the folder; UsageError: another one does, and goes on for `wait` seconds."""
    return only_one(folder, _BUILD, wait=wait, tell=tell)


def write_pair(
    folder: Path, key: str, docx: bytes, pdf: bytes, *, aside: Callable[[Path], Path | None] = lambda _: None
) -> Written:
    """Write both files of one paper: to temporary files first, then renamed, so that no reader meets half a file.

    `aside` gives, for a file in place, where it is to be kept beside the new one; None for one that may go.
    """
    places = paths(folder, key)
    existed = any(place.exists() for place in places)
    contents = (docx, pdf)
    if all(place.is_file() and place.read_bytes() == data for place, data in zip(places, contents, strict=True)):
        return Written.SAME
    places[0].parent.mkdir(parents=True, exist_ok=True)
    sweep(folder, key)
    staged: list[Path] = []
    try:
        staged.extend(_stage(place, (data,)) for place, data in zip(places, contents, strict=True))
        for target in places:
            if target.exists() and (kept := aside(target)) is not None:
                target.replace(kept)
        for source, target in zip(staged, places, strict=True):
            source.replace(target)
    finally:
        for leftover in staged:
            leftover.unlink(missing_ok=True)
    return Written.REPLACED if existed else Written.NEW


def sweep(folder: Path, key: str) -> None:
    """Remove what a build that was killed left half-written of a paper."""
    places = (*paths(folder, key), bundle_path(folder, key))
    home, staged = places[0].parent, tuple(f".{place.name}." for place in places)
    for leftover in home.iterdir() if home.is_dir() else ():
        if leftover.name.startswith(staged):
            leftover.unlink(missing_ok=True)


def write_file(target: Path, data: bytes) -> None:
    """Write one file whole: temporary file beside it, then rename."""
    write_pieces(target, (data,))


def write_pieces(target: Path, pieces: Iterable[bytes]) -> None:
    """The same for a file that is too large to be held in memory at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source = _stage(target, pieces)
    try:
        source.replace(target)
    finally:
        source.unlink(missing_ok=True)


def _stage(target: Path, pieces: Iterable[bytes]) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(pieces)
        # mkstemp makes files private; papers are read by colleagues as any new file is.
        path.chmod(0o644)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path
