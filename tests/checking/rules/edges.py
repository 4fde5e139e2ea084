"""The edges of tolerances and ranges (sai số, khoảng cho phép): a value just inside, one just outside, what a rule says of each.

`boundary` names the constant (`module.NAME`) or the measure of the profile (`element.key`) whose edge it is. A change takes the
value. Papers are the Word files of the sample office; where a tolerance is one of paper, their facts are given as a PDF's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline.reading.cut_lines import set_width
from pipeline.reading.facts import (
    Box,
    Flow,
    Image,
    Medium,
    PaperFacts,
    Paragraph,
    Run,
    SignatureField,
    Stroke,
    StrokeKind,
)
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Element, Regime
from tests.casework import Case, Change, docx_facts

LETTER, DUNNING, DECISION, RULES, PLAN = (
    *("cong-van-ubnd", "cong-van-don-doc", "quyet-dinh-to-giup-viec", "quyet-dinh-quy-che", "ke-hoach-kiem-tra"),
)
ON_PAPER: Change = {"facts": {"medium": Medium.PDF}}
PASSED, FAILED, UNKNOWN, NONE = "passed", "failed", "not_evaluated", "not_applicable"


@dataclass(frozen=True, kw_only=True)
class Edge:
    """One edge of one rule: the value that is just inside and the one just outside, with what is said of each."""

    boundary: str
    rule: str
    paper: str
    change: Callable[[Any], Sequence[Change]]
    inside: Any
    outside: Any
    expect: tuple[str, str] = (PASSED, FAILED)
    found: str = ""
    found_inside: str = ""
    regime: Regime = Regime.ND30

    def sides(self) -> tuple[Side, Side]:
        """Both sides; no paper is made or read for them yet."""
        return Side(self, outside=False), Side(self, outside=True)


@dataclass(frozen=True)
class Side:
    """The inside or the outside of an edge."""

    edge: Edge
    outside: bool

    @property
    def _value(self) -> Any:
        return self.edge.outside if self.outside else self.edge.inside

    def __str__(self) -> str:
        return (
            f"{self.edge.rule}: {self.edge.boundary}, {'ngoài' if self.outside else 'trong'}: {str(self._value)[:40]}"
        )

    def case(self) -> Case:
        """The side as a case of the rule."""
        return Case(
            rule=self.edge.rule,
            name=str(self),
            paper=self.edge.paper,
            medium="docx",
            regime=self.edge.regime,
            change=self.edge.change(self._value),
            expect=self.edge.expect[self.outside],
            found=self.edge.found if self.outside else self.edge.found_inside,
        )


def _page(field: str) -> Callable[[Any], Sequence[Change]]:
    return lambda value: [{"section": {"index": 0, field: value}}]


def _ink(field: str) -> Callable[[Any], Sequence[Change]]:
    return lambda value: [{"section": {"index": 0, field: value, "margins_exact": False}}]


def _set(where: str, key: str, *before: Change, **others: object) -> Callable[[Any], Sequence[Change]]:
    return lambda value: [*before, {"set": {"of": where, key: value, **others}}]


def _look(where: str, key: str) -> Callable[[Any], Sequence[Change]]:
    return lambda value: [{"look": {"of": where, key: value}}]


def _number(key: str, **others: object) -> Callable[[Any], Sequence[Change]]:
    return lambda value: [{"page_number": {key: value, **others}}]


def _line(where: str, width: float, middle: float = 145.0) -> Callable[[Any], Sequence[Change]]:
    """A line under a text of `width` mm around `middle`; the value is left and right end of the line from there."""
    ink = {"last_line_width": width, "ink": (middle - width / 2, middle + width / 2)}
    return lambda ends: [
        {"set": {"of": where, **ink}},
        {"stroke": {"under": where, "left": middle + ends[0], "right": middle + ends[1]}},
    ]


def _floating(ends: tuple[float, float]) -> Sequence[Change]:
    """No line under the motto (100 mm wide), but a shape that belongs to the whole letterhead."""
    shape = Stroke(kind=StrokeKind.SHAPE, left=145 + ends[0], right=145 + ends[1], solid=True)
    strokes = (shape,)
    return [{"set": {"of": "motto", "last_line_width": 100, "ink": (95, 195)}}, {"facts": {"strokes": strokes}}]


def _rule_of_contact(share: float) -> Sequence[Change]:
    page = docx_facts(DUNNING).sections[0]
    length = share * (page.width - (page.margin_left or 0.0) - (page.margin_right or 0.0))
    return [{"facts": {"strokes": (Stroke(kind=StrokeKind.BORDER, left=30, right=30 + length, solid=True),)}}]


def _above_contact(bottom: float) -> Sequence[Change]:
    box = Box(page=1, left=30, top=bottom - 0.2, right=195, bottom=bottom)
    line = Stroke(kind=StrokeKind.PATH, left=30, right=195, solid=True, box=box)
    place = {"page": 1, "left": 60, "top": 260, "right": 150, "bottom": 265}
    return [{"set": {"of": "contact", "box": place}}, {"facts": {"strokes": (line,), "medium": Medium.PDF}}]


def _signed(*fields: SignatureField, images: tuple[Image, ...] = ()) -> Sequence[Change]:
    """A block of signature on page 1 with its middle at 145 mm and the room from 200 to 230 mm."""
    title = {"page": 1, "left": 125, "top": 195, "right": 165, "bottom": 200}
    name = {"page": 1, "left": 125, "top": 230, "right": 165, "bottom": 235}
    return [
        {"set": {"of": "signing_capacity", "box": title}},
        {"set": {"of": "signer_name", "box": name}},
        {"facts": {"fields": fields, "images": images, "medium": Medium.PDF}},
    ]


def _field(left: float, top: float, right: float, bottom: float, name: str = "chu-ky-1") -> SignatureField:
    return SignatureField(name=name, box=Box(page=1, left=left, top=top, right=right, bottom=bottom), signed=False)


def _picture(hue: float, *, width: float = 50, height: float = 25, left: float = 120, top: float = 202) -> Image:
    box = Box(page=1, left=left, top=top, right=left + width, bottom=top + height)
    return Image(width=width, height=height, box=box, alpha=True, hue=hue)


def _sealed(overlap: float) -> Sequence[Change]:
    """A signature 100 mm wide from 100 mm on and a seal that covers this share of it."""
    person = _field(100, 205, 200, 225)
    return _signed(person, _field(70, 200, 100 + 100 * overlap, 230, name="con-dau-1"))


def _pictured(image: Image) -> Sequence[Change]:
    return _signed(images=(image,))


def _rows(
    how: Callable[[float], tuple[tuple[float, float], tuple[float, float]]], *who: str
) -> Callable[[Any], Sequence[Change]]:
    """Two components of a PDF page with (top, bottom) as `how` says of the value."""
    return lambda value: [
        ON_PAPER,
        *(
            {"set": {"of": one, "box": {"page": 1, "left": 40, "top": top, "right": 90, "bottom": bottom}}}
            for one, (top, bottom) in zip(who, how(value), strict=True)
        ),
    ]


def _room(over: float) -> Sequence[Change]:
    """Place and date estimated on two lines, their width `over` more than the column (mm)."""
    known = recognise(docx_facts(DECISION))
    width = set_width(known.paragraphs(known.component(Element.PLACE_DATE))[0])
    return [{"set": {"of": "place_date", "lines": 2, "left": 100.0, "right": 100.0 + width - over}}]


def _apart(gap: float, before: Sequence[Change]) -> Sequence[Change]:
    return [*before, {"set": {"match": "^V/v", "gap_before": gap}}]


def _only(paragraph: Paragraph, margin: float | None = 20.0) -> Sequence[Change]:
    """A Word file of one paragraph on pages 297 mm high, without a page number."""
    page = {"index": 0, "height": 297, "margin_top": margin, "margin_bottom": margin, "page_number": None}
    return [{"section": page}, {"facts": {"paragraphs": (paragraph,), "strokes": (), "tables": ()}}]


def _tall(exact: float = 0.0, lines: int = 1, spacing: float | None = None, gap: float = 0.0) -> Paragraph:
    run = Run(text="a", font="Times New Roman", size=None, bold=False, italic=False)
    return Paragraph(
        index=0,
        text="a",
        runs=(run,),
        flow=Flow.BODY,
        exact_spacing=exact or None,
        lines=lines,
        line_spacing=spacing,
        gap_before=gap,
    )


def _motto(**values: object) -> Callable[[Any], Sequence[Change]]:
    return lambda spacing: [
        {"look": {"of": "motto", "size": values.get("size", 13)}},
        {"set": {"of": "motto", "exact_spacing": spacing, "line_spacing": None}},
    ]


def _signing_line(**values: object) -> Sequence[Change]:
    """The line that an agency's signature leaves on an annex of its own."""
    text = "Số: 15/QĐ-UBND; 05/01/2026; 14:05:09 +07:00"
    whole = {"cell": None, "alignment": "right", "left": 30, "right": 195, "ink": None}
    look = {"size": 10, "bold": False, "italic": False, "colour": values.pop("colour", "000000")}
    return [
        {"insert": {"before": "parent_agency", "like": "motto", "text": text, **whole, **values}},
        {"look": {"match": "Số: 1.*;", **look}},
        {
            "insert": {
                "after": {"match": "Số: .*05/01/2026"},
                "text": "Phụ lục I",
                **whole,
                "alignment": "center",
            }
        },
    ]


