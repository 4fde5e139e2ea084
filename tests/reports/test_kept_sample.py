"""Kept readings: those of the sample office are what is read from its files today; older ones are told as such."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.app.reporting_periods import reread_reports
from pipeline.cli.reporting_views import show_status
from pipeline.reports.submission import READER
from tests.reports.filled import opened
from tests.reports.small_office import ON, PERIOD, collect, compile_all, round_of, small_office
from tests.sample import FIXTURES, TEMPLATES

OLDER = "do bản phần mềm cũ hơn đọc"


def test_sample__every_kept_file_of_a_period_is_read_as_it_was_kept(tmp_path: Path) -> None:
    """Where this fails because files are read otherwise than before, `READER` goes up and the sample is read again."""
    office = Path(shutil.copytree(FIXTURES, tmp_path / "hồ sơ"))
    again = reread_reports(office, "6t-2024")
    assert again.failed == ()
    assert len(again.done) > 45
    assert [read for read in again.done if read.changed] == []


def as_an_older_program_kept_it(office: Path, unit: str) -> None:
    """Put the kept reading of a unit back to what a program without numbered readings left."""
    store = round_of(office).store
    (place,) = store.version_places(unit)
    kept = store.opened(place)
    assert kept is not None
    said = replace(kept.submission, reader=0).as_json()
    assert "reader" not in said
    mark = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    (place / "doc.json").write_text(json.dumps({**said, "mark": mark}, ensure_ascii=False), "utf-8")


def test_reading__of_an_older_program_is_told_with_the_command_until_it_is_made_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = small_office(tmp_path)
    for number, unit in enumerate(("so-noi-vu", "so-tu-phap")):
        reporting_round = round_of(office)
        form = opened(reporting_round, reporting_round.office.agency(unit))
        key = next(item.id for item in reporting_round.collected.outline.indicators if form.asks(item.id))
        form.cell(key).value = number + 5
        (tmp_path / f"{unit}.xlsx").write_bytes(form.saved())
        collect(office, tmp_path / f"{unit}.xlsx")
    assert {kept.reader for kept in round_of(office).collected.submissions.values()} == {READER}

    def said() -> str:
        capsys.readouterr()
        show_status(office, PERIOD, on=ON, remind=False, take=None, templates=TEMPLATES, json_wanted=False)
        compile_all(office)
        return capsys.readouterr().out

    assert OLDER not in said()
    as_an_older_program_kept_it(office, "so-tu-phap")
    assert [unit.id for unit in round_of(office).collected.read_before] == ["so-tu-phap"]
    line = f"Báo cáo của 1 đơn vị {OLDER}, nay có thể đọc khác; đọc lại: vanthu reports reread {office} {PERIOD}"
    assert said().count(line) == 2
    assert [read.changed for read in reread_reports(office, PERIOD).done] == [False, False]
    assert OLDER not in said()
