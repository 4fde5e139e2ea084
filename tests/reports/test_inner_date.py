"""The day inside a file (ngày lưu trong tệp): of new and old formats, and nothing of what is damaged."""

from __future__ import annotations

import random
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import pytest

from pipeline.reports.inner_date import inner_date
from pipeline.reports.opened_file import open_file
from pipeline.reports.proposal import Fate
from pipeline.reports.settling import settle
from tests.reports.filled import convert, opened
from tests.reports.outlined import UNIT
from tests.reports.rounds import empty_round

HERE = Path(__file__).parent
OLD = HERE / "old_formats" / "percent.xls"
SAVED = datetime(2026, 11, 29, 19, 33, 59, tzinfo=UTC)
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def ticks(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1) * 10


def saved_at(data: bytes, moment: datetime) -> bytes:
    """An older file with another moment of its last saving."""
    known = inner_date(data)
    assert known is not None
    whole = next(at for at in range(len(data) - 8) if abs(struct.unpack_from("<Q", data, at)[0] - ticks(known)) < 10**7)
    return data[:whole] + struct.pack("<Q", ticks(moment)) + data[whole + 8 :]


def test_old_spreadsheet__says_when_it_was_saved() -> None:
    data = OLD.read_bytes()
    assert inner_date(data) == SAVED
    later = datetime(2027, 1, 5, 8, 30, tzinfo=UTC)
    assert inner_date(saved_at(data, later)) == later


def test_old_spreadsheet__that_says_an_impossible_day_says_nothing() -> None:
    assert inner_date(saved_at(OLD.read_bytes(), EPOCH + timedelta(seconds=1))) is None


def test_old_spreadsheet__cut_or_spoilt_gives_a_day_or_none() -> None:
    data, own = OLD.read_bytes(), random.Random(6)  # noqa: S311 - where a file is spoilt
    assert inner_date(data[:600]) is None
    for _ in range(300):
        spoilt = bytearray(data[: own.randrange(8, len(data))] if own.random() < 0.5 else data)
        for _ in range(own.randrange(1, 40)):
            spoilt[own.randrange(8, len(spoilt)) if len(spoilt) > 8 else 0] = own.randrange(256)
        inner_date(bytes(spoilt))


@pytest.mark.office
def test_document__of_an_older_word_says_when_it_was_saved(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.modified = datetime(2024, 6, 3, 9, 30)  # noqa: DTZ001 - as python-docx takes it
    document.save(str(tmp_path / "a.docx"))
    convert(tmp_path / "a.docx", tmp_path / "doc", "doc")
    assert inner_date((tmp_path / "doc" / "a.doc").read_bytes()) == datetime(2024, 6, 3, 9, 30, tzinfo=UTC)


@pytest.mark.office
def test_forms__of_an_older_excel_the_one_saved_last_holds_whatever_its_name(tmp_path: Path) -> None:
    reporting_round = empty_round(tmp_path)
    form = opened(reporting_round, reporting_round.office.agency(UNIT))
    files = {}
    for name, value in (("b", 1000), ("a", 2000)):
        form.cell("ho-so-tiep-nhan").value = value
        (tmp_path / f"{name}.xlsx").write_bytes(form.saved())
        convert(tmp_path / f"{name}.xlsx", tmp_path / name, "xls")
        data = (tmp_path / name / f"{name}.xls").read_bytes()
        files[name] = saved_at(data, datetime(2026, 12, 1 if name == "a" else 3, tzinfo=UTC))
    read = [open_file(reporting_round, data, f"{name}.xls") for name, data in files.items()]
    fates = {proposal.opened.name: proposal.fate for proposal in settle(reporting_round, read)}
    assert fates == {"b.xls": Fate.TAKEN, "a.xls": Fate.BESIDE}