def _copied(length: float) -> Sequence[Change]:
    return [
        {"insert": {"after": "signer_name", "like": "motto", "text": "SAO LỤC", "cell": None}},
        {"stroke": {"under": "signer_name", "length": length, "kind": "border"}},
    ]


def _small_form(size: tuple[float, float]) -> Sequence[Change]:
    return [
        {"text": {"of": "type_name", "find": "KẾ HOẠCH", "put": "PHIẾU GỬI"}},
        *({"section": {"index": index, "width": size[0], "height": size[1]}} for index in _sections(PLAN)),
    ]


def _sections(paper: str) -> range:
    return range(len(docx_facts(paper).sections))


def _mixed(value: float) -> Sequence[Change]:
    return [
        {"set": {"of": "body", "first_line_indent": 12.7}},
        {"set": {"match": "^Mọi vướng mắc", "first_line_indent": value}},
    ]


def _shifted(where: str, middle: float, **values: object) -> Callable[[Any], Sequence[Change]]:
    """The middle of a line moved so many mm to the right of `middle`."""
    return lambda off: [{"set": {"of": where, "ink": (middle + off - 30, middle + off + 30), **values}}]


def _shifted_date(**values: object) -> Callable[[Any], Sequence[Change]]:
    """The middle of place and date moved so many mm to the right of that of the nation's name."""

    def change(off: float) -> Sequence[Change]:
        known = recognise(docx_facts(DECISION))
        left, right = known.paragraphs(known.component(Element.NATIONAL_NAME))[-1].ink or (0.0, 0.0)
        return _shifted("place_date", (left + right) / 2, **values)(off)

    return change


