"""Judging the look of a component (kiểu trình bày) against the measures of the profile; shared by many rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.checking.rules.rule import Breach, NotApplicable, NotEvaluated, Verdict, look_word
from pipeline.decree.measure import Measure
from pipeline.decree.profile import Profile
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Component, Element, Paper, PartKind

# Word stores half points; a PDF's sizes come through a matrix.
_SIZE_TOLERANCE = 0.26
LOOK = ("size", "bold", "italic", "caps")


def looks_of(
    paper: Paper, elements: Iterable[Element], profile: Profile, *, name: str, keys: Sequence[str] = LOOK
) -> Verdict:
    """Judge every component of `elements` by the measures `<element>.<key>` of the profile.

    `name` is the Vietnamese name of what is judged, as a message begins ("Quốc hiệu"). A measure the profile lacks, or
    about which the regulation is silent, is not judged; nor is a form for others to fill in.
    """
    components = [
        component
        for element in elements
        for component in paper.components_of(element)
        if not is_form(paper, component.part)
    ]
    if not components:
        return NotApplicable(f"không thấy {name[:1].lower()}{name[1:]}")
    breaches: list[Breach] = []
    unknown = False
    for component in components:
        for paragraph in paper.paragraphs(component):
            found = tuple(look_breaches(paragraph, component.element, profile, name=name, keys=keys))
            breaches.extend(_joined([breach for breach in found if isinstance(breach, Breach)], name=name))
            unknown = unknown or any(breach is None for breach in found)
    if breaches or not unknown:
        return tuple(breaches)
    return NotEvaluated("tệp không cho biết kiểu chữ")


def _joined(breaches: Sequence[Breach], *, name: str) -> Iterator[Breach]:
    """The breaches with several of one paragraph put together as one: the clerk mends them in one go."""
    if breaches:
        found = ", ".join(breach.found.removeprefix(f"{name} ") for breach in breaches)
        expected = ", ".join(breach.expected for breach in breaches)
        yield replace(breaches[0], found=f"{name} {found}", expected=expected)


def is_form(paper: Paper, part: int) -> bool:
    """Whether a part is a form (biểu mẫu) for others to fill in: attached, with a letterhead, but not issued with the paper."""
    kind = paper.parts[part].kind
    return kind is PartKind.ATTACHED and paper.component(Element.ATTACHED_REFERENCE, part) is None


def look_breaches(
    paragraph: Paragraph, element: Element | str, profile: Profile, *, name: str, keys: Sequence[str] = LOOK
) -> Iterator[Breach | None]:
    """A breach for each look in one paragraph that is wrong; None for one that the file does not tell."""
    for key in keys:
        measure = profile.measures.get(f"{element}.{key}")
        if measure is None or not measure.regulated:
            continue
        judge = _JUDGES[key]
        found = judge(paragraph, measure)
        if found is None:
            yield None
        elif found:
            yield Breach(
                found=f"{name} {found}",
                expected=_expected(key, measure),
                hint=f"Chọn đoạn “{shortened(paragraph.plain)}” và sửa lại kiểu chữ.",
                paragraph=paragraph.index,
            )


def shortened(text: str, length: int = 60) -> str:
    """A text for a message, cut at `length` characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def decimal(value: float) -> str:
    """A measured number as a Vietnamese reader writes it: at most one decimal, with a comma."""
    return f"{round(value, 1):g}".replace(".", ",")


def _size(paragraph: Paragraph, measure: Measure) -> str | None:
    """What is wrong with the font sizes of a paragraph, in words; "" if nothing, None if they are unknown."""
    sizes = {run.size for run in paragraph.inked}
    if None in sizes:
        return None
    wrong = sorted(size for size in sizes if size is not None and not measure.allows(size, tolerance=_SIZE_TOLERANCE))
    return "cỡ chữ " + ", ".join(decimal(size) for size in wrong) if wrong else ""


def _flag(attribute: str, on: str, off: str) -> Callable[[Paragraph, Measure], str | None]:
    def judge(paragraph: Paragraph, measure: Measure) -> str | None:
        values = {getattr(run, attribute) for run in paragraph.inked}
        if None in values:
            return None
        wrong = [value for value in values if value is not measure.value]
        if not wrong:
            return ""
        part = "có chữ " if len(values) > 1 else ""
        return part + (off if measure.value else on)

    return judge


def _caps(paragraph: Paragraph, measure: Measure) -> str | None:
    text = paragraph.plain
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return ""
    upper = sum(letter.isupper() for letter in letters) / len(letters)
    if measure.value is True and text != text.upper():
        return "chưa in hoa toàn bộ"
    if measure.value is False and len(letters) > 3 and upper == 1:  # noqa: PLR2004 - abbreviations are capitals anyway
        return "in hoa toàn bộ"
    return ""


def _align(paragraph: Paragraph, measure: Measure) -> str | None:
    if paragraph.alignment is None:
        return None
    return "" if measure.allows(paragraph.alignment) else measure.shown(paragraph.alignment)


_JUDGES: dict[str, Callable[[Paragraph, Measure], str | None]] = {
    "size": _size,
    "bold": _flag("bold", "đậm", "không đậm"),
    "italic": _flag("italic", "nghiêng", "không nghiêng"),
    "caps": _caps,
    "align": _align,
}


def _expected(key: str, measure: Measure) -> str:
    if key == "size":
        return f"cỡ chữ {measure.expectation}"
    if key == "align":
        return measure.expectation
    return f"chữ {look_word(measure)}"


def first(component: Component | None) -> int | None:
    """The index of a component's first paragraph."""
    return component.paragraphs[0] if component and component.paragraphs else None
