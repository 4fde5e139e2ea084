"""Periodic reporting (báo cáo định kỳ): what is asked of the units (đề cương), when (kỳ), and corrections of what they sent.

What a report holds is set by no decree but by the working regulation of each committee; so it is all data.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from pipeline.intake.figure import read_figure
from pipeline.records.base import (
    AgencyRef,
    BodyRef,
    CommitteeRef,
    Day,
    Figure,
    PaperRef,
    Party,
    PeriodRef,
    PersonRef,
    Record,
    RefersTo,
    Slug,
    Target,
    Text,
    figure,
    parse_figure,
    titled,
)
from pipeline.records.opinions import OpinionCall
from pipeline.records.own_form import OwnForm
from pipeline.records.paper import AnnexRecord, Signing
from pipeline.text import upper_first

IndicatorRef = Annotated[Slug, RefersTo(Target.INDICATOR)]
OutlineRef = Annotated[Slug, RefersTo(Target.OUTLINE)]
# A unit that reports, or a group of such units.
Reporting = Annotated[Slug, RefersTo(Target.REPORTING)]
Aggregation = Literal["tổng", "bình quân gia quyền", "tỷ lệ", "lớn nhất", "số đơn vị", "danh sách"]
Span = Literal[
    "tháng 1", "tháng 2", "tháng 3", "tháng 4", "tháng 5", "tháng 6",
    "tháng 7", "tháng 8", "tháng 9", "tháng 10", "tháng 11", "tháng 12",
    "quý I", "quý II", "quý III", "quý IV", "6 tháng", "9 tháng", "6 tháng cuối năm", "năm", "đột xuất",
]  # fmt: skip
Asked = Literal["thực hiện", "lũy kế", "ước cả năm"]
# The first and the last month of each span.
_MONTHS: Mapping[Span, tuple[int, int]] = {
    "quý I": (1, 3),
    "quý II": (4, 6),
    "quý III": (7, 9),
    "quý IV": (10, 12),
    "6 tháng": (1, 6),
    "9 tháng": (1, 9),
    "6 tháng cuối năm": (7, 12),
    "năm": (1, 12),
    "tháng 1": (1, 1),
    "tháng 2": (2, 2),
    "tháng 3": (3, 3),
    "tháng 4": (4, 4),
    "tháng 5": (5, 5),
    "tháng 6": (6, 6),
    "tháng 7": (7, 7),
    "tháng 8": (8, 8),
    "tháng 9": (9, 9),
    "tháng 10": (10, 10),
    "tháng 11": (11, 11),
    "tháng 12": (12, 12),
}
# Days by which two ad hoc periods may differ and still be held against each other: months have 28 to 31.
_ABOUT_EQUAL = 3
# What a correction writes to leave a figure out.
DROPPED = "bỏ"
_TRUTH = {"có": Decimal(1), "không": Decimal(0)}


class Plan(Record):
    """The plan of one year (kế hoạch năm) for an indicator."""

    year: int = titled("Năm")
    value: Figure = titled("Giá trị", about="Phần lẻ sau dấu phẩy: 1250 hoặc 95,5")
    unit: AgencyRef | None = titled("Đơn vị", None, about="Kế hoạch giao riêng cho đơn vị này; bỏ trống: của toàn tỉnh")


class Indicator(Record):
    """One indicator (chỉ tiêu): its unit of measure, how units' figures become one, what makes a figure suspicious."""

    id: Slug = titled("Mã")
    name: Text = titled("Tên", about="Ví dụ: Số văn bản điện tử phát hành")
    measure: Text = titled("Đơn vị tính", about="Ví dụ: văn bản, %, người")
    aggregation: Aggregation = titled(
        "Tổng hợp", about="tổng: cộng các đơn vị; tỷ lệ: tổng tử số chia tổng mẫu số; số đơn vị: đếm đơn vị ghi “có”"
    )
    weight: IndicatorRef | None = titled("Trọng số", None, about="Chỉ tiêu làm trọng số khi bình quân gia quyền")
    numerator: IndicatorRef | None = titled(
        "Tử số", None, about="Khi tổng hợp là tỷ lệ; với tỷ lệ do đơn vị tự ghi thì để đối chiếu"
    )
    denominator: IndicatorRef | None = titled("Mẫu số", None, about="Như tử số")
    part_of: IndicatorRef | None = titled(
        "Là phần của",
        None,
        about="“Trong đó”: chỉ tiêu này là một phần của chỉ tiêu nào, nên không lớn hơn chỉ tiêu ấy",
    )
    split: Literal["có", "không"] = titled(
        "Bằng tổng các phần", "không", about="có: các chỉ tiêu “là phần của” chỉ tiêu này cộng lại đúng bằng nó"
    )
    at_most: tuple[IndicatorRef, ...] = titled("Không lớn hơn", (), about="Mã các chỉ tiêu mà số này không thể vượt")
    plans: tuple[Plan, ...] = titled("Kế hoạch", ())
    adds_up: Literal["có", "không"] = titled(
        "Cộng dồn", "có", about="không: số tại thời điểm báo cáo; lũy kế không phải là tổng các kỳ"
    )
    better: Literal["tăng", "giảm"] | None = titled(
        "Chiều tốt", None, about="Chỉ tiêu càng tăng hay càng giảm càng tốt"
    )
    least: Figure | None = titled("Từ", None, about="Nhỏ hơn số này là đáng ngờ")
    most: Figure | None = titled("Đến", None, about="Lớn hơn số này là đáng ngờ")
    jump: int = titled("Biến động", 50, about="Lệch quá bấy nhiêu phần trăm so với kỳ so sánh là đáng ngờ")
    decimals: Literal["0", "1", "2", "3"] = titled("Số chữ số lẻ", "0")
    due_from: tuple[Reporting, ...] = titled("Đơn vị báo cáo", (), about="Bỏ trống: mọi đơn vị của kỳ")
    asked: tuple[Asked, ...] = titled(
        "Số liệu", (), about="Chỉ hỏi các cột này: thực hiện, lũy kế, ước cả năm; bỏ trống: mọi cột của kỳ"
    )
    stated_by: AgencyRef | None = titled(
        "Đơn vị công bố tổng", None, about="Đơn vị báo cáo số chung toàn tỉnh; số này để đối chiếu, không cộng vào"
    )
    ranked: Literal["có", "không"] = titled(
        "Xếp hạng", "không", about="có: báo cáo tổng hợp xếp hạng các đơn vị theo chỉ tiêu này"
    )
    chart: Literal["có", "không"] = titled(
        "Biểu đồ",
        "không",
        about="có: báo cáo tổng hợp có biểu đồ theo đơn vị; đã xếp hạng quá 15 đơn vị thì chỉ có bảng xếp hạng",
    )
    help: Text | None = titled("Cách ghi", None, about="In trong biểu mẫu khi người điền chọn ô")

    @model_validator(mode="after")
    def _complete(self) -> Indicator:
        needed = {
            "tỷ lệ": {"Tử số": self.numerator, "Mẫu số": self.denominator},
            "bình quân gia quyền": {"Trọng số": self.weight},
        }.get(self.aggregation, {})
        if self.ranked == "có" and self.better is None:
            raise PydanticCustomError("ranking_incomplete", "thiếu chiều tốt")
        missing = [title for title, value in needed.items() if value is None]
        if missing:
            raise PydanticCustomError(
                "aggregation_incomplete",
                "thiếu {missing}",
                {"missing": ", ".join(missing), "aggregation": self.aggregation},
            )
        return self

    @property
    def is_text(self) -> bool:
        """Whether units answer with words."""
        return self.aggregation == "danh sách"

    @property
    def is_yes(self) -> bool:
        """Whether units answer `có` or `không`."""
        return self.aggregation == "số đơn vị"

    @property
    def is_computed(self) -> bool:
        """Whether nobody reports it: it follows from other indicators."""
        return self.aggregation == "tỷ lệ"

    def plan(self, year: int) -> Decimal | None:
        """The plan of a year for all units together."""
        return self.plan_of(None, year)

    def plan_of(self, unit: str | None, year: int) -> Decimal | None:
        """The plan of a year that was given to one unit."""
        return next((figure(item.value) for item in self.plans if (item.year, item.unit) == (year, unit)), None)

    def columns_in(self, period: Period) -> tuple[Asked, ...]:
        """What units fill in for it in a period."""
        return tuple(column for column in period.columns if not self.asked or column in self.asked)


