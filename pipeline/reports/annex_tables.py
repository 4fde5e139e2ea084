"""The annex tables of a compiled report (biểu tổng hợp), with the columns of the period, as plain data for records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final

from pipeline.records.reporting import Asked, Indicator, TableLayout
from pipeline.reports.consolidate import plan_for_all, share, unit_value
from pipeline.reports.like_with_like import alike, scope_notes
from pipeline.reports.numerals import format_figure
from pipeline.reports.rows_annex import rows_annexes
from pipeline.reports.targets import is_rate
from pipeline.reports.unit_plans import Given, given_plans
from pipeline.reports.whole_period import Whole
from pipeline.text import in_sentence

_MOST_INDICATORS: Final = 7  # columns of figures beside the names of units on a landscape page
_UPRIGHT: Final = 4  # columns of figures beside names on an upright page
_FIGURES: Final = 25  # millimetres for a column of figures there
_FOUR_DIGITS: Final = 1000
Data = Mapping[str, Any]


def annexes(whole: Whole) -> Iterator[tuple[str, Data]]:
    """The annexes of the report: a name for the file and the content, one annex for each table of the outline.

    An annex holds the totals and, if the outline asks for it, the table by unit; a table by unit with more columns
    than fit goes on in further annexes.
    """
    for number, table in enumerate(whole.collected.outline.tables, start=1):
        if table.columns:
            yield from rows_annexes(whole, table, number)
            continue
        parts = _split(whole, table) if table.by_unit == "có" else []
        first = totals(whole, table)
        notes = [
            *scope_notes(whole, _numbers(whole, table)),
            *_column_notes(whole, _numbers(whole, table)),
            *aside_notes(whole, [whole.collected.outline.indicator(key) for key in table.indicators]),
            *_lists(whole, table),
        ]
        units = [_units_titled(whole, table, number, parts, 1)] if parts else []
        yield (
            f"bieu-{number}",
            {
                "tiêu đề": whole.wording.say("phụ lục số liệu", "tiêu đề biểu", so=number, ten=table.title),
                **_turned(first, *units),
                "nội dung": [{"bảng": first}, *notes, *({"bảng": shown} for shown in units)],
            },
        )
        for part in range(2, len(parts) + 1):
            units_table = _units_titled(whole, table, number, parts, part)
            title = units_table["tiêu đề"]
            content = {key: value for key, value in units_table.items() if key != "tiêu đề"}
            yield f"bieu-{number}-phan-{part}", {"tiêu đề": title, **_turned(content), "nội dung": [{"bảng": content}]}


def _units_titled(
    whole: Whole, table: TableLayout, number: int, parts: Sequence[tuple[Indicator, ...]], part: int
) -> dict[str, Any]:
    """One part of the table by unit, as a table with its title."""
    title = whole.wording.say(
        "phụ lục số liệu",
        "tiêu đề biểu theo đơn vị",
        so=number,
        ten=table.title,
        phan=part if len(parts) > 1 else 0,
    )
    upright = part > 1 or not _turned(totals(whole, table))
    return {"tiêu đề": title, **by_unit(whole, parts[part - 1], upright=upright)}


def _turned(*tables: Data) -> Data:
    """The key for a landscape page if one of the tables has more columns of figures than fit upright; else nothing."""
    wide = any(sum(column["kiểu"] == "số" for column in table["cột"]) > _UPRIGHT for table in tables)
    return {"khổ": "ngang"} if wide else {}


def _split(whole: Whole, table: TableLayout) -> list[tuple[Indicator, ...]]:
    """The indicators of a table by unit, in groups whose columns fit on one page."""
    wide = [(indicator, len(_figure_columns(whole, indicator))) for indicator in _numbers(whole, table)]
    every = sum(width for _, width in wide)
    room = -(-every // -(-every // _MOST_INDICATORS)) if every else 0
    parts: list[list[Indicator]] = []
    left = 0
    for indicator, width in wide:
        if width > left:
            parts.append([])
            left = max(room, width)
        parts[-1].append(indicator)
        left -= width
    return [tuple(part) for part in parts]


def _figure_columns(whole: Whole, indicator: Indicator) -> list[str]:
    """The headings of an indicator's columns by unit: its figure; also plan and share if units were given plans."""
    period = whole.collected.period
    column = whole.collected.outline.main_column(indicator, period)
    name = f"{indicator.name} ({indicator.measure})"
    heads = [name if column == "thực hiện" else f"{name}, {in_sentence(column_head(whole, column))}"]
    if given_plans(whole.collected, indicator):
        heads.append(
            whole.wording.say(
                "phụ lục số liệu",
                "cột kế hoạch của đơn vị",
                chi_tieu=indicator.name,
                nam=period.year,
                don_vi_tinh=indicator.measure,
            )
        )
        if not is_rate(indicator):
            added = period.planned == "lũy kế"
            heads.append(
                whole.wording.say(
                    "phụ lục số liệu", "cột so kế hoạch của đơn vị", chi_tieu=indicator.name, luy_ke=added
                )
            )
    return heads


