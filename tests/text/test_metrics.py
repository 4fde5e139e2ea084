"""Widths of text: the table in the program against the font that sets the paper."""

from __future__ import annotations

import json
import unicodedata
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont

from pipeline.lengths import POINTS_PER_MM
from pipeline.text.metrics import text_width
from pipeline.typeset.libreoffice.installation import font_files

FACES = {"regular": "regular", "bold": "bold", "italic": "italic", "bold_italic": "bold italic"}


@pytest.mark.office
@pytest.mark.parametrize("face", FACES)
def test_text_width__table_equals_the_installed_font(face: str) -> None:
    table = json.loads(files("pipeline.text").joinpath("times_widths.json").read_text("utf-8"))
    font = TTFont(font_files()[FACES[face]])
    cmap, advances = font.getBestCmap(), font["hmtx"]
    assert font["head"].unitsPerEm == table["units_per_em"]
    found = {code: advances[cmap[int(code, 16)]][0] for code in table[face]}
    assert found == table[face]


@pytest.mark.parametrize(
    ("text", "size", "millimetres"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 88.3),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, 95.7),
        ("Độc lập - Tự do - Hạnh phúc", 13, 56.1),
        ("Độc lập - Tự do - Hạnh phúc", 14, 60.5),
    ],
)
def test_text_width__national_lines_as_measured(text: str, size: float, millimetres: float) -> None:
    assert text_width(text, size, bold=True) / POINTS_PER_MM == pytest.approx(millimetres, abs=0.06)


def test_text_width__same_for_composed_and_decomposed_text() -> None:
    text = "Ủy ban nhân dân tỉnh Thừa Thiên Huế"
    assert text_width(unicodedata.normalize("NFD", text), 14) == text_width(text, 14)
