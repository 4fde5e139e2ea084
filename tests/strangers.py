"""Files that nobody made on purpose (tệp lạ): records, Word files, PDFs, workbooks changed at random, each by its number.

The same number gives the same file on every machine, so that one that fails can be made again.
"""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Callable, Sequence

from lxml import etree

# A larger budget by hand: VANTHU_FUZZ=100 tries a hundred times as many.
TIMES = max(1, int(os.environ.get("VANTHU_FUZZ", "1")))

ODD_WORDS: Sequence[str] = (
    "", " ", "~", "null", "true", "no", "0", "-1", "1e400", ".nan", ".inf", "-.inf", "1_000", "0x1F", "0o17", "1:30", "12:30:45",
    "2024-02-30", "2024-01-01T10:00:00Z", "31/02/2024", "00/00/0000", "9" * 400, "1." + "0" * 400, "٣", "５", "½", "1.234,5,6",
    "[]", "{}", "[[[[]]]]", "- a", "? a", "a: b", "&a a", "*a", "!!binary aGk=", "!!python/object:os.system x", "!!set {a}",
    "|", ">-", "'", '"', '"\\ud800"', '"\\0"', "%TAG", "@a", "`a", "#", "{{ x }}", "{% x %}", "{# x",
    "</w:t>", "&amp;", "\u200b",
    "\u202e", "\ufeff", "e\u0301", "đ", "\U0001f600", "\ud7ff", "﷽", "Ａ",
    "x" * 3000, "từ " * 2000, "\t", "a\u2028b", "C:\\x", "../../x",
    "/etc/passwd", "CON", "a/b", "12/13/2024", "I", "đồng", "%s", "1,5", "(5)", "35 %", "-0", "2024", "29/02/2023", "<<: *a",
)  # fmt: skip


def dice(kind: str, number: int) -> random.Random:
    """The chances of one file."""
    return random.Random(f"{kind} {number}")  # noqa: S311 - chosen to be the same each time


# -------------------------------------------------------------------------------------------------------------- records
_VALUE = re.compile(r"^(\s*(?:- )?[^\s#:][^:#]*:)[ \t]+(\S.*)$", re.MULTILINE)
_LINE = re.compile(r"^.*\n", re.MULTILINE)


def odd_record(text: str, chance: random.Random) -> bytes:
    """A record with one to four things wrong with it."""
    data: str | bytes = text
    for _ in range(chance.choice((1, 1, 2, 4))):
        if isinstance(data, str):
            data = chance.choice(_RECORD_WAYS)(data, chance)
    content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return damaged(content, chance) if chance.random() < 0.12 else content


def _other_value(text: str, chance: random.Random) -> str:
    found = list(_VALUE.finditer(text))
    if not found:
        return text
    one = chance.choice(found)
    value = chance.choice((chance.choice(ODD_WORDS), f'"{chance.choice(ODD_WORDS)}"', chance.choice(found)[2]))
    return f"{text[: one.start(2)]}{value}{text[one.end(2) :]}"


def _list_for_scalar(text: str, chance: random.Random) -> str:
    found = list(_VALUE.finditer(text))
    if not found:
        return text
    one = chance.choice(found)
    value = chance.choice(("[{}, {}]", "{{a: {}}}", "[[{}]]", "{{{}: 1}}", "&x {}", "!!str {}", "? {}", "[{}", "- {}"))
    return f"{text[: one.start(2)]}{value.format(one[2], one[2])}{text[one.end(2) :]}"


