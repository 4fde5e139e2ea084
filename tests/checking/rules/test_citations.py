"""Citations of documents as rules read them."""

from __future__ import annotations

import pytest

from pipeline.checking.rules.citations import bare, first_citation, numbered_laws, numbers


@pytest.mark.parametrize(
    ("text", "number", "dated", "issued"),
    [
        ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;", "30/2020/NĐ-CP", True, True),
        ("Căn cứ Nghị định số 30/2020/NĐ-CP về công tác văn thư;", "30/2020/NĐ-CP", False, False),
        ("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 31/TTr-SNV ngày 05/02/2024.", "31/TTr-SNV", True, True),
        ("Căn cứ Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh;", "12/QĐ-UBND", False, True),
    ],
)
def test_first_citation__says_what_is_given(text: str, number: str, *, dated: bool, issued: bool) -> None:
    citation = first_citation(text)
    assert citation is not None
    assert (citation.number, citation.dated, citation.issued) == (number, dated, issued)


def test_first_citation__law_by_name_has_no_number() -> None:
    assert first_citation("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;") is None


def test_numbers__dates_fractions_and_rates_are_none() -> None:
    text = "Ngày 12/7/2024 đạt 36/61 hệ thống, 10/năm, theo 05/TB-BCĐCQĐT và 12/2026/QĐ-UBND."
    assert list(numbers(text)) == ["05/TB-BCĐCQĐT", "12/2026/QĐ-UBND"]


def test_bare__bars_case_and_dashes_do_not_count() -> None:
    assert bare("12/QĐ–UBND") == bare("12/qd-ubnd")


def test_numbered_laws__only_with_a_number() -> None:
    text = (
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15; Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;"
    )
    assert list(numbered_laws(text)) == [("Luật Tổ chức chính quyền địa phương", "72/2025/QH15")]
