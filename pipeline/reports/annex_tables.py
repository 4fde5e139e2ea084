"""The annex tables of a compiled report (biểu tổng hợp), with the columns of the period, as plain data for records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final

from pipeline.records.reporting import Asked, Indicator, TableLayout
from pipeline.reports.consolidate import share, unit_value
from pipeline.reports.like_with_like import alike, scope_notes
from pipeline.reports.numerals import format_figure
from pipeline.reports.whole_period import Whole

_MOST_INDICATORS: Final = 7  # columns of figures beside the names of units on a landscape page
_FOUR_DIGITS: Final = 1000
Data = Mapping[str, Any]


def annexes(whole: Whole) -> Iterator[tuple[str, Data]]:
    """One annex for each table of the outline, with a name for its file; tables by unit follow their totals."""
    for number, table in enumerate(whole.collected.outline.tables, start=1):
        yield (
            f"bieu-{number}",
            {
                "tiêu đề": whole.wording.say("phụ lục số liệu", "tiêu đề biểu", so=number, ten=table.title),
                "khổ": "ngang",
                "nội dung": [
                    {"bảng": totals(whole, table)},
                    *scope_notes(whole, _numbers(whole, table)),
                    *aside_notes(whole, _numbers(whole, table)),
                    *_lists(whole, table),
                ],
            },
        )
        parts = _split(whole, table) if table.by_unit == "có" else []
        for part, some in enumerate(parts, start=1):
            yield (
                f"bieu-{number}a" + (f"-phan-{part}" if len(parts) > 1 else ""),
                {
                    "tiêu đề": whole.wording.say(
                        "phụ lục số liệu",
                        "tiêu đề biểu theo đơn vị",
                        so=number,
                        ten=table.title,
                        phan=part if len(parts) > 1 else 0,
                    ),
                    "khổ": "ngang",
                    "nội dung": [{"bảng": by_unit(whole, some)}],
                },
            )


def _split(whole: Whole, table: TableLayout) -> list[tuple[Indicator, ...]]:
    numbers = _numbers(whole, table)
    parts = -(-len(numbers) // _MOST_INDICATORS)
    size = -(-len(numbers) // parts) if parts else 1
    return [tuple(numbers[at : at + size]) for at in range(0, len(numbers), size)]


def _numbers(whole: Whole, table: TableLayout) -> list[Indicator]:
    return [one for key in table.indicators if not (one := whole.collected.outline.indicator(key)).is_text]


def totals(whole: Whole, table: TableLayout) -> Data:
    """Indicators in rows: plan, done, cumulative, estimate, share of the plan, last year, change, units behind."""
    period = whole.collected.period
    columns = [
        table_column(whole.wording.say("bảng", "cột thứ tự"), "giữa", 10),
        table_column(whole.wording.say("phụ lục số liệu", "cột chỉ tiêu")),
        table_column(whole.wording.say("phụ lục số liệu", "cột đơn vị tính"), "giữa"),
        table_column(whole.wording.say("phụ lục số liệu", "cột kế hoạch", nam=period.year), "số"),
    ]
    columns += [table_column(_head(whole, column), "số") for column in period.columns]
    columns += [table_column(whole.wording.say("phụ lục số liệu", "cột so kế hoạch"), "số")]
    for words, past in whole.compared:
        columns += [
            table_column(whole.wording.say("phụ lục số liệu", "cột kỳ so sánh", so_voi=words, ten_ky=past.name), "số"),
            table_column(whole.wording.say("phụ lục số liệu", "cột tăng giảm", so_voi=words), "số"),
        ]
    columns += [table_column(whole.wording.say("phụ lục số liệu", "cột số đơn vị"), "giữa")]
    rows = [_total_row(whole, number, indicator) for number, indicator in enumerate(_numbers(whole, table), start=1)]
    return {"cột": columns, "hàng": rows}


def _head(whole: Whole, column: Asked) -> str:
    """What stands above an asked column."""
    period = whole.collected.period
    heads = {
        "thực hiện": partial(whole.wording.say, "phụ lục số liệu", "cột thực hiện", ten_ky=period.name),
        "lũy kế": partial(whole.wording.say, "phụ lục số liệu", "cột lũy kế", nam=period.year),
        "ước cả năm": partial(whole.wording.say, "phụ lục số liệu", "cột ước cả năm", nam=period.year),
    }
    return heads[column]()


def _total_row(whole: Whole, number: int, indicator: Indicator) -> tuple[str, ...]:
    period, results = whole.collected.period, whole.results
    places = int(indicator.decimals)
    plan = indicator.plan(period.year)
    reached = results.value(indicator.id, period.planned)
    row = [str(number), indicator.name, indicator.measure, figure_words(plan, places)]
    row += [figure_words(results.value(indicator.id, column), places) for column in period.columns]
    row.append(figure_words(share(reached, plan) if reached is not None and plan is not None else None, 1))
    for _, past in whole.compared:
        before = past.results.value(indicator.id)
        row += [figure_words(before, places), figure_words(alike(whole, past, indicator).moved(indicator), 1)]
    behind = results.by_key[indicator.id, "thực hiện"]
    return (*row, f"{behind.units}/{behind.expected}")


def by_unit(whole: Whole, indicators: tuple[Indicator, ...]) -> Data:
    """Units in rows, indicators in columns, the whole province in the last row; a unit without a report says so."""
    rows = []
    due = [unit for unit in whole.collected.units if any(_reports(whole, unit.id, key) for key in _parts(indicators))]
    columns = [
        table_column(whole.wording.say("bảng", "cột thứ tự"), "giữa", 10 if len(due) < _FOUR_DIGITS else 14),
        table_column(whole.wording.say("phụ lục số liệu", "cột đơn vị")),
    ]
    columns += [table_column(f"{indicator.name} ({indicator.measure})", "số") for indicator in indicators]
    for number, unit in enumerate(due, start=1):
        rows.append((str(number), unit.called, *(_cell(whole, indicator, unit.id) for indicator in indicators)))
    every = whole.wording.say("phụ lục số liệu", "chung các đơn vị")
    rows.append(
        (
            "",
            every,
            *(figure_words(whole.results.value(indicator.id), int(indicator.decimals)) for indicator in indicators),
        )
    )
    return {"cột": columns, "hàng": rows}


def _cell(whole: Whole, indicator: Indicator, unit: str) -> str:
    """A unit's figure, or why there is none: it is asked about, or the unit sent nothing."""
    if is_aside(whole, indicator, unit):
        return whole.wording.say("phụ lục số liệu", "số đang hỏi lại")
    value = unit_value(whole.collected, indicator, unit)
    if value is None and unit in {copied.id for copied in whole.collected.unread}:
        return whole.wording.say("phụ lục số liệu", "đơn vị mới gửi bản ký")
    if value is None and unit not in whole.collected.reported:
        return whole.wording.say("phụ lục số liệu", "đơn vị chưa báo cáo")
    return figure_words(value, int(indicator.decimals))


