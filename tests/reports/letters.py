"""Reports in words made at random, with what stands in them (báo cáo lời văn sinh ngẫu nhiên): every make of heading."""

from __future__ import annotations

import io
import struct
import unicodedata
import zlib
from dataclasses import dataclass, field
from random import Random
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

# What units call the sections of the sample's outline.
TITLES = {
    "ket-qua": (
        "Kết quả nổi bật", "Kết quả đạt được", "Kết quả thực hiện nhiệm vụ 6 tháng đầu năm 2024", "Những kết quả đã đạt được",
        "Tình hình thực hiện và kết quả đạt được", "Kết quả xây dựng Chính quyền điện tử",
    ),
    "ton-tai": (
        "Tồn tại, hạn chế và nguyên nhân", "Những khó khăn, vướng mắc", "Hạn chế, tồn tại; nguyên nhân",
        "Một số khó khăn, hạn chế trong quá trình triển khai thực hiện", "Khó khăn - vướng mắc",
    ),
    "nhiem-vu": (
        "Nhiệm vụ trọng tâm thời gian tới", "Phương hướng, nhiệm vụ 6 tháng cuối năm 2024", "Nhiệm vụ và giải pháp trọng tâm",
        "Phương hướng, nhiệm vụ, giải pháp chủ yếu trong thời gian tới", "Kế hoạch công tác quý III năm 2024",
    ),
    "kien-nghi": ("Đề xuất, kiến nghị", "Kiến nghị, đề xuất", "Đề xuất và kiến nghị", "Những đề nghị, kiến nghị", "Kiến nghị"),
}  # fmt: skip
OWN = ("Công tác thi đua, khen thưởng", "Hoạt động của tổ công nghệ số cộng đồng", "Một số mô hình hay")
BELOW = (
    "Về hạ tầng số",
    "Dịch vụ công trực tuyến",
    "Công tác tuyên truyền",
    "Phát triển dữ liệu",
    "An toàn thông tin mạng",
)
SHARES = {
    "Ưu điểm": "ket-qua",
    "Tồn tại, hạn chế": "ton-tai",
    "Nguyên nhân": "ton-tai",
    "Nguyên nhân chủ quan": "ton-tai",
}
_WORDS = "đã triển khai hệ thống một cửa tại các xã phường với nhiều hồ sơ được tiếp nhận và xử lý kịp thời".split()
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>"""


@dataclass
class Truth:
    """Where every sentence belongs: by its mark, the section (None: none, then asked); the titles that are the unit's own."""

    sections: dict[str, str | None] = field(default_factory=dict)
    opening: set[str] = field(default_factory=set)
    own: list[str] = field(default_factory=list)
    tables: int = 0
    pictures: int = 0


@dataclass(frozen=True)
class Made:
    """A report and the truth about it."""

    data: bytes
    truth: Truth


def make_letter(random: Random) -> Made:
    """One report."""
    return _Maker(random).make()


