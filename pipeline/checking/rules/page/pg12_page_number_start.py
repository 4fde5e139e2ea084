"""PG-12: Số trang bắt đầu từ 1, mỗi phụ lục đánh số trang riêng.

Số trang của văn bản đánh từ 1. Số trang của từng phụ lục và của văn bản ban hành kèm theo đánh riêng, lại từ 1.

Đúng: văn bản trang 1 - 3, phụ lục I trang 1 - 2
Sai: văn bản trang 1 - 3, phụ lục I trang 4 - 5
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import is_form, shortened
from pipeline.checking.rules.page_layout import section_paragraphs
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium, Paragraph, Section
from pipeline.reading.recognised import Element, Paper, Part, PartKind


@rule(
    code="PG-12",
    title="Số trang bắt đầu từ 1, phụ lục đánh số trang riêng",
    group=Group.PAGE,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.I.7",
    elements=(Element.PAGE_NUMBER,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    sections = paper.facts.sections
    if all(section.page_number is None for section in sections):
        return NotApplicable("không có số trang")
    breaches: list[Breach] = []
    unknown = False
    if sections[0].restart not in {None, 1}:
        found = f"Số trang của văn bản bắt đầu từ {sections[0].restart}"
        breaches.append(_breach(found, paper.parts[0].first))
    for part in paper.parts[1:]:
        opening = _opening(paper, part)
        if opening is None or not _counts_alone(paper, part):
            continue
        restarts = _restarts(paper, opening)
        unknown = unknown or restarts is None
        if restarts is False:
            found = f"Số trang của phần “{shortened(opening.plain)}” đánh tiếp theo phần trước"
            breaches.append(_breach(found, opening.index))
    if breaches or not unknown:
        return tuple(breaches)
    return NotEvaluated("phụ lục chỉ có một trang hoặc không thấy số trang")


def _counts_alone(paper: Paper, part: Part) -> bool:
    if part.kind is PartKind.ANNEX:
        return True
    return part.kind is PartKind.ATTACHED and not is_form(paper, part.index)


def _opening(paper: Paper, part: Part) -> Paragraph | None:
    return next((paragraph for paragraph in paper.part_paragraphs(part) if paragraph.plain), None)


def _restarts(paper: Paper, opening: Paragraph) -> bool | None:
    """Whether page numbers restart with the part that begins at `opening`; None where no number tells."""
    section = _section(paper, opening)
    if section is None or section.page_number is None:
        return None
    if not _begins(paper, section, opening):
        return False
    if section.restart is not None:
        return section.restart == 1
    return None if paper.facts.medium is Medium.PDF and len(section.pages) < 2 else False  # noqa: PLR2004 - its first page shows none


def _section(paper: Paper, opening: Paragraph) -> Section | None:
    if opening.box is not None:
        return next((section for section in paper.facts.sections if opening.box.page in section.pages), None)
    return next((section for section in paper.facts.sections if section.index == opening.section), None)


def _begins(paper: Paper, section: Section, opening: Paragraph) -> bool:
    """Whether a section begins with this paragraph."""
    if opening.box is not None and section.pages:
        return section.pages[0] == opening.box.page
    first = next((paragraph for paragraph in section_paragraphs(paper, section) if paragraph.plain), opening)
    return first.index >= opening.index


def _breach(found: str, paragraph: int) -> Breach:
    return Breach(
        found=found,
        expected="số trang của văn bản và của từng phụ lục đánh riêng, từ 1",
        hint="Ngắt phần (Section Break) trước phụ lục, rồi đặt Số trang > Định dạng (Format) > Bắt đầu từ 1.",
        paragraph=paragraph,
    )
