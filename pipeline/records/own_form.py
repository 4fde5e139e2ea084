"""An office's own forms (biểu có sẵn): how to read a sheet that this program did not make, described as data.

A description says where a table is and what its columns or rows mean, by the words in the sheet and never by numbers of
rows or columns: a sheet that begins one row lower, or whose columns changed places, reads the same.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from pipeline.records.base import AgencyRef, Day, Record, RefersTo, Slug, Target, Text, one_or_more, titled

FormIndicator = Annotated[Slug, RefersTo(Target.INDICATOR)]
Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]
Layout = Literal["đơn vị theo hàng", "chỉ tiêu theo hàng", "danh sách"]
FormFigure = Literal["thực hiện", "lũy kế", "ước cả năm", "kế hoạch", "cùng kỳ"]
YesNo = Literal["có", "không"]
_PATH = "Từ trên xuống, ngăn bằng “ / ”, ví dụ: Đã giải quyết / Quá hạn"


class FormColumn(Record):
    """What a column holds: an indicator where each row is a unit, a kind of figure where each row is an indicator."""

    indicator: FormIndicator | None = titled("Chỉ tiêu", None, about="Chỉ khi mỗi hàng là một đơn vị")
    headings: Texts = titled("Tiêu đề", about=f"{_PATH}; nhiều tiêu đề là các cách viết khác nhau của một cột")
    figure: FormFigure = titled("Số liệu", "thực hiện")
    added: YesNo = titled("Cộng", "không", about="có: các tiêu đề là các cột khác nhau, số liệu là tổng của chúng")
    measure: Text | None = titled(
        "Đơn vị tính",
        None,
        about="Chỉ ghi khi khác đơn vị tính của chỉ tiêu và tiêu đề cột không nói, ví dụ: nghìn đồng",
    )


class FormItem(Record):
    """A row for an indicator, found by its label and the labels above it."""

    indicator: FormIndicator = titled("Chỉ tiêu")
    paths: Texts = titled("Mục", about=f"{_PATH}; số thứ tự không tính")


class FormRule(Record):
    """A relation between indicators of one unit: a whole equal to the sum of its parts, or not less than it."""

    whole: FormIndicator = titled("Chỉ tiêu")
    parts: tuple[FormIndicator, ...] = titled("Gồm")
    kind: Literal["bằng tổng", "không nhỏ hơn"] = titled("Phải", "bằng tổng")


class ListCondition(Record):
    """Which rows of a list count: by an answer in a column, or by a day."""

    column: Text = titled("Cột")
    values: Texts = titled("Là", ())
    since: Day | None = titled("Từ ngày", None)
    until: Day | None = titled("Đến ngày", None)


class ListFigure(Record):
    """An indicator computed from the rows of a list."""

    indicator: FormIndicator = titled("Chỉ tiêu")
    how: Literal["đếm", "cộng", "bình quân"] = titled("Cách tính")
    column: Text | None = titled(
        "Cột", None, about="Cột được cộng hoặc lấy bình quân; khi đếm: chỉ đếm hàng có số ở cột này"
    )
    conditions: tuple[ListCondition, ...] = titled("Khi", ())


class ListAnswers(Record):
    """The answers allowed in a column of a list; any other becomes a question."""

    column: Text = titled("Cột")
    values: tuple[Text, ...] = titled("Giá trị")


class UnitName(Record):
    """A name that forms use for a unit, confirmed by a person."""

    written: Texts = titled("Ghi")
    unit: AgencyRef = titled("Là")


class OwnForm(Record):
    """The description of one kind of sheet of the office's own (biểu có sẵn)."""

    id: Slug = titled("Mã")
    name: Text = titled("Tên")
    layout: Layout = titled("Bố cục")
    sheets: Texts = titled("Trang", ("*",), about="Tên trang; * thay cho một đoạn bất kỳ, ví dụ: T*")
    skipped_sheets: Texts = titled("Trang bỏ qua", (), about="Trang hướng dẫn, danh mục, nháp")
    use: Literal["số liệu", "đối chiếu"] = titled("Dùng để", "số liệu", about="đối chiếu: chỉ so với số đã đọc")
    each_sheet: Literal["cả kỳ", "một tháng"] = titled(
        "Mỗi trang", "cả kỳ", about="một tháng: số của kỳ là tổng các tháng trong kỳ; số tại thời điểm lấy tháng cuối"
    )
    unit_place: Literal["cột", "đầu trang", "không ghi"] = titled(
        "Nơi ghi đơn vị", "cột", about="đầu trang: một dòng như “Đơn vị: UBND xã …”; không ghi: cả tệp của một đơn vị"
    )
    period_place: Literal["đầu trang", "không ghi"] = titled("Nơi ghi kỳ", "đầu trang")
    unit_heading: Text | None = titled("Cột đơn vị", None, about="Tiêu đề của cột ghi tên đơn vị")
    item_heading: Text | None = titled("Cột chỉ tiêu", None, about="Tiêu đề của cột ghi tên chỉ tiêu")
    number_heading: Text | None = titled("Cột số thứ tự", None)
    measure_heading: Text | None = titled("Cột đơn vị tính", None)
    remark_heading: Text | None = titled("Cột ghi chú", None)
    key_heading: Text | None = titled("Cột khóa", None, about="Của danh sách: hai hàng cùng khóa là một")
    heading_rows: int | None = titled(
        "Số dòng tiêu đề",
        None,
        about="Bỏ trống: theo ô gộp và chữ trong bảng",
    )
    columns: tuple[FormColumn, ...] = titled("Cột", ())
    items: tuple[FormItem, ...] = titled("Dòng", ())
    figures: tuple[ListFigure, ...] = titled("Phép tính", ())
    answers: tuple[ListAnswers, ...] = titled("Câu trả lời", ())
    rules: tuple[FormRule, ...] = titled("Kiểm tra", ())
    skipped_columns: Texts = titled("Cột bỏ qua", ())
    skipped_rows: Texts = titled("Dòng bỏ qua", ())
    skipped_blocks: Texts = titled("Khối bỏ qua", (), about="Ô đầu của khối nằm cạnh bảng, ví dụ: CHÚ GIẢI")
    total_rows: Texts = titled(
        "Dòng tổng", (), about="Tên dòng tổng; được cộng lại để đối chiếu, không bao giờ là đơn vị"
    )
    group_rows: Texts = titled("Dòng nhóm", (), about="Tên dòng cộng của một nhóm, ví dụ: Xã, phường")
    unit_names: tuple[UnitName, ...] = titled("Tên đơn vị", ())

    @model_validator(mode="after")
    def _complete(self) -> OwnForm:
        needed: dict[str, object] = {
            "đơn vị theo hàng": {"Cột đơn vị": self.unit_heading, "Cột": self.columns},
            "chỉ tiêu theo hàng": {"Cột chỉ tiêu": self.item_heading, "Cột": self.columns, "Dòng": self.items},
            "danh sách": {"Cột khóa": self.key_heading, "Phép tính": self.figures},
        }
        wanted = needed[self.layout]
        missing = [title for title, value in wanted.items() if not value] if isinstance(wanted, dict) else []
        if self.layout == "đơn vị theo hàng" and any(column.indicator is None for column in self.columns):
            missing.append("Chỉ tiêu của từng cột")
        if missing:
            raise PydanticCustomError(
                "own_form_incomplete",
                "thiếu {missing}",
                {"missing": ", ".join(missing), "layout": self.layout},
            )
        return self
