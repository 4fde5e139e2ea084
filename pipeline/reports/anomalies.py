"""Gaps and contradictions in the figures of a period (soát số liệu), each a finding that names unit, indicator and cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.finding import Finding, Severity
from pipeline.records.office import Office
from pipeline.records.reporting import Indicator, Outline
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.consolidate import Consolidated, Results, change, missing_units, total
from pipeline.reports.doubts import doubts, is_settled
from pipeline.reports.numerals import format_figure
from pipeline.reports.submission import IN_WORDS
from pipeline.reports.units_of_measure import changed, factor

_TITLES: Final = frozenset({"BC-110", "BC-111"})
_FIGURE_HINT: Final = "Hỏi đơn vị, rồi ghi vào hồ sơ “loại: điều chỉnh số liệu” (“điều chỉnh” hoặc “đã xem”) kèm lý do."
_TITLE_HINT: Final = (
    "Đúng là một mục của đề cương thì thêm tiêu đề này vào “tên gọi khác” của mục đó rồi chạy vanthu reports reread; không thì "
    "ghi “đã xem” trong hồ sơ “loại: điều chỉnh số liệu”."
)
_LITTLE: Final = Decimal(10)  # a jump from 2 to 5 is no news


@dataclass(frozen=True)
class Compared:
    """Another period to hold the figures against, with its name."""

    name: str
    collected: Collected
    outline: Outline  # as it was: `collected` is already in the units of today


def anomalies(
    office: Office, collected: Collected, results: Results, *, before: tuple[Compared, ...] = ()
) -> tuple[Finding, ...]:
    """Everything worth a second look, by unit and indicator."""
    return tuple(_all(office, collected, results, before))


def _all(office: Office, collected: Collected, results: Results, before: tuple[Compared, ...]) -> Iterator[Finding]:
    yield from _outdated_readings(collected)
    yield from _open_questions(office, collected)
    yield from _outdated_corrections(office, collected)
    for doubt in doubts(collected):
        yield _of(doubt.entries[0], doubt.code, doubt.said)
    for indicator in collected.outline.indicators:
        for column in collected.period.columns:
            entries = tuple(collected.figures_of(indicator.id, column))
            for entry in entries if column == "thực hiện" else ():
                for other in before if not is_settled(collected, entry) else ():
                    yield from _jump(office, indicator, entry, other)
            if all(entry.unit != indicator.stated_by or not is_settled(collected, entry) for entry in entries):
                yield from _stated(office, indicator, results, column)
            result = results.by_key[indicator.id, column]
            if missing := _left_blank(collected, indicator, result):
                names = ", ".join(office.agency(unit).called for unit in missing)
                message = f"Chỉ tiêu “{indicator.name}”, {column}: {len(missing)} đơn vị đã gửi báo cáo nhưng bỏ trống: {names}"
                yield _finding("BC-205", message, hint="Hỏi lại đơn vị; nếu không phát sinh thì ghi 0.")
    yield from _other_measures(collected, before)
    yield from _running_totals(office, collected, before)


def _left_blank(collected: Collected, indicator: Indicator, result: Consolidated) -> tuple[str, ...]:
    """Units that gave no figure and are not asked about it already; nothing to list is an answer."""
    if indicator.is_text or indicator.is_computed:
        return ()
    asked = {
        unit
        for unit, question in collected.questions
        if (question.indicator, question.column) == (indicator.id, result.column)
    }
    return tuple(unit for unit in missing_units(collected, result) if unit not in asked)


def _jump(office: Office, indicator: Indicator, entry: Entry, other: Compared) -> Iterator[Finding]:
    past = other.collected.entries.get((entry.unit, indicator.id, "thực hiện"))
    if entry.value is None or past is None or past.value is None:
        return
    moved = change(entry.value, past.value)
    if moved is None or abs(moved) <= indicator.jump or abs(entry.value - past.value) < _LITTLE:
        return
    words = "tăng" if moved > 0 else "giảm"
    places = int(indicator.decimals)
    yield _of(
        entry,
        "BC-203",
        f"{_who(office, indicator, entry)}: {format_figure(entry.value, places)}, {words} {format_figure(abs(moved), 1)} % "
        f"so với {other.name} ({format_figure(past.value, places)})",
    )


def _stated(office: Office, indicator: Indicator, results: Results, column: str) -> Iterator[Finding]:
    result = results.by_key[indicator.id, column]
    if result.stated is None or result.stated.value is None or result.value is None:
        return
    added = total(result.entries) if indicator.aggregation == "tổng" else result.value
    if added != result.stated.value:
        places = int(indicator.decimals)
        missing = "" if result.units == result.expected else f" (còn thiếu {result.expected - result.units} đơn vị)"
        yield _of(
            result.stated,
            "BC-204",
            f"{_who(office, indicator, result.stated)} công bố {format_figure(result.stated.value, places)}, "
            f"cộng các đơn vị được {format_figure(added, places)}{missing}",
        )


def _other_measures(collected: Collected, before: tuple[Compared, ...]) -> Iterator[Finding]:
    """Indicators that had a unit of measure from which no scale leads to the one of today; and figures of unknown unit."""
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


def _running_totals(office: Office, collected: Collected, before: tuple[Compared, ...]) -> Iterator[Finding]:
    """What a unit gives as total since January is what it gave a quarter ago, and this quarter's figure."""
    period = collected.period
    if "lũy kế" not in period.columns:
        return
    last = next((comparison.collected for comparison in before if period.follows(comparison.collected.period)), None)
    if last is None and not period.begins_the_year:
        return
    for indicator in collected.outline.indicators:
        if indicator.aggregation != "tổng" or indicator.adds_up != "có":
            continue
        for entry in collected.figures_of(indicator.id, "lũy kế"):
            if is_settled(collected, entry):
                continue
            now = collected.entries.get((entry.unit, indicator.id, "thực hiện"))
            then = last.entries.get((entry.unit, indicator.id, "lũy kế")) if last else None
            if (
                entry.value is None
                or now is None
                or now.value is None
                or (last and (then is None or then.value is None))
            ):
                continue
            wanted = now.value + (then.value if then is not None and then.value is not None else Decimal(0))
            if entry.value != wanted:
                places = int(indicator.decimals)
                yield _of(
                    entry,
                    "BC-208",
                    f"{_who(office, indicator, entry)}: {format_figure(entry.value, places)}; cộng các kỳ được "
                    f"{format_figure(wanted, places)}",
                )


