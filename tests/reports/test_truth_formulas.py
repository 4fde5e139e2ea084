"""Formulas that say true or false are no figures, whatever program saved them and however their cell is formatted."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.reports.receive_report import receive
from pipeline.reports.truth_formulas import gives_truth
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.reports.filled import Filled, filled
from tests.reports.rounds import DAY, empty_round
from tests.reports.sample_units import sent

UNIT = "so-y-te"
_TYPED = {
    "ho-so-tiep-nhan": "=TRUE()",
    "ho-so-truc-tuyen": "=TRUE()",
    "van-ban-di": "=AND(1,1)",
    "kinh-phi-giao": "=1=1",
    "van-ban-ky-so": "=IF(1,TRUE(),5)",
    "he-thong": "=FALSE()",
}


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        ("=TRUE()", True), ("of:=FALSE()", True), ("=1=1", True), ("=A1>=B1", True), ("of:=AND([.A1];1)", True),
        ("=NOT(A1)", True), ("=ISBLANK(A1)", True), ("=IF(A1,TRUE,5)", True), ("=1+0", False),
        ("=IF(A1>0,1,0)", False), ("=SUM(A1:A3)", False),
        ('=COUNTIF(A1:A9,">=5")', False), ("='A>B'!A1", False), ("=AND(1)+OR(1)", False), ("=ROUND(A1;0)", False),
    ],
)  # fmt: skip
def test_formula__says_true_or_false_by_what_it_does_last(formula: str, *, says: bool) -> None:
    assert gives_truth(formula) is says


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_form__a_truth_value_saved_as_a_figure_is_asked(tmp_path: Path, suffix: str) -> None:
    """LibreOffice keeps the number format of the form and saves 1 for true."""

    def spoil(form: Filled) -> None:
        for indicator, formula in _TYPED.items():
            form.cell(indicator).value = formula
        form.cell("muc-do-hai-long").value = "=90+5"

    reporting_round = empty_round(tmp_path / "ho-so")
    agency = reporting_round.office.agency(UNIT)
    source = tmp_path / "goc" / "bieu-mau.xlsx"
    source.parent.mkdir()
    source.write_bytes(filled(reporting_round, agency, sent(agency, reporting_round.period), spoil=spoil))
    subprocess.run(
        [*find_engine().command, f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless",
         "--convert-to", suffix, "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    data = (tmp_path / f"bieu-mau.{suffix}").read_bytes()
    submission = receive(reporting_round, data, name=f"a.{suffix}", day=DAY).submission
    asked = {one.indicator for one in submission.questions if one.column == "thực hiện" and "đúng/sai" in one.doubt}
    assert asked == set(_TYPED)
    assert not {one.indicator for one in submission.figures if one.column == "thực hiện"} & set(_TYPED)
    assert any(one.indicator == "muc-do-hai-long" and one.value == 95 for one in submission.figures)
