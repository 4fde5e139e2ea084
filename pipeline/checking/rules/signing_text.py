"""The line that an agency's signature leaves on a separate file (thông tin chữ ký số): `Số: …; 05/01/2026; 14:05:09 +07:00`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.component_look import look_breaches, shortened
from pipeline.checking.rules.font_names import is_clone, is_times_new_roman
from pipeline.checking.rules.rule import Breach
from pipeline.decree.profile import Profile
from pipeline.reading import set_phrases
from pipeline.reading.facts import Flow, Paragraph
from pipeline.reading.recognised import Component, Element, Paper
from pipeline.reading.sides import center
from pipeline.text import to_nfc

_TIME = re.compile(
    r";\s*(?:0[1-9]|[12]\d|3[01])/(?:0[1-9]|1[0-2])/\d{4}\s*;?\s*(?:[01]\d|2[0-3])\s*:\s*[0-5]\d\s*:\s*[0-5]\d"
    r"(?P<zone>\s*(?:\(?(?:GMT|UTC)?\s*[+-]\d{1,2}(?::?\d\d)?\)?|Z))?\s*$"
)
_RIGHT_SHARE = 0.55
_TOP_MM = 10.0
_BLACK = 0x10


def zone_of(text: str) -> str | None:
    """The time zone as written, "" where there is none, None where the text does not end with date and time."""
    found = _TIME.search(to_nfc(text))
    return (found["zone"] or "").strip() if found else None


def copy_lines(paper: Paper) -> tuple[Component, ...]:
    """Lines of an electronic copy: form of copy, agency, time."""
    return tuple(
        one for one in paper.components_of(Element.COPY_FORM) if set_phrases.SIGNING_LINE.search(paper.text(one))
    )


def wrong_look(paper: Paper, component: Component, profile: Profile, *, name: str) -> Iterator[Breach | None]:
    """Breaches of size, weight, slant and colour, and of the place at the top right; None for a look that is not told."""
    for paragraph in paper.paragraphs(component):
        yield from look_breaches(paragraph, Element.SIGNING_LINE, profile, name=name)
        yield from _wrong_ink(paragraph, name)
        yield from _wrong_place(paper, paragraph, name)


def _wrong_ink(paragraph: Paragraph, name: str) -> Iterator[Breach]:
    fonts = {run.font for run in paragraph.inked if run.font}
    strange = [font for font in fonts if not is_times_new_roman(font) and not is_clone(font)]
    if strange:
        yield _breach(f"{name} dùng phông chữ {strange[0]}", "phông chữ Times New Roman", paragraph)
    if any(not _is_black(run.colour) for run in paragraph.inked):
        yield _breach(f"{name} không phải màu đen", "màu đen", paragraph)


def _is_black(colour: str) -> bool:
    return all(int(colour[start : start + 2], 16) <= _BLACK for start in (0, 2, 4))


def _wrong_place(paper: Paper, paragraph: Paragraph, name: str) -> Iterator[Breach]:
    section = paper.facts.sections[min(paragraph.section, len(paper.facts.sections) - 1)]
    expected = "góc trên, bên phải, trang đầu"
    if center(paragraph) <= _RIGHT_SHARE * section.width and paragraph.alignment != "right":
        yield _breach(f"{name} không ở bên phải trang", expected, paragraph)
    elif paragraph.box and paragraph.box.top > (section.margin_top or 0.0) + _TOP_MM:
        yield _breach(f"{name} không ở đầu trang", expected, paragraph)
    elif paragraph.flow is Flow.FOOTER:
        yield _breach(f"{name} ở chân trang", expected, paragraph)


def _breach(found: str, expected: str, paragraph: Paragraph) -> Breach:
    return Breach(
        found=found,
        expected=expected,
        hint=f"Đặt dòng “{shortened(paragraph.plain)}” ở góc trên, bên phải trang đầu, Times New Roman cỡ 10, đứng, màu đen.",
        paragraph=paragraph.index,
    )
