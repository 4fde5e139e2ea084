"""The drafter's mark and number of copies (ký hiệu người soạn thảo, số lượng bản) at the end of the archive line (Lưu)."""

from __future__ import annotations

import re

# Letters and a number of copies behind the full stop: `PL.(300)`, also with slips that another rule judges.
_MARK = re.compile(r"(?<=\.)\s*(?P<mark>(?:[^\W\d_]{1,6}\s*\.?\s*){1,3}\(?\s*\d+\s*(?:b|bản)?\s*\)?\s*\.?)$")


def mark_behind(text: str) -> str:
    """The drafter's mark at the end of the archive line, "" where there is none."""
    found = _MARK.search(text)
    return found["mark"] if found else ""


def without_mark(text: str) -> str:
    """The archive line without the drafter's mark."""
    found = _MARK.search(text)
    return text[: found.start()].rstrip() if found else text
