"""What can be issued (văn bản có thể ban hành): each paper of an office by its id, with the record's part for its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.records.meeting import Meeting, MinutesPart
from pipeline.records.meeting_held import held
from pipeline.records.office import Office
from pipeline.records.paper import Issue

ISSUED = "đã ban hành"


@dataclass(frozen=True, kw_only=True)
class Issuable:
    """One paper: its id, the record it stands in, its type, the issuing body, what is written of number, day and state.

    `held`: the day of the meeting, of minutes alone; they bear no day of issue (mẫu 1.9).
    """

    id: str
    owner: str
    kind: str
    body: str
    part: Issue | MinutesPart
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
        """The month that stands on the paper while its day is open."""
        return self.part.month if isinstance(self.part, Issue) else None

    @property
    def is_issued(self) -> bool:
        """Whether the record says that it was issued."""
        return self.part.state == ISSUED

    @property
    def copies(self) -> int | None:
        """How many copies go out."""
        return self.part.recipients.copies


def issuable(office: Office) -> Mapping[str, Issuable]:
    """Every paper of an office by its id, whether or not it can be made."""
    written = {
        paper.id: Issuable(
            id=paper.id,
            owner=paper.id,
            kind=paper.kind,
            body=paper.issuer,
            part=paper,
            unit=getattr(paper, "unit", ""),
        )
        for paper in office.papers
    }
    return {**written, **{paper.id: paper for meeting in office.meetings for paper in _of_meeting(meeting)}}


def _of_meeting(meeting: Meeting) -> Iterator[Issuable]:
    for kind, part in meeting.papers.items():
        day = held(meeting).day if isinstance(part, MinutesPart) else None
        yield Issuable(id=meeting.paper_id(part), owner=meeting.id, kind=kind, body=meeting.body, part=part, held=day)
