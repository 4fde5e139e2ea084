"""Gaps and contradictions in the figures of a period (soát số liệu), each a finding that names unit, indicator and cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.finding import Finding, Severity
from pipeline.records.base import figure
from pipeline.records.office import Office
from pipeline.records.reporting import Indicator, Outline
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.consolidate import Consolidated, Results, change, missing_units, pair_of, total
from pipeline.reports.numerals import format_figure
from pipeline.reports.said_in_text import said_beside
from pipeline.reports.submission import IN_WORDS
from pipeline.reports.units_of_measure import changed, factor, ratio_factor

_HUNDRED: Final = Decimal(100)
_TITLES: Final = frozenset({"BC-110", "BC-111"})
_FIGURE_HINT: Final = "Hỏi đơn vị, rồi ghi vào hồ sơ “loại: điều chỉnh số liệu” (“điều chỉnh” hoặc “đã xem”) kèm lý do."
_TITLE_HINT: Final = (
    "Đúng là một mục của đề cương thì ghi một lần vào mục đó: tên gọi khác: ['{title}'], rồi chạy vanthu reports reread; không "
    "thì ghi “đã xem” trong hồ sơ “loại: điều chỉnh số liệu”."
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
    for indicator in collected.outline.indicators:
        for column in collected.period.columns:
            entries = tuple(collected.figures_of(indicator.id, column))
            for entry in entries:
                yield from _of_entry(office, indicator, entry)
                for other in before if column == "thực hiện" else ():
                    yield from _jump(office, indicator, entry, other)
            yield from _stated(office, indicator, results, column)
            result = results.by_key[indicator.id, column]
            if missing := _left_blank(collected, indicator, result):
                names = ", ".join(office.agency(unit).called for unit in missing)
                message = f"Chỉ tiêu “{indicator.name}”, {column}: {len(missing)} đơn vị đã gửi báo cáo nhưng bỏ trống: {names}"
                yield _finding("BC-205", message, hint="Hỏi lại đơn vị; nếu không phát sinh thì ghi 0.")
    yield from _parts_over_whole(collected)
    yield from _other_measures(collected, before)
    yield from _running_totals(office, collected, before)
    yield from said_beside(office, collected)


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


def _of_entry(office: Office, indicator: Indicator, entry: Entry) -> Iterator[Finding]:
    if entry.value is None:
        return
    value = format_figure(entry.value, int(indicator.decimals))
    who = _who(office, indicator, entry)
    if indicator.least is not None and entry.value < figure(indicator.least):
        yield _of(entry, "BC-201", f"{who}: {value}, nhỏ hơn mức thấp nhất {indicator.least}")
    elif indicator.most is not None and entry.value > figure(indicator.most):
        yield _of(entry, "BC-201", f"{who}: {value}, lớn hơn mức cao nhất {indicator.most}")
    elif indicator.measure == "%" and entry.value > _HUNDRED:
        yield _of(entry, "BC-202", f"{who}: {value} %, vượt quá 100 %")
    elif entry.value < 0 and indicator.least is None:
        yield _of(entry, "BC-201", f"{who}: {value}, là số âm")


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


def _parts_over_whole(collected: Collected) -> Iterator[Finding]:
    """A ratio in percent says that its numerator is part of its denominator."""
    for indicator in collected.outline.indicators:
        if not indicator.is_computed or indicator.measure != "%" or indicator.most not in {None, "100"}:
            continue
        for column in collected.period.columns:
            for unit in collected.units:
                pair = pair_of(collected, indicator, unit.id, column)
                if pair is None:
                    continue
                top, bottom = pair
                part, whole = total((top,)) * ratio_factor(collected.outline, indicator), total((bottom,))
                if part > whole:
                    yield _of(
                        top,
                        "BC-202",
                        f"{unit.called}: “{collected.outline.indicator(top.indicator).name}” {format_figure(part)} lớn hơn "
                        f"“{collected.outline.indicator(bottom.indicator).name}” {format_figure(whole)}, "
                        f"tỷ lệ quá 100 %",
                    )


def _running_totals(office: Office, collected: Collected, before: tuple[Compared, ...]) -> Iterator[Finding]:
    """What a unit gives as total since January is what it gave a quarter ago, and this quarter's figure."""
    period = collected.period
    if "lũy kế" not in period.columns:
        return
    last = next((comparison.collected for comparison in before if period.follows(comparison.collected.period)), None)
    if last is None and period.span != "quý I":
        return
    for indicator in collected.outline.indicators:
        if indicator.aggregation != "tổng" or indicator.adds_up != "có":
            continue
        for entry in collected.figures_of(indicator.id, "lũy kế"):
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
                    f"{_who(office, indicator, entry)}: {format_figure(entry.value, places)}; cộng các quý được "
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
        choices += f"; đơn vị ghi chú: {question.remark}" if question.remark else ""
        yield Finding(
            code=question.code,
            severity=Severity.WARNING,
            message=f"{office.agency(unit).called}: {named}{text}: {question.doubt}{choices} ({question.source})",
            file=question.source.file,
            hint=_TITLE_HINT.format(title=question.text) if question.code in _TITLES else _FIGURE_HINT,
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
