"""The place of the tone mark (vị trí dấu thanh): `hoà` and `hòa` are one word in two styles."""

from __future__ import annotations

import re
import unicodedata

from pipeline.text.cleaning import to_nfc
from pipeline.text.syllables import ONSETS

# Only these three rhymes differ, and only when no letter follows; the u of `qu` belongs to the onset.
_OLD_STYLE = re.compile(
    rf"(?<!\w)(?P<onset>{'|'.join(sorted(ONSETS, key=len, reverse=True))})?"
    r"(?:(?P<o>[òỏõóọ])(?P<ae>[ae])|(?P<u>[ùủũúụ])(?P<y>y))(?!\w)",
    re.IGNORECASE,
)
# What each of them has in it; most texts have none, and this is found out far sooner.
_PAIR = re.compile("[òỏõóọÒỎÕÓỌ][aeAE]|[ùủũúụÙỦŨÚỤ][yY]")


def normalize_tone_style(text: str) -> str:
    """The text in NFC with every `òa`, `òe`, `ùy` written `oà`, `oè`, `uỳ` (the newer style); nothing else changes."""
    text = to_nfc(text)
    return _OLD_STYLE.sub(_moved, text) if _PAIR.search(text) else text


def same_ignoring_tone_style(text: str, other: str) -> bool:
    """Whether two texts differ at most in the place of tone marks: `Hòa Bình` and `Hoà Bình`. Capitals still count."""
    return normalize_tone_style(text) == normalize_tone_style(other)


def _moved(word: re.Match[str]) -> str:
    first, second = word["o"] or word["u"], word["ae"] or word["y"]
    plain, tone = tuple(unicodedata.normalize("NFD", first))
    return (word["onset"] or "") + plain + to_nfc(second + tone)
