"""The letter that calls for reports: it names tables with who owes them, and earlier figures only where some are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.reports.period_letters import call_letter
from pipeline.reports.reporting_round import Round
from tests.reports.outlined import outlined
from tests.reports.rounds import empty_round, full_round

ALL = ("so-y-te", "so-noi-vu", "ubnd-huyen-an-dong")


def said(reporting_round: Round, units: Sequence[str] = ALL) -> str:
    """The letter as one text, of a period with these units, as the forms are made for it."""
    period = reporting_round.period.model_copy(update={"units": tuple(units)})
    now = Round(reporting_round.office, reporting_round.folder, period)
    beside = {unit.id: now.beside(unit.id) for unit in now.units}
    return str(call_letter(now.office, now.period, now.wording, beside))


@pytest.mark.parametrize(
    ("limits", "who"),
    [
        ({}, None),
        ({"kinds": ("sở",)}, "dành cho các sở)"),
        (
            {"kinds": ("đơn vị khác", "UBND cấp huyện"), "due_from": ("so-y-te",)},
            "dành cho Sở Y tế, UBND huyện An Đông)",
        ),
        ({"kinds": ("UBND cấp huyện",), "due_from": ("cac-huyen",)}, "dành cho UBND các huyện, thị xã, thành phố)"),
        ({"due_from": ("ubnd-huyen-an-dong", "cac-huyen")}, "dành cho UBND huyện An Đông)"),
        ({"due_from": ("so-y-te",)}, "dành cho Sở Y tế)"),
        ({"due_from": ("cac-huyen", "so-y-te")}, "dành cho UBND các huyện, thị xã, thành phố, Sở Y tế)"),
        ({"kinds": ("UBND cấp huyện",), "due_from": ("so-y-te",)}, "dành cho Sở Y tế, UBND cấp huyện)"),
    ],
)
def test_call__says_who_owes_a_table_that_not_all_owe(
    tmp_path: Path, limits: Mapping[str, Any], who: str | None
) -> None:
    letter = said(outlined(tmp_path, tables={"bieu-2": limits}))
    line = letter[letter.index("văn bản điện tử và an toàn thông tin (") :].partition(")")[0] + ")"
    assert ("dành cho" in line) == (who is not None)
    assert who is None or line.endswith(who)
    assert "04 chỉ tiêu" in line


def test_call__does_not_name_a_table_that_no_unit_of_the_period_owes(tmp_path: Path) -> None:
    limited = outlined(tmp_path, tables={"bieu-2": {"due_from": ("so-tu-phap",)}})
    letter = said(limited)
    assert "an toàn thông tin" not in letter
    assert "theo 03 biểu" in letter


def test_call__where_indicators_of_a_table_are_owed_by_others_says_how_many_at_most(tmp_path: Path) -> None:
    indicators = {"can-bo-boi-duong": {"due_from": ("so-y-te",)}}
    letter = said(outlined(tmp_path, indicators=indicators))
    assert "nguồn nhân lực và kinh phí (tối đa 05 chỉ tiêu)" in letter


def test_call__of_a_table_for_many_units_that_no_group_names_counts_them(tmp_path: Path) -> None:
    every = [unit.id for unit in empty_round(tmp_path).units]
    letter = said(outlined(tmp_path, tables={"bieu-2": {"due_from": tuple(every[:12])}}), every)
    assert "(04 chỉ tiêu; dành cho 12/50 đơn vị có biểu này trong biểu mẫu)" in letter
    districts = "tối đa 02 chỉ tiêu; dành cho UBND các huyện, thị xã, thành phố, Sở Thông tin và Truyền thông)"
    assert districts in letter
    # A group of which only a part owes the table, by its indicators, does not stand for that part.
    only = outlined(
        tmp_path / "2",
        tables={"bieu-2": {"indicators": ("van-ban-di",), "due_from": ("cac-huyen",)}},
        indicators={"van-ban-di": {"due_from": ("ubnd-huyen-an-dong", "so-y-te")}},
    )
    assert "(01 chỉ tiêu; dành cho UBND huyện An Đông)" in said(only, every)


def test_call__speaks_of_earlier_figures_only_where_forms_have_some(tmp_path: Path) -> None:
    assert "số liệu" not in _form(said(empty_round(tmp_path)))
    earlier = full_round(tmp_path, ["so-y-te"], period="6t-2023")
    now = Round(earlier.office, earlier.folder, earlier.office.period("6t-2024"))
    assert "và số liệu cùng kỳ (6 tháng đầu năm 2023) của đơn vị đã báo cáo;" in _form(said(now))
    assert "và số liệu cùng kỳ (6 tháng đầu năm 2023);" in _form(said(now, ["so-y-te"]))
    assert "số liệu" not in _form(said(now, ["so-noi-vu"]))


def _form(letter: str) -> str:
    """What is said of the form."""
    return letter[letter.index("Biểu mẫu điện tử gửi kèm") :].partition("đề nghị điền")[0]
