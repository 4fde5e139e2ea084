"""A recognised paper: its parts, components (thành phần thể thức), signatures, and the structure of its text.

Made by `recognise` from `PaperFacts` alone. Rules read this and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from pipeline.decree.type_names import LETTER
from pipeline.reading.facts import Box, Flow, PaperFacts, Paragraph, Stroke, StrokeKind


class Regime(StrEnum):
    """The regulation that a paper is under (chế độ thể thức)."""

    ND30 = "nd30_2020"
    TT01 = "tt01_2011"
    LEGISLATION = "legislation"  # văn bản quy phạm pháp luật
    PARTY = "party"  # văn bản của Đảng
    NOT_OFFICIAL = "not_official"

    @property
    def judged(self) -> bool:
        """Whether the program has a profile for it."""
        return self in {Regime.ND30, Regime.TT01}


class Element(StrEnum):
    """A component of the paper; the values are the names of tables in the legal profile."""

    NATIONAL_NAME = "national_name"
    MOTTO = "motto"
    PARENT_AGENCY = "parent_agency"
    ISSUING_AGENCY = "issuing_agency"
    NUMBER = "number"
    PLACE_DATE = "place_date"
    TYPE_NAME = "type_name"
    SUBJECT = "subject"
    LETTER_SUBJECT = "letter_subject"
    ADDRESSEE = "addressee"
    AUTHORITY_LINE = "authority_line"
    COMMAND_LINE = "command_line"
    BASIS = "basis"
    BODY = "body"
    SIGNING_CAPACITY = "signing_capacity"
    SIGNER_OTHER_TITLE = "signer_other_title"
    SIGNER_NAME = "signer_name"
    RECIPIENTS_LABEL = "recipients_label"
    RECIPIENTS = "recipients"
    CONTACT = "contact"
    ANNEX_LABEL = "annex_label"
    ANNEX_TITLE = "annex_title"
    ANNEX_REFERENCE = "annex_reference"
    ATTACHED_REFERENCE = "attached_reference"
    SIGNING_LINE = "signing_line"
    URGENCY = "urgency"
    CIRCULATION = "circulation"
    DRAFT_MARK = "draft_mark"
    SECRET_MARK = "secret_mark"  # noqa: S105 - the mark of secrecy, no password
    COPY_FORM = "copy_form"
    PAGE_NUMBER = "page_number"


class PartKind(StrEnum):
    """The kind of a part of the file: the main paper, an attached paper, an annex, the block that makes it a copy."""

    MAIN = "main"
    ATTACHED = "attached"
    ANNEX = "annex"
    COPY = "copy"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part: the paragraphs `first` to `last` (both included) of the file; parts follow one another in order."""

    index: int
    kind: PartKind
    first: int
    last: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Component:
    """One component: the indices of its paragraphs in reading order, and the confidence of recognition (0..1)."""

    element: Element
    part: int
    paragraphs: tuple[int, ...]
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """One signature block. Indices of paragraphs: the lines of authority and title (7a), other titles, the name (7b).

    `lines` are the texts of 7a, one string for each line of the block with wrapped lines joined where they belong together.
    """

    part: int
    capacity: tuple[int, ...]
    lines: tuple[str, ...]
    other_titles: tuple[int, ...]
    name: int | None


class UnitKind(StrEnum):
    """A level of the text's structure (bố cục nội dung)."""

    PART = "part"  # Phần
    CHAPTER = "chapter"  # Chương
    SECTION = "section"  # Mục
    SUBSECTION = "subsection"  # Tiểu mục
    ROMAN = "roman"  # I. NHỮNG KẾT QUẢ: mục of plans and reports
    ARTICLE = "article"  # Điều
    CLAUSE = "clause"  # khoản: 1.
    POINT = "point"  # điểm: a)
    DASH = "dash"  # gạch đầu dòng
    TITLE = "title"  # the line of title under Phần, Chương, Mục, Tiểu mục
    TEXT = "text"


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """One paragraph of the text as a unit of its structure.

    `number` as written (`IV`, `3`, `đ`), "" for dash, title and text. `title`: the text after the number for article,
    Roman section and clause, and the text of the following title paragraphs for part, chapter, section, subsection.
    """

    kind: UnitKind
    paragraph: int
    part: int
    number: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberText:
    """The number and symbol as written: `Số: 15/QĐ-UBND`. `number`: "" where it is blank.

    `symbol`: all after the first slash; `type_code`: the type in it (`QĐ`), "" for a công văn or where there is none;
    `year`: the year between number and symbol (`12/2026/QĐ-UBND`), usually None.
    """

    text: str
    number: str
    symbol: str
    type_code: str
    year: int | None


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The subject of every rule. `type_name` is the lower-case NFC name (`quyết định`, `công văn`), "" if not known.

    `date` is the full date of the paper, None where day or month are blank or cannot be read; `year` then still may be known.
    """

    facts: PaperFacts
    regime: Regime
    regime_reason: str
    parts: tuple[Part, ...]
    components: tuple[Component, ...]
    signatures: tuple[Signature, ...]
    units: tuple[Unit, ...]
    type_name: str
    number: NumberText | None
    date: date | None
    year: int | None

    @cached_property
    def _by_place(self) -> dict[tuple[Element, int], Component]:
        found: dict[tuple[Element, int], Component] = {}
        for component in self.components:
            found.setdefault((component.element, component.part), component)
        return found

    def paragraph(self, index: int) -> Paragraph:
        """The paragraph with this index."""
        return self.facts.paragraphs[index]

    def component(self, element: Element, part: int = 0) -> Component | None:
        """The first component of this element in a part; None where there is none."""
        return self._by_place.get((element, part))

    def components_of(self, element: Element) -> Iterator[Component]:
        """Every component of this element, part by part."""
        return (component for component in self.components if component.element is element)

    def paragraphs(self, component: Component | None) -> tuple[Paragraph, ...]:
        """The paragraphs of a component, an empty tuple for None."""
        return tuple(self.facts.paragraphs[index] for index in component.paragraphs) if component else ()

    def text(self, component: Component | None) -> str:
        """The text of a component on one line, paragraphs joined by a space."""
        return " ".join(paragraph.plain for paragraph in self.paragraphs(component))

    def part_paragraphs(self, part: Part) -> tuple[Paragraph, ...]:
        """The paragraphs of a part that belong to the body flow."""
        inside = self.facts.paragraphs[part.first : part.last + 1]
        return tuple(paragraph for paragraph in inside if paragraph.flow in {Flow.BODY, Flow.TEXT_BOX})

    def stroke_under(self, component: Component | None) -> Stroke | None:
        """The line directly under a component: drawn ones first, then what is used in place of one; None without one."""
        if component is None:
            return None
        under = [stroke for stroke in self.facts.strokes if stroke.under in component.paragraphs]
        real = [stroke for stroke in under if stroke.kind not in {StrokeKind.UNDERLINE, StrokeKind.CHARACTERS}]
        return next(iter(real or under), None)

    @property
    def is_letter(self) -> bool:
        """Whether it is a công văn: a paper without a type's name."""
        return self.type_name == LETTER

    def box(self, index: int | None) -> Box | None:
        """The place of a paragraph on the page of a PDF, else None."""
        return self.facts.paragraphs[index].box if index is not None else None
