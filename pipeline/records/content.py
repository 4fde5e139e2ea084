"""Running text with the decree's structure (bố cục): chapters, articles, clauses, points, tables (PLI.P1.II.6)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Tag, model_validator
from pydantic_core import PydanticCustomError

from pipeline.records.base import CommitteeRef, Dong, Figure, Length, Record, Text, titled

LEVELS = ("part", "chapter", "section", "subsection", "article", "clause", "point", "dash", "plus", "paragraph")
MOST_LABELS = 60
MOST_SERIES = 3  # looks that black and white tells apart
ELEMENTS = (*LEVELS, "table", "chart", "amount", "roster")


class Column(Record):
    """A column of a table (cột)."""

    name: Text = titled("Tên")
    group: Text | None = titled(
        "Nhóm", None, about="Tiêu đề chung in phía trên các cột cạnh nhau ghi cùng nhóm, ví dụ: Kinh phí"
    )
    kind: Literal["chữ", "giữa", "số", "tiền"] = titled(
        "Kiểu", "chữ", about="chữ: căn trái; giữa: căn giữa; số, tiền: căn phải, có dấu chấm phần nghìn"
    )
    summed: Literal["có", "không"] | None = titled(
        "Cộng", None, about="Có tính vào dòng cộng hay không; bỏ trống: cột tiền có, cột số không"
    )
    width: Length | None = titled("Rộng", None, about="Bề rộng tính bằng mm; bỏ trống thì máy tự chia")


class Table(Record):
    """A table (bảng): columns, rows of cells, an optional computed total row, its amount in words."""

    title: Text | None = titled("Tiêu đề", None)
    unit: Text | None = titled(
        "Đơn vị tính", None, about="Ví dụ: triệu đồng; các cột khác đơn vị thì ghi ở tên cột: Kinh phí (nghìn đồng)"
    )
    columns: tuple[Column, ...] = titled("Cột")
    rows: tuple[tuple[str, ...], ...] = titled("Hàng")
    total: Text | None = titled(
        "Dòng cộng", None, about="Lời của dòng cộng; máy tự cộng các cột tiền và các cột ghi cộng: có"
    )
    left_out: tuple[int, ...] = titled(
        "Không cộng",
        (),
        about="Các hàng không tính vào dòng cộng, đếm từ 1: hàng tổng, hàng nhóm đã có các hàng con. Ví dụ: [1, 4]",
    )
    counted: tuple[int, ...] = titled(
        "Vẫn cộng", (), about="Các hàng trông như hàng tổng mà vẫn tính vào dòng cộng, đếm từ 1. Ví dụ: [3]"
    )
    emphasised: tuple[int, ...] = titled(
        "In đậm", (), about="Các hàng in đậm, đếm từ 1: hàng chung, hàng nhóm. Ví dụ: [5]"
    )
    in_words: Text = titled(
        "Bằng chữ",
        "không",
        about="có: viết tổng số tiền bằng chữ dưới bảng; bảng có nhiều cột tiền thì ghi tên cột cần viết",
    )
    compared: Literal["có", "không"] = titled(
        "So sánh", "không", about="có: hai cột cuối là bản cũ, bản mới; chữ bỏ gạch ngang, chữ mới in đậm"
    )


class ChartSeries(Record):
    """One named row of figures of a chart (dãy số liệu), drawn in one pattern."""

    name: Text = titled("Tên", about="Ví dụ: Thực hiện năm 2024")
    values: tuple[Figure, ...] = titled("Số liệu", about="Mỗi nhãn một số, theo thứ tự của nhãn")


class Chart(Record):
    """A bar chart (biểu đồ) for paper: black and white, up to three rows of figures."""

    title: Text = titled("Tiêu đề")
    unit: Text | None = titled("Đơn vị tính", None)
    kind: Literal["cột", "thanh"] = titled("Kiểu", "cột", about="cột: đứng; thanh: nằm ngang, hợp với nhiều nhãn dài")
    labels: tuple[Text, ...] = titled("Nhãn")
    series: tuple[ChartSeries, ...] = titled("Dãy số liệu")

    @model_validator(mode="after")
    def _fits(self) -> Chart:
        count = len(self.labels)
        if not 1 <= count <= MOST_LABELS or not 1 <= len(self.series) <= MOST_SERIES:
            raise PydanticCustomError("chart_size", "biểu đồ có từ 1 đến 60 nhãn, từ 1 đến 3 dãy số liệu")
        for row in self.series:
            if len(row.values) != count:
                raise PydanticCustomError(
                    "chart_uneven",
                    "dãy số liệu và nhãn không bằng nhau",
                    {"name": row.name, "values": len(row.values), "labels": count},
                )
        return self


class Amount(Record):
    """An amount of money (số tiền), printed in figures and in words."""

    lead: Text = titled("Lời dẫn", about="Ví dụ: Tổng kinh phí thực hiện")
    dong: Dong = titled("Đồng")


class Node(Record):
    """One element of the text; exactly one of the level keys says what it is, `nội dung` holds what is under it."""

    part: Text | None = titled("Phần", None)
    chapter: Text | None = titled("Chương", None)
    section: Text | None = titled("Mục", None)
    subsection: Text | None = titled("Tiểu mục", None)
    article: Text | None = titled("Điều", None)
    clause: Text | None = titled("Khoản", None)
    point: Text | None = titled("Điểm", None)
    dash: Text | None = titled("Gạch đầu dòng", None)
    plus: Text | None = titled("Dấu cộng", None)
    paragraph: Text | None = titled("Đoạn", None)
    table: Table | None = titled("Bảng", None)
    chart: Chart | None = titled("Biểu đồ", None)
    amount: Amount | None = titled("Số tiền", None)
    roster: CommitteeRef | None = titled(
        "Thành viên của", None, about="Mã của ban chỉ đạo hoặc tổ giúp việc; in bảng danh sách thành viên từ hồ sơ"
    )
    by_given_name: Literal["có", "không"] = titled(
        "Xếp theo tên",
        "không",
        about="có: ủy viên ở “thành viên của” xếp theo tên gọi rồi đến họ; lãnh đạo vẫn đứng đầu",
    )
    content: tuple[Block, ...] = titled("Nội dung", ())

    @model_validator(mode="after")
    def _exactly_one(self) -> Node:
        given = [name for name in ELEMENTS if getattr(self, name) is not None]
        if len(given) != 1:
            raise PydanticCustomError(
                "one_level",
                "mỗi phần tử chỉ có một trong: phần, chương, mục, tiểu mục, điều, khoản, điểm, gạch đầu dòng, "
                "dấu cộng, đoạn, bảng, biểu đồ, số tiền, thành viên của",
            )
        if self.by_given_name == "có" and self.roster is None:
            raise PydanticCustomError("not_here", "{why}", {"why": "“xếp theo tên” chỉ đi cùng “thành viên của”"})
        return self

    @property
    def level(self) -> str:
        """The level key (one of `ELEMENTS`) that this element has."""
        return next(name for name in ELEMENTS if getattr(self, name) is not None)


def _block_form(value: object) -> str:
    return "đoạn văn" if isinstance(value, str) else "phần tử"


Block = Annotated[Annotated[Text, Tag("đoạn văn")] | Annotated[Node, Tag("phần tử")], Discriminator(_block_form)]
Node.model_rebuild()
