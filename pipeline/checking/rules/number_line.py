"""The line of number and symbol (số, ký hiệu) taken apart for the rules that each judge one thing of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.checking.rules.absence import missing_from_head
from pipeline.checking.rules.rule import NotApplicable, Verdict
from pipeline.reading.recognised import Element, Paper, PartKind
from pipeline.text import to_nfc

_LABEL = re.compile(r"^số\s*[:.]?\s*", re.IGNORECASE)
_BLANK = re.compile(r"^[\s.…_]*$")
_YEAR = re.compile(r"^\s*(?:19|20)\d\d\s*/")
_GROUP = re.compile(r"\s*[-–—‑]\s*")
# Neither letter nor figure nor what joins them; a stop inside a group (`TT.HĐND`) is the office's own choice.
_STRANGE = re.compile(r"[^\w\s&.–—‑-]|\.$|_")
_GAPS = re.compile(r"[\s–—‑-]+")
_LEAST_GROUPS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberLine:
    """One line `Số: 15/QĐ-UBND`: `label` is `Số: `, `number` is `15`, `symbol` is `QĐ-UBND`, `year` is `2026/` or empty.

    `number` and `symbol` are not trimmed; `slash` tells whether there is one. `paragraph` is its index.
    """

    text: str
    label: str
    number: str
    slash: bool
    year: str
    symbol: str
    paragraph: int

    @property
    def is_blank(self) -> bool:
        """Whether the number is left to be filled in."""
        return bool(_BLANK.match(self.number))

    @property
    def groups(self) -> tuple[str, ...]:
        """The abbreviations of the symbol, without blanks: `QĐ`, `UBND`."""
        return tuple(group.strip() for group in _GROUP.split(self.symbol.strip()) if group.strip())


def number_line(paper: Paper) -> NumberLine | None:
    """The number line of the main paper, None where there is none."""
    component = paper.component(Element.NUMBER)
    if component is None or not paper.parts or paper.parts[component.part].kind is not PartKind.MAIN:
        return None
    text = " ".join(to_nfc(paper.text(component)).split())
    label = _LABEL.match(text)
    rest = text[label.end() :] if label else text
    number, slash, symbol = rest.partition("/")
    year = _YEAR.match(symbol)
    return NumberLine(
        text=text,
        label=label[0] if label else "",
        number=number,
        slash=bool(slash),
        year=year[0] if year else "",
        symbol=symbol[year.end() :] if year else symbol,
        paragraph=component.paragraphs[0],
    )


def shape_problems(line: NumberLine) -> tuple[str, ...]:
    """What is wrong with how number and symbol are joined, in Vietnamese; which letters they consist of is not judged."""
    problems = []
    if not line.slash:
        return ("thiếu dấu gạch chéo (/) giữa số và ký hiệu",)
    number = "" if line.is_blank else line.number
    if number != number.strip() or line.symbol[:1].isspace() or (line.year and line.year != f"{line.year[:4]}/"):
        problems.append("có cách chữ ở cạnh dấu gạch chéo (/)")
    symbol = line.symbol.strip()
    if re.search("[–—‑]", symbol):
        problems.append("dùng gạch ngang dài thay cho gạch nối (-)")
    elif re.search(r"\s-|-\s", symbol):
        problems.append("có cách chữ ở cạnh gạch nối (-)")
    elif re.search(r"\s", symbol):
        problems.append("có cách chữ trong ký hiệu")
    if len(line.groups) < _LEAST_GROUPS:
        problems.append("thiếu một nhóm chữ viết tắt trong ký hiệu")
    strange = _STRANGE.search(symbol)
    if strange:
        problems.append(f"có ký tự “{strange[0]}” trong ký hiệu")
    return tuple(problems)


def corrected(line: NumberLine) -> str:
    """Number and symbol of the line, joined correctly."""
    number = " " * 6 if line.is_blank else re.sub(r"\s", "", line.number)
    symbol = "-".join(part for part in _GAPS.split(line.symbol) if part)
    return f"Số: {number}/{line.year.replace(' ', '')}{symbol}"


def no_number(paper: Paper, *, absence_is_judged: bool = False) -> Verdict:
    """The verdict of a rule on the number line for a paper without one; missing is a breach with `absence_is_judged`."""
    if not absence_is_judged or paper.type_name in {"", "thư công"}:
        return NotApplicable("không thấy số, ký hiệu")
    return missing_from_head(
        paper,
        name="số, ký hiệu",
        expected="“Số: …/…” dưới tên cơ quan ban hành",
        hint="Thêm dòng số, ký hiệu dưới tên cơ quan ban hành.",
    )
