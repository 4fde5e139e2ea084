"""The text of a report in words by sections of the outline (cây đề mục); a sub-heading stays under its heading.

Headings are ranked by numbering, Word's heading styles and look. A heading with a title of the outline opens that
section. Any other heading below a section belongs to the text of the section. A heading under no section is kept with
its title, and asked about if it has text. Text before the first heading is the opening.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pipeline.intake.text import one_line, settle
from pipeline.reading.facts import Flow, Paragraph
from pipeline.reading.recognised import Element, Paper
from pipeline.records.reporting import Outline, ReportSection
from pipeline.reports.heading_ranks import bare, has_letters, is_bold, is_set_off, numbered, rank_of
from pipeline.reports.letter_lines import Line, lines
from pipeline.reports.returned_form import Returned
from pipeline.reports.section_titles import Meant, Titles
from pipeline.reports.submission import FRAME, IN_WORDS, OPENING, Passage, Question, Rows, Source

_OWN: Final = frozenset({FRAME, OPENING})
_INLINE: Final = re.compile(r"^(?P<title>[^:.–\n]{3,90}?)\s*[:.–]\s+(?P<rest>\S.*)$", re.DOTALL)
_FLOWING: Final = frozenset({Flow.BODY, Flow.TEXT_BOX})
_CLOSING: Final = re.compile(r"^Trên đây là [^.;:]{0,200}\./?\.?$")
_SMALLEST_PICTURE: Final = 25.0  # mm; smaller ones are marks and lines
_LISTED: Final = 3.0  # from this rank on a number may be that of a list
_FEWEST_HEADS: Final = 2


def read_sections(paper: Paper, outline: Outline, *, name: str, comments: tuple[str, ...] = ()) -> Returned:
    """The passages of a report in reading order, and the questions that a person must answer."""
    walk = _Walk(paper, outline, name)
    walk.read()
    walk.ask_beside(comments)
    return Returned((), tuple(walk.passages()), tuple(walk.questions))


@dataclass
class _Open:
    """A passage that is still being read. `led`: its title is printed with its text; `asked`: it was asked about."""

    section: str | None
    title: str
    where: Source
    led: bool = False
    paragraphs: list[str] = field(default_factory=list)
    tables: list[Rows] = field(default_factory=list)
    last_table: int | None = None
    asked: bool = False


@dataclass(frozen=True)
class _Heading:
    """A heading with its rank; following lines stand under it until a heading of the same or a higher rank."""

    rank: float
    number: int | None
    section: str | None
    passage: _Open


class _Walk:
    """A walk over the lines that remembers under which headings each line stands."""

    def __init__(self, paper: Paper, outline: Outline, name: str) -> None:
        self.paper, self.name = paper, name
        self.titles = Titles(outline)
        self.frame = {
            index
            for component in paper.components
            if component.element not in {Element.BODY, Element.BASIS}
            for index in component.paragraphs
        }
        self.lines = tuple(lines(paper.facts.paragraphs, paper.facts.tables))
        texts = [line.text for line in self.lines if line.table is None]
        self.letters = has_letters(texts)
        self.numbers = any(
            numbered(line.text) is not None and is_set_off(line.paragraph, line.text)
            for line in self.lines
            if line.table is None
        )
        self.found: list[_Open] = []
        self.stack: list[_Heading] = []
        self.listed: dict[float, int] = {}
        self.questions: list[Question] = []

    def passages(self) -> Iterator[Passage]:
        """The passages that were read; a title without text is a passage too."""
        for passage in self.found:
            if passage.paragraphs or passage.title not in _OWN:
                tables = tuple(table for table in passage.tables if len(table.cells) > 1)
                texts = tuple(passage.paragraphs)
                yield Passage(passage.section, passage.title, texts, passage.where, led=passage.led, tables=tables)

    def read(self) -> None:
        """Read all lines."""
        for line in self.lines:
            if line.paragraph.index in self.frame or line.paragraph.flow not in _FLOWING or _CLOSING.match(line.text):
                self._into_frame(line)
            elif line.table is not None or not self._heading(line):
                self._text(line)
        if not any(passage.section for passage in self.found):
            self._ask("BC-112", self.name, "không thấy mục nào của đề cương")

    def ask_beside(self, comments: tuple[str, ...]) -> None:
        """Ask about pictures and about comments in the margin, which do not become text of the report."""
        pictures = sum(min(image.width, image.height) >= _SMALLEST_PICTURE for image in self.paper.facts.images)
        if pictures:
            self._ask("BC-113", "", f"văn bản có {pictures} hình ảnh, không đọc được nội dung; mở tệp gốc để xem")
        for comment in comments:
            self._ask("BC-113", one_line(comment), "lời nhận xét bên lề, không thuộc nội dung báo cáo")

    def _ask(
        self, code: str, text: str, doubt: str, choices: tuple[str, ...] = (), at: Paragraph | None = None
    ) -> None:
        self.questions.append(Question(code, None, "", text, doubt, choices, self._at(at)))

    def _at(self, paragraph: Paragraph | None) -> Source:
        return Source(self.name, IN_WORDS, f"đoạn {paragraph.ordinal}" if paragraph else "")

    # ------------------------------------------------------------------------------------------------------- text
    def _into_frame(self, line: Line) -> None:
        frame = next((passage for passage in self.found if passage.title == FRAME), None)
        if frame is None:
            frame = _Open(None, FRAME, self._at(line.paragraph))
            self.found.insert(0, frame)
        self._write(frame, line)

    def _text(self, line: Line) -> None:
        if not self.found or self.found[-1].title == FRAME:
            self.found.append(_Open(None, OPENING, self._at(line.paragraph)))
        self._write(self.found[-1], line)

    def _write(self, passage: _Open, line: Line) -> None:
        """Add a line to a passage as it may be printed, and ask about a line that had to be changed for that."""
        words, odd = settle(line.text)
        if odd:
            self._ask("BC-300", line.text, odd, at=line.paragraph)
        if not words:
            return
        if passage.section is None and passage.title not in _OWN and not passage.asked:
            passage.asked = True
            doubt = "mục này không có trong đề cương; nội dung đưa vào “Nội dung khác”"
            self._ask("BC-111", passage.title, doubt, at=line.paragraph)
        if line.table is not None and passage.title != FRAME:
            cells = tuple(settle(cell)[0] for cell in line.cells)
            if passage.last_table == line.table and passage.tables:
                last = passage.tables[-1]
                passage.tables[-1] = Rows(last.first, (*last.cells, cells))
            else:
                passage.tables.append(Rows(len(passage.paragraphs), (cells,)))
        passage.last_table = line.table
        passage.paragraphs.append(words)

    # --------------------------------------------------------------------------------------------------- headings
    def _heading(self, line: Line) -> bool:
        """Whether a line is a heading (or begins with one); if so, open its section or passage."""
        title = bare(line.text)
        if (section := self.titles.exact(line.text) or self.titles.exact(title)) is not None:
            return self._known(line, Meant(section), line.text)
        set_off = is_set_off(line.paragraph, line.text)
        meant = self.titles.usual(title) if set_off or self._is_next(line) else None
        if meant is not None:
            return self._known(line, meant, line.text)
        return self._within(line) or (set_off and self._own(line)) or self._next_in_row(line)

    def _within(self, line: Line) -> bool:
        """Whether a line has a title and its text in one paragraph (`Tồn tại: Một số hồ sơ …`); if so, open it."""
        inline = _INLINE.match(bare(line.text))
        if inline is None:
            return False
        title = inline["title"]
        written = line.text[: len(line.text) - len(inline["rest"])].strip()
        known = self.titles.exact(title)
        meant = Meant(known) if known is not None else self._usual_within(line, title)
        if meant is None and self._parent(line)[0] is None and (begun := self.titles.begun(title)) is not None:
            self._supposed(line, Meant(begun), written)
        elif meant is None or not self._begins(line, meant, written):
            return False
        self._write(self.found[-1], Line(line.paragraph, inline["rest"]))
        return True

    def _usual_within(self, line: Line, title: str) -> Meant | None:
        first = line.paragraph.inked[:1]
        meant = self.titles.usual(title)
        clear = numbered(line.text) is not None or any(run.bold for run in first) or len(title.split()) > _FEWEST_HEADS
        return meant if clear else None

    def _known(self, line: Line, meant: Meant, written: str) -> bool:
        """Open the section that a heading names, or add the heading to the text of the section that it stands in."""
        if self._begins(line, meant, written):
            return True
        parent, rank = self._parent(line)
        return parent is not None and self._below(line, rank, parent)

    def _begins(self, line: Line, meant: Meant, written: str) -> bool:
        """Whether a heading opens its section here; if so, open it, and ask if that is not certain."""
        parent, rank = self._parent(line)
        above = parent.section if parent is not None else None
        section = meant.section
        if above == section.id:
            return False
        below = above is not None and not self.titles.may_stand_below(section, above)
        if below and (numbered(line.text) is not None or not is_bold(line.paragraph)):
            return False
        if below or meant.others:
            self._supposed(line, meant, written)
        else:
            self._open(line, rank, section, written, led=not meant.whole)
        return True

    def _own(self, line: Line) -> bool:
        """Open or add a heading that is not in the outline; ask if it resembles a title of the outline."""
        parent, rank = self._parent(line)
        if parent is not None and parent.section is not None:
            return self._below(line, rank, parent)
        if (near := self.titles.near(bare(line.text))) is not None:
            self._supposed(line, Meant(near), line.text)
            return True
        self._open(line, rank, None, line.text, led=True)
        return True

    def _next_in_row(self, line: Line) -> bool:
        """Whether a plain numbered line continues the numbering of headings within a section; if so, add it."""
        if not self._is_next(line):
            return False
        parent, rank = self._parent(line)
        return parent is not None and parent.section is not None and self._below(line, rank, parent)

    def _is_next(self, line: Line) -> bool:
        """Whether a plain line has the number after the last heading of its rank, without a list between them."""
        found = numbered(line.text, letters=self.letters)
        if found is None or found.number is None or line.text.endswith((".", ";", ",")):
            return False
        listed = self.listed.get(found.rank)
        self.listed[found.rank] = found.number
        last = next((heading for heading in reversed(self.stack) if heading.rank == found.rank), None)
        before = last.number if last is not None else None
        return found.number == 1 + (before or 0) and listed in {None, before} and len(line.text) < 90  # noqa: PLR2004

    def _parent(self, line: Line) -> tuple[_Heading | None, float]:
        """The heading under which a line stands (None: none), and the line's own rank.

        A count that begins again at 1 directly below a heading of the same rank stands half a rank lower.
        """
        rank = rank_of(line.paragraph, line.text, letters=self.letters, numbers=self.numbers)
        found = numbered(line.text, letters=self.letters)
        if found is not None and found.number == 1 and rank >= _LISTED:
            same = next((heading for heading in reversed(self.stack) if heading.rank == rank), None)
            rank += 0.5 if same is not None and same is self.stack[-1] else 0
        return next((heading for heading in reversed(self.stack) if heading.rank < rank), None), rank

    def _below(self, line: Line, rank: float, parent: _Heading) -> bool:
        """Add a heading below a section to the text of that section."""
        last = self.found[-1]
        if last.section != parent.section or last.title == FRAME:
            last = _Open(parent.section, self._title(line, line.text), self._at(line.paragraph), led=True)
            self.found.append(last)
        else:
            self._write(last, line)
        self._push(line, rank, parent.section, last)
        return True

    def _supposed(self, line: Line, meant: Meant, written: str) -> None:
        """Open a section that a title probably means, and ask about it."""
        _, rank = self._parent(line)
        self._open(line, rank, meant.section, written, led=bool(meant.others))
        sections: tuple[ReportSection, ...] = (meant.section, *meant.others)
        doubt = f"tiêu đề này được hiểu là mục “{meant.section.title}”"
        self._ask("BC-110", bare(written), doubt, tuple(section.title for section in sections), line.paragraph)

    def _open(self, line: Line, rank: float, section: ReportSection | None, title: str, *, led: bool) -> None:
        key = section.id if section is not None else None
        passage = _Open(key, self._title(line, title), self._at(line.paragraph), led=led)
        self.found.append(passage)
        self._push(line, rank, key, passage)

    def _title(self, line: Line, text: str) -> str:
        """A title as it may be printed; a title that had to be changed for that is asked about."""
        words, odd = settle(text)
        if odd:
            self._ask("BC-300", text, odd, at=line.paragraph)
        return words

    def _push(self, line: Line, rank: float, section: str | None, passage: _Open) -> None:
        while self.stack and self.stack[-1].rank >= rank:
            self.stack.pop()
        found = numbered(line.text, letters=self.letters)
        number = found.number if found is not None else None
        self.stack.append(_Heading(rank, number, section, passage))
        self.listed = {key: value for key, value in self.listed.items() if key < rank}
