"""Papers that replace, correct or withdraw others: what does not fit is told, whichever of the two is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.app.paper_list import list_papers
from pipeline.register.relations import relations, remarks
from pipeline.workspace.load import load
from tests.register.issuing_office import office

_NUMBER = "số: {number}\nngày ban hành: {day}/11/2025\n"


def _folder(place: Path, **added: str) -> Path:
    """An office with letters numbered 1, 2, 3 on the 10th, 11th, 12th; `added`: lines for one of them, by `c1`, `c2`, `c3`."""
    folder = office(place, letters=3)
    for number in (1, 2, 3):
        path = folder / f"cong-van-{number}.yaml"
        text = path.read_text("utf-8").replace(
            "tháng ban hành: 11/2025\n", _NUMBER.format(number=number, day=9 + number)
        )
        path.write_text(text + added.get(f"c{number}", ""), "utf-8")
    return folder


def _codes(folder: Path) -> list[str]:
    return [one.code for one in load(folder).findings if one.code.startswith("SDK")]


@pytest.mark.parametrize(
    ("added", "codes"),
    [
        ({"c2": "thay thế: [cong-van-1]\n"}, []),
        ({"c2": "đính chính: [cong-van-1]\n"}, []),
        ({"c2": "thu hồi: [cong-van-2]\n"}, ["SDK-01"]),
        ({"c2": "thu hồi: [cong-van-1, cong-van-1]\n"}, ["SDK-01"]),
        ({"c1": "thay thế: [cong-van-2]\n"}, ["SDK-05"]),
        ({"c2": "thay thế: [cong-van-1]\n", "c3": "thu hồi: [cong-van-1]\n"}, ["SDK-06"]),
        ({"c2": "đính chính: [hop-11-2025-thong-bao]\n"}, ["SDK-02", "SDK-03"]),
        ({"c3": "thay thế: [hop-11-2025-bien-ban]\n"}, ["SDK-02", "SDK-04"]),
    ],
)
def test_relations__what_does_not_fit_is_told(tmp_path: Path, added: dict[str, str], codes: list[str]) -> None:
    assert _codes(_folder(tmp_path, **added)) == codes


def test_relations__an_unknown_paper_is_a_reference_that_leads_nowhere(tmp_path: Path) -> None:
    folder = _folder(tmp_path, c2="thay thế: [cong-van-11]\n")
    assert "DL-201" in {one.code for one in load(folder).findings}


def test_remarks__point_both_ways(tmp_path: Path) -> None:
    folder = _folder(tmp_path, c2="thay thế: [cong-van-1]\n", c3="đính chính: [cong-van-2]\n")
    called = {f"cong-van-{number}": f"số {number:02d}" for number in (1, 2, 3)}
    assert remarks(relations(load(folder).office), called) == {
        "cong-van-1": "Bị thay thế bởi số 02",
        "cong-van-2": "Thay thế số 01; Được đính chính bởi số 03",
        "cong-van-3": "Đính chính số 02",
    }
    states = {one.id: one.state for one in list_papers(folder).papers}
    assert states["cong-van-1"] == "chưa ban hành, bị thay thế"
    assert states["cong-van-2"] == "chưa ban hành, được đính chính"


def test_enclosures__a_circle_is_told_with_its_chain_at_each_paper(tmp_path: Path) -> None:
    added = {"c1": "kèm theo: [cong-van-2]\n", "c2": "kèm theo: [cong-van-3]\n", "c3": "kèm theo: [cong-van-1]\n"}
    found = [finding for finding in load(_folder(tmp_path, **added)).findings if finding.code == "DL-614"]
    assert len(found) == 3
    assert "cong-van-1 → cong-van-2 → cong-van-3 → cong-van-1" in {
        finding.message.removeprefix("“Kèm theo” đi vòng: ") for finding in found
    }
