"""A unit's report in words (báo cáo lời văn, DOCX) put under the sections of the outline: no sentence of it is lost.

Sections are found by their titles, brought to one form; a title that is only nearly the same is taken and asked about,
one that the outline does not have becomes a passage of no section, and a question. Letterhead, signature and recipients
are kept as well, apart from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pipeline.intake.text import one_line, settle
from pipeline.reading.docx import read_docx
from pipeline.reading.facts import Flow, Paragraph
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Element, Paper
from pipeline.records.reporting import Outline, ReportSection
from pipeline.reports.returned_form import Returned
from pipeline.reports.submission import IN_WORDS, Passage, Question, Source
from pipeline.reports.typed_names import nearest, plain_name

FRAME: Final = "Phần thể thức"
OPENING: Final = "Mở đầu"
_LONGEST_HEADING: Final = 14  # words
_FEWEST_WORDS: Final = 2
_LONGEST_SUBJECT: Final = 30  # words
_INLINE: Final = re.compile(r"^(?P<title>[^:.–\n]{3,90}?)\s*[:.–]\s+(?P<rest>\S.*)$", re.DOTALL)
_RANKS: Final = (
    (1, re.compile(r"^\s*(?:phần\s+)?[IVXLC]+\s*[./)-]\s*", re.IGNORECASE)),
    (1, re.compile(r"^\s*[A-Z]\s*[./)-]\s+")),
    (2, re.compile(r"^\s*\d+\s*[./)-]\s+")),
    (3, re.compile(r"^\s*(?:\d+(?:\.\d+)+[./)]?|[a-zđ]\s*[.)])\s+")),
)
_FLOWING: Final = frozenset({Flow.BODY, Flow.TEXT_BOX})
_CLOSING: Final = re.compile(r"^Trên đây là [^.;:]{0,200}\./?\.?$")


@dataclass(frozen=True)
class Letter:
    """A report in words as it was opened: the paper, and who says to have issued it."""

    name: str
    paper: Paper

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
    return Letter(name, recognise(read_docx(data, name=name)))


def read_letter(letter: Letter, outline: Outline) -> Returned:
    """Its passages in the order of the text, and what a person must look at."""
    reader = _Reader(letter, outline)
    reader.read()
    return Returned((), tuple(reader.passages()), tuple(reader.questions))


@dataclass
class _Open:
    """A passage that is still being read."""

    section: str | None
    title: str
    where: Source
    paragraphs: list[str] = field(default_factory=list)


class _Reader:
    """One walk over the paragraphs, keeping under which section they stand."""

    def __init__(self, letter: Letter, outline: Outline) -> None:
        self.letter = letter
        self.titles: dict[str, ReportSection] = {
            plain_name(title): section
            for section in outline.sections
            for title in (section.title, *section.other_titles)
        }
        self.names = [title for section in outline.sections for title in (section.title, *section.other_titles)]
        self.frame = {
            index
            for component in letter.paper.components
            if component.element not in {Element.BODY, Element.BASIS}
            for index in component.paragraphs
        }
        self.found: list[_Open] = []
        self.questions: list[Question] = []
        self.rank = 9

    def passages(self) -> Iterator[Passage]:
        """What was read; a title alone is a passage too."""
        for open_section in self.found:
            if open_section.paragraphs or open_section.title not in {FRAME, OPENING}:
                yield Passage(
                    open_section.section, open_section.title, tuple(open_section.paragraphs), open_section.where
                )

    def read(self) -> None:
        """All paragraphs, rows of tables as one line each."""
        for paragraph, text in _lines(self.letter.paper.facts.paragraphs):
            if paragraph.index in self.frame or paragraph.flow not in _FLOWING or _CLOSING.match(text):
                self._into_frame(paragraph, text)
            elif paragraph.cell is not None or not self._heading(paragraph, text):
                self._text(paragraph, text)
        if not any(open_section.section for open_section in self.found):
            words = "không thấy mục nào của đề cương"
            self.questions.append(Question("BC-112", None, "", self.letter.name, words, (), self._at(None)))

    def _at(self, paragraph: Paragraph | None) -> Source:
        return Source(self.letter.name, IN_WORDS, f"đoạn {paragraph.ordinal}" if paragraph else "")

    def _into_frame(self, paragraph: Paragraph, text: str) -> None:
        frame = next((open_section for open_section in self.found if open_section.title == FRAME), None)
        if frame is None:
            frame = _Open(None, FRAME, self._at(paragraph))
            self.found.insert(0, frame)
        self._write(frame, paragraph, text)

    def _text(self, paragraph: Paragraph, text: str) -> None:
        if not self.found or self.found[-1].title == FRAME:
            self.found.append(_Open(None, OPENING, self._at(paragraph)))
        self._write(self.found[-1], paragraph, text)

    def _write(self, passage: _Open, paragraph: Paragraph, text: str) -> None:
        """Add a paragraph as it may be printed; what is not word for word what came is asked about."""
        words, odd = settle(text)
        if odd:
            self.questions.append(Question("BC-300", None, "", text, odd, (), self._at(paragraph)))
        if words:
            passage.paragraphs.append(words)

    def _heading(self, paragraph: Paragraph, text: str) -> bool:
        """Whether the paragraph begins a section, with its title alone or before its text; then it is opened."""
        if (section := self.titles.get(plain_name(text))) is not None:
            self._begin(section, text, paragraph)
            return True
        return self._heading_within(paragraph, text) or (
            _looks_like_heading(paragraph, text) and self._other_heading(paragraph, text)
        )

    def _heading_within(self, paragraph: Paragraph, text: str) -> bool:
        """`Tồn tại: Một số hồ sơ …`: a title and its text in one paragraph."""
        inline = _INLINE.match(_bare(text))
        if inline is None:
            return False
        written = text[: len(text) - len(inline["rest"])].strip()
        if (section := self.titles.get(plain_name(inline["title"]))) is not None:
            self._begin(section, written, paragraph)
        elif (section := self._begun(inline["title"])) is not None:
            self._supposed(section, inline["title"], written, paragraph)
        else:
            return False
        self._write(self.found[-1], paragraph, inline["rest"])
        return True

    def _other_heading(self, paragraph: Paragraph, text: str) -> bool:
        """A heading that is none of the outline's: nearly one of them, or one of the unit's own; a lower one is text."""
        if (near := self._near(_bare(text))) is not None:
            self._supposed(near, text, text, paragraph)
            return True
        if _rank(text, self.rank) > self.rank:
            return False
        self.found.append(_Open(None, text, self._at(paragraph)))
        words = "mục này không có trong đề cương; nội dung đưa vào “Nội dung khác”"
        self.questions.append(Question("BC-111", None, "", text, words, (), self._at(paragraph)))
        return True

    def _near(self, title: str) -> ReportSection | None:
        """The section that a title is clearly meant to be, though it is not one of its titles."""
        near = nearest(title, self.names)
        return self.titles[plain_name(near)] if near is not None else self._begun(title)

    def _begun(self, title: str) -> ReportSection | None:
        """The one section whose title begins as this one does, or the other way round; two words at least."""
        words = plain_name(title).split()
        begun = {
            section.id: section
            for known, section in self.titles.items()
            if _share_beginning(words, known.split()) and min(len(words), len(known.split())) >= _FEWEST_WORDS
        }
        return next(iter(begun.values())) if len(begun) == 1 else None

    def _supposed(self, section: ReportSection, title: str, written: str, paragraph: Paragraph) -> None:
        """Begin a section whose title is only nearly one of the outline's, and ask."""
        self._begin(section, written, paragraph)
        words = f"tiêu đề này được hiểu là mục “{section.title}”"
        self.questions.append(Question("BC-110", None, "", title, words, (section.title,), self._at(paragraph)))

    def _begin(self, section: ReportSection, title: str, paragraph: Paragraph) -> None:
        self.rank = _rank(title, self.rank)
        self.found.append(_Open(section.id, title, self._at(paragraph)))


