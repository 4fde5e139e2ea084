"""Reading an office's folder (nạp hồ sơ): all that can be read, and every finding, in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path as Folder
from types import MappingProxyType

from pipeline.decree.paper_types import PaperTypes
from pipeline.finding import Finding, Severity
from pipeline.records.agency import AgencyFile, OfficeFile, PeopleFile
from pipeline.records.committee import Committee
from pipeline.records.corrections import AnnexSet, Corrections
from pipeline.records.meeting import Meeting
from pipeline.records.office import KINDS, Office
from pipeline.records.opinions import Opinions
from pipeline.records.paper import PaperRecord
from pipeline.records.reporting import Outline, Period
from pipeline.workspace.binding import Bound, bind
from pipeline.workspace.checks import CHECKS, beside_faults
from pipeline.workspace.decoding import decode, glimpse, read_text
from pipeline.workspace.faults import NONE, TWO_OFFICES, Faults, Unread, faults_of, lost_ids
from pipeline.workspace.findings_at import error, warning
from pipeline.workspace.folder import IS_OFFICE, record_files
from pipeline.workspace.home import OFFICE_FILE
from pipeline.workspace.identifiers import Known, identifiers
from pipeline.workspace.limits import LIMITS, Limits
from pipeline.workspace.office_pack import office_types
from pipeline.workspace.references import reference_findings
from pipeline.workspace.scalars import text_findings
from pipeline.workspace.seal import seal_findings
from pipeline.workspace.tree import read_tree
from pipeline.workspace.value_places import Path, Place, Source
from pipeline.workspace.view import View

MORE = "DL-024"


@dataclass(frozen=True)
class Loaded:
    """A folder that was read: the office as far as it could be read, all findings, and the places of all values.

    The office refuses records that errors affect; `faults` lists these.
    """

    office: Office
    findings: tuple[Finding, ...]
    sources: Mapping[str, Source]
    known: Mapping[str, Known]
    faults: Faults = NONE
    offices_inside: tuple[str, ...] = ()
    """Subfolders with an office of their own, which were not read."""

    on: date | None = None
    """The day for which it was read: its facts hold for papers that have no day of their own."""

    def locate(self, owner: str, path: Path = ()) -> Place:
        """The place of a value of the record with this id, or of its nearest parent in the file; an empty place without one."""
        entry = self.known.get(owner)
        return self.sources[entry.file].place((*entry.path, *path)) if entry else Place()

    def house_style_place(self, title: str, *, field: str = "thể thức") -> Place:
        """The place of a value under `thể thức`, or under another `field`, in the office's own file."""
        wanted = (field, title)
        own = [source for source in self.sources.values() if wanted in source.keys]
        return own[0].place(wanted) if own else Place()

    def settings_place(self, path: Path) -> Place:
        """The place of a value in the office's own file, or of its nearest parent in the file."""
        own = [source for source in self.sources.values() if path[:1] in source.keys]
        return own[0].place(path) if own else Place()


def load(
    folder: Folder,
    *,
    limits: Limits = LIMITS,
    besides: Container[str] = (),
    instead: Mapping[str, str | None] = MappingProxyType({}),
    on: date | None = None,
) -> Loaded:
    """Read a folder. Bad data gives findings, never an exception; UsageError: there is no such folder, or no record in it.

    `on`: the day for papers that have none of their own. Files in `besides` are skipped, as if they did not exist.
    `instead`: texts in place of files, which need not exist; None: as if the file were removed.
    """
    found_files = record_files(folder, limits)
    files = tuple(
        sorted(
            file for file in {*found_files.files, *instead} if instead.get(file, "") is not None and file not in besides
        )
    )
    types, own = office_types(folder.resolve(), limits)
    read = [_read(folder.resolve(), file, limits, types, instead.get(file)) for file in files]
    bound = tuple(item.bound for item in read if item.bound is not None)
    unread = tuple(item.unread for item in read if item.unread is not None)
    sources = {item.source.file: item.source for item in bound}
    known, doubled = identifiers(bound)
    office = replace(_office(bound, known), types=types)
    view = View(office=office, known=known, sources=sources, unread=lost_ids(unread, known), day=on)
    found = tuple(
        chain(
            found_files.findings,
            own,
            chain.from_iterable(item.findings for item in read),
            doubled,
            reference_findings(bound, known, view.unread),
            _one_office(bound),
            () if besides else _no_office(bound, unread),
            chain.from_iterable(check(view) for check in CHECKS),
            beside_faults(view, {item.source.file: item.judged for item in bound if item.judged is not None}),
        )
    )
    shown = ordered(found, limits)
    faults = faults_of(view, bound, unread, (*found, *(finding for finding in shown if finding.code == MORE)))
    if faults.records or faults.kinds:
        office = replace(office, doubtful=faults.records, incomplete=faults.kinds)
    return Loaded(
        office=office,
        findings=shown,
        sources=sources,
        known=known,
        faults=faults,
        offices_inside=found_files.offices_inside,
        on=on,
    )


def office_settings(
    root: Folder, types: PaperTypes, limits: Limits = LIMITS
) -> tuple[OfficeFile | None, tuple[Finding, ...]]:
    """The office's own record and the findings on it; no other record is bound."""
    for file in sorted(record_files(root, limits).files, key=lambda name: (name != OFFICE_FILE, name)):
        if IS_OFFICE.search(glimpse(root, file, limits)):
            read = _read(root.resolve(), file, limits, types)
            matter = read.bound.matter if read.bound else None
            return matter if isinstance(matter, OfficeFile) else None, read.findings
    return None, ()


