"""PDFs written by hand for tests: pages of drawing operators in Times, measured in millimetres from the top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.text.metrics import text_width

POINTS = 72 / 25.4
FONTS = {"R": "Times-Roman", "B": "Times-Bold", "I": "Times-Italic", "H": "Helvetica"}


@dataclass
class Page:
    """One page; `extra` goes into its dictionary, `images` are names of pictures that it may draw."""

    width: float = 210.0
    height: float = 297.0
    extra: str = ""
    parts: list[str] = field(default_factory=list)

    def text(
        self, left: float, baseline: float, words: str, *, font: str = "R", size: float = 14, more: str = ""
    ) -> Page:
        """Words from `left` on a baseline; `more` are operators set before them."""
        x, y = left * POINTS, (self.height - baseline) * POINTS
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.parts.append(f"q BT {more} /{font} {size} Tf 1 0 0 1 {x:.3f} {y:.3f} Tm ({escaped}) Tj ET Q")
        return self

    def line(
        self, left: float, top: float, right: float, bottom: float, *, width: float = 0.5, dash: str = "[]"
    ) -> Page:
        """A stroked line; `width` in points."""
        x1, y1, x2, y2 = left * POINTS, (self.height - top) * POINTS, right * POINTS, (self.height - bottom) * POINTS
        self.parts.append(f"q {dash} 0 d {width} w {x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S Q")
        return self

    def bar(self, left: float, top: float, right: float, bottom: float, *, colour: str = "0 0 0") -> Page:
        """A filled rectangle."""
        x, y = left * POINTS, (self.height - bottom) * POINTS
        w, h = (right - left) * POINTS, (bottom - top) * POINTS
        self.parts.append(f"q {colour} rg {x:.3f} {y:.3f} {w:.3f} {h:.3f} re f Q")
        return self

    def frame(self, left: float, top: float, right: float, bottom: float) -> Page:
        """A stroked rectangle."""
        x, y = left * POINTS, (self.height - bottom) * POINTS
        self.parts.append(f"q 0.5 w {x:.3f} {y:.3f} {(right - left) * POINTS:.3f} {(bottom - top) * POINTS:.3f} re S Q")
        return self

    def picture(self, left: float, top: float, right: float, bottom: float) -> Page:
        """The red picture of two by two points."""
        x, y = left * POINTS, (self.height - bottom) * POINTS
        w, h = (right - left) * POINTS, (bottom - top) * POINTS
        self.parts.append(f"q {w:.3f} 0 0 {h:.3f} {x:.3f} {y:.3f} cm /Im Do Q")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Page:
        """A full grid of lines."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self


def make_pdf(pages: Sequence[Page], *, catalog: str = "", trailer: str = "") -> bytes:
    """The file with its cross-reference table."""
    fonts = " ".join(f"/{key} {number} 0 R" for number, key in enumerate(FONTS, start=4))
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        3: b"<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Length 12 >>"
        b"\nstream\n" + bytes((200, 20, 20)) * 4 + b"\nendstream",
    }
    for number, name in enumerate(FONTS.values(), start=4):
        objects[number] = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
    kids = []
    for page in pages:
        number = max(objects) + 1
        content = "\n".join(page.parts).encode("cp1252")
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width * POINTS:.3f} {page.height * POINTS:.3f}] "
            f"/Resources << /Font << {fonts} >> /XObject << /Im 3 0 R >> >> /Contents {number + 1} 0 R {page.extra} >>"
        ).encode()
        objects[number + 1] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
        kids.append(f"{number} 0 R")
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects, trailer)


def _file(objects: dict[int, bytes], trailer: str) -> bytes:
    result = bytearray(b"%PDF-1.7\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(result)
        result += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(result)
    result += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for number in sorted(objects):
        result += b"%010d 00000 n \n" % places[number]
    result += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(result)


def justified(page: Page, top: float, lines: Sequence[str], *, indent: float = 12.7, pitch: float = 6.25) -> float:
    """Lines of a paragraph of 14 points between 30 and 195 mm, all but the last stretched; gives the last baseline."""
    for number, line in enumerate(lines):
        left = 30 + (indent if number == 0 else 0)
        baseline = top + number * pitch
        last = number == len(lines) - 1
        gaps = line.count(" ")
        missing = 0.0 if last or not gaps else (195 - left) * POINTS - width_of(line)
        page.text(left, baseline, line, more=f"{missing / gaps if gaps else 0:.4f} Tw")
    return top + (len(lines) - 1) * pitch


def width_of(text: str, size: float = 14, *, bold: bool = False) -> float:
    """Width in points."""
    return text_width(text, size, bold=bold)


def wrapped(text: str, width: float, size: float = 14) -> list[str]:
    """The text cut into lines no wider than `width` mm, as a program that sets text would."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) > width * POINTS:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
