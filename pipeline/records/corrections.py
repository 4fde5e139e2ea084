"""What the compiler decided about figures of a period (điều chỉnh số liệu), and the annexes that the program made of them."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Literal

from pydantic_core import PydanticCustomError

from pipeline.intake.figure import read_figure
from pipeline.records.base import (
    AgencyRef,
    Day,
    PaperRef,
    PeriodRef,
    PersonRef,
    Record,
    Slug,
    Text,
    figure,
    parse_figure,
    titled,
)
from pipeline.records.paper import AnnexRecord
from pipeline.records.reporting import Asked, Indicator, IndicatorRef

# What a correction writes to leave a figure out.
DROPPED = "bỏ"
_TRUTH = {"có": Decimal(1), "không": Decimal(0)}


class Correction(Record):
    """One figure set right by the compiler (điều chỉnh), with its reason; also the answer to a question."""

    unit: AgencyRef = titled("Đơn vị")
    indicator: IndicatorRef = titled("Chỉ tiêu")
    column: Asked = titled("Số liệu", "thực hiện")
    value: Text = titled("Giá trị", about="Một số, phần lẻ sau dấu phẩy; “có”, “không”; hoặc “bỏ” để không dùng số này")
    reason: Text = titled("Lý do")
    by: PersonRef = titled("Người điều chỉnh")
    day: Day = titled("Ngày")


class Reviewed(Record):
    """A question without a figure of its own that somebody has looked at (đã xem): a strange sheet, words outside the table.

    About a cell of a repeated row it may also say what belongs there.
    """

    unit: AgencyRef = titled("Đơn vị")
    sheet: Text = titled("Trang")
    cell: Text | None = titled("Ô", None)
    value: Text | None = titled(
        "Giá trị",
        None,
        about="Chỉ với ô của biểu nhiều dòng: số, ngày, chữ đúng; “bỏ” để không dùng ô này (ở cột tên dòng: không dùng cả dòng)",
    )
    stands: Text | None = titled(
        "Đang ghi", None, about="Chữ trong ô khi quyết định; bản sau ghi khác thì quyết định này thôi áp dụng"
    )
    reason: Text = titled("Lý do")
    by: PersonRef = titled("Người xem")
    day: Day = titled("Ngày")


class Corrections(Record):
    """The corrections of a period (loại: điều chỉnh số liệu)."""

    kind: Literal["điều chỉnh số liệu"] = titled("Loại")
    id: Slug = titled("Mã")
    period: PeriodRef = titled("Kỳ báo cáo")
    items: tuple[Correction, ...] = titled("Điều chỉnh", ())
    reviewed: tuple[Reviewed, ...] = titled("Đã xem", (), about="Câu hỏi không gắn với một số liệu, đã xem xong")


class AnnexSet(Record):
    """Annexes with figures of a period (loại: phụ lục số liệu), written by the program, never by hand.

    A period has several: figures of a thousand units do not fit into one record file.
    """

    kind: Literal["phụ lục số liệu"] = titled("Loại")
    id: Slug = titled("Mã")
    period: PeriodRef = titled("Kỳ báo cáo")
    order: int = titled("Thứ tự", about="Thứ tự trong các phụ lục của kỳ")
    paper: PaperRef | None = titled(
        "Của văn bản", None, about="Mã văn bản có các phụ lục này; bỏ trống: phụ lục số liệu chung của kỳ"
    )
    annexes: tuple[AnnexRecord, ...] = titled("Phụ lục")


def is_dropped(text: str) -> bool:
    """Whether a decision leaves out what stands in a place, in any case of its letters."""
    return unicodedata.normalize("NFC", text).strip(" .").lower() == DROPPED


def answer(indicator: Indicator, text: str) -> tuple[Decimal | None, str]:
    """What a correction sets: a value and words. ValueError where the text is no answer to this indicator."""
    if is_dropped(text):
        return None, ""
    if indicator.is_text:
        return None, text
    if indicator.is_yes and text in _TRUTH:
        return _TRUTH[text], text
    if indicator.is_yes:
        raise ValueError(text)
    read = read_figure(text, measure=indicator.measure)
    if read.is_read and read.unit and not _is_measure(read.unit, indicator.measure):
        raise PydanticCustomError(
            "figure_form", "số chưa đọc được", {"reason": f"ghi “{read.unit}”, chỉ tiêu tính bằng {indicator.measure}"}
        )
    return (read.value if read.is_read else figure(str(parse_figure(text)))), ""


def _is_measure(unit: str, measure: str) -> bool:
    """Whether the word beside a figure is the unit of its indicator: `35 %` and `35 phần trăm`, `12 hồ sơ`."""
    word, own = (" ".join(text.lower().replace("phần trăm", "%").split()) for text in (unit, measure))
    return word == own or (word == "%" and "%" in own)
