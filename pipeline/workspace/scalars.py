"""Checking the characters of all texts (soát chữ): characters that break paper, template signs, old encodings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.finding import Finding
from pipeline.intake.signs import Flaw, printable_ranges, sign_name
from pipeline.intake.text import Legacy, flaws, legacy, template_marks
from pipeline.workspace.decoding import spot
from pipeline.workspace.findings_at import error, label, quote, warning
from pipeline.workspace.tree import Scalar
from pipeline.workspace.value_places import Path, Place

# One look at each text; only what it finds is looked at more closely.
_SUSPECT = re.compile(f"[^{printable_ranges()}]|\\{{[{{%#]|[}}%#]\\}}|\\.\\.\\.|…|\\?\\?|__|[xX]{{3}}|Ð")
# Letters of a text that show its encoding: a file may hold a single text of a million.
_ENOUGH_TO_TELL = 2000
_ETH = re.compile("Ð")
# "v.v..." is a common way to end a list, not a gap to fill.
_GAP = re.compile(r"(?<!v\.v)(?<!v\.v\.)(\.{3,}|…+)|\?{2,}|_{2,}|\b[xX]{3,}\b")
_TO_TABLE: Final = 3  # keys of a cell from its table: rows, row, cell
_NOT_COMMENT = re.compile(r"[ \t]+#[^\s#!]")


@dataclass(frozen=True)
class _Said:
    """The words for a kind of flawed character: code, message, hint, severity."""

    code: str
    message: str
    hint: str
    severity: Callable[..., Finding] = error


_CONTROL = _Said(
    "DL-031",
    "có ký tự điều khiển hoặc ký tự hỏng {sign}",
    "Xóa ký tự đó, gõ lại đoạn chữ quanh chỗ này.",
)
_SIGNS: Mapping[Flaw, _Said] = {
    Flaw.CONTROL: _CONTROL,
    Flaw.BROKEN: _CONTROL,
    Flaw.TAB: _Said("DL-031", "có phím Tab ở giữa câu chữ", "Thay phím Tab bằng một dấu cách."),
    Flaw.UNSEEN: _Said(
        "DL-036",
        "có ký tự không nhìn thấy {sign} (thường theo vào khi chép từ trang mạng), phần mềm đã bỏ đi",
        "Gõ lại từ ở chỗ này thì hết cảnh báo.",
        warning,
    ),
    Flaw.REORDERING: _Said(
        "DL-041",
        "có ký tự {sign} làm đảo thứ tự chữ khi hiện ra; chữ in ra khác chữ nhìn thấy",
        "Xóa ký tự đó: gõ lại đoạn chữ quanh chỗ này.",
    ),
    Flaw.PRIVATE: _Said(
        "DL-037",
        "có ký tự {sign} của một phông chữ riêng, máy khác không in được",
        "Thay bằng chữ hoặc dấu thông thường (gạch đầu dòng thì không cần gõ, phần mềm tự đánh).",
    ),
    Flaw.UNPRINTABLE: _Said(
        "DL-040",
        "có ký tự {sign} mà phông chữ Times New Roman không có, in ra thành ô trống",
        "Thay bằng chữ, hoặc xóa đi.",
    ),
}


def text_findings(file: str, text: str, scalars: tuple[Scalar, ...]) -> Iterator[Finding]:
    """The findings on the texts of one file, each at the very character where that is known."""
    for scalar in scalars:
        look = _Look(file, text, scalar)
        if _SUSPECT.search(scalar.value):
            yield from _suspects(look)
        if legacy(scalar.value[:_ENOUGH_TO_TELL]) and (old := legacy(scalar.value)):
            yield _old_encoding(look, old)
        if scalar.plain:
            yield from _lost_words(look)


@dataclass(frozen=True)
class _Look:
    """One text during its check."""

    file: str
    text: str
    scalar: Scalar

    def at(self, sign: str = "") -> Place:
        """The place of a character of the text in the file; the start of the text when it is written as an escape."""
        start = self.scalar.start
        index = self.text.find(sign, start, self.scalar.end) if sign else start
        return Place(self.file, *spot(self.text, start if index < 0 else index))

    @property
    def label(self) -> str:
        """The field by its title."""
        return label(self.scalar.path)


def _suspects(look: _Look) -> Iterator[Finding]:
    value = look.scalar.value
    for kind, sign in flaws(value):
        said = _SIGNS[kind]
        words = f"{look.label}: {said.message.format(sign=sign_name(sign))}"
        yield said.severity(said.code, look.at(sign), words, hint=said.hint)
    if "\n" in value.rstrip("\n") and not _is_cell(look.scalar.path):
        words = f"{look.label}: câu chữ có chỗ xuống dòng ở giữa; mỗi đoạn là một mục riêng"
        yield error(
            "DL-038",
            look.at(),
            words,
            hint="Dùng “>-” thay cho “|”, không để dòng trống; đoạn sau viết thành mục riêng.",
        )
    if marks := template_marks(value):
        words = f"{look.label}: có dấu {quote(marks[0])} như chỗ chưa điền của một mẫu; văn bản in ra đúng như đã ghi"
        yield warning("DL-032", look.at(marks[0]), words, hint="Điền nội dung vào chỗ đó, hoặc thay bằng ngoặc đơn.")
    if found := _ETH.search(value):
        words = f"{look.label}: chữ Ð (U+00D0) trông giống chữ Đ tiếng Việt nhưng là chữ khác"
        yield warning("DL-035", look.at(found[0]), words, hint="Gõ lại chữ Đ bằng bộ gõ tiếng Việt.")
    if found := _GAP.search(value):
        words = f"{look.label}: hình như còn chỗ chưa điền {quote(found[0])}"
        yield warning(
            "DL-034", look.at(found[0]), words, hint="Điền nội dung; nếu cố ý để trống thì bỏ qua cảnh báo này."
        )


def _is_cell(path: Path) -> bool:
    """Whether a text is a cell of a table, which may have several paragraphs, a line each."""
    return len(path) > _TO_TABLE and path[-4] == "bảng" and path[-3] == "hàng"


def _old_encoding(look: _Look, old: Legacy) -> Finding:
    value = quote(look.scalar.value)
    words = f"{look.label}: chữ ghi theo bảng mã cũ {old.encoding}, không phải Unicode: {value}"
    hint = f"Đọc ra là {quote(old.reading)}. Chuyển sang Unicode bằng UniKey (Ctrl+Shift+F6) rồi dán lại."
    return error("DL-033", look.at(), words, hint=hint)


def _lost_words(look: _Look) -> Iterator[Finding]:
    """Finds words that YAML drops: after ` #`, or in a list joined to the words above it."""
    scalar, text = look.scalar, look.text
    stop = text.find("\n", scalar.end)
    rest = text[scalar.end : stop if stop >= 0 else len(text)]
    if _NOT_COMMENT.match(rest):
        words = f"{look.label}: phần {quote(rest)} bị bỏ qua vì YAML coi “#” là chú thích"
        hint = "Đặt cả câu chữ trong ngoặc kép nếu “#” là nội dung; nếu là chú thích thì viết dấu cách sau “#”."
        yield warning("DL-022", Place(look.file, *spot(text, scalar.end)), words, hint=hint)
    raw = text[scalar.start : scalar.end]
    if "\n" in raw and (joined := re.search(r"\n\s*(- )", raw)):
        words = f"{look.label}: gạch đầu dòng bị nối vào câu chữ ở dòng trên"
        hint = "Danh sách thì để trống sau dấu hai chấm; câu chữ dài thì viết sau “>-”."
        yield error("DL-023", Place(look.file, *spot(text, scalar.start + joined.start(1))), words, hint=hint)
