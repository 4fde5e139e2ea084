"""How far an error reaches (lỗi lan đến đâu): the records that it affects, and the papers that cannot be read at all.

An error in an entry of a list (an agency, a group, a person) affects that entry alone; one outside the entries, and one
in any other kind of file, affects the whole file. An affected record may be wrong, so whoever asks for it is refused
(`Office.doubtful`); papers that do not use it are made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from pipeline.finding import Finding, Severity
from pipeline.records.agency import AgencyFile, OfficeFile, PeopleFile
from pipeline.records.base import Record
from pipeline.records.corrections import AnnexSet, Corrections
from pipeline.records.meeting import MEETING_PAPERS, Meeting
from pipeline.records.office import KINDS, Office
from pipeline.records.opinions import Opinions
from pipeline.records.paper import PaperRecord
from pipeline.records.reporting import Period
from pipeline.workspace.binding import Bound
from pipeline.workspace.checks.check_bodies import NO_PLACE, issuers_without_place
from pipeline.workspace.checks.check_numbers import CLASH, clashing
from pipeline.workspace.home import OFFICE_TABLE
from pipeline.workspace.identifiers import PAPER, Known, repeated
from pipeline.workspace.value_places import Data, Path, Place, Source, Spot
from pipeline.workspace.view import View

GROUP = "nhóm cơ quan"
TWICE = "DL-204"
TWO_OFFICES = "DL-206"
# What a record may belong to by an id.
_OWNERS = frozenset({"cơ quan", "kỳ báo cáo"})
_TOO_MANY = "DL-005"
_HIDDEN = "DL-024"
_ID = re.compile(r"""(?m)(?:^[\s-]*|[{,]\s*)["']?mã["']?\s*:\s*["']?([a-z0-9]+(?:-[a-z0-9]+)*)""")
_TOP = r"""(?m)^["']?{key}["']?\s*:\s*["']?([^"'#\n]*[^"'#\s])"""


@dataclass(frozen=True)
class Unread:
    """A file of which no record could be made, with what its text tells: its kind (`loại`), ids it seems to give."""

    file: str
    text: str = ""

    @property
    def kind(self) -> str:
        """The kind of record, "" where the text does not tell."""
        return kind if (kind := self.top("loại")) in KINDS else ""

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id that the text seems to give."""
        return tuple(dict.fromkeys(_ID.findall(self.text)))

    def top(self, key: str) -> str:
        """The value of a key at the beginning of a line, "" where there is none."""
        found = re.search(_TOP.format(key=re.escape(key)), self.text)
        return found[1].strip() if found else ""

    def papers(self) -> Iterator[str]:
        """The ids of the papers that the record would ask for."""
        model, key = KINDS.get(self.kind), self.top("mã")
        if not key or model is None:
            return
        if issubclass(model, PaperRecord):
            yield key
        elif model is Meeting:
            for part, ending in MEETING_PAPERS.items():
                if found := re.search(rf"(?m)^{part}\s*:(.*(?:\n[ \t].*)*)", self.text):
                    own = _ID.search(found[1])
                    yield own[1] if own else f"{key}-{ending}"


@dataclass(frozen=True)
class Faults:
    """What errors affect: everything, records by id, kinds of records, papers that could not be read.

    Each with the first error that affects it.
    """

    everything: Finding | None = None
    records: Mapping[str, Finding] = field(default_factory=dict)
    kinds: Mapping[str, Finding] = field(default_factory=dict)
    papers: Mapping[str, tuple[str, Finding]] = field(default_factory=dict)
    """Paper id -> file and error, of records that are not in the office because of it."""


NONE = Faults()


def faults_of(view: View, bound: Iterable[Bound], unread: Iterable[Unread], found: Iterable[Finding]) -> Faults:
    """What the errors among the findings affect. `unread`: the files of which no record was made."""
    errors = sorted(
        (finding for finding in found if finding.severity is Severity.ERROR),
        key=lambda finding: (finding.file or "", finding.line or 0),
    )
    if not errors:
        return Faults()
    work = _Work(
        view,
        {binding.source.file: binding for binding in bound},
        {unread_file.file: unread_file for unread_file in unread},
    )
    for finding in errors:
        work.add(finding)
    work.follow_successions()
    return Faults(work.everything, work.records, work.kinds, work.papers)


@dataclass
class _Work:
    """The errors of one folder while they are followed to what they affect."""

    view: View
    bound: Mapping[str, Bound]
    unread: Mapping[str, Unread]
    everything: Finding | None = None
    records: dict[str, Finding] = field(default_factory=dict)
    kinds: dict[str, Finding] = field(default_factory=dict)
    papers: dict[str, tuple[str, Finding]] = field(default_factory=dict)

    @cached_property
    def between(self) -> Mapping[tuple[str, Place], tuple[str, ...]]:
        """The ids that an error between two records affects, by its code and place."""
        found: dict[tuple[str, Place], tuple[str, ...]] = {}
        for key, place in repeated(self.bound.values()):
            found[TWICE, place] = (*found.get((TWICE, place), ()), key)
        for place, owners in clashing(self.view).items():
            found[CLASH, place] = owners
        for owner, agency in issuers_without_place(self.view):
            # Wrong for whoever issues a paper, not for those who only name the agency.
            place = self.view.at(agency)
            found[NO_PLACE, place] = (*found.get((NO_PLACE, place), ()), owner)
        return found

    def add(self, finding: Finding) -> None:
        """Follow one error to what it affects."""
        if finding.code in {TWICE, CLASH, NO_PLACE}:
            for key in self.between.get((finding.code, Place(finding.file, finding.line, finding.column)), ()):
                self._doubt(key, finding)
        if finding.code in {TWO_OFFICES, _TOO_MANY} or finding.file == OFFICE_TABLE:
            self._all(finding)
        elif finding.file is None or finding.code == NO_PLACE:
            return
        elif finding.file in self.bound:
            self._in_record(self.bound[finding.file], finding)
        else:
            self._in_unread(self.unread.get(finding.file, Unread(finding.file)), finding)

    def follow_successions(self) -> None:
        """Extend the effect over successions, whose two sides determine each other's time.

        When a predecessor is unknown, every committee may have a seat, and every group a member, that is another's.
        """
        pairs = [pair for binding in self.bound.values() for pair in _successions(binding.data.get("danh sách"))]
        for key, other in pairs:
            if key in self.records and other not in self.view.known:
                office = self.view.office
                for affected in (*(body.id for body in office.committees), *(group.id for group in office.groups)):
                    self._doubt(affected, self.records[key])
        more = True
        while more:
            more = False
            for pair in pairs:
                for key, other in (pair, pair[::-1]):
                    if key in self.records and other not in self.records:
                        self._doubt(other, self.records[key])
                        more = True

    def _all(self, finding: Finding) -> None:
        self.everything = self.everything or finding

    def _doubt(self, key: str, finding: Finding) -> None:
        self.records.setdefault(key, finding)

    def _in_record(self, bound: Bound, finding: Finding) -> None:
        if bound.model is OfficeFile:
            self._all(finding)
            self.kinds.setdefault("văn phòng", finding)
            return
        entry = _entry(bound, finding)
        within = [
            known
            for known in self.view.known.values()
            if known.file == bound.source.file and known.path[: len(entry)] == entry
        ]
        for known in within:
            self._doubt(known.key, finding)
            if known.kind == PAPER and bound.matter is None:
                self.papers.setdefault(known.key, (known.file, finding))
        for kind in _kinds(bound.model, str(bound.data.get("loại")), entry):
            self.kinds.setdefault(f"{kind} {self._known(_owner(bound, entry))}".rstrip(), finding)
        if not entry and (unread := self.unread.get(bound.source.file)):
            for key in unread.ids:
                self._doubt(key, finding)
        self._reported(bound.model, {str(key): _slug(value) for key, value in bound.data.items()}.get, finding)

    def _in_unread(self, unread: Unread, finding: Finding) -> None:
        model = KINDS.get(unread.kind)
        for key in unread.ids:
            if key not in self.view.known:
                self._doubt(key, finding)
        for key in unread.papers():
            self.papers.setdefault(key, (unread.file, finding))
        if model is None:
            self._in_anything(unread, finding)
            return
        for kind in _kinds(model, unread.kind, ()):
            self.kinds.setdefault(f"{kind} {self._known(unread.top('kỳ báo cáo'))}".rstrip(), finding)
        if model is OfficeFile:
            self._all(finding)
        self._reported(model, unread.top, finding)

    def _in_anything(self, unread: Unread, finding: Finding) -> None:
        """Follow an error in a file that does not say what it is: it may be a paper or meeting, or else anything."""
        home = PurePosixPath(unread.file).parent
        beside = {binding.model for file, binding in self.bound.items() if PurePosixPath(file).parent == home}
        reported = bool(unread.top("kỳ báo cáo"))
        if beside and not reported and all(issubclass(model, PaperRecord | Meeting) for model in beside):
            if Meeting in beside:
                self.kinds.setdefault("cuộc họp", finding)
            return
        for kind in (*KINDS, GROUP):
            self.kinds.setdefault(kind, finding)
        if self.view.office.settings is None:
            self._all(finding)
        above = {str(parent) for parent in list(home.parents)[:-1]}
        for paper in self.view.office.papers:
            place = str(PurePosixPath(self.view.known[paper.id].file).parent)
            if place in above or _takes(self.view.office, paper):
                self._doubt(paper.id, finding)

    def _known(self, owner: str) -> str:
        """The agency or period to which a record says it belongs; "" where that is unknown, so that it may be any."""
        entry = self.view.known.get(owner)
        return owner if entry is not None and entry.kind in _OWNERS else ""

    def _reported(self, model: type[Record], top: Callable[[str], str | None], finding: Finding) -> None:
        """Follow an error in a record of reporting (`top` gives its values) to the papers that may be made with it."""
        period = self._known(top("kỳ báo cáo") or "")
        if model is AnnexSet:
            self._annexes(top("của văn bản") or "", period, finding)
        elif model is Corrections:
            self._figures(period, finding)
        elif model is Period:
            self._figures(top("mã") or "", finding)
        elif model is Opinions:
            for annex_set in self.view.office.annex_sets:
                if annex_set.paper and period in {"", annex_set.period}:
                    self._doubt(annex_set.paper, finding)

    def _annexes(self, paper: str, period: str, finding: Finding) -> None:
        """Annexes are affected: those of one paper, of all papers with the figures of a period, or of unknown papers."""
        entry = self.view.known.get(paper)
        lost = bool(paper) and (entry is None or entry.kind != PAPER)
        for record in self.view.office.papers:
            if paper and not lost:
                mine = record.id == paper
            else:
                # For one paper, but nobody knows which: it may be one that has no other annexes.
                mine = lost or (record.annexes_from == period if period else _takes(self.view.office, record))
            if mine:
                self._doubt(record.id, finding)

    def _figures(self, period: str, finding: Finding) -> None:
        """The figures of a period ("": of any) are affected, and papers that contain them or compare with them."""
        office = self.view.office
        after = {later.id for later in office.periods if period in {later.previous, later.same_last_year}}
        for paper in office.papers:
            taken = {annex_set.period for annex_set in office.annex_sets if annex_set.paper == paper.id} | {
                paper.annexes_from or ""
            } - {""}
            if taken and (not period or taken & {period, *after}):
                self._doubt(paper.id, finding)


def _successions(entries: Data) -> Iterator[tuple[str, str]]:
    """The ids of each successor and of its predecessors, as typed."""
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        changed = entry.get("thay đổi")
        acts = [
            entry,
            *(change for change in (changed if isinstance(changed, list) else ()) if isinstance(change, dict)),
        ]
        named = [act.get(key) for act in acts for key in ("kế nhiệm", "kế thừa")]
        for value in named:
            for key in value if isinstance(value, list) else [value]:
                if isinstance(key, str) and isinstance(successor := entry.get("mã"), str):
                    yield successor, key


def _takes(office: Office, paper: PaperRecord) -> bool:
    return paper.annexes_from is not None or any(annex_set.paper == paper.id for annex_set in office.annex_sets)


def _slug(value: object) -> str:
    return value if isinstance(value, str) else ""


def _owner(bound: Bound, entry: Path) -> str:
    """The id of the agency or period to which a record or an entry belongs, "" where it does not say."""
    if not entry:
        return _slug(bound.data.get("kỳ báo cáo"))
    entries = bound.data.get(str(entry[0]))
    written = entries[entry[1]] if isinstance(entries, list) and isinstance(entry[1], int) else None
    return _slug(written.get("cơ quan")) if isinstance(written, dict) else ""


def _kinds(model: type[Record] | None, kind: str, entry: Path) -> Iterator[str]:
    """The kinds of records that an error here makes incomplete."""
    if model is AgencyFile:
        if not entry or entry[0] == "nhóm":
            yield GROUP
        if not entry or entry[0] == "danh sách":
            yield kind
    else:
        yield kind


def _entry(bound: Bound, finding: Finding) -> Path:
    """The path of the list entry that holds an error; () where it concerns the whole file."""
    if bound.model not in {AgencyFile, PeopleFile} or finding.line is None or finding.code == _HIDDEN:
        return ()
    at = finding.line, finding.column or 1
    starts = _starts(bound.source)
    before = [(spot, path) for spot, path in starts if spot <= at]
    if not before:
        return ()
    spot, path = max(before)
    margin = min((spot[1] for spot, path in starts if len(path) == 1), default=1)
    if len(path) == 1 or (at[1] <= margin and at != spot):
        return ()
    return path


def _starts(source: Source) -> list[tuple[Spot, Path]]:
    """The places where the keys of a file and the entries of its lists begin, in order, with their paths."""
    keys = [(spot, path) for path, spot in source.keys.items() if len(path) == 1]
    entries = [(spot, path) for path, spot in source.values.items() if len(path) == 2 and isinstance(path[1], int)]  # noqa: PLR2004
    return [*keys, *entries]


def lost_ids(unread: Iterable[Unread], known: Mapping[str, Known]) -> frozenset[str]:
    """Ids that seem to be given in files of which no record was made, and nowhere else."""
    return frozenset(key for unread_file in unread for key in unread_file.ids) - known.keys()
