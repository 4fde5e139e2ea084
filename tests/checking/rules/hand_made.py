"""Facts made by hand (dữ kiện dựng tay): a small paper with a letterhead, as it would be read from a Word file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.checking.rules.registry import RULES_BY_CODE
from pipeline.checking.rules.rule import NotApplicable, NotEvaluated
from pipeline.checking.run_rules import judge
from pipeline.decree.profile import load_profile
from pipeline.lengths import POINTS_PER_MM
from pipeline.reading.facts import (
    Burdens,
    Cell,
    Flow,
    Medium,
    PageNumber,
    PaperFacts,
    Paragraph,
    Run,
    Section,
    Stroke,
    StrokeKind,
    Table,
)
from pipeline.reading.recognise import recognise
from pipeline.text.metrics import text_width

LEFT, RIGHT, WIDE = (30.0, 90.0), (95.0, 195.0), (30.0, 195.0)
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the paper to be made."""

    text: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    alignment: str = "center"
    room: tuple[float, float] = WIDE
    cell: tuple[int, int] | None = None


def letterhead(
    *, agency: str = "BỘ NỘI VỤ", number: str = "Số: 15/QĐ-BNV", date: str = "Hà Nội, ngày 05 tháng 01 năm 2024"
) -> list[Line]:
    """The lines of a letterhead of two columns."""
    return [
        Line(text=agency, size=12, bold=True, room=LEFT, cell=(0, 0)),
        Line(text="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True, room=RIGHT, cell=(0, 1)),
        Line(text=MOTTO, size=13, bold=True, room=RIGHT, cell=(0, 1)),
        Line(text=number, size=13, room=LEFT, cell=(1, 0)),
        Line(text=date, size=13, italic=True, room=RIGHT, cell=(1, 1)),
    ]


def decision(head: list[Line] | None = None, *, type_name: str = "QUYẾT ĐỊNH") -> PaperFacts:
    """A short decision under this letterhead, with the lines that belong there."""
    lines = [
        *(head or letterhead()),
        Line(text=type_name, bold=True),
        Line(text="Về việc nâng bậc lương", bold=True),
        Line(text="Điều 1. Nâng bậc lương cho ông Nguyễn Văn A./.", alignment="justify"),
    ]
    paragraphs = tuple(_paragraph(index, line) for index, line in enumerate(lines))
    strokes = (_stroke(paragraphs[0], 0.4), _stroke(paragraphs[2], 1.0))
    return PaperFacts(
        medium=Medium.DOCX,
        name="thu.docx",
        paragraphs=paragraphs,
        sections=(page(),),
        strokes=strokes,
        tables=(Table(index=0, rows=2, columns=2, ruled=False, left=30, right=195),),
        burdens=Burdens(),
    )


def page() -> Section:
    """A page as the decree asks for it."""
    return Section(
        index=0,
        width=210,
        height=297,
        margin_top=20,
        margin_bottom=20,
        margin_left=30,
        margin_right=15,
        margins_exact=True,
        page_number=PageNumber(flow=Flow.HEADER, alignment="center", size=14, bold=False, italic=False),
        number_on_first=False,
    )


def changed(facts: PaperFacts, index: int, **fields: object) -> PaperFacts:
    """The facts with one paragraph changed."""
    paragraphs = list(facts.paragraphs)
    paragraphs[index] = replace(paragraphs[index], **fields)  # type: ignore[arg-type]
    return replace(facts, paragraphs=tuple(paragraphs))


def verdict(code: str, facts: PaperFacts) -> str:
    """What a rule says of the facts: `passed`, `not applicable: …`, `not evaluated: …`, or all that it found."""
    paper = recognise(facts)
    found = judge(RULES_BY_CODE[code], paper, load_profile(paper.regime.value))
    if isinstance(found, NotApplicable):
        return f"not applicable: {found.reason}"
    if isinstance(found, NotEvaluated):
        return f"not evaluated: {found.reason}"
    return "; ".join(breach.found for breach in found) or "passed"


def _paragraph(index: int, line: Line) -> Paragraph:
    width = text_width(line.text, line.size, bold=line.bold, italic=line.italic) / POINTS_PER_MM
    left, right = line.room
    start = left + (right - left - width) / 2 if line.alignment == "center" else left
    run = Run(text=line.text, font="Times New Roman", size=line.size, bold=line.bold, italic=line.italic)
    return Paragraph(
        index=index,
        text=line.text,
        runs=(run,),
        cell=Cell(table=0, row=line.cell[0], column=line.cell[1]) if line.cell else None,
        alignment=line.alignment,
        left=left,
        right=right,
        ink=(start, start + width),
        last_line_width=width,
        lines=1,
        gap_before=0.0,
        line_spacing=1.0,
        first_line_indent=0.0,
    )


def _stroke(above: Paragraph, share: float) -> Stroke:
    assert above.ink is not None
    assert above.last_line_width is not None
    middle, half = sum(above.ink) / 2, share * above.last_line_width / 2
    return Stroke(kind=StrokeKind.SHAPE, left=middle - half, right=middle + half, under=above.index, solid=True)
