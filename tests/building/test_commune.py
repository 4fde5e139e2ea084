"""The second sample office, a commune of 2026: no finding, and its papers before and after a change name whom they should."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import app
from pipeline.building.prepare import prepare_office
from tests.sample import FIXTURES

COMMUNE = FIXTURES / "xa-song-thuong"
OLD, NEW = "Đoàn Văn Thạch", "Hà Thị Duyên"


def test_prepare__commune_has_no_finding_and_is_an_office_of_its_own() -> None:
    assert prepare_office(COMMUNE).findings == ()
    whole = prepare_office(FIXTURES)
    assert whole.findings == ()
    assert whole.offices_inside == ("xa-song-thuong",)
    assert not {paper.id for paper in whole.documents} & {paper.id for paper in prepare_office(COMMUNE).documents}


def test_prepare__papers_before_and_after_the_change() -> None:
    papers = {paper.id: paper for paper in prepare_office(COMMUNE).documents}
    assert papers["hop-1-2026-giay-moi"].signatures[0].name == OLD
    assert papers["hop-1-2026-bien-ban"].signatures[0].name == OLD
    assert papers["hop-1-2026-thong-bao"].signatures[0].name == NEW
    assert papers["hop-1-2026-thong-bao"].signatures[0].lines == papers["hop-1-2026-giay-moi"].signatures[0].lines
    assert OLD in repr(papers["quyet-dinh-ban-chi-dao"].body)
    assert papers["cong-van-so-hoa"].signatures[0].name == NEW


@pytest.mark.office
def test_build__commune_builds_without_a_finding(tmp_path: Path) -> None:
    result = app.build(COMMUNE, tmp_path / "ra")
    assert result.found == ()
    assert len(result.papers) == 5
