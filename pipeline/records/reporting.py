"""Periodic reporting (báo cáo định kỳ): outlines (đề cương), and periods (kỳ).

What a report contains is set by no decree but by the working regulation of each committee; so it is all data.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from pipeline.records.base import (
    AgencyRef,
    BodyRef,
    CommitteeRef,
    Day,
    Figure,
    Party,
    PeriodRef,
    Record,
    RefersTo,
    Slug,
    Target,
    Text,
    figure,
    titled,
)
from pipeline.records.opinions import OpinionCall
from pipeline.records.own_form import OwnForm
from pipeline.records.paper import Signing
from pipeline.records.row_column import RowColumn
from pipeline.text import last_of_month, upper_first

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
YesNo = Literal["có", "không"]
UnitKind = Literal["sở", "UBND cấp huyện", "UBND cấp xã", "đơn vị khác"]
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


class Plan(Record):
    """The plan of one year (kế hoạch năm) for an indicator."""

    year: int = titled("Năm")
    value: Figure = titled("Giá trị", about="Phần lẻ sau dấu phẩy: 1250 hoặc 95,5")
    unit: AgencyRef | None = titled("Đơn vị", None, about="Kế hoạch giao riêng cho đơn vị này; bỏ trống: của toàn tỉnh")


class Indicator(Record):
    """One indicator (chỉ tiêu): its unit of measure, how units' figures are aggregated, what makes a figure suspicious."""

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
    due_from: tuple[Reporting, ...] = titled("Đơn vị báo cáo", (), about="Bỏ trống: mọi đơn vị phải báo cáo biểu")
    kinds: tuple[UnitKind, ...] = titled(
        "Loại đơn vị",
        (),
        about="Các đơn vị thuộc loại này cũng báo cáo; nhận theo tên: sở, UBND cấp huyện, UBND cấp xã",
    )
    asked: tuple[Asked, ...] = titled(
        "Số liệu",
        (),
        about="Chỉ hỏi các cột này: thực hiện, lũy kế, ước cả năm; bỏ trống: như biểu, biểu cũng bỏ trống: mọi cột của kỳ",
    )
    beside: YesNo | None = titled(
        "Số kỳ trước", None, about="không: biểu mẫu không in số kỳ trước, cùng kỳ bên cạnh; bỏ trống: như biểu"
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
        """Whether units answer with `có` or `không`."""
        return self.aggregation == "số đơn vị"

    @property
    def is_computed(self) -> bool:
        """Whether it is computed from other indicators and reported by nobody."""
        return self.aggregation == "tỷ lệ"

    def plan(self, year: int) -> Decimal | None:
        """The plan of a year for all units together; None without one."""
        return self.plan_of(None, year)

    def plan_of(self, unit: str | None, year: int) -> Decimal | None:
        """The plan of a year for one unit; None without one."""
        return next((figure(item.value) for item in self.plans if (item.year, item.unit) == (year, unit)), None)

    def plans_in(self, year: int) -> Mapping[str, Decimal]:
        """The plans of a year by the units that they were given to."""
        return {item.unit: figure(item.value) for item in reversed(self.plans) if item.year == year and item.unit}


class ReportSection(Record):
    """A section of the narrative (mục lời văn), with other titles that units use for it."""

    id: Slug = titled("Mã")
    title: Text = titled("Tiêu đề")
    other_titles: tuple[Text, ...] = titled("Tên gọi khác", ())
    help: Text | None = titled("Cách ghi", None)


class TableLayout(Record):
    """A table of indicators or of repeated rows (biểu): a sheet of the form, and an annex of the compiled report."""

    id: Slug = titled("Mã")
    title: Text = titled("Tiêu đề")
    indicators: tuple[IndicatorRef, ...] = titled("Chỉ tiêu", ())
    columns: tuple[RowColumn, ...] = titled(
        "Cột",
        (),
        about="Biểu nhiều dòng (dự án, hệ thống, văn bản): mỗi đơn vị có bao nhiêu ghi bấy nhiêu dòng; thay cho “chỉ tiêu”",
    )
    by_unit: Literal["có", "không"] = titled(
        "Theo đơn vị", "không", about="có: phụ lục có thêm bảng mỗi đơn vị một dòng"
    )
    asked: tuple[Asked, ...] = titled(
        "Số liệu",
        (),
        about="Chỉ hỏi các cột này ở mọi chỉ tiêu của biểu không tự ghi “số liệu”; bỏ trống: mọi cột của kỳ",
    )
    due_from: tuple[Reporting, ...] = titled(
        "Đơn vị báo cáo", (), about="Chỉ các đơn vị, nhóm này có biểu; bỏ trống: mọi đơn vị của kỳ"
    )
    kinds: tuple[UnitKind, ...] = titled("Loại đơn vị", (), about="Các đơn vị thuộc loại này cũng có biểu")
    beside: YesNo = titled("Số kỳ trước", "có", about="không: biểu mẫu không in số kỳ trước, cùng kỳ bên cạnh")

    @model_validator(mode="after")
    def _one_sort(self) -> TableLayout:
        if bool(self.indicators) == bool(self.columns):
            raise PydanticCustomError("table_content", "{why}", {"why": "cần “chỉ tiêu” hoặc “cột”"})
        ids = [column.id for column in self.columns]
        headings = [column.heading.lower() for column in self.columns]
        if len(set(ids)) < len(ids) or len(set(headings)) < len(headings):
            raise PydanticCustomError("table_content", "{why}", {"why": "hai cột cùng mã hoặc cùng tên"})
        if self.columns and sum(column.names_row == "có" for column in self.columns) != 1:
            raise PydanticCustomError("table_content", "{why}", {"why": "cần đúng một cột “tên dòng: có”"})
        return self

    @property
    def naming(self) -> RowColumn | None:
        """The column that names the rows of a table of repeated rows."""
        return next((column for column in self.columns if column.names_row == "có"), None)


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
        """The subject of a report of this outline (trích yếu): its name without the name of the type, which is above it."""
        return upper_first(self.name.removeprefix("Báo cáo ").strip())

    def indicator(self, key: str) -> Indicator:
        """The indicator with this id; KeyError when there is none."""
        for item in self.indicators:
            if item.id == key:
                return item
        raise KeyError(key)

    def table_of(self, indicator: Indicator) -> TableLayout | None:
        """The table in which an indicator stands; None where it stands in none."""
        return next((table for table in self.tables if indicator.id in table.indicators), None)

    def columns_of(self, indicator: Indicator, period: Period) -> tuple[Asked, ...]:
        """What units fill in for an indicator in a period: as it says itself, else as its table says, else all."""
        table = self.table_of(indicator)
        asked = indicator.asked or (table.asked if table is not None else ())
        return tuple(column for column in period.columns if not asked or column in asked)

    def main_column(self, indicator: Indicator, period: Period) -> Asked:
        """The column that stands for an indicator: what was done, else the first one that is asked."""
        own = self.indicator(indicator.numerator or "") if indicator.is_computed else indicator
        asked = self.columns_of(own, period)
        return "thực hiện" if "thực hiện" in asked or not asked else asked[0]

    def shows_past(self, indicator: Indicator) -> bool:
        """Whether figures of earlier periods are printed beside its cells."""
        table = self.table_of(indicator)
        return (indicator.beside or (table.beside if table is not None else "có")) == "có"


class Period(Record):
    """One reporting period (kỳ báo cáo): who reports by which outline until when, and what it is compared with."""

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
        """The first and the last day of the period; None for an ad hoc report that does not give them."""
        usual = _MONTHS.get(self.span)
        first, last = self.begins, self.ends
        if usual is not None:
            first = first or date(self.year, usual[0], 1)
            last = last or last_of_month(self.year, usual[1])
        return (first, last) if first is not None and last is not None else None

    @property
    def columns(self) -> tuple[Asked, ...]:
        """The columns that units fill in for each indicator.

        Parts of a year also ask for the total since January, six and nine months for a forecast.
        """
        if self.asked:
            return self.asked
        if self._kind in {"tháng", "quý"} or self.span == "6 tháng cuối năm":
            return ("thực hiện", "lũy kế")
        return ("thực hiện", "ước cả năm") if self.span.endswith("tháng") else ("thực hiện",)

    @property
    def _kind(self) -> str:
        """The kind of span: a month, a quarter, half a year …; spans of one kind are about equally long."""
        first = self.span.partition(" ")[0]
        return first if first in {"tháng", "quý"} else "6 tháng" if self.span.startswith("6") else self.span

    @property
    def begins_the_year(self) -> bool:
        """Whether 1 January is in the period, so that the total since January is that of the period."""
        return self.days is not None and self.days[0] <= date(self.year, 1, 1) <= self.days[1]

    @property
    def planned(self) -> Asked:
        """The column to compare with the plan of the year: the total since January, where that is asked for."""
        return "lũy kế" if "lũy kế" in self.columns else "thực hiện"

    def follows(self, other: Period) -> bool:
        """Whether it is the month or quarter directly after another one of the same year."""
        if self.days is None or other.days is None or self._kind != other._kind or self.year != other.year:
            return False
        return self._kind in {"tháng", "quý"} and other.days[1] + timedelta(days=1) == self.days[0]

    def is_as_long_as(self, other: Period) -> bool:
        """Whether figures of both can be compared: half a year and a year cannot."""
        if self._kind != other._kind:
            return False
        if self.span != "đột xuất" or self.days is None or other.days is None:
            return True
        here, there = ((last - first).days for first, last in (self.days, other.days))
        return abs(here - there) <= _ABOUT_EQUAL
