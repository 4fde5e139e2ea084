"""Numbers with what they count or measure (số đi liền): `Điều 5`, `quý III`, `số 12/QĐ-UBND`, `5 tỷ đồng`, `ngày 5 tháng 6`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.text.bond import Bond, Piece

_NUMBER: Final = re.compile(r"\d[\d.,:/–-]*")
_NUMBERED: Final = re.compile(r"\d\S*|[IVXLC]{1,6}(?:[.,;)/-]\S*)?")
_LETTER: Final = re.compile(r"[a-zđ]")
_MARKER: Final = re.compile(r"[-–+*•]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[IVXLC]{1,6})[.)]")
_SYMBOL: Final = re.compile(r"\d+(?:/\d{4})?[/-]\w\S*")
_ABBREVIATED: Final = re.compile(r"(?:TP|TX|TT|KT|TM|TL|TUQ|Q|TS|ThS|PGS|GS|BS|KS|CN)\.", re.IGNORECASE)
# A line never begins with one of these: with a dash in front it would read as an item.
JOINERS: Final = frozenset("-–/&")

# What is told by the number after it: `Điều 5`, `quý III`, `năm 2024`, `số 12/QĐ-UBND`, `Phụ lục I`.
_COUNTED: Final = frozenset(
    "điều khoản điểm chương mục phần số ngày tháng năm quý kỳ khóa khoá lần đợt tuần thứ trang bảng biểu mẫu hình tổ thôn "
    "ấp phường quận đội nhóm lớp tầng bước cấp hạng bậc loại vùng khu phiên lục giờ độ mức đoạn".split()
)
_ORDINALS: Final = frozenset("nhất nhì hai ba tư năm sáu bảy tám chín mười".split())
# What a number measures.
_UNITS: Final = frozenset(
    "% ‰ mm cm m m2 m² m3 m³ km km2 km² ha kg g tấn tạ lít kw kwh mw mwh mb gb tb tỷ tỉ triệu nghìn ngàn đồng usd vnd vnđ".split()
)
# What a number counts, and the parts of a date.
_COUNTS: Final = frozenset("ngày tháng năm giờ phút tuần quý người hộ lần tuổi suất bản".split())
_MONEY: Final = frozenset("tỷ tỉ triệu nghìn ngàn".split())
_KINDS: Final = frozenset("định quyết lệnh luật tư văn".split())


def number_bond(pieces: Sequence[Piece], index: int) -> Bond:
    """How firmly a piece holds to the one before because one of them is a number."""
    before, piece = pieces[index - 1], pieces[index]
    if before.written.rstrip(":").lower() in _COUNTED and not piece.opened and _is_told(before, piece):
        # `ngày 27/03/2024` is long for a narrow column.
        return Bond.GROUP if before.form == "ngày" and "/" in piece.core else Bond.WORD
    if before.closed or piece.opened:
        return Bond.NONE
    if _NUMBER.fullmatch(before.core):
        return _after_number(piece)
    if before.form in _MONEY and piece.form in _UNITS and index > 1 and _NUMBER.fullmatch(pieces[index - 2].core):
        return Bond.WORD
    return Bond.GROUP if before.form in _KINDS and _SYMBOL.fullmatch(piece.core) else Bond.NONE


def _is_told(before: Piece, piece: Piece) -> bool:
    """Whether the number of an article, a quarter, a year follows."""
    if before.form == "điểm" and _LETTER.fullmatch(piece.core):
        return True
    if before.form == "thứ" and piece.form in _ORDINALS:
        return True
    return _NUMBERED.fullmatch(piece.core) is not None


def _after_number(piece: Piece) -> Bond:
    if piece.form in _UNITS:
        return Bond.WORD
    # `0912 345 678`; and `ngày 5 tháng 6`.
    return Bond.GROUP if _NUMBER.fullmatch(piece.core) or piece.form in _COUNTS else Bond.NONE


def mark_bond(pieces: Sequence[Piece], index: int) -> Bond:
    """How firmly a piece holds to the one before because of a dash, the mark of an item, or an abbreviation."""
    before, piece = pieces[index - 1], pieces[index]
    if piece.written in JOINERS:
        return Bond.WORD
    if index == 1 and _MARKER.fullmatch(before.written):
        return Bond.WORD
    if _ABBREVIATED.fullmatch(before.written):
        return Bond.WORD
    if before.written in JOINERS and index > 1:
        spans = _NUMBER.fullmatch(pieces[index - 2].core) and _NUMBER.fullmatch(piece.core)
        return Bond.GROUP if spans else Bond.NONE
    return Bond.NONE