class _Maker:
    """The making of one report: a style of headings throughout, the sections in any order."""

    def __init__(self, random: Random) -> None:
        self.random, self.truth = random, Truth()
        self.document: Any = Document()
        self.style = random.choice(("word", "bold", "caps", "plain", "auto", "bare-bold", "letters"))
        self.decomposed = random.random() < 0.3
        self.count = [0, 0]
        self.marks = 0
        if self.style == "auto":
            root = self.document.part.numbering_part.element
            root.insert(0, parse_xml(_NUMBERING))
            root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))

    def make(self) -> Made:
        if self.random.random() < 0.6:
            self._head()
        if self.random.random() < 0.6:
            self._opening()
        keys = list(TITLES)
        self.random.shuffle(keys)
        own = self.random.choice(OWN) if self.random.random() < 0.4 else None
        places: list[str | None] = [*keys[: self.random.randint(2, 4)], *([None] if own else [])]
        self.random.shuffle(places)
        assessed = self.random.random() < 0.3
        for key in places:
            if key is None and own is not None:
                self._heading(own, 0)
                self.truth.own.append(own)
                self._texts(None)
            elif key == "ton-tai" and assessed and self.style != "bare-bold":
                self._assessment()
            elif key is not None:
                self._heading(self.random.choice(TITLES[key]), 0)
                self._section(key)
        if self.random.random() < 0.6:
            self._line("Trên đây là báo cáo kết quả 6 tháng đầu năm 2024 của đơn vị./.")
            self._tail()
        target = io.BytesIO()
        self.document.save(target)
        return Made(target.getvalue(), self.truth)

    def _section(self, key: str) -> None:
        if self.random.random() < 0.5:
            self._texts(key)
        if self.style == "bare-bold":
            self._texts(key)
            return
        for title in self.random.sample(BELOW, self.random.randint(0, 2)):
            self._heading(title, 1)
            self._texts(key)
        if not self.count[1]:
            self._texts(key)

    def _assessment(self) -> None:
        self._heading("Đánh giá chung", 0)
        for title, key in list(SHARES.items())[: self.random.randint(2, 4)]:
            self._heading(title, 1)
            self._texts(key)

    def _texts(self, key: str | None) -> None:
        for _ in range(self.random.randint(1, 3)):
            kind = self.random.random()
            if kind < 0.1:
                self._table(key)
            elif kind < 0.15:
                self._picture()
                self._line(self._sentence(key))
            elif kind < 0.4:
                for number in range(1, self.random.randint(2, 4)):
                    mark = self.random.choice((f"{number}. ", f"{'abcd'[number]}) ", "- ", "+ "))
                    self._line(f"{mark}{self._sentence(key)}")
            else:
                self._line(self._sentence(key))

    def _sentence(self, key: str | None, *, opening: bool = False) -> str:
        self.marks += 1
        mark = f"X{self.marks:03}"
        if opening:
            self.truth.opening.add(mark)
        else:
            self.truth.sections[mark] = key
        words = self.random.choices(_WORDS, k=self.random.randint(3, 25))
        return f"Đơn vị {' '.join(words)} {mark}{self.random.choice(('.', ';', '.'))}"

    def _heading(self, title: str, level: int) -> None:
        self.count = [self.count[0] + 1, 0] if level == 0 else [self.count[0], self.count[1] + 1]
        if self.style in {"caps", "auto", "letters"} and level == 0:
            title = title.upper()
        high = "ABCDEFGH"[self.count[0] - 1] if self.style == "letters" else _ROMAN[self.count[0] - 1]
        dot = self.random.choice((".", ".", "/", "-")) if self.style in {"bold", "caps"} else "."
        number = f"{high}{dot} " if level == 0 else f"{self.count[1]}. "
        paragraph = self.document.add_paragraph(style=f"Heading {level + 1}" if self.style == "word" else None)
        numberless = self.style in {"auto", "bare-bold"} or (self.style == "word" and level == 1)
        text = title if numberless else number + title
        run = paragraph.add_run(self._typed(text + self.random.choice(("", "", ":"))))
        run.bold = self.style not in {"plain", "word"} or (self.style == "plain" and level == 1)
        if self.style == "auto":
            ids = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(ids))

    def _line(self, text: str) -> None:
        self.document.add_paragraph(self._typed(text))

    def _typed(self, text: str) -> str:
        return unicodedata.normalize("NFD", text) if self.decomposed else text

    def _table(self, key: str | None) -> None:
        self.truth.tables += 1
        table = self.document.add_table(3, 3)
        for row in range(3):
            for column in range(3):
                text = self._sentence(key) if (row, column) == (1, 1) else f"Cột {column + 1}" if row == 0 else str(row)
                table.cell(row, column).text = self._typed(text)

    def _picture(self) -> None:
        self.truth.pictures += 1
        self.document.add_paragraph().add_run().add_picture(io.BytesIO(_png()), width=Mm(60), height=Mm(40))

    def _opening(self) -> None:
        self._line("Thực hiện Công văn số 410/STTTT ngày 15/5/2024 về việc báo cáo, đơn vị báo cáo như sau:")
        if self.random.random() < 0.5:
            self._line(self._sentence(None, opening=True))

    def _head(self) -> None:
        table = self.document.add_table(2, 2)
        table.cell(0, 0).text = self._typed("ỦY BAN NHÂN DÂN\nXÃ AN BÌNH")
        table.cell(0, 1).text = self._typed("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")
        table.cell(1, 0).text = self._typed("Số: 118/BC-UBND")
        table.cell(1, 1).text = self._typed("An Bình, ngày 07 tháng 6 năm 2024")
        for text in ("BÁO CÁO", "Kết quả xây dựng Chính quyền điện tử 6 tháng đầu năm 2024"):
            paragraph = self.document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(self._typed(text)).bold = True

    def _tail(self) -> None:
        table = self.document.add_table(1, 2)
        table.cell(0, 0).text = self._typed("Nơi nhận:\n- Như trên;\n- Lưu: VT.")
        table.cell(0, 1).text = self._typed("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nNguyễn Văn An")


def _png() -> bytes:
    """A grey picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
