"""Gaps and contradictions of a period (soát số liệu), each told as a finding that names unit, indicator and cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.finding import Finding, Severity
from pipeline.records.office import Office
from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.consolidate import Consolidated, Results, missing_units
from pipeline.reports.reconciling.doubt import Doubt, shown
from pipeline.reports.reconciling.second_looks import Compared
from pipeline.reports.said_in_text import said_beside
from pipeline.reports.submission import IN_WORDS
from pipeline.reports.units_of_measure import changed, factor

_TITLES: Final = frozenset({"BC-110", "BC-111"})
_FIGURE_HINT: Final = "Hỏi đơn vị, rồi ghi vào hồ sơ “loại: điều chỉnh số liệu” (“điều chỉnh” hoặc “đã xem”) kèm lý do."
_DOUBT_HINT: Final = (
    "Hỏi đơn vị, rồi ghi vào hồ sơ “loại: điều chỉnh số liệu” kèm lý do: số đúng, hoặc chính số ấy nếu đơn vị xác nhận."
)
_TITLE_HINT: Final = (
    "Đúng là một mục của đề cương thì ghi một lần vào mục đó: tên gọi khác: ['{title}'], rồi chạy vanthu reports reread; không "
    "thì ghi “đã xem” trong hồ sơ “loại: điều chỉnh số liệu”."
)


def anomalies(
    office: Office,
    collected: Collected,
    results: Results,
    *,
    before: tuple[Compared, ...] = (),
    doubts: Iterable[Doubt] = (),
) -> tuple[Finding, ...]:
    """All findings of a period: open questions, gaps and contradictions, in the order of units and indicators."""
    return tuple(_all(office, collected, results, before, tuple(doubts)))


def open_points(office: Office, collected: Collected, doubts: Iterable[Doubt]) -> tuple[str, ...]:
    """Figures that are left out until somebody decides, in words; points worth a second look are not among them."""
    found = (*_open_questions(office, collected), *(_doubted(office, collected, doubt) for doubt in doubts))
    return tuple(finding.message for finding in found)


def _all(
    office: Office,
    collected: Collected,
    results: Results,
    before: tuple[Compared, ...],
    doubts: tuple[Doubt, ...],
) -> Iterator[Finding]:
    yield from _unread(collected)
    yield from _outdated_readings(collected)
    yield from _open_questions(office, collected)
    yield from (_doubted(office, collected, doubt) for doubt in doubts)
    for indicator in collected.outline.indicators:
        for column in collected.period.columns:
            result = results.by_key[indicator.id, column]
            if missing := left_blank(collected, indicator, result):
                names = ", ".join(office.agency(unit).called for unit in missing)
                message = f"Chỉ tiêu “{indicator.name}”, {column}: {len(missing)} đơn vị đã gửi báo cáo nhưng bỏ trống: {names}"
                yield _finding("BC-205", message, hint="Hỏi lại đơn vị; nếu không phát sinh thì ghi 0.")
    yield from _other_measures(collected, before)
    yield from said_beside(office, collected)
    yield from _not_comparable(office, before)


def _doubted(office: Office, collected: Collected, doubt: Doubt) -> Finding:
    """A figure in question as a finding."""
    indicator, entry = collected.outline.indicator(doubt.entry.indicator), doubt.entry
    likely = " hoặc ".join(shown(indicator, value) for value in doubt.likely)
    choices = f"; có thể là: {likely}" if likely else ""
    choices += f"; đơn vị ghi chú: {entry.remark}" if entry.remark else ""
    where = f" ({entry.source})" if entry.source else ""
    return Finding(
        code=doubt.code,
        severity=Severity.WARNING,
        message=f"{_who(office, indicator, entry)}: {doubt.reason}{choices}{where}",
        file=entry.source.file if entry.source else None,
        hint=_DOUBT_HINT,
    )


def left_blank(collected: Collected, indicator: Indicator, result: Consolidated) -> tuple[str, ...]:
    """The ids of units that gave no figure and are not asked about it already; an answer that there is none counts as given."""
    if (
        indicator.is_text
        or indicator.is_computed
        or result.column not in collected.outline.columns_of(indicator, collected.period)
    ):
        return ()
    asked = {
        unit
        for unit, question in collected.questions
        if (question.indicator, question.column) == (indicator.id, result.column)
    }
    return tuple(unit for unit in missing_units(collected, result) if unit not in asked)


def _other_measures(collected: Collected, before: tuple[Compared, ...]) -> Iterator[Finding]:
    """Findings on units of measure: those that cannot be converted to today's, and figures whose unit is not known."""
    for other in before:
        for was, now in changed(other.outline, collected.outline):
            if factor(was.measure, now.measure) is None and not now.is_text:
                message = f"Chỉ tiêu “{now.name}”: nay tính bằng {now.measure}, {other.name} tính bằng {was.measure}; "
                yield _finding(
                    "BC-310", f"{message}không so sánh được", hint="Đặt một mã chỉ tiêu khác, hoặc giữ đơn vị tính cũ."
                )
        if other.collected.outdated:
            message = f"Đề cương đã đổi từ khi đọc báo cáo của {len(other.collected.outdated)} đơn vị, {other.name}: "
            hint = f"Đọc lại từ các tệp đang lưu: vanthu reports reread THƯ_MỤC {other.collected.period.id}"
            yield _finding("BC-311", f"{message}đơn vị tính của các số đã đọc có thể khác nay", hint=hint)


