"""CL-14: Các ý liệt kê kết thúc thống nhất bằng dấu chấm phẩy, ý cuối bằng dấu chấm.

Chỉ nhắc khi phần lớn các ý của một danh sách (gạch đầu dòng hoặc điểm a, b, c; từ ba ý trở lên) đã kết thúc bằng dấu chấm
phẩy mà có ý thiếu dấu hoặc dùng dấu khác, hoặc ý cuối còn dấu chấm phẩy.

Đúng: `- Sở Nội vụ;` / `- Sở Tài chính;` / `- Sở Tư pháp.`
Sai: `- Sở Nội vụ;` / `- Sở Tài chính` / `- Sở Tư pháp;`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.checking.rules.body_text import few, judged_parts, quoted_units
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Paper, Unit, UnitKind

_FEWEST = 3
_MOST = 2 / 3
_LISTED = frozenset({UnitKind.DASH, UnitKind.POINT})
# An item may itself open a list, hold sentences of its own, or end in a bracket or a quotation.
_ENDS = (".", ":", "!", "?", "…", ")", "”", '"')


@rule(
    code="CL-14",
    title="Các ý liệt kê kết thúc thống nhất bằng dấu chấm phẩy, ý cuối bằng dấu chấm",
    group=Group.LANGUAGE,
    severity=Severity.QUALITY,
    at="-",
)
def check(paper: Paper, _: Profile) -> Verdict:
    lists = [found for part in judged_parts(paper) for found in _lists(paper, part.index)]
    if not lists:
        return NotApplicable("không có danh sách liệt kê")
    return few(breach for items in lists for breach in _wrong(items))


def _lists(paper: Paper, part: int) -> Iterator[list[Paragraph]]:
    """Runs of items of one kind, one straight after the other."""
    quoted = quoted_units(paper, paper.parts[part])
    units = [unit for unit in paper.units if unit.part == part]

    def kind(unit: Unit) -> UnitKind | None:
        return unit.kind if unit.kind in _LISTED and unit.paragraph not in quoted else None

    for found, group in groupby(units, key=kind):
        items = [paper.paragraph(unit.paragraph) for unit in group]
        if found is not None and len(items) >= _FEWEST:
            yield items


def _wrong(items: Sequence[Paragraph]) -> Iterator[Breach]:
    *others, last = items
    marked = [paragraph for paragraph in others if paragraph.plain.endswith(";")]
    if len(marked) < _MOST * len(others):
        return
    for item in others:
        if not item.plain.endswith((";", *_ENDS)):
            yield _breach(item, "không có dấu chấm phẩy", "dấu chấm phẩy (;) ở cuối mỗi ý")
    if last.plain.endswith(";"):
        yield _breach(last, "là ý cuối mà kết thúc bằng dấu chấm phẩy", "dấu chấm (.) ở cuối ý cuối cùng")


def _breach(paragraph: Paragraph, found: str, expected: str) -> Breach:
    return Breach(
        found=f"Ý liệt kê “{shortened(paragraph.plain)}” {found}",
        expected=expected,
        hint="Sửa dấu câu cuối ý.",
        paragraph=paragraph.index,
    )
