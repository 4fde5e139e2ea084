"""The types of administrative papers (tên loại văn bản hành chính) and their abbreviations: Đ.7 and PLIII.I.

Why apart from the types that the program writes: the checker reads papers of anybody, all 29 types of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Name in lower case, NFC, with the tone marks as the decree prints them -> abbreviation; "" where there is none.
TYPE_CODES: Mapping[str, str] = MappingProxyType(
    {
        "nghị quyết": "NQ",
        "quyết định": "QĐ",
        "chỉ thị": "CT",
        "quy chế": "QC",
        "quy định": "QyĐ",
        "thông cáo": "TC",
        "thông báo": "TB",
        "hướng dẫn": "HD",
        "chương trình": "CTr",
        "kế hoạch": "KH",
        "phương án": "PA",
        "đề án": "ĐA",
        "dự án": "DA",
        "báo cáo": "BC",
        "biên bản": "BB",
        "tờ trình": "TTr",
        "hợp đồng": "HĐ",
        "công văn": "",
        "công điện": "CĐ",
        "bản ghi nhớ": "BGN",
        "bản thỏa thuận": "BTT",
        "giấy ủy quyền": "GUQ",
        "giấy mời": "GM",
        "giấy giới thiệu": "GGT",
        "giấy nghỉ phép": "GNP",
        "phiếu gửi": "PG",
        "phiếu chuyển": "PC",
        "phiếu báo": "PB",
        "thư công": "",
    }
)

# PLI.P2.II: the forms of copies.
COPY_CODES: Mapping[str, str] = MappingProxyType({"sao y": "SY", "sao lục": "SL", "trích sao": "TrS"})

# In force until 05/3/2020 besides those above (Nghị định 09/2010/NĐ-CP); from background knowledge: certainty M.
OLDER_TYPE_CODES: Mapping[str, str] = MappingProxyType(
    {"bản cam kết": "CK", "giấy chứng nhận": "CN", "giấy đi đường": "ĐĐ", "giấy biên nhận hồ sơ": "BN"}
)