def _unread(collected: Collected) -> Iterator[Finding]:
    if collected.unread:
        names = ", ".join(unit.called for unit in collected.unread)
        message = f"{len(collected.unread)} đơn vị mới gửi bản ký, bản quét, chưa có số liệu để tổng hợp: {names}"
        yield _finding("BC-217", message, hint="Đề nghị đơn vị gửi biểu mẫu .xlsx, báo cáo .docx.")


def _not_comparable(office: Office, before: tuple[Compared, ...]) -> Iterator[Finding]:
    """Findings on units that took over parts of other units, so that no earlier figure is comparable."""
    for other in before:
        for origins in dict.fromkeys(other.split.values()):
            names = ", ".join(office.agency(unit).called for unit, parts in other.split.items() if parts == origins)
            whence = ", ".join(office.agency(key).called for key in origins)
            message = f"{names}: chỉ kế thừa một phần của {whence} nên không so sánh với {other.name}"
            yield _finding("BC-216", message, hint="So sánh ở tổng các đơn vị, hoặc lấy số liệu cũ theo địa bàn mới.")


def _outdated_readings(collected: Collected) -> Iterator[Finding]:
    if collected.outdated:
        names = ", ".join(unit.called for unit in collected.outdated)
        message = f"Đề cương đã đổi từ khi đọc báo cáo của {len(collected.outdated)} đơn vị: {names}"
        hint = f"Đọc lại từ các tệp đang lưu: vanthu reports reread THƯ_MỤC {collected.period.id}"
        yield _finding("BC-207", message, hint=hint)


def _open_questions(office: Office, collected: Collected) -> Iterator[Finding]:
    for unit, question in collected.questions:
        whose = "Cả tệp" if question.of_file else office.agency(unit).called
        sort = "báo cáo" if question.source.sheet == IN_WORDS else "biểu mẫu"
        named = f"“{collected.outline.indicator(question.indicator).name}”" if question.indicator else sort
        choices = f"; có thể là: {' hoặc '.join(question.choices)}" if question.choices else ""
        text = f" ghi “{question.text}”" if question.text else ""
        choices += f"; đơn vị ghi chú: {question.remark}" if question.remark else ""
        yield Finding(
            code=question.code,
            severity=Severity.WARNING,
            message=f"{whose}: {named}{text}: {question.doubt}{choices} ({question.source})",
            file=question.source.file,
            hint=_TITLE_HINT.format(title=question.text) if question.code in _TITLES else _FIGURE_HINT,
        )


def _who(office: Office, indicator: Indicator, entry: Entry) -> str:
    return f"{office.agency(entry.unit).called}: “{indicator.name}”, {entry.column}"


def _finding(code: str, message: str, *, file: str | None = None, hint: str = "") -> Finding:
    return Finding(
        code=code,
        severity=Severity.WARNING,
        message=message,
        file=file,
        hint=hint or "Đối chiếu với đơn vị; sửa bằng hồ sơ “loại: điều chỉnh số liệu” kèm lý do.",
    )
