"""Checks of tables (bảng): cells, figures, units of money, and totals in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pipeline.finding import Finding
from pipeline.intake.figure import read_figure
from pipeline.papers import table_figures
from pipeline.papers.counted_twice import CountedTwice, Why, counted_twice, looks_made_of_others
from pipeline.records.content import Amount, Column, Table
from pipeline.text import DONG, format_number, scaled_by, stated_unit, units_named, upper_first
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.value_places import Path, Place
from pipeline.workspace.view import View

# What a table of units says where a unit gave no figure; as compiled reports write it.
_NO_FIGURE_SAID = frozenset({"chưa báo cáo", "chưa có số liệu", "không có số liệu", "đang hỏi lại"})
_UNIT_HINT = (
    "Ghi đơn vị trong ngoặc ở tên cột bằng chữ rõ nghĩa: (đồng), (nghìn đồng), (triệu đồng), (tỷ đồng), (USD), (EUR); "
    "hoặc bỏ chữ đó khỏi tên cột."
)
_ROUNDING: Final = Decimal("0.5")
_NARROWEST, _WIDEST = 5, 250  # mm: from a digit to a landscape page


def table_findings(view: View, owner: str, table: Table, path: Path) -> Iterator[Finding]:
    """The findings on one table of a record; where rows are incomplete, only those on rows."""
    whole = view.is_whole(owner, path)
    # A cell may lack only the unit that was set aside.
    known = whole or table.unit or view.is_whole(owner, (*path, "đơn vị tính"))
    yield from (finding for finding in _rows(view, owner, table, path) if known or finding.code != "DL-820")
    if whole:
        yield from _whole(view, owner, table, path)


def _rows(view: View, owner: str, table: Table, path: Path) -> Iterator[Finding]:
    """Findings on columns and cells."""
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
        for m, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if table_figures.is_figures(column):
                yield from _cell(view.at(owner, *path, "hàng", n, m), table, m, cell, f"Hàng {n + 1}")
    yield from _groups(view, owner, table, path)
    for m, column in enumerate(table.columns):
        if column.width is not None and not _NARROWEST <= column.width <= _WIDEST:
            words = f"“Rộng” của cột {quote(column.name)} là {column.width:g} mm, ngoài khoảng 5 đến 250"
            yield error(
                "DL-813", view.at(owner, *path, "cột", m, "rộng"), words, hint="Sửa lại hoặc bỏ trống để máy tự chia."
            )


def _groups(view: View, owner: str, table: Table, path: Path) -> Iterator[Finding]:
    """Findings on shared headings whose columns do not stand side by side: the heading would be printed twice."""
    names = [column.group for column in table.columns]
    for m, name in enumerate(names):
        if name is not None and name in names[:m] and names[m - 1] != name:
            words = f"Các cột cùng “Nhóm” {quote(name)} không đứng cạnh nhau"
            hint = "Đưa các cột của nhóm về cạnh nhau, hoặc đặt tên nhóm khác."
            yield error("DL-830", view.at(owner, *path, "cột", m, "nhóm"), words, hint=hint)


def _whole(view: View, owner: str, table: Table, path: Path) -> Iterator[Finding]:
    """Findings on units, sums and words, which concern the table as a whole."""
    yield from _units(view, owner, table, path)
    if table.total is not None and not table_figures.summed_columns(table):
        words = "Bảng có mục “Dòng cộng” nhưng không có cột nào để cộng"
        hint = "Ghi “kiểu: tiền” cho cột tiền, “cộng: có” cho cột số cần cộng, hoặc xóa mục này."
        yield error("DL-814", view.at(owner, *path, "dòng cộng"), words, hint=hint)
    yield from _meaningless_sums(view, owner, table, path)
    yield from _answers(view, owner, table, path)
    yield from (_twice(view.at(owner, *path, "hàng", found.row), table, found) for found in counted_twice(table))
    if table_figures.wants_words(table):
        yield from _in_words(view, owner, table, path)


def _twice(at: Place, table: Table, found: CountedTwice) -> Finding:
    """The finding on a row that a total would count besides its parts; the record has to say which total holds."""
    row, parts = found.row + 1, ", ".join(str(part + 1) for part in found.parts)
    why = {
        Why.NAMED: "là một hàng tổng",
        Why.PARTS: f"có các hàng thuộc nó (hàng {parts})",
        Why.SUM: f"bằng tổng các hàng {parts}",
    }[found.why]
    words = (
        f"Hàng {row} {quote(' '.join(cell for cell in table.rows[found.row] if cell.strip()))} {why}, có thể bị tính hai lần "
        f"ở cột {quote(table.columns[found.column].name)}: cộng cả hàng này thì tổng là {format_number(found.whole)}, "
        f"không cộng thì tổng là {format_number(found.without)}"
    )
    hint = f"Ghi ở bảng: “không cộng: [{row}]” để hàng này không tính vào tổng, hoặc “vẫn cộng: [{row}]” nếu phải tính"
    hint += f"; nếu số của hàng này đúng và các hàng kia chỉ ghi kèm thì “không cộng: [{parts}]”." if parts else "."
    return error("DL-824", at, words, hint=hint)


def _answers(view: View, owner: str, table: Table, path: Path) -> Iterator[Finding]:
    """Findings on rows that the record names (to leave out, to count, to set in bold): unknown, or contradictory."""
    named = (("không cộng", table.left_out), ("vẫn cộng", table.counted), ("in đậm", table.emphasised))
    for key, numbers in named:
        for n, number in enumerate(numbers):
            at = view.at(owner, *path, key, n)
            if not 1 <= number <= len(table.rows):
                words = f"“{upper_first(key)}” ghi hàng {number}, bảng chỉ có {len(table.rows)} hàng"
                yield error("DL-825", at, words, hint="Ghi số thứ tự của hàng trong mục “hàng”, đếm từ 1.")
            elif key == "vẫn cộng" and number in table.left_out:
                words = f"Hàng {number} vừa ghi ở “không cộng” vừa ghi ở “vẫn cộng”"
                yield error("DL-825", at, words, hint="Giữ hàng này ở một trong hai mục.")
            elif key == "không cộng" and number - 1 not in looks_made_of_others(table):
                row = quote(" ".join(cell for cell in table.rows[number - 1] if cell.strip()))
                words = f"“Không cộng” ghi hàng {number} {row}, nhưng hàng này không giống hàng tổng, hàng nhóm hay hàng con"
                yield warning(
                    "DL-826", at, words, hint="Xem lại số thứ tự hàng: thêm, bớt hàng thì số này phải sửa theo."
                )


def _cell(at: Place, table: Table, index: int, cell: str, where: str) -> Iterator[Finding]:
    """The finding on a cell that is no figure in a column of figures.

    In a column that nothing adds up it is a warning, elsewhere an error.
    """
    column, read = table.columns[index], table_figures.read_cell(table, index, cell)
    if read.is_read or read.is_nothing or _says_no_figure(column, cell):
        return
    found = f"{where}, cột {quote(column.name)} là cột kiểu “{column.kind}” nhưng ô ghi {quote(cell)}"
    if read.values:
        hint = "Viết lại cho rõ: dấu chấm ngăn phần nghìn, dấu phẩy trước phần lẻ, ví dụ 1.250.000 hoặc 12,5."
        yield error("DL-820", at, f"{found}: {read.why}", hint=hint)
        return
    hint = "Ghi số (1250000 hoặc 1.250.000), hoặc đổi kiểu của cột thành “chữ”."
    why = f": {read.reason}" if any(sign.isnumeric() for sign in cell) else ""
    severe = error if column.kind == table_figures.MONEY or column.summed == "có" else warning
    yield severe("DL-812", at, f"{found}, không phải số{why}", hint=hint)


def _says_no_figure(column: Column, cell: str) -> bool:
    """Whether a cell of a column without a sum says in plain words that there is no figure."""
    return column.kind != table_figures.MONEY and column.summed != "có" and cell.strip().lower() in _NO_FIGURE_SAID


def _units(view: View, owner: str, table: Table, path: Path) -> Iterator[Finding]:
    """Findings where the heading of a column of money and the line above the table name different units."""
    for m, column in enumerate(table.columns):
        named = table_figures.unit_of(table, m)
        if column.kind != table_figures.MONEY:
            continue
        if named.doubt and table.unit:
            words = (
                f"Tên cột {quote(column.name)} có chữ có thể là đơn vị tính mà máy không hiểu ({quote(named.doubt)}), "
                f"còn “Đơn vị tính” của bảng là {quote(table.unit)}{_both(table, m, named)}"
            )
            yield error("DL-822", view.at(owner, *path, "cột", m, "tên"), words, hint=_UNIT_HINT)
        elif named.contradicts:
            above = ", ".join(str(unit) for unit in named.table)
            words = f"Cột {quote(column.name)} tính bằng {named.heading}, còn “Đơn vị tính” của bảng là {above}"
            hint = "Hai nơi phải như nhau; mỗi cột một đơn vị thì ghi ở tên cột, bỏ mục “đơn vị tính” của bảng."
            yield error("DL-822", view.at(owner, *path, "cột", m, "tên"), words, hint=hint)
    yield from _line(view, owner, table, path)
    yield from _title(view, owner, table, path)


def _both(table: Table, index: int, named: table_figures.ColumnUnit) -> str:
    """Both readings of the first figure of a column whose heading may name another scale than the table, for a message."""
    reads = (read_figure(row[index]) for row in table.rows if index < len(row))
    value = next((read.value for read in reads if read.is_read and read.value), None)
    scaled = scaled_by(named.doubt, value) if value is not None else None
    if value is None or scaled is None or len(named.table) != 1:
        return ""
    return f"; số {format_number(value)} có thể là {format_number(value)} {named.table[0]} hoặc {format_number(scaled)} đồng"


def _meaningless_sums(view: View, owner: str, table: Table, path: Path) -> Iterator[Finding]:
    """Findings on sums of years, and of percentages that are no shares of one whole."""
    sums = table_figures.column_sums(table) if table.total is not None else {}
    for m, total in sums.items():
        column = table.columns[m]
        at = view.at(owner, *path, "cột", m, "cộng")
        if table_figures.are_years(table, m):
            words = f"Cột {quote(column.name)} ghi “cộng: có” nhưng các số là năm; tổng {format_number(total)} không có nghĩa"
            hint = "Bỏ “cộng: có”; nếu là số lượng chứ không phải năm thì đổi tên cột, ví dụ “Số lượng năm 2024”."
            yield error("DL-829", at, words, hint=hint)
        elif table_figures.are_percentages(table, m) and not _is_whole(column, total):
            words = (
                f"Cột {quote(column.name)} ghi “cộng: có” nhưng là tỷ lệ; tổng {format_number(total)}% không phải 100%"
            )
            hint = (
                "Bỏ “cộng: có” rồi bỏ mục “dòng cộng” và tự ghi hàng tổng với tỷ lệ chung; "
                "nếu là tỷ trọng của từng phần trong một tổng thì ghi “Tỷ trọng” hoặc “Cơ cấu” ở tên cột."
            )
            yield error("DL-829", at, words, hint=hint)


def _is_whole(column: Column, total: Decimal) -> bool:
    """Whether percentages are shares of one whole: their column says so, or they add up to a hundred but for rounding."""
    return abs(total - 100) <= _ROUNDING or any(
        word in column.name.lower() for word in ("tỷ trọng", "tỉ trọng", "cơ cấu")
    )


def _line(view: View, owner: str, table: Table, path: Path) -> Iterator[Finding]:
    """Findings on the unit line: missing for a column of money, naming several units, or not understood."""
    for m, column in enumerate(table.columns):
        named = table_figures.unit_of(table, m)
        if column.kind != table_figures.MONEY or not table.unit or named.unit is not None or named.doubt:
            continue
        if named.line or not table_figures.wants_words(table):
            why = f"máy không hiểu {quote(named.line)}" if named.line else "không rõ là một đơn vị tiền"
            words = (
                f"“Đơn vị tính” ghi {quote(table.unit)}, {why}; cột tiền {quote(column.name)} không ghi đơn vị riêng"
            )
            hint = "Ghi một đơn vị (đồng, nghìn đồng, triệu đồng, tỷ đồng, USD…); cột khác đơn vị thì ghi trong ngoặc ở tên cột."
            yield error("DL-822", view.at(owner, *path, "đơn vị tính"), words, hint=hint)
            return


def _title(view: View, owner: str, table: Table, path: Path) -> Iterator[Finding]:
    """The finding on a title that names another unit than the table, or one that the table does not give."""
    stated = stated_unit(table.title or "")
    columns = [m for m, column in enumerate(table.columns) if column.kind == table_figures.MONEY]
    if stated.unit is None and not stated.doubt:
        return
    units = [table_figures.unit_of(table, m) for m in columns]
    found = f"Tiêu đề bảng {quote(table.title)} ghi đơn vị {quote(stated.unit or stated.doubt)}"
    above = units_named(table.unit or "")
    if stated.doubt and columns:
        words = f"{found} mà máy không hiểu"
    elif other := next((unit for unit in units if unit.unit not in {None, stated.unit}), None):
        words = f"{found}, còn số tiền trong bảng tính bằng {other.unit}"
    elif above and stated.unit is not None and stated.unit not in above:
        words = f"{found}, còn “Đơn vị tính” ghi {quote(table.unit)}"
    elif any(unit.unit is None and not unit.doubt and not table.unit for unit in units):
        words = f"{found}, còn bảng không ghi “Đơn vị tính”"
    else:
        return
    hint = "Ghi đơn vị ở mục “đơn vị tính” của bảng và bỏ khỏi tiêu đề; nếu hai nơi khác nhau thì xem lại nơi nào đúng."
    yield error("DL-827", view.at(owner, *path, "tiêu đề"), words, hint=hint)


def amount_findings(view: View, owner: str, amount: Amount, path: Path) -> Iterator[Finding]:
    """The finding on an amount in đồng whose preceding words name another unit."""
    stated = stated_unit(amount.lead)
    if stated.unit in {None, DONG} and not stated.doubt:
        return
    whole = Decimal(amount.dong)
    words = f"Lời dẫn {quote(amount.lead)} ghi đơn vị {quote(stated.unit or stated.doubt)}, còn “Đồng” ghi {format_number(whole)}"
    if stated.unit is not None:
        scaled = f"{format_number(stated.unit.amount(whole))} {stated.unit.currency.name}"
        words += f": là {format_number(whole)} đồng hay {scaled}?"
    hint = "Bỏ đơn vị khỏi lời dẫn và ghi đủ số tiền bằng đồng ở mục “đồng”."
    yield error("DL-828", view.at(owner, *path, "lời dẫn"), words, hint=hint)


def _in_words(view: View, owner: str, table: Table, path: Path) -> Iterator[Finding]:
    at = view.at(owner, *path, "bằng chữ")
    columns = table_figures.money_columns(table)
    if not columns:
        words = "Bảng có mục “Bằng chữ” nhưng không có cột nào kiểu “tiền” được cộng"
        hint = "Ghi “kiểu: tiền” cho cột có tổng viết bằng chữ, hoặc xóa mục này."
        yield error("DL-814", at, words, hint=hint)
        return
    index = table_figures.column_in_words(table)
    if index is None:
        names = ", ".join(quote(table.columns[column].name) for column in columns)
        words = (
            f"“Bằng chữ” ghi {quote(table.in_words)}, không rõ tổng của cột nào viết bằng chữ; các cột tiền: {names}"
        )
        hint = f"Ghi tên cột, ví dụ: bằng chữ: {table.columns[columns[-1]].name}"
        yield error("DL-823", at, words, hint=hint)
        return
    named = table_figures.unit_of(table, index)
    if (named.unit is not None and not named.unit.per) or (named.doubt and table.unit) or named.line:
        return
    if named.doubt:
        name = quote(table.columns[index].name)
        why = f"không hiểu đơn vị ở tên cột ({quote(named.doubt)})"
        words = f"Tổng của cột {name} viết bằng chữ nhưng không rõ là bao nhiêu tiền: {why}"
        yield error("DL-821", view.at(owner, *path, "cột", index, "tên"), words, hint=_UNIT_HINT)
        return
    found = f"“Đơn vị tính” ghi {quote(table.unit)}" if table.unit else "bảng không ghi “Đơn vị tính”"
    if named.unit is not None:
        found = f"đơn vị {quote(named.unit)} không phải một số tiền"
    words = f"Tổng của cột {quote(table.columns[index].name)} viết bằng chữ nhưng không rõ là bao nhiêu tiền: {found}"
    hint = "Ghi “đơn vị tính” là đồng, nghìn đồng, triệu đồng, tỷ đồng, USD hoặc EUR; hoặc ghi ở tên cột: Thành tiền (đồng)."
    yield error("DL-821", at, words, hint=hint)
