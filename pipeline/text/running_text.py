"""A text continued inside a sentence (viết tiếp trong câu): its first letter small, unless a proper name begins it.

The decree keeps the capitals of bodies, posts with their bodies, and named papers (PLII.IV, PLII.V.3, PLII.V.6).
Whether a capitalised first word is a name cannot always be seen; where not, it is written small, as a verb would be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pipeline.text.letters import lower_first

# Names of bodies, and nouns of special meaning (PLII.V.1), whose second syllable may be small.
_BODIES: Final = """Ủy ban nhân dân|Hội đồng nhân dân|Ủy ban Mặt trận|Ủy ban Thường vụ|Mặt trận Tổ quốc|Quốc hội|Chính phủ
    |Nhà nước|Thủ tướng|Chủ tịch nước|Tòa án nhân dân|Viện kiểm sát nhân dân|Kiểm toán nhà nước|Bảo hiểm xã hội|Hiến pháp
    |Trung ương|Đảng bộ|Đảng ủy|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Tỉnh đoàn|Thành đoàn|Huyện đoàn
    |Thanh tra tỉnh|Thanh tra Chính phủ|Công an tỉnh|Công an thành phố|Công an huyện|Công an xã|Công an phường|Nhân dân"""
# Nouns that open a proper name when a capital follows: `Cổng Dữ liệu mở`, `Sở Tài chính`, `Luật Đất đai`, `Chủ tịch UBND`.
_NOUNS: Final = """Cổng|Trang|Kho|Nền tảng|Hệ thống|Cơ sở dữ liệu|Trục|Sở|Bộ|Ban|Cục|Vụ|Viện|Tổng cục|Chi cục|Phòng|Văn phòng
    |Trường|Trạm|Trung tâm|Bệnh viện|Công ty|Tổng công ty|Tập đoàn|Ngân hàng|Kho bạc|Đoàn|Hội|Liên đoàn|Hiệp hội|Đảng|Tổ|Đội|Quỹ
    |Luật|Bộ luật|Pháp lệnh|Công an|Thanh tra|Tòa án|Khu|Hội đồng|Ủy ban|Bộ phận|Đài|Báo|Tạp chí|Chủ tịch|Phó Chủ tịch|Giám đốc
    |Phó Giám đốc|Bộ trưởng|Thứ trưởng|Bí thư|Phó Bí thư|Chánh Văn phòng|Trưởng|Phó Trưởng|Cục trưởng|Hiệu trưởng"""
_UNITS_OF_LAND: Final = "Thành phố Hồ Chí Minh|Thủ đô Hà Nội"
# A paper that is named by its number (PLII.V.6), of whatever type: a noun of one or two syllables before `số 57-…`, `30/2020/…`.
_NUMBERED: Final = r"[^\W\d_]+(?: [a-zà-ỹđ]+| tư liên tịch)? (?:số \d+[-/]|\d+/\d{4}/|\d+-[^\W\d_]+/)"


def _words(table: str) -> str:
    """The alternatives of a table for a pattern, the longest first: `Bộ phận` is not `Bộ`."""
    return "|".join(sorted(re.sub(r"\s*\n\s*", "", table).split("|"), key=len, reverse=True))


# A programme or a scheme is also known by a bare number (`Đề án 06`); a report of six months is not a report number 6.
_PROPER: Final = re.compile(
    rf"(?:{_words(_BODIES)}|{_UNITS_OF_LAND})(?!\w)"
    rf"|(?:{_words(_NOUNS)}) (?=[^\W\d_])(?P<capital>\w)"
    rf"|{_NUMBERED}"
    r"|(?:Đề án|Chương trình) (?:số )?\d"
    r"|(?:Đề án|Chương trình|Dự án) (?P<title>[^\W\d_]+)"
)


def continued(text: str, names: Iterable[str] = ()) -> str:
    """The text as it continues a sentence: `hoàn thiện Kế hoạch`, but `Cổng Dữ liệu mở`, `Nghị quyết số 57-NQ/TW`.

    `names`: further proper names, such as the bodies of the records.
    """
    return text if _begins_with(text, names) or _is_proper(text) else lower_first(text)


def _begins_with(text: str, names: Iterable[str]) -> bool:
    return any(text.startswith(name) and not text[len(name) : len(name) + 1].isalnum() for name in names if name)


def _is_proper(text: str) -> bool:
    found = _PROPER.match(text)
    if found is None:
        return False
    if found["capital"] is not None:
        return found["capital"].isupper()
    if found["title"] is not None:
        # `Đề án Xây dựng …` is a name; `Đề án UBND tỉnh giao` is not.
        return found["title"][0].isupper() and not found["title"].isupper()
    return True
