"""Regular expressions for the fixed strings of a paper (mẫu chữ của các thành phần thể thức), over NFC text."""

from __future__ import annotations

import re

# An academic or honorary title before a name.
ACADEMIC_TITLE = re.compile(r"^(?:GS|PGS|TSKH|TS|ThS|BSCKII|BSCKI|BS|DS|KS|CN|LS|NGND|NGƯT|NSND|NSƯT)(?:[.,]|\s)")
