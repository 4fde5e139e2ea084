"""New records to fill in: they load, and so they do with every optional field switched on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.decree.type_table import paper_types, with_office_types
from pipeline.records.office import KINDS
from pipeline.workspace.ids import Ids, ids_of
from pipeline.workspace.kinds import kind_slug
from pipeline.workspace.load import load
from pipeline.workspace.record_shape import fields_of
from pipeline.workspace.skeleton import kinds, skeleton
from pipeline.workspace.starting.questions import OfficeKind
from tests.workspace.small_folder import findings_of
from tests.workspace.starting.offices import DAY, new_office

# Ids that the clerk has to fill in lead nowhere yet, and a skeleton alone is no office.
_TO_FILL_IN = {"DL-201", "DL-043"}
# Switched on together, some fields exclude each other: a lead who is his own partner, a chair who is both
# there and away, more votes than one person has, a second sitting at the hour of the first, a part of itself, a
# table of indicators that is one of repeated rows too.
_EXCLUSIVE = {"DL-122", "DL-514", "DL-502", "DL-506", "DL-516", "DL-539", "DL-737"}


@pytest.mark.parametrize("kind", kinds())
def test_skeleton__loads(kind: str, tmp_path: Path) -> None:
    found = findings_of(tmp_path, {"a.yaml": skeleton(kind)})
    assert [finding for finding in found if finding.code not in _TO_FILL_IN] == []


@pytest.mark.parametrize("kind", kinds())
def test_skeleton__loads_with_everything_switched_on(kind: str, tmp_path: Path) -> None:
    text = re.sub(r"(?m)^( *)#(?! )", r"\1", skeleton(kind))
    found = findings_of(tmp_path, {"a.yaml": text})
    assert [finding for finding in found if finding.code not in _TO_FILL_IN | _EXCLUSIVE] == []


@pytest.mark.parametrize("addressed", ["có", "nên có", "tùy", "không"])
def test_skeleton__of_an_own_type_is_addressed_where_the_office_says_so(addressed: str, tmp_path: Path) -> None:
    row = f'[loai."giấy xác nhận"]\nviet_tat = "GXN"\nkinh_gui = "{addressed}"\n'
    types, _ = with_office_types(row, paper_types())
    text = skeleton("giấy xác nhận", replace(Ids(), types=types))
    assert bool(re.search(r"(?m)^kính gửi:", text)) == (addressed in {"có", "nên có"})
    (tmp_path / "mau").mkdir()
    (tmp_path / "mau" / "loai_van_ban.toml").write_text(row, "utf-8")
    found = findings_of(tmp_path, {"a.yaml": text})
    assert [finding for finding in found if finding.code not in _TO_FILL_IN] == []


@pytest.mark.parametrize("kind", kinds())
def test_skeleton__has_every_field(kind: str) -> None:
    text = skeleton(kind)
    missing = [
        key for key in fields_of(KINDS[kind]) if key != "độ mật" and not re.search(rf"(?m)^#?{re.escape(key)}:", text)
    ]
    assert missing == []


def test_skeleton__names_its_schema_first() -> None:
    first = skeleton("cuộc họp").splitlines()[0]
    assert first == "# yaml-language-server: $schema=.schema/cuoc-hop.schema.json"


def test_skeleton__those_of_all_kinds_fit_each_other(tmp_path: Path) -> None:
    assert findings_of(tmp_path, {f"{number}.yaml": skeleton(kind) for number, kind in enumerate(kinds())}) == ()


@pytest.mark.slow
@pytest.mark.parametrize("office", OfficeKind)
def test_skeleton__those_of_all_kinds_fit_a_new_office(office: str, tmp_path: Path) -> None:
    folder = new_office(tmp_path, office)
    for kind in kinds():
        if kind != "văn phòng":  # each folder has one
            ids = ids_of(load(folder).office, DAY)
            (folder / f"moi-{kind_slug(kind)}.yaml").write_text(skeleton(kind, ids), encoding="utf-8")
    assert load(folder).findings == ()


def test_skeleton__a_decision_that_issues_something_says_so() -> None:
    text = skeleton("quyết định", fields=("văn bản kèm theo",), choice="quy định")
    assert "  - loại: quy định\n" in text
    assert "Ban hành kèm theo Quyết định này Quy định" in text


def test_skeleton__a_period_of_reporting_agrees_with_itself(tmp_path: Path) -> None:
    text = skeleton("kỳ báo cáo")
    (tmp_path / "a.yaml").write_text(re.sub(r"(?m)^( *)#(?! )", r"\1", text), encoding="utf-8")
    (period,) = load(tmp_path).office.periods
    assert (period.name, period.span) == (f"6 tháng đầu năm {period.year}", "6 tháng")
    assert period.days == (date(period.year, 1, 1), date(period.year, 6, 30))
    assert period.opened < period.due
    assert period.opinions is not None
    assert period.due < period.opinions.due


def test_skeleton__unknown_kind() -> None:
    with pytest.raises(KeyError):
        skeleton("thơ")