def _level(off: float) -> Sequence[Change]:
    """The second recipient does not say how it is aligned and stands `off` mm right of the first."""
    facts: PaperFacts = docx_facts(DUNNING)
    known = recognise(facts)
    first = known.paragraphs(known.component(Element.RECIPIENTS))[0].ink or (0.0, 0.0)
    return [{"set": {"of": "recipients", "nth": 1, "alignment": None, "ink": (first[0] + off, first[1])}}]


PAGE = tuple(
    Edge(boundary=f"page.{field}", rule=rule, paper=LETTER, change=_page(field), inside=inside, outside=outside)
    for field, rule, low, high in (
        ("margin_top", "PG-03", 20, 25),
        ("margin_bottom", "PG-03", 20, 25),
        ("margin_left", "PG-04", 30, 35),
        ("margin_right", "PG-05", 15, 20),
    )
    for inside, outside in ((low - 0.5, low - 0.51), (high + 0.5, high + 0.51))
)
INK = (
    Edge(
        boundary="page_layout._EXACT_MM",
        rule="PG-04",
        paper=LETTER,
        change=_page("margin_left"),
        inside=35.5,
        outside=35.51,
    ),
    *(
        Edge(
            boundary="page_layout._INK_MM", rule=rule, paper=LETTER, change=_ink(field), inside=inside, outside=outside
        )
        for field, rule, inside, outside in (
            ("margin_left", "PG-04", 29.0, 28.99),
            ("margin_left", "PG-04", 36.0, 36.01),
            ("margin_right", "PG-05", 14.0, 13.99),
            ("margin_bottom", "PG-03", 19.0, 18.99),
        )
    ),
)
_FULL_PAGES = 1.5 * 257 * 72 / 25.4
LENGTH = tuple(
    Edge(
        boundary=f"page_layout.{name}",
        rule="PG-09",
        paper=LETTER,
        change=partial(_only, margin=margin),
        inside=inside,
        outside=outside,
        expect=(UNKNOWN, FAILED),
    )
    for name, margin, inside, outside in (
        ("_CERTAINLY_LONGER", 20.0, _tall(_FULL_PAGES - 0.01), _tall(_FULL_PAGES + 0.01)),
        ("_CERTAINLY_LONGER", 20.0, _tall(1000, gap=_FULL_PAGES - 1000.01), _tall(1000, gap=_FULL_PAGES - 999.99)),
        ("_DEFAULT_MARGIN", None, _tall(_FULL_PAGES - 0.01), _tall(_FULL_PAGES + 0.01)),
        ("_LINE_HEIGHT", 20.0, _tall(lines=67), _tall(lines=68)),
        ("_DEFAULT_SIZE", 20.0, _tall(lines=33, spacing=2.0), _tall(lines=34, spacing=2.0)),
    )
)
PAPER = (
    Edge(
        boundary="pg01_a4._TOLERANCE_MM", rule="PG-01", paper=LETTER, change=_page("width"), inside=211, outside=211.01
    ),
    Edge(
        boundary="pg01_a4._TOLERANCE_MM", rule="PG-01", paper=LETTER, change=_page("height"), inside=296, outside=295.99
    ),
    *(
        Edge(
            boundary="pg01_a4._A5",
            rule="PG-01",
            paper=PLAN,
            change=_small_form,
            inside=a,
            outside=b,
            regime=Regime.TT01,
        )
        for a, b in (
            ((149, 210), (149.01, 210)),
            ((147, 210), (146.99, 210)),
            ((148, 211), (148, 211.01)),
            ((148, 209), (148, 208.99)),
        )
    ),
    Edge(
        boundary="pg07_colour._BLACKEST",
        rule="PG-07",
        paper=LETTER,
        change=_look("body", "colour"),
        inside="101010",
        outside="111010",
    ),
    *(
        Edge(
            boundary="pg09_page_number_place._OFF_CENTRE_MM",
            rule="PG-09",
            paper=RULES,
            change=_number("center", alignment=None),
            inside=inside,
            outside=outside,
            expect=(PASSED, UNKNOWN),
        )
        for inside, outside in ((101.01, 100.99), (116.49, 116.51))
    ),
    Edge(
        boundary="pg09_page_number_place._RIGHT_SHARE",
        rule="PG-09",
        paper=RULES,
        change=_number("center", alignment=None),
        inside=157.5,
        outside=157.51,
        expect=(UNKNOWN, FAILED),
        found="canh bên phải",
    ),
    *(
        Edge(
            boundary="pg10_page_number_look._SIZE_TOLERANCE",
            rule="PG-10",
            paper=RULES,
            change=_number("size"),
            inside=a,
            outside=b,
        )
        for a, b in ((14.26, 14.27), (12.74, 12.73))
    ),
)
LOOK = (
    *(
        Edge(
            boundary="component_look._SIZE_TOLERANCE",
            rule=rule,
            paper=LETTER,
            change=_look(where, "size"),
            inside=a,
            outside=b,
        )
        for rule, where, a, b in (
            ("QH-02", "national_name", 13.26, 13.27),
            ("QH-02", "national_name", 11.74, 11.73),
            ("QH-04", "motto", 14.26, 14.27),
            ("QH-04", "motto", 12.74, 12.73),
        )
    ),
    Edge(boundary="body.size", rule="ND-01", paper=LETTER, change=_look("body", "size"), inside=14.2, outside=14.3),
    Edge(boundary="body.size", rule="ND-01", paper=LETTER, change=_look("body", "size"), inside=12.8, outside=12.7),
    *(
        Edge(
            boundary="nd03_first_line_indent._TOLERANCE",
            rule="ND-03",
            paper=DUNNING,
            change=_set("body", "first_line_indent"),
            inside=inside,
            outside=outside,
        )
        for inside, outside in ((13.2, 13.21), (12.2, 12.19), (10.5, 10.51), (9.5, 9.49))
    ),
    Edge(
        boundary="nd03_first_line_indent._TOLERANCE",
        rule="ND-03",
        paper=DUNNING,
        change=_mixed,
        inside=10.5,
        outside=10.51,
        expect=(FAILED, FAILED),
        found_inside="phần lớn nội dung",
        found="lùi đầu dòng 11 mm",
    ),
    Edge(
        boundary="nd04_paragraph_gap._TOLERANCE",
        rule="ND-04",
        paper=LETTER,
        change=_set("body", "gap_before"),
        inside=5.5,
        outside=5.49,
    ),
    Edge(
        boundary="nd04_paragraph_gap._PRINTED_TOLERANCE",
        rule="ND-04",
        paper=LETTER,
        change=_set("body", "gap_before", ON_PAPER, line_spacing=1.0),
        inside=5.0,
        outside=4.99,
    ),
    Edge(
        boundary="nd04_paragraph_gap._LINE",
        rule="ND-04",
        paper=LETTER,
        change=_set("body", "gap_before", ON_PAPER, line_spacing=1.2),
        inside=1.79,
        outside=1.77,
    ),
    *(
        Edge(
            boundary="nd05_line_spacing._TOLERANCE",
            rule="ND-05",
            paper=LETTER,
            change=_set("body", "line_spacing", *before, exact_spacing=None),
            inside=inside,
            outside=outside,
        )
        for before, inside, outside in (
            ((), 1.52, 1.521),
            ((), 0.98, 0.979),
            ((ON_PAPER,), 1.56, 1.561),
            ((ON_PAPER,), 0.94, 0.939),
        )
    ),
    Edge(
        boundary="nd05_line_spacing._SINGLE",
        rule="ND-05",
        paper=LETTER,
        change=_set("body", "exact_spacing", line_spacing=None),
        inside=24.47,
        outside=24.48,
    ),
)
HEAD = (
    *(
        Edge(
            boundary="drawn_lines._LENGTH_MM",
            rule="QH-05",
            paper=LETTER,
            change=_line("motto", 50),
            inside=a,
            outside=b,
        )
        for a, b in (((-26.5, 26.5), (-26.51, 26.51)), ((-23.5, 23.5), (-23.49, 23.49)))
    ),
    *(
        Edge(
            boundary="drawn_lines._LENGTH_SHARE",
            rule="QH-05",
            paper=LETTER,
            change=_line("motto", 100),
            inside=a,
            outside=b,
        )
        for a, b in (((-52.5, 52.5), (-52.51, 52.51)), ((-47.5, 47.5), (-47.49, 47.49)))
    ),
    *(
        Edge(
            boundary=f"drawn_lines.{name}",
            rule="CQ-03",
            paper=LETTER,
            change=_line("issuing_agency", 50, 60.0),
            inside=a,
            outside=b,
        )
        for name, a, b in (
            ("_RATIO_ABOVE", (-13.75, 13.75), (-13.76, 13.76)),
            ("_RATIO_BELOW", (-7.5, 7.5), (-7.49, 7.49)),
        )
    ),
    *(
        Edge(
            boundary=f"drawn_lines.{name}",
            rule="QH-05",
            paper=LETTER,
            change=_line("motto", width),
            inside=a,
            outside=b,
        )
        for name, width, a, b in (
            ("_CENTRE_MM", 50, (-22, 28), (-21.99, 28.01)),
            ("_CENTRE_MM", 50, (-28, 22), (-28.01, 21.99)),
            ("_CENTRE_SHARE", 100, (-45, 55), (-44.99, 55.01)),
        )
    ),
    Edge(
        boundary="drawn_lines._LONGEST_SHARE",
        rule="QH-05",
        paper=LETTER,
        change=_floating,
        inside=(-65, 65),
        outside=(-65.01, 65),
        expect=(UNKNOWN, FAILED),
    ),
    Edge(
        boundary="drawn_lines._CENTRE_MM",
        rule="QH-05",
        paper=LETTER,
        change=_floating,
        inside=(-47, 53),
        outside=(-46.99, 53.01),
        expect=(PASSED, UNKNOWN),
    ),
    *(
        Edge(
            boundary="placing._OFF_CENTRE_MM",
            rule="DT-03",
            paper=DECISION,
            change=_shifted_date(**values),
            inside=inside,
            outside=outside,
            found="lệch về bên",
        )
        for values in ({}, {"alignment": None})
        for inside, outside in ((4.999, 5.01), (-4.999, -5.01))
    ),
    *(
        Edge(
            boundary=f"tl05_letter_subject_gap.{name}",
            rule="TL-05",
            paper=LETTER,
            change=partial(_apart, before=before),
            inside=inside,
            outside=outside,
        )
        for name, before, inside, outside in (
            ("_TOLERANCE", (), 8.0, 8.01),
            ("_TOLERANCE", (), 4.0, 3.99),
            ("_PRINTED_TOLERANCE", (ON_PAPER,), 9.0, 9.01),
            ("_PRINTED_TOLERANCE", (ON_PAPER,), 3.0, 2.99),
        )
    ),
    Edge(
        boundary="tl02_subject._CAPITALS",
        rule="TL-02",
        paper=PLAN,
        change=lambda text: [{"set": {"of": "subject", "text": text}}],
        inside="VỀ VIỆC kiểm",
        outside="VỀ VIỆC TRA cả",
        found="in hoa",
    ),
    Edge(
        boundary="dt03_date_look._ROOM_MM",
        rule="DT-03",
        paper=DECISION,
        change=_room,
        inside=1.99,
        outside=2.01,
        found="ngắt thành",
    ),
    *(
        Edge(
            boundary="dt03_date_look._ROW_MM",
            rule="DT-03",
            paper=DECISION,
            change=_rows(lambda off: ((50, 55), (50, 55 + off)), "number", "place_date"),
            inside=inside,
            outside=outside,
            found=found,
        )
        for inside, outside, found in ((2.0, 2.01, "thấp hơn 2 mm"), (-2.0, -2.01, "cao hơn 2 mm"))
    ),
    *(
        Edge(
            boundary=f"qh06_single_spacing.{name}",
            rule="QH-06",
            paper=LETTER,
            change=change,
            inside=inside,
            outside=outside,
        )
        for name, change, inside, outside in (
            ("_LARGEST_GAP", _set("motto", "gap_before"), 6.5, 6.51),
            ("_SPACING_TOLERANCE", _set("motto", "line_spacing"), 1.16, 1.161),
            ("_LINE_HEIGHT", _motto(), 17.34, 17.35),
            ("_DEFAULT_SIZE", _motto(size=None), 17.34, 17.35),
        )
    ),
    Edge(
        boundary="qh07_right_half._RIGHT_FROM",
        rule="QH-07",
        paper=DECISION,
        change=_shifted("national_name", 120.75),
        inside=0.02,
        outside=0.0,
        found="giữa trang",
    ),
    Edge(
        boundary="qh07_right_half._RIGHT_FROM",
        rule="QH-07",
        paper=DECISION,
        change=_shifted("national_name", 104.25),
        inside=0.02,
        outside=-0.01,
        expect=(FAILED, FAILED),
        found_inside="giữa trang",
        found="nửa bên trái",
    ),
)
FIELDS = (
    Edge(
        boundary="tl07_lengths._LONGEST_SUBJECT",
        rule="TL-07",
        paper=LETTER,
        change=lambda length: [{"set": {"match": "^V/v", "text": "V/v ".ljust(length, "x")}}],
        inside=500,
        outside=501,
    ),
    Edge(
        boundary="tl07_lengths._LONGEST_NUMBER",
        rule="TL-07",
        paper=LETTER,
        change=lambda digits: [{"set": {"of": "number", "text": f"Số: {'1' * digits}/UBND-VP"}}],
        inside=11,
        outside=12,
    ),
    Edge(
        boundary="tl07_lengths._LONGEST_SYMBOL",
        rule="TL-07",
        paper=LETTER,
        change=lambda signs: [{"set": {"of": "number", "text": f"Số: 12/UBND-{'V' * (signs - 5)}"}}],
        inside=30,
        outside=31,
    ),
)
MARKS = (
    *(
        Edge(
            boundary="kh02_urgency_mark._WIDTH_MM",
            rule="KH-02",
            paper=LETTER,
            change=_set("urgency", "right", *before, left=30),
            inside=30 + a,
            outside=30 + b,
        )
        for before, a, b in (
            ((), 33.0, 33.01),
            ((), 27.0, 26.99),
            ((ON_PAPER,), 31.0, 31.01),
            ((ON_PAPER,), 29.0, 28.99),
        )
    ),
    *(
        Edge(
            boundary="kh02_urgency_mark._SATURATED",
            rule="KH-02",
            paper=LETTER,
            change=_look("urgency", "colour"),
            inside=a,
            outside=b,
        )
        for a, b in (("990000", "980000"), ("FF6565", "FF6767"))
    ),
    *(
        Edge(
            boundary="dc01_contact._TOLERANCE",
            rule="DC-01",
            paper=DUNNING,
            change=_rule_of_contact,
            inside=a,
            outside=b,
        )
        for a, b in ((0.9501, 0.9499), (1.0499, 1.0501))
    ),
    *(
        Edge(boundary="dc01_contact._NEAR_MM", rule="DC-01", paper=DUNNING, change=_above_contact, inside=a, outside=b)
        for a, b in ((252.0, 251.99), (261.0, 261.01))
    ),
    Edge(boundary="so03_copy_block._FULL", rule="SO-03", paper=LETTER, change=_copied, inside=148.52, outside=148.49),
    *(
        Edge(
            boundary="nn01_label._LEVEL_MM",
            rule="NN-01",
            paper=DUNNING,
            change=_rows(how, "recipients_label", "signing_capacity"),
            inside=inside,
            outside=outside,
            found="lệch 2 mm",
        )
        for how in (lambda off: ((200, 205), (200 + off, 215)), lambda off: ((200, 205), (210, 205 + off)))
        for inside, outside in ((2.0, 2.01), (-2.0, -2.01))
    ),
    *(
        Edge(
            boundary="recipient_list._LEVEL_MM",
            rule="NN-02",
            paper=DUNNING,
            change=_level,
            inside=a,
            outside=b,
            expect=(PASSED, UNKNOWN),
        )
        for a, b in ((1.499, 1.51), (-1.499, -1.51))
    ),
)
SIGNING = (
    *(
        Edge(
            boundary="sg02_signature_place._OFF_MM",
            rule="SG-02",
            paper=LETTER,
            change=lambda box: _signed(_field(*box)),
            inside=a,
            outside=b,
        )
        for a, b in (
            ((125, 205, 175, 225), (125.02, 205, 175, 225)),
            ((115, 205, 165, 225), (114.98, 205, 165, 225)),
            ((120, 195, 170, 225), (120, 194.99, 170, 225)),
            ((120, 205, 170, 235), (120, 205, 170, 235.01)),
        )
    ),
    *(
        Edge(boundary="sg04_seal_place._TOLERANCE", rule="SG-04", paper=LETTER, change=_sealed, inside=a, outside=b)
        for a, b in ((0.2401, 0.2399), (0.4299, 0.4301))
    ),
    *(
        Edge(
            boundary=f"signing_places.{name}",
            rule=rule,
            paper=LETTER,
            change=_pictured,
            inside=a,
            outside=b,
            expect=expect,
        )
        for name, rule, a, b, expect in (
            ("_BLUE", "SG-01", _picture(200), _picture(199.9), (PASSED, FAILED)),
            ("_BLUE", "SG-01", _picture(260), _picture(260.1), (PASSED, FAILED)),
            ("_RED", "SG-03", _picture(340, height=50), _picture(339.9, height=50), (PASSED, FAILED)),
            ("_RED", "SG-03", _picture(20, height=50), _picture(20.1, height=50), (PASSED, FAILED)),
            ("_SQUARE", "SG-03", _picture(0, width=59, height=50), _picture(0, width=59.1, height=50), (PASSED, NONE)),
            (
                "_SQUARE",
                "SG-03",
                _picture(0, width=42.6, height=50),
                _picture(0, width=42.4, height=50),
                (PASSED, NONE),
            ),
            (
                "_SMALLEST_SEAL",
                "SG-03",
                _picture(0, width=18, height=18),
                _picture(0, width=17.9, height=17.9),
                (PASSED, NONE),
            ),
            ("_LEAST", "SG-01", _picture(220, height=3), _picture(220, height=2.9), (PASSED, NONE)),
            ("_REACH_ACROSS", "SG-01", _picture(220, left=195), _picture(220, left=195.1), (PASSED, NONE)),
            ("_REACH_DOWN", "SG-01", _picture(220, top=155), _picture(220, top=154.9), (PASSED, NONE)),
            ("_REACH_DOWN", "SG-01", _picture(220, top=250), _picture(220, top=250.1), (PASSED, NONE)),
        )
    ),
    *(
        Edge(
            boundary=f"signing_text.{name}",
            rule="SG-06",
            paper=DUNNING,
            change=lambda values: _signing_line(**values),
            inside=a,
            outside=b,
        )
        for name, a, b in (
            ("_BLACK", {"colour": "101010"}, {"colour": "101110"}),
            (
                "_RIGHT_SHARE",
                {"alignment": "left", "ink": (90, 141.01)},
                {"alignment": "left", "ink": (90, 140.99)},
            ),
            (
                "_TOP_MM",
                {"box": Box(page=1, left=30, top=30, right=195, bottom=35)},
                {"box": Box(page=1, left=30, top=30.01, right=195, bottom=35)},
            ),
        )
    ),
)
EDGES: tuple[Edge, ...] = (*PAGE, *INK, *LENGTH, *PAPER, *LOOK, *HEAD, *FIELDS, *MARKS, *SIGNING)
