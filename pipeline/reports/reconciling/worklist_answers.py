"""A worklist that came back filled in (đọc lại bảng câu hỏi): decisions for the record of corrections, and errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pipeline.errors import Unreadable
from pipeline.finding import Finding, Severity
from pipeline.intake.figure import read_figure
from pipeline.records.corrections import DROPPED, answer
from pipeline.records.reporting import Indicator
from pipeline.reports.reconciling.worklist import FIGURE, Row
from pipeline.reports.reconciling.worklist_sheet import (
    ASK_AGAIN,
    DECISION,
    KEEP,
    PERIOD_MARK,
    REASON,
    SEEN_WORDS,
    SHEET,
    key_of,
)
from pipeline.reports.row_decisions import RowSpot, decided_cell
from pipeline.reports.sheets import Book, Cell, Sheet
from pipeline.reports.typed_names import plain_name

_CODE: Final = "BC-401"
_AGAIN: Final = "Lập lại bảng câu hỏi: vanthu reports worklist THƯ_MỤC KỲ; tệp đã điền được giữ nguyên bên cạnh."
_KEEPS: Final = frozenset({plain_name(word) for word in (KEEP, "giữ nguyên")})
_OPEN: Final = frozenset({plain_name(word) for word in (ASK_AGAIN, "trả lại")})
_DROP: Final = plain_name(DROPPED)
# What people write for a decision; in a cell of words it would be printed as the name of a row.
_NO_WORDS_OF_A_CELL: Final = frozenset(
    map(
        plain_name,
        ("bỏ dòng", "bỏ dòng này", "bỏ cả dòng", "bỏ qua", "loại", "loại bỏ", "hủy", "xóa", "xóa dòng", "xóa dòng này",
         "không tính", "không dùng", "không lấy", "đúng", "đã đúng", "sai", "ok", "được", "đồng ý", "x"),
    )
)  # fmt: skip
_SEEN: Final = frozenset({plain_name(word) for word in (SEEN_WORDS, KEEP, "giữ nguyên", DROPPED)})


@dataclass(frozen=True)
class Answers:
    """The decisions as plain data (corrections and reviews), how many were known already, and what is wrong."""

    corrections: tuple[Mapping[str, Any], ...] = ()
    reviewed: tuple[Mapping[str, Any], ...] = ()
    again: int = 0
    wrong: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Line:
    """A row of the worklist as it was filled in."""

    number: int
    key: tuple[str, ...]
    mark: str
    decision: str
    reason: str


def read_answers(
    book: Book,
    rows: Sequence[Row],
    recorded: frozenset[tuple[str, ...]],
    *,
    period: str,
    person: str,
    day: date,
) -> Answers:
    """The decisions of a worklist. Unreadable: it is not a worklist of this period.

    `recorded`: decisions that the records hold already, each as `decision_key` gives it.
    """
    waiting = {row.key: row for row in rows}
    corrections: list[Mapping[str, Any]] = []
    reviewed: list[Mapping[str, Any]] = []
    wrong: list[Finding] = []
    met: dict[tuple[str, ...], int] = {}
    again = 0
    for line in _lines(book, period):
        if not line.key:
            wrong.append(_bad(book, line, "dòng này không phải của bảng câu hỏi (mất cột mã ẩn)", _AGAIN))
            continue
        if line.key in met:
            wrong.append(_bad(book, line, f"trùng với dòng {met[line.key]}", "Để lại một dòng."))
            continue
        met[line.key] = line.number
        row = waiting.get(line.key)
        if row is None:
            reasons = {line.reason, _in_own_words(line)}
            if any(known[: len(line.key)] == line.key and known[-1] in reasons for known in recorded):
                again += 1
            else:
                wrong.append(_bad(book, line, "câu hỏi này không còn: đã quyết định, hoặc đơn vị gửi bản mới", _AGAIN))
            continue
        said = _decided(line, row)
        if isinstance(said, Finding):
            wrong.append(_bad(book, line, said.message, said.hint))
        elif row.key[0] == FIGURE:
            corrections.append(_correction(row, said, line, person, day))
        else:
            reviewed.append(_review(row, said, line, person, day))
    return Answers(tuple(corrections), tuple(reviewed), again, tuple(wrong))


def decision_key(key: tuple[str, ...], reason: str) -> tuple[str, ...]:
    """The key by which a decision is found again: the parts of the place's key, then the reason."""
    return (*key, reason)


