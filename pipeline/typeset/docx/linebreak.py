"""Breaking names and titles into lines (ngắt dòng): few, about even, never inside a word of two syllables.

Vietnamese writes a space between the syllables of one word, so a renderer would break `Ban Chỉ / đạo`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.text.metrics import text_width

# Words after which or before which a title breaks naturally.
_OPENERS = frozenset("của tại về và trên cho do đối năm tỉnh thành thuộc theo trong để kèm ban từ đến với xây".split())
# Two-syllable words of administrative names, in lower case; a break inside one of them reads as a fault.
_WORDS = frozenset(
    """ban chỉ|chỉ đạo|chính quyền|điện tử|thông tin|truyền thông|nhân dân|ủy ban|xây dựng|văn phòng|kế hoạch|đầu tư|
    tài chính|nội vụ|tư pháp|giáo dục|đào tạo|y tế|công thương|giao thông|vận tải|nông nghiệp|phát triển|nông thôn|
    tài nguyên|môi trường|lao động|thương binh|xã hội|văn hóa|thể thao|du lịch|khoa học|công nghệ|công an|quân sự|
    thanh tra|quản lý|khu công|công nghiệp|kho bạc|nhà nước|bảo hiểm|ngân hàng|giúp việc|tổ giúp|hội đồng|thành phố|
    thị xã|chủ tịch|giám đốc|phó trưởng|trưởng ban|ủy viên|thường trực|thư ký|kết luận|phiên họp|cuộc họp|mở rộng|
    báo cáo|triển khai|nhiệm vụ|quyết định|ban hành|quy chế|làm việc|hoạt động|kiểm tra|dịch vụ|trực tuyến|hành chính|
    cải cách|chuyển đổi|dự toán|kinh phí|thực hiện|thành lập|kiện toàn|danh sách|phụ lục|kết quả|trọng tâm|đôn đốc|
    chậm muộn|quá hạn|kèm theo|thứ nhất|thứ hai|thứ ba|thứ tư|tháng|quý|năm|ngày|số|thủ tục|sử dụng|cơ quan|đơn vị|
    trung tâm|an toàn|chữ ký|cơ sở|dữ liệu|hệ thống|nền tảng|công ty|cổ phần|đại diện|trách nhiệm|hữu hạn|doanh nghiệp|
    tập đoàn|hợp tác|công đoàn|thanh niên|phụ nữ|nông dân|cựu chiến|chiến binh|mặt trận|tổ quốc""".replace(
        "\n", ""
    ).split("|")
)
_WORDS_OF_TWO = frozenset(word.strip() for word in _WORDS if " " in word.strip())
# These take the number after them along: `quý III`, `năm 2024`.
_COUNTED = frozenset(word.strip() for word in _WORDS if " " not in word.strip())
# A line never begins with one of these: `HỘI ĐỒNG THI ĐUA - / KHEN THƯỞNG`. With a dash in front it would read as an item.
_JOINERS = frozenset("-–/&")
_INSIDE_WORD, _BETWEEN_CAPITALS, _AFTER_OPENER, _PLAIN, _BEFORE_OPENER = 100.0, 9.0, 6.0, 2.0, 0.0


@dataclass(frozen=True)
class _Lines:
    cost: float
    starts: tuple[int, ...]


def filled_starts(widths: Sequence[float], room: float, space: float, *, indent: float = 0.0) -> list[int]:
    """The index of the first word of each line, with as many words on a line as fit, as every renderer does.

    `widths` of the words, `room` of a line, `space` of a blank, `indent` of the first line, in points. No word is
    broken.
    """
    starts, used = [0], indent + (widths[0] if widths else 0.0)
    for index, width in enumerate(widths[1:], start=1):
        if used > 0 and used + space + width > room:
            starts.append(index)
            used = width
        else:
            used += space + width
    return starts


def balanced_lines(text: str, limit: float, size: float, *, bold: bool = False, italic: bool = False) -> list[str]:
    """Break a text into the fewest lines that fit `limit` points, even in length, breaking between words that may part.

    A syllable wider than the limit stands alone on its line.
    """
    words = text.split(" ")
    widths = [text_width(word, size, bold=bold, italic=italic) for word in words]
    space = text_width(" ", size, bold=bold, italic=italic)
    total = sum(widths) + space * (len(words) - 1)
    if total <= limit:
        return [text]
    for count in range(2, len(words) + 1):
        found = _best(words, widths, space, limit, count)
        if found is not None and (found.cost < _INSIDE_WORD or count == len(words)):
            return _cut(words, found.starts)
        if found is not None and _best(words, widths, space, limit, count + 1) is None:
            return _cut(words, found.starts)
    return words


def _cut(words: list[str], starts: tuple[int, ...]) -> list[str]:
    return [" ".join(words[start:end]) for start, end in pairwise((*starts, len(words)))]


def _best(words: list[str], widths: list[float], space: float, limit: float, count: int) -> _Lines | None:
    """The cheapest way to break the words into exactly `count` lines, or None when they do not fit."""
    ideal = (sum(widths) + space * (len(words) - count)) / count
    best: list[dict[int, _Lines]] = [{} for _ in range(len(words) + 1)]
    best[0][0] = _Lines(0.0, ())
    for start in range(len(words)):
        for lines, before in best[start].items():
            if lines == count:
                continue
            width = -space
            for end in range(start + 1, len(words) + 1):
                width += widths[end - 1] + space
                if width > limit and end > start + 1:
                    break
                cost = before.cost + ((width - ideal) / ideal * 10) ** 2 + break_cost(words, start)
                if lines + 1 not in best[end] or cost < best[end][lines + 1].cost:
                    best[end][lines + 1] = _Lines(cost, (*before.starts, start))
    return best[-1].get(count)


def break_cost(words: list[str], position: int) -> float:
    """The cost of a line break before this word: 0 before a word that opens a phrase, 100 inside a word."""
    if position == 0:
        return 0.0
    before, after = words[position - 1], words[position]
    pair = f"{before} {after}".lower()
    counted = before.lower() in _COUNTED and any(c.isdigit() or c in "IVX" for c in after)
    if pair in _WORDS_OF_TWO or counted or after in _JOINERS:
        return _INSIDE_WORD
    if before in _JOINERS:
        return _PLAIN
    if before.lower() in _OPENERS:
        return _AFTER_OPENER
    if after.lower() in _OPENERS or (after[:1].isupper() and before.islower()):
        return _BEFORE_OPENER
    return _BETWEEN_CAPITALS if after[:1].isupper() else _PLAIN
