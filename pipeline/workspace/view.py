"""What the comparing checks look at (cái nhìn chung): the office as far as it could be read, and where each thing stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.records.agency import Agency, Person
from pipeline.records.committee import Committee
from pipeline.records.meeting import Meeting
from pipeline.records.office import Office, kinds_of
from pipeline.records.paper import Issue
from pipeline.workspace.identifiers import Known
from pipeline.workspace.record_shape import Form, Shape, Visit, walk
from pipeline.workspace.value_places import Path, Place, Source


@dataclass(frozen=True)
class IssuedPaper:
    """One paper with a signer, wherever it is recorded: its record, the type's name, the issuer's id, and its place."""

    owner: str
    path: Path
    kind: str
    issuer: str
    issue: Issue
    unit: str = ""


@dataclass(frozen=True)
class View:
    """The office, the ids and the sources. Things that could not be read are simply absent: look-ups give None.

    `unread` are ids that seem to be given in files that could not be read.
    """

    office: Office
    known: Mapping[str, Known]
    sources: Mapping[str, Source]
    unread: frozenset[str] = frozenset()

    def at(self, owner: str, *path: str | int) -> Place:
        """The place of a value of the record with this id, or of its nearest parent that is written down."""
        entry = self.known[owner]
        return self.sources[entry.file].place((*entry.path, *path))

    def person(self, key: str) -> Person | None:
        """The person with this id, or None."""
        found = self.office.by_id.get(key)
        return found if isinstance(found, Person) else None

    def agency(self, key: str | None) -> Agency | None:
        """The agency with this id, or None."""
        found = self.office.by_id.get(key) if key else None
        return found if isinstance(found, Agency) else None

    def committee(self, key: str | None) -> Committee | None:
        """The committee with this id, or None."""
        found = self.office.by_id.get(key) if key else None
        return found if isinstance(found, Committee) else None

    def name(self, key: str) -> str:
        """How a message calls the thing with this id."""
        entry = self.known.get(key)
        return entry.name or key if entry else key

    def visits(self) -> Iterator[tuple[Source, Visit]]:
        """Every value of every file whose kind is known, with its source."""
        kinds = kinds_of(self.office.types)
        for source in self.sources.values():
            kind = source.data.get("loại") if isinstance(source.data, dict) else None
            if isinstance(kind, str) and kind in kinds:
                for visit in walk(source.data, Shape(Form.RECORD, model=kinds[kind])):
                    yield source, visit

    def issued(self) -> Iterator[IssuedPaper]:
        """Every paper that has a signer: those written directly, the invitations and the notices of meetings."""
        for paper in self.office.papers:
            yield IssuedPaper(paper.id, (), paper.kind, paper.issuer, paper, getattr(paper, "unit", ""))
        for meeting in self.office.meetings:
            yield from _of_meeting(meeting)


def _of_meeting(meeting: Meeting) -> Iterator[IssuedPaper]:
    if meeting.invitation:
        yield IssuedPaper(meeting.id, ("giấy mời",), "giấy mời", meeting.body, meeting.invitation)
    if meeting.notice:
        yield IssuedPaper(meeting.id, ("thông báo",), "thông báo", meeting.body, meeting.notice)
