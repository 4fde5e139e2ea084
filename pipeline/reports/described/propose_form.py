"""A proposed description of an example file (đề xuất mô tả biểu), for a clerk to check, confirm and keep.

What the program is not sure of is said in words. A proposal has no effect until somebody puts it among the records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.reports.described.named_units import ConfirmedNames
from pipeline.reports.described.propose_items import item_form
from pipeline.reports.described.propose_list import list_form
from pipeline.reports.described.propose_units import unit_form
from pipeline.reports.described.proposed import Draft, free_id
from pipeline.reports.described.surveyed_sheet import Survey, survey
from pipeline.reports.sheets import Book, Sheet

_FORMS: Final[Mapping[str, Callable[[Draft, Survey], dict[str, Any]]]] = {
    "đơn vị theo hàng": unit_form,
    "chỉ tiêu theo hàng": item_form,
    "danh sách": list_form,
}


@dataclass(frozen=True)
class Proposal:
    """A proposed outline as plain data, and what somebody must check before it is used."""

    record: Mapping[str, Any]
    doubts: tuple[str, ...] = field(default=())


def propose(book: Book, names: ConfirmedNames, taken: Callable[[str], bool]) -> Proposal | None:
    """Propose an outline that describes every table of a file; None if there is no table.

    `taken`: whether an id is already in use.
    """
    draft = Draft(names, taken)
    found = [(sheet, survey(sheet, names)) for sheet in book.sheets]
    groups = [group for group in _alike(found) if any(looked.sheet.visible for looked in group)]
    described = {looked.sheet.name for group in groups for looked in group}
    if not described:
        return None
    skipped = [sheet.name for sheet, _ in found if sheet.name not in described and sheet.cells]
    forms = []
    for group in groups:
        form = _FORMS[group[0].layout](draft, group[0])
        form["trang"] = [looked.sheet.name for looked in group]
        _other_headings(draft, form, group)
        forms.append(form)
    if skipped:
        forms[0]["trang bỏ qua"] = skipped
        draft.doubts.append(f"Trang bỏ qua: {', '.join(skipped)}; trang nào có số liệu thì phải mô tả.")
    if draft.unmeasured:
        draft.doubts.insert(0, f"Chưa rõ đơn vị tính, tạm ghi “số”: {', '.join(draft.unmeasured)}.")
    name = book.name.rpartition(".")[0]
    record = {
        "loại": "đề cương",
        "mã": draft.id(f"de-cuong {name}"),
        "tên": f"Báo cáo theo biểu {name}",
        "chỉ tiêu": draft.indicators,
        "biểu": [
            {
                "mã": draft.id(f"bieu {name}"),
                "tiêu đề": "Số liệu",
                "chỉ tiêu": [item["mã"] for item in draft.indicators],
            }
        ],
        "biểu có sẵn": forms,
    }
    return Proposal(record, tuple(draft.doubts))


def _alike(found: Sequence[tuple[Sheet, Survey | None]]) -> Iterator[list[Survey]]:
    """Sheets in groups with the same kind of table: the same layout and, unless rows are indicators, the same headings."""
    groups: dict[tuple[object, ...], list[Survey]] = {}
    for _, looked in found:
        if looked is None:
            continue
        key: tuple[object, ...] = (looked.layout,)
        if looked.layout != "chỉ tiêu theo hàng":
            key = (looked.layout, *(looked.heading(at) for at in sorted(looked.head.paths)))
        groups.setdefault(key, []).append(looked)
    yield from groups.values()


def _other_headings(draft: Draft, form: dict[str, Any], group: Sequence[Survey]) -> None:
    """Add headings that other sheets of the group use to the columns that mean the same."""
    if form["bố cục"] != "chỉ tiêu theo hàng":
        return
    for looked in group[1:]:
        other = item_form(Draft(draft.names, free_id({})), looked)
        for column in other["cột"]:
            same = next((own for own in form["cột"] if own.get("số liệu") == column.get("số liệu")), None)
            if same is None:
                draft.doubts.append(f"Trang “{looked.sheet.name}” có thêm cột {column['tiêu đề']}; chưa mô tả.")
            else:
                same["tiêu đề"] = list(dict.fromkeys((*same["tiêu đề"], *column["tiêu đề"])))
