"""One Unicode form of text (dạng Unicode). What foreign text must lose besides is the matter of `pipeline.intake.text`."""

from __future__ import annotations

import unicodedata


def to_nfc(text: str) -> str:
    """The text in composed letters (NFC, dựng sẵn), the form in which everything is stored. TCVN 6909:2001.

    Why: the same word typed in composed and in combining letters looks equal and compares unequal.
    """
    return unicodedata.normalize("NFC", text)
