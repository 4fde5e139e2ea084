"""Tools that make one breach in a real Word file (làm sai một chỗ), at the component that recognition found there."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any, cast

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pipeline.reading.docx import read_docx
from pipeline.reading.facts import Flow
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Element, Paper, PartKind, UnitKind

E = Element


@cache
def _recognised(data: bytes) -> Paper:
    return recognise(read_docx(data, name="mau.docx"))


class Word:
    """A Word file under the knife, with what was recognised in it before."""

    def __init__(self, data: bytes) -> None:
        self.file = Document(BytesIO(data))
        self.paper = _recognised(data)
        body = [one for one in self.paper.facts.paragraphs if one.flow in {Flow.BODY, Flow.TEXT_BOX}]
        order = {one.index if one.origin is None else one.origin: None for one in body}
        elements = list(self.file.element.body.iter(qn("w:p")))
        assert len(order) == len(elements)
        self._element = dict(zip(order, elements, strict=True))

    def at(self, index: int) -> Paragraph:
        """The paragraph of the file that a recognised paragraph is, or was cut from."""
        found = self.paper.paragraph(index)
        return Paragraph(self._element[found.index if found.origin is None else found.origin], self.file._body)

    def paragraphs_of(self, element: Element, part: int = 0) -> list[Paragraph]:
        """The paragraphs of a component, each once."""
        component = self.paper.component(element, part)
        made = [self.at(index) for index in component.paragraphs] if component else []
        return list({id(one._p): one for one in made}.values())

    def units(self, kind: UnitKind, part: int | None = None) -> list[Paragraph]:
        """The paragraphs of one kind of unit."""
        return [self.at(one.paragraph) for one in self.paper.units if one.kind is kind and part in {None, one.part}]

    def part(self, kind: PartKind) -> int | None:
        """The index of the first part of a kind."""
        return next((one.index for one in self.paper.parts if one.kind is kind), None)

    def save(self) -> bytes:
        """The file as it is now."""
        file = BytesIO()
        self.file.save(file)
        return file.getvalue()


def take(element: Any) -> None:
    """Take an element of the file away."""
    element.getparent().remove(element)


Apply = Callable[[Word], bool]


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """One way to break one rule. `apply` says whether the paper has what it breaks.

    `also`: other rules that the same change breaks in some papers, `why`; `printed_also`: on paper only. `on_paper`:
    whether a PDF shows it; `open_on_paper`: a PDF shows it, but does not tell for sure, so the rule is not evaluated.
    """

    code: str
    name: str
    apply: Apply
    also: frozenset[str] = frozenset()
    printed_also: frozenset[str] = frozenset()
    why: str = ""
    on_paper: bool = True
    open_on_paper: bool = False

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


def texts(paragraph: Paragraph) -> list[Any]:
    """The pieces of text of a paragraph."""
    return list(paragraph._p.iter(qn("w:t")))


def put(paragraph: Paragraph, pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> bool:
    """Replace the first match in a paragraph, keeping the looks of its runs where the match lies within one."""
    pieces = texts(paragraph)
    for piece in pieces:
        if re.search(pattern, piece.text or ""):
            piece.text = re.sub(pattern, replacement, piece.text, count=1)
            piece.set(qn("xml:space"), "preserve")
            return True
    whole = "".join(piece.text or "" for piece in pieces)
    if not re.search(pattern, whole):
        return False
    pieces[0].text = re.sub(pattern, replacement, whole, count=1)
    pieces[0].set(qn("xml:space"), "preserve")
    for piece in pieces[1:]:
        piece.text = ""
    return True


def text(element: Element, pattern: str, replacement: str | Callable[[re.Match[str]], str], *, nth: int = 0) -> Apply:
    """Replace in the nth paragraph of a component."""

    def apply(word: Word) -> bool:
        found = word.paragraphs_of(element)
        return bool(found[nth:] if nth >= 0 else found) and put(found[nth], pattern, replacement)

    return apply


def anywhere(pattern: str, replacement: str) -> Apply:
    """Replace the first match in the text of the main part."""

    def apply(word: Word) -> bool:
        return any(put(one, pattern, replacement) for one in plain_body(word))

    return apply


def plain_body(word: Word) -> list[Paragraph]:
    """Paragraphs of plain text of the main part that are not headings: text, dashes, clauses, points."""
    kinds = {UnitKind.TEXT, UnitKind.DASH, UnitKind.CLAUSE, UnitKind.POINT}
    found = [one for one in word.paper.units if one.part == 0 and one.kind in kinds]
    return [word.at(one.paragraph) for one in found if len(word.paper.paragraph(one.paragraph).plain) > 60]


def look(element: Element, **values: Any) -> Apply:
    """Set the look of every run of a component."""

    def apply(word: Word) -> bool:
        found = word.paragraphs_of(element)
        for paragraph in found:
            dress(paragraph, **values)
        return bool(found)

    return apply


def dress(paragraph: Paragraph, **values: Any) -> None:
    """Set size, bold, italic, colour or font of every run."""
    for run in (Run(cast("Any", one), paragraph) for one in paragraph._p.iter(qn("w:r"))):
        for key, value in values.items():
            if key == "colour":
                run.font.color.rgb = RGBColor.from_string(value)
            elif key == "size":
                run.font.size = Pt(value)
            elif key == "font":
                run.font.name = value
            else:
                setattr(run.font, key, value)


def body(change: Callable[[Paragraph], None]) -> Apply:
    """Change one plain paragraph of the main text, the second if there is one."""

    def apply(word: Word) -> bool:
        found = plain_body(word)
        if found:
            change(found[min(1, len(found) - 1)])
        return bool(found)

    return apply


def all_body(change: Callable[[Paragraph], None]) -> Apply:
    """Change every plain paragraph of the main text."""

    def apply(word: Word) -> bool:
        found = plain_body(word)
        for one in found:
            change(one)
        return bool(found)

    return apply


def align(element: Element, where: ALIGN) -> Apply:
    """Align a component otherwise."""

    def apply(word: Word) -> bool:
        found = word.paragraphs_of(element)
        for one in found:
            one.alignment = where
        return bool(found)

    return apply


def section(**values: Any) -> Apply:
    """Set page size or margins of the first section, in mm."""

    def apply(word: Word) -> bool:
        for key, value in values.items():
            setattr(word.file.sections[0], key, Mm(value))
        return True

    return apply


def remove(element: Element, *, nth: int | None = None) -> Apply:
    """Take a component away."""

    def apply(word: Word) -> bool:
        found = word.paragraphs_of(element)
        for one in found if nth is None else found[nth:][:1]:
            take(one._p)
        return bool(found)

    return apply


def after(element: Element, words: str | None) -> Apply:
    """Put a paragraph like the component's last one after it; None for a blank one."""

    def apply(word: Word) -> bool:
        found = word.paragraphs_of(element)
        if found:
            copy_after(found[-1], words)
        return bool(found)

    return apply