def _lines(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[Paragraph, str]]:
    """Paragraphs with their text; the cells of one row of a table are one line, a bar between them."""
    row: list[Paragraph] = []
    for paragraph in paragraphs:
        same = bool(row) and paragraph.cell is not None and row[0].cell is not None
        if same and (paragraph.cell.table, paragraph.cell.row) == (row[0].cell.table, row[0].cell.row):  # type: ignore[union-attr]
            row.append(paragraph)
            continue
        yield from _joined(row)
        row = [paragraph]
    yield from _joined(row)


def _joined(row: list[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    written = [paragraph for paragraph in row if one_line(paragraph.plain)]
    if written:
        yield written[0], " | ".join(one_line(paragraph.plain) for paragraph in written)


def _share_beginning(left: list[str], right: list[str]) -> bool:
    few = min(len(left), len(right))
    return left[:few] == right[:few]


def _bare(text: str) -> str:
    for _, pattern in _RANKS:
        if found := pattern.match(text):
            return text[found.end() :]
    return text


def _rank(text: str, otherwise: int) -> int:
    """How high a heading stands by its numbering: 1 for I. and A., 2 for 1., 3 below; `otherwise` where it has none."""
    return next((rank for rank, pattern in _RANKS if pattern.match(text)), min(otherwise, 2))


def _looks_like_heading(paragraph: Paragraph, text: str) -> bool:
    """A short line, numbered high or set off from the text, that does not end as a sentence does."""
    if len(text.split()) > _LONGEST_HEADING or text.endswith((".", ";", ",")):
        return False
    written = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(written) and all(run.bold for run in written)
    return paragraph.level is not None or bold or text.isupper() or _RANKS[0][1].match(text) is not None
