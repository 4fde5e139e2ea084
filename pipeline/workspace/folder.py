"""The record files of a folder (tệp hồ sơ): `*.yaml` and `*.yml`, never outside the folder, never hidden."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.finding import Finding
from pipeline.intake.file import cause, is_text, shown
from pipeline.text import to_nfc
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.limits import Limits
from pipeline.workspace.value_places import Place

SUFFIXES = (".yaml", ".yml")
# The default place of results lies beside the records when the program is run inside the folder.
_NOT_RECORDS = frozenset({"output"})
_HEAD = 16_384
IS_OFFICE = re.compile(r"""(?m)^\ufeff?["']?loại["']?[ \t]*:[ \t]*["']?văn phòng["']?[ \t]*(?:#.*)?\r?$""")
# Its words as bytes, in composed or combining letters: what lacks them is not looked at more closely.
_MAY_BE_OFFICE = re.compile(rb"v(?:\xc4\x83|a\xcc\x86)n ph(?:\xc3\xb2|o\xcc\x80)ng")


@dataclass(frozen=True)
class RecordFolder:
    """The record files below a folder in alphabetical order, as relative POSIX paths, and findings on other files.

    `offices_inside`: subfolders with an office of their own (loại: văn phòng), which are not read.
    """

    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    offices_inside: tuple[str, ...] = ()


def record_files(folder: Path, limits: Limits) -> RecordFolder:
    """List a folder of records. UsageError: it does not exist, is no folder, or has no record file."""
    if not folder.exists():
        raise UsageError(f"Không có thư mục {quote(folder)}", "Kiểm tra lại tên thư mục hồ sơ.")
    if not folder.is_dir():
        raise UsageError(f"{quote(folder)} không phải là thư mục", "Đưa vào thư mục chứa các tệp hồ sơ *.yaml.")
    files: list[str] = []
    findings: list[Finding] = []
    for found in _look(folder.resolve(), ""):
        if isinstance(found, Finding):
            findings.append(found)
        elif len(files) < limits.files:
            files.append(found)
        else:
            findings.append(_too_many(limits))
            break
    if not files and not findings:
        raise UsageError(
            f"Thư mục {quote(folder)} không có tệp hồ sơ nào (*.yaml)",
            'Tạo tệp đầu tiên bằng lệnh: vanthu new "văn phòng" -o THƯ_MỤC/van-phong.yaml',
        )
    inside = _offices_inside(folder, files)
    ways = tuple(f"{office}/" for office in inside)
    return RecordFolder(
        files=tuple(file for file in sorted(files) if not file.startswith(ways)),
        findings=tuple(finding for finding in findings if finding.file is None or not finding.file.startswith(ways)),
        offices_inside=inside,
    )


def _offices_inside(folder: Path, files: Sequence[str]) -> tuple[str, ...]:
    """The subfolders that have an office of their own, without those inside another such folder."""
    if not any("/" in file for file in files):
        return ()
    root = os.fspath(folder.resolve())
    offices = sorted({file.rpartition("/")[0] for file in files if _is_office(f"{root}/{file}")})
    inside: list[str] = []
    for place in offices:
        above = [other for other in offices if other != place and (not other or place.startswith(f"{other}/"))]
        if above and not any(place.startswith(f"{other}/") for other in inside):
            inside.append(place)
    return tuple(inside)


def _is_office(path: str) -> bool:
    """Whether a file says near its beginning that it is the record of an office."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - ten thousand of them, by plain strings
            head = file.read(_HEAD)
    except OSError:
        return False
    said = _MAY_BE_OFFICE.search(head) and IS_OFFICE.search(to_nfc(head.decode("utf-8", "ignore")))
    return said is not None


def _look(root: Path, below: str) -> Iterator[str | Finding]:
    """Walk one folder; links are not followed, so a loop of links ends."""
    try:
        entries = sorted(os.scandir(root / below), key=lambda entry: entry.name)
    except OSError as failure:
        yield _unreadable(below, failure)
        return
    for entry in entries:
        name = f"{below}/{entry.name}" if below else entry.name
        if entry.name.startswith("."):
            continue
        try:
            yield from _entry(root, name, entry)
        except FileNotFoundError:  # gone since the folder was listed
            continue
        except OSError as failure:
            yield _unreadable(name, failure)


def _entry(root: Path, name: str, entry: os.DirEntry[str]) -> Iterator[str | Finding]:
    """The file or finding that one entry of a folder gives; for a folder, those below it."""
    low = entry.name.lower()
    if entry.is_symlink():
        yield from _link(root, name)
    elif entry.is_dir():
        if entry.name not in _NOT_RECORDS:
            yield from [_no_text(name)] if not is_text(entry.name) else _look(root, name)
    elif low.endswith(SUFFIXES):
        if not is_text(entry.name):
            yield _no_text(name)
        else:
            yield name if stat.S_ISREG(entry.stat().st_mode) else _not_a_file(name)
    elif low.endswith(tuple(f"{suffix}.txt" for suffix in SUFFIXES)):
        yield _text_suffix(name)


def _link(root: Path, name: str) -> Iterator[Finding]:
    target = root / name
    if not is_text(name):
        yield _no_text(name)
        return
    if not (name.lower().endswith(SUFFIXES) or target.is_dir() or not target.exists()):
        return
    try:
        real = target.resolve(strict=True)
    except (OSError, RuntimeError):
        yield error(
            "DL-006",
            Place(name),
            f"{quote(name)} là liên kết hỏng hoặc quay vòng, không đọc được",
            hint="Xóa liên kết này, chép tệp thật vào thư mục hồ sơ.",
        )
        return
    if not real.is_relative_to(root):
        yield error(
            "DL-006",
            Place(name),
            f"{quote(name)} là liên kết trỏ ra ngoài thư mục hồ sơ; phần mềm chỉ đọc trong thư mục này",
            hint="Chép tệp thật vào thư mục hồ sơ.",
        )
    else:
        yield warning(
            "DL-007",
            Place(name),
            f"{quote(name)} là liên kết đến {quote(real.relative_to(root).as_posix())} nên được bỏ qua",
            hint="Xóa liên kết; tệp thật đã được đọc ở chỗ của nó.",
        )


def _too_many(limits: Limits) -> Finding:
    return error(
        "DL-005",
        Place(),
        f"Thư mục có hơn {limits.files} tệp hồ sơ; phần mềm chỉ nhận đến số đó",
        hint="Tách hồ sơ theo năm, mỗi năm một thư mục.",
    )


def _unreadable(name: str, failure: OSError) -> Finding:
    return error(
        "DL-008",
        Place(name or "."),
        f"Không mở được {quote(name or '.')} ({cause(failure)})",
        hint="Kiểm tra quyền đọc thư mục.",
    )


def _no_text(name: str) -> Finding:
    return error(
        "DL-066",
        Place(shown(name)),
        f"Tên {quote(shown(name))} không viết bằng mã UTF-8, không ghi vào đâu được",
        hint="Đổi tên tệp hoặc thư mục này (gõ lại tên bằng Unicode).",
    )


def _not_a_file(name: str) -> Finding:
    return error("DL-008", Place(name), f"{quote(name)} không phải là tệp thường", hint="Xóa hoặc đổi tên mục này.")


def _text_suffix(name: str) -> Finding:
    return warning(
        "DL-009",
        Place(name),
        f"{quote(name)} không được đọc vì tên tệp kết thúc bằng “.txt”",
        hint=f"Đổi tên thành {quote(name[: -len('.txt')])}.",
    )