def answer(indicator: Indicator, text: str) -> tuple[Decimal | None, str]:
    """What a correction sets: a value and words. ValueError where the text is no answer to this indicator."""
    if text == DROPPED:
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


class ReportSection(Record):
    """A section of the narrative (mục lời văn), with other titles by which units call it."""

    id: Slug = titled("Mã")
    title: Text = titled("Tiêu đề")
    other_titles: tuple[Text, ...] = titled("Tên gọi khác", ())
    help: Text | None = titled("Cách ghi", None)


class TableLayout(Record):
    """A table of indicators (biểu): a sheet of the form, and an annex of the compiled report."""

    id: Slug = titled("Mã")
    title: Text = titled("Tiêu đề")
    indicators: tuple[IndicatorRef, ...] = titled("Chỉ tiêu")
    by_unit: Literal["có", "không"] = titled(
        "Theo đơn vị", "không", about="có: phụ lục có thêm bảng mỗi đơn vị một dòng"
    )


class Outline(Record):
    """The outline of a report (đề cương báo cáo): indicators, sections of narrative, tables."""

    kind: Literal["đề cương"] = titled("Loại")
    id: Slug = titled("Mã")
    name: Text = titled("Tên")
    indicators: tuple[Indicator, ...] = titled("Chỉ tiêu")
    sections: tuple[ReportSection, ...] = titled("Mục", ())
    tables: tuple[TableLayout, ...] = titled("Biểu")
    own_forms: tuple[OwnForm, ...] = titled(
        "Biểu có sẵn",
        (),
        about="Biểu đơn vị tự lập, không phải biểu mẫu do phần mềm phát",
    )

    @property
    def subject(self) -> str:
        """What a report of this outline is about (trích yếu): its name without the name of the type, which stands above it."""
        return upper_first(self.name.removeprefix("Báo cáo ").strip())

    def indicator(self, key: str) -> Indicator:
        """The indicator with this id; KeyError when there is none."""
        for item in self.indicators:
            if item.id == key:
                return item
        raise KeyError(key)


