"""The unit of money in the heading of a column (tên cột): read where it is certain, else reported as ambiguous.

`Thành tiền (triệu đồng)` names a unit. `Thành tiền (triệu)`, `(JPY)`, `(1,000 đồng)` might name one, which must not be
guessed: an amount in words with another unit is another amount.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.text.letters import without_marks
from pipeline.text.quantity import MoneyUnit, money_unit, units_named

_BRACKETS: Final = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_BETWEEN: Final = re.compile(r"[,;]\s+|\s+và\s+|\s*[,;]$")
_AFTER_MARK: Final = re.compile(r"[,:;–—\n]|\s-\s")
_MOST_TAIL: Final = 4  # words of the longest unit: `triệu đồng Việt Nam`
_NO_MONEY: Final = re.compile(
    r"\b(?:hợp|hội|cộng|tương|bất|cánh) đồng\b"
    r"|\bđồng (?:chí|bằng|bộ|phục|hồ|nhất|thời|bào|ruộng|hành|tài|chủ|ý|đều|cỏ|nghiệp|loạt|thuận|dân|dạng|mức|quản|tổ|diễn|đội"
    r"|nai|tháp|hới|xoài|văn)\b"
    r"|\b(?:tỷ|tỉ) (?:lệ|trọng|giá|số|suất)\b|\bphần trăm\b|\btriệu (?:sơn|phong|tập|hồi)\b|\btiền tệ\b|\bđ/c\b"
    r"|\bkíp (?:trực|mổ|thợ|xe|lái)\b"
    # A threshold is part of the name: `Gói thầu dưới 5 tỷ đồng`.
    r"|\b(?:dưới|trên|từ|đến) [0-9][0-9.,]*(?: (?:nghìn|ngàn|triệu|tỷ|tỉ))*(?: (?:đồng|usd))?"
)
_MONEY: Final = re.compile(
    r"[$€£¥₩₫฿]|10\s*\^|10[⁰¹²³⁴-⁹]|\b1(?:[., ]?000)+\b|['’]000"
    r"|\b(?:đồng|nghìn|ngàn|triệu|tỷ|tỉ|trăm|trđ|tr|ngđ|nđ|vnđ|đ|k|đô[ -]?la|dollar|bảng anh|(?:nhân dân )?tệ|ndt|kíp|yên nhật"
    r"|yen|baht|bạt|won|rúp|riel|riên|franc|phrăng|euro|ơ-rô|ringgit|rupee|rupi|peso|bitcoin|lượng vàng|chỉ vàng|cây vàng"
    r"|usd|eur|vnd|jpy|cny|rmb|gbp|lak|khr|thb|krw|sgd|aud|cad|chf|hkd|twd|rub|inr|myr|idr|php|nzd|sek|nok|dkk|sdr)\b"
    # Without marks, glued together, shortened, as machines write it: `trieu dong`, `triệuđồng`, `kVND`, `trd`, `10e6`.
    r"|\b(?:trieu|nghin|ngin|ngìn|ngan|mỹ kim|my kim|trd|tr\.d|bn|chục)\b|(?<!công )(?<!cong )\bty\b|(?<!hop )(?<!hoi )\bdong\b"
    r"|\b(?:triệu|nghìn|ngàn|tỷ|tỉ|trieu|nghin)\w|\w(?:đồng|vnđ|vnd|usd)\b|\bvạn(?=\s*(?:$|[|,;]|đồng\b))"
    r"|(?<!thủ )(?<!cố )\bđô\b(?! (?:thị|đốc))|\b1?0?e[+]?[369]\b|[x×]\s*10+\b|(?<![0-9])(?<![0-9] )[%‰]"
)
_AMOUNT: Final = re.compile(
    r"(?!1(?:[. ]?000)+\b)\b[0-9][0-9.,]*(?: (?:nghìn|ngàn|triệu|tỷ|tỉ))*(?: (?:đồng|usd))?\b", re.IGNORECASE
)
_LABEL: Final = re.compile(
    r"\b(?:đvt|đơn vị tính|đơn vị(?=\s*:)|tính bằng)\s*[:.]?\s*(?P<said>[^\s:.|][^|]*)", re.IGNORECASE
)
_POWERS: Final = (
    (r"\b(?:nghin|ngin|ngan|ng|k|kvnd|thousand)\b|nghin|1[., ]?000\b(?![., ]?000)|e\+?3|10\^3|10³", 3),
    (r"\b(?:tr|trd|mil|mio|million)\b|trieu|1[., ]?000[., ]?000\b|e\+?6|10\^6|10⁶", 6),
    (r"\b(?:ty|ti|bn|billion)\b|\bty(?=d)|e\+?9|10\^9|10⁹", 9),
    (r"\bchuc\b", 1),
    (r"\btram\b", 2),
    (r"\bvan\b", 4),
)
# What stands in brackets beside the name of an amount without being a unit: years, sources, plans, taxes.
_NO_UNIT: Final = frozenset(
    "năm quý tháng kỳ đợt lần giai đoạn cả nửa đầu cuối trước sau nay này hiện tại đã chưa có không nếu bao gồm cả trừ thuế phí"
    " vat gtgt theo hợp đồng hđ dự toán kiến kế hoạch thực tế hiện ước quyết lũy luỹ làm tròn số nguồn vốn ngân sách nhà nước"
    " nsnn nst nsh nsx nstw nsđp tw trung ương địa phương tỉnh huyện xã thành phố bộ sở lương cơ lệ tỷ tính mức giá trị đơn vị"
    " sự nghiệp hội nhân dân nai cột biểu phụ lục số dưới trên từ đến được giao duyệt phê cấp bổ sung điều chỉnh còn lại chi thu"
    " tạm ứng thanh toán giải ngân lại và của cho trong ngoài so với cùng xã hội hóa hoá khác tổng cộng".split()
)
_ONLY_IN_BRACKETS: Final = re.compile(
    r"(?:đvt|đơn vị tính|đơn vị:).*|[%‰]|yên|mio|mil|mill|million|billion|thousand|[mt]"
)
_SHORTENED: Final = re.compile(r"(?![ivx]+$)[bcdfghjklmnpqrstvwxzđ.]{2,4}")
_CODE: Final = re.compile(r"(?!VAT$|NS[A-Z]$|III$)[A-Z]{3}")


@dataclass(frozen=True)
class HeadingUnit:
    """The unit of a heading.

    `unit`: the unit that it certainly names; `doubt`: else the words that might name one, "" where none do.
    """

    unit: MoneyUnit | None = None
    doubt: str = ""


def unit_in_heading(name: str) -> MoneyUnit | None:
    """The unit of money in the heading of a column, such as `Thành tiền (nghìn đồng)`, `Kinh phí, triệu đồng`; else None."""
    return heading_unit(name).unit


def heading_unit(name: str) -> HeadingUnit:
    """The unit that a heading names, or the words in it that might name one but are not understood."""
    plain = _ascii_marks(name)
    units: list[MoneyUnit] = []
    for words in _BRACKETS.findall(plain):
        read, doubt = _bracket(words)
        if doubt:
            return HeadingUnit(doubt=doubt)
        units += read
    rest = _BRACKETS.sub(" | ", plain)
    tail, rest = _tail(rest)
    units += tail
    label = _LABEL.search(rest)
    if any(_could_be_money(rest)) or len(set(units)) > 1 or label:
        return HeadingUnit(doubt=label["said"].strip() if label else " ".join(name.split()))
    if not units and (strange := next(_strange(plain), "")):
        return HeadingUnit(doubt=strange)
    return HeadingUnit(units[0] if units else None)


def stated_unit(text: str) -> HeadingUnit:
    """The unit that running words (a title, the words before an amount) state in brackets, after `ĐVT` or at their end.

    Amounts within the words (`gói thầu 5 tỷ đồng`) state no unit.
    """
    plain = _ascii_marks(text)
    for words in _BRACKETS.findall(plain):
        read, doubt = _bracket(words)
        if any(_could_be_money(_AMOUNT.sub("", doubt.lower()))):
            return HeadingUnit(doubt=doubt)
        if read:
            return HeadingUnit(read[0])
    rest = _AMOUNT.sub("·", _BRACKETS.sub(" | ", plain))
    if label := _LABEL.search(rest):
        said = label["said"].strip()
        unit = money_unit(said)
        return HeadingUnit(unit, "" if unit is not None or not any(_could_be_money(said)) else said)
    tail, _ = _tail(rest)
    return HeadingUnit(tail[0] if tail else None)


def not_understood(line: str) -> str:
    """The part of a line `Đơn vị tính` about money that names no unit: `triệu đồng; riêng cột 2: nghìn đồng`."""
    if money_unit(line) is not None:
        return ""
    for piece in _BETWEEN.split(_ascii_marks(line)):
        words = piece.strip()
        if money_unit(words) is None and words != "%" and (any(_could_be_money(words)) or _BRACKETS.search(words)):
            return words
    return ""


def scaled_by(words: str, value: Decimal) -> Decimal | None:
    """The value in đồng of a figure whose scale is given by words beside it (`tỷ`, `trieu dong`, `chục`, `10e6`); else None."""
    plain = without_marks(words.lower())
    powers = [power for pattern, power in _POWERS if re.search(pattern, plain)]
    return value.scaleb(sum(powers)) if powers and value else None


def _strange(plain: str) -> Iterator[str]:
    """The brackets, and the words after the last comma, that might name a unit."""
    after = plain.rpartition(",")[2] if "," in plain else ""
    for said in (*_BRACKETS.findall(plain), _BRACKETS.sub("", after)):
        words = re.findall(r"[^\W\d_]+", said.lower())
        is_number = all(len(word) == 1 or re.fullmatch("[ivx]+", word) for word in words)
        if not is_number and any(word not in _NO_UNIT for word in words):
            yield said.strip()


def _ascii_marks(name: str) -> str:
    """The heading with brackets and punctuation of East Asian width replaced by the usual ones."""
    text = unicodedata.normalize("NFC", name)
    return "".join(
        unicodedata.normalize("NFKC", sign) if unicodedata.east_asian_width(sign) == "F" else sign for sign in text
    )


def _bracket(words: str) -> tuple[tuple[MoneyUnit, ...], str]:
    """The unit in a bracket, or the words that might name one; nothing for a bracket about something else."""
    units = units_named(words)
    if len(units) > 1:
        return (), words.strip()
    if units and money_unit(words) is not None:
        return units, ""
    for piece in _BETWEEN.split(words):
        if money_unit(piece) is None and _unread(piece):
            return (), words.strip()
    return units, ""


def _unread(piece: str) -> bool:
    plain = " ".join(piece.split())
    return (
        any(_could_be_money(plain.lower()))
        or _CODE.fullmatch(plain) is not None
        or _ONLY_IN_BRACKETS.fullmatch(plain.lower()) is not None
        or _SHORTENED.fullmatch(plain) is not None
    )


def _tail(rest: str) -> tuple[tuple[MoneyUnit, ...], str]:
    """The unit with which a heading ends outside brackets, and the text before it."""
    rest = rest.rstrip(" |")
    parts = list(_AFTER_MARK.finditer(rest))
    if parts and (unit := money_unit(rest[parts[-1].end() :])) is not None:
        return (unit,), rest[: parts[-1].start()]
    words = _NO_MONEY.sub(lambda found: "·" * len(found[0]), rest.lower()).split()
    for count in range(min(_MOST_TAIL, len(words)), 0, -1):
        before = words[-count - 1] if count < len(words) else ""
        unit = money_unit(" ".join(words[-count:]))
        if unit is not None and not any(sign.isdigit() for sign in before) and before not in {"x", "×"}:
            return (unit,), " ".join(words[:-count])
    return (), rest


def _could_be_money(text: str) -> Iterator[str]:
    """Words for money and powers of ten in a text, without words that only look like them: `hợp đồng`, `tỷ lệ`."""
    return (found[0] for found in _MONEY.finditer(_NO_MONEY.sub(" ", " ".join(text.lower().split()))))
