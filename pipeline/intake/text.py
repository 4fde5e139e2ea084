"""Cleaning foreign text (làm sạch chữ): the one way by which words of other people's files come into the program.

Three steps, each a function. `tidy` removes characters that are invisible and mean nothing: every record read from disk
passes it. `clean` does the same to text from a spreadsheet, a Word file, the name of a file or a sheet, and also reads
old encodings where that is certain, turns bullets of Word's private fonts into hyphens, and normalises line ends.
`flaws` says what is left that must not be printed: it becomes a finding or a question, and is never dropped in silence.

Signs of template code (`{{`, `{%`) are text like any other: words are put into a template once and never read as one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.intake.signs import (
    CONTROL,
    NARROW,
    PRIVATE,
    SAME,
    SPACES,
    UNSEEN,
    Flaw,
    flaw_patterns,
    printable_ranges,
    sign_name,
)
from pipeline.text import LegacyEncoding, is_syllable, legacy_encoding, read_legacy, to_nfc

_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL: Final = re.compile(f"[{CONTROL}]")
_UNSEEN: Final = re.compile(f"[{UNSEEN}]")
_SPACES: Final = re.compile(f"[{SPACES}]")
_BLANKS: Final = re.compile("[ \t\u00a0]+")
_SAME: Final = re.compile(f"[{''.join(SAME)}]")
_NOT_TIDY: Final = re.compile(f"[{UNSEEN}{SPACES}{NARROW}{''.join(SAME)}]")
_BULLET: Final = re.compile(f"(?m)^[ \t\u00a0]*[{PRIVATE}][ \t\u00a0]*")
# What a spreadsheet writes for characters that XML does not have: `_x000D_`; `_x005F_` for the sign `_` itself.
_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_CONTROL_ESCAPE: Final = re.compile("_x00(?:0[0-9A-Fa-f]|1[0-9A-Fa-f]|7[Ff])_")
_TEMPLATE_MARK: Final = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_SUSPECT: Final = re.compile(f"[^{printable_ranges()}\n]")
# Letters of Vietnamese that no old encoding shows: their words were typed in Unicode.
_UNICODE: Final = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_FEWEST_WORDS: Final = 2
_MOST_ROUNDS: Final = 8
_SHOWN: Final = 60
_SHORT: Final = 200


@dataclass(frozen=True)
class Legacy:
    """A text in an old encoding: which one, the text read by it, and whether that is certain."""

    encoding: LegacyEncoding
    reading: str
    certain: bool


def tidy(text: str) -> str:
    """The text in NFC without invisible characters; thin and wide blanks become plain ones.

    A non-breaking blank stays: it has a meaning on paper.
    """
    if _NOT_TIDY.search(text):
        text = _SPACES.sub(" ", _UNSEEN.sub("", text).replace(NARROW, "\u00a0"))
        text = _SAME.sub(lambda found: SAME[found[0]], text)
    return to_nfc(text)


def clean(text: str) -> str:
    """Foreign text in normal form: lines end with U+000A, blanks are single, bullets are hyphens.

    An old encoding is converted where it is certain. What is uncertain stays as it is: see `flaws` and `legacy`.
    """
    return _remembered(text) if len(text) <= _SHORT else _made_clean(text)


def _made_clean(text: str) -> str:
    for _ in range(_MOST_ROUNDS):
        before, text = text, _cleaned(text)
        if text == before:
            break
    return text


# The forms of fifty units say the same in most of their cells.
_remembered = lru_cache(maxsize=1 << 13)(_made_clean)


def _cleaned(text: str) -> str:
    text = _LINE_ENDS.sub("\n", _CONTROL_ESCAPE.sub(_unescaped, text))
    text = _CONTROL.sub("", text)
    if (old := legacy(text)) is not None and old.certain:
        text = old.reading
    doubtful = old is not None and not old.certain  # then U+00AD is a letter
    text = "\u00ad".join(map(tidy, text.split("\u00ad"))) if doubtful else tidy(text)
    text = _BULLET.sub("- ", text)
    if old is None:
        text = text.replace("Ð", "Đ")
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.strip().split("\n"))


def one_line(text: str) -> str:
    """Foreign text, cleaned, as a single line for a record."""
    return " ".join(clean(text).split())


def from_spreadsheet(text: str) -> str:
    """The text of a cell of an XLSX file, with its escapes (`_x000D_`) resolved, cleaned."""
    return clean(_ESCAPE.sub(_unescaped, text) if "_x" in text else text)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[0][2:6], 16))


def flaws(text: str) -> tuple[tuple[Flaw, str], ...]:
    """The kinds of characters in a text that must not be printed, each once, with the first such character."""
    if not _SUSPECT.search(text):
        return ()
    return tuple((kind, found[0]) for kind, pattern in flaw_patterns() if (found := pattern.search(text)))


def without_flaws(text: str) -> str:
    """The text without the characters that must not be printed; for words about which their author is asked."""
    for _, pattern in flaw_patterns():
        text = pattern.sub(lambda found: " " if found[0] == "\t" else "", text)
    return to_nfc(text)


def flawed_signs(text: str) -> str:
    """The characters in a text that must not be printed, each once, named for a message."""
    found = (sign for _, pattern in flaw_patterns() for sign in pattern.findall(text))
    return ", ".join(sign_name(sign) for sign in dict.fromkeys(found))


def template_marks(text: str) -> tuple[str, ...]:
    """Marks of template code in a text (`{{`, `{%`, `{#`, closers), each once: most often a blank not filled in."""
    return tuple(dict.fromkeys(_TEMPLATE_MARK.findall(text)))


def legacy(text: str) -> Legacy | None:
    """The old encoding of a text and what the text says; None for good Vietnamese, ASCII or foreign text.

    Certain where at least two words show the encoding, every word read by it is a Vietnamese syllable, and no letter
    shows that part of the text is in Unicode already.
    """
    if text.isascii() or (encoding := legacy_encoding(text)) is None:
        return None
    reading, words = read_legacy(text, encoding)
    whole = len(words) >= _FEWEST_WORDS and all(is_syllable(word.lower()) for word in words)
    certain = whole and not _UNICODE.search(text) and legacy_encoding(reading) is None
    return Legacy(encoding, reading, certain)


def settle(text: str) -> tuple[str, str]:
    """Foreign text as one printable line, and the question to ask about it, "" where there is none.

    Not refused: what a unit wrote is kept and used, and a place that is not word for word becomes a question.
    """
    line, doubts = one_line(text), []
    for _ in range(_MOST_ROUNDS):
        if (old := legacy(line)) is not None:
            doubts.append(f"chữ có thể ghi theo bảng mã cũ {old.encoding}, đọc ra là “{shortened(old.reading)}”")
            line = one_line(old.reading) if not doubts[1:] else _plain_letters(line)
        elif flaws(line):
            doubts.append(f"có ký tự không in được, đã bỏ đi: {flawed_signs(line)}")
            line = one_line(without_flaws(line))
        else:
            break
    return line, "; ".join(doubts)


def shortened(text: str) -> str:
    """A text cut short enough for a message."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _plain_letters(text: str) -> str:
    return unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()
