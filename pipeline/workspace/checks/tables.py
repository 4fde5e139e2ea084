"""Tables (bảng): cells fit the columns, figures are figures, money has its unit, and what goes into words is certain."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents import figures
from pipeline.finding import Finding
from pipeline.records.content import Table
from pipeline.workspace.places import Path
from pipeline.workspace.report import error, quote, warning
from pipeline.workspace.view import View

_NARROWEST, _WIDEST = 5, 250  # mm: from a digit to a landscape page


def table_findings(view: View, owner: str, table: Table, path: Path) -> Iterator[Finding]:
    """Everything wrong with one table of a record."""
    if not table.columns:
        yield error(
            "DL-811", view.at(owner, *path, "cột"), "Bảng không có cột nào", hint="Ghi tên các cột ở mục “cột”."
        )
    for n, row in enumerate(table.rows):
        if len(row) != len(table.columns):
            words = f"Hàng {n + 1} của bảng có {len(row)} ô, trong khi bảng có {len(table.columns)} cột"
            hint = 'Thêm hoặc bớt ô; ô trống viết “""”; ô có dấu phẩy thì đặt trong ngoặc kép.'
            yield error("DL-811", view.at(owner, *path, "hàng", n), words, hint=hint)
            continue
        yield from _cells(view, owner, table, n, path)
    for m, column in enumerate(table.columns):
        if column.width is not None and not _NARROWEST <= column.width <= _WIDEST:
            words = f"“Rộng” của cột {quote(column.name)} là {column.width:g} mm, ngoài khoảng 5 đến 250"
            yield error(
                "DL-813", view.at(owner, *path, "cột", m, "rộng"), words, hint="Sửa lại hoặc bỏ trống để máy tự chia."
            )
    yield from _units(view, owner, table, path)
    if table.total is not None and not figures.summed_columns(table):
        words = "Bảng có mục “Dòng cộng” nhưng không có cột nào để cộng"
        hint = "Ghi “kiểu: tiền” cho cột tiền, “cộng: có” cho cột số cần cộng, hoặc xóa mục này."
        yield error("DL-814", view.at(owner, *path, "dòng cộng"), words, hint=hint)
    if figures.wants_words(table):
        yield from _in_words(view, owner, table, path)


def _cells(view: View, owner: str, table: Table, n: int, path: Path) -> Iterator[Finding]:
    """Figures in the columns of figures. Words in a column that nothing adds up are odd; everywhere else they are wrong."""
    summed = figures.summed_columns(table)
    for m, (column, cell) in enumerate(zip(table.columns, table.rows[n], strict=True)):
        if not figures.is_figures(column):
            continue
        read = figures.read_cell(table, m, cell)
        if read.is_read or read.is_nothing:
            continue
        where = f"Hàng {n + 1}, cột {quote(column.name)} là cột kiểu “{column.kind}” nhưng ô ghi {quote(cell)}"
        at = view.at(owner, *path, "hàng", n, m)
        if read.values:
            hint = "Viết lại cho rõ: dấu chấm ngăn phần nghìn, dấu phẩy trước phần lẻ, ví dụ 1.250.000 hoặc 12,5."
            yield error("DL-820", at, f"{where}: {read.why}", hint=hint)
            continue
        hint = "Ghi số (1250000 hoặc 1.250.000), hoặc đổi kiểu của cột thành “chữ”."
        severe = error if column.kind == figures.MONEY or m in summed else warning
        why = f": {read.reason}" if any(sign.isnumeric() for sign in cell) else ""
        yield severe("DL-812", at, f"{where}, không phải số{why}", hint=hint)


def _units(view: View, owner: str, table: Table, path: Path) -> Iterator[Finding]:
    """The heading of a column of money and the line above the table name the same unit, or only one of them names one."""
    for m, column in enumerate(table.columns):
        named = figures.unit_of(table, m)
        if column.kind == figures.MONEY and named.contradicts:
            above = ", ".join(str(unit) for unit in named.table)
            words = f"Cột {quote(column.name)} tính bằng {named.heading}, còn “Đơn vị tính” của bảng là {above}"
            hint = "Hai nơi phải như nhau; mỗi cột một đơn vị thì ghi ở tên cột, bỏ mục “đơn vị tính” của bảng."
            yield error("DL-822", view.at(owner, *path, "cột", m, "tên"), words, hint=hint)


def _in_words(view: View, owner: str, table: Table, path: Path) -> Iterator[Finding]:
    at = view.at(owner, *path, "bằng chữ")
    columns = figures.money_columns(table)
    if not columns:
        words = "Bảng có mục “Bằng chữ” nhưng không có cột nào kiểu “tiền” được cộng"
        hint = "Ghi “kiểu: tiền” cho cột có tổng viết bằng chữ, hoặc xóa mục này."
        yield error("DL-814", at, words, hint=hint)
        return
    index = figures.column_in_words(table)
    if index is None:
        names = ", ".join(quote(table.columns[column].name) for column in columns)
        words = (
            f"“Bằng chữ” ghi {quote(table.in_words)}, không rõ tổng của cột nào viết bằng chữ; các cột tiền: {names}"
        )
        hint = f"Ghi tên cột, ví dụ: bằng chữ: {table.columns[columns[-1]].name}"
        yield error("DL-823", at, words, hint=hint)
        return
    named = figures.unit_of(table, index)
    if named.unit is not None and not named.unit.per:
        return
    found = f"“Đơn vị tính” ghi {quote(table.unit)}" if table.unit else "bảng không ghi “Đơn vị tính”"
    if named.unit is not None:
        found = f"đơn vị {quote(named.unit)} không phải một số tiền"
    words = f"Tổng của cột {quote(table.columns[index].name)} viết bằng chữ nhưng không rõ là bao nhiêu tiền: {found}"
    hint = "Ghi “đơn vị tính” là đồng, nghìn đồng, triệu đồng, tỷ đồng, USD hoặc EUR; hoặc ghi ở tên cột: Thành tiền (đồng)."
    yield error("DL-821", at, words, hint=hint)
