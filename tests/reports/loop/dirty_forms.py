"""What people do to a form before they send it (biểu mẫu làm bẩn): each way leaves what the unit means known."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any, Final

from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Picture
from openpyxl.styles import Font
from PIL import Image

from pipeline.reports import form_layout
from tests.reports.filled import Filled
from tests.reports.loop.made_office import Key
from tests.reports.spoilt_cells import BESIDE_THE_MARK, COUNTS, PERCENTS
from tests.reports.test_moved_block import move_down

MONEY: Final = ("kp-giao", "kp-giai-ngan")
COUNTED: Final = ("tiep-nhan", "truc-tuyen", "dung-han", "van-ban-di", "van-ban-ky-so", "tap-huan", "so-hoa")
_SHEETS: Final = ("Biểu 1", "Biểu 2", "Biểu 3")
_DONE: Final = "thực hiện"
_YEAR: Final = "ước cả năm"


@dataclass
class Sending:
    """A form that is open, with what its unit means and meant last year; `means` is changed where a unit means less."""

    form: Filled
    unit: str
    means: dict[Key, Decimal | str]
    before: Mapping[Key, Decimal | str]
    chance: Random
    told: list[str] = field(default_factory=list)
    marked: list[tuple[Any, int]] = field(default_factory=list)
    """Cells whose font or comment alone says that the figure does not hold, with the figure that does."""

    def retype(self) -> None:
        """What a unit does that copies its figures into a file without fonts and comments: it writes those that hold."""
        for cell, meant in self.marked:
            if cell.value == meant + BESIDE_THE_MARK:
                cell.value = meant

    def cell(self, indicator: str, column: str = _DONE) -> Any:
        """The cell of an answer."""
        return self.form.cell(indicator, column)

    def value(self, indicator: str, column: str = _DONE) -> Decimal:
        """The figure that is meant there."""
        return Decimal(self.means[self.unit, indicator, column])

    def sheet(self) -> Any:
        """One of the sheets with tables."""
        return self.form.book[self.chance.choice(_SHEETS)]


def fill_in(form: Filled, unit: str, means: Mapping[Key, Decimal | str]) -> None:
    """Everything as it is meant."""
    for (owner, indicator, column), value in means.items():
        if owner == unit and form.asks(indicator):
            cell = form.cell(indicator, column)
            if isinstance(value, str):
                cell.value = value
            elif indicator == "chuyen-trach":
                cell.value = "có" if value else "không"
            else:
                cell.value = int(value) if value == value.to_integral_value() else float(value)


# ------------------------------------------------------------------------------------------------------------- one cell
def _count(sending: Sending) -> None:
    indicator = sending.chance.choice(COUNTED)
    cell, meant = sending.cell(indicator), int(sending.value(indicator))
    sending.chance.choice(COUNTS)(cell, meant)
    if cell.value == meant + BESIDE_THE_MARK:
        sending.marked.append((cell, meant))


def _percent(sending: Sending) -> None:
    whole = Decimal(int(sending.value("hai-long")))
    sending.means[sending.unit, "hai-long", _DONE] = whole
    sending.chance.choice(PERCENTS)(sending.cell("hai-long"), int(whole))


def _money_typed(sending: Sending) -> None:
    indicator = sending.chance.choice(MONEY)
    value = sending.value(indicator)
    english = f"{value:,.1f}"
    vietnamese = english.translate(str.maketrans(",.", ".,"))
    texts = (english, vietnamese, f"{vietnamese} triệu đồng", f"{vietnamese} tr.đ", f"{value * 1000000:,.0f} đồng",
             f"khoảng {vietnamese}",
             f"{value / 1000:.4f} tỷ".replace(".", ","), str(value).replace(".", ","), str(value), f"{vietnamese}%")  # fmt: skip
    sending.cell(indicator).value = sending.chance.choice(texts)


def _money_shown(sending: Sending) -> None:
    indicator = sending.chance.choice(MONEY)
    cell, value = sending.cell(indicator), float(sending.value(indicator))
    shown, stored = sending.chance.choice(
        (
            ("#,##0.0,,", value * 1e6),
            ("0.0", value),
            ('0.0" triệu"', value),
            ("0%", value / 100),
            ("#,##0", value),
            ("0.000", value),
        )
    )
    cell.value, cell.number_format = stored, shown


def _yes(sending: Sending) -> None:
    cell = sending.cell("chuyen-trach")
    is_so = bool(sending.value("chuyen-trach"))
    cell.value = sending.chance.choice(
        (("Có", "CÓ.", 1, True, "x", "Rồi"), ("Không", "chưa", 0, False, "chưa có", "-"))[not is_so]
    )


def _blank(sending: Sending) -> None:
    indicator = sending.chance.choice((*COUNTED, *MONEY, "he-thong"))
    sending.cell(indicator).value = sending.chance.choice((None, None, "…", "chưa có số liệu"))
    del sending.means[sending.unit, indicator, _DONE]


def _formula(sending: Sending) -> None:
    indicator = sending.chance.choice(COUNTED)
    value = int(sending.value(indicator))
    sending.cell(indicator).value = sending.chance.choice(
        (f"={value - 5}+5", f"=SUM({value},0)", "=1=1", "=TRUE()", "=#REF!+1")
    )


def _comment(sending: Sending) -> None:
    indicator = sending.chance.choice(COUNTED)
    sending.cell(indicator).comment = Comment("Chưa tính số của các đơn vị trực thuộc", "ai đó")


def _remark(sending: Sending) -> None:
    indicator = sending.chance.choice((*COUNTED, *MONEY))
    words = (
        "Gồm cả cấp xã",
        "Số chưa chính thức",
        "ĐVT: nghìn",
        "tính bằng đồng",
        "Sai, sẽ gửi lại",
        "tăng do sáp nhập",
    )
    sending.form.cell(indicator, form_layout.REMARK).value = sending.chance.choice(words)


def _list(sending: Sending) -> None:
    cell = sending.cell("nen-tang")
    cell.value = sending.chance.choice(
        ("#REF!", "=1/0", unicodedata.normalize("NFD", str(cell.value)), f"- {cell.value}")
    )


CELLS: Final[Mapping[str, Callable[[Sending], None]]] = {
    "count": _count, "count2": _count, "count3": _count, "percent": _percent, "money typed": _money_typed,
    "money shown": _money_shown,
    "yes": _yes, "blank": _blank, "formula": _formula, "comment": _comment, "remark": _remark, "list": _list,
}  # fmt: skip


# ------------------------------------------------------------------------------------------------------------ the sheet
def _in_dong(sending: Sending) -> None:
    for indicator in MONEY:
        for column in (_DONE, _YEAR):
            sending.cell(indicator, column).value = int(sending.value(indicator, column) * 1000000)


def _in_billions(sending: Sending) -> None:
    for indicator in MONEY:
        for column in (_DONE, _YEAR):
            sending.cell(indicator, column).value = float(sending.value(indicator, column) / 1000)


def _moved_down(sending: Sending) -> None:
    sheet = sending.sheet()
    columns = sending.chance.choice(([5], [6], [5, 6]))
    rows = [
        row
        for row in range(1, sheet.max_row + 1)
        if str(sheet.cell(row, 1).value or "").startswith(form_layout.ROW_MARK)
    ]
    first = rows[0] if sending.chance.random() < 0.7 else sending.chance.choice(rows)
    move_down(sheet, first=first, columns=columns, cut=sending.chance.random() < 0.7)


def _moved_up(sending: Sending) -> None:
    """The first figure over its heading, every other one in the row above."""
    sheet, at = sending.sheet(), sending.chance.choice((5, 6))
    for row in range(form_layout.HEAD_ROW, sheet.max_row):
        sheet.cell(row, at).value = sheet.cell(row + 1, at).value


def _moved_two(sending: Sending) -> None:
    sheet, at = sending.sheet(), sending.chance.choice((5, 6))
    rows = [
        row
        for row in range(1, sheet.max_row + 1)
        if str(sheet.cell(row, 1).value or "").startswith(form_layout.ROW_MARK)
    ]
    for row in reversed(rows):
        sheet.cell(row + 2, at).value = sheet.cell(row, at).value
    for row in rows[:2]:
        sheet.cell(row, at).value = None


def _in_beside(sending: Sending) -> None:
    """Typed where the figures of last year are printed."""
    sheet, row, at = sending.form.spot(sending.chance.choice(COUNTED))
    sheet.cell(row, at + 2).value = sheet.cell(row, at).value
    sheet.cell(row, at).value = None


def _moved_right(sending: Sending) -> None:
    sheet = sending.sheet()
    rows = [
        row
        for row in range(1, sheet.max_row + 1)
        if str(sheet.cell(row, 1).value or "").startswith(form_layout.ROW_MARK)
    ]
    for row in rows:
        for at in (8, 7, 6):
            sheet.cell(row, at).value = sheet.cell(row, at - 1).value
        sheet.cell(row, 5).value = None


def _copied(sending: Sending) -> None:
    """Last year's figures again, where the form shows them."""
    for indicator in COUNTED:
        sending.cell(indicator).value = int(Decimal(sending.before[sending.unit, indicator, _DONE]))


