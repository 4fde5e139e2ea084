"""Nothing to do is seen from the bytes that go in and the files that came out."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.building.making.built import Built
from pipeline.building.making.output import Artefact, Written, own_files, write_files
from pipeline.building.state.build_cache import Inputs, at_rest, paper_of, read_inputs, recall
from pipeline.building.state.build_cache import remember as remember_build
from pipeline.building.state.fingerprint import Environment
from pipeline.finding import Finding, Severity
from tests.sample import OFFICE, both, sample

SHARED = Environment(profile="", program="c", engine="7.4", fonts="f")
QUALITY = Finding(code="CL-09", severity=Severity.QUALITY, message="hai dấu cách", document="cong-van-ubnd")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OFFICE, tmp_path / "hồ sơ"))


def remember(out: Path, inputs: Inputs | None, built: Sequence[Built], findings: Sequence[Finding]) -> None:
    remember_build(out, inputs, at_rest([paper_of(one) for one in built], findings, {}))


def _key(
    office: Path, *, shared: Environment = SHARED, templates: str = "t", draft: bool = False, on: date | None = None
) -> Inputs | None:
    return read_inputs(office, templates=templates, shared=shared, draft=draft, on=on)


def _built(folder: Path) -> Sequence[Built]:
    made = []
    for document in sample().documents[:4]:
        written = write_files(folder, document.id, both(b"docx", b"pdf")).written
        findings = (QUALITY,) if document.id == "cong-van-ubnd" else ()
        made.append(
            Built(document=document, files=own_files(folder, document.id), pages=2, findings=findings, written=written)
        )
    return made


def test_recall__the_same_result_until_something_changes(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra"
    built = _built(out)
    remember(out, _key(office), built, (QUALITY,))
    known = recall(out, _key(office))
    assert known is not None
    assert known.rows == tuple(replace(paper_of(paper), written=Written.SAME) for paper in built)
    assert known.findings == (QUALITY,)
    place = office / "van-ban" / "cong-van-ubnd.yaml"
    text = place.read_text("utf-8")
    place.write_text(text + "\n# một dòng ghi chú\n", "utf-8")
    edited = recall(out, _key(office))
    assert edited is not None
    assert edited.edited == ("van-ban/cong-van-ubnd.yaml",)
    place.write_text(text, "utf-8")
    assert recall(out, _key(office)) == known
    place.rename(place.with_name("khac.yaml"))
    assert recall(out, _key(office)) is None


def test_read_inputs__everything_that_goes_in(office: Path) -> None:
    keys = [
        _key(office),
        _key(office, templates="u"),
        _key(office, draft=True),
        _key(office, shared=replace(SHARED, program="d")),
        _key(office, shared=replace(SHARED, engine="24.2")),
        _key(office, shared=replace(SHARED, fonts="g")),
    ]
    (office / "co-quan.yaml").rename(office / "co-quan-2.yaml")
    keys.append(_key(office))
    assert all(one != other for number, one in enumerate(keys) for other in keys[:number])
    (office / "la-lien-ket.yaml").symlink_to("/etc/hostname")
    assert _key(office) is None


def test_recall__a_file_gone_or_changed_is_something_to_do(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra"
    built = _built(out)
    remember(out, _key(office), built, ())
    built[0].files[Artefact.PDF].write_bytes(b"other")
    assert recall(out, _key(office)) is None
    built[0].files[Artefact.PDF].unlink()
    assert recall(out, _key(office)) is None


@pytest.mark.parametrize("written", [Written.KEPT, Written.NONE])
def test_remember__what_left_anything_open_is_not_kept(office: Path, tmp_path: Path, written: Written) -> None:
    out = tmp_path / "ra"
    built = _built(out)
    remember(out, _key(office), built, ())
    remember(out, _key(office), [replace(built[0], written=written), *built[1:]], ())
    assert recall(out, _key(office)) is None


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"form": 2}', '{"form": 2, "rest": 3, "files": [], "rows": 7}'])
def test_recall__a_damaged_state_is_none(office: Path, tmp_path: Path, damage: str) -> None:
    out = tmp_path / "ra"
    remember(out, _key(office), _built(out), ())
    (out / ".vanthu" / "state.json").write_text(damage, "utf-8")
    assert recall(out, _key(office)) is None


def test_recall__another_day_counts_only_when_facts_change_between(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra"
    turns = (date(2024, 7, 1), date(2025, 1, 1))
    built = [paper_of(one) for one in _built(out)]
    remember_build(out, _key(office, on=date(2024, 7, 1)), at_rest(built, (), {}, turns))
    assert recall(out, _key(office, on=date(2024, 7, 1))) is not None
    assert recall(out, _key(office, on=date(2024, 12, 31))) is not None
    assert recall(out, _key(office, on=date(2024, 6, 30))) is None
    assert recall(out, _key(office, on=date(2025, 1, 1))) is None
    assert recall(out, _key(office)) is None
