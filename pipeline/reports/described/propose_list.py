"""A proposed description of a list (đề xuất danh sách): what to count and add up, and the answers in its columns."""

from __future__ import annotations

from typing import Any, Final

from pipeline.reports.described.heading_words import word_key
from pipeline.reports.described.proposed import Draft, decimals_in, stated_measure
from pipeline.reports.described.surveyed_sheet import Survey
from pipeline.reports.described.unit_lines import USUAL_TOTALS

_MOST_ANSWERS: Final = 6
_FEW: Final = 2


def list_form(draft: Draft, found: Survey) -> dict[str, Any]:
    """The proposed description of a list."""
    form: dict[str, Any] = {
        "mã": draft.id(f"danh-sach {found.sheet.name}"),
        "tên": found.sheet.name,
        "bố cục": "danh sách",
        "trang": [found.sheet.name],
    }
    owner = _owner(draft, found)
    form |= {"cột đơn vị": found.heading(owner)} if owner else {"nơi ghi đơn vị": "không ghi"}
    if owner:
        draft.doubts.append(
            f"Mỗi hàng thuộc đơn vị ở cột “{found.heading(owner)}”; cả tệp của một đơn vị thì ghi “không ghi”."
        )
    form["cột khóa"] = found.heading(found.key_column)
    totals = [text for row in found.rows for text in _texts(found, row) if word_key(text) in USUAL_TOTALS]
    if totals:
        form["dòng tổng"] = list(dict.fromkeys(totals))
    figures: list[dict[str, Any]] = [
        {"chỉ tiêu": draft.indicator(f"{found.sheet.name}: số mục", "mục"), "cách tính": "đếm"}
    ]
    answers: list[dict[str, Any]] = []
    for at in found.words:
        given = _answers(found, at) if at not in {owner, found.key_column, found.remark_column} else []
        if given:
            heading = found.heading(at)
            answers.append({"cột": heading, "giá trị": given})
            draft.doubts.append(
                f"Cột “{heading}” có các câu trả lời: {', '.join(given)}; bỏ câu nào không phải câu trả lời."
            )
            figures += [
                {
                    "chỉ tiêu": draft.indicator(f"{heading}: {answer}", "mục"),
                    "cách tính": "đếm",
                    "khi": [{"cột": heading, "là": [answer]}],
                }
                for answer in given
            ]
    for at in found.figures:
        measure = stated_measure(found, at)
        if at == found.number_column or not measure or measure == "%":
            continue
        key = draft.indicator(found.heading(at), measure, decimals=decimals_in(found, at))
        figures.append({"chỉ tiêu": key, "cách tính": "cộng", "cột": found.heading(at)})
    form["phép tính"] = figures
    if answers:
        form["câu trả lời"] = answers
    return form


def _owner(draft: Draft, found: Survey) -> int:
    counts = {
        at: sum(1 for row in found.rows if draft.names.find(found.sheet.text(row, at)).unit is not None)
        for at in found.words
    }
    best = max(counts, key=lambda at: counts[at], default=0)
    return best if counts.get(best, 0) >= _FEW else 0


def _texts(found: Survey, row: int) -> list[str]:
    return [cell.text for (line, _), cell in found.sheet.cells.items() if line == row and cell.text]


def _answers(found: Survey, at: int) -> list[str]:
    """The different texts of a column if they are few and repeat; else none."""
    texts = [
        " ".join(found.sheet.text(row, at).split())
        for row in found.rows
        if (row, found.key_column) in found.sheet.cells and (row, at) in found.sheet.cells
    ]
    first = {word_key(text): text for text in reversed(texts)}
    often = [key for key in first if [word_key(text) for text in texts].count(key) >= _FEW]
    if not often or len(first) > _MOST_ANSWERS:
        return []
    return [text for key, text in reversed(first.items())]
