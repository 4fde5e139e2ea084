"""The short way after an edit says and builds exactly what the long way does, or stands aside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.building.making.built import Built
from pipeline.building.making.job import PaperResult
from pipeline.building.making.output import Written, own_files
from pipeline.building.prepare import prepare_office
from pipeline.building.state.build_cache import BuildCache, at_rest, paper_of
from pipeline.building.state.edited import prepare_edited, untouched_papers
from pipeline.building.state.manifest import append_records, load_manifest
from pipeline.finding import Finding, Severity
from tests.building.test_interrupted import Office
from tests.program import vanthu
from tests.sample import OFFICE

MATTERS = tuple(
    sorted(
        file.relative_to(OFFICE).as_posix() for place in ("cuoc-hop", "van-ban") for file in (OFFICE / place).glob("*")
    )
)

# Fields that are edited in one file, and how many times as many by hand.
_FIELDS = 6
FUZZ = int(os.environ.get("VANTHU_FUZZ", "1"))


def _known(folder: Path, edited: tuple[str, ...]) -> BuildCache:
    """The last build of a folder, as it is remembered, with what is said to be edited since."""
    prepared = prepare_office(folder)
    built = [Built(document=one, files={}, pages=1, findings=(), written=Written.NEW) for one in prepared.documents]
    known = at_rest([paper_of(one) for one in built], prepared.findings, prepared.public_names)
    assert known is not None
    return BuildCache(rows=known.rows, findings=known.findings, public_names=known.public_names, edited=edited)


def _edits(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to all texts of a file."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _edits(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _edits(value, (*path, number))
    else:
        yield path


def _edited(data: Any, path: tuple[Any, ...]) -> Any:
    """The data with one text changed: a number by one, words by one more."""
    if not path:
        return str(int(data) + 1) if data.isdigit() else f"{data} sửa"
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = _edited(copy[path[0]], path[1:])
    return copy


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OFFICE, tmp_path / "hồ sơ"))


@pytest.mark.parametrize("file", MATTERS)
def test_prepare_edited__as_the_long_way_for_fields_all_over_the_file(office: Path, file: str) -> None:
    known = _known(office, (file,))
    data = yaml.load((office / file).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    short = 0
    paths_of_texts = list(_edits(data))
    # Another place to begin in each file: the same fields stand first in all of them.
    step = max(1, len(paths_of_texts) // (_FIELDS * FUZZ))
    for path in paths_of_texts[MATTERS.index(file) % step :: step]:
        (office / file).write_text(
            yaml.safe_dump(_edited(data, path), allow_unicode=True, sort_keys=False, width=9999), "utf-8"
        )
        quick = prepare_edited(office, known, draft=False)
        whole = prepare_office(office)
        if quick is None:
            continue
        short += 1
        assert not whole.faulty, path
        assert quick.documents == tuple(one for one in whole.documents if one.source == file), path
        assert quick.findings == whole.findings, path
        assert {row.id for row in untouched_papers(known)} | {one.id for one in quick.documents} == {
            one.id for one in whole.documents
        }
    assert short > 0


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("van-ban/cong-van-ubnd.yaml", "mã: cong-van-ubnd", "mã: cong-van-ubnd-2"),
        ("van-ban/quyet-dinh-to-giup-viec.yaml", "số: 412", "số: 413"),
        ("cuoc-hop/phien-1-2024.yaml", "  ngày ban hành: 20/3/2024", "  ngày ban hành: 21/3/2024"),
        ("van-ban/cong-van-ubnd.yaml", "trích yếu:", "trích yếu sai:"),
        ("co-quan.yaml", "tên: Sở Nội vụ", "tên: Sở Nội vụ tỉnh"),
    ],
)
def test_prepare_edited__stands_aside(office: Path, file: str, old: str, new: str) -> None:
    known = _known(office, (file,))
    place = office / file
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), "utf-8")
    assert prepare_edited(office, known, draft=False) is None


def test_prepare_edited__a_finding_between_files_is_looked_at_anew(office: Path) -> None:
    file = "van-ban/cong-van-ubnd.yaml"
    known = _known(office, (file,))
    between = Finding(code="DL-903", severity=Severity.WARNING, message="số lùi ngày", file=file)
    marked = BuildCache(rows=known.rows, findings=(between,), public_names=known.public_names, edited=known.edited)
    assert prepare_edited(office, known, draft=False) is not None
    assert prepare_edited(office, marked, draft=False) is None


def test_append_records__of_one_file_over_those_before(tmp_path: Path, office: Path) -> None:
    from pipeline.building.state.changes import records_of  # noqa: PLC0415
    from pipeline.building.state.manifest import Manifest, save_manifest  # noqa: PLC0415

    prepared = prepare_office(office)
    records = records_of(prepared.sources, prepared.profile)
    save_manifest(tmp_path, Manifest(records=records))
    assert load_manifest(tmp_path).records == records
    file = "van-ban/cong-van-ubnd.yaml"
    append_records(tmp_path, type(records)(leaves={file: "khác mã"}))
    assert load_manifest(tmp_path).records.leaves == {**records.leaves, file: "khác mã"}
    assert load_manifest(tmp_path, only={file}).records.leaves == {file: "khác mã"}


@pytest.mark.office
def test_build__after_one_edit_as_if_all_were_read(
    tmp_path: Path, built: Mapping[str, PaperResult], office: Path
) -> None:
    ready = Office(tmp_path, built)
    ready.output = tmp_path / "ra"
    assert ready.build().returncode == 0
    shutil.copytree(tmp_path / "ra", tmp_path / "ra khác")
    file = office / "van-ban" / "cong-van-ubnd.yaml"
    # The folder is the one that was built, under another name: content decides, not places.
    file.write_text(file.read_text("utf-8").replace("trích yếu: ", "trích yếu: đã sửa một chỗ; ", 1), "utf-8")
    short = _build(office, tmp_path / "ra")
    (tmp_path / "ra khác" / ".vanthu" / "state.json").unlink()
    long = _build(office, tmp_path / "ra khác")
    assert "dựng 1, giữ nguyên 17" in short.stdout
    assert _without_time(short.stdout) == _without_time(long.stdout).replace("ra khác", "ra")
    for key in built:
        for one, other in zip(
            own_files(tmp_path / "ra", key).values(), own_files(tmp_path / "ra khác", key).values(), strict=True
        ):
            assert one.read_bytes() == other.read_bytes()
    assert "không có gì đổi" in _build(office, tmp_path / "ra").stdout
    explained = _build(office, tmp_path / "ra", "--dry-run", "--json")
    assert {one["action"] for one in json.loads(explained.stdout)["plan"]} == {"KEEP"}


def _build(folder: Path, output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return vanthu("build", folder, "--output", output, *options)


def _without_time(text: str) -> str:
    lines = text.splitlines()
    return "\n".join((*lines[:-1], lines[-1].partition(" giây")[0].rpartition(",")[0].rpartition(",")[0]))
