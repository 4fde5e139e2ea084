"""The files of a comparison (kết quả đối chiếu): `<id>.docx`, `<id>.html` of each changed paper, `index.html`.

A folder of its own: what a previous run wrote there and no longer applies is removed, what anybody else put there or edited
is never lost.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.app.against_build import Compared
from pipeline.app.against_build import Outcome as Compares
from pipeline.errors import UsageError
from pipeline.filing.own import Ledger
from pipeline.filing.seals import PAGE_PROOF, sealed_page
from pipeline.filing.telling import About, findings_of
from pipeline.filing.writer import Filed, Outcome, put, recover, take_away
from pipeline.finding import Finding
from pipeline.revision.comparison_page import IndexRow, PageHead, comparison_page, list_page

DEFAULT_FOLDER = "so-sanh"
_RECORD = ".vanthu-so-sanh.json"
_INDEX = "index.html"
_ABOUT = About(series="DUNG-2")


@dataclass(frozen=True, kw_only=True)
class Sides:
    """The two sides of a comparison in words, for the list of results: where the old and the new papers come from."""

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


def write_results(
    results: Iterable[Compared], folder: Path, sides: Sides
) -> tuple[tuple[Compared, ...], tuple[Finding, ...]]:
    """Write the files of each changed paper and the list of all.

    Gives the results without the bytes that are now on the disk, and findings on files that were in their places.
    UsageError: a place in the folder is taken by something that no comparison wrote.
    """
    files = _Files(folder)
    rows: list[Compared] = []
    for comparison in results:
        if comparison.comparison is not None and comparison.outcome is Compares.CHANGED:
            page = comparison_page(comparison.comparison, _head(comparison, sides))
            files.write(f"{comparison.id}.docx", comparison.redline)
            files.write(f"{comparison.id}.html", sealed_page(page))
        rows.append(replace(comparison, redline=b""))
    # What there is to read comes first.
    listed = [_row(row) for row in sorted(rows, key=lambda comparison: not comparison.differs)]
    index = list_page(listed, title="Đối chiếu văn bản", old=sides.old, new=sides.new)
    files.write(_INDEX, sealed_page(index))
    files.close()
    return tuple(rows), tuple(finding for filed_file in files.filed for finding in findings_of(filed_file, _ABOUT))


class _Files:
    """The files of one run in its folder, with what earlier runs wrote there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ledger = Ledger(folder / _RECORD)
        self._before = self._ledger.names
        self._written: set[str] = set()
        self.filed: list[Filed] = list(recover(folder, self._ledger.every_proof()))

    def write(self, name: str, data: bytes) -> None:
        """Write one file."""
        place = self._folder / name
        proof = replace(self._ledger.proof(name), seal=PAGE_PROOF.seal if place.suffix == ".html" else None)
        if name not in self._before and os.path.lexists(place):
            raise UsageError(
                f"{place} đã có và không do lệnh này ghi ra",
                "Chọn thư mục khác bằng --output; phần mềm không ghi đè tệp của bạn.",
            )
        self._ledger.note(name, data)
        self.filed.append(put(place, data, proof))
        self._written.add(name)

    def close(self) -> None:
        """Remove files of earlier runs that no longer apply, unless somebody has changed them since."""
        gone = [
            name
            for name in self._before - self._written
            if take_away(self._folder / name, self._ledger.proof(name)).outcome is Outcome.REMOVED
        ]
        self._ledger.close(gone=gone)


def _head(comparison: Compared, sides: Sides) -> PageHead:
    title = f"{comparison.id}: {comparison.subject}" if comparison.subject else comparison.id
    return PageHead(title=title, old=sides.old, new=sides.new, redline=f"{comparison.id}.docx", index=_INDEX)


def _row(comparison: Compared) -> IndexRow:
    changed = comparison.outcome is Compares.CHANGED
    return IndexRow(
        id=comparison.id,
        subject=comparison.subject,
        result=comparison.outcome.value,
        summary=comparison.summary if comparison.differs else "",
        page=f"{comparison.id}.html" if changed else "",
        redline=f"{comparison.id}.docx" if changed else "",
        trouble=comparison.finding is not None,
    )
