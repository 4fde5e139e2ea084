"""The view that cross-record checks work on (cái nhìn chung): the office as far as it could be read, with places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from pipeline.records.agency import Agency, Person
from pipeline.records.committee import Committee
from pipeline.records.issuable import all_issuable
from pipeline.records.meeting import InvitationPart, NoticePart
from pipeline.records.meeting_held import issue_day
from pipeline.records.office import Office, kinds_of
from pipeline.records.paper import Issue
from pipeline.records.span import Span
from pipeline.workspace.identifiers import Known
from pipeline.workspace.mended import Mended
from pipeline.workspace.record_shape import Form, Shape, Visit, walk
from pipeline.workspace.value_places import Path, Place, Source


@dataclass(frozen=True)
class IssuedPaper:
    """One paper with a signer, wherever it is recorded: record id, path, type, issuer, day, unit."""

    owner: str
    path: Path
    kind: str
    issuer: str
    issue: Issue
    day: date
    """The day whose facts the paper takes."""

    unit: str = ""


UNSAID: Final = Place("", 0, 0)
"""The place of findings on something that was set aside: they are not reported."""


@dataclass(frozen=True)
class View:
    """The office, the ids and the sources. Things that could not be read are absent: look-ups give None.

    `unread`: ids that seem to be given in files that could not be read; `day`: for papers without a day.
    """

    office: Office
    known: Mapping[str, Known]
    sources: Mapping[str, Source]
    unread: frozenset[str] = frozenset()
    day: date | None = None
    judged: Mapping[str, Mended] = field(default_factory=dict)
    """The refused records by file, in a view of what they contain without their faults."""

    def on(self, day: date) -> View:
        """The view with the office as it was on a day."""
        office = self.office.on(day)
        return self if office is self.office else replace(self, office=office)

    def of_paper(self, paper: IssuedPaper) -> View:
        """The view with the office as it was on the day of a paper."""
        return self.on(paper.day)

    def days(self) -> tuple[date, ...]:
        """A day of every interval between two changes in the records; one day where nothing changes."""
        return tuple(self.office.history.days()) or (date.max,)

    def membership(self, committee: str, person: str) -> tuple[Span, ...]:
        """The spans of days on which a person belongs to a committee."""

        def belongs(day: date) -> bool:
            found = self.on(day).committee(committee)
            return found is not None and found.member(person) is not None

        if self.office.history.turns:
            return self.office.history.spans(belongs)
        return (Span(),) if belongs(date.max) else ()

    def outside(self, paper: IssuedPaper) -> bool:
        """Whether the signer of a paper holds no post on its day, or belongs to its committee on other days only."""
        key, day = paper.issue.signing.person, paper.day
        if self.person(key) is None:
            return False
        if not self.office.history.serves(key, day):
            return True
        then = self.on(day).committee(paper.issuer)
        return then is not None and then.member(key) is None and bool(self.membership(paper.issuer, key))

    def at(self, owner: str, *path: str | int) -> Place:
        """The place of a value of the record with this id, or of its nearest parent in the file."""
        entry = self.known[owner]
        where: Path = (*entry.path, *path)
        if (record := self.judged.get(entry.file)) is not None:
            if not record.may_speak(where):
                return UNSAID
            where = record.place(where)
        return self.sources[entry.file].place(where)

    def is_whole(self, owner: str, path: Path) -> bool:
        """Whether nothing was set aside in a value (see `mended`)."""
        entry = self.known[owner]
        record = self.judged.get(entry.file)
        return record is None or record.may_speak((*entry.path, *path))

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
        """The name of the thing with this id, for messages."""
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
        meetings = {meeting.id: meeting for meeting in self.office.meetings}
        for paper in all_issuable(self.office):
            part = paper.part
            if isinstance(part, InvitationPart | NoticePart):
                day = issue_day(meetings[paper.owner], part, self.day)
            elif isinstance(part, Issue):
                day = part.day(self.day)
            else:
                continue
            yield IssuedPaper(paper.owner, paper.path, paper.kind, paper.body, part, day, paper.unit)
