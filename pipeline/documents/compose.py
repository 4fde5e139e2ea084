"""Records in, papers out (soạn văn bản): every paper that an office's records ask for."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from pipeline.documents.meeting_papers import compose_meeting
from pipeline.documents.model import OfficialDocument
from pipeline.documents.papers import compose_paper
from pipeline.records.office import Office


def compose(office: Office, *, draft: bool = False) -> tuple[OfficialDocument, ...]:
    """All papers of an office, ordered by id; `draft` asks for the DỰ THẢO mark, which the decree does not know."""
    meetings = chain.from_iterable(compose_meeting(office, meeting) for meeting in office.meetings)
    papers = (compose_paper(office, record) for record in office.papers)
    documents = sorted(chain(meetings, papers), key=lambda document: document.id)
    return tuple(replace(document, draft=draft) for document in documents)