def _outdated_readings(collected: Collected) -> Iterator[Finding]:
    if collected.outdated:
        names = ", ".join(unit.called for unit in collected.outdated)
        message = f"Đề cương đã đổi từ khi đọc báo cáo của {len(collected.outdated)} đơn vị: {names}"
        hint = f"Đọc lại từ các tệp đang lưu: vanthu reports reread THƯ_MỤC {collected.period.id}"
        yield _finding("BC-207", message, hint=hint)


def _open_questions(office: Office, collected: Collected) -> Iterator[Finding]:
    for unit, question in collected.questions:
        sort = "báo cáo" if question.source.sheet == IN_WORDS else "biểu mẫu"
        named = f"“{collected.outline.indicator(question.indicator).name}”" if question.indicator else sort
        choices = f"; có thể là: {' hoặc '.join(question.choices)}" if question.choices else ""
        text = f" ghi “{question.text}”" if question.text else ""
        yield Finding(
            code=question.code,
            severity=Severity.WARNING,
            message=f"{office.agency(unit).called}: {named}{text}: {question.doubt}{choices} ({question.source})",
            file=question.source.file,
            hint=_TITLE_HINT if question.code in _TITLES else _FIGURE_HINT,
        )


def _outdated_corrections(office: Office, collected: Collected) -> Iterator[Finding]:
    for (unit, key, column), entry in collected.entries.items():
        sent = collected.submissions.get(unit)
        if entry.correction is not None and sent is not None and entry.correction.day < sent.received:
            name = collected.outline.indicator(key).name
            yield _of(
                entry,
                "BC-206",
                f"{office.agency(unit).called}: “{name}”, {column} đang theo điều chỉnh ngày "
                f"{entry.correction.day:%d/%m/%Y}, trước khi nhận bản {sent.version} của đơn vị",
            )


def _who(office: Office, indicator: Indicator, entry: Entry) -> str:
    return f"{office.agency(entry.unit).called}: “{indicator.name}”, {entry.column}"


def _of(entry: Entry, code: str, message: str) -> Finding:
    where = f" ({entry.source})" if entry.source else ""
    return _finding(code, f"{message}{where}", file=entry.source.file if entry.source else None)


def _finding(code: str, message: str, *, file: str | None = None, hint: str = "") -> Finding:
    return Finding(
        code=code,
        severity=Severity.WARNING,
        message=message,
        file=file,
        hint=hint or "Đối chiếu với đơn vị; sửa bằng hồ sơ “loại: điều chỉnh số liệu” kèm lý do.",
    )
