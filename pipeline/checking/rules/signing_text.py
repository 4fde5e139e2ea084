"""The line with an agency's signature data on a separate file (thông tin chữ ký số): `Số: …; 05/01/2026; 14:05:09 +07:00`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.component_look import look_breaches, shortened
from pipeline.checking.rules.font_names import stands_for
from pipeline.checking.rules.rule import Breach, with_values
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
_HINT = "Đặt dòng “…” ở góc trên, bên phải trang đầu, {page.font_family} cỡ {signing_line.size}, {signing_line.italic}, màu đen."


def zone_of(text: str) -> str | None:
    """The time zone as written, "" where there is none, None where the text does not end with date and time."""
    found = _TIME.search(to_nfc(text))
    return (found["zone"] or "").strip() if found else None


def copy_lines(paper: Paper) -> tuple[Component, ...]:
    """The lines that mark an electronic copy: form of copy, agency, time."""
    return tuple(
        component
        for component in paper.components_of(Element.COPY_FORM)
        if set_phrases.SIGNING_LINE.search(paper.text(component))
    )


def wrong_look(paper: Paper, component: Component, profile: Profile, *, name: str) -> Iterator[Breach | None]:
    """Breaches of size, weight, slant, colour, and of the place at the top right; None for a look that the file does not tell."""
    for paragraph in paper.paragraphs(component):
        yield from look_breaches(paragraph, Element.SIGNING_LINE, profile, name=name)
        hint = with_values(_HINT, profile).replace("…", shortened(paragraph.plain))
        for found, expected in (*_wrong_ink(paragraph, profile, name), *_wrong_place(paper, paragraph, name)):
            yield Breach(found=found, expected=expected, hint=hint, paragraph=paragraph.index)


def _wrong_ink(paragraph: Paragraph, profile: Profile, name: str) -> Iterator[tuple[str, str]]:
    """What is wrong with font and colour, in pairs with what is expected."""
    family = profile.text("page.font_family")
    strange = sorted({run.font for run in paragraph.inked if run.font and not stands_for(run.font, family)})
    if strange:
        yield f"{name} dùng phông chữ {strange[0]}", f"phông chữ {family}"
    if any(not _is_black(run.colour) for run in paragraph.inked):
        yield f"{name} không phải màu đen", "màu đen"


def _is_black(colour: str) -> bool:
    return all(int(colour[start : start + 2], 16) <= _BLACK for start in (0, 2, 4))


def _wrong_place(paper: Paper, paragraph: Paragraph, name: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the place, in pairs with what is expected."""
    section = paper.facts.sections[min(paragraph.section, len(paper.facts.sections) - 1)]
    expected = "góc trên, bên phải, trang đầu"
    if center(paragraph) <= _RIGHT_SHARE * section.width and paragraph.alignment != "right":
        yield f"{name} không ở bên phải trang", expected
    elif paragraph.box and paragraph.box.top > (section.margin_top or 0.0) + _TOP_MM:
        yield f"{name} không ở đầu trang", expected
    elif paragraph.flow is Flow.FOOTER:
        yield f"{name} ở chân trang", expected