def _hidden(sending: Sending) -> None:
    sheet, row, at = sending.form.spot(sending.chance.choice(COUNTED))
    if sending.chance.random() < 0.6:
        sheet.row_dimensions[row].hidden = True
    else:
        sheet.column_dimensions[sheet.cell(row, at).column_letter].hidden = True


def _struck(sending: Sending) -> None:
    sheet, row, _ = sending.form.spot(sending.chance.choice(COUNTED))
    for at in range(3, 9):
        sheet.cell(row, at).font = Font(strike=True)


def _merged(sending: Sending) -> None:
    sheet, row, at = sending.form.spot(sending.chance.choice(("truc-tuyen", "van-ban-di", "kp-giao")))
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=at, end_column=at + sending.chance.randint(0, 1))


def _same_heading(sending: Sending) -> None:
    sheet = sending.sheet()
    sheet.cell(form_layout.HEAD_ROW, 6).value = sheet.cell(form_layout.HEAD_ROW, 5).value


def _exchanged(sending: Sending) -> None:
    sheet = sending.sheet()
    for row in range(form_layout.HEAD_ROW, form_layout.HEAD_ROW + 9):
        one, other = sheet.cell(row, 5), sheet.cell(row, 6)
        one.value, other.value = other.value, one.value


def _renamed_sheet(sending: Sending) -> None:
    sheet = sending.sheet()
    sheet.title = sending.chance.choice((f"{sheet.title} (sửa)", "Sheet1", f"{sheet.title} "[:20]))


