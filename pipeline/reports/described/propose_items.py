"""A proposed description of a table with an indicator in each row (đề xuất biểu chỉ tiêu theo hàng)."""

from __future__ import annotations

import re
from typing import Any, Final

from pipeline.reports.described.item_lines import AMONG, ItemLine, item_lines
from pipeline.reports.described.proposed import Draft
from pipeline.reports.described.surveyed_sheet import Survey
from pipeline.reports.described.unit_lines import is_figure

_NO_FIGURE: Final = re.compile(r"so với|tỷ lệ|tăng|giảm|chênh lệch|%", re.IGNORECASE)
_FIGURES: Final = (
    (re.compile(r"kế hoạch|chỉ tiêu giao", re.IGNORECASE), "kế hoạch"),
    (re.compile(r"lũy kế|luỹ kế", re.IGNORECASE), "lũy kế"),
    (re.compile(r"cùng kỳ", re.IGNORECASE), "cùng kỳ"),
    (re.compile(r"\bước\b", re.IGNORECASE), "ước cả năm"),
)
_YEAR: Final = re.compile(r"\b(20\d{2})\b")


def item_form(draft: Draft, found: Survey) -> dict[str, Any]:
    """The proposed description of a table whose rows are indicators."""
    form: dict[str, Any] = {
        "mã": draft.id(f"bieu {found.sheet.name}"),
        "tên": found.sheet.name,
        "bố cục": "chỉ tiêu theo hàng",
        "trang": [found.sheet.name],
        "nơi ghi đơn vị": _unit_place(draft, found),
        "cột chỉ tiêu": found.heading(found.anchor),
    }
    for key, at in (("cột số thứ tự", found.number_column), ("cột đơn vị tính", found.measure_column)):
        if at:
            form[key] = found.heading(at)
    if found.remark_column:
        form["cột ghi chú"] = found.heading(found.remark_column)
    form["cột"] = _columns(draft, found)
    used = {heading for column in form["cột"] for heading in column["tiêu đề"]}
    own = {found.anchor, found.number_column, found.measure_column, found.remark_column}
    skipped = [found.heading(at) for at in found.head.paths if at not in own and found.heading(at) not in used]
    if skipped:
        form["cột bỏ qua"] = skipped
        draft.doubts.append(f"Cột bỏ qua: {'; '.join(skipped)}.")
    _rows(draft, found, form)
    return form


def _unit_place(draft: Draft, found: Survey) -> str:
    above = [cell.text for (row, _), cell in found.sheet.cells.items() if row < found.head.top]
    if any(re.search(r"(?:đơn vị|cơ quan)[^:]*:", text, re.IGNORECASE) for text in above):
        return "đầu trang"
    draft.doubts.append(f"Trang “{found.sheet.name}” không thấy dòng “Đơn vị: …”; tệp phải nhận với --unit MÃ.")
    return "không ghi"


def _columns(draft: Draft, found: Survey) -> list[dict[str, Any]]:
    years = [int(year) for path in found.head.paths.values() for year in _YEAR.findall(" ".join(path))]
    columns: list[dict[str, Any]] = []
    for at in found.figures:
        words = found.heading(at)
        if at in {found.number_column, found.anchor} or _NO_FIGURE.search(words):
            continue
        own = [int(year) for year in _YEAR.findall(words)]
        earlier = bool(own) and bool(years) and max(own) < max(years)
        kind = next(
            (figure for shape, figure in _FIGURES if shape.search(words)), "cùng kỳ" if earlier else "thực hiện"
        )
        if any(column.get("số liệu", "thực hiện") == kind for column in columns):
            draft.doubts.append(f"Cột “{words}” cũng có vẻ là “{kind}”; chưa mô tả.")
            continue
        columns.append({"tiêu đề": [words]} | ({"số liệu": kind} if kind != "thực hiện" else {}))
    return columns


def _rows(draft: Draft, found: Survey, form: dict[str, Any]) -> None:
    """Describe every row with figures. Shares in percent are left to the clerk, who knows their numerator and denominator."""
    items: list[dict[str, Any]] = []
    shares: list[str] = []
    keys: dict[tuple[str, ...], tuple[str, str]] = {}
    for line in item_lines(found.sheet, found.head, item_column=found.anchor, number_column=found.number_column):
        if not any(
            is_figure(found.sheet.cells.get((line.row, at))) for at in found.figures if at != found.number_column
        ):
            continue
        measure = found.sheet.text(line.row, found.measure_column) if found.measure_column else ""
        if measure == "%":
            shares.append(" / ".join(line.path))
            continue
        measure = measure.lower()
        key = draft.indicator(_name(line), measure, decimals=2 if "đồng" in measure else 0)
        keys[line.path] = (key, measure)
        items.append({"chỉ tiêu": key, "mục": [" / ".join(line.path)]})
    form["dòng"] = items
    if shares:
        form["dòng bỏ qua"] = shares
        draft.doubts.append(
            f"Dòng tỷ lệ bỏ qua: {'; '.join(shares)}. Muốn lấy thì khai chỉ tiêu “tổng hợp: tỷ lệ” có tử số, mẫu số."
        )


def _name(line: ItemLine) -> str:
    """An indicator's name that can be understood alone; a part has the label of its whole before it."""
    labels = [label for label in line.path if label != AMONG]
    whole = AMONG in line.path or len(labels) > 2  # noqa: PLR2004 - heading, row, part of the row
    return ": ".join(labels[-2:]) if whole and len(labels) > 1 else labels[-1]
