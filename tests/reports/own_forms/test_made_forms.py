"""Forms drawn at random: every figure is right or asked about, every wrong total is asked about, nothing goes without a word."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random

import pytest

from pipeline.reports.described.read_described import DescribedReading, read_described
from pipeline.reports.described.sheet_reading import TOTAL
from pipeline.reports.sheets import Sheet, address, read_book
from tests.reports.own_forms.foreign import office
from tests.reports.own_forms.made_forms import UNITS, Made, made
from tests.reports.own_forms.made_items import MadeItems, made_items

_ROUNDS = 25 * int(os.environ.get("VANTHU_FUZZ", "1"))


def read(form: Made | MadeItems) -> tuple[DescribedReading, Sheet]:
    """The form by its description, in the office of the five."""
    period = office().period("6t-2026").model_copy(update={"outline": "dc", "units": UNITS})
    own = replace(office(), outlines=(form.outline,), periods=(period,))
    book = read_book(form.data, "bieu.xlsx")
    found = read_described(book, office=own, period=period)
    assert found is not None
    return found, book.sheets[0]


@pytest.mark.parametrize("seed", range(_ROUNDS))
def test_made_form__every_figure_is_right_or_asked_about(seed: int) -> None:
    form = made(Random(seed), {unit: office().agency(unit).called for unit in UNITS})  # noqa: S311
    found, sheet = read(form)
    given = {(unit, item.indicator): item.value for unit, part in found.units.items() for item in part.figures}
    asked = {(unit, item.indicator) for unit, part in found.units.items() for item in part.questions}
    silent = {unit for unit, part in found.units.items() if part.questions and not part.figures}
    wrong = {key: value for key, value in given.items() if value != form.truth.get(key)}
    assert wrong == {}
    unasked = {key for key in form.truth.keys() | form.doubtful if key not in given and key not in asked}
    assert {key for key in unasked if key[0] not in silent} == set()
    totals = {item.source.cell for item in found.unplaced if item.code == TOTAL}
    assert len(totals) >= len(form.wrong_totals)
    assert accounted(found, sheet) == set()


def accounted(found: DescribedReading, sheet: Sheet) -> set[str]:
    """Cells with numbers that are neither read nor asked about nor noted; totals, running numbers and column numbers aside."""
    sources = [item.source for part in found.units.values() for item in part.figures]
    sources += [item.source for item in found.questions]
    sources += [item.source for item in found.notes]
    cells = {source.cell for source in sources}
    rows = {int("".join(sign for sign in cell if sign.isdigit())) for cell in cells if cell and ":" not in cell}
    return {
        address(spot)
        for spot, cell in sheet.cells.items()
        if cell.number is not None
        and spot[1] > 1
        and address(spot) not in cells
        and spot[0] not in rows
        and not sheet.text(spot[0], 2).lower().startswith(("tổng", "cộng", "khối"))
    }


@pytest.mark.parametrize("seed", range(_ROUNDS))
def test_made_items__every_figure_is_right_or_asked_about(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    unit = random.choice(UNITS)
    form = made_items(random, unit, office().agency(unit).called)
    found, _ = read(form)
    part = found.units[unit]
    given = {(item.indicator, item.column): item.value for item in part.figures}
    asked = {(item.indicator, item.column) for item in part.questions}
    assert given == form.truth
    blank = {
        (indicator.id, column)
        for indicator in form.outline.indicators
        for column in ("thực hiện", "lũy kế")
        if (indicator.id, column) not in form.truth
    }
    assert blank <= asked
