"""Two sheets of a form with the same hidden keys (trang chép lại): a sheet was copied, and it is not certain which holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.reports import form_layout
from pipeline.reports.sheets import Book, Sheet
from pipeline.reports.submission import Question, Reported, Source

Read = Reported | Question


def twins_of(book: Book, sheet: Sheet, indicators: Collection[str]) -> Iterator[Sheet]:
    """The other sheets that have hidden keys of the same rows."""
    marks = {f"{form_layout.ROW_MARK}{key}" for key in indicators}
    for other in book.sheets:
        if other.name != sheet.name and marks & {cell.text for cell in other.cells.values()}:
            yield other


def held_against(read: Sequence[Read], twin: Sequence[Read], where: Source, name: str) -> list[Read]:
    """What was read of a sheet, compared with its copy; a figure on which they differ becomes a question."""
    figures = {(figure.indicator, figure.column): figure for figure in read if isinstance(figure, Reported)}
    open_already = {(item.indicator, item.column, item.text) for item in read if isinstance(item, Question)}
    asked: dict[tuple[str, str], Question] = {}
    for other in twin:
        if other.indicator is None or (other.indicator, other.column, other.text) in open_already:
            continue
        key = (other.indicator, other.column)
        if isinstance(other, Question):
            asked[key] = other
            continue
        figure = figures.get(key)
        if figure is None or (figure.value, figure.words) != (other.value, other.words):
            asked[key] = _unlike(figure, other, name)
    doubt = f"trang này chép lại trang “{name}” (cùng khóa ẩn); không rõ trang nào đúng"
    whole = Question("BC-109", None, "", where.sheet, doubt, (), where)
    kept = [item for item in read if not isinstance(item, Reported) or (item.indicator, item.column) not in asked]
    return [*kept, *asked.values(), whole]


def _unlike(figure: Reported | None, other: Reported, name: str) -> Question:
    here = f"trang “{name}” ghi “{figure.text}”" if figure else f"trang “{name}” để trống"
    choices = (*([figure.text] if figure else []), other.text)
    remark = "; ".join(dict.fromkeys(said for said in (figure.remark if figure else "", other.remark) if said))
    return Question("BC-104", other.indicator, other.column, other.text, here, choices, other.source, remark)
