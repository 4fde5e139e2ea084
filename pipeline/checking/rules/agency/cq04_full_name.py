"""CQ-04: Tên cơ quan ban hành viết đầy đủ, không viết tắt.

Chỉ tên cơ quan chủ quản được viết tắt những cụm từ thông dụng.

Đúng: `ỦY BAN NHÂN DÂN` / `TỈNH THANH GIANG`; chủ quản `UBND TỈNH THANH GIANG`, ban hành `SỞ NỘI VỤ`
Sai: cơ quan ban hành ghi `UBND TỈNH THANH GIANG`, `VP HĐND TỈNH`
"""

from __future__ import annotations

import re

from pipeline.checking.rules.component_look import first
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper
from pipeline.text import to_nfc

# Whole words that are short for part of an office's name. Those that are in official names (TNHH, THPT) are not here.
_ABBREVIATIONS = {
    "UBND": "ỦY BAN NHÂN DÂN",
    "HĐND": "HỘI ĐỒNG NHÂN DÂN",
    "VP": "VĂN PHÒNG",
    "VPUBND": "VĂN PHÒNG ỦY BAN NHÂN DÂN",
    "BCĐ": "BAN CHỈ ĐẠO",
    "BCH": "BAN CHỈ HUY hoặc BAN CHẤP HÀNH",
    "BQL": "BAN QUẢN LÝ",
    "BQLDA": "BAN QUẢN LÝ DỰ ÁN",
    "BTC": "BAN TỔ CHỨC",
    "HĐTĐKT": "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
    "TGV": "TỔ GIÚP VIỆC",
    "TTG": "THỦ TƯỚNG",
    "MTTQ": "MẶT TRẬN TỔ QUỐC",
    "UBMTTQ": "ỦY BAN MẶT TRẬN TỔ QUỐC",
    "GDĐT": "GIÁO DỤC VÀ ĐÀO TẠO",
    "KHĐT": "KẾ HOẠCH VÀ ĐẦU TƯ",
    "KHCN": "KHOA HỌC VÀ CÔNG NGHỆ",
    "TTTT": "THÔNG TIN VÀ TRUYỀN THÔNG",
    "TNMT": "TÀI NGUYÊN VÀ MÔI TRƯỜNG",
    "LĐTBXH": "LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
    "TP": "THÀNH PHỐ",
    "TX": "THỊ XÃ",
}
_WORD = re.compile(r"[^\W\d_]+")


@rule(
    code="CQ-04",
    title="Tên cơ quan ban hành viết đầy đủ",
    group=Group.AGENCY,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.2a",
    elements=(Element.ISSUING_AGENCY,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    agencies = tuple(paper.components_of(Element.ISSUING_AGENCY))
    if not agencies:
        return NotApplicable("không thấy tên cơ quan ban hành")
    breaches = []
    for agency in agencies:
        text = paper.text(agency)
        found = [word for word in _WORD.findall(to_nfc(text).upper()) if word in _ABBREVIATIONS]
        if not found:
            continue
        full = ", ".join(f"“{_ABBREVIATIONS[word]}”" for word in dict.fromkeys(found))
        breaches.append(
            Breach(
                found=f"Tên cơ quan ban hành “{text}” viết tắt “{found[0]}”",
                expected="tên chính thức, đầy đủ của cơ quan ban hành",
                hint=f"Viết đầy đủ: {full}.",
                paragraph=first(agency),
            )
        )
    return tuple(breaches)
