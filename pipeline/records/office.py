"""The whole office as one frozen value (hồ sơ của văn phòng): every record, found by its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from pipeline.decree.paper_types import PaperTypes
from pipeline.decree.type_table import paper_types
from pipeline.errors import Refused
from pipeline.finding import Finding
from pipeline.records.agency import Agency, AgencyFile, AgencyGroup, OfficeFile, PeopleFile, Person
from pipeline.records.committee import BODY_KINDS, Committee
from pipeline.records.corrections import AnnexSet, Corrections
from pipeline.records.history import Facts, History
from pipeline.records.meeting import Meeting
from pipeline.records.opinions import Opinions
from pipeline.records.paper import AnnexRecord, DecisionRecord, LetterRecord, NamedRecord
from pipeline.records.reporting import Outline, Period

Matter = (
    OfficeFile
    | AgencyFile
    | PeopleFile
    | Committee
    | Meeting
    | DecisionRecord
    | LetterRecord
    | NamedRecord
    | Outline
    | Period
    | Corrections
    | AnnexSet
    | Opinions
)
Paper = DecisionRecord | LetterRecord | NamedRecord
_E = TypeVar("_E")
Entity = Agency | AgencyGroup | Person | Committee


_FIRST: Mapping[str, type[Matter]] = {
    "văn phòng": OfficeFile,
    "cơ quan": AgencyFile,
    "cán bộ": PeopleFile,
    **dict.fromkeys(BODY_KINDS, Committee),
    "cuộc họp": Meeting,
    "quyết định": DecisionRecord,
    "công văn": LetterRecord,
}
_LAST: Mapping[str, type[Matter]] = {
    "đề cương": Outline,
    "kỳ báo cáo": Period,
    "điều chỉnh số liệu": Corrections,
    "phụ lục số liệu": AnnexSet,
    "ý kiến góp ý": Opinions,
}


def kinds_of(types: PaperTypes) -> Mapping[str, type[Matter]]:
    """Every kind of file, by the value of `loại:`, with its model; papers with a name of a type are read from the table."""
    return {**_FIRST, **dict.fromkeys(types.written_by_name, NamedRecord), **_LAST}


# Those of an office without types of its own.
KINDS: Mapping[str, type[Matter]] = kinds_of(paper_types())


@dataclass(frozen=True)
class Office:
    """All records of one folder. `files` gives the file (relative path) of each matter by its id.

    `types`: the table of types with the office's own. `doubtful`: ids whose record has an error, with the finding.
    `incomplete`: kinds of records (`loại`) of which one could not be read or has an error, followed by the id of its
    agency or period where it has one. Asking for such a record raises `Refused`, so that nobody uses a value that may
    be wrong. `away`: of an office on a day, the ids of people without a post and of bodies that did not exist.
    """

    settings: OfficeFile | None
    agencies: tuple[Agency, ...]
    groups: tuple[AgencyGroup, ...]
    people: tuple[Person, ...]
    committees: tuple[Committee, ...]
    meetings: tuple[Meeting, ...]
    papers: tuple[Paper, ...]
    outlines: tuple[Outline, ...] = ()
    periods: tuple[Period, ...] = ()
    corrections: tuple[Corrections, ...] = ()
    annex_sets: tuple[AnnexSet, ...] = ()
    opinions: tuple[Opinions, ...] = ()
    types: PaperTypes = field(default_factory=paper_types)
    files: Mapping[str, str] = field(default_factory=dict)
    doubtful: Mapping[str, Finding] = field(default_factory=dict)
    incomplete: Mapping[str, Finding] = field(default_factory=dict)
    away: frozenset[str] = frozenset()

    @cached_property
    def by_id(self) -> Mapping[str, Entity]:
        """Agencies, groups, people and committees by id."""
        entities: tuple[Entity, ...] = (*self.agencies, *self.groups, *self.people, *self.committees)
        found = {entity.id: entity for entity in entities}
        return _Guarded(found, self.doubtful) if self.doubtful else found

    @cached_property
    def ids_by_name(self) -> Mapping[str, str]:
        """The ids of agencies, groups and committees by name in lower case; of two with one name the first."""
        named = (
            *((name, agency.id) for agency in self.agencies for name in (agency.name, agency.called)),
            *((group.name, group.id) for group in self.groups),
            *((committee.name, committee.id) for committee in self.committees),
        )
        return {name.casefold(): key for name, key in reversed(named)}

    @cached_property
    def history(self) -> History:
        """The facts of the records with their days."""
        return History(Facts(self.agencies, self.groups, self.people, self.committees))

    @cached_property
    def _held(self) -> dict[int, Office]:
        return {}

    def on(self, day: date) -> Office:
        """The office on a day, without days: the same value for all days between two changes."""
        if not self.history.turns:
            return self
        interval = self.history.interval(day)
        if interval not in self._held:
            facts = self.history.on(day)
            self._held[interval] = replace(
                self,
                agencies=facts.agencies,
                groups=facts.groups,
                people=facts.people,
                committees=facts.committees,
                away=facts.away,
            )
        return self._held[interval]

    def require(self, key: str) -> None:
        """Check that the record with this id has no error. Refused: it has one."""
        if key in self.doubtful:
            raise _refusal(f"Hồ sơ “{key}”", self.doubtful[key])

    def require_all(self, kind: str, scope: str = "") -> None:
        """Check that no record of this kind (as in `loại`) has an error. Refused: one has, so a list of all may lack it.

        `scope`: only those of the agency or the period with this id count.
        """
        for key in (kind, f"{kind} {scope}"):
            if key in self.incomplete:
                raise _refusal(f"Một hồ sơ “{kind}”", self.incomplete[key])

    def agency(self, key: str) -> Agency:
        """The agency with this id; KeyError when it is something else."""
        return self._one(key, Agency)

    def person(self, key: str) -> Person:
        """The person with this id; KeyError when it is something else."""
        return self._one(key, Person)

    def committee(self, key: str) -> Committee:
        """The committee with this id; KeyError when it is something else."""
        return self._one(key, Committee)

    def body(self, key: str) -> Agency | Committee:
        """The agency or committee with this id, as an issuing body; KeyError when it is something else."""
        found = self.by_id[key]
        if not isinstance(found, Agency | Committee):
            raise KeyError(key)
        return found

    def outline(self, key: str) -> Outline:
        """The outline of a report with this id; KeyError when there is none."""
        self.require(key)
        return {item.id: item for item in self.outlines}[key]

    def period(self, key: str) -> Period:
        """The period of reporting with this id; KeyError when there is none."""
        self.require(key)
        return {item.id: item for item in self.periods}[key]

    def annexes_for(self, paper: Paper) -> tuple[AnnexRecord, ...]:
        """The annexes of a paper: those in its record, those made for it alone, then those with the figures of a period."""
        of_period = (
            annex_set
            for annex_set in self.annex_sets
            if annex_set.paper is None and annex_set.period == paper.annexes_from
        )
        sets = [
            *(annex_set for annex_set in self.annex_sets if annex_set.paper == paper.id),
            *sorted(of_period, key=lambda annex_set: annex_set.order),
        ]
        return (*paper.annexes, *(annex for annex_set in sets for annex in annex_set.annexes))

    def enclosed_with(self, paper: Paper) -> tuple[str, ...]:
        """The ids of all papers that go out with a paper: those it encloses, each followed by its own, each once."""
        written = {record.id: record for record in self.papers}
        found: dict[str, None] = {}

        def gather(keys: Iterable[str]) -> None:
            for key in keys:
                if key not in found and key != paper.id:
                    found[key] = None
                    gather(written[key].enclosed if key in written else ())

        gather(paper.enclosed)
        return tuple(found)

    def units(self, reporting: Iterable[str]) -> tuple[Agency, ...]:
        """The agencies named by ids of agencies and groups, each once, in order."""
        found: dict[str, Agency] = {}
        for key in reporting:
            entity = self.by_id[key]
            members = entity.members if isinstance(entity, AgencyGroup) else (key,)
            found |= {member: self.agency(member) for member in members if member not in found}
        return tuple(found.values())

    def _one(self, key: str, kind: type[_E]) -> _E:
        found = self.by_id[key]
        if not isinstance(found, kind):
            raise KeyError(key)
        return found


class _Guarded(Mapping[str, Entity]):
    """A mapping of records by id; asking for one with an error raises Refused, whether or not it could be read."""

    def __init__(self, found: Mapping[str, Entity], doubtful: Mapping[str, Finding]) -> None:
        self._found = found
        self._doubtful = doubtful

    def __getitem__(self, key: str) -> Entity:
        if key in self._doubtful:
            raise _refusal(f"Hồ sơ “{key}”", self._doubtful[key])
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _refusal(what: str, finding: Finding) -> Refused:
    return Refused(
        f"{what} có lỗi ở {finding.where}: {finding.message}", finding.hint or "Sửa lỗi ấy rồi làm lại.", (finding,)
    )