def _twin(sending: Sending) -> None:
    sheet = sending.sheet()
    twin = sending.form.book.copy_worksheet(sheet)
    twin.title = "Bản sao"
    for row in range(6, 10):
        if isinstance(twin.cell(row, 5).value, int):
            twin.cell(row, 5).value += 3


def _no_sheet(sending: Sending) -> None:
    del sending.form.book[sending.chance.choice(_SHEETS)]


def _no_marks(sending: Sending) -> None:
    for sheet in sending.form.book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(
                    (form_layout.ROW_MARK, form_layout.COLUMN_MARK, form_layout.SECTION_MARK)
                ):
                    cell.value = None
    if sending.chance.random() < 0.5 and form_layout.META_SHEET in sending.form.book.sheetnames:
        del sending.form.book[form_layout.META_SHEET]


def _rows_sorted(sending: Sending) -> None:
    """Two rows change places with all they hold, marks too."""
    sheet, one, _ = sending.form.spot("truc-tuyen")
    _, other, _ = sending.form.spot("hai-long")
    for at in range(1, 9):
        first, second = sheet.cell(one, at), sheet.cell(other, at)
        first.value, second.value = second.value, first.value


def _names_sorted(sending: Sending) -> None:
    """Two names change places, the hidden marks do not."""
    sheet, one, _ = sending.form.spot("van-ban-di")
    _, other, _ = sending.form.spot("van-ban-ky-so")
    for at in range(2, 9):
        first, second = sheet.cell(one, at), sheet.cell(other, at)
        first.value, second.value = second.value, first.value


