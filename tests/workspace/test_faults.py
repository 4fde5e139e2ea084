"""How far an error reaches: what does not use it is composed as if there were none."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.building.prepare import Prepared, prepare_office
from pipeline.records.office import KINDS
from pipeline.workspace.load import Loaded, load
from pipeline.workspace.record_shape import Form, Shape, walk
from tests.sample import FIXTURES, OFFICE, sample

_ROUNDS = 24 * int(os.environ.get("VANTHU_FUZZ", "1"))
_RECORDS = sorted(path.relative_to(OFFICE).as_posix() for path in OFFICE.rglob("*.yaml"))
_KEY = re.compile(r"^(\s*(?:- )?)([^\s#:][^:#]*):(.*)$")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OFFICE, tmp_path / "hồ sơ"))


def _edit(office: Path, file: str, old: str, new: str) -> None:
    text = (office / file).read_text("utf-8")
    assert old in text
    (office / file).write_text(text.replace(old, new, 1), "utf-8")


def _made(prepared: Prepared) -> set[str]:
    return {one.id for one in prepared.documents}


def _stopped(prepared: Prepared) -> set[str]:
    return {one.id for one in prepared.unmade}


ALL = {one.id for one in sample().documents}


# ------------------------------------------------------------------------------------------------- one random error
def _misspelt(lines: list[str], number: int) -> None:
    lines[number] = _KEY.sub(r"\1\2 sai:\3", lines[number])


def _nonsense(lines: list[str], number: int) -> None:
    lines[number] = _KEY.sub(r"\1\2: khong-co-ma-nay-99", lines[number])


def _unclosed(lines: list[str], number: int) -> None:
    lines[number] = _KEY.sub(r'\1\2: "mở mà không đóng', lines[number])


def _list_for_text(lines: list[str], number: int) -> None:
    lines[number] = _KEY.sub(r"\1\2: [[[a]]]", lines[number])


def _gone(lines: list[str], number: int) -> None:
    del lines[number]


def _tab(lines: list[str], number: int) -> None:
    lines[number] = "\t" + lines[number]


def _cut_off(lines: list[str], number: int) -> None:
    del lines[number:]


def _emptied(lines: list[str], _: int) -> None:
    del lines[:]


def _foreign_letters(lines: list[str], number: int) -> None:
    lines[number] += " \udcff"


_ERRORS: tuple[Callable[[list[str], int], None], ...] = (
    _misspelt, _nonsense, _unclosed, _list_for_text, _gone, _tab, _cut_off, _emptied, _foreign_letters,
)  # fmt: skip


def _reached(loaded: Loaded) -> dict[str, set[str]]:
    """The files that each record's file leads to by ids, itself among them."""
    leads: dict[str, set[str]] = {file: {file} for file in loaded.sources}
    for file, source in loaded.sources.items():
        data = source.data
        assert isinstance(data, dict)
        for visit in walk(data, Shape(Form.RECORD, model=KINDS[str(data["loại"])])):
            if visit.shape.refers is not None and isinstance(visit.value, str) and visit.value in loaded.known:
                leads[file].add(loaded.known[visit.value].file)
    while any(leads[other] - leads[file] for file in leads for other in leads[file]):
        leads = {file: set().union(*(leads[other] for other in leads[file])) for file in leads}
    return leads


