"""PG-08: Chữ theo bộ mã Unicode dựng sẵn, không dùng bảng mã cũ.

Chữ tiếng Việt theo bộ mã Unicode (TCVN 6909:2001). Không dùng phông và bảng mã TCVN3 (ABC), VNI. Trong tệp Word, chữ có dấu
phải là chữ dựng sẵn, không ghép từ chữ cái và dấu rời (Unicode tổ hợp), vì chữ tổ hợp làm sai kết quả tìm kiếm, sắp xếp.

Đúng: `Cộng hòa` (Unicode dựng sẵn)
Sai: `Céng hßa` (TCVN3, phông .VnTime), `COÄNG HOØA` (VNI)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.font_names import is_of_old_encoding
from pipeline.checking.rules.rule import Breach, Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium, Paragraph
from pipeline.reading.recognised import Paper
from pipeline.text import decode_legacy, legacy_encoding

_NAMES = {"TCVN3": "TCVN3 (ABC)", "VNI": "VNI"}


@rule(
    code="PG-08",
    title="Chữ theo bộ mã Unicode (TCVN 6909:2001)",
    group=Group.PAGE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.I.4",
)
def check(paper: Paper, _: Profile) -> Verdict:
    paragraphs = [paragraph for paragraph in paper.facts.paragraphs if paragraph.plain]
    breaches = [*_fonts(paragraphs), *_encodings(paragraphs)]
    if paper.facts.medium is Medium.DOCX:  # a PDF may give composed letters as letters and marks
        breaches += _composed(paragraphs)
    return tuple(breaches)


def _fonts(paragraphs: list[Paragraph]) -> Iterator[Breach]:
    using: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        for font in dict.fromkeys(run.font for run in paragraph.inked if run.font and is_of_old_encoding(run.font)):
            using.setdefault(font, []).append(paragraph)
    for font, found in using.items():
        yield Breach(
            found=f"Phông {font} của bảng mã cũ ở {len(found)} đoạn, ví dụ “{shortened(found[0].plain)}”",
            expected="phông và chữ Unicode theo TCVN 6909:2001",
            hint="Chuyển mã sang Unicode rồi đặt phông Times New Roman.",
            paragraph=found[0].index,
        )


def _encodings(paragraphs: list[Paragraph]) -> Iterator[Breach]:
    encodings = {
        paragraph.index: legacy_encoding(paragraph.plain) for paragraph in paragraphs if not paragraph.plain.isascii()
    }
    for name, shown in _NAMES.items():
        found = [paragraph for paragraph in paragraphs if encodings.get(paragraph.index) == name]
        if not found:
            continue
        example = found[0].plain
        read = decode_legacy(example, "VNI" if name == "VNI" else "TCVN3")
        yield Breach(
            found=f"{len(found)} đoạn gõ theo bảng mã {shown}, ví dụ “{shortened(example)}” (đọc là “{shortened(read)}”)",
            expected="chữ Unicode theo TCVN 6909:2001",
            hint="Chuyển mã các đoạn này sang Unicode dựng sẵn bằng công cụ của bộ gõ.",
            paragraph=found[0].index,
        )


def _composed(paragraphs: list[Paragraph]) -> Iterator[Breach]:
    found = [paragraph for paragraph in paragraphs if _is_composed(paragraph.text)]
    if not found:
        return
    word = next((written for written in found[0].plain.split() if _is_composed(written)), found[0].plain)
    yield Breach(
        found=f"{len(found)} đoạn có chữ Unicode tổ hợp (dấu rời), ví dụ “{shortened(word)}”",
        expected="chữ Unicode dựng sẵn (NFC)",
        hint="Đổi bảng mã của bộ gõ sang “Unicode dựng sẵn” và chuyển mã các đoạn đã gõ.",
        paragraph=found[0].index,
    )


def _is_composed(text: str) -> bool:
    return not unicodedata.is_normalized("NFC", text) and any(map(unicodedata.combining, text))
