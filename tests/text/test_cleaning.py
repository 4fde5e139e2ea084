"""Control characters, template code, Unicode form."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import (
    control_characters,
    has_control_characters,
    remove_control_characters,
    template_syntax,
    to_nfc,
)


def test_to_nfc__composes_letters() -> None:
    assert to_nfc(unicodedata.normalize("NFD", "Uỷ ban nhân dân")) == "Uỷ ban nhân dân"


@pytest.mark.parametrize("text", ["", "một dòng", "hai\ndòng", "cột\tcột", "10\u00a0000", "n\u00adước"])
def test_has_control_characters__clean(text: str) -> None:
    assert not has_control_characters(text)
    assert control_characters(text) == ()


@pytest.mark.parametrize(
    ("text", "found", "cleaned"),
    [
        ("a\ab", ("U+0007",), "ab"),
        ("a\fb\f", ("U+000C",), "a\nb\n"),
        ("a\r\nb", ("U+000D",), "a\nb"),
        ("a\u2028b\u202ec", ("U+2028", "U+202E"), "a\nbc"),
        ("\ufeffa\x00", ("U+FEFF", "U+0000"), "a"),
        ("a\x7fb\x9f", ("U+007F", "U+009F"), "ab"),
        ("a\ud800b", ("U+D800",), "ab"),
    ],
)
def test_control_characters__named_and_removed(text: str, found: tuple[str, ...], cleaned: str) -> None:
    assert has_control_characters(text)
    assert control_characters(text) == found
    assert remove_control_characters(text) == cleaned


@given(st.text(st.characters()))
def test_remove_control_characters__leaves_none(text: str) -> None:
    assert not has_control_characters(remove_control_characters(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kinh phí {tạm tính} 50% # ghi chú", ()),
        ("{{ tên }}", ("{{", "}}")),
        ("{% if a %} {% endif %}", ("{%", "%}")),
        ("{# ghi chú #}", ("{#", "#}")),
        ("thừa }}", ("}}",)),
        ("{%p for x in y %}", ("{%", "%}")),
    ],
)
def test_template_syntax__marks(text: str, found: tuple[str, ...]) -> None:
    assert template_syntax(text) == found
