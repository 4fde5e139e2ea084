"""Numbers, dates and titles as they are written on paper."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.reading.recognise import read_date, read_number
from pipeline.reading.recognise_tail import joined_lines
from pipeline.reading.recognised import NumberText


@pytest.mark.parametrize(
    ("text", "type_name", "number", "symbol", "code", "year"),
    [
        ("Số: 15/QĐ-BNV", "quyết định", "15", "QĐ-BNV", "QĐ", None),
        ("Số 15/QĐ-UBND", "quyết định", "15", "QĐ-UBND", "QĐ", None),
        ("Số:        /QĐ-BCĐCQĐT", "quyết định", "", "QĐ-BCĐCQĐT", "QĐ", None),
        ("Số: 15 / QĐ - UBND", "quyết định", "15", "QĐ - UBND", "QĐ", None),
        ("Số: 15/QCh-UBND", "quy chế", "15", "QCh-UBND", "QCh", None),
        ("Số: 15/2026/KH-UBND", "kế hoạch", "15", "2026/KH-UBND", "KH", 2026),
        ("Số: 05/BNV-VP", "công văn", "05", "BNV-VP", "", None),
        ("Số: 12/UBND-VX", "công văn", "12", "UBND-VX", "", None),
        ("Số: …/TTr-STTTT", "tờ trình", "", "TTr-STTTT", "TTr", None),
    ],
)
def test_read_number__is_lenient(
    text: str, type_name: str, number: str, symbol: str, code: str, year: int | None
) -> None:
    read = read_number(text, type_name)
    assert read == NumberText(text=text, number=number, symbol=symbol, type_code=code, year=year)


@pytest.mark.parametrize(
    ("text", "day", "year"),
    [
        ("Hà Nội, ngày 05 tháng 01 năm 2020", date(2020, 1, 5), 2020),
        ("Hà Nội ngày 5 tháng 1 năm 2020", date(2020, 1, 5), 2020),
        ("Thanh Giang, ngày        tháng 6 năm 2024", None, 2024),
        ("Thanh Giang, ngày … tháng … năm 2024", None, 2024),
        ("Thanh Giang, ngày 31 tháng 02 năm 2024", None, 2024),
        ("Thanh Giang, 05/3/2019", date(2019, 3, 5), 2019),
        ("", None, None),
    ],
)
def test_read_date__takes_what_is_there(text: str, day: date | None, year: int | None) -> None:
    assert read_date(text) == (day, year)


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (
            ["TL. TRƯỞNG BAN", "ỦY VIÊN THƯỜNG TRỰC", "KIÊM THƯ KÝ"],
            ("TL. TRƯỞNG BAN", "ỦY VIÊN THƯỜNG TRỰC KIÊM THƯ KÝ"),
        ),
        (["TM. BAN CHỈ ĐẠO XÂY DỰNG", "CHÍNH QUYỀN ĐIỆN TỬ"], ("TM. BAN CHỈ ĐẠO XÂY DỰNG CHÍNH QUYỀN ĐIỆN TỬ",)),
    ],
)
def test_joined_lines__wrapped_lines_belong_together(texts: list[str], lines: tuple[str, ...]) -> None:
    assert joined_lines(texts) == lines