def _numbers(whole: Whole, table: TableLayout) -> list[Indicator]:
    indicators = map(whole.collected.outline.indicator, table.indicators)
    return [indicator for indicator in indicators if not indicator.is_text]


def totals(whole: Whole, table: TableLayout) -> Data:
    """The table of totals: an indicator in each row; its plan, figures, share, earlier figures and units in columns."""
    period = whole.collected.period
    columns = [
        table_column(whole.wording.say("bảng", "cột thứ tự"), "giữa", 10),
        table_column(whole.wording.say("phụ lục số liệu", "cột chỉ tiêu")),
        table_column(whole.wording.say("phụ lục số liệu", "cột đơn vị tính"), "giữa"),
        table_column(whole.wording.say("phụ lục số liệu", "cột kế hoạch", nam=period.year), "số"),
    ]
    columns += [table_column(column_head(whole, column), "số") for column in period.columns]
    columns += [table_column(whole.wording.say("phụ lục số liệu", "cột so kế hoạch"), "số")]
    for words, past in whole.compared:
        columns += [
            table_column(whole.wording.say("phụ lục số liệu", "cột kỳ so sánh", so_voi=words, ten_ky=past.name), "số"),
            table_column(whole.wording.say("phụ lục số liệu", "cột tăng giảm", so_voi=words), "số"),
        ]
    columns += [table_column(whole.wording.say("phụ lục số liệu", "cột số đơn vị"), "giữa")]
    rows = [_total_row(whole, number, indicator) for number, indicator in enumerate(_numbers(whole, table), start=1)]
    # A plan that no indicator has, a period that nothing is known of: a column of nothing tells nothing.
    shown = [n for n in range(len(columns)) if not rows or any(row[n] for row in rows)]
    return {"cột": [columns[n] for n in shown], "hàng": [tuple(row[n] for n in shown) for row in rows]}


def column_head(whole: Whole, column: Asked) -> str:
    """The heading of a column that units were asked to fill in."""
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
    plan = plan_for_all(whole.collected, indicator)
    reached = results.value(indicator.id, period.planned)
    row = [str(number), indicator.name, indicator.measure, figure_words(plan, places)]
    row += [figure_words(results.value(indicator.id, column), places) for column in period.columns]
    row.append(figure_words(share(reached, plan) if reached is not None and plan is not None else None, 1))
    for _, past in whole.compared:
        before = past.results.value(indicator.id)
        row += [figure_words(before, places), figure_words(alike(whole, past, indicator).moved(indicator), 1)]
    behind = results.by_key[indicator.id, whole.collected.outline.main_column(indicator, period)]
    return (*row, f"{behind.units}/{behind.expected}")


def _column_notes(whole: Whole, indicators: Sequence[Indicator]) -> Iterator[str]:
    """Notes below the totals: columns that are of another number of units than the row says; equal cases share a line."""
    period = whole.collected.period
    for column in period.columns:
        found: dict[int, list[str]] = {}
        for indicator in indicators:
            main = whole.results.by_key[indicator.id, whole.collected.outline.main_column(indicator, period)]
            other = whole.results.by_key.get((indicator.id, column))
            if other is not None and other.value is not None and other.units != main.units:
                found.setdefault(other.units, []).append(indicator.name)
        for units, names in found.items():
            yield whole.wording.say(
                "phụ lục số liệu",
                "chú thích số đơn vị của cột",
                cot=column_head(whole, column),
                chi_tieu=names,
                so_don_vi=units,
            )


