"""Whose report a returned file is (nhận diện): by the hidden sheet, else by what people can read on the first pages."""

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
    """The unit, or why the file cannot be taken: a message and what to do.

    `printed_for`: of a file that is not taken, the unit by whose form its cells can be read all the same.
    """

    unit: Agency | None
    refused: str = ""
    remedy: str = ""
    printed_for: Agency | None = None


def identify(
    book: Book, *, office: Office, period: Period, names: UnitNames, given: str | None = None, sure: bool = False
) -> Identity:
    """Whose form this is; `given` is the unit that the user names.

    He knows better where the form contradicts itself or says nothing, not where all of it is another's, unless he is `sure`.
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
    """What the hidden sheet of a form says: its unit, its period, the names its rows were printed with."""
    sheet = book.sheet(form_layout.META_SHEET)
    if sheet is None:
        return {}
    return {cell.text: sheet.text(row, 2) for (row, column), cell in sheet.cells.items() if column == 1}


def _shown_unit(book: Book, marked: str | None, names: UnitNames) -> tuple[str, str | None]:
    """The unit that people read, and its id; where a sheet names another than whom the form was printed for, that one."""
    shown = [
        (said, owner.id if (owner := names.named(said)) else None) for said in _visible(book, form_layout.UNIT_LABEL)
    ]
    return next((each for each in shown if marked and each[1] != marked), shown[0] if shown else ("", None))


def _other_period(book: Book, period: Period) -> str:
    """Another period that one of the sheets names; empty where all of them name this one."""
    for said in _visible(book, form_layout.PERIOD_LABEL):
        if plain_name(said) != plain_name(period.name) and not same_period(said, period.name):
            return said
    return ""


def _visible(book: Book, label: str) -> tuple[str, ...]:
    """What stands behind a label such as `Đơn vị báo cáo:` on every sheet, in the same cell or the next one."""
    found = (
        said or sheet.text(row, column + 1).strip()
        for sheet in book.sheets
        for (row, column), cell in sorted(sheet.cells.items())
        if (said := labelled(cell.text, label)) is not None
    )
    return tuple(dict.fromkeys(filter(None, found)))


def labelled(text: str, label: str) -> str | None:
    """What stands behind a label in the same cell, however its colon is set off; None where the text has no such label."""
    words, colon, rest = text.partition(":")
    same = colon and words.strip().lower() == label.rstrip(": ").lower()
    return rest.strip() if same else None
