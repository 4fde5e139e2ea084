"""Headings of the text (tiêu đề phần, chương, mục, tiểu mục): the line of the number and the lines of the title below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.checking.rules.body_text import few, judged_parts, units_in
from pipeline.checking.rules.component_look import LOOK, look_breaches, shortened
from pipeline.checking.rules.rule import Breach, NotApplicable, NotEvaluated, Verdict
from pipeline.decree.profile import Profile
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Paper, Unit, UnitKind

NAMES = {
    UnitKind.PART: "Phần",
    UnitKind.CHAPTER: "Chương",
    UnitKind.SECTION: "Mục",
    UnitKind.SUBSECTION: "Tiểu mục",
    UnitKind.ROMAN: "Mục",
    UnitKind.ARTICLE: "Điều",
}
_ELEMENTS = {
    UnitKind.PART: "part",
    UnitKind.CHAPTER: "chapter",
    UnitKind.SECTION: "section",
    UnitKind.SUBSECTION: "subsection",
}
_KEYS = (*LOOK, "align")
# The case of “Chương” is judged by its own word: the title may stand in the same paragraph.
_LABEL_KEYS = ("size", "bold", "italic", "align")


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """The unit of the number (`Chương II`) and the units of its title, none where it has none on lines of its own."""

    unit: Unit
    titles: tuple[Unit, ...]


def headings(paper: Paper, kinds: Sequence[UnitKind]) -> Iterator[Heading]:
    """Every heading of these kinds in the paper and in what is attached to it."""
    for part in judged_parts(paper):
        units = units_in(paper, part)
        for position, unit in enumerate(units):
            if unit.kind in kinds:
                yield Heading(unit=unit, titles=tuple(_titles(units[position + 1 :])))


def _titles(following: Sequence[Unit]) -> Iterator[Unit]:
    for unit in following:
        if unit.kind is not UnitKind.TITLE:
            return
        yield unit


def judge_headings(
    paper: Paper, profile: Profile, *, kinds: Sequence[UnitKind], digits: re.Pattern[str], digits_name: str
) -> Verdict:
    """Judge headings: number in the right digits on a line of its own, title below, both in the look of the profile.

    `digits`: the pattern of a right number; `digits_name`: its Vietnamese name for messages.
    """
    found = tuple(headings(paper, kinds))
    if not found:
        return NotApplicable(f"không chia theo {' hay '.join(NAMES[kind].lower() for kind in kinds)}")
    breaches: list[Breach] = []
    unknown = False
    for heading in found:
        breaches += _wrong_label(paper, heading, digits, digits_name)
        breaches += _label_case(paper, heading.unit, profile)
        for breach in _looks(paper, heading, profile):
            if breach is None:
                unknown = True
            else:
                breaches.append(breach)
    if unknown and not breaches:
        return NotEvaluated("tệp không cho biết kiểu chữ của tiêu đề")
    return few(breaches)


def _wrong_label(paper: Paper, heading: Heading, digits: re.Pattern[str], digits_name: str) -> Iterator[Breach]:
    unit = heading.unit
    name = NAMES[unit.kind]
    if not digits.match(unit.number):
        yield Breach(
            found=f"“{name} {unit.number}” không đánh số bằng {digits_name}",
            expected=f"số thứ tự là {digits_name}",
            hint=f"Đánh lại số thứ tự {name.lower()} bằng {digits_name}.",
            paragraph=unit.paragraph,
        )
    if _title_on_line(paper.paragraph(unit.paragraph), unit):
        yield Breach(
            found=f"Số thứ tự và tiêu đề “{shortened(paper.paragraph(unit.paragraph).plain)}” ghi trên một dòng",
            expected=f"“{name} {unit.number}” trên một dòng riêng, tiêu đề ở dòng dưới",
            hint="Xuống dòng sau số thứ tự.",
            paragraph=unit.paragraph,
        )


def _label_case(paper: Paper, unit: Unit, profile: Profile) -> Iterator[Breach]:
    measure = profile.measure(f"{_ELEMENTS[unit.kind]}_label.caps")
    word = paper.paragraph(unit.paragraph).plain.partition(" ")[0]
    if measure.regulated and measure.value is False and word.isupper():
        name = NAMES[unit.kind]
        yield Breach(
            found=f"“{word} {unit.number}” in hoa",
            expected=f"“{name} {unit.number}”, chữ in thường",
            hint=f"Viết lại thành “{name} {unit.number}”.",
            paragraph=unit.paragraph,
        )


def _title_on_line(paragraph: Paragraph, unit: Unit) -> bool:
    """Whether more than the number stands on the first line."""
    first = " ".join(paragraph.text.strip().split("\n")[0].split())
    label = re.match(rf"^\w+(?: mục)?\s+{re.escape(unit.number)}\s*[.:]?", first, re.IGNORECASE)
    return bool(label and first[label.end() :].strip())


def _looks(paper: Paper, heading: Heading, profile: Profile) -> Iterator[Breach | None]:
    unit = heading.unit
    element = _ELEMENTS[unit.kind]
    name = NAMES[unit.kind]
    paragraph = paper.paragraph(unit.paragraph)
    label = f"“{name} {unit.number}”"
    yield from look_breaches(paragraph, f"{element}_label", profile, name=label, keys=_LABEL_KEYS)
    for title in heading.titles:
        below = paper.paragraph(title.paragraph)
        yield from look_breaches(
            below, f"{element}_title", profile, name=f"Tiêu đề {name.lower()} {unit.number}", keys=_KEYS
        )
