"""The whole office as one frozen value (hồ sơ của văn phòng): every record, found by its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, get_args

from pipeline.records.agency import Agency, AgencyFile, AgencyGroup, OfficeFile, PeopleFile, Person
from pipeline.records.committee import Committee
from pipeline.records.meeting import Meeting
from pipeline.records.opinions import Opinions
from pipeline.records.paper import AnnexRecord, DecisionRecord, LetterRecord, NamedKind, NamedRecord
from pipeline.records.reporting import AnnexSet, Corrections, Outline, Period

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

# One line per kind of file; the value of `loại:` chooses the model.
KINDS: Mapping[str, type[Matter]] = {
    "văn phòng": OfficeFile,
    "cơ quan": AgencyFile,
    "cán bộ": PeopleFile,
    "ban chỉ đạo": Committee,
    "tổ giúp việc": Committee,
    "cuộc họp": Meeting,
    "quyết định": DecisionRecord,
    "công văn": LetterRecord,
    **dict.fromkeys(get_args(NamedKind), NamedRecord),
    "đề cương": Outline,
    "kỳ báo cáo": Period,
    "điều chỉnh số liệu": Corrections,
    "phụ lục số liệu": AnnexSet,
    "ý kiến góp ý": Opinions,
}


@dataclass(frozen=True)
class Office:
    """All records of one folder. `files` gives the file (relative path) of each matter by its id."""

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
    files: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Entity]:
        """Agencies, groups, people and committees by id."""
        entities: tuple[Entity, ...] = (*self.agencies, *self.groups, *self.people, *self.committees)
        return {entity.id: entity for entity in entities}

    def agency(self, key: str) -> Agency:
        """The agency with this id; KeyError when it is something else."""
        return self._one(key, Agency)

    def person(self, key: str) -> Person:
        """The person with this id."""
        return self._one(key, Person)

    def committee(self, key: str) -> Committee:
        """The committee with this id."""
        return self._one(key, Committee)

    def body(self, key: str) -> Agency | Committee:
        """The issuing body with this id."""
        found = self.by_id[key]
        if not isinstance(found, Agency | Committee):
            raise KeyError(key)
        return found

    def outline(self, key: str) -> Outline:
        """The outline of a report with this id; KeyError when there is none."""
        return {item.id: item for item in self.outlines}[key]

    def period(self, key: str) -> Period:
        """The period of reporting with this id; KeyError when there is none."""
        return {item.id: item for item in self.periods}[key]

    def annexes_for(self, paper: Paper) -> tuple[AnnexRecord, ...]:
        """The annexes of a paper: written in its record, made for it alone, then those with the figures of a period."""
        of_period = (one for one in self.annex_sets if one.paper is None and one.period == paper.annexes_from)
        sets = [
            *(one for one in self.annex_sets if one.paper == paper.id),
            *sorted(of_period, key=lambda one: one.order),
        ]
        return (*paper.annexes, *(annex for one in sets for annex in one.annexes))

    def units(self, reporting: Iterable[str]) -> tuple[Agency, ...]:
        """The agencies behind ids of agencies and groups, each once, in order."""
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
