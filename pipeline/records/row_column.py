"""A column of a table of repeated rows (biểu nhiều dòng): projects, systems, documents, as many as a unit has."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from pipeline.records.base import Record, Slug, Text, titled


class RowColumn(Record):
    """What a column holds, and whether it names the row or is added up."""

    id: Slug = titled("Mã")
    name: Text = titled("Tên", about="Ví dụ: Tên dự án")
    kind: Literal["chữ", "số", "ngày"] = titled("Kiểu", "chữ")
    measure: Text | None = titled("Đơn vị tính", None, about="Khi kiểu là số, ví dụ: triệu đồng")
    decimals: Literal["0", "1", "2", "3"] = titled("Số chữ số lẻ", "0")
    names_row: Literal["có", "không"] = titled(
        "Tên dòng", "không", about="có: cột này gọi tên dòng; hai dòng cùng tên, kể cả của hai đơn vị, là câu hỏi"
    )
    total: Literal["có", "không"] = titled("Cộng", "không", about="có: phụ lục cộng cột này, chung và theo đơn vị")
    help: Text | None = titled("Cách ghi", None, about="In trong biểu mẫu khi người điền chọn ô")

    @model_validator(mode="after")
    def _fits(self) -> RowColumn:
        if self.kind != "số" and (self.total == "có" or self.measure is not None):
            raise PydanticCustomError("row_column", "{why}", {"why": "chỉ cột số có “cộng”, “đơn vị tính”"})
        if self.kind != "chữ" and self.names_row == "có":
            raise PydanticCustomError("row_column", "{why}", {"why": "cột tên dòng phải là cột chữ"})
        return self

    @property
    def heading(self) -> str:
        """What stands above it."""
        return f"{self.name} ({self.measure})" if self.measure else self.name
