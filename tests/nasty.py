"""Text as it comes out of other people's files (chữ lạ), for property tests: good Vietnamese and all that spoils it."""

from __future__ import annotations

import os
import unicodedata
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from pipeline.text.legacy import _TCVN3, _VNI  # the tables read backwards: how such text was typed

BUDGET: Final = int(os.environ.get("VANTHU_FUZZ", "1"))
"""Multiplies the examples of a property test: `VANTHU_FUZZ=20 pytest tests/intake`."""

WORDS: Final = (
    "Hoàn thành 38 trạm y tế",
    "Tập huấn cán bộ, công chức",
    "nền tảng số của tỉnh",
    "UBND xã Bình An",
    "đạt 95,5%",
    "không",
    "Müller",
    "a",
)
SIGNS: Final = (
    *("\u200b", "\u00ad", "\u202a", "\u202c", "\u202e", "\u2067", "\u200f", "\ufeff", "\u2060", "\ufe0f"),
    *("\uf0b7", "\uf0a7", "\uf0e0", "\ue000", "\U000f0001", "\x07", "\x0b", "\x0c", "\x00", "\x85", "\x7f", "\r", "\t"),
    *("\u2028", "\u2029", "\u00a0", "\u2009", "\u202f", "\u3000", "\u2011", "\ufb01", "Ð", "\ufffd", "\ufffe"),
    *("_x000D_", "_x0007_", "_x005F_", "😀", "👍🏽", "中", "ㅎ", "ا", "✓", "☐", "₫", "½", "Ω", "ẟ", "\ud800"),
    *("{{", "{%", "{#", "%}", "}}", "{_{", "%_}", "{_%", "}_}", "{{ 7*7 }}", "{% for i in x %}"),
    *("&", "<", ">", "]]>", "<!--", "\\", "\\a", "\\1", '"', "'", "“", "”", "…", "...", "???", "___", "xxx"),
    *("- ", " - ", "• ", "# ", " #", ": ", "=SUM(A1)", "|", "*", "@", "`", "---", "~", "!x", "%"),
)


def in_tcvn3(text: str) -> str:
    """The text as a font of the nineties shows it in Unicode (TCVN3)."""
    back = {letter: sign for sign, letter in _TCVN3.items()}
    return "".join(back.get(letter, back.get(letter.lower(), letter)) for letter in text)


def in_vni(text: str) -> str:
    """The same for VNI."""
    back = {letter: signs for signs, letter in _VNI.items()}
    return "".join(
        (found.upper() if letter.isupper() else found) if (found := back.get(letter.lower())) else letter
        for letter in text
    )


def foreign_text(*, most: int = 8) -> st.SearchStrategy[str]:
    """Pieces of good and bad text one after the other."""
    words = st.sampled_from(WORDS)
    piece = st.one_of(
        words,
        st.sampled_from(SIGNS),
        st.sampled_from((" ", "\n", ". ", ", ", "; ", " ")),
        words.map(lambda text: unicodedata.normalize("NFD", text)),
        words.map(in_tcvn3),
        words.map(in_vni),
        st.text(st.characters(), max_size=4),
    )
    return st.lists(piece, min_size=1, max_size=most).map("".join)


def small(examples: int) -> settings:
    """Settings of a property test: the same examples each time, many more by hand."""
    return settings(
        max_examples=examples * BUDGET,
        derandomize=BUDGET == 1,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
