"""Vietnamese numbers told a second way, to hold the program against: by rewriting digits, and back by a parser."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")

# A group is first spelled digit by digit ("không trăm hai mươi một"), then corrected by these, in this order.
_CORRECTIONS = (
    (r"^không trăm không mươi không$", ""),
    (r" không mươi không$", ""),
    (r"không mươi", "linh"),
    (r"một mươi", "mười"),
    (r"(mươi|mười) không$", r"\1"),
    (r"mươi một$", "mươi mốt"),
    (r"mươi bốn$", "mươi tư"),
    (r"(mươi|mười) năm$", r"\1 lăm"),
)


def _group(value: int) -> str:
    hundreds, tens, ones = (_DIGITS[int(digit)] for digit in f"{value:03d}")
    text = f"{hundreds} trăm {tens} mươi {ones}"
    for wrong, right in _CORRECTIONS:
        text = re.sub(wrong, right, text)
    return text


GROUPS = tuple(_group(value) for value in range(1000))
LEADING = tuple(re.sub(r"^không trăm (linh )?", "", group) for group in GROUPS)


def spoken_below_a_million(number: int) -> str:
    """The words for 0..999,999, put together from the table of groups."""
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return LEADING[rest] or "không"
    return f"{LEADING[thousands]} nghìn {GROUPS[rest]}".rstrip()


def value_of(words: str) -> Decimal:
    """The number that words tell; ValueError for a word that is none of a number's."""
    whole, _, decimals = words.removeprefix("âm ").partition(" phẩy ")
    digits = "".join(str(_DIGITS.index(word)) for word in decimals.split())
    size = Decimal(f"{_whole(whole)}.{digits or '0'}")
    return size.copy_negate() if words.startswith("âm ") else size


def _whole(words: str) -> int:
    # Between two runs of "tỷ" stands a number below 10**9; a run of n of them means 10**(9n).
    total = 0
    for part, run in re.findall(r"(.*?)((?: tỷ)+|$)", words):
        if part:
            total += _below_a_billion(part.strip()) * 10 ** (9 * run.count("tỷ"))
    return total


def _below_a_billion(words: str) -> int:
    total = 0
    for name, size in (("triệu", 10**6), ("nghìn", 10**3)):
        before, found, after = words.partition(name)
        if found:
            total += _below_a_thousand(before) * size
            words = after
    return total + _below_a_thousand(words)


def _below_a_thousand(words: str) -> int:
    value, unit = 0, {"mốt": 1, "tư": 4, "lăm": 5}
    for word in words.split():
        match word:
            case "trăm":
                value *= 100
            case "mươi":
                value += value % 10 * 9
            case "mười":
                value += 10
            case "linh" | "lẻ":
                continue
            case _:
                value += unit[word] if word in unit else _DIGITS.index(word)
    return value
