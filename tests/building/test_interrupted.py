"""A build cut off at any point leaves a folder from which the next one goes on: nothing half-written, nothing lost or doubled."""

from __future__ import annotations

import json
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.building.making.job import PaperResult, run_job
from pipeline.building.making.output import only_writer, own_files
from pipeline.building.prepare import prepare_office
from pipeline.building.state.manifest import load_manifest
from pipeline.errors import UsageError
from tests.processes import until, with_words
from tests.sample import OFFICE, ROOT, sample_job

# A build of the small office changes its folder about this many times: opening, renaming, removing.
_CHANGES = 66
# How many builds are cut off at places drawn by lot; more by hand.
_SEEDS = range(3 * int(os.environ.get("VANTHU_FUZZ", "1")))


def _other(results: Mapping[str, PaperResult]) -> dict[str, PaperResult]:
    """Papers of an earlier build: the same but for a byte at their end."""
    return {
        key: replace(one, files={kind: data + b"\n" for kind, data in one.files.items()})
        for key, one in results.items()
    }


class Office:
    """An office, the sample one unless told, built into a folder of its own from papers that are ready."""

    def __init__(self, place: Path, papers: Mapping[str, PaperResult], records: Path = OFFICE) -> None:
        self.output = place / "ra"
        self._records = records
        self.papers = papers
        self.earlier = _other(papers)
        self._place = place

    def build(
        self, *options: str, end: str = "none", at: int = 0, earlier: bool = False
    ) -> subprocess.CompletedProcess[str]:
        """One run of the real command in a process of its own."""
        results = self._place / "ready.pickle"
        results.write_bytes(pickle.dumps(self.earlier if earlier else self.papers))
        command = [sys.executable, "-m", "tests.interrupted", str(results), end, str(at), "build", str(self._records)]
        return subprocess.run(
            [*command, "--output", str(self.output), *options], cwd=ROOT, capture_output=True, text=True, check=False
        )

    def pairs(self) -> dict[str, tuple[bytes | None, bytes | None]]:
        """What is in place for each paper."""

        def content(path: Path) -> bytes | None:
            return path.read_bytes() if path.exists() else None

        return {
            key: (content(docx), content(pdf))
            for key in self.papers
            for docx, pdf in [own_files(self.output, key).values()]
        }

    def assert_nothing_half_written(self) -> None:
        """Each file in place is whole: of this build or of the earlier one."""
        for key, (docx, pdf) in self.pairs().items():
            assert docx in {None, self.papers[key].docx, self.earlier[key].docx}
            assert pdf in {None, self.papers[key].pdf, self.earlier[key].pdf}

    def assert_complete(self) -> None:
        """Every paper is there, both files of the same build, and not a file more."""
        for key, pair in self.pairs().items():
            assert pair in {(one.docx, one.pdf) for one in (self.papers[key], self.earlier[key])}, key
        found = {path.name for path in self.output.rglob("*") if path.is_file()}
        expected = {f"{key}.{kind}" for key in self.papers for kind in ("docx", "pdf")}
        assert found == expected | {"manifest.jsonl", "state.json", "lock", "log.txt", "ho-so.txt"}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, PaperResult]]:
    """The sample office with no more than its letters, plan and submission, and these papers as they are made."""
    left_out = shutil.ignore_patterns("cuoc-hop", "quyet-dinh-*", "thong-bao-*", "bao-cao-*", "xa-*")
    records = Path(shutil.copytree(OFFICE, tmp_path_factory.mktemp("nho") / "ho-so", ignore=left_out))
    job = replace(sample_job(), documents=prepare_office(records).documents)
    return records, {result.document.id: result for result in run_job(job)}


@pytest.fixture
def office(tmp_path: Path, letters: tuple[Path, Mapping[str, PaperResult]]) -> Office:
    records, papers = letters
    return Office(tmp_path, papers, records)


