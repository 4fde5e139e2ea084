"""CL-12: Văn bản không có ký tự không hiển thị: khoảng trắng rộng bằng không, gạch nối mềm, ký tự riêng, ký tự điều khiển.

Chúng làm sai việc tìm kiếm, so sánh, sao chép; ký tự riêng hiển thị khác nhau ở mỗi máy.

Đúng: chỉ có chữ, số, dấu câu
Sai: có ký tự U+200B (khoảng trắng rộng bằng không) chép từ trang mạng
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.font_names import is_symbol_font
from pipeline.checking.rules.rule import Breach, Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Flow
from pipeline.reading.recognised import Paper

_BAD = re.compile(
    "[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\ue000-\uf8ff\ufffd\ufffe\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)
_NAMES = {"\u200b": "khoảng trắng rộng bằng không", "\u00ad": "gạch nối mềm", "\ufffd": "ký tự không đọc được"}
_PRIVATE = ("\ue000", "\uf8ff")


@rule(
    code="CL-12",
    title="Không có ký tự không hiển thị, ký tự riêng, ký tự điều khiển",
    group=Group.LANGUAGE,
    severity=Severity.QUALITY,
    at="-",
)
def check(paper: Paper, _: Profile) -> Verdict:
    counts: Counter[str] = Counter()
    places: dict[str, int] = {}
    for paragraph in paper.facts.paragraphs:
        if paragraph.flow in {Flow.HEADER, Flow.FOOTER}:
            continue
        for run in paragraph.runs:
            # Symbols of such fonts have codes of their own by design.
            if run.font is not None and is_symbol_font(run.font):
                continue
            for sign in _BAD.findall(run.text):
                counts[sign] += 1
                places.setdefault(sign, paragraph.index)
    return few(
        Breach(
            found=f"Có {count} {_name(sign)} (U+{ord(sign):04X}) ở đoạn “{shortened(_shown(paper, places[sign]))}”",
            expected="không có ký tự này",
            hint="Xóa ký tự bằng Tìm và Thay thế, hoặc gõ lại từ có ký tự đó.",
            paragraph=places[sign],
        )
        for sign, count in counts.items()
    )


def _name(sign: str) -> str:
    if _PRIVATE[0] <= sign <= _PRIVATE[1]:
        return "ký tự của vùng dùng riêng"
    return _NAMES.get(sign, "ký tự điều khiển")


def _shown(paper: Paper, index: int) -> str:
    return _BAD.sub("", paper.paragraph(index).plain)
