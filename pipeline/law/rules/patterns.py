"""How the fixed strings of a paper are spelled (mẫu chữ của các thành phần thể thức), as regular expressions.

Texts are NFC with single spaces. Python's `re` has no class for capital letters, hence the explicit one.
"""

from __future__ import annotations

import re
import unicodedata

_VOWELS = "AĂÂEÊIOÔƠUƯY"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")

VIETNAMESE_CAPITALS = (
    "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
    + "BCDĐFGHJKLMNPQRSTVWXZ"
)
CAPITAL = f"[{VIETNAMESE_CAPITALS}]"

# `V/v ` and a subject, without a colon.
LETTER_SUBJECT = re.compile(rf"^V/v [{VIETNAMESE_CAPITALS}{VIETNAMESE_CAPITALS.lower()}].+$")
# The line that ends the list of recipients: `- Lưu: VT, TCCB.`, with the drafter's mark behind it.
ARCHIVE_LINE = re.compile(r"^- Lưu: VT(?:, [^.;]+)?\.(?: (?P<drafter>[A-ZĐ.]+\.?\(\d+\)))?$")
# A line of authority or title: `KT. CHỦ TỊCH`.
CAPACITY_LINE = re.compile(rf"^(?:(?P<prefix>TM|Q|KT|TL|TUQ)\. )?(?P<title>[{VIETNAMESE_CAPITALS} ,.&-]+)$")
# An academic or honorary title before a name.
ACADEMIC_TITLE = re.compile(r"^(?:GS|PGS|TSKH|TS|ThS|BSCKII|BSCKI|BS|DS|KS|CN|LS|NGND|NGƯT|NSND|NSƯT)(?:[.,]|\s)")
# The time at which an agency signed electronically: `; 05/01/2026; 14:05:09 +07:00`.
SIGNING_TIME = re.compile(
    r"; (?:0[1-9]|[12]\d|3[01])/(?:0[1-9]|1[0-2])/\d{4}; ?(?:[01]\d|2[0-3]): ?[0-5]\d: ?[0-5]\d(?: \+07:?00)?$"
)
