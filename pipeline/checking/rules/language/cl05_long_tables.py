"""CL-05: Bảng dài quá một trang lặp lại hàng tiêu đề ở đầu mỗi trang; một hàng không bị ngắt ở hai trang.

Với tệp Word, bảng từ 25 hàng trở lên được coi là dài quá một trang.

Đúng: hàng “STT, Nội dung, …” có ở đầu mỗi trang của bảng
Sai: trang thứ hai của bảng không có hàng tiêu đề
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium, Paragraph, Table
from pipeline.reading.recognised import Paper

_LONG = 25


@rule(
    code="CL-05",
    title="Bảng dài lặp lại hàng tiêu đề, hàng không bị ngắt trang",
    group=Group.BODY,
    severity=Severity.QUALITY,
    at="-",
)
def check(paper: Paper, _: Profile) -> Verdict:
    pdf = paper.facts.medium is Medium.PDF
    tables = [
        table
        for table in paper.facts.tables
        if table.ruled and table.parent is None and (len(table.pages) > 1 if pdf else table.rows >= _LONG)
    ]
    if not tables:
        return NotApplicable("không có bảng dài quá một trang")
    breaches = [breach for table in tables for breach in _wrong(paper, table)]
    told = all(table.header_rows is not None for table in tables)
    return few(breaches) if breaches or told else NotEvaluated("không rõ hàng tiêu đề của bảng có lặp lại hay không")


def _wrong(paper: Paper, table: Table) -> Iterator[Breach]:
    first = next(
        (
            paragraph
            for paragraph in paper.facts.paragraphs
            if paragraph.cell and paragraph.cell.table == table.index and paragraph.plain
        ),
        None,
    )
    name = f"Bảng bắt đầu bằng “{shortened(first.plain, 30)}”" if first else "Bảng"
    if table.header_rows == 0:
        yield _breach(
            f"{name} dài quá một trang, không lặp lại hàng tiêu đề",
            "hàng tiêu đề lặp lại ở đầu mỗi trang",
            "Trong Word: chọn hàng tiêu đề, Layout > Repeat Header Rows.",
            first,
        )
    split = table.split_rows if paper.facts.medium is Medium.PDF else table.splittable_rows
    if split:
        verb = "bị ngắt" if paper.facts.medium is Medium.PDF else "có thể bị ngắt"
        yield _breach(
            f"{name} có {split} hàng {verb} ở hai trang",
            "mỗi hàng nằm trọn trên một trang",
            "Trong Word: Table Properties > Row, bỏ chọn “Allow row to break across pages”.",
            first,
        )


def _breach(found: str, expected: str, hint: str, first: Paragraph | None) -> Breach:
    return Breach(found=found, expected=expected, hint=hint, paragraph=first.index if first else None)
