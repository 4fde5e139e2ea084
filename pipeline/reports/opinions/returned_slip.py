"""A slip that came back (đọc phiếu): the choice, every opinion, and anything else that was written; doubts are asked.

The blank slip tells what was printed. Everything else on the returned slip was written by the member and is kept: in
the table, outside it, in a text box or in a comment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.errors import Unreadable
from pipeline.intake.text import clean, legacy, settle
from pipeline.reading.docx import read_comments, read_docx
from pipeline.reading.facts import Flow, PaperFacts, Paragraph
from pipeline.records.opinions import Stance
from pipeline.reports.opinions.slip_words import AT, NUMBER, OTHERS, REASON, STANCES, TEXT, WHO, Code, code_in
from pipeline.reports.typed_names import plain_name

# What people put into a box; the Cyrillic letter looks like x. A sign that is not known is asked about.
_MARKS: Final = frozenset("x х × ✓ ✔ ✗ ✘ ☑ ☒ ⌧ √ v + * • ● ■".split())
_EMPTY: Final = frozenset({"", "☐", "◻", "-", "–", "…"})
_BRACKETS: Final = " \t\u00a0()[]{}.,;:/\\|"
_NOTHING: Final = frozenset(
    plain_name(text) for text in ("không", "không có", "không có ý kiến", "không có góp ý", "không có ý kiến khác")
)
_DATE: Final = re.compile(r"^(?:[^,;:]{0,40},\s*)?ngày\s*[\d.…\s]*tháng\s*[\d.…\s]*năm\s*[\d.…\s]*\.?$", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"^(?:\d+|[ivx]+)?[.)]?$", re.IGNORECASE)
_COMMENT: Final = "Ghi chú bên lề"
_SAID: Final = 60
_UNREADABLE: Final = "(chữ không in được)"
_ENDS: Final = (".", ";", ":", ",", "?", "!")


@dataclass(frozen=True)
class Said:
    """An opinion as it was written: the words, the place in the draft, the reason."""

    text: str
    at: str = ""
    reason: str = ""


@dataclass(frozen=True)
class OpenQuestion:
    """What a person must look at: words on the slip, and why they are doubtful."""

    text: str
    doubt: str


@dataclass(frozen=True)
class ReturnedSlip:
    """What a slip says: the choice, the opinions, and questions about doubtful places."""

    stance: Stance
    said: tuple[Said, ...]
    questions: tuple[OpenQuestion, ...]


@dataclass(frozen=True)
class OpenedSlip:
    """A returned slip that was opened: its name, its content, and its comments."""

    name: str
    facts: PaperFacts
    comments: tuple[str, ...]

    @property
    def code(self) -> Code | None:
        """The code printed on the slip; None if it was deleted, or the file is no slip."""
        return next((code for paragraph in self.facts.paragraphs if (code := code_in(paragraph.plain))), None)

    @property
    def who(self) -> str:
        """The name after `Người cho ý kiến:`; empty if the line was deleted."""
        lines = (paragraph.plain for paragraph in self.facts.paragraphs)
        return next((line[len(WHO) :].strip() for line in lines if line.startswith(WHO)), "")


def open_slip(data: bytes, name: str) -> OpenedSlip:
    """Open a returned DOCX. Unreadable: it is no DOCX, or an old Vietnamese encoding cannot be told for certain."""
    opened = OpenedSlip(name, read_docx(data, name=name), read_comments(data, name=name))
    for text in (*(paragraph.plain for paragraph in opened.facts.paragraphs), *opened.comments):
        if (old := legacy(clean(text))) is not None:
            raise Unreadable(
                f"{name}: chữ ghi theo bảng mã cũ {old.encoding}, không phải Unicode: “{text[:_SAID]}”.",
                "Chuyển tệp sang Unicode bằng UniKey (Ctrl+Shift+F6) rồi nhận lại.",
            )
    return opened


def read_slip(opened: OpenedSlip, blank: bytes) -> ReturnedSlip:
    """What the member wrote on a slip; `blank` is the slip that was sent out. Unreadable: it was not filled in."""
    reader = _Reader(opened, blank)
    reader.read()
    if not reader.said and not reader.chosen and not reader.questions:
        raise Unreadable(f"{opened.name}: phiếu chưa điền gì.", "Đề nghị thành viên điền phiếu rồi gửi lại.")
    return ReturnedSlip(reader.stance(), tuple(reader.said), tuple(reader.questions))


Row = Mapping[int, list[Paragraph]]


@dataclass
class _Reader:
    """The reading of a slip: first its tables, then everything outside them."""

    opened: OpenedSlip
    blank: bytes
    said: list[Said] = field(default_factory=list)
    questions: list[OpenQuestion] = field(default_factory=list)
    chosen: list[Stance] = field(default_factory=list)

    def read(self) -> None:
        """Read everything on the slip."""
        printed = _written(read_docx(self.blank, name="phiếu trắng"))
        self.printed = Counter(plain_name(paragraph.plain) for paragraph in printed)
        written = _written(self.opened.facts)
        self.left = list(written)
        tables = _tables(written)
        self._choices(tables)
        self._table(tables)
        self._elsewhere()
        self._consistent()

    def stance(self) -> Stance:
        """The choice that was marked; `chưa rõ` if none or several are."""
        return self.chosen[0] if len(self.chosen) == 1 else "chưa rõ"

    def _ask(self, text: str, doubt: str) -> None:
        self.questions.append(OpenQuestion(settle(text)[0] or settle(self.opened.name)[0], doubt))

    def _say(self, text: str, at: str = "", reason: str = "") -> None:
        words, place, why = settle(text), settle(at), settle(reason)
        self.said.append(Said(words[0] or _UNREADABLE, place[0], why[0]))
        for line, odd in (words, place, why):
            if odd:
                self._ask(line, odd)

    def _done(self, paragraphs: Iterable[Paragraph]) -> None:
        """Mark paragraphs as read, and their printed words as met."""
        gone = {id(paragraph) for paragraph in paragraphs}
        for paragraph in self.left:
            if id(paragraph) in gone and self.printed[plain_name(paragraph.plain)] > 0:
                self.printed[plain_name(paragraph.plain)] -= 1
        self.left = [paragraph for paragraph in self.left if id(paragraph) not in gone]

    # ---------------------------------------------------------------------------------------------------------- choice
    def _choices(self, tables: Mapping[int, Mapping[int, Row]]) -> None:
        found = False
        for rows in tables.values():
            for row in rows.values():
                for stance, label in STANCES.items():
                    if any(_has(label, paragraph.plain) for cell in row.values() for paragraph in cell):
                        self._choice(stance, label, row)
                        found = True
        if not found:
            self._ask("", "không thấy bảng “Ý kiến chung” của phiếu")

    def _choice(self, stance: Stance, label: str, row: Row) -> None:
        paragraphs = [paragraph for cell in row.values() for paragraph in cell]
        rest = [_without(label, paragraph.plain) for paragraph in paragraphs]
        words = [text for text in rest if not _is_mark(text) and text.strip(_BRACKETS) not in _EMPTY]
        if any(map(_is_mark, rest)):
            self.chosen.append(stance)
        for text in words:
            self._say(text, "Ý kiến chung")
            self._ask(text, f"ghi cạnh ô “{label}”; xem có phải là dấu chọn hay là góp ý")
        self._done(paragraphs)
        self.printed[plain_name(label)] = 0

    # -------------------------------------------------------------------------------------------------- table of opinions
    def _table(self, tables: Mapping[int, Mapping[int, Row]]) -> None:
        found = False
        for rows in tables.values():
            columns: dict[str, int] = {}
            for row in rows.values():
                heads = {plain_name(_joined(cell)): column for column, cell in row.items()}
                if plain_name(TEXT) in heads:
                    columns = {
                        head: heads[plain_name(head)]
                        for head in (NUMBER, AT, TEXT, REASON)
                        if plain_name(head) in heads
                    }
                    found = True
                elif columns:
                    self._opinion(row, columns)
                else:
                    continue
                self._done(paragraph for cell in row.values() for paragraph in cell)
        if not found:
            self._ask("", "không thấy bảng “Góp ý cụ thể” của phiếu; chữ trong phiếu được đưa vào phần ngoài bảng")

    def _opinion(self, row: Row, columns: Mapping[str, int]) -> None:
        cells = {column: _joined(cell) for column, cell in row.items()}
        number, at, text, reason = (
            cells.pop(columns[head], "") if head in columns else "" for head in (NUMBER, AT, TEXT, REASON)
        )
        extra = [words for words in (*([] if _NUMBERED.match(number) else [number]), *cells.values()) if words]
        if extra:
            self._ask(" | ".join(extra), "chữ ở cột không có trong phiếu, hoặc ở cột TT; đã nối vào nội dung góp ý")
            text = " ".join((text, *extra)).strip()
        if not (at or text or reason):
            return
        if plain_name(text) in _NOTHING and not at and not reason:
            self._ask(text, "ghi ở bảng góp ý; hiểu là không có góp ý")
            return
        if not text:
            self._ask(" | ".join(words for words in (at, reason) if words), "dòng này không ghi nội dung góp ý")
            text, at, reason = (at, "", reason) if at else (reason, "", "")
        self._say(text, at, reason)

    # -------------------------------------------------------------------------------------------------------- elsewhere
    def _elsewhere(self) -> None:
        others = False
        for paragraph in self.left:
            text = paragraph.plain
            if self.printed[plain_name(text)] > 0:
                self.printed[plain_name(text)] -= 1
                others = _has(OTHERS, text)
            elif (
                code_in(text) or (paragraph.flow in {Flow.HEADER, Flow.FOOTER} and text.isdigit()) or _DATE.match(text)
            ):
                continue
            elif text.startswith(WHO):
                self._name(text)
            elif _has(OTHERS, text):
                others = True
                self._say(_without(OTHERS, text).strip(" .0123456789"), "Ý kiến khác")
            elif others and paragraph.flow is Flow.BODY:
                self._other(text)
            else:
                self._say(text)
                self._ask(text, "ghi ngoài bảng; xem có phải là góp ý không")
        for text in self.opened.comments:
            self._say(text, _COMMENT)
            self._ask(text, "ghi chú bên lề (comment); xem có phải là góp ý không")
        if self.opened.facts.images:
            self._ask("", "phiếu có hình ảnh; máy không đọc chữ trong hình")

    def _other(self, text: str) -> None:
        if plain_name(text) in _NOTHING:
            self._ask(text, "ghi ở “Ý kiến khác”; hiểu là không có ý kiến khác")
        else:
            self._say(text, "Ý kiến khác")

    def _name(self, text: str) -> None:
        """Keep what was added to the line with the member's name."""
        printed = next((line for line in self.printed if line.startswith(plain_name(WHO))), "")
        self._ask(text, "dòng “Người cho ý kiến” khác dòng đã in")
        self.printed[printed] = 0

    def _consistent(self) -> None:
        stance = self.stance()
        if not self.chosen and self.said:
            self._ask("", "không đánh dấu ô nào ở “Ý kiến chung”")
        if len(self.chosen) > 1:
            self._ask("; ".join(STANCES[chosen] for chosen in self.chosen), "đánh dấu nhiều ô ở “Ý kiến chung”")
        if stance == "thống nhất toàn bộ" and self.said:
            self._ask(STANCES[stance], "chọn ô này nhưng phiếu có ghi góp ý")
        if stance in {"thống nhất và có ý kiến", "không thống nhất"} and not self.said:
            self._ask(STANCES[stance], "chọn ô này nhưng phiếu không ghi góp ý nào")