def _decided(line: _Line, row: Row) -> str | Finding:
    """The text of the answer, or a finding on what is wrong with the decision."""
    if line.mark != row.mark:
        return _fault("chỗ này đã đổi từ khi lập bảng" + (f", nay ghi “{row.stands}”" if row.stands else ""), _AGAIN)
    if not line.decision:
        return _fault("có lý do mà chưa có quyết định", f"Ghi số đúng, “{KEEP}”, “{DROPPED}” hoặc “{ASK_AGAIN}”.")
    if not line.reason:
        return _fault(
            f"quyết định “{line.decision}” chưa có lý do", "Ghi lý do: ai xác nhận, theo văn bản, điện thoại nào."
        )
    if row.key[0] == FIGURE and row.indicator is not None:
        return _figure(line, row, row.indicator)
    if row.of_row is not None:
        return _row_cell(line, row, row.of_row)
    return _looked_at(line)


def _looked_at(line: _Line) -> str | Finding:
    """The answer for a place that has no figure of its own: any words settle it, with their reason; a number would be lost."""
    if read_figure(line.decision).is_read:
        hint = f"Số thì ghi cho chỉ tiêu của nó, trong hồ sơ “loại: điều chỉnh số liệu”; ở đây ghi “{SEEN_WORDS}” hoặc bằng lời."
        return _fault(f"chỗ này không nhận số “{line.decision}”", hint)
    return SEEN_WORDS if plain_name(line.decision) in _SEEN else line.decision


def _in_own_words(line: _Line) -> str:
    """A decision in words of the clerk's own, with its reason, as it is recorded."""
    return f"{line.decision}: {line.reason}"


def _figure(line: _Line, row: Row, indicator: Indicator) -> str | Finding:
    """The text of the answer for a figure, or a finding on what is wrong with the decision."""
    word = plain_name(line.decision)
    if row.beside and word == plain_name(SEEN_WORDS):
        return DROPPED  # looked at: the number beside the column is not the figure, and there is no other
    if indicator.is_computed:
        return _fault("số này được tính từ chỉ tiêu khác", "Quyết định ở tử số hoặc mẫu số.")
    if word in _KEEPS:
        # Words are kept as they stand, unless they are what a broken formula shows.
        kept = row.stands if indicator.is_text and not row.stands.startswith("#") else ""
        return row.held or kept or _fault(f"chưa đọc được số, chữ nào để “{KEEP}”", "Ghi số, chữ đúng hoặc “bỏ”.")
    if indicator.is_text and word in _NO_WORDS_OF_A_CELL:
        return _no_words(line)
    text = DROPPED if word == _DROP else line.decision
    try:
        answer(indicator, text)
    except ValueError:
        wanted = "“có” hoặc “không”" if indicator.is_yes else "một số, phần lẻ sau dấu phẩy (1250; 95,5)"
        hint = f"Ghi {wanted}, “{KEEP}”, “{DROPPED}” hoặc “{ASK_AGAIN}”."
        return _fault(f"quyết định “{line.decision}” không đọc được", hint)
    return text


def _no_words(line: _Line) -> Finding:
    hint = f"Ghi chữ đúng của ô, “{KEEP}”, “{DROPPED}”, “{SEEN_WORDS}” hoặc “{ASK_AGAIN}”."
    return _fault(f"quyết định “{line.decision}” không rõ là bỏ, giữ hay là chữ phải ghi vào ô", hint)