@pytest.mark.parametrize("seed", range(_ROUNDS))
def test_one_random_error__stops_only_papers_that_use_it(office: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test
    file = chance.choice(_RECORDS)
    lines = (office / file).read_text("utf-8").split("\n")
    number = chance.choice([n for n, line in enumerate(lines) if _KEY.match(line)])
    chance.choice(_ERRORS)(lines, number)
    (office / file).write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    prepared = prepare_office(office)
    clean = {one.id: one for one in sample().documents}
    if not prepared.faulty:  # a line that may be left out: an edit, no error
        return
    for paper in prepared.documents:
        assert paper == clean[paper.id]
    leads = _reached(load(OFFICE))
    left_out = {key for key, paper in clean.items() if file in leads[paper.source]}
    everything = file == "van-phong.yaml"
    assert everything or ALL - _made(prepared) <= left_out
    for one in prepared.unmade:
        assert one.finding in prepared.findings


def test_entry_of_the_list_of_people__stops_those_who_name_that_person(office: Path) -> None:
    people = re.findall(r"(?m)^  - mã: (\S+)$", (office / "can-bo.yaml").read_text("utf-8"))
    assert people
    chance = random.Random(1)  # noqa: S311 - a test
    text = (office / "can-bo.yaml").read_text("utf-8")
    for key in chance.sample(people, 4):
        broken = re.sub(rf"(- mã: {key}\n    )họ và tên:", r"\1họ tên sai:", text)
        assert broken != text
        (office / "can-bo.yaml").write_text(broken, "utf-8")
        prepared = prepare_office(office)
        named = {
            one.id
            for one in sample().documents
            if any(key in (OFFICE / file).read_text("utf-8") for file in _around(one.source))
        }
        assert _made(prepared) | _stopped(prepared) == ALL
        assert _stopped(prepared) <= named
        assert all(one.finding.file == "can-bo.yaml" for one in prepared.unmade)


def _around(source: str) -> Iterator[str]:
    """A paper's own file and the committees, whose members its words may speak of."""
    yield source
    yield "ban-chi-dao.yaml"
    yield "to-giup-viec.yaml"


# ------------------------------------------------------------------------------------------------------ kinds of errors
def test_error_in_a_letter__all_other_papers_are_made(office: Path) -> None:
    _edit(office, "van-ban/cong-van-ubnd.yaml", "trích yếu: ", "trích yếu sai: ")
    prepared = prepare_office(office)
    assert _stopped(prepared) == {"cong-van-ubnd"}
    assert _made(prepared) == ALL - {"cong-van-ubnd"}
    assert prepared.unmade[0].finding.line is not None


def test_error_in_a_meeting__its_three_papers_are_not_made(office: Path) -> None:
    _edit(office, "cuoc-hop/phien-1-2024.yaml", "giờ bắt đầu: ", "giờ bắt đầu: 99")
    three = {f"phien-1-2024-{ending}" for ending in ("giay-moi", "bien-ban", "thong-bao")}
    prepared = prepare_office(office)
    assert _stopped(prepared) == three
    assert _made(prepared) == ALL - three


@pytest.mark.parametrize("content", [b"", b"\x00\x01\xff", b"lo\xe1\xba\xa1i: [", b"\xff\xfel\x00o\x00"])
def test_file_of_which_nothing_can_be_read__is_taken_for_a_paper_among_papers(office: Path, content: bytes) -> None:
    (office / "van-ban/cong-van-ubnd.yaml").write_bytes(content)
    assert _made(prepare_office(office)) == ALL - {"cong-van-ubnd"}


def test_list_that_cannot_be_read__stops_who_refers_to_it_with_its_own_error(office: Path) -> None:
    (office / "can-bo.yaml").write_text((office / "can-bo.yaml").read_text("utf-8") + '\n  x: "\n', "utf-8")
    prepared = prepare_office(office)
    assert _stopped(prepared) == ALL
    assert {one.finding.file for one in prepared.unmade} == {"can-bo.yaml"}
    assert [one.file for one in prepared.findings] == ["can-bo.yaml"]


def test_office_file_with_an_error__stops_everything(office: Path) -> None:
    _edit(office, "van-phong.yaml", "năm:", "năm sai:")
    assert _stopped(prepare_office(office)) == ALL


def test_two_papers_with_one_id__neither_is_made(office: Path) -> None:
    shutil.copy(office / "van-ban/cong-van-ubnd.yaml", office / "van-ban/ban-sao.yaml")
    prepared = prepare_office(office)
    assert "DL-204" in {one.code for one in prepared.findings}
    assert _stopped(prepared) == {"cong-van-ubnd"}


def test_two_papers_with_one_number__neither_is_made(office: Path) -> None:
    text = (office / "van-ban/cong-van-ubnd.yaml").read_text("utf-8")
    text = re.sub(r"(?m)^(tháng ban hành|ngày ban hành|số):.*\n", "", text) + "\nsố: 77\nngày ban hành: 5/4/2024\n"
    (office / "van-ban/cong-van-ubnd.yaml").write_text(text, "utf-8")
    assert _stopped(prepare_office(office)) == set()
    (office / "van-ban/hai.yaml").write_text(text.replace("mã: cong-van-ubnd", "mã: cong-van-hai"), "utf-8")
    prepared = prepare_office(office)
    assert _stopped(prepared) == {"cong-van-ubnd", "cong-van-hai"}
    assert {one.finding.code for one in prepared.unmade} == {"DL-902"}


def test_two_offices__nothing_is_made(office: Path) -> None:
    shutil.copy(office / "van-phong.yaml", office / "van-phong-2.yaml")
    assert _stopped(prepare_office(office)) == ALL


def test_enclosed_paper_with_an_error__stops_the_one_that_encloses_it(office: Path) -> None:
    text = (office / "van-ban/cong-van-ubnd.yaml").read_text("utf-8")
    (office / "van-ban/cong-van-ubnd.yaml").write_text(f"{text}\nkèm theo:\n  - ke-hoach-kiem-tra\n", "utf-8")
    _edit(office, "van-ban/ke-hoach-kiem-tra.yaml", "trích yếu: ", "trích yếu sai: ")
    prepared = prepare_office(office)
    assert _stopped(prepared) == {"cong-van-ubnd", "ke-hoach-kiem-tra"}
    assert {one.finding.file for one in prepared.unmade} == {"van-ban/ke-hoach-kiem-tra.yaml"}


def test_annexes_with_an_error__stop_the_report_that_takes_them(tmp_path: Path) -> None:
    office = Path(
        shutil.copytree(FIXTURES, tmp_path / "hồ sơ", ignore=shutil.ignore_patterns("nhan", "van-ban", "cuoc-hop"))
    )
    before = _made(prepare_office(office))
    annex = next((office / "bao-cao/nam-2024/phu-luc").glob("*.yaml"))
    annex.write_text("", "utf-8")
    after = prepare_office(office)
    assert before - _made(after)
    assert all(one.finding.file == annex.relative_to(office).as_posix() for one in after.unmade)
    clean = {one.id: one for one in prepare_office(FIXTURES).documents}
    assert all(one == clean[one.id] for one in after.documents)


def test_agency_without_a_place__stops_its_own_papers_only(office: Path) -> None:
    text = (office / "co-quan.yaml").read_text("utf-8")
    (office / "co-quan.yaml").write_text(re.sub(r"(?m)^    địa danh: .*\n", "", text), "utf-8")
    prepared = prepare_office(office)
    assert {one.finding.code for one in prepared.unmade} <= {"DL-306"}
    for paper in prepared.documents:
        assert paper == next(one for one in sample().documents if one.id == paper.id)