def by_unit(whole: Whole, indicators: tuple[Indicator, ...], *, upright: bool = True) -> Data:
    """The table by unit: indicators in columns, the total in the first row, then a unit in each row."""
    every = whole.wording.say("phụ lục số liệu", "chung các đơn vị")
    given = {indicator.id: given_plans(whole.collected, indicator) for indicator in indicators}
    together = (words for indicator in indicators for words in _together(whole, indicator, given[indicator.id]))
    rows = [("", every, *together)]
    due = [unit for unit in whole.collected.units if any(_reports(whole, unit.id, key) for key in _parts(indicators))]
    columns = [
        table_column(whole.wording.say("bảng", "cột thứ tự"), "giữa", 10 if len(due) < _FOUR_DIGITS else 14),
        table_column(whole.wording.say("phụ lục số liệu", "cột đơn vị")),
    ]
    # Names of units are long, figures short: on an upright page most of the room is for the names.
    heads = [words for indicator in indicators for words in _figure_columns(whole, indicator)]
    width = _FIGURES if upright and len(heads) <= _UPRIGHT else None
    columns += [table_column(words, "số", width) for words in heads]
    for number, unit in enumerate(due, start=1):
        cells = [words for indicator in indicators for words in _cells(whole, indicator, unit.id, given[indicator.id])]
        rows.append((str(number), unit.called, *cells))
    return {"cột": columns, "hàng": rows, "in đậm": [1]}


def _together(whole: Whole, indicator: Indicator, given: Mapping[str, Given]) -> tuple[str, ...]:
    """The cells of an indicator in the row of all units: its figure; also plan and share if units were given plans."""
    period = whole.collected.period
    column = whole.collected.outline.main_column(indicator, period)
    figure = figure_words(whole.results.value(indicator.id, column), int(indicator.decimals))
    if not given:
        return (figure,)
    plan, reached = plan_for_all(whole.collected, indicator), whole.results.value(indicator.id, period.planned)
    part = share(reached, plan) if reached is not None and plan is not None else None
    return _beside_plan(indicator, figure, plan, part)


def _cells(whole: Whole, indicator: Indicator, unit: str, given: Mapping[str, Given]) -> tuple[str, ...]:
    """The cells of an indicator in the row of a unit: its figure; also plan and share if units were given plans."""
    figure, own = _cell(whole, indicator, unit), given.get(unit)
    if not given:
        return (figure,)
    return _beside_plan(indicator, figure, own.plan if own else None, own.part if own else None)


def _beside_plan(indicator: Indicator, figure: str, plan: Decimal | None, part: Decimal | None) -> tuple[str, ...]:
    """The cells for a figure, its plan, and its share of the plan in percent (left out for a rate)."""
    planned = (figure, figure_words(plan, int(indicator.decimals)))
    return planned if is_rate(indicator) else (*planned, figure_words(part, 1))


def _cell(whole: Whole, indicator: Indicator, unit: str) -> str:
    """A unit's figure as text, or why there is none: it is in question, or the unit sent nothing that was read."""
    column = whole.collected.outline.main_column(indicator, whole.collected.period)
    if is_aside(whole, indicator, unit, column):
        return whole.wording.say("phụ lục số liệu", "số đang hỏi lại")
    value = unit_value(whole.collected, indicator, unit, column)
    if value is None and unit in {copied.id for copied in whole.collected.unread}:
        return whole.wording.say("phụ lục số liệu", "đơn vị mới gửi bản ký")
    if value is None and unit not in whole.collected.reported:
        return whole.wording.say("phụ lục số liệu", "đơn vị chưa báo cáo")
    return figure_words(value, int(indicator.decimals))


def is_aside(whole: Whole, indicator: Indicator, unit: str, column: Asked) -> bool:
    """Whether a unit's figure, or a part from which it is worked out, is in question and left out of totals."""
    return any((unit, key, column) in whole.collected.aside for key in _parts((indicator,)))


def aside_notes(whole: Whole, indicators: Sequence[Indicator]) -> Iterator[str]:
    """The note below a table of which some figures are in question: which units, and which indicators."""
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
    """Whether a unit has to report its own figure; a unit that only states the total of all units does not."""
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
    """The answers in words to a table's indicators, each with the unit that gave it."""
    for key in table.indicators:
        indicator = whole.collected.outline.indicator(key)
        words = whole.results.by_key[key, "thực hiện"].words
        if indicator.is_text and words:
            yield f"{indicator.name}:"
            for unit, said in words:
                yield {"gạch đầu dòng": f"{whole.office.agency(unit).called}: {_on_one_line(said)}"}


def _on_one_line(said: str) -> str:
    """An answer of several lines on one, its lines apart by semicolons where no mark of the unit's own ends them."""
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    ended = [line if line.endswith((";", ",", ".", ":", "!", "?")) else f"{line};" for line in lines[:-1]]
    return " ".join([*ended, *lines[-1:]])


def table_column(name: str, kind: str = "chữ", width: int | None = None) -> Data:
    """A column of a table as records describe it; the width in millimetres."""
    return {"tên": name, "kiểu": kind} | ({"rộng": width} if width else {})


def figure_words(value: Decimal | None, places: int) -> str:
    """A figure as text for a cell; empty text for None."""
    return "" if value is None else format_figure(value, places)