@dataclass(frozen=True)
class _Read:
    """One file: bound to its model where possible; else what its text tells (`unread`)."""

    bound: Bound | None
    findings: tuple[Finding, ...]
    unread: Unread | None = None


def _read(root: Folder, file: str, limits: Limits, types: PaperTypes, instead: str | None = None) -> _Read:
    text, findings = read_text(root, file, limits) if instead is None else decode(instead.encode(), file, limits)
    if text is None:
        return _Read(None, findings, Unread(file, glimpse(root, file, limits)))
    read = _understood(file, text, limits, types)
    return replace(read, findings=(*findings, *read.findings))


# A command reads its folder more than once (before it writes a record, and with it), and a watch at every save.
@lru_cache(maxsize=256)
def _understood(file: str, text: str, limits: Limits, types: PaperTypes) -> _Read:
    tree = read_tree(text, file, limits)
    texts = islice(text_findings(file, text, tree.scalars), limits.findings_a_file + 1)
    findings = (*tree.findings, *texts)
    if tree.source is None:
        return _Read(None, findings, Unread(file, text))
    bound, faults = bind(tree.source, types)
    findings = (*findings, *faults, *(seal_findings(file, text, bound.matter) if bound else ()))
    bound = replace(bound, source=bound.source.packed()) if bound else None
    whole = bound is not None and bound.matter is not None
    return _Read(bound, findings, None if whole else Unread(file, text))


def _office(bound: Iterable[Bound], known: Mapping[str, Known]) -> Office:
    matters = [item.matter for item in bound if item.matter is not None]
    return Office(
        settings=next((matter for matter in matters if isinstance(matter, OfficeFile)), None),
        agencies=tuple(chain.from_iterable(matter.agencies for matter in matters if isinstance(matter, AgencyFile))),
        groups=tuple(chain.from_iterable(matter.groups for matter in matters if isinstance(matter, AgencyFile))),
        people=tuple(chain.from_iterable(matter.people for matter in matters if isinstance(matter, PeopleFile))),
        committees=tuple(matter for matter in matters if isinstance(matter, Committee)),
        meetings=tuple(matter for matter in matters if isinstance(matter, Meeting)),
        papers=tuple(matter for matter in matters if isinstance(matter, PaperRecord)),
        outlines=tuple(matter for matter in matters if isinstance(matter, Outline)),
        periods=tuple(matter for matter in matters if isinstance(matter, Period)),
        corrections=tuple(matter for matter in matters if isinstance(matter, Corrections)),
        annex_sets=tuple(matter for matter in matters if isinstance(matter, AnnexSet)),
        opinions=tuple(matter for matter in matters if isinstance(matter, Opinions)),
        files={entry.key: entry.file for entry in known.values()},
    )


def _one_office(bound: Iterable[Bound]) -> Iterable[Finding]:
    offices = [item.source for item in bound if item.model is OfficeFile]
    for other in offices[1:]:
        words = f"Thư mục có hai hồ sơ “loại: văn phòng”; hồ sơ kia ở {offices[0].file}"
        yield error(TWO_OFFICES, other.place(("loại",)), words, hint="Giữ một hồ sơ, xóa hồ sơ kia.")


def _no_office(bound: Iterable[Bound], unread: Iterable[Unread]) -> Iterable[Finding]:
    """The finding where there are papers and no record of the office; a file of unknown kind could be it."""
    bound = tuple(bound)
    models = {item.model for item in bound}
    papers = any(isinstance(item.matter, PaperRecord | Meeting) for item in bound)
    if (
        papers
        and OfficeFile not in models
        and all(unread_file.kind in KINDS and unread_file.kind != "văn phòng" for unread_file in unread)
    ):
        words = "Thư mục không có hồ sơ “loại: văn phòng”: thể thức và mức kiểm tra lấy theo Nghị định, năm không được đối chiếu"
        hint = 'Lập hồ sơ ấy bằng lệnh: vanthu new "văn phòng" -o THƯ_MỤC/van-phong.yaml'
        yield warning("DL-043", Place(), words, hint=hint)


def ordered(findings: Iterable[Finding], limits: Limits = LIMITS) -> tuple[Finding, ...]:
    """The findings by file and line, each once; of a file with very many, the first and how many are left out."""
    ordered = sorted(
        dict.fromkeys(findings),
        key=lambda item: (
            item.file or "",
            item.line or 0,
            item.column or 0,
            item.severity is Severity.WARNING,
            item.code,
        ),
    )
    seen: Counter[str | None] = Counter()
    kept: list[Finding] = []
    for finding in ordered:
        seen[finding.file] += 1
        if seen[finding.file] <= limits.findings_a_file:
            kept.append(finding)
    for file, count in seen.items():
        if count > limits.findings_a_file:
            words = f"Còn {count - limits.findings_a_file} phát hiện khác trong tệp này chưa hiện hết"
            kept.append(error(MORE, Place(file), words, hint="Sửa các lỗi trên rồi kiểm tra lại."))
    return tuple(kept)
