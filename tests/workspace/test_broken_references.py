"""A record whose reference leads nowhere may belong to anything of that kind: none of it is made as if the record were gone."""

from __future__ import annotations

import os
import random
import re
import shutil
from pathlib import Path

import pytest

from pipeline.building.prepare import prepare_office
from pipeline.errors import Refused
from pipeline.finding import has_errors
from pipeline.papers.compose import compose, compose_sound
from pipeline.papers.wording import shipped_wording
from pipeline.records.office import Office
from pipeline.reports.collected import collect
from pipeline.reports.committee_activity import activity_section
from pipeline.reports.opinions.opinion_round import OpinionRound
from pipeline.reports.parties import head_of
from pipeline.workspace.load import Loaded, load
from pipeline.workspace.value_places import Path as Way
from pipeline.workspace.view import View
from tests.sample import FIXTURES

_AT_MOST = 1 * int(os.environ.get("VANTHU_FUZZ", "1"))  # places of one field
_BY_HAND = _AT_MOST > 1
_COMPILED = ("điều chỉnh số liệu", "phụ lục số liệu", "ý kiến góp ý", "cuộc họp")
_LEFT_OUT = shutil.ignore_patterns("nhan", "y-kien", "0[2-9]*.yaml", "1[0-9]*.yaml")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office with its reports, of the annexes the first."""
    return Path(shutil.copytree(FIXTURES, tmp_path_factory.mktemp("dan-chieu") / "hồ sơ", ignore=_LEFT_OUT))


def _references(loaded: Loaded) -> list[tuple[str, Way]]:
    """Where the records refer to something: of each field of each kind of record a few places."""
    found: dict[tuple[str, ...], list[tuple[str, Way]]] = {}
    for source, visit in View(loaded.office, loaded.known, loaded.sources).visits():
        if visit.shape.refers is not None and isinstance(visit.value, str) and visit.value in loaded.known:
            assert isinstance(source.data, dict)
            name = str(source.data["loại"]), *(part for part in visit.path if isinstance(part, str))
            found.setdefault(name, []).append((source.file, visit.path))
    chance = random.Random(3)  # noqa: S311 - a test
    # What is compiled is made anew for each place, which is dear: of the fields of other records every second.
    other = [name for name in sorted(found) if name[0] not in _COMPILED]
    names = sorted(found) if _BY_HAND else [name for name in sorted(found) if name not in other[1::2]]
    return [place for name in names for place in chance.sample(found[name], min(len(found[name]), _AT_MOST))]


def _made(office: Office) -> dict[tuple[str, str], object]:
    """What is compiled from the records of each period; what is refused is left out."""
    found: dict[tuple[str, str], object] = {}
    for period in office.periods:
        for what in ("figures", "meetings", "opinions", "head"):
            try:
                office.require(period.id)
                found[period.id, what] = _one(office, period.id, what)
            except Refused:
                continue
    return found


def _one(office: Office, key: str, what: str) -> object:
    period = office.period(key)
    match what:
        case "figures":
            return collect(office, period, {})
        case "meetings":
            return list(activity_section(office, period, shipped_wording()))
        case "opinions":
            return OpinionRound(office, Path("không-có"), period).record
        case _:
            return head_of(office, period.compiler)


def _broken(text: str, spot: tuple[int, int]) -> str:
    """The text with one sign too many in the id that stands there."""
    lines = text.split("\n")
    number, column = spot[0] - 1, spot[1] - 1
    lines[number] = lines[number][:column] + re.sub(r"^([a-z0-9-]+)", r"\g<1>4", lines[number][column:])
    return "\n".join(lines)


def test_reference_that_leads_nowhere__nothing_is_made_without_its_record(office: Path) -> None:
    sound = load(office)
    clean = {one.id: one for one in compose(sound.office)}
    compiled = _made(sound.office)
    places = _references(sound)
    assert set(_COMPILED) <= {
        str(data["loại"]) for file, _ in places if isinstance(data := sound.sources[file].data, dict)
    }
    for file, way in places:
        text = _broken((office / file).read_text("utf-8"), sound.sources[file].values[way])
        left = load(office, instead={file: text})
        assert has_errors(left.findings), (file, way)
        if left.faults.everything is not None:
            continue
        for paper in compose_sound(left.office)[0]:
            assert paper == clean[paper.id], (file, way)
        for key, what in _made(left.office).items():
            assert what == compiled[key], (file, way, key)


@pytest.mark.parametrize("kind", ["", "điều chỉnh số liêu"])
def test_corrections_of_no_known_period__stop_every_period_and_every_paper_with_figures(
    office: Path, kind: str
) -> None:
    file = office / "bao-cao/dieu-chinh-6t-2024.yaml"
    text = file.read_text("utf-8")
    try:
        if kind:
            # Among papers alone too: what names a period is no paper.
            moved = office / "van-ban" / file.name
            file.unlink()
            moved.write_text(text.replace("điều chỉnh số liệu", kind), "utf-8")
        else:
            file.write_text(text.replace("kỳ báo cáo: 6t-2024", "kỳ báo cáo: 6t-20244"), "utf-8")
        prepared, left = prepare_office(office), load(office).office
    finally:
        (office / "van-ban" / file.name).unlink(missing_ok=True)
        file.write_text(text, "utf-8")
    assert not [key for key, what in _made(left) if what == "figures"]
    assert {one.id for one in left.papers if one.annexes_from} <= {one.id for one in prepared.unmade}


def test_annexes_of_an_unknown_paper__stop_every_paper_that_they_may_belong_to(office: Path) -> None:
    file = office / "bao-cao/6t-2024/phu-luc-trinh.yaml"
    text = file.read_text("utf-8")
    try:
        file.write_text(text.replace("của văn bản: 6t-2024-to-trinh", "của văn bản: 6t-2024-to-trinhh"), "utf-8")
        prepared = prepare_office(office)
    finally:
        file.write_text(text, "utf-8")
    assert "6t-2024-to-trinh" in {one.id for one in prepared.unmade}


def test_papers_of_other_matters__are_made_while_corrections_are_broken(office: Path) -> None:
    file = office / "bao-cao/dieu-chinh-6t-2024.yaml"
    text = file.read_text("utf-8")
    try:
        file.write_text(text.replace("kỳ báo cáo: 6t-2024", "kỳ báo cáo: 6t-20244"), "utf-8")
        prepared = prepare_office(office)
    finally:
        file.write_text(text, "utf-8")
    made = {one.id for one in prepared.documents}
    assert {"6t-2024-yeu-cau", "cong-van-ubnd"} <= made
