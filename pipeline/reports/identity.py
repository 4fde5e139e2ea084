"""Whose report a returned form is (nhận diện): told by the hidden sheet, else by the unit that people read on its sheets."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records.agency import Agency
from pipeline.records.office import Office
from pipeline.records.reporting import Period
from pipeline.reports import form_layout
from pipeline.reports.named_periods import same_period
from pipeline.reports.sheets import Book
from pipeline.reports.typed_names import plain_name
from pipeline.reports.unit_names import UnitNames


@dataclass(frozen=True)
class Identity:
    """The unit of a file, or why the file cannot be taken (`refused`) and what to do (`remedy`).

    `printed_for`: for a refused file, the unit by whose form its cells can still be read.
    """

    unit: Agency | None
    refused: str = ""
    remedy: str = ""
    printed_for: Agency | None = None


def identify(
    book: Book, *, office: Office, period: Period, names: UnitNames, given: str | None = None, sure: bool = False
) -> Identity:
    """The unit of a form. `given`: the unit that the clerk names.

    The clerk's word holds if the form contradicts itself or names no unit. If the form names only another unit, it
    holds only with `sure`.
    """
    meta = form_facts(book)
    units = {unit.id: unit for unit in names.units}
    if (period_id := meta.get("kỳ báo cáo")) not in {None, period.id}:
        known = {period.id: period.name for period in office.periods}
        other = f"kỳ “{known[period_id]}”" if period_id in known else f"kỳ mang mã “{period_id}”"
        return Identity(
            None, f"biểu mẫu của {other}, không phải của kỳ “{period.name}”", "Đề nghị đơn vị điền biểu mẫu của kỳ này."
        )
    marked, (shown, named) = meta.get("đơn vị"), _shown_unit(book, meta.get("đơn vị"), names)
    if said := _other_period(book, period):
        return Identity(
            None,
            f"tệp ghi kỳ báo cáo “{said}”, không phải “{period.name}”",
            "Đề nghị đơn vị điền biểu mẫu của kỳ này.",
            # Only the words are of another period: the form is of this one.
            units.get(given or marked or named or "") if period_id == period.id else None,
        )
    if given is not None:
        others = {marked, named} - {None}
        strange = given in units and bool(others) and given not in others and not sure
        return _of_another(given, str(named or marked), units) if strange else _known(given, units, period)
    if marked and shown and named != marked:
        whose = units[marked].name if marked in units else marked
        return Identity(
            None,
            f"tệp ghi đơn vị “{shown}” nhưng là biểu mẫu phát cho “{whose}”",
            "Xác định đúng đơn vị rồi nhận lại với --unit MÃ.",
            units.get(marked),
        )
    if marked or named:
        return _known(str(marked or named), units, period)
    return Identity(
        None,
        "không rõ báo cáo của đơn vị nào" + (f" (ghi “{shown}”)" if shown else ""),
        "Nhận lại với --unit MÃ.",
    )


def _of_another(given: str, other: str, units: dict[str, Agency]) -> Identity:
    whose = units[other].name if other in units else other
    return Identity(
        None,
        f"là biểu mẫu của “{whose}”, không nhận cho “{units[given].name}”",
        "Đề nghị đơn vị điền biểu mẫu của mình; chắc chắn vẫn lấy tệp này thì thêm --accept TỆP.",
        units.get(other),
    )


def _known(unit: str, units: dict[str, Agency], period: Period) -> Identity:
    if unit in units:
        return Identity(units[unit])
    return Identity(
        None,
        f"đơn vị mang mã “{unit}” không nằm trong danh sách báo cáo của kỳ “{period.name}”",
        "Kiểm tra mã đơn vị, hoặc thêm đơn vị vào hồ sơ kỳ báo cáo.",
    )


def form_facts(book: Book) -> dict[str, str]:
    """What the hidden sheet of a form says, label to text: its unit, its period, the printed names of its rows."""
    sheet = book.sheet(form_layout.META_SHEET)
    if sheet is None:
        return {}
    return {cell.text: sheet.text(row, 2) for (row, column), cell in sheet.cells.items() if column == 1}


def _shown_unit(book: Book, marked: str | None, names: UnitNames) -> tuple[str, str | None]:
    """The unit's name that people read in the form, and the unit's id (None: unknown name).

    If a sheet names another unit than `marked`, for which the form was printed, that name is given.
    """
    shown = [
        (said, owner.id if (owner := names.named(said)) else None) for said in _visible(book, form_layout.UNIT_LABEL)
    ]
    return next((each for each in shown if marked and each[1] != marked), shown[0] if shown else ("", None))


def _other_period(book: Book, period: Period) -> str:
    """The name of another period that a sheet gives; empty if every sheet names this period or none."""
    for said in _visible(book, form_layout.PERIOD_LABEL):
        if plain_name(said) != plain_name(period.name) and not same_period(said, period.name):
            return said
    return ""


def _visible(book: Book, label: str) -> tuple[str, ...]:
    """What stands after a label such as `Đơn vị báo cáo:` on each sheet, in the same cell or in the next one."""
    found = (
        said or sheet.text(row, column + 1).strip()
        for sheet in book.sheets
        for (row, column), cell in sorted(sheet.cells.items())
        if (said := labelled(cell.text, label)) is not None
    )
    return tuple(dict.fromkeys(filter(None, found)))


def labelled(text: str, label: str) -> str | None:
    """The text after a label in the same cell; None if the text does not begin with the label."""
    words, colon, rest = text.partition(":")
    same = colon and words.strip().lower() == label.rstrip(": ").lower()
    return rest.strip() if same else None
