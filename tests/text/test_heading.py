"""Units in the headings of columns: read where certain, told where they could be one, not seen where there is none."""

from __future__ import annotations

import itertools

import pytest

from pipeline.text import heading_unit, unit_in_heading

_NAMES = ("Thành tiền", "Số tiền", "Kinh phí năm 2024", "Giá trị hợp đồng")
_CERTAIN = (
    ("đồng", "đồng"),
    ("nghìn đồng", "nghìn đồng"),
    ("ngđ", "nghìn đồng"),
    ("ng.đồng", "nghìn đồng"),
    ("1000đ", "nghìn đồng"),
    ("x 1.000 đồng", "nghìn đồng"),
    ("x1000đ", "nghìn đồng"),
    ("Tr.đ", "triệu đồng"),
    ("triệu VNĐ", "triệu đồng"),
    ("10^6 đồng", "triệu đồng"),
    ("ĐVT: triệu đồng", "triệu đồng"),
    ("ĐVT là triệu đồng", "triệu đồng"),
    ("tính theo triệu đồng", "triệu đồng"),
    ("USD", "USD"),
    ("triệu USD", "triệu USD"),
    ("đồng/tháng", "đồng/tháng"),
)
_DOUBTFUL = (
    *(
        "triệu",
        "nghìn",
        "tỷ",
        "tr",
        "k",
        "K",
        "nđ",
        "mil",
        "trăm triệu đồng",
        "1,000 đồng",
        "10^6",
        "1.000",
        "000 đồng",
    ),
    *("JPY", "CNY", "XYZ", "kíp Lào", "bảng Anh", "đô la", "nhân dân tệ", "£", "$", "lượng vàng", "%"),
    *("triệu đồng; nghìn đồng", "triệu đồng, nghìn", "USD và đồng", "ĐVT: lạng", "đồng triệu"),
)
_OTHER = (
    *(
        "cả năm",
        "đợt 1",
        "đã bao gồm thuế",
        "dự kiến",
        "nếu có",
        "4",
        "A",
        "II",
        "NSNN",
        "NST",
        "TW",
        "VAT",
        "theo hợp đồng",
    ),
    *(
        "đồng bộ",
        "tỷ lệ 30",
        "Hội đồng nhân dân",
        "dưới 5 tỷ đồng",
        "Đồng Nai",
        "tính theo lương cơ sở",
        "đơn vị sự nghiệp",
    ),
)


@pytest.mark.parametrize(("name", "said"), [*itertools.product(_NAMES, _CERTAIN)])
def test_heading_unit__reads_what_is_certain(name: str, said: tuple[str, str]) -> None:
    words, unit = said
    for heading in (
        f"{name} ({words})",
        f"{name} [{words}]",
        f"{name} {{{words}}}",
        f"{name}（{words}）",
        f"{name}\n({words})",
    ):
        assert str(unit_in_heading(heading)) == unit
    assert str(unit_in_heading(f"{name}, {words}")) == unit


@pytest.mark.parametrize(("name", "words"), [*itertools.product(_NAMES, _DOUBTFUL)])
def test_heading_unit__tells_what_could_be_a_unit(name: str, words: str) -> None:
    for heading in (f"{name} ({words})", f"({words}) {name}", f"{name} ({words}) (4)", f"{name} ({words}, làm tròn)"):
        found = heading_unit(heading)
        assert found.unit is None
        assert found.doubt


@pytest.mark.parametrize(("name", "words"), [*itertools.product(_NAMES, _OTHER)])
def test_heading_unit__sees_no_unit_in_other_words(name: str, words: str) -> None:
    assert heading_unit(name) == heading_unit(f"{name} ({words})") == heading_unit("Kinh phí")
    assert str(unit_in_heading(f"{name} ({words}) (triệu đồng)")) == "triệu đồng"


@pytest.mark.parametrize("heading", ["Thành tiền triệu đồng", "Thành tiền Tr.đ", "Triệu đồng", "Thành tiền - trđ"])
def test_heading_unit__needs_no_brackets(heading: str) -> None:
    assert str(unit_in_heading(heading)) == "triệu đồng"


@pytest.mark.parametrize(
    "heading",
    [
        *("Thành tiền: nghìn", "Thành tiền nghìn", "Thành tiền/triệu đồng", "Thành tiền (USD) quy ra đồng"),
        *("Mệnh giá 500 đồng", "Hai trăm triệu đồng", "Thành tiền (triệu", "Kinh phí, triệu đồng, USD"),
    ],
)
def test_heading_unit__tells_words_of_money_outside_brackets(heading: str) -> None:
    assert heading_unit(heading).unit is None
    assert heading_unit(heading).doubt
