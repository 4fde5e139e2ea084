"""The readings that the sample office keeps are what is read from its kept files today."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.app.reporting_periods import reread_reports
from tests.sample import FIXTURES


def test_sample__every_kept_file_of_a_period_is_read_as_it_was_kept(tmp_path: Path) -> None:
    office = Path(shutil.copytree(FIXTURES, tmp_path / "hồ sơ"))
    again = reread_reports(office, "6t-2024")
    assert again.failed == ()
    assert len(again.done) > 45
    assert [read for read in again.done if read.changed] == []