@pytest.mark.office
@pytest.mark.parametrize("seed", _SEEDS)
def test_build__killed_again_and_again_then_goes_on(office: Office, seed: int) -> None:
    order = random.Random(seed)  # noqa: S311 - places to cut, no secret
    finished = 0
    for _ in range(3):
        ended = office.build(end="kill", at=order.randrange(1, _CHANGES // 3))
        assert ended.returncode == -signal.SIGKILL
        office.assert_nothing_half_written()
        # What was finished before is still known, and more has been added to it.
        known = len(load_manifest(office.output).entries)
        assert known >= finished
        finished = known
    last = office.build("--explain", "--json")
    assert last.returncode == 0, last.stderr
    plan = json.loads(last.stdout)["plan"]
    assert sum(one["action"] == "KEEP" for one in plan) == finished
    office.assert_complete()


@pytest.mark.office
@pytest.mark.parametrize("seed", _SEEDS)
def test_build__killed_while_replacing_takes_its_own_files_for_nobodys_editing(office: Office, seed: int) -> None:
    assert office.build(earlier=True).returncode == 0
    ended = office.build("--force", end="kill", at=random.Random(seed).randrange(1, _CHANGES))  # noqa: S311
    assert ended.returncode == -signal.SIGKILL
    office.assert_nothing_half_written()
    last = office.build("--json")
    assert last.returncode == 0, last.stderr
    assert "DUNG-09" not in last.stdout
    office.assert_complete()


@pytest.mark.office
def test_build__full_disk_is_said_and_the_rest_is_kept(office: Office) -> None:
    sizes = sorted(len(one.pdf or b"") for one in office.papers.values())
    ended = office.build(end="limit", at=sizes[len(sizes) // 2])
    assert ended.returncode == 3
    assert "Máy không làm được: tệp vượt cỡ mà máy cho phép" in ended.stderr
    assert "Các văn bản đã xong vẫn còn" in ended.stderr
    assert "Traceback" not in ended.stderr
    office.assert_nothing_half_written()
    assert office.build().returncode == 0
    office.assert_complete()


@pytest.mark.office
@pytest.mark.parametrize("lost", [b"", b"\0" * 5000])
def test_build__after_a_power_cut(office: Office, lost: bytes) -> None:
    assert office.build().returncode == 0
    for key in list(office.papers)[::3]:
        for path in own_files(office.output, key).values():
            path.write_bytes(lost)
    manifest = office.output / ".vanthu" / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:-1000])
    (manifest.parent / "journal.jsonl").write_bytes(b'{"form":1,"id":"cong-van')
    last = office.build("--json")
    assert last.returncode == 0, last.stderr
    assert "DUNG-09" not in last.stdout
    office.assert_complete()


def test_only_writer__two_at_once(tmp_path: Path) -> None:
    with only_writer(tmp_path), pytest.raises(UsageError, match="một lần dựng khác"), only_writer(tmp_path, wait=0):
        pass
    with only_writer(tmp_path):
        pass


# ------------------------------------------------------------------------------------------ with LibreOffice, by the clock
@pytest.mark.office
# As soon as there is a LibreOffice, and as soon as it has written something that nobody has read yet.
@pytest.mark.parametrize(
    ("end", "moments"),
    [
        (signal.SIGKILL, ("vanthu-*/profile", "vanthu-*/out/*.pdf")),
        (signal.SIGINT, ("vanthu-*/profile",)),
        (signal.SIGTERM, ("vanthu-*/out/*.pdf",)),
    ],
)
def test_build__killed_with_libreoffice_at_work(
    tmp_path: Path, built: Mapping[str, PaperResult], end: signal.Signals, moments: tuple[str, ...]
) -> None:
    scratch = tmp_path / "tạm"
    scratch.mkdir()
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "build",
        str(OFFICE),
        "--output",
        str(tmp_path / "ra"),
        "--jobs",
        "2",
    ]
    environment = {**os.environ, "TMPDIR": str(scratch)}
    for moment in moments:
        with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as build:
            assert until(lambda: bool(_running(scratch)) and any(scratch.glob(moment)))  # noqa: B023 - called here
            build.send_signal(end)
            _, said = build.communicate()
        assert build.returncode == (-end if end == signal.SIGKILL else 130)
        assert "Traceback" not in said
        assert until(lambda: not with_words(str(scratch)) and not list(scratch.glob("vanthu-*")))
    last = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert last.returncode == 0, last.stderr
    for key, paper in built.items():
        docx, pdf = own_files(tmp_path / "ra", key).values()
        assert (docx.read_bytes(), pdf.read_bytes()) == (paper.docx, paper.pdf)
    assert _running(scratch) == {}
    assert list(scratch.iterdir()) == []


def _running(scratch: Path) -> dict[int, str]:
    """The LibreOffices that live below a folder."""
    return with_words("UserInstallation", scratch.as_uri())