def _without_line(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    del lines[chance.randrange(len(lines)) if lines else 0 :][: chance.choice((1, 1, 3))]
    start = chance.randrange(len(lines)) if lines else 0
    return "".join(lines[:start] + lines[start + chance.choice((1, 2, 5)) :])


def _line_elsewhere(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
    return "".join(lines)


def _indented(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    if lines:
        place = chance.randrange(len(lines))
        lines[place] = chance.choice((" ", "  ", "\t", "- ", "    - ")) + lines[place]
    return "".join(lines)


def _deep(text: str, chance: random.Random) -> str:
    depth = chance.choice((5, 45, 400, 5000))
    return f"{text}\n{'thừa'}: {'[' * depth}{']' * chance.choice((depth, depth - 1))}\n"


def _aliases(text: str, chance: random.Random) -> str:
    rows = ["a0: &a0 [x, x]"]
    rows += [f"a{k}: &a{k} [*a{k - 1}, *a{k - 1}, *a{k - 1}]" for k in range(1, chance.choice((3, 30)))]
    return "\n".join(rows) + "\n" + text


def _odd_letters(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice((1, 3, 10))):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(ODD_WORDS)[:40] + text[place:]
    return text


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _other_key(text: str, chance: random.Random) -> str:
    found = list(re.finditer(r"^(\s*(?:- )?)([^\s#:][^:#\n]*):", text, re.MULTILINE))
    if not found:
        return text
    one = chance.choice(found)
    key = chance.choice((chance.choice(found)[2], chance.choice(ODD_WORDS)[:60], one[2].upper(), "loại"))
    return f"{text[: one.start(2)]}{key}{text[one.end(2) :]}"


def _swapped(text: str, chance: random.Random) -> str:
    found = list(_VALUE.finditer(text))
    if len(found) < 2:
        return text
    first, second = sorted(chance.sample(found, 2), key=lambda one: one.start())
    middle = text[first.end(2) : second.start(2)]
    return f"{text[: first.start(2)]}{second[2]}{middle}{first[2]}{text[second.end(2) :]}"


def _documents(text: str, chance: random.Random) -> str:
    return text + chance.choice(("---\n", "...\n", "--- |\n")) + chance.choice((text, "", "loại: x\n"))


_RECORD_WAYS: Sequence[Callable[[str, random.Random], str]] = (
    _other_value, _other_value, _other_value, _swapped, _swapped, _list_for_scalar, _list_for_scalar, _without_line,
    _without_line, _line_elsewhere, _indented, _deep, _aliases, _odd_letters, _cut, _other_key, _other_key, _documents,
)  # fmt: skip


# ---------------------------------------------------------------------------------------------------------------- bytes
def damaged(data: bytes, chance: random.Random) -> bytes:
    """Bytes changed, cut off, put twice, filled with others."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        if not changed:
            break
        place, length = chance.randrange(len(changed)), chance.choice((1, 1, 4, 60))
        way = chance.randrange(5)
        if way == 0:
            del changed[place : place + length]
        elif way == 1:
            changed[place:place] = changed[place : place + length]
        elif way == 2:
            changed[place : place + length] = bytes(length)
        else:
            changed[place : place + length] = chance.randbytes(min(length, len(changed) - place))
    return bytes(changed[: chance.randrange(len(changed))] if changed and chance.random() < 0.1 else changed)


# ------------------------------------------------------------------------------------------- packages of Word and Excel
def odd_package(data: bytes, chance: random.Random) -> bytes:
    """A DOCX or XLSX with its parts taken apart: elements moved, values changed, parts lost, doubled, of odd names."""
    if chance.random() < 0.15:
        return damaged(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for _ in range(chance.choice((1, 1, 2, 3))):
        name = chance.choice(sorted(parts))
        main = [one for one in parts if one.endswith(("document.xml", "sheet1.xml", "sheet2.xml", "sharedStrings.xml"))]
        if main and chance.random() < 0.5:
            name = chance.choice(sorted(main))
        way = chance.random()
        if way < 0.07:
            del parts[name]
        elif way < 0.12:
            parts[name] = b""
        elif way < 0.2:
            parts[name] = damaged(parts[name], chance)
        elif way < 0.24:
            parts[name] = parts[chance.choice(sorted(parts))]
        elif way < 0.28:
            parts[chance.choice(("../../x", "/etc/x", "a\\b", "x" * 300, "word/a.bin"))] = chance.randbytes(50)
        else:
            parts[name] = _odd_xml(parts[name], chance)
        if not parts:
            break
    return _packed(parts, chance)


def _packed(parts: dict[str, bytes], chance: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    data = made.getvalue()
    if chance.random() < 0.05:  # the wrong sum of one part
        place = data.rfind(b"PK\x01\x02")
        data = data[: place + 16] + chance.randbytes(4) + data[place + 20 :]
    return data


def _odd_xml(data: bytes, chance: random.Random) -> bytes:
    try:
        root = etree.fromstring(data)
    except etree.LxmlError:
        return damaged(data, chance)
    for _ in range(chance.choice((1, 2, 5, 12))):
        elements = list(root.iter(etree.Element))
        chance.choice(_XML_WAYS)(chance.choice(elements), chance.choice(elements), chance)
    return etree.tostring(root)


def _removed(one: etree._Element, _: etree._Element, __: random.Random) -> None:
    if (parent := one.getparent()) is not None:
        parent.remove(one)


def _doubled(one: etree._Element, _: etree._Element, chance: random.Random) -> None:
    copy = etree.tostring(one)
    if (parent := one.getparent()) is not None and len(copy) < _SMALL:
        parent.extend([etree.fromstring(copy) for _ in range(chance.choice((1, 2, 40)))])


def _nested(one: etree._Element, other: etree._Element, _: random.Random) -> None:
    if len(copy := etree.tostring(one)) < _SMALL:
        other.append(etree.fromstring(copy))


def _other_word(one: etree._Element, _: etree._Element, chance: random.Random) -> None:
    if one.attrib:
        one.set(chance.choice(sorted(map(str, one.attrib))), _word(chance))


def _less(one: etree._Element, _: etree._Element, chance: random.Random) -> None:
    if one.attrib:
        del one.attrib[chance.choice(sorted(map(str, one.attrib)))]


def _other_text(one: etree._Element, _: etree._Element, chance: random.Random) -> None:
    one.text = _word(chance)


def _renamed(one: etree._Element, other: etree._Element, _: random.Random) -> None:
    one.tag = other.tag


def _dressed(one: etree._Element, other: etree._Element, _: random.Random) -> None:
    one.attrib.update(other.attrib)


_SMALL = 5000
_XML_WAYS: Sequence[Callable[[etree._Element, etree._Element, random.Random], None]] = (
    _removed, _doubled, _nested, _other_word, _other_word, _less, _other_text, _renamed, _dressed,
)  # fmt: skip


def _word(chance: random.Random) -> str:
    numbers = (
        "-1",
        "0",
        "99999999999999999999",
        "1e999",
        "NaN",
        "3.5",
        "-2147483649",
        "#VALUE!",
        "A0",
        "ZZZZ9999999",
        "1/0",
    )
    word = chance.choice((chance.choice(ODD_WORDS), chance.choice(numbers), str(chance.randrange(-5000, 100000))))
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", word)


# ----------------------------------------------------------------------------------------------------------------- PDFs
_NUMBER = re.compile(rb"(?<=[ \[/\n])-?\d+(?:\.\d+)?(?=[ \]/\n])")
_NAME = re.compile(rb"/[A-Z][A-Za-z0-9]+")
_OBJECT = re.compile(rb"\d+ 0 R")


def odd_pdf(data: bytes, chance: random.Random) -> bytes:
    """A PDF with other numbers, names and references, or damaged."""
    if chance.random() < 0.3:
        return damaged(data, chance)
    for _ in range(chance.choice((1, 2, 6, 25))):
        pattern = chance.choice((_NUMBER, _NAME, _OBJECT))
        found = list(pattern.finditer(data))
        if not found:
            continue
        one = chance.choice(found)
        other: bytes = chance.choice(found)[0]
        if pattern is _NUMBER and chance.random() < 0.6:
            other = chance.choice((b"0", b"-1", b"99999999999", b"1e9", b"0.0000001", b"-32768.5", b"null"))
        data = data[: one.start()] + other + data[one.end() :]
    return data