def _row_cell(line: _Line, row: Row, spot: RowSpot) -> str | Finding:
    """The answer for a cell of a repeated row."""
    word, is_figure = plain_name(line.decision), spot.column.kind == "số"
    if word in _KEEPS and is_figure and not row.held:
        return _fault(f"chưa đọc được số nào để “{KEEP}”", f"Ghi số đúng, “{DROPPED}” hoặc “{SEEN_WORDS}”.")
    if word in _KEEPS or word == plain_name(SEEN_WORDS):
        return SEEN_WORDS
    if spot.column.kind == "chữ" and word in _NO_WORDS_OF_A_CELL:
        return _no_words(line)
    text = DROPPED if word == _DROP else line.decision
    try:
        decided_cell(spot, text)
    except ValueError:
        wanted = {"số": "một số, phần lẻ sau dấu phẩy (1250; 95,5)", "ngày": "một ngày (15/3/2024)"}
        hint = (
            f"Ghi {wanted.get(spot.column.kind, 'chữ đúng')}, “{KEEP}”, “{DROPPED}”, “{SEEN_WORDS}” hoặc “{ASK_AGAIN}”."
        )
        return _fault(f"quyết định “{line.decision}” không đọc được", hint)
    return text


def _correction(row: Row, said: str, line: _Line, person: str, day: date) -> Mapping[str, Any]:
    _, unit, indicator, column = row.key
    return {
        "đơn vị": unit,
        "chỉ tiêu": indicator,
        "số liệu": column,
        "giá trị": said,
        "lý do": line.reason,
        "người điều chỉnh": person,
        "ngày": f"{day:%d/%m/%Y}",
    }


def _review(row: Row, said: str, line: _Line, person: str, day: date) -> Mapping[str, Any]:
    _, unit, sheet, cell = row.key
    place = {"ô": cell} if cell else {}
    if row.of_row is not None and said != SEEN_WORDS:
        place |= {"giá trị": said, **({"đang ghi": row.of_row.stands} if row.of_row.stands else {})}
    return {
        "đơn vị": unit,
        "trang": sheet,
        **place,
        "lý do": line.reason if said == SEEN_WORDS or row.of_row is not None else _in_own_words(line),
        "người xem": person,
        "ngày": f"{day:%d/%m/%Y}",
    }


def _lines(book: Book, period: str) -> Iterator[_Line]:
    """The rows with a decision or a reason; rows to be asked again are left out."""
    sheet = book.sheet(SHEET)
    mark = sheet.text(1, 1) if sheet else ""
    if sheet is None or mark != f"{PERIOD_MARK}{period}":
        other = f" (là của kỳ {mark.removeprefix(PERIOD_MARK)})" if mark.startswith(PERIOD_MARK) else ""
        raise Unreadable(f"{book.name}: không phải bảng câu hỏi của kỳ {period}{other}.", _AGAIN)
    places = {
        sheet.text(*spot): spot for spot in sorted(sheet.cells, reverse=True) if sheet.text(*spot) in {DECISION, REASON}
    }
    if places.keys() != {DECISION, REASON}:
        raise Unreadable(f"{book.name}: không thấy cột “{DECISION}”, “{REASON}”.", _AGAIN)
    for number in sorted({row for row, _ in sheet.cells if row > places[DECISION][0]}):
        decision = _said(sheet, number, places[DECISION][1])
        reason = _said(sheet, number, places[REASON][1])
        key = key_of(sheet.text(number, 1))
        if (decision or reason) and plain_name(decision) not in _OPEN:
            yield _Line(number, key[:-1], key[-1] if key else "", decision, reason)


def _said(sheet: Sheet, row: int, column: int) -> str:
    """What was typed into a cell; a number with a comma before decimals."""
    cell: Cell | None = sheet.cells.get((row, column))
    if cell is None:
        return ""
    if cell.number is not None and not cell.other:
        number = cell.number * (100 if cell.percent else 1)
        return f"{number.normalize():f}".replace(".", ",")
    return " ".join(cell.text.split())


def _fault(message: str, hint: str) -> Finding:
    return Finding(code=_CODE, severity=Severity.ERROR, message=message, hint=hint)


def _bad(book: Book, line: _Line, message: str, hint: str) -> Finding:
    return Finding(
        code=_CODE,
        severity=Severity.ERROR,
        message=f"Dòng {line.number}: {message}",
        file=book.name,
        line=line.number,
        hint=hint,
    )