def copy_after(paragraph: Paragraph, words: str | None) -> Paragraph:
    """Put a paragraph of the same look, with these words or blank, after this one."""
    made: Any = deepcopy(paragraph._p)
    for bookmark in [*made.iter(qn("w:bookmarkStart")), *made.iter(qn("w:bookmarkEnd"))]:
        take(bookmark)
    pieces = list(made.iter(qn("w:t")))
    for piece in pieces:
        piece.text = ""
    for gone in [*made.iter(qn("w:br")), *made.iter(qn("w:tab"))]:
        if gone.getparent().tag == qn("w:r"):
            take(gone)
    if words is not None:
        pieces[0].text = words
    paragraph._p.addnext(made)
    return Paragraph(made, paragraph._parent)


def line_under(element: Element, *, share: float | None) -> Apply:
    """Make the drawn line under a component that share of its length; None takes it away."""

    def apply(word: Word) -> bool:
        found = word.paragraphs_of(element)
        if not found:
            return False
        drawn = [one for one in word.paper.facts.strokes if one.under is not None]
        stroke = next((one for one in drawn if word.at(one.under or 0)._p is found[-1]._p), None)
        below: Any = found[-1]._p.getnext()
        if stroke is None or below is None:
            return False
        if share is None:
            take(below)
            return True
        line = Paragraph(below, found[-1]._parent)
        less = Mm(stroke.length * (1 - share) / 2)
        line.paragraph_format.left_indent = (line.paragraph_format.left_indent or 0) + less
        line.paragraph_format.right_indent = (line.paragraph_format.right_indent or 0) + less
        return True

    return apply


def page_number(change: Callable[[Paragraph], None]) -> Apply:
    """Change the paragraph of the page number in the first section that shows one."""

    def apply(word: Word) -> bool:
        for part in word.file.sections:
            for paragraph in part.header.paragraphs:
                if "PAGE" in paragraph._p.xml:
                    change(paragraph)
                    return True
        return False

    return apply


def set_align(where: ALIGN) -> Callable[[Paragraph], None]:
    """Align a paragraph so."""

    def change(paragraph: Paragraph) -> None:
        paragraph.alignment = where

    return change


def formatted(**values: Any) -> Callable[[Paragraph], None]:
    """Set the format of a paragraph."""

    def change(paragraph: Paragraph) -> None:
        for key, value in values.items():
            setattr(paragraph.paragraph_format, key, value)

    return change


def unit(kind: UnitKind, pattern: str, replacement: str, *, nth: int = 0) -> Apply:
    """Replace in the nth unit of a kind."""

    def apply(word: Word) -> bool:
        found = word.units(kind)
        return len(found) > nth and put(found[nth], pattern, replacement)

    return apply


def in_part(kind: PartKind, element: Element, change: Callable[[Paragraph], bool | None]) -> Apply:
    """Change the first paragraph of a component of the first part of a kind."""

    def apply(word: Word) -> bool:
        part = word.part(kind)
        found = word.paragraphs_of(element, part) if part is not None else []
        return bool(found) and change(found[0]) is not False

    return apply


def named(apply: Apply) -> Apply:
    """Only in a paper with a type name (văn bản có tên loại)."""
    return lambda word: not word.paper.is_letter and apply(word)


def letter(apply: Apply) -> Apply:
    """Only in an official letter (công văn)."""
    return lambda word: word.paper.is_letter and apply(word)
