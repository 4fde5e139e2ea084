"""Cells as people and programs spoil them (ô bị làm hỏng), each with the figure that its author means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any
from unicodedata import normalize

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

Spoiler = Callable[[Any, int], None]
"""Writes the figure that is meant into a cell, in some way of its own."""

# How far the figure in a cell is from what is meant, where only its font or a comment says that it does not hold.
BESIDE_THE_MARK = 7
_DAY = datetime(2024, 5, 12)  # noqa: DTZ001 - spreadsheets know no zones


def _formatted(number_format: str, scale: float = 1) -> Spoiler:
    def spoil(cell: Any, meant: int) -> None:
        cell.value, cell.number_format = meant * scale, number_format

    return spoil


def _typed(text: str) -> Spoiler:
    def spoil(cell: Any, meant: int) -> None:
        cell.value = text.format(meant, f"{meant:,}".replace(",", "."), normalize("NFD", "hồ sơ"))

    return spoil


def _raised(cell: Any, meant: int) -> None:
    cell.value = CellRichText(str(meant), TextBlock(InlineFont(vertAlign="superscript"), "1"))


def _struck_before(cell: Any, meant: int) -> None:
    cell.value = CellRichText(TextBlock(InlineFont(strike=True), "2743"), str(meant))


def _struck(cell: Any, meant: int) -> None:
    cell.value, cell.font = meant + BESIDE_THE_MARK, Font(strike=True)


def _white(cell: Any, meant: int) -> None:
    cell.value, cell.font = meant + BESIDE_THE_MARK, Font(color="FFFFFFFF")


def _commented(cell: Any, meant: int) -> None:
    cell.value, cell.comment = meant + BESIDE_THE_MARK, Comment(f"sửa {meant}", "ai đó")


def _as_english(cell: Any, meant: int) -> None:
    cell.value = meant / 1000


def _broken(cell: Any, meant: int) -> None:  # noqa: ARG001 - as above
    cell.value = "=1/0"


def _other(value: object) -> Spoiler:
    def spoil(cell: Any, meant: int) -> None:  # noqa: ARG001 - as above
        cell.value = value

    return spoil


COUNTS: tuple[Spoiler, ...] = (
    _formatted("General"), _formatted("#,##0"), _formatted("0.00"), _formatted("#,##0;[Red]-#,##0"),
    _formatted("#,##0,,", 1_000_000), _formatted("#,##0,", 1000), _formatted('0" nghìn"'), _formatted("[White]0"),
    _formatted(";;;"), _formatted('0" hồ sơ"'), _formatted('"-"'), _formatted("0%", 0.01), _formatted("dd/mm/yyyy"),
    _formatted("[>=1000]#,##0;-0"), _typed("{0} {2}"), _typed("{1}"), _typed("{0}¹"), _typed("khoảng {0}"), _typed("{0} nghìn"),
    _raised, _struck_before, _struck, _white, _commented, _as_english, _broken, _other(_DAY), _other("#REF!"),
)  # fmt: skip
PERCENTS: tuple[Spoiler, ...] = (
    _formatted("0.0"), _formatted('0"%"'), _formatted('0.0"%"'), _formatted("0\\%"), _formatted("0%", 0.01),
    _formatted("0.0%", 0.01), _formatted("General", 0.01), _formatted('"-"0'), _typed("{0} %"), _typed("{0}%"), _typed("{0},0"),
)  # fmt: skip


def spoil_form(form: Any, random: Random) -> dict[str, Decimal]:
    """Every figure of a form in some way of its own; some hidden or merged. What each one means, by its indicator."""
    meant: dict[str, Decimal] = {}
    counts = ("ho-so-tiep-nhan", "ho-so-truc-tuyen", "van-ban-di", "van-ban-ky-so", "he-thong")
    for key in counts:
        value = random.randint(1001, 9999)
        random.choice(COUNTS)(form.cell(key), value)
        meant[key] = Decimal(value)
    share = random.randint(11, 99)
    random.choice(PERCENTS)(form.cell("muc-do-hai-long"), share)
    meant["muc-do-hai-long"] = Decimal(share)
    sheet, row, at = form.spot(random.choice(counts))
    how = random.randrange(5)
    if how == 0:
        sheet.row_dimensions[row].hidden = True
    elif how == 1:
        sheet.column_dimensions[sheet.cell(row, at).column_letter].hidden = True
    elif how == 2:
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=at, end_column=at)
    return meant
