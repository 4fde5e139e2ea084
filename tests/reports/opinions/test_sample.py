"""The opinion round of the sample office: what lies there is what the program makes of its slips, and it is fit to be signed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.reports.opinions.opinion_round import OpinionRound
from pipeline.reports.opinions.receive_slip import read_kept
from pipeline.workspace.load import load
from tests.pdfs import fields, read, text
from tests.program import vanthu
from tests.reports.opinions.sample_slips import COUNTED, FILLED, LATE, MISSING
from tests.sample import FIXTURES

PERIOD = "6t-2024"


@pytest.fixture(scope="module")
def sample_round() -> OpinionRound:
    office = load(FIXTURES).office
    return OpinionRound(office, FIXTURES / "bao-cao" / PERIOD, office.period(PERIOD))


def test_sample__every_slip_says_what_the_record_says(sample_round: OpinionRound) -> None:
    heard = sample_round.heard(on=COUNTED)
    assert {one.member.id for one in heard if one.entry is None} == MISSING
    assert {one.member.id: one.days_late for one in heard if one.days_late} == dict.fromkeys(LATE, 3)
    for one in heard:
        if one.entry is not None:
            slip = read_kept(sample_round, sample_round.store.slips(one.member.id)[-1])
            assert [item.text for item in slip.said] == [item.text for item in one.entry.opinions]
            assert [item.doubt for item in slip.questions] == [item.doubt for item in one.entry.questions]
            assert slip.stance in {one.entry.stance, "chưa rõ"}
            assert (len(slip.said) > 0) == (one.member.id in FILLED)


def test_sample__submitting_again_changes_nothing(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIXTURES, tmp_path / "ho-so"))
    result = vanthu("reports", "opinions", "submit", folder, PERIOD, "--on", f"{COUNTED:%d/%m/%Y}", "--json")
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["open"] == []
    assert [told[part]["what"] for part in ("submission", "annexes", "redline")] == ["không đổi"] * 3
    # What the program knows of the files it wrote here, itself and earlier, lies in a hidden folder beside them.
    names = [
        {one.name for one in (office / "bao-cao" / PERIOD / "y-kien").iterdir()} - {".vanthu"}
        for office in (folder, FIXTURES)
    ]
    assert names[0] == names[1]


@pytest.mark.office
def test_sample__the_papers_are_fit_to_be_signed(tmp_path: Path) -> None:
    wanted = [f"--only={PERIOD}-{name}" for name in ("lay-y-kien", "to-trinh")]
    result = vanthu("build", FIXTURES, "-o", tmp_path, "--json", *wanted)
    assert result.returncode == 0, result.stderr
    built = {one["id"]: one for one in json.loads(result.stdout)["documents"]}
    assert [one["findings"] for one in built.values()] == [[], [], []]
    bundle = Path(built[f"{PERIOD}-to-trinh"]["bundle"]).read_bytes()
    # The submission alone is signed; it waits for its number and its day.
    names = list(fields(read(bundle)))
    assert names[:3] == ["chu-ky-1", "con-dau-1", "so-van-ban-1"]
    assert {name.rpartition("-")[0] for name in names} == {"chu-ky", "con-dau", "so-van-ban", "ngay-ban-hanh"}
    words = text(bundle)
    assert all(row[1].split("\n")[0][:40] in words for one in FILLED.values() for row in one.rows)
