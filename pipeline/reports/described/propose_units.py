"""A proposed description of a table with a unit in each row (đề xuất biểu đơn vị theo hàng)."""

from __future__ import annotations

import re
from typing import Any, Final

from pipeline.reports.described.heading_words import word_key
from pipeline.reports.described.proposed import Draft, clear_name, decimals_in, stated_measure
from pipeline.reports.described.stated_periods import stated_periods
from pipeline.reports.described.surveyed_sheet import Survey
from pipeline.reports.described.unit_lines import USUAL_TOTALS, is_figure

_CODE: Final = re.compile(r"^(?:mã|loại|cấp|nhóm|kiểm tra|đối chiếu|chênh lệch)\b", re.IGNORECASE)
_SINCE: Final = re.compile(r"lũy kế|luỹ kế", re.IGNORECASE)
_MONTHLY: Final = re.compile(r"trong (?:tháng|kỳ|quý)", re.IGNORECASE)
_FIGURES: Final = (
    (re.compile(r"kế hoạch|chỉ tiêu giao", re.IGNORECASE), "kế hoạch"),
    (re.compile(r"cùng kỳ", re.IGNORECASE), "cùng kỳ"),
    (re.compile(r"\bước\b", re.IGNORECASE), "ước cả năm"),
)


def unit_form(draft: Draft, found: Survey) -> dict[str, Any]:
    """The proposed description of a table whose rows are units."""
    form: dict[str, Any] = {
        "mã": draft.id(f"bieu {found.sheet.name}"),
        "tên": found.sheet.name,
        "bố cục": "đơn vị theo hàng",
        "trang": [found.sheet.name],
        "cột đơn vị": found.heading(found.anchor),
    }
    if any(period.month for period in _title_periods(found)):
        form["mỗi trang"] = "một tháng"
    elif _is_summary(found):
        form["dùng để"] = "đối chiếu"
        draft.doubts.append(f"Trang “{found.sheet.name}” phần lớn là công thức: đề xuất chỉ dùng để đối chiếu.")
    form["cột"] = _columns(draft, found, summary="dùng để" in form)
    skipped = [found.heading(at) for at in found.head.paths if not _is_used(form, found, at)]
    if skipped:
        form["cột bỏ qua"] = skipped
        draft.doubts.append(f"Trang “{found.sheet.name}”, cột bỏ qua: {'; '.join(skipped)}.")
    totals, groups = _sums(draft, found)
    form |= {key: names for key, names in (("dòng tổng", totals), ("dòng nhóm", groups)) if names}
    blocks = [text for text in _blocks(found) if text]
    if blocks:
        form["khối bỏ qua"] = blocks
        draft.doubts.append(f"Khối cạnh bảng bắt đầu bằng: {', '.join(blocks)}; đề xuất bỏ qua.")
    draft.unit_names(found, found.anchor)
    return form


def _title_periods(found: Survey) -> list[Any]:
    above = (cell.text for (row, _), cell in sorted(found.sheet.cells.items()) if row < found.head.top)
    return [period for text in above for period in stated_periods(text)]


def _is_summary(found: Survey) -> bool:
    """Whether all figures of units on the sheet are formulas, so that the sheet repeats what stands elsewhere."""
    cells = [
        found.sheet.cells.get((row, at)) for row in found.rows for at in found.figures if at != found.number_column
    ]
    figures = [cell for cell in cells if cell is not None and is_figure(cell)]
    return bool(figures) and all(cell.formula for cell in figures)


def _columns(draft: Draft, found: Survey, *, summary: bool) -> list[dict[str, Any]]:
    """A described column for each column of figures; a column since January has the indicator of its month's column."""
    columns: list[dict[str, Any]] = []
    by_name: dict[str, str] = {}
    for at in found.figures:
        path = found.head.paths[at]
        measure = stated_measure(found, at)
        if at in {found.number_column, found.anchor} or _CODE.match(path[-1]):
            continue
        if measure == "%":
            draft.doubts.append(
                f"Cột “{found.heading(at)}” là tỷ lệ: khai một chỉ tiêu “tổng hợp: tỷ lệ” có tử số, mẫu số rồi thêm cột."
            )
            continue
        since = bool(_SINCE.search(path[-1]))
        name = clear_name(tuple(word for word in path if not _SINCE.search(word) and not _MONTHLY.search(word)) or path)
        kind = next(
            (figure for shape, figure in _FIGURES if shape.search(path[-1])), "lũy kế" if since else "thực hiện"
        )
        key = by_name.get(word_key(name)) if kind != "thực hiện" else None
        if key is None:
            key = draft.known.get(word_key(name)) if summary else None
            if summary and key is None:
                draft.doubts.append(
                    f"Cột “{found.heading(at)}” của trang đối chiếu chưa rõ ứng với chỉ tiêu nào; chưa mô tả."
                )
                continue
            key = key or draft.indicator(name, measure, decimals=decimals_in(found, at))
            by_name[word_key(name)] = key
        column: dict[str, Any] = {"chỉ tiêu": key, "tiêu đề": [found.heading(at)]}
        columns.append(column | ({"số liệu": kind} if kind != "thực hiện" else {}))
    return columns


def _is_used(form: dict[str, Any], found: Survey, at: int) -> bool:
    used = {heading for column in form["cột"] for heading in column["tiêu đề"]}
    return found.heading(at) in used or at in {found.anchor, found.number_column, found.remark_column}


def _sums(draft: Draft, found: Survey) -> tuple[list[str], list[str]]:
    """The names of rows that are totals, and of rows that are groups; other unknown names become doubts."""
    totals: list[str] = []
    groups: list[str] = []
    for row in found.rows:
        text, number = found.sheet.text(row, found.anchor), found.sheet.text(row, found.number_column)
        text = text or (number if not number.isdigit() else "")
        filled = any(is_figure(found.sheet.cells.get((row, at))) for at in found.figures if at != found.number_column)
        if not text or not filled or draft.names.find(text).unit is not None:
            continue
        if word_key(text) in USUAL_TOTALS:
            totals.append(text)
        elif re.fullmatch("[IVXA-H]+[.)]?", number.strip()):
            groups.append(text)
        else:
            near = draft.names.find(text).near
            hint = f", có lẽ là {near}" if near else ""
            draft.doubts.append(
                f"Dòng {row} “{text}” không có trong danh bạ cơ quan{hint}: đơn vị, dòng tổng hay dòng nhóm?"
            )
    return list(dict.fromkeys(totals)), list(dict.fromkeys(groups))


def _blocks(found: Survey) -> list[str]:
    """The first text of each block beside the table, behind an empty column."""
    last = max(found.head.paths)
    outside = sorted(
        (at, row) for (row, at), cell in found.sheet.cells.items() if at > last and row >= found.head.top and cell.text
    )
    taken = {at for at, _ in outside}
    starts = {at for at in taken if at - 1 not in taken and at - 1 > last}
    return [
        found.sheet.text(row, at)
        for at, row in outside
        if at in starts and row == min(r for c, r in outside if c == at)
    ]
