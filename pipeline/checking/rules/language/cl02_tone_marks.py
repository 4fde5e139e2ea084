"""CL-02: Dấu thanh đặt theo một kiểu trong cả văn bản.

“hòa, thủy, ủy” và “hoà, thuỷ, uỷ” là hai kiểu đặt dấu của cùng một từ; nên chọn một kiểu. Quốc hiệu, họ tên, tên riêng
không xét.

Đúng: chỉ dùng `hòa`, `ủy ban`
Sai: lúc viết `ủy ban`, lúc viết `uỷ ban`
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.checking.rules.prose import words_of
from pipeline.checking.rules.rule import Breach, Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper
from pipeline.text import normalize_tone_style, to_nfc

_WORD = re.compile(r"[^\W\d_]+")
_NEWER = re.compile(r"^[^\W\d_]*?(?:o[àảãáạèẻẽéẹ]|(?<!q)u[ỳỷỹýỵ])$")
# The last two letters of all words that can be written in two ways.
_ENDINGS = frozenset(
    [o + e for o in "òỏõóọ" for e in "ae"]
    + [u + "y" for u in "ùủũúụ"]
    + ["o" + e for e in "àảãáạèẻẽéẹ"]
    + ["u" + y for y in "ỳỷỹýỵ"]
)
_ENDING = re.compile(
    "(?:[òỏõóọÒỎÕÓỌ][aeAE]|[ùủũúụÙỦŨÚỤ][yY]|[oO][àảãáạèẻẽéẹÀẢÃÁẠÈẺẼÉẸ]|[uU][ỳỷỹýỵỲỶỸÝỴ])(?![^\\W\\d_])"
)
# Of words with a capital these alone are no names of people or places.
_COMMON = frozenset({"ủy", "uỷ"})
_WITHOUT = (Element.NATIONAL_NAME, Element.SIGNER_NAME)


@rule(
    code="CL-02",
    title="Dấu thanh đặt theo một kiểu trong cả văn bản",
    group=Group.LANGUAGE,
    severity=Severity.QUALITY,
    at="-",
)
def check(paper: Paper, _: Profile) -> Verdict:
    older: Counter[str] = Counter()
    newer: Counter[str] = Counter()
    places: dict[str, int] = {}
    for paragraph in words_of(paper, without=_WITHOUT):
        text = to_nfc(paragraph.text)
        for word in _WORD.findall(text) if _ENDING.search(text) else ():
            low = word.lower()
            if low[-2:] not in _ENDINGS:
                continue
            if word[0].isupper() and not word.isupper() and low not in _COMMON:
                continue
            if normalize_tone_style(low) != low:
                older[low] += 1
            elif _NEWER.match(low):
                newer[low] += 1
            else:
                continue
            places.setdefault(low, paragraph.index)
    if not older or not newer:
        return ()
    few, many = sorted((older, newer), key=lambda counts: counts.total())
    rare, common = few.most_common(1)[0][0], many.most_common(1)[0][0]
    return (
        Breach(
            found=f"Dấu thanh đặt theo hai kiểu: {many.total()} từ như “{common}”, {few.total()} từ như “{rare}”",
            expected="một kiểu trong cả văn bản",
            hint=f"Tìm và sửa {_listed(few)} cho cùng kiểu với các từ còn lại.",
            paragraph=places[rare],
        ),
    )


def _listed(words: Counter[str]) -> str:
    return ", ".join(f"“{word}” ({count} chỗ)" for word, count in words.most_common(4))
