"""Writing number and day into the record of a paper (ghi số vào hồ sơ), tried first to make sure nothing else changes."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pipeline.errors import Faulty, Refused
from pipeline.filing.look import Proof, digest_of
from pipeline.filing.writer import put
from pipeline.finding import Finding, Severity
from pipeline.papers.compose import compose_one
from pipeline.papers.official_document import OfficialDocument
from pipeline.papers.waiting import waiting_forms
from pipeline.papers.wording import Wording
from pipeline.workspace.load import Loaded, load
from pipeline.workspace.record_edit import with_values
from pipeline.workspace.value_places import Data
from pipeline.workspace.value_places import Path as Way

_AGAIN: Final = "Chạy lại lệnh; số đã cấp vẫn là của văn bản này."


@dataclass(frozen=True, kw_only=True)
class WrittenRecord:
    """A record with its new values: the file, its bytes before and after, and the paper composed from it."""

    path: Path
    before: bytes
    after: bytes
    document: OfficialDocument


def written_record(
    folder: Path,
    loaded: Loaded,
    paper: OfficialDocument,
    values: Mapping[str, str],
    wording: Wording,
    on: date,
) -> WrittenRecord:
    """The record of a paper with some values set, and the paper composed from it; nothing is written yet.

    `values`: what to set, by the Vietnamese titles of the fields; `on`: the day whose facts a paper without a day of
    its own takes. Refused: with these values something else of record or paper would change. Faulty: the folder would
    then have errors.
    """
    known = loaded.known[paper.id]
    path = folder / known.file
    before = path.read_bytes()
    by_hand = "; ".join(f"{key}: {value}" for key, value in values.items())
    refusal = Refused(f"Không ghi được số vào {known.file} mà không đụng tới chỗ khác", f"Tự ghi vào hồ sơ: {by_hand}")
    after = with_values(before, known.path, values) if values else before
    if after is None:
        raise refusal
    again = load(folder, instead={known.file: after.decode()}, on=on)
    wanted = _with(loaded.sources[known.file].data, known.path, values)
    source = again.sources.get(known.file)
    if source is None or source.data != wanted:
        raise refusal
    if new := _new_errors(loaded.findings, again.findings):
        raise Faulty("Ghi số này vào thì hồ sơ có lỗi", "Chọn số, ngày khác, hoặc sửa lỗi ấy trước.", new)
    document = compose_one(again.office, paper.id, wording, on=on)
    if document is None:
        raise refusal
    if not _is_the_same(document, paper):
        raise Refused(
            f"Ghi số, ngày vào thì “{paper.id}” thành văn bản khác với bản đã dựng, đã ký",
            "Người hoặc cơ quan trong văn bản đổi theo ngày ban hành: chọn ngày khác, hoặc dựng lại và trình ký lại.",
        )
    return WrittenRecord(path=path, before=before, after=after, document=document)


def write_record(written: WrittenRecord) -> None:
    """Write the record. Refused: somebody has changed the file in the meantime; their version stays."""
    proof = Proof(frozenset({digest_of(written.before)}))
    if not put(written.path, written.after, proof, beside=False).in_place:
        raise Refused(f"{written.path} vừa được sửa hoặc đang mở trong chương trình khác nên chưa ghi số vào", _AGAIN)


def _with(data: Data, holder: Way, values: Mapping[str, str]) -> Data:
    changed = deepcopy(data)
    group: Data = changed
    for name in holder:
        group = group.get(str(name)) if isinstance(group, dict) else None
    if isinstance(group, dict):
        group.update(values)
    return changed


def _new_errors(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> tuple[Finding, ...]:
    known = {(finding.code, finding.file, finding.message) for finding in before}
    return tuple(
        finding
        for finding in after
        if finding.severity is Severity.ERROR and (finding.code, finding.file, finding.message) not in known
    )


def _is_the_same(document: OfficialDocument, paper: OfficialDocument) -> bool:
    """Whether two versions of a paper differ in number and day alone."""
    return any(form == before for form in waiting_forms(document) for before in waiting_forms(paper))