def is_aside(whole: Whole, indicator: Indicator, unit: str) -> bool:
    """Whether a unit's figure, or a part of it, is asked about."""
    return any((unit, key, "thực hiện") in whole.collected.aside for key in _parts((indicator,)))


def aside_notes(whole: Whole, indicators: Sequence[Indicator]) -> Iterator[str]:
    """What is said below figures of which some are left out until they are answered: whose, and of what."""
    shown = {key: whole.collected.outline.indicator(key).name for key in sorted(_parts(tuple(indicators)))}
    found: dict[str, list[str]] = {}
    for unit, key, _ in whole.collected.aside:
        if key in shown:
            names = found.setdefault(unit, [])
            names += [] if shown[key] in names else [shown[key]]
    if found:
        each = [
            whole.wording.say("phụ lục số liệu", "một đơn vị đang hỏi lại", don_vi=unit.called, chi_tieu=found[unit.id])
            for unit in whole.collected.units
            if unit.id in found
        ]
        yield whole.wording.say("phụ lục số liệu", "chú thích đang hỏi lại", don_vi=each)


def _reports(whole: Whole, unit: str, key: str) -> bool:
    """Whether a unit has a figure of its own to report; who only states the total of all has none."""
    return unit in whole.collected.due[key] and whole.collected.outline.indicator(key).stated_by != unit


def _parts(indicators: tuple[Indicator, ...]) -> set[str]:
    """The indicators that units report: those of a ratio, or the indicator itself."""
    return {
        key
        for indicator in indicators
        for key in ((indicator.numerator, indicator.denominator) if indicator.is_computed else (indicator.id,))
        if key
    }


def _lists(whole: Whole, table: TableLayout) -> Iterator[Data | str]:
    """Answers in words, each with its unit."""
    for key in table.indicators:
        indicator = whole.collected.outline.indicator(key)
        words = whole.results.by_key[key, "thực hiện"].words
        if indicator.is_text and words:
            yield f"{indicator.name}:"
            for unit, said in words:
                yield {"gạch đầu dòng": f"{whole.office.agency(unit).called}: {' '.join(said.split())}"}


def table_column(name: str, kind: str = "chữ", width: int | None = None) -> Data:
    """A column of a table as records describe it; the width in millimetres."""
    return {"tên": name, "kiểu": kind} | ({"rộng": width} if width else {})


def figure_words(value: Decimal | None, places: int) -> str:
    """A figure for a cell; nothing where there is none."""
    return "" if value is None else format_figure(value, places)
