"""Notes beside a figure that change it (ghi chú kèm số): another unit of measure, a provisional, wrong or deleted figure.

A note that only explains (`Gồm cả cấp xã`) is kept with the figure; a note that changes the figure becomes a
question.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from pipeline.records.reporting import Indicator
from pipeline.reports.form_layout import answer_unit
from pipeline.reports.sheets import Cell
from pipeline.reports.typed_names import same_name
from pipeline.text import money_unit, scaled_by, without_marks

_LABEL: Final = re.compile(
    r"(?:đvt|dvt|đơn vị tính|don vi tinh|đơn vị(?=\s*:)|tính bằng)\s*[:.]?\s*(?P<said>[^()\[\];,.]+)", re.IGNORECASE
)
_SCALE: Final = re.compile(
    r"\b(?:nghìn|ngàn|triệu|tỷ|tỉ|vạn|chục|nghin|trieu|trđ|(?<!phần )trăm)\b(?! (?:lệ|trọng|giá|số|suất)\b)",
    re.IGNORECASE,
)
_UNSURE: Final = re.compile(
    r"\b(?:chua (?:chinh thuc|chinh xac|day du|du|chot|duyet|kiem tra|doi chieu|tong hop|tinh|bao gom|gom|ro|chac)"
    r"|sai(?! pham)|nham|(?:se|xin|de nghi) (?:gui|bo sung|bao cao|dieu chinh|cap nhat|sua|thay)|gui lai|bao cao lai|xem lai"
    r"|kiem tra lai|ra soat lai|dinh chinh|tam (?:tinh|thoi|bao cao|tong hop|ghi|dien)|so tam|uoc(?: tinh)?|du kien"
    r"|khong (?:dung|chinh xac|tinh)|khong dung so|cho (?:so lieu|xac nhan)|thay (?:bang|the)|huy (?:so|bo))\b"
    r"|\?"
)


def comment_doubt(cell: Cell) -> str:
    """Why a cell with a comment is asked about; empty if it has no comment."""
    return f"ô có lời ghi chú đính kèm: “{cell.comment}”" if cell.comment else ""


def note_doubt(cell: Cell, note: str) -> str:
    """Why a figure cannot count because of the notes beside it; empty if they do not change it."""
    if cell.comment:
        return comment_doubt(cell)
    if _LABEL.search(note) or _SCALE.search(note):
        return f"ghi chú bên cạnh nói tới đơn vị tính: “{note}”"
    if _UNSURE.search(without_marks(note.lower())):
        return f"ghi chú bên cạnh cho biết số có thể chưa đúng: “{note}”"
    return ""


def with_comment(remark: str, cell: Cell, why: str) -> str:
    """The unit's remark on a cell in question, with the comment unless the question already quotes it."""
    return "; ".join(part for part in (remark, cell.comment) if part and part not in why)


def struck_out(cell: Cell) -> str:
    """Why a cell that is struck out, wholly or in part, cannot count; empty if it is not."""
    return "ô bị gạch ngang, không rõ số còn dùng hay đã bỏ" if cell.struck else ""


def beside_words(cell: Cell) -> str:
    """What to ask about a cell that is no figure (struck out, white letters, a comment); empty if there is nothing to ask."""
    look = "ô có chữ bị gạch ngang" if cell.struck else "ô có chữ màu trắng" if cell.faint else ""
    return "; ".join(filter(None, (look, comment_doubt(cell))))


def stated_measure(text: str, indicator: Indicator) -> str:
    """The unit of measure that a text states after `ĐVT`; empty if it states none or the one that is asked for."""
    found = _LABEL.search(text)
    said = found["said"].strip() if found else ""
    return "" if not said or same_name(said, answer_unit(indicator)) else said


def other_readings(values: tuple[Decimal, ...], words: str, indicator: Indicator) -> tuple[Decimal, ...]:
    """The values, with those that the unit in `words` would give: 5 beside `nghìn hồ sơ` may be 5 or 5.000.

    Words that name no unit (`số chưa duyệt`) add no value.
    """
    own, asked = money_unit(words), money_unit(indicator.measure)
    found = list(values)
    for value in values:
        if own is not None and asked is not None:
            other = asked.converted(value, own)
        elif own is None and scaled_by(words, value) is None and not _names(words, indicator.measure):
            continue
        else:
            other = (scaled_by(words, value) or value) / (scaled_by(indicator.measure, Decimal(1)) or 1)
        found += [] if other is None else [other]
    return tuple(dict.fromkeys(found))


def _names(words: str, measure: str) -> bool:
    """Whether the words name what a unit of measure counts: `hồ sơ` in `nghìn hồ sơ`."""
    counted = without_marks(_SCALE.sub("", measure).strip().lower())
    return bool(counted) and counted in without_marks(words.lower())
