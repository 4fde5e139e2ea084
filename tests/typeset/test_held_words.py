"""Cells of tables: words, names and numbers stay whole where there is room, and only there stands a no-break space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.bond import Bond
from pipeline.text.metrics import text_width
from pipeline.typeset.docx.held_words import NO_BREAK, Setting, address_parts, held, whole
from pipeline.typeset.docx.linebreak import filled_starts

SIZE = 12


def drawn(text: str, room: float) -> list[str]:
    """The lines that a renderer makes of a text."""
    words = text.split(" ")
    starts = filled_starts([text_width(word, SIZE) for word in words], room, text_width(" ", SIZE))
    return [" ".join(words[start:end]) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]


def test_held__a_name_goes_to_the_next_line_as_a_whole() -> None:
    text = "Ủy viên: Nguyễn Văn Bình"
    room = text_width("Ủy viên: Nguyễn Văn", SIZE) + 1
    assert drawn(text, room) == ["Ủy viên: Nguyễn Văn", "Bình"]
    kept = held(text, Setting(room=room, size=SIZE))
    assert drawn(kept, room) == ["Ủy viên:", f"Nguyễn{NO_BREAK}Văn{NO_BREAK}Bình"]


def test_held__where_no_word_is_parted_nothing_changes() -> None:
    assert held("Sở Thông tin và Truyền thông", Setting(room=400, size=SIZE)) == "Sở Thông tin và Truyền thông"


def test_held__what_is_wider_than_the_line_is_never_held() -> None:
    text = "ngày 05 tháng 6 năm 2024"
    room = text_width("năm 2024", SIZE) + 3
    kept = held(text, Setting(room=room, size=SIZE))
    assert [line.replace(NO_BREAK, " ") for line in drawn(kept, room)] == ["ngày 05", "tháng 6", "năm 2024"]


WORDS = st.sampled_from(
    "thông tin truyền Sở Nội vụ nền tảng tích hợp dữ liệu Nguyễn Văn Bình ngày 05 tháng 6 năm 2024 và của, số 12/QĐ-UBND".split()
)


@given(st.lists(WORDS, min_size=1, max_size=20).map(" ".join), st.integers(20, 300))
def test_held__keeps_the_text_and_no_line_that_could_be_whole_is_parted(text: str, room: int) -> None:
    kept = held(text, Setting(room=room, size=SIZE))
    assert kept.replace(NO_BREAK, " ") == text
    for tolerance in (-2, 0, 2):
        for line in drawn(kept, room + tolerance):
            if NO_BREAK in line:
                widest = max(text_width(word, SIZE) for word in line.split(" "))
                assert widest <= room + tolerance + 0.01


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        (
            "https://dichvucong.thanhgiang.example/tra-cuu?ma=12&so=3",
            ["https://", "dichvucong.", "thanhgiang.", "example/", "tra-", "cuu?", "ma=", "12&", "so=", "3"],
        ),
        ("vanthu@thanhgiang.example", ["vanthu@", "thanhgiang.", "example"]),
        ("12/QĐ-UBND", ["12/QĐ-UBND"]),
        ("1.250.000", ["1.250.000"]),
    ],
)
def test_address_parts__only_web_and_mail_addresses_are_cut(word: str, parts: list[str]) -> None:
    assert address_parts(word) == parts


def test_whole__keeps_what_holds_as_firmly_as_asked() -> None:
    text = "Ông Nguyễn Văn Bình, Sở Nội vụ"
    assert whole(text, Bond.GROUP) == ["Ông Nguyễn Văn Bình,", "Sở", "Nội vụ"]
    assert whole(text, Bond.WORD) == ["Ông", "Nguyễn", "Văn", "Bình,", "Sở", "Nội vụ"]
    assert whole(text, None) == text.split(" ")
