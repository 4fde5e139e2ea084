"""The one Unicode form."""

from __future__ import annotations

import unicodedata

from pipeline.text import to_nfc


def test_to_nfc__composes_letters() -> None:
    assert to_nfc(unicodedata.normalize("NFD", "Uỷ ban nhân dân")) == "Uỷ ban nhân dân"
