"""The files of a comparison (kết quả đối chiếu): `<id>.docx`, `<id>.html` of each changed paper, `index.html`.

A folder of its own: what a previous run wrote there and no longer applies is removed, what anybody else put there is never
touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from pipeline.batch.compare import Compared, Outcome
from pipeline.batch.output import write_file
from pipeline.errors import UsageError
from pipeline.typeset.revision.page import IndexRow, PageHead, comparison_page, list_page

DEFAULT_FOLDER = "so-sanh"
_RECORD = ".vanthu-so-sanh.json"
_INDEX = "index.html"
_ENDINGS = {".docx", ".html"}


@dataclass(frozen=True, kw_only=True)
class Sides:
    """What is compared, in words: where the old papers lie, where the new ones come from."""

    old: str
    new: str


def results_folder(against: Path, output: Path | None, ids: Iterable[str]) -> Path:
    """Where results go: `output`, else `so-sanh` in the build folder. UsageError for the folder of a paper."""
    folder = output or against / DEFAULT_FOLDER
    place = folder.resolve()
    if place == against.resolve() or (place.parent == against.resolve() and place.name in set(ids)):
        raise UsageError(
            f"Thư mục {folder} là chỗ của chính các văn bản", "Chọn thư mục khác cho kết quả đối chiếu bằng --output."
        )
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} là một tệp đã có", "Chọn một thư mục khác bằng --output.")
    return folder


def write_results(results: Iterable[Compared], folder: Path, sides: Sides) -> tuple[Compared, ...]:
    """Write the files of the changed papers and the list; the results, without the bytes that are now on disk.

    UsageError where a file would replace one that no comparison wrote.
    """
    known = _record(folder)
    written: dict[str, str] = {}
    rows: list[Compared] = []
    for one in results:
        if one.comparison is not None and one.outcome is Outcome.CHANGED:
            page = comparison_page(one.comparison, _head(one, sides))
            _write(folder / f"{one.id}.docx", one.redline, known, written)
            _write(folder / f"{one.id}.html", page.encode("utf-8"), known, written)
        rows.append(replace(one, redline=b""))
    # What there is to read comes first.
    listed = [_row(one) for one in sorted(rows, key=lambda one: not one.differs)]
    index = list_page(listed, title="Đối chiếu văn bản", old=sides.old, new=sides.new)
    _write(folder / _INDEX, index.encode("utf-8"), known, written)
    _remove(folder, {name: digest for name, digest in known.items() if name not in written})
    write_file(folder / _RECORD, json.dumps(written, indent=1, sort_keys=True).encode("utf-8"))
    return tuple(rows)


def _head(one: Compared, sides: Sides) -> PageHead:
    title = f"{one.id}: {one.subject}" if one.subject else one.id
    return PageHead(title=title, old=sides.old, new=sides.new, redline=f"{one.id}.docx", index=_INDEX)


def _row(one: Compared) -> IndexRow:
    changed = one.outcome is Outcome.CHANGED
    return IndexRow(
        id=one.id,
        subject=one.subject,
        result=one.outcome.value,
        summary=one.summary if one.differs else "",
        page=f"{one.id}.html" if changed else "",
        redline=f"{one.id}.docx" if changed else "",
        trouble=one.finding is not None,
    )


def _write(place: Path, data: bytes, known: Mapping[str, str], written: dict[str, str]) -> None:
    if place.exists() and place.name not in known:
        raise UsageError(
            f"{place} đã có và không do lệnh này ghi ra",
            "Chọn thư mục khác bằng --output; phần mềm không ghi đè tệp của bạn.",
        )
    write_file(place, data)
    written[place.name] = sha256(data).hexdigest()


def _remove(folder: Path, names: Mapping[str, str]) -> None:
    """Remove files of the previous run, unless somebody has changed them since."""
    for name, digest in names.items():
        place = folder / name
        if place.is_file() and not place.is_symlink() and sha256(place.read_bytes()).hexdigest() == digest:
            place.unlink()


def _record(folder: Path) -> dict[str, str]:
    """What the previous run wrote here, by name, with digests; nothing where the record is damaged."""
    try:
        found = json.loads((folder / _RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        name: digest
        for name, digest in found.items()
        if isinstance(digest, str) and Path(name).name == name and Path(name).suffix in _ENDINGS
    }
