"""An error at one who succeeds another reaches both: nobody can say who was in post."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import Refused
from pipeline.workspace.load import load
from tests.workspace.small_folder import FILES, PEOPLE, write_folder

_NEW = """\
  - mã: giam-doc-moi
    họ và tên: Trương Gia Bảo
    kế nhiệm: {before}
    từ: {day}
"""


@pytest.mark.parametrize(
    ("before", "day", "doubtful"),
    [("giam-doc", "31/2/2024", "giam-doc"), ("giam-doc-cu", "1/7/2024", "bcd"), ("Giám đốc cũ", "1/7/2024", "bcd")],
)
def test_load__an_error_at_a_successor_reaches_whose_place_he_takes(
    before: str, day: str, doubtful: str, tmp_path: Path
) -> None:
    people = next(name for name, text in FILES.items() if text.startswith("loại: cán bộ"))
    office = load(write_folder(tmp_path, {**FILES, people: PEOPLE + _NEW.format(before=before, day=day)})).office
    assert {"giam-doc-moi", doubtful} <= office.doubtful.keys()
    with pytest.raises(Refused):
        office.require(doubtful)
