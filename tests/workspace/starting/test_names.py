"""Names as people type them: accepted as they are, or refused with the way to write them."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.errors import UsageError
from pipeline.workspace.starting import office_names


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Trần Thị Lan", "Bà Trần Thị Lan"),
        ("Lê Văn Bình", "Ông Lê Văn Bình"),
        ("Bà Lê Minh An", "Bà Lê Minh An"),
        ("Ông Ông Ích Khiêm", "Ông Ông Ích Khiêm"),
        ("  Nguyễn   Hòa ", "Ông Nguyễn Hòa"),
        ("H’Lan Niê", "Ông H’Lan Niê"),
        (unicodedata.normalize("NFD", "Đặng Thị Thủy"), "Bà Đặng Thị Thủy"),
    ],
)
def test_person_name__keeps_the_name_and_shows_the_form_of_address(written: str, shown: str) -> None:
    assert office_names.person_name(written, "Người ký").text == shown


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Lan",
        "Bà Lê",
        "Ông Bùi",
        "ông bùi",
        "trần thị lan",
        "TRẦN THỊ LAN",
        "TS. Lê Văn Bình",
        "Lê Văn 2",
        "Lê {{ x }}",
        "Lê\nVăn",
        "Ли Ван",
        "A" * 80,
    ],
)
def test_person_name__refuses_what_is_no_full_name(written: str) -> None:
    with pytest.raises(UsageError, match="Người ký") as refused:
        office_names.person_name(written, "Người ký")
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("written", "name", "place"),
    [
        ("tỉnh Sông Thương", "tỉnh Sông Thương", "Sông Thương"),
        ("Ủy ban nhân dân Tỉnh Sông Thương", "tỉnh Sông Thương", "Sông Thương"),
        ("Uỷ ban nhân dân tỉnh Sông Thương", "tỉnh Sông Thương", "Sông Thương"),
        ("UBND thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    ],
)
def test_province__name_and_place(written: str, name: str, place: str) -> None:
    unit = office_names.province(written, "Tên cơ quan")
    assert (unit.name, unit.place) == (name, place)


@pytest.mark.parametrize(
    ("written", "name", "place"),
    [
        ("xã An Bình", "xã An Bình", "An Bình"),
        ("UBND phường 3", "phường 3", "Phường 3"),
        ("đặc khu Hòn Ngọc", "đặc khu Hòn Ngọc", "Hòn Ngọc"),
    ],
)
def test_commune__a_unit_named_by_a_number_keeps_its_full_name_as_place(written: str, name: str, place: str) -> None:
    unit = office_names.commune(written, "Tên cơ quan")
    assert (unit.name, unit.place) == (name, place)


@pytest.mark.parametrize("written", ["huyện An Đông", "thị xã Phú Lâm", "quận 1", "thị trấn Bến"])
def test_units__levels_that_were_abolished_are_named(written: str) -> None:
    with pytest.raises(UsageError, match=r"cấp huyện cũ|chưa rõ"):
        office_names.commune(written, "Tên cơ quan")


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("Sở Khoa học và Công nghệ", "SKHCN"),
        ("Sở Nội vụ", "SNV"),
        ("Trường THPT Sông Thương", "TTHPTST"),
        ("Công ty Cổ phần Cấp nước Sông Thương", "CTCPCNST"),
    ],
)
def test_proposed_symbol__initials(name: str, symbol: str) -> None:
    assert office_names.proposed_symbol(name) == symbol


@pytest.mark.parametrize("written", ["snv", "S NV", "S/NV", "", "S" * 20, "SNV-"])
def test_symbol__refuses_what_cannot_stand_in_a_number(written: str) -> None:
    with pytest.raises(UsageError):
        office_names.symbol(written, "Viết tắt")


@pytest.mark.parametrize(
    "written", ["SỞ NỘI VỤ", "sở nội vụ", "Sở [[tên]]", "Sở … vụ", "Sở\tNội vụ", "Sở " + "Dài " * 50]
)
def test_proper_line__refuses_what_is_not_written_as_in_a_sentence(written: str) -> None:
    with pytest.raises(UsageError):
        office_names.proper_line(written, "Tên cơ quan")


def test_post__the_head_not_a_deputy() -> None:
    assert office_names.post("Quyền Giám đốc", "Chức vụ") == "Quyền Giám đốc"
    with pytest.raises(UsageError, match="cấp phó"):
        office_names.post("Phó Giám đốc", "Chức vụ")


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("cải cách hành chính", "“về …”"),
        ("Ban chỉ đạo cải cách hành chính", "“Ban Chỉ đạo cải cách hành chính”"),
        ("Hội đồng thi đua", "vanthu new"),
        ("về", "“về …”"),
        ("VỀ CẢI CÁCH HÀNH CHÍNH", "câu văn"),
        ("", "Ghi nội dung"),
    ],
)
def test_committee__what_does_not_name_one_is_refused_with_the_way_to_write_it(written: str, remedy: str) -> None:
    with pytest.raises(UsageError, match="Tên Ban") as refused:
        office_names.committee(written, "Tên Ban")
    assert remedy in refused.value.remedy


def test_committee__what_it_is_for_gets_the_noun_before_it() -> None:
    for written in ("về cải cách hành chính", "Về cải cách hành chính", "Ban Chỉ đạo về cải cách hành chính"):
        assert office_names.committee(written, "Tên Ban") == "Ban Chỉ đạo về cải cách hành chính"
