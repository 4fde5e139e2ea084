"""The same spoilt forms as .xlsx, .xls and .ods: every figure right or asked about, and the three formats agree."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from pipeline.reports.receive_report import receive
from pipeline.reports.submission import Submission
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.reports.filled import Filled, filled
from tests.reports.rounds import DAY, empty_round
from tests.reports.sample_units import sent
from tests.reports.spoilt_cells import spoil_form

UNIT = "so-y-te"
_FORMS = 10 * int(os.environ.get("VANTHU_FUZZ", "1"))
_SUFFIXES = ("xlsx", "xls", "ods")


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[int, Mapping[str, Decimal]]]:
    """A folder of spoilt forms, each as LibreOffice saves it in three formats; what their figures mean."""
    folder = tmp_path_factory.mktemp("bieu")
    reporting_round = empty_round(folder / "ho-so")
    agency = reporting_round.office.agency(UNIT)
    meant: dict[int, Mapping[str, Decimal]] = {}
    (folder / "goc").mkdir()
    for seed in range(_FORMS):

        def spoil(form: Filled, seed: int = seed) -> None:
            meant[seed] = spoil_form(form, Random(seed))  # noqa: S311 - no secret hangs on it

        data = filled(reporting_round, agency, sent(agency, reporting_round.period), spoil=spoil)
        (folder / "goc" / f"{seed}.xlsx").write_bytes(data)
    for suffix in _SUFFIXES:
        subprocess.run(
            [*find_engine().command, f"-env:UserInstallation={(folder / 'lo').as_uri()}", "--headless",
             "--convert-to", suffix, "--outdir", str(folder), *map(str, (folder / "goc").glob("*.xlsx"))],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
    return folder, meant


def _said(submission: Submission, indicator: str) -> set[Decimal | str | None]:
    """What was read of an indicator in the first column: figures, and `asked` for a question."""
    figures = {one.value for one in submission.figures if (one.indicator, one.column) == (indicator, "thực hiện")}
    asked = {"asked" for one in submission.questions if (one.indicator, one.column) == (indicator, "thực hiện")}
    return {*figures, *asked}


@pytest.mark.office
def test_cells__every_figure_is_right_or_asked_in_every_format(
    forms: tuple[Path, Mapping[int, Mapping[str, Decimal]]], tmp_path: Path
) -> None:
    folder, meant = forms
    for seed, figures in meant.items():
        read = {}
        for place in (folder / "goc" / f"{seed}.xlsx", *(folder / f"{seed}.{suffix}" for suffix in _SUFFIXES)):
            reporting_round = empty_round(tmp_path / f"{place.parent.name}-{place.name}")
            submission = receive(reporting_round, place.read_bytes(), name=place.name, day=DAY).submission
            read[f"{place.parent.name}/{place.name}"] = {key: _said(submission, key) for key in figures}
            for key, value in figures.items():
                assert _said(submission, key) in ({value}, {"asked"}), (place, key, value)
        first, *others = (one for name, one in read.items() if not name.startswith("goc/"))
        assert all(other == first for other in others), (seed, read)
