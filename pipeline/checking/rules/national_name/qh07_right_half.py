"""QH-07: Quốc hiệu, Tiêu ngữ ở phía trên, bên phải trang đầu.

Xét vị trí giữa dòng Quốc hiệu so với bề rộng vùng trình bày. Văn bản kèm theo có thể có Quốc hiệu ở trang đầu của nó.

Đúng: Quốc hiệu ở nửa bên phải, ngang với tên cơ quan ban hành
Sai: Quốc hiệu ở giữa trang, phía trên tên cơ quan
"""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Box, Paragraph, Section
from pipeline.reading.recognised import Element, Paper, PartKind
from pipeline.reading.sides import center

# The middle of the block lies beyond this share of the text's width; ours.
_RIGHT_FROM = 0.55


@rule(
    code="QH-07",
    title="Quốc hiệu, Tiêu ngữ ở bên phải trang đầu",
    group=Group.NATIONAL_NAME,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.1a",
    elements=(Element.NATIONAL_NAME, Element.MOTTO),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    name = paper.paragraphs(paper.component(Element.NATIONAL_NAME))
    if not name or paper.parts[0].kind is not PartKind.MAIN:
        return NotApplicable("không thấy Quốc hiệu")
    line = name[0]
    first_page = _first_box(paper)
    if line.box and first_page and line.box.page != first_page.page:
        return (_breach(f"Quốc hiệu ở trang {line.box.page}", line),)
    if line.ink is None:
        return NotEvaluated("tệp không cho biết vị trí của Quốc hiệu")
    section = paper.facts.sections[min(line.section, len(paper.facts.sections) - 1)]
    share = _share(section, center(line), profile)
    if share > _RIGHT_FROM:
        return ()
    where = "ở giữa trang" if share > 1 - _RIGHT_FROM else "ở nửa bên trái trang"
    return (_breach(f"Quốc hiệu {where}", line),)


def _first_box(paper: Paper) -> Box | None:
    return next(
        (paragraph.box for paragraph in paper.part_paragraphs(paper.parts[0]) if paragraph.plain and paragraph.box),
        None,
    )


def _share(section: Section, middle: float, profile: Profile) -> float:
    """Where a place lies across the text area, 0 at the left margin and 1 at the right."""
    left = section.margin_left if section.margin_left is not None else profile.number("page.margin_left")
    right = section.margin_right if section.margin_right is not None else profile.number("page.margin_right")
    return (middle - left) / (section.width - right - left)


def _breach(found: str, line: Paragraph) -> Breach:
    return Breach(
        found=found,
        expected="Quốc hiệu, Tiêu ngữ ở phía trên, bên phải trang đầu",
        hint="Đặt Quốc hiệu, Tiêu ngữ vào ô bên phải của bảng hai cột ở đầu trang.",
        paragraph=line.index,
    )
