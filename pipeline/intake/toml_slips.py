"""Slips of the hand in a TOML file (chỗ viết sai): which line, what stands there, and how it should be written.

A clerk edits such a file in Notepad or Word. What goes wrong is nearly always a quotation mark: left out, or made curly by
Word. `tomllib` says only at which sign it stopped; here the line is looked at as a whole. A line that can be put right is
put right for reading on, so that all slips are told at once; nothing of a faulty file is ever used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Final

from pipeline.intake.signs import SPACES, UNSEEN, sign_name
from pipeline.intake.toml_places import each_place, opened_text, statements
from pipeline.text import identifier

_MOST: Final = 10
_LONGEST: Final = 160
_LOOK_AHEAD: Final = 5
_LINE: Final = re.compile(r"\(at line (\d+)")
_TWICE: Final = re.compile("Cannot (?:declare|overwrite|mutate) ")
_CURLY: Final = "“”„‟″＂«»"
_DOUBLE: Final = f'"{_CURLY}'
_ENDS: Final = f"{_DOUBLE}'‘’"
_BARE: Final = re.compile("[A-Za-z0-9_-]+")
# Texts in quotation marks, in which anything may stand; and signs that nobody sees.
_HIDDEN: Final = re.compile(rf"""("(?:[^"\\]|\\.)*"|'[^']*')|[\u00a0\u202f{SPACES}{UNSEEN}]""")
_KEY: Final = rf"\"[^\"]*\"|'[^']*'|[{_CURLY}][^{_CURLY}=]*[{_CURLY}]|[{_ENDS}][^=:{_ENDS}]+|[^=:\[{_ENDS}]+?[{_ENDS}]?"
_PAIR: Final = re.compile(rf"(?P<key>{_KEY})\s*(?P<sign>[=:])\s*(?P<value>.*)$")
_NO_SIGN: Final = re.compile(
    rf"(?P<key>\"[^\"]*\"|[{_CURLY}][^{_CURLY}]*[{_CURLY}]|[^\s=:\[{_ENDS}]+)\s+(?P<value>[{_DOUBLE}].*)$"
)
_HEADER: Final = re.compile(r"(?P<open>\[\[?)(?P<names>[^\[\]#]*)(?P<close>\]*)\s*(?:#.*)?$")
_PREFIX: Final = re.compile(rf"(?P<first>[^\s.{_ENDS}]+)\s*\.\s*(?P<rest>.+)$")
_WHOLE: Final = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'[^']*')\s*(?:#.*)?$""")
_BAD_ESCAPE: Final = re.compile(r"\\(?![btnfr\"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
_TWO_BACKSLASHES: Final = r"\\\\"
_NO_TEXT: Final = re.compile(r"true|false|[-+]?\d[\d_.:TZ-]*|\[.*|\{(?![{%]).*")
_OPENS_NOTHING: Final = re.compile(r"“(?:\s|$)")
_CURLED: Final = 'dùng dấu ngoặc kép cong “ ” thay cho dấu ngoặc kép thẳng "'
_NOT_CLOSED: Final = 'thiếu dấu ngoặc kép " đóng'
_NOT_OPENED: Final = 'thiếu dấu ngoặc kép " mở'
_NOT_QUOTED: Final = 'nội dung không nằm giữa hai dấu ngoặc kép "'
_NAME_NOT_QUOTED: Final = 'tên có dấu hoặc dấu cách mà không nằm giữa hai dấu ngoặc kép "'
_WITHIN: Final = 'có dấu ngoặc kép thẳng " ở giữa câu'
_BROKEN_OFF: Final = "câu bị ngắt sang dòng sau"
_NO_FORM: Final = 'không có dạng tên = "nội dung"'
_BY_HAND: Final = 'Mỗi dòng viết: tên = "nội dung", hai dấu ngoặc kép thẳng; trong câu cần ngoặc kép thì ghi “…”.'
_ON_ONE_LINE: Final = 'Viết câu trên một dòng, giữa hai dấu ngoặc kép thẳng "…".'
_IN_NOTEPAD: Final = "Sửa bằng Notepad (Word tự đổi dấu ngoặc kép thẳng thành cong), viết"


@dataclass(frozen=True)
class TomlSlip:
    """A line that is written wrongly: its number, what is wrong with it (with the line itself), and what to do."""

    line: int
    what: str
    hint: str


@dataclass(frozen=True)
class _Looked:
    """A line that was looked at: what is wrong with it, and the line put right (None: it is not known how).

    `lines`: how many lines the line put right stands for.
    """

    wrong: tuple[str, ...] = ()
    right: str | None = None
    lines: int = 1


def toml_slips(text: str) -> tuple[TomlSlip, ...]:
    """What is wrong with a TOML text that cannot be read, line by line; nothing for a text that can be read."""
    lines = text.split("\n")
    found: list[TomlSlip] = []
    while len(found) < _MOST:
        try:
            tomllib.loads("\n".join(lines))
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            slip, mended = _slip(lines, error)
            if found and slip.line <= found[-1].line:
                break
            found.append(slip)
            if not mended:
                break
            for number, line in mended.items():
                lines[number - 1] = line
        else:
            break
    return tuple(found)


def _slip(lines: Sequence[str], error: Exception) -> tuple[TomlSlip, Mapping[int, str]]:
    """The slip at which reading stopped; and the lines to put in place of others, empty where reading cannot go on."""
    last = max((number for number, line in enumerate(lines, start=1) if line.strip()), default=1)
    at = _LINE.search(str(error))
    number = int(at[1]) if at else last
    start = max((known for known, _ in statements(lines) if known <= number), default=number)
    line = lines[start - 1]
    if _TWICE.match(str(error)):
        return _twice(lines, start)
    if opened_text(line):
        what = f"câu mở bằng ba dấu ngoặc kép mà không đóng, hoặc có chỗ sai bên trong: {_shown(line)}"
        return TomlSlip(start, what, _ON_ONE_LINE), {}
    looked = _looked_at(lines, start)
    what = f"{', '.join(looked.wrong) or _NO_FORM}: {_shown(line)}"
    if looked.right is None or not _is_right(looked.right):
        return TomlSlip(start, what, _BY_HAND), {} if _is_header(line) else {start: ""}
    how = _IN_NOTEPAD if _CURLED in looked.wrong else "Viết"
    hint = f"{how}: {looked.right}" if len(looked.right) <= _LONGEST else _BY_HAND
    rest = dict.fromkeys(range(start + 1, start + looked.lines), "")
    return TomlSlip(start, what, hint), {start: looked.right, **rest}


def _twice(lines: Sequence[str], number: int) -> tuple[TomlSlip, Mapping[int, str]]:
    """The slip of a table or a key that stands in the text a second time."""
    line = lines[number - 1]
    places = tuple(each_place("\n".join(lines[:number])))
    path = places[-1][0] if places else ()
    first = next((at for known, at in places if known == path), number)
    where = f"đã có ở dòng {first}" if first < number else "đã có ở trên"
    is_table = _is_header(line)
    hint = "Gộp hai mục cùng tên làm một." if is_table else "Bỏ một trong hai dòng."
    return TomlSlip(number, f"ghi hai lần, {where}: {_shown(line)}", hint), {} if is_table else {number: ""}


def _looked_at(lines: Sequence[str], number: int) -> _Looked:
    """What is wrong with the line of a table or a key."""
    line = lines[number - 1]
    hidden = next((found[0] for found in _HIDDEN.finditer(line) if not found[1]), "")
    wrong = (f"có ký tự không nhìn thấy ngoài dấu ngoặc kép ({sign_name(hidden)})",) if hidden else ()
    line = _HIDDEN.sub(lambda found: found[1] or " ", line).strip()
    looked = _header(line) if _is_header(line) else _pair(line, lines[number : number + _LOOK_AHEAD])
    right = line if hidden and looked.right is None else looked.right
    return replace(looked, wrong=tuple(dict.fromkeys((*wrong, *looked.wrong))), right=right)


def _is_header(line: str) -> bool:
    return _HIDDEN.sub(lambda found: found[1] or " ", line).lstrip().startswith("[")


def _is_right(line: str) -> bool:
    try:
        tomllib.loads(line)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    return True


def _shown(line: str) -> str:
    text = " ".join(_HIDDEN.sub(lambda found: found[1] or " ", line).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


# ------------------------------------------------------------------------------------------------------------- tables
def _header(line: str) -> _Looked:
    """What is wrong with the name of a table in square brackets."""
    found = _HEADER.match(line)
    if found is None:
        return _Looked()
    more = len(found["close"]) - len(found["open"])
    wrong = ["thừa dấu ]"] if more > 0 else ["thiếu dấu ] đóng"] if more < 0 else []
    first, rest = "", found["names"].strip()
    if (parts := _PREFIX.match(rest)) is not None:
        first, rest = parts["first"], parts["rest"]
        if not _BARE.fullmatch(first):
            wrong.append(f"“{first}” phải viết không dấu")
            first = identifier(first)
    name, faults = _name(rest)
    wrong += faults
    right = f"[{first}.{name}]" if first else f"[{name}]"
    return _Looked(tuple(wrong), right if wrong else None)


def _name(written: str) -> tuple[str, list[str]]:
    """A name as it should be written, in quotation marks where it needs them; and what is wrong with it."""
    name = written.strip(f" {_ENDS}")
    if _BARE.fullmatch(written) or _WHOLE.fullmatch(written):
        return written, []
    if any(sign and sign in _CURLY for sign in (written[:1], written[-1:])):
        return f'"{name}"', [_CURLED]
    if written[:1] in _ENDS:
        return f'"{name}"', [f"{_NOT_CLOSED} sau tên"]
    if written[-1:] in _ENDS:
        return f'"{name}"', [f"{_NOT_OPENED} trước tên"]
    return f'"{name}"', [_NAME_NOT_QUOTED]


# --------------------------------------------------------------------------------------------------------------- keys
def _pair(line: str, following: Sequence[str]) -> _Looked:
    """What is wrong with a line of a key and its value; `following`: the next lines, on which a sentence may go on."""
    wrong: list[str] = []
    found = _PAIR.match(line)
    if found is None:
        found = _NO_SIGN.match(line)
        if found is None:
            return _Looked((_NO_FORM,))
        wrong.append("thiếu dấu = sau tên")
    elif found["sign"] == ":":
        wrong.append("ghi dấu : thay cho dấu =")
    name, faults = _name(found["key"].strip())
    wrong += faults
    value = found["value"].strip()
    if not value:
        return _Looked((*wrong, "sau dấu = không có gì"))
    whole, count = _going_on(value, following)
    if count > 1:
        wrong.append(_BROKEN_OFF)
    said, faults = _value(whole)
    wrong += faults
    return _Looked(tuple(wrong), f"{name} = {said}" if wrong else None, count)


def _going_on(value: str, following: Sequence[str]) -> tuple[str, int]:
    """A value with the rest of its sentence where that was broken over several lines, and the number of its lines."""
    if value[0] not in _DOUBLE or (len(value) > 1 and value[-1] in _DOUBLE):
        return value, 1
    pieces = [value]
    for line in following:
        text = line.strip()
        if not text or text.startswith(("#", "[")) or _begins_anew(text):
            break
        pieces.append(text)
        if text[-1] in _DOUBLE:
            return " ".join(pieces), len(pieces)
    return value, 1


def _begins_anew(line: str) -> bool:
    """Whether a line is that of another key; the rest of a sentence may well have a colon, but no value behind it."""
    found = _PAIR.match(line)
    if found is None:
        return False
    value = found["value"].strip()
    return found["sign"] == "=" or (len(value) > 1 and value[0] in _DOUBLE)


def _value(value: str) -> tuple[str, list[str]]:
    """A value as it should be written; and what is wrong with it."""
    if _WHOLE.fullmatch(value):
        bad = _BAD_ESCAPE.search(value) if value.startswith('"') else None
        if bad is None:
            return value, []
        sign = value[bad.start() : bad.end() + 1]
        return _BAD_ESCAPE.sub(_TWO_BACKSLASHES, value), [f"có “{sign}” không dùng được trong câu"]
    if _NO_TEXT.fullmatch(value):
        return value, []
    inner, wrong = _without_ends(value)
    if '"' in inner:
        wrong.append(_WITHIN)
        inner = _curled(inner)
        if _OPENS_NOTHING.search(inner):
            return value, wrong
    return f'"{_BAD_ESCAPE.sub(_TWO_BACKSLASHES, inner)}"', wrong


def _without_ends(value: str) -> tuple[str, list[str]]:
    """The words of a value without the quotation marks around it; and what is wrong with these."""
    wrong: list[str] = []
    begins = value[0]
    if begins == '"' and value[-1] in ";,." and value[:-1].endswith('"') and len(value) > 2:  # noqa: PLR2004 - two marks
        wrong.append(f"thừa “{value[-1]}” sau dấu ngoặc kép đóng")
        value = value[:-1]
    inner, ends = value[begins in _DOUBLE :], value[-1]
    is_closed = bool(inner) and (ends == '"' or (ends in _CURLY and not _is_matched(inner)))
    if begins in _CURLY or (is_closed and ends in _CURLY):
        wrong.append(_CURLED)
    if begins not in _DOUBLE:
        wrong.append(_NOT_OPENED if is_closed else _NOT_QUOTED)
    elif not is_closed:
        wrong.append(_NOT_CLOSED)
    return inner[:-1] if is_closed else inner, wrong


def _is_matched(text: str) -> bool:
    """Whether no curly quotation mark of a text closes what was not opened in it."""
    return text.count("“") >= text.count("”") and text.count("«") >= text.count("»") and not set("„‟″＂") & set(text)


def _curled(text: str) -> str:
    """A text with its straight quotation marks made curly, opening and closing in turn."""
    marks = cycle("“”")
    return "".join(next(marks) if sign == '"' else sign for sign in text)
