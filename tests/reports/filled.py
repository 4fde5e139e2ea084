"""Forms as people fill them in (điền biểu mẫu): the program's own form, opened, typed into, saved; with ways to spoil it."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from pipeline.records.agency import Agency
from pipeline.records.reporting import Period
from pipeline.reports import form_layout
from pipeline.reports.reporting_round import Round
from pipeline.reports.unit_form import make_form
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.reports.sample_units import Sent

Typist = Callable[["Filled"], None]


@dataclass
class Filled:
    """A form that is open: where each indicator and column stands."""

    book: Any
    period: Period

    def spot(self, indicator: str, column: str = "thực hiện") -> tuple[Any, int, int]:
        """The sheet, row and column of an answer. KeyError when the form does not ask for it."""
        for sheet in self.book.worksheets:
            rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
            row = rows.get(f"{form_layout.ROW_MARK}{indicator}")
            if row is None:
                continue
            for at in range(1, sheet.max_column + 1):
                if sheet.cell(form_layout.KEY_ROW, at).value == f"{form_layout.COLUMN_MARK}{column}":
                    return sheet, row, at
        raise KeyError(indicator)

    def cell(self, indicator: str, column: str = "thực hiện") -> Any:
        """The cell of an answer."""
        sheet, row, at = self.spot(indicator, column)
        return sheet.cell(row, at)

    def asks(self, indicator: str, column: str = "thực hiện") -> bool:
        """Whether the form asks for an indicator in a column."""
        try:
            return not self.cell(indicator, column).protection.locked
        except KeyError:
            return False

    def section(self, key: str) -> Any:
        """The cell where the text of a section goes."""
        sheet = self.book[form_layout.TEXT_SHEET]
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, 1).value == f"{form_layout.SECTION_MARK}{key}":
                return sheet.cell(row, 3)
        raise KeyError(key)

    def saved(self) -> bytes:
        """The file as Excel would leave it."""
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()


def opened(reporting_round: Round, unit: Agency) -> Filled:
    """The empty form of a unit."""
    data = make_form(reporting_round.office, reporting_round.period, unit, beside=reporting_round.beside(unit.id))
    return Filled(openpyxl.load_workbook(io.BytesIO(data)), reporting_round.period)


def filled(reporting_round: Round, unit: Agency, report: Sent, *, spoil: Typist | None = None) -> bytes:
    """A form with everything the unit reports, then what somebody did to it."""
    form = opened(reporting_round, unit)
    for (indicator, column), answer in report.answers.items():
        if form.asks(indicator, column):
            form.cell(indicator, column).value = answer
    for section, paragraphs in report.texts.items():
        form.section(section).value = "\n".join(paragraphs)
    if spoil is not None:
        spoil(form)
    return form.saved()


def convert(source: Path, folder: Path, suffix: str) -> None:
    """What LibreOffice makes of a file, saved in another format."""
    profile = folder / "ho-so-lo"
    folder.mkdir()
    engine = find_engine()
    subprocess.run(
        [*engine.command, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", suffix,
         "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    shutil.rmtree(profile)
