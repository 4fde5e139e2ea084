"""Composing papers from records (soạn văn bản): every paper that an office's records ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain

from pipeline.errors import Refused
from pipeline.finding import Finding
from pipeline.papers.meeting_papers import compose_meeting, meeting_papers
from pipeline.papers.official_document import OfficialDocument
from pipeline.papers.wording import Wording
from pipeline.papers.written_papers import compose_paper
from pipeline.records.office import Office


@dataclass(frozen=True, kw_only=True)
class Unmade:
    """A paper that cannot be made while something it uses has an error: its id, its record's file, the error."""

    id: str
    file: str
    finding: Finding


def compose(
    office: Office, wording: Wording | None = None, *, draft: bool = False, on: date | None = None
) -> tuple[OfficialDocument, ...]:
    """All papers of an office, ordered by id; `draft` adds the mark DỰ THẢO, which the decree does not know.

    Each paper takes the facts that held on its day: the day of issue, for minutes that of the meeting; `on` is the day
    for papers that have none. Refused: a record that a paper uses has an error.
    """
    meetings = chain.from_iterable(compose_meeting(office, meeting, wording, on=on) for meeting in office.meetings)
    papers = (compose_paper(office, record, wording, on=on) for record in office.papers)
    documents = sorted(chain(meetings, papers), key=lambda document: document.id)
    return tuple(replace(document, draft=draft or document.draft) for document in documents)


def compose_sound(
    office: Office, wording: Wording | None = None, *, draft: bool = False, on: date | None = None
) -> tuple[tuple[OfficialDocument, ...], tuple[Unmade, ...]]:
    """The papers of an office that use no faulty record, by id; and those that do, each with one error as its reason.

    `draft`, `on`: as for `compose`.
    """
    made: list[OfficialDocument] = []
    unmade: list[Unmade] = []
    for owner, key, make in _asked_for(office, wording, on):
        file = office.files.get(owner, "")
        try:
            document = _sound(office, owner, key, make)
            made.append(replace(document, draft=draft or document.draft))
        except Refused as refusal:
            unmade.append(Unmade(id=key, file=file, finding=refusal.findings[0]))
    return tuple(sorted(made, key=lambda document: document.id)), tuple(unmade)


def compose_one(
    office: Office, paper: str, wording: Wording | None = None, *, on: date | None = None
) -> OfficialDocument | None:
    """One paper of an office by its id; None where no record asks for it or it uses a faulty record.

    `on`: as for `compose`.
    """
    for owner, key, make in _asked_for(office, wording, on):
        if key == paper:
            try:
                return _sound(office, owner, key, make)
            except Refused:
                return None
    return None


def _sound(office: Office, owner: str, key: str, make: Callable[[], OfficialDocument]) -> OfficialDocument:
    """Compose one paper. Refused: it uses a faulty record."""
    office.require(owner)
    office.require(key)
    return make()


def _asked_for(
    office: Office, wording: Wording | None, on: date | None
) -> Iterator[tuple[str, str, Callable[[], OfficialDocument]]]:
    """For every paper the id of its record, its own id, and the function that composes it."""
    for meeting in office.meetings:
        for key, make in meeting_papers(office, meeting, wording, on=on):
            yield meeting.id, key, make
    for record in office.papers:
        yield record.id, record.id, partial(compose_paper, office, record, wording, on=on)
