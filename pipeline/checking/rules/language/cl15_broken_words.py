"""CL-15: Trích yếu, tên gọi, ô bảng chỉ ngắt dòng giữa hai từ, không ngắt trong một từ, một số.

Tiếng Việt có khoảng trắng giữa các tiếng của một từ, nên máy có thể ngắt dòng ở giữa từ. Trong câu văn dài thì không sao;
ở trích yếu, tên cơ quan, tên phụ lục và trong ô bảng, người đọc thấy từ bị cắt đôi. Chỉ những từ chắc chắn mới xét; từ rộng
hơn cả dòng không xét. Trong tệp Word chỉ thấy chỗ ngắt dòng do người soạn đặt.

Đúng: `Nền tảng tích hợp, / chia sẻ dữ liệu`
Sai: `Nền tảng tích / hợp, chia sẻ dữ liệu`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.lengths import POINTS_PER_MM
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element, Paper
from pipeline.text.broken_words import broken_words
from pipeline.text.metrics import text_width

_TITLES = (
    Element.PARENT_AGENCY,
    Element.ISSUING_AGENCY,
    Element.SUBJECT,
    Element.LETTER_SUBJECT,
    Element.AUTHORITY_LINE,
    Element.ANNEX_TITLE,
)
_PADDING = 1  # mm: a word this close to the width of its line may not have fitted
_DEFAULT_SIZE = 12


@rule(
    code="CL-15",
    title="Trích yếu, tên gọi, ô bảng không ngắt dòng giữa một từ",
    group=Group.LANGUAGE,
    severity=Severity.QUALITY,
    at="-",
)
def check(paper: Paper, _: Profile) -> Verdict:
    blocks = [*_titles(paper), *_cells(paper)]
    if not blocks:
        return NotApplicable("không có trích yếu, tên gọi, ô bảng dài hơn một dòng")
    return few([breach for block in blocks for breach in _broken(block)])


def _titles(paper: Paper) -> Iterator[Sequence[Paragraph]]:
    """The titles and names of more than one line; their lines may be paragraphs of their own."""
    for element in _TITLES:
        for component in paper.components_of(element):
            paragraphs = paper.paragraphs(component)
            if sum(len(paragraph.printed_lines) for paragraph in paragraphs) > 1:
                yield paragraphs


def _cells(paper: Paper) -> Iterator[Sequence[Paragraph]]:
    """The paragraphs of more than one line in the cells of tables of figures."""
    for paragraph in paper.facts.paragraphs:
        inside = paragraph.cell is not None and paper.facts.tables[paragraph.cell.table].ruled
        if inside and len(paragraph.printed_lines) > 1:
            yield (paragraph,)


def _broken(paragraphs: Sequence[Paragraph]) -> Iterator[Breach]:
    first = paragraphs[0]
    lines = [line for paragraph in paragraphs for line in paragraph.printed_lines if line.strip()]
    for broken in broken_words(lines):
        if _fits(broken.whole, first):
            yield Breach(
                found=f"Dòng bị ngắt giữa một từ: “{broken.shown}”",
                expected=f"“{broken.whole}” nằm trọn trên một dòng",
                hint="Trong Word: thay khoảng trắng giữa từ ấy bằng khoảng trắng không ngắt dòng (Ctrl+Shift+Space).",
                paragraph=first.index,
            )


def _fits(text: str, paragraph: Paragraph) -> bool:
    """Whether a line of the paragraph has room for these words."""
    look = next(iter(paragraph.inked), None)
    size = look.size if look and look.size else _DEFAULT_SIZE
    width = text_width(text, size, bold=bool(look and look.bold), italic=bool(look and look.italic))
    return width / POINTS_PER_MM <= paragraph.right - paragraph.left - _PADDING