def _inserted(sending: Sending) -> None:
    sheet = sending.sheet()
    if sending.chance.random() < 0.5:
        sheet.insert_rows(sending.chance.randint(1, 8))
    else:
        sheet.insert_cols(sending.chance.randint(2, 6))


def _row_gone(sending: Sending) -> None:
    indicator = sending.chance.choice(("dung-han", "tap-huan", "su-co"))
    sheet, row, _ = sending.form.spot(indicator)
    sheet.delete_rows(row)
    for column in (_DONE, _YEAR):
        del sending.means[sending.unit, indicator, column]


def _other_unit_above(sending: Sending) -> None:
    sheet = sending.sheet()
    sheet.cell(1, 2).value = f"{sheet.cell(1, 2).value} (ĐVT: nghìn)"


def _row_in_other_unit(sending: Sending) -> None:
    indicator = sending.chance.choice(("kp-giao", "tap-huan"))
    sheet, row, _ = sending.form.spot(indicator)
    sheet.cell(row, form_layout.MEASURE_COLUMN).value = "đồng" if indicator == "kp-giao" else "nghìn lượt"


def _part_over_whole(sending: Sending) -> None:
    part, whole = sending.chance.choice(
        (("truc-tuyen", "tiep-nhan"), ("van-ban-ky-so", "van-ban-di"), ("dung-han", "tiep-nhan"))
    )
    for indicator in (part, whole):  # nobody sees a part that is too large while its whole is not known
        sheet, row, at = sending.form.spot(indicator)
        sheet.cell(row, at).value, sheet.cell(row, at).number_format = int(sending.value(indicator)), "#,##0"
    if sending.chance.random() < 0.5:
        sending.cell(part).value = int(sending.value(whole)) + sending.chance.randint(1, 900)
    else:
        sending.cell(whole).value = max(0, int(sending.value(part)) - sending.chance.randint(1, 90))


def _signature(sending: Sending) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (60, 30), "navy").save(picture, "PNG")
    picture.seek(0)
    sheet = sending.sheet()
    sheet.add_image(Picture(picture), f"E{sheet.max_row}")


def _more(sending: Sending) -> None:
    sheet = sending.form.book.create_sheet("Chi tiết")
    for row in range(1, 6):
        sheet.append([row, f"Phòng {row}", row * 17])


def _decomposed(sending: Sending) -> None:
    for sheet in sending.form.book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and not cell.value.startswith("="):
                    cell.value = unicodedata.normalize("NFD", cell.value)


SHEETS: Final[Mapping[str, Callable[[Sending], None]]] = {
    "in đồng": _in_dong, "in tỷ": _in_billions, "moved down": _moved_down, "moved right": _moved_right, "moved up": _moved_up,
    "moved two": _moved_two, "in beside": _in_beside, "copied": _copied,
    "hidden": _hidden,
    "struck": _struck, "merged": _merged, "same heading": _same_heading, "exchanged": _exchanged, "renamed sheet": _renamed_sheet,
    "twin": _twin, "no sheet": _no_sheet, "no marks": _no_marks, "rows sorted": _rows_sorted, "names sorted": _names_sorted,
    "inserted": _inserted, "row gone": _row_gone, "unit above": _other_unit_above, "unit in row": _row_in_other_unit,
    "part over whole": _part_over_whole, "signature": _signature, "more": _more, "decomposed": _decomposed,
}  # fmt: skip
