"""What can be issued (văn bản có thể ban hành): each paper of an office by its id, with the part of its record for the number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.records.meeting import MinutesPart
from pipeline.records.meeting_held import held
from pipeline.records.office import Office
from pipeline.records.paper import Issue

ISSUED = "đã ban hành"


@dataclass(frozen=True, kw_only=True)
class Issuable:
    """One paper: its id, its record, its type, the issuing body, and the record's part with number, day and state.

    `path`: the keys from the record to that part, none for a paper written directly, the paper's key in a meeting.
    `held`: for minutes the day of the meeting; they have no day of issue (mẫu 1.9).
    """

    id: str
    owner: str
    kind: str
    body: str
    part: Issue | MinutesPart
    path: tuple[str, ...] = ()
    unit: str = ""
    held: date | None = None

    @property
    def number(self) -> int | None:
        """The number that the record gives."""
        return self.part.number

    @property
    def day(self) -> date | None:
        """The day of issue that the record gives; of minutes the day of the meeting."""
        return self.part.date if isinstance(self.part, Issue) else self.held

    @property
    def month(self) -> date | None:
        """The month printed on the paper while its day is blank."""
        return self.part.month if isinstance(self.part, Issue) else None

    @property
    def is_issued(self) -> bool:
        """Whether the record says that it was issued."""
        return self.part.state == ISSUED

    @property
    def copies(self) -> int | None:
        """The number of copies to issue; None where the record gives none."""
        return self.part.recipients.copies


def issuable(office: Office) -> Mapping[str, Issuable]:
    """Every paper of an office by its id, whether or not it can be made."""
    return {paper.id: paper for paper in all_issuable(office)}


def all_issuable(office: Office) -> Iterator[Issuable]:
    """Every paper of an office, in the order of the records; also papers that were given one id by mistake."""
    for paper in office.papers:
        unit = getattr(paper, "unit", "")
        yield Issuable(id=paper.id, owner=paper.id, kind=paper.kind, body=paper.issuer, part=paper, unit=unit)
    for meeting in office.meetings:
        for kind, part in meeting.papers.items():
            yield Issuable(
                id=meeting.paper_id(part),
                owner=meeting.id,
                kind=kind,
                body=meeting.body,
                part=part,
                path=(kind,),
                held=held(meeting).day if isinstance(part, MinutesPart) else None,
            )