# ---------------------------------------------------------------------------------------------------------------- the file
def _written(facts: PaperFacts) -> list[Paragraph]:
    return [paragraph for paragraph in facts.paragraphs if paragraph.plain]


def _tables(paragraphs: Iterable[Paragraph]) -> Mapping[int, Mapping[int, Row]]:
    """Paragraphs in cells: table number to row number to column number to paragraphs, in reading order."""
    found: dict[int, dict[int, dict[int, list[Paragraph]]]] = {}
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            found.setdefault(paragraph.cell.table, {}).setdefault(paragraph.cell.row, {}).setdefault(
                paragraph.cell.column, []
            ).append(paragraph)
    return found


def _joined(cell: Iterable[Paragraph]) -> str:
    """The paragraphs of a cell as a single text, with full stops between sentences that lack them."""
    joined = ""
    for text in (paragraph.plain for paragraph in cell):
        open_end = joined and not joined.endswith(_ENDS) and not text[0].islower()
        joined = f"{joined}{'.' if open_end else ''} {text}".strip()
    return joined


def _has(label: str, text: str) -> bool:
    return f" {plain_name(label)} " in f" {plain_name(text)} "


def _without(label: str, text: str) -> str:
    """The words beside a printed label, whatever spaces and marks stand between the words of the label."""
    words = [re.escape(word) for word in re.findall(r"\w+", label)]
    found = re.search(r"\W+".join(words) + r"[\s).:]*", text, re.IGNORECASE)
    return text if found is None else f"{text[: found.start()]} {text[found.end() :]}".strip()


def _is_mark(text: str) -> bool:
    bare = text.strip(_BRACKETS).lower()
    return bare in _MARKS or (bool(bare) and set(bare) <= {"x"})
