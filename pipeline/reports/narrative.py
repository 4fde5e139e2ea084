"""A unit's report in words (báo cáo lời văn, DOCX): the paper, who issued it, what it says under the sections of the outline.

No sentence of it is lost: `section_tree` puts the text under the sections, letterhead, signature and recipients are kept
apart from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.intake.text import one_line
from pipeline.reading.docx import read_docx
from pipeline.reading.docx.comments import read_comments
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Element, Paper
from pipeline.records.reporting import Outline
from pipeline.reports.returned_form import Returned
from pipeline.reports.section_tree import read_sections

_LONGEST_SUBJECT: Final = 30  # words


@dataclass(frozen=True)
class Letter:
    """A report in words as it was opened: the paper, and who says to have issued it."""

    name: str
    paper: Paper
    comments: tuple[str, ...] = ()

    @property
    def issuer(self) -> str:
        """The issuing agency as the letterhead writes it, the agency above it first."""
        return one_line(self.paper.text(self.paper.component(Element.ISSUING_AGENCY)))

    @property
    def subject(self) -> str:
        """The subject: `Kết quả 6 tháng đầu năm 2024`; where it does not look like one, the line that the text begins with."""
        found = self.paper.component(Element.SUBJECT) or self.paper.component(Element.LETTER_SUBJECT)
        body = self.paper.paragraphs(self.paper.component(Element.BODY))
        first = body[0].plain if body and len(body[0].plain.split()) <= _LONGEST_SUBJECT else ""
        return one_line(self.paper.text(found) or first)


def open_letter(data: bytes, name: str) -> Letter:
    """Open a DOCX report; Unreadable with a reason for anything that is none."""
    return Letter(name, recognise(read_docx(data, name=name)), read_comments(data, name=name))


def read_letter(letter: Letter, outline: Outline) -> Returned:
    """Its passages in the order of the text, and what a person must look at."""
    return read_sections(letter.paper, outline, name=letter.name, comments=letter.comments)
