"""Names of repeated rows that may be no rows (dòng cộng, dòng nhóm): subtotals, headings of groups, "as above".

Whether such a line is a thing to count only the unit knows, so it is asked; a row in question is in no total.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.reports.typed_names import plain_name


def _plain(*names: str) -> frozenset[str]:
    return frozenset(map(plain_name, names))


_TOTAL: Final = _plain("tổng", "cộng")
# Words after "tổng", "cộng" that make the name of a thing: a switchboard, a corporation, a community.
_OF_THINGS: Final = _plain(
    "bí", "biên", "công", "cục", "duyệt", "đài", "điều", "đồng", "giám", "hòa", "hợp", "hưởng", "kết", "kho", "khởi",
    "kiểm", "lãnh", "liên", "luận", "lực", "mặt", "quan", "rà", "sinh", "tác", "tấn", "tham", "thanh", "thầu", "thể",
    "thống", "trấn", "tuyển", "vệ", "xưởng", "động",
)  # fmt: skip
_PART: Final = plain_name("Trong đó")
_AS_ABOVE: Final = _plain("nt", "như trên", "như trên đây", "tương tự", "tương tự trên")
_GROUP: Final = re.compile(r"\(?(?:[IVX]{1,5}|[A-ZĐ])[.)]?")
_GROUP_BEFORE: Final = re.compile(r"\s*(?P<mark>[IVX]{1,5}|[A-ZĐ])\s*[.)/]\s+\S")


@dataclass(frozen=True)
class NamedLine:
    """A filled-in line: its name, what its column of numbers says, and whether it has figures or anything but the name."""

    name: str
    number: str = ""
    has_figures: bool = False
    is_name_only: bool = False


def name_doubts(lines: Sequence[NamedLine]) -> list[str]:
    """For each line of a unit's list, why it may be no row of its own; empty text where there is no reason."""
    grouped = [_is_group(line) for line in lines]
    told = any(grouped) and not all(grouped)
    figures = any(line.has_figures for line in lines)
    return [_doubt(line, is_group=told and own, figures=figures) for line, own in zip(lines, grouped, strict=True)]


def _is_group(line: NamedLine) -> bool:
    return bool(_GROUP.fullmatch(line.number.strip()) or _GROUP_BEFORE.match(line.name))


def _doubt(line: NamedLine, *, is_group: bool, figures: bool) -> str:
    words = plain_name(line.name).split()
    twice = "cộng cả dòng này là tính hai lần"
    is_total = bool(words) and words[0] in _TOTAL and not (words[1:] and words[1] in _OF_THINGS)
    is_part = " ".join([*words, ""]).startswith(f"{_PART} ")
    reasons = (
        (not words, "dòng có số liệu nhưng ô tên chỉ có dấu, chưa rõ là dòng nào"),
        (" ".join(words) in _AS_ABOVE, "ghi “như trên”, chưa rõ là dòng nào"),
        (is_total, f"có thể là dòng cộng; {twice}"),
        (is_part, f"có thể là một phần của dòng trên; {twice}"),
        (is_group and line.has_figures, f"đánh số như dòng nhóm, có thể là dòng cộng của nhóm; {twice}"),
        (
            figures and line.is_name_only,
            "dòng chỉ có tên, không có số liệu như các dòng khác: có thể là tên nhóm, hoặc còn thiếu số",
        ),
    )
    return next((reason for holds, reason in reasons if holds), "")
