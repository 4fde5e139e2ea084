"""A unit's report in words (báo cáo lời văn, DOCX): the paper, its issuer, and its text by sections of the outline.

Every sentence is kept: `section_tree` puts the text under the sections; letterhead, signature and recipients are kept
apart.
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
    """A report in words that was opened: the file's name, the paper, and the comments in it."""

    name: str
    paper: Paper
    comments: tuple[str, ...] = ()

    @property
    def issuer(self) -> str:
        """The issuing agency as the letterhead writes it; empty if there is none."""
        return one_line(self.paper.text(self.paper.component(Element.ISSUING_AGENCY)))

    @property
    def subject(self) -> str:
        """The subject: `Kết quả 6 tháng đầu năm 2024`; if the paper has none, its first line if that is short."""
        found = self.paper.component(Element.SUBJECT) or self.paper.component(Element.LETTER_SUBJECT)
        body = self.paper.paragraphs(self.paper.component(Element.BODY))
        first = body[0].plain if body and len(body[0].plain.split()) <= _LONGEST_SUBJECT else ""
        return one_line(self.paper.text(found) or first)


def open_letter(data: bytes, name: str) -> Letter:
    """Open a report in DOCX. Unreadable: the file is no such report; the message says why."""
    return Letter(name, recognise(read_docx(data, name=name)), read_comments(data, name=name))


def read_letter(letter: Letter, outline: Outline) -> Returned:
    """The passages of a report in reading order, and the questions that a person must answer."""
    return read_sections(letter.paper, outline, name=letter.name, comments=letter.comments)
