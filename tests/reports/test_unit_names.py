"""Whose a name is: a unit's, or that of a body within it, of another place, of nobody."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.records.agency import Agency
from pipeline.reports.unit_names import UnitNames
from tests.reports.rounds import PERIOD, office

UNITS = office().units(office().period(PERIOD).units)
NAMES = UnitNames(UNITS, office())
WITHIN = (
    *("Công đoàn", "Thanh tra", "Đảng ủy", "Đảng bộ", "Chi bộ", "Đoàn Thanh niên", "Văn phòng", "Chi cục", "Trung tâm"),
    *(
        "Ban",
        "Phòng",
        "Bộ phận Một cửa",
        "Hội Cựu chiến binh",
        "Ban Chấp hành Công đoàn",
        "Tổ giúp việc",
        "UBND tỉnh khác",
    ),
)


def _forms(unit: Agency) -> tuple[str, ...]:
    above = office().agency(unit.parent) if unit.parent else None
    head = " ".join(unit.letterhead) or unit.name
    found = (unit.name, unit.called)
    return (
        found if above is None else (*found, f"{above.name} {unit.name}", f"{above.parent_form or above.name} {head}")
    )


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.id)
def test_named__every_unit_is_known_by_its_names_with_what_stands_above_it(unit: Agency) -> None:
    for form in _forms(unit):
        assert NAMES.named(form) == unit, form
        assert NAMES.named(form.upper()) == unit, form


@given(st.sampled_from(WITHIN), st.sampled_from(UNITS), st.sampled_from(("", "UBND tỉnh Thanh Giang ")), st.booleans())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_named__a_body_within_a_unit_is_not_the_unit(body: str, unit: Agency, above: str, upper: bool) -> None:  # noqa: FBT001 - hypothesis
    superior = office().agency(unit.parent) if unit.parent else unit
    assume(body not in superior.letterhead)  # that is what stands above it
    for name in (f"{above}{body} {unit.name}", f"{above}{unit.name} {body}", f"{body} {unit.called}"):
        found = NAMES.named(name.upper() if upper else name)
        assert found is None or name in _forms(found), name


@pytest.mark.parametrize(
    "text", ["", "Sở", "Ủy ban nhân dân", "Sở Y tế tỉnh Khác", "Cộng hòa xã hội chủ nghĩa Việt Nam"]
)
def test_named__what_is_nobodys_is_nobodys(text: str) -> None:
    assert NAMES.named(text) is None


def test_in_file_name__ids_and_names_without_accents() -> None:
    for stem in ("so-y-te", "BC Sở Y tế 6 tháng (1)", "bao_cao_so_y_te_final"):
        assert [unit.id for unit in NAMES.in_file_name(stem)] == ["so-y-te"], stem
    assert list(NAMES.in_file_name("bao cao 6 thang")) == []
