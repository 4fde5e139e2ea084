"""The ids of the whole folder (mã): what has each and where it is given. One id, one thing.

Collected from the data as read, even where a record has errors: an error in one line of the list of people must not
make every reference from meetings an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.finding import Finding
from pipeline.records.agency import Agency, AgencyGroup, Person
from pipeline.records.base import Record, is_slug
from pipeline.records.committee import Committee
from pipeline.records.corrections import AnnexSet, Corrections
from pipeline.records.meeting import MEETING_PAPERS, Meeting
from pipeline.records.opinions import Opinions
from pipeline.records.own_form import OwnForm
from pipeline.records.reporting import Indicator, Outline, Period, ReportSection, TableLayout
from pipeline.workspace.binding import Bound
from pipeline.workspace.findings_at import error, quote
from pipeline.workspace.record_shape import Form, Shape, shape_at, walk
from pipeline.workspace.value_places import Data, Path, Place

_KINDS: Mapping[type[Record], str] = {
    Agency: "cơ quan",
    AgencyGroup: "nhóm cơ quan",
    Person: "cán bộ",
    Committee: "ban chỉ đạo",
    Meeting: "cuộc họp",
    Outline: "đề cương",
    Indicator: "chỉ tiêu",
    ReportSection: "mục báo cáo",
    TableLayout: "biểu",
    OwnForm: "biểu có sẵn",
    Period: "kỳ báo cáo",
    Corrections: "điều chỉnh số liệu",
    AnnexSet: "phụ lục số liệu",
    Opinions: "ý kiến góp ý",
}
# A file or folder of such a name cannot be made on Windows, whatever its ending; ids become names of both.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
PAPER = "văn bản"


@dataclass(frozen=True)
class Known:
    """One id: the kind and name of the thing, file, path and place of its record."""

    key: str
    kind: str
    name: str
    file: str
    path: Path
    place: Place


def identifiers(bound: Iterable[Bound]) -> tuple[Mapping[str, Known], tuple[Finding, ...]]:
    """All ids (of one given twice the first use), and findings on ids given twice, with both places."""
    known: dict[str, Known] = {}
    findings: list[Finding] = []
    for file in bound:
        for entry in _of_file(file):
            if entry.key in _RESERVED:
                findings.append(_reserved(entry))
            first = known.setdefault(entry.key, entry)
            if first is not entry:
                findings.append(_twice(entry, first))
    return known, tuple(findings)


def repeated(bound: Iterable[Bound]) -> Iterator[tuple[str, Place]]:
    """Every id that is given a second time, with the place of that."""
    first: dict[str, Known] = {}
    for file in bound:
        for entry in _of_file(file):
            if first.setdefault(entry.key, entry) is not entry:
                yield entry.key, entry.place


def _of_file(bound: Bound) -> Iterator[Known]:
    for visit in walk(bound.data, Shape(Form.RECORD, model=bound.model)):
        if visit.shape.is_id and isinstance(visit.value, str) and is_slug(visit.value):
            yield _known(bound, visit.path[:-1], visit.value, bound.source.place(visit.path))
    if bound.model is Meeting and isinstance(meeting := bound.data.get("mã"), str):
        for part, ending in MEETING_PAPERS.items():
            content = bound.data.get(part)
            if isinstance(content, dict) and "mã" not in content:
                yield _known(bound, (part,), f"{meeting}-{ending}", bound.source.place_of_key((part,)))


def _known(bound: Bound, holder: Path, key: str, place: Place) -> Known:
    shape = shape_at(bound.model, holder)
    kind = _KINDS.get(shape.model, PAPER) if shape and shape.model else PAPER
    return Known(key, kind, _name(bound.data, holder), bound.source.file, holder, place)


def _name(data: Data, holder: Path) -> str:
    for part in holder:
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
    if not isinstance(data, dict):
        return ""
    return next(
        (str(data[key]) for key in ("họ và tên", "tên", "tiêu đề", "trích yếu") if isinstance(data.get(key), str)), ""
    )


def _reserved(entry: Known) -> Finding:
    return error(
        "DL-121",
        entry.place,
        f"Mã {quote(entry.key)} của {entry.kind} là tên mà Windows giữ riêng: không đặt được tên tệp như thế trên máy Windows",
        hint=f"Đặt mã khác, ví dụ {quote(f'{entry.key}-1')}.",
    )


def _twice(entry: Known, first: Known) -> Finding:
    where = f"dòng {first.place.line}" if first.file == entry.file else str(first.place)
    words = (
        f"Mã {quote(entry.key)} dùng hai lần: ở đây cho {entry.kind}, ở {where} cho {first.kind} {quote(first.name)}"
    )
    return error(
        "DL-204", entry.place, words, hint="Đặt mã khác cho một trong hai; mã không được trùng trong cả thư mục."
    )