class Period(Record):
    """One period of reporting (kỳ báo cáo): who reports by which outline until when, and what it is compared with."""

    kind: Literal["kỳ báo cáo"] = titled("Loại")
    id: Slug = titled("Mã")
    name: Text = titled("Tên", about="Ví dụ: 6 tháng đầu năm 2024")
    outline: OutlineRef = titled("Đề cương")
    span: Span = titled("Kỳ")
    year: int = titled("Năm")
    opened: Day = titled("Ngày yêu cầu", about="Ngày gửi biểu mẫu cho đơn vị")
    due: Day = titled("Hạn gửi")
    units: tuple[Reporting, ...] = titled(
        "Đơn vị báo cáo", about="Mã cơ quan hoặc nhóm cơ quan, theo thứ tự trong báo cáo"
    )
    compiler: BodyRef = titled("Cơ quan tổng hợp", about="Mã cơ quan, hoặc ban chỉ đạo, tổ giúp việc tự lập báo cáo")
    begins: Day | None = titled("Từ ngày", None, about="Chỉ ghi khi kỳ đột xuất hoặc không theo năm dương lịch")
    ends: Day | None = titled("Đến ngày", None)
    meetings_of: tuple[CommitteeRef, ...] = titled(
        "Cuộc họp của",
        (),
        about="Mã ban chỉ đạo, tổ giúp việc có hoạt động, nhiệm vụ được nêu trong báo cáo; bỏ trống thì báo cáo nêu "
        "nhiệm vụ đến hạn của mọi cuộc họp",
    )
    addressees: tuple[Party, ...] = titled("Kính gửi", (), about="Nơi nhận báo cáo tổng hợp")
    basis: tuple[Text, ...] = titled(
        "Căn cứ", (), about="Báo cáo thực hiện theo văn bản nào; in sau chữ “Thực hiện” ở câu mở đầu báo cáo tổng hợp"
    )
    signing: Signing | None = titled("Ký", None, about="Người ký các văn bản của kỳ báo cáo")
    unit: Text | None = titled("Đơn vị soạn thảo", None, about="Chữ viết tắt trong ký hiệu công văn")
    previous: PeriodRef | None = titled("Kỳ trước", None)
    same_last_year: PeriodRef | None = titled("Cùng kỳ", None)
    opinions: OpinionCall | None = titled("Lấy ý kiến", None, about="Lấy ý kiến về dự thảo báo cáo trước khi trình")
    asked: tuple[Asked, ...] = titled("Số liệu", (), about="Bỏ trống thì theo kỳ: thực hiện, lũy kế, ước cả năm")

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that the period speaks of; None for an ad hoc report that does not say them."""
        usual = _MONTHS.get(self.span)
        first, last = self.begins, self.ends
        if usual is not None:
            first = first or date(self.year, usual[0], 1)
            last = last or date(self.year, usual[1], monthrange(self.year, usual[1])[1])
        return (first, last) if first is not None and last is not None else None

    @property
    def columns(self) -> tuple[Asked, ...]:
        """What units fill in for each indicator: parts of a year also add it up, six and nine months foresee it."""
        if self.asked:
            return self.asked
        if self._kind in {"tháng", "quý"} or self.span == "6 tháng cuối năm":
            return ("thực hiện", "lũy kế")
        return ("thực hiện", "ước cả năm") if self.span.endswith("tháng") else ("thực hiện",)

    @property
    def _kind(self) -> str:
        """What sort of span it is: a month, a quarter, half a year …; those of one sort are about as long."""
        first = self.span.partition(" ")[0]
        return first if first in {"tháng", "quý"} else "6 tháng" if self.span.startswith("6") else self.span

    @property
    def begins_the_year(self) -> bool:
        """Whether what is done since January is what is done in it."""
        return self.days is not None and self.days[0] <= date(self.year, 1, 1) <= self.days[1]

    @property
    def planned(self) -> Asked:
        """The column that is held against the plan of the year: what adds up since January, where that is asked."""
        return "lũy kế" if "lũy kế" in self.columns else "thực hiện"

    def follows(self, other: Period) -> bool:
        """Whether it is the month or the quarter right after another one of the same year."""
        if self.days is None or other.days is None or self._kind != other._kind or self.year != other.year:
            return False
        return self._kind in {"tháng", "quý"} and other.days[1] + timedelta(days=1) == self.days[0]

    def is_as_long_as(self, other: Period) -> bool:
        """Whether figures of both may be held against each other: half a year against a year says nothing."""
        if self._kind != other._kind:
            return False
        if self.span != "đột xuất" or self.days is None or other.days is None:
            return True
        here, there = ((last - first).days for first, last in (self.days, other.days))
        return abs(here - there) <= _ABOUT_EQUAL


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
    """A question without a figure of its own that somebody has looked at (đã xem): a strange sheet, words outside the table."""

    unit: AgencyRef = titled("Đơn vị")
    sheet: Text = titled("Trang")
    cell: Text | None = titled("Ô", None)
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
