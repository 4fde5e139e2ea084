"""Old encodings: found in what was pasted, not found in good text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import decode_legacy, legacy_encoding, read_legacy

TCVN3 = [
    ("Céng hßa x∙ héi chñ nghÜa", "Cộng hòa xã hội chủ nghĩa"),
    ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
    ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    ("Hµ Néi", "Hà Nội"),
    ("NguyÔn V¨n An", "Nguyễn Văn An"),
    ("Uû ban nh©n d©n tØnh", "Uỷ ban nhân dân tỉnh"),
    ("§iÒu 1. Ph¹m vi ®iÒu chØnh", "Điều 1. Phạm vi điều chỉnh"),
    ("Nhµ n\xadíc", "Nhà nước"),
    ("QuyÕt ®Þnh", "Quyết định"),
]
VNI = [
    ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    ("UÛy ban nhaân daân tænh", "Ủy ban nhân dân tỉnh"),
    ("Nguyeãn Vaên An", "Nguyễn Văn An"),
    ("Ñieàu 1. Phaïm vi ñieàu chænh", "Điều 1. Phạm vi điều chỉnh"),
    ("nhöõng ngöôøi", "những người"),
    ("Quyeát ñònh", "Quyết định"),
]
GOOD = [
    "",
    "Nam",
    "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "ỦY BAN NHÂN DÂN TỈNH",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020",
    "ông Lý Tô, bà Lê Lã, cô Bé, chú Sè",
    "Đắk Lắk, Pleiku, Krông Nô, Y Bih Alêô",
    "UBND, HĐND, QĐ, TTĐT, Sở TT&TT",
    "Dung dịch 5 µm, 10 m², 25°C, ±5%, kích thước 3×4, a×b",
    "© 2024 Công ty ABC®, Windows™ § 5 « mục » ½",
    "Où est l'été ? Là-bas, près de la mer, à côté du théâtre.",
    "Müller & Söhne GmbH, Größe über Köln, für Mädchen",
    "El Niño, La Niña, mañana, qué más, así, tú",
    "São Paulo, não há ação, irmã, João é bom",
    "på svenska är det så här, för många år",
    "Beyoncé",
    "Ångström, Málaga, Český Krumlov, Łódź, Noël, Loïc",
    "Peña",
    "…",
]


@pytest.mark.parametrize(("text", "meant"), TCVN3)
def test_legacy_encoding__tcvn3(text: str, meant: str) -> None:
    assert legacy_encoding(text) == "TCVN3"
    assert decode_legacy(text, "TCVN3") == meant


@pytest.mark.parametrize(("text", "meant"), VNI)
def test_legacy_encoding__vni(text: str, meant: str) -> None:
    assert legacy_encoding(text) == "VNI"
    assert decode_legacy(text, "VNI") == meant


@pytest.mark.parametrize("text", GOOD)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_legacy_encoding__good_text(text: str, form: str) -> None:
    assert legacy_encoding(unicodedata.normalize("NFD" if form == "NFD" else "NFC", text)) is None


@given(st.lists(st.sampled_from([meant for _, meant in TCVN3 + VNI]), min_size=1).map(". ".join))
def test_legacy_encoding__good_sentences_in_any_number(text: str) -> None:
    assert legacy_encoding(text) is None


@given(st.text(st.characters(max_codepoint=127)))
def test_legacy_encoding__plain_letters(text: str) -> None:
    assert legacy_encoding(text) is None


def test_decode_legacy__signs_that_the_encoding_lacks() -> None:
    assert decode_legacy("³ắ", "TCVN3") == "\ufffd\ufffd"
    assert decode_legacy("³ắ", "VNI") == "\ufffd\ufffd"


def test_read_legacy__words_are_read_and_what_stands_between_stays() -> None:
    read, words = read_legacy("§Ò nghÞ UBND TØNH – “xem xÐt” § 5 ë x·", "TCVN3")
    assert read == "Đề nghị UBND TỈNH – “xem xét” § 5 ở xã"
    assert words == ("Đề", "nghị", "TỈNH", "xét", "ở", "xã")
